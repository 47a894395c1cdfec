import type { Look, ProblemKind } from '../core/news.ts';
import type { Report } from '../report/document.ts';
import { ofComponent } from '../report/ofComponent.ts';
import { foldedOverHosts, isDoubt, ofHost, subjectOf, type Folded } from '../report/overHosts.ts';
import { badOutcomesOf, reasonText, trouble } from '../report/planText.ts';
import type { PageProblem } from './data.ts';
import { plain, plainNote } from './plain.ts';

type Found = Look['problems'][number];

/** What is the matter, the gravest first; what differs in its host alone is one, and many that are short for one reason are. */
export function pageProblems({ problems }: Look, report: Report): PageProblem[] {
  const { components, hosts } = report;
  const left = new Map(
    components.map(({ component, count, missing }) => [
      component as string,
      1 - missing / Math.max(1, count),
    ]),
  );
  /** Less comes first. */
  const rank = ({ kind, abouts: [about = ''], items }: Folded<Found>): number[] => [
    // What so many hosts share explains why components are short.
    ofHost.has(kind) && items.length > 1 && items.length * 4 >= hosts.length
      ? order.indexOf('short') - 0.5
      : order.indexOf(kind),
    // The component that has least of what it should have; the trouble that most hosts have.
    kind === 'short' ? (left.get(about) ?? 1) : -items.length,
  ];
  const told = foldedOverHosts(problems)
    .map((folded) => ({ folded, rank: rank(folded) }))
    .toSorted((a, b) => (a.rank[0] ?? 0) - (b.rank[0] ?? 0) || (a.rank[1] ?? 0) - (b.rank[1] ?? 0));
  return sharingReasons(
    told.map(({ folded }) => folded),
    report,
  ).map((folded) => ({
    kind: folded.kind,
    about: plain(folded.kind === 'short' ? folded.abouts.join(', ') : subjectOf(folded), 2000),
    code: folded.items[0]?.code ?? 'unrecorded',
    text: plain(folded.text, 1000),
    ...moreOf(folded),
    severity: severityOf(folded),
  }));
}

/** Where more than `mostAlone` components are short for the same reason they share a sentence, in the place of the first of them. */
function sharingReasons(all: readonly Folded<Found>[], report: Report): Folded<Found>[] {
  const groups = new Map<string, Folded<Found>[]>();
  for (const folded of all) {
    const cause = causeOfShort(folded);
    if (cause !== null) groups.set(cause, [...(groups.get(cause) ?? []), folded]);
  }
  return all.flatMap((folded): Folded<Found>[] => {
    const group = groups.get(causeOfShort(folded) ?? '') ?? [];
    if (group.length <= mostAlone) return [folded];
    if (group[0] !== folded) return [];
    const why = whyOf(folded, report);
    // In figures and hosts they may differ.
    const whose = group.every((other) => whyOf(other, report) === why) ? ': ' : `; ${folded.abouts.join()}: `;
    return [
      {
        ...folded,
        abouts: group.flatMap(({ abouts }) => abouts),
        items: group.flatMap(({ items }) => items),
        text: `${group.length} components are short for the same reason${whose}${why}`,
      },
    ];
  });
}

const mostAlone = 5;

/** Why a component is short, without how many of it are. */
function whyOf({ abouts: [id] }: Folded<Found>, report: Report): string {
  const component = report.components.find((each) => each.component === id);
  if (component === undefined) return '';
  const reasons = ofComponent(report.actions ?? [], component.component).flatMap((action) =>
    action.action === 'blocked' || action.action === 'held' ? action.reasons : [],
  );
  const isFailing = badOutcomesOf(component, report).length > 0;
  if (reasons.length === 0 || isFailing) return trouble(report, component);
  return reasons.map((reason) => reasonText(reason, report.at)).join(', ');
}

/** Of several, each has its own. */
function moreOf({ items: [first, ...others] }: Folded<Found>): Pick<PageProblem, 'more'> {
  const { more = [] } = first ?? {};
  return others.length > 0 || more.length === 0 ? {} : { more: more.map((note) => plainNote(note, 1000)) };
}

/** Null of what is no component that is short. */
function causeOfShort({ kind, items: [item] }: Folded<Found>): string | null {
  return kind === 'short' && item !== undefined ? item.cause : null;
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
  // What has happened and has no end, what an operator wants to be so, and what may yet mend itself.
  const isNote = items.every(({ event, patienceMs = 0 }) => event === true || patienceMs > 0);
  return kind === 'debugmode' || isNote ? 'note' : 'bad';
}
