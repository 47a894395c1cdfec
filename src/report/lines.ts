import { message, remedyOf, withRemedy, type Message } from '../core/catalogue/catalogue.ts';
import { grouped } from '../core/grouped.ts';
import type { Outcome, StopOutcome } from '../core/types.ts';
import { foldRange } from '../interface/ranges.ts';
import type { BackoffReport, ComponentReport, HostReport, Report } from './document.ts';
import { harmless } from './harmless.ts';
import { configOption, earlyEndHint } from './nextStep.ts';
import { ofComponent } from './ofComponent.ts';
import { many, table, timeText, type Style } from './style.ts';
import { waitsOf } from './waits.ts';

/** What concerns the whole pass: the brownout guard, and what went wrong on this side. */
export function problemLines(report: Pick<Report, 'brownout' | 'problems'>, style: Style): string[] {
  const { held, unknown, of } = report.brownout;
  const brownout = held ? [message('brownout', { unknown, of })] : [];
  return [...brownout, ...report.problems].flatMap((problem) => {
    const remedy = remedyOf(problem);
    return [
      `${style.red('!')}  ${harmless(problem.text)}`,
      ...(remedy === null ? [] : [style.dim(`   -> ${harmless(remedy)}`)]),
    ];
  });
}

/** What muster waits with because it failed: components that back off, and hosts in quarantine. */
export function backoffLines(report: Report, style: Style): string[] {
  const rows = [
    ...report.components
      .filter(({ on }) => on)
      .flatMap((component) => waits(component, report))
      .map(([component, wait]) => [style.red('!'), component, wait]),
    ...report.hosts.flatMap(({ host, quarantine }) =>
      quarantine === undefined ? [] : [[style.red('!'), host, quarantineText(quarantine, report)]],
    ),
  ];
  const isWaiting =
    rows.length > 0 ||
    report.components.some(
      (component) => component.on && (isToldInPlan(component, report) || lacksFitHosts(component, report)),
    );
  return isWaiting ? [...table(rows, [], style.columns), style.dim(`(${retryText(report)})`)] : [];
}

/** Whether the line of the plan says all there is to say of it. */
export function isToldInPlan({ component, backoff }: ComponentReport, { actions = [] }: Report): boolean {
  return (
    backoff !== undefined &&
    ofComponent(actions, component).some(
      (action) => action.action === 'blocked' && action.reasons.some(({ code }) => code === 'backing-off'),
    )
  );
}

/** Whether it is short because hosts did not meet what it requires: `--retry` asks them again. */
function lacksFitHosts({ component }: ComponentReport, { actions = [] }: Report): boolean {
  return ofComponent(actions, component).some(
    (action) => action.action === 'blocked' && action.reasons.some(({ code }) => code === 'host-unfit'),
  );
}

/** How to try at once; where what failed leaves a process that nobody counts, what to look at before. */
function retryText(report: Report): string {
  const option = configOption(report.config);
  const retry = `muster run --retry${option} tries at once`;
  const [first] = report.components.flatMap(({ component, on, missing, backoff }) => {
    const there = waitsOf(component, report.hosts).map(({ wait }) => wait);
    const waits = !on || missing === 0 ? [] : backoff === undefined ? there : [backoff];
    return waits.some(({ why }) => why.code === 'launch-vanished')
      ? [`muster match ${component}${option}`]
      : [];
  });
  return first === undefined ? retry : `first ${first}: is what it counts what was started? Then ${retry}`;
}

/** Why a component waits: everywhere, or, where it is short, on which hosts. */
function waits(whole: ComponentReport, report: Report): [string, string][] {
  const { component, missing, backoff } = whole;
  if (isToldInPlan(whole, report)) return [];
  if (backoff !== undefined) return [[component, backingOffText(component, backoff, report)]];
  if (missing === 0) return [];
  const there = waitsOf(component, report.hosts).filter(({ host }) => host.quarantine === undefined);
  return [...grouped(there, ({ wait }) => wait.why.text).values()].map((alike) => {
    const hosts = alike.map(({ host: { host } }) => host);
    const first = alike.map(({ wait }) => wait).reduce((a, b) => (b.until < a.until ? b : a));
    const failed = { why: first.why, lastHost: hosts[0] };
    const hint = earlyEndHint(component, failed, configOption(report.config), report.hosts);
    return [component, `backing off on ${foldRange(hosts)} ${backoffText(first, report)}${hint}`];
  });
}

/** `backing off until 03:15:00 after 3 failures; last: ...`, of a component that waits everywhere. */
export function backingOffText(component: string, backoff: BackoffReport, report: Report): string {
  // What became of a launch of this pass stands there already.
  const launched = ofComponent(report.outcomes ?? [], component);
  const told = launched.some(({ outcome }) => outcome !== 'confirmed');
  if (told) return `backing off ${untilText(backoff, report)}`;
  const hint = earlyEndHint(component, backoff, configOption(report.config), report.hosts);
  return `backing off ${backoffText(backoff, report)}${hint}`;
}

/** `until 03:15:00 after 3 failures; last: ...`. */
export function backoffText(backoff: BackoffReport, report: Report): string {
  return `${untilText(backoff, report)}; last: ${whyOf(backoff)}`;
}

/** `until 03:15:00 after 3 failures`. */
function untilText({ until, failures }: BackoffReport, { at }: Report): string {
  return `until ${timeText(until, at)} after ${many(failures, 'failure')}`;
}

/** `2 failures, last at 03:15:00: on n01: the submitter failed with exit 1`. */
export function failureText(backoff: BackoffReport, { at }: Report): string {
  const { failures, lastAt } = backoff;
  return `${many(failures, 'failure')}, last at ${timeText(lastAt, at)}: ${whyOf(backoff)}`;
}

/** `on n01: the submitter failed with exit 1`; without the host where that is known already. */
function whyOf({ why, lastHost }: BackoffReport): string {
  return harmless(lastHost === undefined ? why.text : `on ${lastHost}: ${why.text}`);
}

export function quarantineText(
  { until, components, why }: NonNullable<HostReport['quarantine']>,
  { at }: Report,
): string {
  const failing = components.join(', ');
  return `quarantined until ${timeText(until, at)}: ${failing} failed there but run on other hosts; last: ${harmless(why.text)}`;
}

/** `n20`, or `12 hosts: n-[01-12]`; names that do not fold to little are only told where `all` are wanted. */
export function hostsText(names: readonly string[], all = false): string {
  const folded = foldedOnce(names);
  if (names.length === 1) return folded;
  const count = many(names.length, 'host');
  return all || folded.length <= longestNames ? `${count}: ${folded}` : count;
}

/** One list of hosts is the reason of many components, and is told in several places. */
function foldedOnce(names: readonly string[]): string {
  const folded = foldedNames.get(names) ?? foldRange(names);
  foldedNames.set(names, folded);
  return folded;
}

const foldedNames = new WeakMap<readonly string[], string>();

/** Characters of folded names that may stand within a line. */
const longestNames = 40;

/** Hosts nobody could ask, folded by reason. */
export function hostLines(
  report: Pick<Report, 'unlisted'> & {
    readonly hosts: readonly Pick<HostReport, 'host' | 'sighting' | 'reason' | 'sameAs'>[];
  },
  style: Style,
): string[] {
  const unknown = report.hosts.filter(({ sighting }) => sighting !== 'seen');
  const byReason = grouped(unknown, ({ sighting, reason }) => `${sighting}: ${unknownText(reason)}`);
  const rows = [...byReason.values()].map((hosts) => {
    const [{ host, sighting, reason }] = hosts as [(typeof hosts)[number]];
    const range = foldRange(hosts.map((one) => one.host));
    return [style.yellow('?'), range, `${sighting}: ${unknownText(reason, host)}`];
  });
  const twice = report.hosts.flatMap(({ host, sameAs }) =>
    sameAs === undefined ? [] : [[style.yellow('?'), host, sameAsText(sameAs)]],
  );
  return table([...rows, ...twice, ...unlistedRows(report, style)], [], style.columns);
}

export function sameAsText(sameAs: string): string {
  return message('host-listed-twice', { sameAs }).text;
}

/** Hosts that are no longer listed and may still hold something. */
export function unlistedRows(report: Pick<Report, 'unlisted'>, style: Style): string[][] {
  return report.unlisted.map(({ host, components }) => [
    style.yellow('?'),
    // From the state file, where the names of hosts are not checked.
    harmless(host),
    harmless(unlisted(components).text),
  ]);
}

/** What a host that is no longer listed may still hold. */
export function unlisted(components: Record<string, number>): Message {
  return message('host-unlisted', { instances: componentList(components) });
}

/** Why a host is unknown, and what to do about it; without `host` it is the same for all hosts with the reason. */
export function unknownText(reason: Message | undefined, host?: string): string {
  if (reason === undefined) return '';
  return harmless(withRemedy(reason, host));
}

/** `pipe0/bundler ×2, pipe1/mover (pending)`. */
export function componentList(
  components: Record<string, number>,
  pending: Record<string, number> = {},
): string {
  return Object.entries(components)
    .map(([id, count]) => {
      const waiting = pending[id] ?? 0;
      const named = count > 1 ? `${id} ×${count}` : id;
      return waiting === 0 ? named : `${named} (${waiting === count ? '' : `${waiting} `}pending)`;
    })
    .join(', ');
}

/** Instances beyond the count of a component that is on. */
export function surplusOf({ on, count, running, presumed, pending }: ComponentReport): number {
  return on ? Math.max(0, running + presumed + pending - count) : 0;
}

/** Outcomes in the order and the words they are told in. */
export const outcomeKinds = [
  { kind: 'confirmed', said: 'started', colour: 'green' },
  { kind: 'failed', said: 'failed', colour: 'red' },
  { kind: 'vanished', said: 'vanished', colour: 'red' },
  { kind: 'refused', said: 'refused', colour: 'yellow' },
  { kind: 'unknown', said: 'outcome unknown', colour: 'yellow' },
] as const;

/** The same for stops. */
export const stopKinds = [
  { kind: 'stopped', said: 'stopped', colour: 'green' },
  { kind: 'killed', said: 'killed after its grace', colour: 'yellow' },
  { kind: 'gone', said: 'gone before it was stopped', colour: 'green' },
  { kind: 'refused', said: 'not stopped', colour: 'red' },
  { kind: 'failed', said: 'still there', colour: 'red' },
  { kind: 'unknown', said: 'stop unanswered', colour: 'yellow' },
] as const;

/** The last line of each text. */
export function summaryLine(report: Report, style: Style): string {
  const met = metText(report.components);
  const { summary, hosts, outcomes = [] } = report;
  switch (report.command) {
    case 'plan': {
      const stops = summary.stop > 0 ? [`${summary.stop} to stop`] : [];
      const parts = [...stops, `${summary.start} to start`, ...shortParts(summary)];
      return style.bold(`Plan: ${parts.join(', ')}. ${met}.`);
    }

    case 'status': {
      const seen = hosts.filter(({ sighting }) => sighting === 'seen').length;
      return style.bold(`${met}; ${seen} of ${many(hosts.length, 'host')} seen.`);
    }
    default: {
      const parts = [...stopParts(report.stops ?? []), ...launchParts(outcomes), ...shortParts(summary)];
      return style.bold(`Pass: ${parts.join(', ')}. ${met}.`);
    }
  }
}

/** `5 of 6 components met, 1 held back by an operator`; `p/a is off` where nothing is on. */
export function metText(components: Report['components']): string {
  const on = components.filter((component) => component.on);
  const [first] = components;
  if (on.length === 0 && first !== undefined)
    return components.length === 1
      ? `${first.component} is off`
      : `all ${components.length} components are off`;
  const held = on.filter(isHeldBack).length;
  const met = on.filter(({ missing }) => missing === 0).length - held;
  return `${met} of ${many(on.length, 'component')} met${held > 0 ? `, ${held} held back by an operator` : ''}`;
}

/** Whether an operator said that fewer than its count will do. */
export function isHeldBack(component: ComponentReport): boolean {
  const { on, count, missing, running, presumed, pending, vanished } = component;
  return on && missing === 0 && running + presumed + pending - vanished < count;
}

function stopParts(stops: readonly StopOutcome[]): string[] {
  return stopKinds
    .map(({ kind, said }) => ({ said, count: stops.filter(({ outcome }) => outcome === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ said, count }) => `${count} ${said}`);
}

function launchParts(outcomes: readonly Outcome[]): string[] {
  const parts = outcomeKinds
    .map(({ kind, said }) => ({ said, count: outcomes.filter(({ outcome }) => outcome === kind).length }))
    .filter(({ count }) => count > 0);
  return parts.length > 0 ? parts.map(({ said, count }) => `${count} ${said}`) : ['nothing started'];
}

function shortParts({ blocked, held, unknownHosts }: Report['summary']): string[] {
  return [
    ...(blocked > 0 ? [`${blocked} blocked`] : []),
    ...(held > 0 ? [`${held} held`] : []),
    ...(unknownHosts > 0 ? [`${many(unknownHosts, 'host')} unknown`] : []),
  ];
}
