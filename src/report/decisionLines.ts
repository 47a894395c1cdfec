import { foldRange } from '../interface/ranges.ts';
import type { DecisionReport, Report } from './document.ts';
import { harmless } from './harmless.ts';
import { table, timeText, type Style } from './style.ts';

/** What operators decided: who, since when, until when, why; what is the same on several hosts is one line. */
export function decisionLines({ decisions, at }: Pick<Report, 'decisions' | 'at'>, style: Style): string[] {
  const rows = new Map<string, { what: string; said: string; hosts: string[]; component?: string }>();
  for (const decision of decisions) {
    const { host, component } = { host: undefined, component: undefined, ...decision };
    const what = decisionText(decision);
    const said = saidText(decision, at);
    const key = [component ?? '', what, said].join('\n');
    const row = rows.get(key) ?? { what, said, hosts: [], ...(component !== undefined && { component }) };
    rows.set(key, row);
    if (host !== undefined) row.hosts.push(host);
  }
  return table(
    [...rows.values()].map(({ what, said, hosts, component }) => {
      const where = hosts.length === 0 ? '' : foldRange(hosts);
      return component === undefined
        ? [style.cyan('*'), harmless(where), `${what} ${said}`]
        : [
            style.cyan('*'),
            harmless(component),
            `${what}${where === '' ? '' : ` on ${harmless(where)}`} ${said}`,
          ];
    }),
    [],
    style.columns,
  );
}

function saidText({ by, at: since, until, why }: DecisionReport, at: string): string {
  const ends = until === undefined ? '' : ` until ${timeText(until, at)}`;
  return `by ${harmless(by)} since ${timeText(since, at)}${ends}${why === undefined ? '' : `: ${harmless(why)}`}`;
}

/** `drained, and what runs there is stopped`. */
export function decisionText(decision: DecisionReport): string {
  switch (decision.kind) {
    case 'drain':
      return decision.stop ? 'drained, and what runs there stopped,' : 'drained';
    case 'restart':
      return `${decision.atOnce ? 'restart' : 'rolling restart'} (${decision.left} of ${decision.of} left) ordered`;
    default:
      return decision.limit > 0 ? `held at ${decision.limit}` : decision.stop ? 'stopped' : 'paused';
  }
}
