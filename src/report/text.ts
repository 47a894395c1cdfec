import type { Action, Outcome } from '../core/types.ts';
import { foldRange } from '../interface/ranges.ts';
import type { ComponentReport, HostReport, Report } from './document.ts';
import { harmless, many, table, type Style } from './style.ts';

/** More hosts than this are shown only where there is something to say of them. */
const manyHosts = 40;

/** What `plan` prints: a line a component, the hosts nobody could ask, and a last line that sums up. */
export function planText(report: Report, style: Style): string[] {
  return [
    ...problemLines(report, style),
    ...planLines(report, style),
    ...hostLines(report, style),
    planSummary(report, style),
  ];
}

/** What `run` prints: the plan as it was carried out, what became of each launch, and a recap. */
export function runText(report: Report, style: Style): string[] {
  return [
    ...problemLines(report, style),
    ...planLines(report, style),
    ...outcomeLines(report.outcomes ?? [], style),
    ...hostLines(report, style),
    runSummary(report, style),
  ];
}

/** What `status` prints: components and hosts as tables. */
export function statusText(report: Report, style: Style, all: boolean): string[] {
  return [
    ...problemLines(report, style),
    ...componentTable(report.components, style),
    '',
    ...hostTable(report.hosts, style, all),
    ...unlistedLines(report, style),
    statusSummary(report, style),
  ];
}

/** Only what an operator has to act on; nothing where all is well. */
export function troubleText(report: Report, style: Style): string[] {
  const bad = (report.outcomes ?? []).filter(({ outcome }) => outcome !== 'confirmed');
  const short = planLines(report, style).filter((line) => line.startsWith(style.red('!')));
  const lines = [
    ...problemLines(report, style),
    ...short,
    ...outcomeLines(bad, style),
    ...hostLines(report, style),
  ];
  return lines.length > 0 ? [...lines, runSummary(report, style)] : [];
}

function planLines(report: Report, style: Style): string[] {
  const byComponent = new Map<string, Action[]>();
  for (const action of report.actions ?? []) {
    byComponent.set(action.component, [...(byComponent.get(action.component) ?? []), action]);
  }
  const rows = report.components
    .filter(({ on }) => on)
    .map((component) => planRow(component, byComponent.get(component.component) ?? [], style));
  return table(rows);
}

function planRow(component: ComponentReport, actions: readonly Action[], style: Style): string[] {
  const hosts = actions.filter((action) => action.action === 'start').map(({ host }) => host);
  const said = hosts.length > 0 ? [`${style.green('start')} on ${foldWithCounts(hosts)}`] : [];
  let mark = hosts.length > 0 ? style.green('+') : style.dim('=');
  for (const action of actions) {
    if (action.action === 'start') continue;
    mark = style.red('!');
    said.push(
      action.action === 'blocked'
        ? `${action.missing} blocked: ${action.reasons.map(reasonText).join(', ')}`
        : `${action.missing} held: ${action.reasons.join(', ')}`,
    );
  }
  return [mark, component.component, `${strengthText(component)} of ${component.count}`, said.join('; ')];
}

function reasonText({ reason, hosts }: { reason: string; hosts: number | null }): string {
  return hosts === null ? reason : `${many(hosts, 'host')}: ${reason}`;
}

/** A host that gets several is named once: `n[01-02], n03 (2)`. */
function foldWithCounts(hosts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const host of hosts) counts.set(host, (counts.get(host) ?? 0) + 1);
  const byCount = new Map<number, string[]>();
  for (const [host, count] of counts) byCount.set(count, [...(byCount.get(count) ?? []), host]);
  return [...byCount]
    .toSorted(([a], [b]) => a - b)
    .map(([count, names]) => foldRange(names) + (count > 1 ? ` (${count} each)` : ''))
    .join(', ');
}

/** `2`, or `3 (1 presumed, 1 pending)`. */
function strengthText({ running, presumed, pending }: ComponentReport): string {
  const parts = [presumed > 0 ? `${presumed} presumed` : '', pending > 0 ? `${pending} pending` : ''].filter(
    Boolean,
  );
  return `${running + presumed + pending}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

/** Hosts nobody could ask, folded by reason. */
function hostLines(report: Report, style: Style): string[] {
  const byReason = new Map<string, HostReport[]>();
  for (const host of report.hosts) {
    if (host.sighting === 'seen') continue;
    const reason = `${host.sighting}: ${harmless(host.reason ?? '')}${host.remedy ? `; ${harmless(host.remedy)}` : ''}`;
    byReason.set(reason, [...(byReason.get(reason) ?? []), host]);
  }
  const lines = [...byReason].map(
    ([reason, hosts]) => `${style.yellow('?')} ${foldRange(hosts.map(({ host }) => host))}  ${reason}`,
  );
  return [...lines, ...unlistedLines(report, style)];
}

function unlistedLines(report: Report, style: Style): string[] {
  return report.unlisted.map(
    ({ host, components }) =>
      `${style.yellow('?')} ${host}  no longer listed; presumed there: ${componentList(components)}`,
  );
}

const outcomeStyle = {
  confirmed: 'green',
  vanished: 'red',
  failed: 'red',
  refused: 'yellow',
  unknown: 'yellow',
} as const;

function outcomeLines(outcomes: readonly Outcome[], style: Style): string[] {
  const confirmed = outcomes.filter(({ outcome, detail }) => outcome === 'confirmed' && detail === undefined);
  const others = outcomes.filter((outcome) => !confirmed.includes(outcome));
  const rows = others.map(({ outcome, component, host, detail }) => [
    `  ${style[outcomeStyle[outcome]](outcome)}`,
    component,
    host,
    harmless(detail ?? ''),
  ]);
  const all =
    confirmed.length > 0
      ? [`  ${style.green('confirmed')}  ${many(confirmed.length, 'launch').replace('launchs', 'launches')}`]
      : [];
  return [...all, ...table(rows)];
}

function componentTable(components: readonly ComponentReport[], style: Style): string[] {
  const head = ['COMPONENT', 'WANTED', 'RUNNING', 'PRESUMED', 'PENDING', ''].map((title) =>
    style.bold(title),
  );
  const rows = components.map((component) => {
    const { on, count, running, presumed, pending, missing } = component;
    const surplus = running + presumed + pending - count;
    const note = !on
      ? style.dim('off')
      : missing > 0
        ? style.red(`${missing} short`)
        : surplus > 0
          ? style.yellow(`${surplus} more than wanted`)
          : '';
    return [
      component.component,
      String(count),
      String(running),
      blankZero(presumed),
      blankZero(pending),
      note,
    ];
  });
  return table([head, ...rows], [1, 2, 3, 4]);
}

function hostTable(hosts: readonly HostReport[], style: Style, all: boolean): string[] {
  const shown = all || hosts.length <= manyHosts ? hosts : hosts.filter(isRemarkable);
  const head = ['HOST', 'STATE', 'HOT', 'COMPONENTS'].map((title) => style.bold(title));
  const rows = shown.map((host) => [
    host.host,
    host.sighting === 'seen' ? 'seen' : style.yellow(host.sighting),
    `${host.hot}/${host.hotlimit}`,
    [
      host.drain === undefined ? '' : style.yellow(`drained: ${harmless(host.drain)}`),
      host.sighting === 'seen'
        ? ''
        : harmless(`${host.reason ?? ''}${host.remedy ? `; ${host.remedy}` : ''}`),
      componentList(host.components),
    ]
      .filter(Boolean)
      .join('; '),
  ]);
  const rest = hosts.length - shown.length;
  return [
    ...(shown.length > 0 ? table([head, ...rows], [2]) : []),
    ...(rest > 0
      ? [style.dim(`${many(rest, 'more host')} seen, with nothing to remark; -v shows them`)]
      : []),
  ];
}

function isRemarkable(host: HostReport): boolean {
  return host.sighting !== 'seen' || host.drain !== undefined || host.hot > host.hotlimit;
}

function componentList(components: Record<string, number>): string {
  return Object.entries(components)
    .map(([id, count]) => (count > 1 ? `${id} ×${count}` : id))
    .join(', ');
}

function problemLines(report: Report, style: Style): string[] {
  const { held, unknown, of } = report.brownout;
  const brownout = held
    ? [`${unknown} of ${of} hosts are unknown: that is probably a fault on this side, so nothing is launched`]
    : [];
  return [...brownout, ...report.problems].map((problem) => `${style.red('!')} ${harmless(problem)}`);
}

function planSummary({ summary, components }: Report, style: Style): string {
  const parts = [`${summary.start} to start`, `${summary.stop} to stop`, ...shortParts(summary)];
  const met = components.filter(({ on, missing }) => on && missing === 0).length;
  return style.bold(
    `Plan: ${parts.join(', ')}. ${met} of ${components.filter(({ on }) => on).length} components met.`,
  );
}

function runSummary({ summary, components, outcomes = [] }: Report, style: Style): string {
  const confirmed = outcomes.filter(({ outcome }) => outcome === 'confirmed').length;
  const on = components.filter((component) => component.on);
  const met = on.filter(({ missing }) => missing === 0).length;
  const parts = [`${summary.start} launched`, `${confirmed} confirmed`, ...shortParts(summary)];
  return style.bold(`Pass: ${parts.join(', ')}. ${met} of ${on.length} components met.`);
}

function statusSummary({ summary, components, hosts }: Report, style: Style): string {
  const on = components.filter((component) => component.on);
  const met = on.filter(({ missing }) => missing === 0).length;
  const seen = hosts.length - summary.unknownHosts;
  return style.bold(`${met} of ${on.length} components met; ${seen} of ${many(hosts.length, 'host')} seen.`);
}

function shortParts({ blocked, held, unknownHosts }: Report['summary']): string[] {
  return [
    `${blocked} blocked`,
    ...(held > 0 ? [`${held} held`] : []),
    ...(unknownHosts > 0 ? [`${many(unknownHosts, 'host')} unknown`] : []),
  ];
}

function blankZero(count: number): string {
  return count === 0 ? '' : String(count);
}
