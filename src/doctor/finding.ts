import type { Message } from '../core/catalogue/catalogue.ts';
import { shellWord } from '../remote/shellWord.ts';

/** What one check found. `{hosts}` in its remedy stands for the hosts it was found on. */
export interface Finding extends Message {
  /** What was looked at: `host key`, `clock`, ... */
  readonly check: string;
  /** `error`: a pass cannot do its work as it is. `warning`: it can, and something is wrong or will be. */
  readonly level: 'ok' | 'warning' | 'error';
}

export function ok(check: string, found: Message): Finding {
  return { check, level: 'ok', ...found };
}

export function warning(check: string, found: Message): Finding {
  return { check, level: 'warning', ...found };
}

export function error(check: string, found: Message): Finding {
  return { check, level: 'error', ...found };
}

/** The remedy as it can be typed for these hosts: a name or a range. */
export function remedyFor({ remedy }: Finding, hosts: string): string | undefined {
  return remedy?.replaceAll('{hosts}', shellWord(hosts));
}
