import { detailOf, nameOf } from '../core/why.ts';
import { remedyOf, type Code } from '../core/catalogue/catalogue.ts';
import { harmless } from './harmless.ts';
import { decisionLines } from './decisionLines.ts';
import { isHeldBack, problemLines, surplusOf } from './lines.ts';
import { configOption, nextStep, type Failed } from './nextStep.ts';
import { markOfRest, strengthText } from './planText.ts';
import { table, timeText, type Style } from './style.ts';
import type { WhyReasonReport, WhyReport } from './whyDocument.ts';

/** The component as a whole: its strength, what a pass would do, what keeps it everywhere, who comes first. */
export function headLines(report: WhyReport, style: Style, all: boolean): string[] {
  const { component, reasons, before } = report;
  const short = component.missing > report.plan.start;
  const mark = short
    ? style.red('!')
    : report.plan.start > 0
      ? style.green('+')
      : markOfRest(component, style);
  // Of one that wants nothing, what comes before it and what would keep it is no news.
  const wants = component.on && component.missing > 0;
  return [
    ...problemLines(report, style),
    ...table([[mark, style.bold(component.component), strengthText(component), willText(report)]]),
    ...table(
      wants
        ? reasons.map((each) => [style.red('!'), 'everywhere', reasonName(each, report), detailText(each)])
        : [],
    ),
    ...earlyEndLines(report),
    ...decisionLines(
      { ...report, decisions: report.decisions.filter(({ kind }) => kind !== 'drain') },
      style,
    ),
    ...(wants && before.length > 0 ? [`   Before it: ${beforeText(before, all)}.`] : []),
  ];
}

/** Where an instance ended early, or a pilot failed, what shows more of it: once, however many hosts say so. */
function earlyEndLines({ component, config, reasons, hosts }: WhyReport): string[] {
  const failures = [
    ...reasons.flatMap((reason) => failureBehind(reason, hosts)),
    ...hosts.flatMap(({ host, reasons: own }) => own.flatMap((reason) => failureBehind(reason, hosts, host))),
  ];
  const [hint] = failures.flatMap((failed) => {
    const step = nextStep(component.component, failed, configOption(config), hosts);
    return step === null ? [] : [`   ${step.command} shows ${step.what}`];
  });
  return hint === undefined ? [] : [hint];
}

/** The failure that a reason passes on, where what it printed can be read. A pilot that is known there tells it whole. */
function failureBehind(
  { params: { cause, causeCode, host: lastHost } }: WhyReasonReport,
  hosts: WhyReport['hosts'],
  host?: string,
): Failed[] {
  if (typeof cause !== 'string' || typeof causeCode !== 'string' || causeCode === 'launch-vanished')
    return [];
  const where = typeof lastHost === 'string' ? lastHost : host;
  const { pilots = [] } = hosts.find((there) => there.host === where) ?? {};
  const pilot = pilots.find(({ end }) => end?.code === causeCode);
  const why = pilot?.end ?? { code: causeCode as Code, text: cause, params: {} };
  return [{ why, lastHost: where }];
}

/** What a pass now would do with it. */
function willText(report: WhyReport): string {
  const { component, plan } = report;
  const { on, vanished } = component;
  if (!on) {
    const stops = plan.stop > 0 ? `a pass now stops ${plan.stop}` : 'what runs is left alone';
    return `off: none is started, and ${stops}`;
  }
  const surplus = surplusOf(component);
  const parts = [
    ...(plan.stop > 0 ? [`a pass now stops ${plan.stop}`] : []),
    ...(plan.start > 0 ? [`a pass now starts ${plan.start}`] : []),
    ...(plan.blocked > 0 ? [`${plan.blocked} blocked`] : []),
    ...(plan.held > 0 ? [`${plan.held} held`] : []),
    ...(vanished > 0 ? [`${vanished} vanished, and may yet appear`] : []),
    ...(surplus > 0 ? [`${surplus} more than wanted`] : []),
  ];
  if (parts.length > 0) return parts.join('; ');
  return isHeldBack(component)
    ? 'held back by an operator: a pass now starts nothing'
    : 'met: a pass now starts nothing, and what runs stays where it is';
}

/** `p/a starts 2, p/b starts 1`; of many the rest as a sum, unless `all` are wanted. */
export function beforeText(before: WhyReport['before'], all = true): string {
  const told = all || before.length <= mostBefore ? before : before.slice(0, mostBefore - 1);
  const rest = before.slice(told.length);
  const sum = rest.reduce((starts, { start }) => starts + start, 0);
  return [
    ...told.map(({ component, start }) => `${component} starts ${start}`),
    ...(rest.length > 0 ? [`${rest.length} more start ${sum}`] : []),
  ].join(', ');
}

/** Components that are told one by one where not all are wanted. */
const mostBefore = 6;

export function reasonName(reason: WhyReasonReport, { at }: WhyReport): string {
  const { until } = reason;
  return until === undefined ? nameOf(reason) : `${nameOf(reason)} until ${timeText(until, at)}`;
}

/** The numbers and names behind a reason. */
export function detailText(reason: WhyReasonReport): string {
  return harmless(detailOf(reason));
}

/**
 * What to do about the reasons, each remedy once with the hosts that it is for.
 *
 * @param all for every reason; else for the first of each host, and not more than a few
 */
export function remedyLines(
  { component: { component, on, missing }, reasons, hosts }: WhyReport,
  style: Style,
  all: boolean,
): string[] {
  const wants = on && missing > 0;
  const remedies = new Map<string, string[]>();
  for (const reason of wants ? reasons : []) {
    const remedy = remedyOf(reason);
    if (remedy !== null)
      remedies.set(remedy, typeof reason.params['host'] === 'string' ? [reason.params['host']] : []);
  }
  for (const { host, sighting, start, reasons: own } of hosts) {
    if (start > 0 || (!wants && sighting === 'seen')) continue;
    for (const remedy of own.slice(0, all ? own.length : 1).map((reason) => remedyOf(reason)))
      if (remedy !== null) remedies.set(remedy, [...(remedies.get(remedy) ?? []), host]);
  }
  return [...remedies].slice(0, all ? remedies.size : mostRemedies).map(([remedy, on]) => {
    const named = remedy.replaceAll(/\bCOMPONENT\b/g, component);
    const text = named.replaceAll(/\bHOST\b/g, on[0] ?? 'HOST');
    return style.dim(`   -> ${harmless(text)}`);
  });
}

/** Remedies that are printed where not all are wanted. */
const mostRemedies = 4;
