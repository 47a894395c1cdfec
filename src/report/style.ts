import { stripVTControlCharacters } from 'node:util';
import picocolors from 'picocolors';

export type Style = ReturnType<typeof picocolors.createColors>;

/** Colours for a terminal, unless `NO_COLOR` is set (no-color.org); none for anything else. */
export function styleFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Style {
  const wanted = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return picocolors.createColors(wanted);
}

/** Rows as lines, each column as wide as its widest cell; `right` names the columns that hold numbers. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, width(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - width(cell));
        return right.includes(column) ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Columns a text takes on a terminal; colours take none. */
function width(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

/** `1 host`, `2 hosts`. */
export function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** A time as an operator reads it: local, without the day where that is today's. */
export function timeText(iso: string, today: string): string {
  const time = new Date(iso);
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');
  const day = (at: Date): string =>
    [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(twoDigits).join('-');
  return day(time) === day(new Date(today)) ? clock : `${day(time)} ${clock}`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
