/** One field of each: `fieldOf(problems, 'code')`. */
export function fieldOf<T, Name extends keyof T>(list: readonly T[], name: Name): T[Name][] {
  return list.map((one) => one[name]);
}

/**
 * Fields of each as a line, which makes a short table of what is expected: `fieldLines(outcomes, 'component', 'outcome')` is
 * `['p/a failed', 'p/b -']`. `-` stands for what is not there.
 */
export function fieldLines<T>(list: readonly T[], ...names: readonly (keyof T)[]): string[] {
  return list.map((one) => names.map((name) => cellOf(one[name])).join(' '));
}

function cellOf(value: unknown): string {
  if (value === undefined) return '-';
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}
