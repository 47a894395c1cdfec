import { isOver, pilotPhases, type PilotReport, type PilotStep } from '../core/pilotReport.ts';
import type { ComponentId, Process } from '../core/types.ts';
import { environmentName } from '../interface/kinds.ts';

/**
 * Reads what getmex told of sandboxes; workerscripts/pilot says what the lines are. What cannot be understood is left
 * out: a pilot of which nothing is told counts by its process alone.
 *
 * @param lines between the listing and its closing line.
 * @param aheadMs by how much the host's clock is ahead of ours.
 * @param bootedMs when the host was booted, by our clock; null where it does not tell. A pilot from before that is not
 *   over has been ended by it, which the boot id tells of already.
 * @param processes of the same look: a component whose pilot is gone has ended when its exit code is there.
 */
export function parsePilots(
  lines: readonly string[],
  { aheadMs, bootedMs }: { readonly aheadMs: number; readonly bootedMs: number | null },
  processes: readonly Process[],
): PilotReport[] {
  const owned = pidsBySandbox(processes);
  return sandboxes(lines).flatMap((sandbox) => {
    const parsed = parseSandbox(sandbox, aheadMs);
    if (parsed === null) return [];
    const report = { ...parsed, pids: owned.get(parsed.launchId) ?? [] };
    const lives = report.pids.length > 0;
    // Told in whole seconds each.
    if (!isOver(report) && !lives && bootedMs !== null && report.sinceMs < bootedMs - 2000) return [];
    const [code, endedS] = (textsOf('exit', sandbox)[0] ?? '').split(' ').map(number);
    return code !== null && code !== undefined && !isOver(report) && !lives
      ? [{ ...report, phase: 'ended', code, ...(endedS && { sinceMs: endedS * 1000 - aheadMs }) }]
      : [report];
  });
}

/** By launch, the processes that name its sandbox on their command lines: its shells do, whichever of them is left. */
function pidsBySandbox(processes: readonly Process[]): Map<string, number[]> {
  const owned = new Map<string, number[]>();
  for (const { pid, command } of processes) {
    const launchId = /\/sandboxes\/([\w.-]{1,64})\/\.muster\/pilot /.exec(command)?.[1];
    if (launchId === undefined) continue;
    const pids = owned.get(launchId);
    if (pids === undefined) owned.set(launchId, [pid]);
    else pids.push(pid);
  }
  return owned;
}

/** The most that is read of one host, and of one sandbox: a folder full of them must not fill the state. */
const mostSandboxes = 500;
const mostTail = 10;
const mostExports = 50;
const longestText = 500;

function sandboxes(lines: readonly string[]): string[][] {
  const found: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('pilot ')) found.push([line]);
    else found.at(-1)?.push(line);
  }
  return found.slice(-mostSandboxes);
}

function parseSandbox([first = '', ...rest]: readonly string[], aheadMs: number): PilotReport | null {
  const head =
    /^pilot 1 ([\w.-]{1,64}) (\d{1,10}) (\d{1,11}) ([a-z]+) ([\w.-]{1,64}) (\d{1,11}) (-|\d{1,5})$/.exec(
      first,
    );
  if (head === null) return null;
  const [, launchId = '', pid, started, phaseText, step = '', since, code] = head;
  const phase = pilotPhases.find((name) => name === phaseText);
  const component = textsOf('component', rest)[0];
  if (phase === undefined || component === undefined) return null;
  const timeMs = (seconds: string | undefined): number => Number(seconds) * 1000 - aheadMs;
  const ready = number(textsOf('ready', rest)[0]);
  return {
    launchId,
    component: component as ComponentId,
    pid: Number(pid),
    pids: [],
    startedMs: timeMs(started),
    phase,
    step,
    sinceMs: timeMs(since),
    code: number(code),
    steps: (textsOf('steps', rest)[0] ?? '').split(' ').flatMap(parseStep).slice(0, 50),
    message: textsOf('message', rest)[0] ?? null,
    warnings: textsOf('warning', rest).slice(0, 5).map(warningOf),
    tail: textsOf('tail', rest).slice(-mostTail),
    readyMs: ready === null ? null : timeMs(String(ready)),
    exports: exportsIn(rest),
    usage: textsOf('usage', rest)[0] ?? null,
  };
}

function textsOf(word: string, lines: readonly string[]): string[] {
  return lines
    .filter((line) => line.startsWith(`${word} `))
    .map((line) =>
      line
        .slice(word.length + 1)
        .replaceAll(/\p{Cc}/gu, ' ')
        .slice(0, longestText),
    );
}

function parseStep(word: string): PilotStep[] {
  const found = /^([\w.-]{1,64}):(ok|failed|warned|skipped|timeout):(-|\d{1,5}):(\d{1,9})$/.exec(word);
  if (found === null) return [];
  const [, command = '', state, code, seconds] = found;
  return [{ command, state: state as PilotStep['state'], code: number(code), seconds: Number(seconds) }];
}

function warningOf(text: string): { command: string; text: string } {
  const [command = '', ...words] = text.split(' ');
  return { command, text: words.join(' ') };
}

/** The last value of each name. What is too long is left out whole, for half an address leads nowhere. */
function exportsIn(lines: readonly string[]): Record<string, string> {
  const told = lines
    .filter((line) => line.startsWith('export ') && line.length <= longestText + 100)
    .flatMap(parseExport);
  return Object.fromEntries([...new Map(told)].slice(0, mostExports));
}

/** Names that a shell takes for itself, or a loader, are no component's to set on another host. */
function parseExport(line: string): [string, string][] {
  const text = line.slice('export '.length).replaceAll(/\p{Cc}/gu, ' ');
  const equals = text.indexOf('=');
  const name = text.slice(0, equals);
  const isSafe = equals > 0 && new RegExp(environmentName, 'u').test(name) && !loaders.test(name);
  return isSafe ? [[name, text.slice(equals + 1)]] : [];
}

const loaders =
  /^(LD_|DYLD_|GCONV_PATH$|(PATH|IFS|HOME|PYTHONPATH|PYTHONHOME|PYTHONSTARTUP|NODE_OPTIONS|PERL5OPT|PERL5LIB|RUBYOPT|RUBYLIB)$)/;

function number(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,11}$/.test(text) ? Number(text) : null;
}
