import truncatedWidth from 'fast-string-truncated-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/* How wide texts are on a terminal, and how they are made to fit. Nothing of a text is lost but in `cut`. */

/** Columns a text takes on a terminal: two for a wide character, none for what combines with another, none for colours. */
export function widthOf(text: string): number {
  return truncatedWidth(text).width;
}

/** A text on lines no wider than `columns`, broken at blanks; a longer word is broken where it must be. */
export function wrapped(text: string, columns: number): string[] {
  if (widthOf(text) <= columns) return [text];
  return wrapAnsi(text, Math.max(1, columns), { hard: true }).split('\n');
}

/**
 * A line of a text made to fit: what goes over the width stands below, under the last of its columns (those two blanks
 * apart from what stands before), where that leaves room.
 */
export function fitted(line: string, columns: number): string[] {
  if (widthOf(line) <= columns) return [line];
  const head = headOf(line, columns / 2);
  const indent = head === '' ? 2 : widthOf(head);
  const [first = '', ...more] = wrapped(line.slice(head.length), columns - indent);
  return [head + first, ...more.map((part) => ' '.repeat(indent) + part)];
}

/** What stands before the last column that begins within `columns`. */
function headOf(line: string, columns: number): string {
  let head = '';
  for (const { 0: blanks, index } of line.matchAll(/(?:^| ) +(?=\S)|^(?:muster: )/g)) {
    const upTo = line.slice(0, index + blanks.length);
    if (widthOf(upTo) > columns) break;
    head = upTo;
  }
  return head;
}

/** The beginning of a text that is told again in a moment: no wider than `columns`. */
export function cut(text: string, columns: number): string {
  const { truncated, ellipsed, index } = truncatedWidth(text, { limit: columns, ellipsis: '…' });
  return truncated ? text.slice(0, index) + (ellipsed ? '…' : '') : text;
}
