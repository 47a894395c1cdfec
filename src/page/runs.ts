/** A list of numbers that mostly repeat: pairs of a number and how often it stands there. null is a gap. */
export type Runs = readonly (number | null)[];

export function packed(values: readonly (number | null)[]): Runs {
  const runs: (number | null)[] = [];
  for (const value of values) {
    const last = runs.length - 2;
    if (last >= 0 && runs[last] === value) runs[last + 1] = (runs[last + 1] ?? 0) + 1;
    else runs.push(value, 1);
  }
  return runs;
}

export function unpacked(runs: Runs): (number | null)[] {
  const values: (number | null)[] = [];
  for (let at = 0; at + 1 < runs.length; at += 2) {
    const [value = null, times = 0] = [runs[at], runs[at + 1]];
    for (let n = 0; n < (times ?? 0); n++) values.push(value);
  }
  return values;
}
