import { remedyOf, type Message } from '../core/catalogue/catalogue.ts';
import { shellWord } from '../remote/shellWord.ts';

/** What one check found. `{hosts}` in its remedy and parameters stands for the hosts it was found on. */
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
  return { check, level: 'warning', ...advised(found) };
}

export function error(check: string, found: Message): Finding {
  return { check, level: 'error', ...advised(found) };
}

/** The report of doctor carries what to do in its document too. */
function advised(found: Message): Message {
  const remedy = remedyOf(found);
  return remedy === null ? found : { ...found, remedy };
}

/** The finding with what can be typed for these hosts: a name or a range. */
export function forHosts(finding: Finding, hosts: string): Finding {
  const named = (text: string): string => text.replaceAll('{hosts}', shellWord(hosts));
  const { remedy } = finding;
  const params = Object.entries(finding.params).map(
    ([name, value]) => [name, typeof value === 'string' ? named(value) : value] as const,
  );
  return {
    ...finding,
    params: Object.fromEntries(params),
    ...(remedy !== undefined && { remedy: named(remedy) }),
  };
}
