import type { Code } from '../core/catalogue/catalogue.ts';
import { noteText } from '../core/note.ts';
import { harmless } from './harmless.ts';
import { endedText, stepText, tailNotes } from './pilotText.ts';
import { decisionLines } from './decisionLines.ts';
import { hostsText, unlistedRows } from './lines.ts';
import { many, table, timeText, type Style } from './style.ts';
import type { WhyHostReport, WhyReasonReport, WhyReport } from './whyDocument.ts';
import { beforeText, detailText, headLines, reasonName, remedyLines } from './whyHead.ts';

/**
 * What `why COMPONENT` prints: the component as a whole, then its hosts, those of which the same is to be said in one
 * line.
 *
 * @param all a line for each host, with all that is known
 */
export function whyText(report: WhyReport, style: Style, all: boolean): string[] {
  const groups = all ? report.hosts.map((host) => [host]) : alike(report);
  const rows = groups.map((hosts) => [
    markOf(hosts[0] as WhyHostReport, style),
    hostsText(
      hosts.map(({ host }) => host),
      all,
    ),
    groupText(hosts, report),
  ]);
  return [
    ...headLines(report, style, all),
    ...table(rows, [], style.columns),
    ...table(unlistedRows(report, style), [], style.columns),
    ...remedyLines(report, style, all),
  ];
}

/** What `why COMPONENT HOST` prints: each reason on a line of its own. */
export function whyThereText(report: WhyReport, style: Style): string[] {
  const [host] = report.hosts as readonly [WhyHostReport];
  const rows = host.reasons.map((each) => [style.red('!'), reasonName(each, report), detailText(each)]);
  const facts = [
    ['there now', thereText([host], report) || 'nothing of it'],
    ['in its turn', choiceText([host], report)],
    ...(host.before.length > 0 ? [['before it', beforeText(host.before)]] : []),
    ...lastEnd(host, report),
  ];
  return [
    ...headLines(report, style, true),
    style.bold(`${harmless(host.host)}: ${verdictOn(host, report)}`),
    ...table([...rows, ...facts.map((cells) => [' ', ...cells])], [], style.columns),
    ...remedyLines(report, style, true),
    ...decisionLines(
      { ...report, decisions: report.decisions.filter(({ kind }) => kind === 'drain') },
      style,
    ),
  ];
}

function markOf(
  { sighting, start, running, presumed, pending, reasons }: WhyHostReport,
  style: Style,
): string {
  if (sighting !== 'seen') return style.yellow('?');
  if (start > 0) return style.green('+');
  if (running + presumed + pending > 0) return style.dim('=');
  return reasons.length > 0 ? style.red('!') : style.dim('-');
}

/** Hosts of which the same is to be said, in the order of the first of each. */
function alike({ hosts }: WhyReport): WhyHostReport[][] {
  const groups = new Map<string, WhyHostReport[]>();
  for (const host of hosts) {
    const { sighting, running, presumed, pending, stop, start, reasons } = host;
    // Words of an operator or a host, not numbers that differ everywhere.
    const against = reasons.map((reason) => [
      reason.code,
      reason.byPlan,
      worded.has(reason.code) ? detailText(reason) : null,
    ]);
    const free = reasons.length === 0;
    const key = JSON.stringify([sighting, running, presumed, pending, stop, start, free, against]);
    const group = groups.get(key);
    if (group) group.push(host);
    else groups.set(key, [host]);
  }
  return [...groups.values()];
}

const worded: ReadonlySet<Code> = new Set<Code>([
  'host-down',
  'host-silent',
  'host-drained',
  'host-unfit',
  'host-alias',
]);

function groupText(hosts: readonly WhyHostReport[], report: WhyReport): string {
  const [first] = hosts as [WhyHostReport];
  const there = thereText(hosts, report);
  const said = there === '' ? [] : [hosts.length > 1 ? `${there} each` : there];
  if (first.stop > 0) said.push(`stop ${first.stop}`);
  if (first.start > 0) {
    const each = hosts.length > 1 ? ' on each' : '';
    said.push(`start ${first.start}${each} (${choiceText(hosts, report)})`);
    if (report.plan.blocked > 0 && first.reasons.length > 0)
      said.push(`not one more: ${reasonsText(hosts, report)}`);
  } else if (first.reasons.length > 0) said.push(reasonsText(hosts, report));
  else if (there === '') said.push(`${freeText(report)} (${choiceText(hosts, report)})`);
  return said.join('; ');
}

/** Nothing speaks against a host, and yet none is started there. */
function freeText({ plan, reasons, component }: WhyReport): string {
  if (plan.held > 0) return 'nothing against it there; held everywhere';
  if (plan.blocked > 0 && reasons.length > 0) return 'nothing against it there, but everywhere';
  return plan.start > 0 && component.on
    ? 'may take it, but others come first'
    : 'may take it, but none is to be started';
}

/** The first reason with what is behind it, then the others. */
function reasonsText(hosts: readonly WhyHostReport[], report: WhyReport): string {
  const [first] = hosts as [WhyHostReport];
  const [given = '', ...also] = first.reasons.map((each, index) => {
    const all = hosts.map(({ reasons }) => reasons[index] as WhyReasonReport);
    const soonest = all.reduce((a, b) => ((b.until ?? '~') < (a.until ?? '~') ? b : a));
    const name = reasonName(soonest, report);
    if (index > 0 && !worded.has(each.code)) return name;
    const detail = sameOf(all, detailText);
    if (detail !== null) return detail === '' ? name : `${name}: ${detail}`;
    return each.byPlan ? `${name} by what this plan starts` : name;
  });
  return also.length > 0 ? `${given}; also ${also.join(', ')}` : given;
}

function verdictOn(host: WhyHostReport, report: WhyReport): string {
  const [first] = host.reasons;
  if (host.stop > 0) return `a pass now stops ${host.stop} there`;
  if (host.start > 0) {
    const more = first === undefined ? '' : `; not one more: ${reasonName(first, report)}`;
    return `a pass now starts ${host.start} there${more}`;
  }
  const { on, missing } = report.component;
  if (!on || missing === 0) {
    const more = first === undefined ? '' : `, and one more would not be: ${reasonName(first, report)}`;
    return `none is to be started${more}`;
  }
  return first === undefined ? freeText(report) : `none is started there: ${reasonName(first, report)}`;
}

/** `1 running, 1 presumed until 03:30:00`. */
function thereText(hosts: readonly WhyHostReport[], { at }: WhyReport): string {
  const [{ running, presumed, pending }] = hosts as [WhyHostReport];
  const ends = hosts.map(({ presumedUntil }) => presumedUntil ?? '').toSorted()[0] ?? '';
  return [
    ...(running > 0 ? [`${running} running`] : []),
    ...(presumed > 0 ? [`${presumed} presumed${ends === '' ? '' : ` until ${timeText(ends, at)}`}`] : []),
    ...(pending > 0 ? [`${pending} pending${comingUpText(hosts, at)}`] : []),
  ].join(', ');
}

/** ` (prepare-environment, 40 s)`: how far the pilots are that come up, one step after the other. */
function comingUpText(hosts: readonly WhyHostReport[], at: string): string {
  const steps = hosts
    .flatMap(({ sighting, pilots = [] }) => (sighting === 'seen' ? pilots : []))
    .filter(({ phase, end }) => phase === 'starting' && end === undefined)
    .map((pilot) => stepText([{ pilot }], at));
  return steps.length === 0 ? '' : ` (${[...new Set(steps)].join('; ')})`;
}

/** How its last pilot there ended, and what that printed last. */
function lastEnd({ pilots = [] }: WhyHostReport, { at }: WhyReport): string[][] {
  const last = pilots.find(({ end }) => end !== undefined);
  if (last === undefined) return [];
  const said = `${endedText(last, at)} (launch ${harmless(last.launchId)})`;
  return [['last end', said], ...tailNotes(last).map((line) => ['', noteText(line)])];
}

/** By what hosts are compared. */
function standingText(
  { hot, hotlimit, own, instances }: WhyHostReport,
  placement: WhyReport['placement'],
): string {
  if (placement === 'fill') return `hot ${hot} of ${hotlimit}; the list decides`;
  return `hot ${hot} of ${hotlimit}, ${own} of this component, ${many(instances, 'instance')}`;
}

/** `choice 2 of 7: hot 1 of 2, 0 of this component, 3 instances`, as far as it is so of all of them. */
function choiceText(hosts: readonly WhyHostReport[], { choices, placement }: WhyReport): string {
  const ranks = hosts.flatMap(({ rank }) => (rank === undefined ? [] : [rank]));
  const [least, most] = [Math.min(...ranks), Math.max(...ranks)];
  const range = least === most ? `choice ${least}` : `choices ${least} to ${most}`;
  return [
    ...(ranks.length > 0 ? [`${range} of ${choices}`] : []),
    sameOf(hosts, (host) => standingText(host, placement)),
  ]
    .filter((part) => part !== null)
    .join(': ');
}

/** What all of them have in common; null where they differ. */
function sameOf<T>(items: readonly T[], of: (item: T) => string): string | null {
  const [first = '', ...others] = items.map(of);
  return others.every((other) => other === first) ? first : null;
}
