import type { Look, ProblemKind } from '../core/news.ts';
import type { Report } from '../report/document.ts';
import { foldedOverHosts, isDoubt, subjectOf, type Folded } from '../report/overHosts.ts';
import type { PageProblem } from './data.ts';
import { plain, plainLines } from './plain.ts';

type Found = Look['problems'][number];

/** What is the matter, the gravest first; what differs in its host alone is one. */
export function pageProblems({ problems }: Look, { components }: Report): PageProblem[] {
  const left = new Map(
    components.map(({ component, count, missing }) => [
      component as string,
      1 - missing / Math.max(1, count),
    ]),
  );
  /** Less comes first. */
  const rank = ({ kind, abouts: [about = ''], items }: Folded<Found>): number[] => [
    order.indexOf(kind),
    // The component that has least of what it should have; the trouble that most hosts have.
    kind === 'short' ? (left.get(about) ?? 1) : -items.length,
  ];
  return foldedOverHosts(problems)
    .map((folded) => ({ folded, rank: rank(folded) }))
    .toSorted((a, b) => (a.rank[0] ?? 0) - (b.rank[0] ?? 0) || (a.rank[1] ?? 0) - (b.rank[1] ?? 0))
    .map(({ folded }) => ({
      kind: folded.kind,
      about: plain(subjectOf(folded), 2000),
      text: plainLines(folded.text, 1000),
      severity: severityOf(folded),
    }));
}

/** The gravest first: what concerns all of it, what is missing, what failed, what nobody knows. */
const order: readonly ProblemKind[] = [
  'config',
  'pass',
  'busy',
  'brownout',
  'debugmode',
  'short',
  'quarantine',
  'stop',
  'launch',
  'host',
  'twice',
  'unlisted',
];

function severityOf({ kind, items }: Folded<Found>): PageProblem['severity'] {
  if (isDoubt(kind)) return 'unknown';
  // What has happened and has no end, and what an operator wants to be so.
  return kind === 'debugmode' || items.every(({ event }) => event === true) ? 'note' : 'bad';
}
