import { consoleSafe, cutBytes } from './consoleSafe.ts';

/* What monitoring systems are told where there is no look to tell of. Small, for whatever fails is told by it. */

/** As Nagios, Icinga and Checkmk number them. */
export const checkStates = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const;

export type CheckState = (typeof checkStates)[keyof typeof checkStates];

export const stateNames = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'] as const;

/** Nothing but a state and why, as a plugin of Nagios prints it. */
export function nagiosBare(state: CheckState, [first = '', ...more]: readonly string[]): string[] {
  const why = cutBytes(consoleSafe(first), longestLine) || untold;
  return nagiosPage(`MUSTER ${stateNames[state]} - ${why}`, more);
}

/**
 * The lines of a plugin: the first as it is, those below made safe, cut, and no more of them than are read.
 *
 * @param below a line that begins with two blanks belongs to the one above it.
 */
export function nagiosPage(head: string, below: readonly string[]): string[] {
  const lines = [head];
  let bytes = Buffer.byteLength(head) + 1;
  for (const [index, text] of below.entries()) {
    const line = cutBytes((text.startsWith('  ') ? '  ' : '') + consoleSafe(text), longestLine);
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > mostBytes - roomForMore || lines.length >= mostLines) {
      lines.push(`${below.length - index} more lines: "muster status" tells all`);
      break;
    }
    lines.push(line);
  }
  return lines;
}

/**
 * A line of a local check of Checkmk.
 *
 * @param metrics as Checkmk writes them; `-` for none.
 * @param texts the first is what is shown, the others are its details.
 */
export function checkMkLine(
  state: CheckState,
  name: string,
  metrics: string,
  texts: readonly string[],
): string {
  const safe = texts
    .map((text) => cutBytes(consoleSafe(text), longestLine))
    .filter((text) => text !== '')
    .slice(0, mostLines);
  // Line ends are written so, and nothing else in it has a backslash.
  return `${state} "${itemOf(name)}" ${metrics} ${safe.join('\\n') || untold}`;
}

/**
 * A name as Checkmk and the cores below it take it, another for every other name: a sign they do not take is written as its
 * number between `+`.
 */
export function itemOf(name: string): string {
  return name.replaceAll(
    /[^\p{L}\p{N} _.:@/#[\]-]/gu,
    (sign) => `+${(sign.codePointAt(0) ?? 0).toString(16)}+`,
  );
}

/** What services of Checkmk are called where nothing else is asked for. */
export const usualName = 'muster';

const untold = 'nobody told why';

/** Bytes. */
const longestLine = 400;

/** NRPE, mails and consoles take this much whole. */
const mostBytes = 3900;
const mostLines = 24;
const roomForMore = 60;
