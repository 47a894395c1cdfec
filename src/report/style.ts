import picocolors from 'picocolors';
import { fitted, widthOf, wrapped } from './width.ts';

/** How a text is to look where it goes to. */
export interface Style extends ReturnType<typeof picocolors.createColors> {
  /** The width of the terminal; Infinity for anything else, so that `grep` and mail get whole lines. */
  readonly columns: number;
  /** Whether more than ASCII can be drawn. */
  readonly utf8: boolean;
}

/**
 * Colours for a terminal, unless `NO_COLOR` is set (no-color.org) or it is dumb; for anything else none, unless
 * `FORCE_COLOR` is. Nothing is told by colour alone.
 */
export function styleFor(
  { isTTY, columns }: { isTTY?: boolean; columns?: number },
  env: NodeJS.ProcessEnv,
): Style {
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  const forced = FORCE_COLOR ? FORCE_COLOR !== '0' : isTTY === true && TERM !== 'dumb';
  const colours = picocolors.createColors(forced && !NO_COLOR);
  return {
    ...colours,
    // Yellow cannot be read on a light background.
    yellow: colours.magenta,
    // A terminal that does not know its width says 0.
    columns: isTTY === true ? columns || 80 : Infinity,
    utf8: /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''),
  };
}

/**
 * Rows as lines, each column as wide as its widest cell; `right` names the columns that hold numbers. Where that is
 * wider than `columns`, the last cell is wrapped under itself, or, where there is no room for that, stands below.
 */
export function table(
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
  columns = Infinity,
): string[] {
  return tableRows(rows, right, columns).flat();
}

/** As `table`, the lines of each row for themselves. */
export function tableRows(
  rows: readonly (readonly string[])[],
  right: readonly number[],
  columns: number,
): string[][] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
  }
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const space = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
      return right.includes(column) ? space + cell : cell + space;
    });
    const line = cells.join('  ').trimEnd();
    return widthOf(line) <= columns ? [line] : narrowRow(cells, columns);
  });
}

function narrowRow(cells: readonly string[], columns: number): string[] {
  const head = `${cells.slice(0, -1).join('  ')}  `;
  const last = (cells.at(-1) ?? '').trim();
  const room = columns - widthOf(head);
  if (room >= leastRoom) {
    const [first = '', ...more] = wrapped(last, room);
    return [head + first, ...more.map((part) => ' '.repeat(columns - room) + part)];
  }
  return [...fitted(head.trimEnd(), columns), ...indented(last, columns)].filter((line) => line !== '');
}

/** Columns below which a text of several words cannot be read any more. */
const leastRoom = 24;

/** What belongs to the line above. */
export function indented(text: string, columns: number): string[] {
  return wrapped(text, columns - 4).map((line) => `    ${line}`.trimEnd());
}

/** `1 host`, `2 hosts`. */
export function many(count: number, what: string, more = `${what}s`): string {
  return `${count} ${count === 1 ? what : more}`;
}

/** A time as an operator reads it: local, without the day where that is today's. */
export function timeText(iso: string, today: string): string {
  const [day, clock] = localTime(iso);
  return day === localTime(today)[0] ? clock : `${day} ${clock}`;
}

/** `2026-11-21`, `03:15:00`. */
export function localTime(iso: string): [day: string, clock: string] {
  const time = new Date(iso);
  const day = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join('-');
  return [day, [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':')];
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
