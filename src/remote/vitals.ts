import type { Vitals } from '../core/types.ts';

/** The vitals of a host that tells none, as one with the original's kind of probe. */
export const noVitals: Vitals = parseVitals(new Map());

/**
 * The fields of the probe's first line as vitals. Whatever is missing, or is not what it should be, is null.
 *
 * @param user whose listing it is.
 */
export function parseVitals(fields: ReadonlyMap<string, string>, user: string | null = null): Vitals {
  const text = (name: string, form: RegExp) => {
    const value = fields.get(name);
    return value !== undefined && form.test(value) ? value : null;
  };
  const number = (name: string, form: RegExp, least: number, most: number) => {
    const value = Number(text(name, form) ?? NaN);
    return value >= least && value <= most ? value : null;
  };
  const whole = (name: string, least = 0, most = Number.MAX_SAFE_INTEGER) =>
    number(name, /^\d+$/, least, most);
  const decimal = (name: string, most: number) => number(name, /^\d+(\.\d+)?$/, 0, most);
  const timeMs = (name: string) => {
    const seconds = whole(name, 0, 1e11);
    return seconds === null ? null : seconds * 1000;
  };

  return {
    user,
    home: text('home', /^[\w.,-]{1,255}$/)?.replaceAll(',', '/') ?? null,
    firstProcess: whole('init'),
    hostname: text('host', /^[\w.-]{1,255}$/),
    bootId: text('boot', /^[\w.-]{1,64}$/),
    clockMs: timeMs('clock'),
    uptimeS: decimal('uptime', 1e10),
    cores: whole('cores', 1, 1e6),
    load1: decimal('load', 1e9),
    memoryKiB: whole('mem'),
    memoryAvailableKiB: whole('memavail'),
    diskAvailableKiB: whole('disk'),
    gpus: whole('gpus', 0, 1e4),
    bundles: (fields.get('bundles') ?? '').split(',').filter((name) => /^[0-9a-f]{16,64}$/.test(name)),
    sweptMs: timeMs('swept'),
  };
}
