/** A table as Markdown has it, every column as wide as its widest cell; figures stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const isText = (column: number): boolean =>
    rows.some((row) => !/^(|[-\d.,]+[^a-z]*\w*)$/.test(row[column] ?? ''));
  const line = (row: readonly string[]): string =>
    `| ${head.map((_, column) => padded(row[column] ?? '', widths[column]!, isText(column))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    isText(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line), ''].join('\n');
}

function padded(cell: string, width: number, isText: boolean): string {
  return isText ? cell.padEnd(width) : cell.padStart(width);
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

export function millis(ms: number): string {
  return `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
}

export function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

export function mib(size: number): string {
  return `${size.toFixed(0)} MiB`;
}
