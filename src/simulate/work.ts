/** What passes ask of hosts, counted as the real ones would. */
export interface Work {
  readonly pings: number;
  readonly connections: number;
  /** Commands run on hosts: probes, launches, stops, scripts brought there, sweeps. */
  readonly commands: number;
  readonly launches: number;
  readonly stops: number;
}

export type WorkCount = { -readonly [Kind in keyof Work]: number };

export function noWork(): WorkCount {
  return { pings: 0, connections: 0, commands: 0, launches: 0, stops: 0 };
}

/** Adds the same work so many times. */
export function addWork(sum: WorkCount, work: Work, times = 1): void {
  for (const kind of Object.keys(sum) as (keyof Work)[]) sum[kind] += work[kind] * times;
}
