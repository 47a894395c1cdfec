import { isOfVanished } from '../core/vanished.ts';
import type { Look, Problem, ProblemKind } from '../core/news.ts';
import { shellWord } from '../remote/shellWord.ts';
import { isToComeSoon } from './comingAfter.ts';
import type { ComponentReport, Report } from './document.ts';
import { harmless } from './harmless.ts';
import { backoffText, componentList, quarantineText, sameAsText, unknownText } from './lines.ts';
import { nextStep } from './nextStep.ts';
import { ofComponent } from './ofComponent.ts';
import { isWhy, pilotsOf, tailLines, unfitLines } from './pilotText.ts';
import { badOutcomes, badOutcomesOf, badStops, strengthText, trouble } from './planText.ts';
import { waitsOf } from './waits.ts';

/** What is the matter after a pass, each with an identity that stays as long as it is the same trouble. */
export function lookOf(report: Report, debugMode: boolean): Look {
  const { held } = report.brownout;
  const problems = [
    ...report.problems.map(passProblem),
    ...(debugMode ? [debugProblem] : []),
    ...(held ? [brownoutProblem(report)] : []),
    // While nothing is launched, that a component is short says nothing of it.
    ...(held ? [] : shortProblems(report)),
    ...(held ? [] : launchProblems(report)),
    ...stopProblems(report),
    ...hostProblems(report),
  ];
  return {
    problems: [...new Map(problems.map((problem) => [`${problem.kind} ${problem.about}`, problem])).values()],
    judges: (kind) => !held || (kind !== 'short' && kind !== 'launch'),
  };
}

/** A pass that could not even begin, and so knows of nothing else. */
export function lookOfFailure(
  kind: 'pass' | 'config' | 'busy',
  lines: readonly string[],
  more: Partial<Problem> = {},
): Look {
  const text = lines.map(harmless).join('\n');
  const cause = normalised(text);
  const about = kind === 'pass' ? cause : '';
  return {
    problems: [{ kind, about, cause: kind === 'busy' ? '' : cause, text, ...more }],
    judges: (judged) => judged === kind || (kind === 'busy' && judged === 'config'),
  };
}

/** Another pass is at work, as it may be. */
export const busyAsItMayBe: Look = {
  problems: [],
  judges: (kind: ProblemKind) => kind === 'busy' || kind === 'config',
};

/**
 * The same for the same cause: without the figures, times, ids and process ids that differ from one time to the next.
 */
export function normalised(text: string): string {
  return text
    .replaceAll(/\b(?=[0-9a-f]*\d)[0-9a-f]{6,}\b|\d+/gi, '#')
    .replaceAll(/#(?:[-:.,T#Z]*#)+Z?/g, '#')
    .slice(0, 300);
}

function passProblem(text: string): Problem {
  // What happened to the clock or to a file has happened, and has no end.
  const event = /^the clock of this machine was set|set aside/.test(text);
  return { kind: 'pass', about: normalised(text), cause: '', text: harmless(text), event };
}

const debugProblem: Problem = {
  kind: 'debugmode',
  about: '',
  cause: '',
  text: '"debugmode" is true in the configuration: nothing is launched.',
};

function brownoutProblem({ brownout: { unknown, of } }: Report): Problem {
  return {
    kind: 'brownout',
    about: '',
    cause: '',
    text: `${unknown} of ${of} hosts are unknown: that is probably a fault on this side, so nothing is launched. Look at the network and the ssh keys of this machine.`,
  };
}

function shortProblems(report: Report): Problem[] {
  return report.components
    .filter(({ on, missing }) => on && missing > 0)
    .map((component) => {
      const { component: about, count, missing } = component;
      const { why, lines } = failureOf(component, report);
      const said = trouble(report, component);
      const text = [`short, ${strengthText(component)}${said === '' ? '' : `: ${said}`}`, ...lines].join(
        '\n',
      );
      return {
        kind: 'short',
        about,
        cause: `${howShort(count, missing)}: ${why ?? limitsOf(report, component)}`,
        text,
        ...(isToComeSoon(component, report) && { patienceMs: startPatienceMs }),
      };
    });
}

/** So long what others come after may take to be ready: an environment that is built from nothing takes its time. */
const startPatienceMs = 30 * 60_000;

/** What is worse is news, though each figure is not. */
function howShort(count: number, missing: number): string {
  if (missing >= count) return 'all missing';
  return missing * 2 >= count ? 'half missing' : 'some missing';
}

/** What fails, where something does: its cause, and how it is told. */
function failureOf(whole: ComponentReport, report: Report): { why: string | null; lines: string[] } {
  const { component, backoff } = whole;
  const [there] = waitsOf(component, report.hosts);
  const wait = backoff ?? (there && { ...there.wait, why: `on ${there.host.host}: ${there.wait.why}` });
  const retry = `muster run --retry --only ${shellWord(component)} -c ${shellWord(report.config)}`;
  if (wait !== undefined) {
    const where = backoff === undefined ? ' there' : '';
    const why = normalised(wait.why.replace(/^on \S+: /, ''));
    const step = nextStep(component, wait.why, undefined, ` -c ${shellWord(report.config)}`, report.hosts);
    return {
      why,
      lines: [
        `backing off${where} ${backoffText(wait, report)}`,
        ...printedBy(component, wait.why, report),
        ...(step === null ? [] : [`${step.what}: ${step.command}`]),
        // What vanished is there and not counted: each try adds one.
        `${isOfVanished(wait.why) ? 'once that is mended' : 'try at once'}: ${retry}`,
      ],
    };
  }
  const [bad] = badOutcomesOf(whole, report);
  if (bad === undefined) return { why: null, lines: unfitLines(component, report.hosts) };
  const { outcome, host, detail = '' } = bad;
  return {
    why: normalised(detail === '' ? outcome : detail),
    lines: [harmless(`${outcome} on ${host}: ${detail}`)],
  };
}

/** The end of what a pilot printed, where that is what failed. */
function printedBy(component: string, why: string, { hosts }: Report): string[] {
  const failed = pilotsOf(component, hosts).find(({ pilot }) => isWhy(why, pilot));
  return failed === undefined ? [] : tailLines(failed.pilot, mostTold);
}

/** Lines of what a program printed that are mailed: the rest shows `muster logs`. */
const mostTold = 5;

/** The limits that keep it from its count; where there are none, that no host can be used. */
function limitsOf({ actions = [] }: Report, { component, waitsFor }: ComponentReport): string {
  if (waitsFor !== undefined) return 'waits for what it comes after';
  const reasons = ofComponent(actions, component).flatMap((action) => action.reasons);
  const limits = new Set(
    reasons.map(({ reason }) => reason).filter((reason) => / reached$|^backing off|^unfit/.test(reason)),
  );
  return limits.size > 0 ? [...limits].toSorted().join(', ') : 'no host to be had';
}

/** Launches that did not go well although the component has its count. */
function launchProblems(report: Report): Problem[] {
  const short = new Set(
    report.components.flatMap(({ component, missing }) => (missing > 0 ? component : [])),
  );
  return badOutcomes(report)
    .filter(({ component }) => !short.has(component))
    .map(({ component, host, outcome, detail = '' }) => ({
      kind: 'launch',
      about: component,
      cause: `${outcome}: ${normalised(detail)}`,
      text: harmless(`a launch on ${host}: ${outcome}${detail === '' ? '' : `: ${detail}`}`),
      event: true,
    }));
}

function stopProblems(report: Report): Problem[] {
  return badStops(report).map(({ component, host, outcome, detail = '' }) => ({
    kind: 'stop',
    about: component,
    cause: `${outcome}: ${normalised(detail)}`,
    text: harmless(`a stop on ${host}: ${outcome}${detail === '' ? '' : `: ${detail}`}`),
    event: true,
  }));
}

function hostProblems(report: Report): Problem[] {
  const hosts = report.hosts.flatMap((host): Problem[] => {
    const { host: about, sighting, reason = '', quarantine, sameAs, drain } = host;
    // The operator has said himself what is the matter with a drained host.
    if (drain !== undefined) return [];
    return [
      ...(sighting === 'seen'
        ? []
        : [
            {
              kind: 'host' as const,
              about,
              cause: `${sighting}: ${normalised(reason)}`,
              text: `${sighting}: ${unknownText(host)}`,
            },
          ]),
      ...(quarantine === undefined
        ? []
        : [
            {
              kind: 'quarantine' as const,
              about,
              cause: normalised(quarantine.why),
              text: quarantineText(quarantine, report),
            },
          ]),
      ...(sameAs === undefined
        ? []
        : [{ kind: 'twice' as const, about, cause: sameAs, text: sameAsText(sameAs) }]),
    ];
  });
  const unlisted = report.unlisted.map(({ host, components }): Problem => ({
    kind: 'unlisted',
    about: harmless(host),
    cause: '',
    text: harmless(`no longer listed; presumed there: ${componentList(components)}`),
  }));
  return [...hosts, ...unlisted];
}
