/* Numbers and times in the words of the page. Times are the viewer's: all this takes them as milliseconds since the epoch. */

export const many = (count: number, what: string, more = `${what}s`): string =>
  `${number(count)} ${count === 1 ? what : more}`;

/** `2,000`; at most two digits behind the point. */
export function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 });
}

/** `20 seconds`, `2 minutes`, `3 hours`, `4 days`. */
export function spanText(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 90) return many(Math.floor(seconds), 'second');
  if (seconds < 90 * 60) return many(Math.floor(seconds / 60), 'minute');
  if (seconds < 48 * 3600) return many(Math.floor(seconds / 3600), 'hour');
  return many(Math.floor(seconds / 86_400), 'day');
}

/** `850 ms`, `4.2 s`, `3 min`. */
export function tookText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  return `${Math.round(ms / 60_000)} min`;
}

/** `03:15:20`, of another day than today's `2026-11-20 03:15:20`. */
export function clockText(ms: number, todayMs: number, withSeconds = true): string {
  const clock = parts(ms, withSeconds ? ['Hours', 'Minutes', 'Seconds'] : ['Hours', 'Minutes']);
  return dayText(ms) === dayText(todayMs) ? clock : `${dayText(ms)} ${clock}`;
}

/** `2026-11-21`. */
export function dayText(ms: number): string {
  const time = new Date(ms);
  return `${time.getFullYear()}-${padded(time.getMonth() + 1)}-${padded(time.getDate())}`;
}

/** `2026-11-21 03:15:20 UTC`. */
export function utcText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `512 MB`, `23 GB`, from KiB, in powers of 1,024. */
export function sizeText(kib: number): string {
  if (kib < 1024) return `${Math.round(kib)} KiB`;
  if (kib < 1024 ** 2) return `${Math.round(kib / 1024)} MiB`;
  const gib = kib / 1024 ** 2;
  return gib < 1024 ? `${gib.toFixed(gib < 10 ? 1 : 0)} GiB` : `${(gib / 1024).toFixed(1)} TiB`;
}

function parts(ms: number, of: readonly ('Hours' | 'Minutes' | 'Seconds')[]): string {
  const time = new Date(ms);
  return of.map((part) => padded(time[`get${part}`]())).join(':');
}

function padded(part: number): string {
  return String(part).padStart(2, '0');
}
