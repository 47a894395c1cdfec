import type { Monitor } from './config.ts';
import { gleanedFrom } from './gleaned.ts';
import { webAddress } from './kinds.ts';

/** Whom a pass tells of itself. */
export type AlertSettings = Pick<Monitor, 'healthcheck' | 'notify'>;

/** Who is to be told that an `Interface.json` has errors, as far as it can be read there. */
export async function alertsGleaned(file: string): Promise<AlertSettings> {
  const gleaned = await gleanedFrom(file);
  const address = gleaned?.at('monitor', 'healthcheck');
  const given = gleaned?.at('monitor', 'notify');
  const [program, ...args] = (Array.isArray(given) ? (given as unknown[]) : [given]).filter(isWord);
  const isWhole = !Array.isArray(given) || given.length === args.length + 1;
  return {
    healthcheck:
      typeof address === 'string' && new RegExp(webAddress.pattern, 'u').test(address) ? address : null,
    notify:
      gleaned && program !== undefined && program !== '' && isWhole
        ? { file: gleaned.absolute(program), args }
        : null,
  };
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0');
}
