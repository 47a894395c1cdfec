import type { DecisionReport } from '../../report/document.ts';
import type { PageData } from '../data.ts';
import { details } from './details.ts';
import { el, timeEl } from './dom.ts';
import { many } from './words.ts';

/** What operators decided and holds: what, where, by whom, since when, until when and why. The same on several hosts is one line. */
export function decisionsList({ decisions }: PageData): HTMLElement {
  const rows = new Map<string, { decision: DecisionReport; hosts: string[] }>();
  for (const decision of decisions) {
    const host = 'host' in decision ? decision.host : undefined;
    const key = JSON.stringify({ ...decision, host: host === undefined });
    const row = rows.get(key) ?? { decision, hosts: [] };
    rows.set(key, row);
    if (host !== undefined) row.hosts.push(host);
  }
  const items = [...rows.values()].map(({ decision, hosts }) => item(decision, hosts));
  return details(
    'decisions',
    'decisions',
    rows.size <= 6,
    [`${many(rows.size, 'decision')} of operators ${rows.size === 1 ? 'holds' : 'hold'}`],
    el('ul', { role: 'list' }, ...items),
  );
}

function item(decision: DecisionReport, hosts: readonly string[]): HTMLElement {
  const { by, at, until, why } = decision;
  const where =
    hosts.length > 4 ? `${hosts.slice(0, 3).join(', ')} and ${hosts.length - 3} more` : hosts.join(', ');
  const component = decision.kind === 'drain' ? '' : decision.component;
  return el(
    'li',
    {},
    el('b', {}, component === '' ? where : component),
    component !== '' && where !== '' ? ` on ${where}` : '',
    ` ${wordsOf(decision)} by ${by} since `,
    timeEl(at, Date.now(), false),
    ...(until === undefined ? [] : [' until ', timeEl(until, Date.now(), false)]),
    why === undefined ? '' : `: ${why}`,
  );
}

function wordsOf(decision: DecisionReport): string {
  switch (decision.kind) {
    case 'drain':
      return decision.stop ? 'drained, and what runs there stopped,' : 'drained';
    case 'restart': {
      const { atOnce, left, of } = decision;
      return `${atOnce ? 'restart' : 'rolling restart'} (${left} of ${of} left) ordered`;
    }
    default:
      return decision.limit > 0 ? `held at ${decision.limit}` : decision.stop ? 'stopped' : 'paused';
  }
}
