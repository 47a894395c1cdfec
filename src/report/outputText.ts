import type { OutputLine } from '../outputs/lineSplitter.ts';
import type { Source } from '../outputs/hostReader.ts';
import { harmlessJson, harmlessLine } from './harmless.ts';
import type { Style } from './style.ts';

/** What stands in front of the lines of a host. */
export interface Label {
  readonly host: string;
  /** Whether the process id is told, since the host has several instances. */
  readonly withPid: boolean;
  /** Columns that host names take. */
  readonly width: number;
  colour(text: string): string;
}

/** `n-1 4711 | text`; of a pilot that is over `n-1 stderr | text`, `n-1 prepare-environment | text`. */
export function outputLineText(
  { host, withPid, width, colour }: Label,
  { pid, stream, step }: Source,
  line: OutputLine,
): string {
  // Of what does not run any more several files are told one after the other.
  const what = pid === null ? (step ?? stream) : withPid ? pid : undefined;
  const who = what === undefined ? host.padEnd(width) : `${host.padEnd(width)} ${what}`;
  const cut = line.cutBytes === 0 ? '' : ` … (${line.cutBytes} bytes more)`;
  return `${colour(`${who} |`)} ${harmlessLine(line.bytes.toString('utf8'))}${cut}`;
}

/** One object on one line; `line` is as it was printed, but for bytes that are not UTF-8. */
export function outputLineJson(atMs: number, host: string, source: Source, line: OutputLine): string {
  const record = {
    at: new Date(atMs).toISOString(),
    host,
    pid: source.pid,
    ...(source.stream !== undefined && { stream: source.stream }),
    ...(source.step !== undefined && { step: source.step }),
    ...(source.launch !== undefined && { launchId: source.launch }),
    line: line.bytes.toString('utf8'),
    ...(line.cutBytes > 0 && { cutBytes: line.cutBytes }),
  };
  return harmlessJson(JSON.stringify(record));
}

/** A colour for each host, the same for all its lines. */
export function hostColours(
  style: Style,
  hosts: readonly string[],
): ReadonlyMap<string, (text: string) => string> {
  const colours = [style.cyan, style.yellow, style.green, style.magenta, style.blue];
  return new Map(
    hosts.map((host, index) => [host, colours[index % colours.length] as (text: string) => string]),
  );
}
