import { shellWord } from '../remote/shellWord.ts';

/** What one check found. */
export interface Finding {
  /** What was looked at: `host key`, `clock`, ... */
  readonly check: string;
  /** `error`: a pass cannot do its work as it is. `warning`: it can, and something is wrong or will be. */
  readonly level: 'ok' | 'warning' | 'error';
  readonly found: string;
  /** What to do about it, with a command where there is one. `{hosts}` in it stands for the hosts it was found on. */
  readonly remedy?: string;
}

export function ok(check: string, found: string): Finding {
  return { check, level: 'ok', found };
}

export function warning(check: string, found: string, remedy?: string): Finding {
  return { check, level: 'warning', found, ...(remedy !== undefined && { remedy }) };
}

export function error(check: string, found: string, remedy?: string): Finding {
  return { check, level: 'error', found, ...(remedy !== undefined && { remedy }) };
}

/** The remedy as it can be typed for these hosts: a name or a range. */
export function remedyFor({ remedy }: Finding, hosts: string): string | undefined {
  return remedy?.replaceAll('{hosts}', shellWord(hosts));
}
