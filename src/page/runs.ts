/** A list of numbers that mostly repeat: pairs of a number and how often it stands there. null is a gap. */
export type Runs = readonly (number | null)[];

export function packed(values: readonly (number | null)[]): Runs {
  const runs: (number | null)[] = [];
  let last: number | null = null;
  let times = 0;
  for (const value of values) {
    if (times > 0 && value === last) times += 1;
    else {
      if (times > 0) runs.push(last, times);
      last = value;
      times = 1;
    }
  }
  if (times > 0) runs.push(last, times);
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
