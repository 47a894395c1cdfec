import { readFileSync } from 'node:fs';

/** Where a command has its time from. Handed in, so that a test can pass another. */
export interface Clock {
  /** Milliseconds since the epoch. Goes on evenly while this process lives, whatever the machine's clock is set to. */
  now(): number;
  /** Which boot of this machine it is, and for how long it has been up; null where the machine cannot tell. */
  boot(): Boot | null;
}

export interface Boot {
  readonly id: string;
  readonly uptimeMs: number;
}

/** The clock of this machine. On Linux it goes on while the machine sleeps. */
export function systemClock(): Clock {
  const startedMs = Date.now();
  // What the kernel tells, or as long as it cannot be read, what has passed since it could.
  let last = { upMs: readUptimeMs() ?? 0, atMs: monotonicMs() };
  const uptimeMs = (): number => {
    const upMs = readUptimeMs();
    if (upMs !== null) last = { upMs, atMs: monotonicMs() };
    return upMs ?? last.upMs + monotonicMs() - last.atMs;
  };
  const startedUpMs = last.upMs;
  // The two differ by what the kernel rounds.
  let told = startedMs;
  return {
    now: () => (told = Math.max(told, Math.round(startedMs + uptimeMs() - startedUpMs))),
    boot() {
      const id = firstLine('/proc/sys/kernel/random/boot_id');
      const up = readUptimeMs();
      return id === null || up === null ? null : { id, uptimeMs: up };
    },
  };
}

/** Not `performance`, which node first has to load: every verb has a clock. */
const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

function readUptimeMs(): number | null {
  const [seconds = ''] = firstLine('/proc/uptime')?.split(' ') ?? [];
  return /^\d+\.\d+$/.test(seconds) ? Math.round(Number(seconds) * 1000) : null;
}

function firstLine(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').split('\n')[0] ?? null;
  } catch {
    return null;
  }
}
