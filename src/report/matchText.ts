import type { KeyOverlap } from '../core/match.ts';
import { foldRange } from '../interface/ranges.ts';
import { harmless } from './harmless.ts';
import { hostLines, hostsText } from './lines.ts';
import type { MatchHostReport, MatchProcessReport, MatchReport } from './matchDocument.ts';
import { many, table, type Style } from './style.ts';

/**
 * What `match` prints: a tree of processes a host.
 *
 * @param columns how wide a line may get; longer command lines are cut around the key
 */
export function matchText(report: MatchReport, style: Style, columns: number): string[] {
  const { hosts } = report;
  const found = hosts.filter(({ processes, leftOut }) => processes.length + leftOut.length > 0);
  const none = hosts.filter((host) => isAsked(host) && !found.includes(host)).map(({ host }) => host);
  return [
    ...keyLines(report, style),
    ...found.flatMap((host) => hostText(host, report.key, style, columns)),
    ...(none.length > 0 ? [`nothing on ${hostsText(none)}`] : []),
    ...hostLines({ hosts: [...hosts], unlisted: [] }, style),
    style.bold(summary(report)),
  ];
}

function isAsked({ sighting, sameAs }: MatchHostReport): boolean {
  return sighting === 'seen' && sameAs === undefined;
}

/** Whose key it is, and how it overlaps with others. */
function keyLines({ key, component, overlaps }: MatchReport, style: Style): string[] {
  return [
    `key ${harmless(JSON.stringify(key))}${component === undefined ? '' : ` of ${component}`}`,
    ...overlaps.map((overlap) => `${style.red('!')}  ${overlapText(overlap)}`),
  ];
}

function overlapText({ component, key, how }: KeyOverlap): string {
  const other = `${component} (${harmless(JSON.stringify(key))})`;
  switch (how) {
    case 'equal':
      return `also the key of ${component}: each process counts for both`;
    case 'holds':
      return `holds the key of ${other}: what it matches counts as ${component} too`;
    case 'within':
      return `is held by the key of ${other}: what counts as ${component} is matched too`;
  }
}

function hostText(host: MatchHostReport, key: string, style: Style, columns: number): string[] {
  const all = [...host.processes, ...host.leftOut];
  const pidWidth = Math.max(...all.map(({ pid }) => String(pid).length));
  const ageWidth = Math.max(...all.map(({ elapsedS }) => ageText(elapsedS).length));
  // The mark, the pid, the age, and two blanks behind each.
  const room = Math.max(leastCommand, columns - (1 + pidWidth + ageWidth + 6));
  const counted = host.processes.map((each) => {
    const note = each.also.length > 0 ? `  (also ${each.also.join(', ')})` : '';
    const line = indented(each, key, room - note.length, style);
    return [markOf(each, style), String(each.pid), ageText(each.elapsedS), line + style.yellow(note)];
  });
  const uncounted = host.leftOut.map(({ pid, elapsedS, command, why }) => {
    const note = `  (not counted: ${leftOutWords[why]})`;
    const line = style.dim(commandText(command, key, room - note.length));
    return [style.dim('-'), String(pid), ageText(elapsedS), line + style.yellow(note)];
  });
  return [
    style.bold(`${host.host}: ${many(host.instances, 'instance')}`),
    ...table([...counted, ...uncounted], [1, 2], style.columns),
  ];
}

const leftOutWords = {
  zombie: 'a zombie',
  'own-process': "muster's own",
  'other-user': "another user's",
} as const;

/** `*` an instance, `+` folded into it, `.` only between. */
function markOf({ depth, matches }: MatchProcessReport, style: Style): string {
  if (!matches) return style.dim('.');
  return depth === 0 ? style.green('*') : style.dim('+');
}

function indented(
  { depth, matches, command }: MatchProcessReport,
  key: string,
  room: number,
  style: Style,
): string {
  const indent = '  '.repeat(Math.min(depth, deepest));
  const text = commandText(command, matches ? key : '', room - indent.length);
  return indent + (matches ? text.split(harmless(key)).join(style.bold(harmless(key))) : style.dim(text));
}

/** A command line in so many columns: what is cut is cut around the key, which is the reason it stands here. */
function commandText(command: string, key: string, room: number): string {
  return elided(harmless(command), harmless(key), Math.max(room, leastCommand));
}

/** A text in so many columns, `…` for what is left out, with as much of `key` to be seen as fits. */
export function elided(text: string, key: string, room: number): string {
  const signs = [...text];
  if (signs.length <= room) return text;
  const before = text.indexOf(key);
  const keyAt = before < 0 ? 0 : Array.from(text.slice(0, before)).length;
  // The beginning tells the program, so it stays where the key can be seen with it.
  if (keyAt + [...key].length < room) return `${signs.slice(0, room - 1).join('')}…`;
  const headSigns = Math.min(headKept, Math.floor(room / 3));
  const head = signs.slice(0, headSigns).join('');
  const rest = room - headSigns - 1;
  if (signs.length - keyAt <= rest) return `${head}…${signs.slice(-rest).join('')}`;
  return `${head}…${signs.slice(keyAt, keyAt + rest - 1).join('')}…`;
}

/** Signs of a command line that tell its program. */
const headKept = 20;

/** Columns a command line gets however narrow the terminal is. */
const leastCommand = 30;

/** Steps of a tree that are told by indenting. */
const deepest = 12;

/** `45s`, `12m`, `3h`, `20d`; empty where the host does not tell. */
function ageText(elapsedS: number | null): string {
  if (elapsedS === null) return '';
  if (elapsedS < 100) return `${elapsedS}s`;
  if (elapsedS < 100 * 60) return `${Math.floor(elapsedS / 60)}m`;
  return elapsedS < 100 * 3600 ? `${Math.floor(elapsedS / 3600)}h` : `${Math.floor(elapsedS / 86_400)}d`;
}

function summary({ instances, hosts, unknownHosts }: MatchReport): string {
  const on = hosts.filter((host) => host.instances > 0).map(({ host }) => host);
  const folded = foldRange(on);
  const where = on.length === 0 ? '' : ` on ${folded.length <= 40 ? folded : many(on.length, 'host')}`;
  const unknown = unknownHosts > 0 ? `; ${many(unknownHosts, 'host')} could not be asked` : '';
  return `${many(instances, 'instance')}${where}${unknown}.`;
}
