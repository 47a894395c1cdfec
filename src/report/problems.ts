import { message, withRemedy, type Code, type Message } from '../core/catalogue/catalogue.ts';
import { causeOf, type Look, type Problem, type ProblemKind } from '../core/news.ts';
import type { Note } from '../core/note.ts';
import type { Outcome, StopOutcome } from '../core/types.ts';
import { shellWord } from '../remote/shellWord.ts';
import { isToComeSoon } from './comingAfter.ts';
import type { ComponentReport, Report } from './document.ts';
import { adviceLines, type Failed } from './failureLines.ts';
import { harmless } from './harmless.ts';
import { backoffText, quarantineText, unknownText, unlisted } from './lines.ts';
import { nextStep } from './nextStep.ts';
import { ofComponent } from './ofComponent.ts';
import { isWhy, pilotsOf, tailNotes, whereUnfit } from './pilotText.ts';
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
  failed: Failed,
  own: Partial<Problem> = {},
): Look {
  const { problems } = failed;
  const [{ code, params, text }, ...others] = problems as readonly [Message, ...Message[]];
  const more = [
    ...others.map((problem) => ({ text: problem.text, codes: [problem.code] })),
    ...adviceLines(failed).map((line) => ({ text: line, codes: [] })),
  ];
  const cause = problems.map(causeOf).join('\n');
  const about = kind === 'pass' ? cause : '';
  return {
    problems: [{ kind, about, code, params, cause: kind === 'busy' ? '' : cause, text, more, ...own }],
    judges: (judged) => judged === kind || (kind === 'busy' && judged === 'config'),
  };
}

/** Another pass is at work, as it may be. */
export const busyAsItMayBe: Look = {
  problems: [],
  judges: (kind: ProblemKind) => kind === 'busy' || kind === 'config',
};

function passProblem(problem: Message): Problem {
  const { code, params } = problem;
  return {
    kind: 'pass',
    about: causeOf(problem),
    code,
    params,
    cause: '',
    text: harmless(withRemedy(problem)),
    event: events.has(code),
  };
}

/** What happened to the clock or to a file has happened, and has no end. */
const events: ReadonlySet<Code> = new Set<Code>(['clock-set', 'state-set-aside', 'alert-state-lost']);

/** A problem that says all itself, of which there is one at a time. */
function single(kind: ProblemKind, { code, params }: Message, text: string): Problem {
  return { kind, about: '', code, params, cause: '', text };
}

const debugMode = message('debugmode-on');
const debugProblem = single('debugmode', debugMode, withRemedy(debugMode));

function brownoutProblem({ brownout: { unknown, of } }: Report): Problem {
  const held = message('brownout', { unknown, of });
  return single('brownout', held, withRemedy(held));
}

function shortProblems(report: Report): Problem[] {
  return report.components
    .filter(({ on, missing }) => on && missing > 0)
    .map((component) => {
      const { component: about, count, missing } = component;
      const { why, more } = failureOf(component, report);
      const limits = why === null ? limitsOf(report, component) : [];
      const short = message('component-short', { strength: strengthText(component) });
      const { code, params } = why ?? limits[0] ?? short;
      const cause =
        why === null
          ? limits
              .map((limit) => limit.code)
              .toSorted()
              .join()
          : causeOf(why);
      const said = trouble(report, component);
      return {
        kind: 'short',
        about,
        code,
        params,
        extent: howShort(count, missing),
        cause,
        text: `${short.text}${said === '' ? '' : `: ${said}`}`,
        more,
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

/** What fails, where something does: why, and what there is to say of it. */
function failureOf(whole: ComponentReport, report: Report): { why: Message | null; more: Note[] } {
  const { component, backoff } = whole;
  const [there] = waitsOf(component, report.hosts);
  const wait = backoff ?? (there && { ...there.wait, lastHost: there.host.host });
  const retry = `muster run --retry --only ${shellWord(component)} -c ${shellWord(report.config)}`;
  if (wait !== undefined) {
    const [code, where] =
      backoff === undefined ? (['backing-off-there', ' there'] as const) : (['backing-off', ''] as const);
    const { why } = wait;
    const step = nextStep(component, wait, ` -c ${shellWord(report.config)}`, report.hosts);
    return {
      why,
      more: [
        { text: `backing off${where} ${backoffText(wait, report)}`, codes: [code, why.code] },
        ...printedBy(component, why, report),
        ...(step === null ? [] : [step]),
        // What vanished is there and not counted: each try adds one.
        { what: why.code === 'launch-vanished' ? 'once that is mended' : 'try at once', command: retry },
      ],
    };
  }
  const [bad] = badOutcomesOf(whole, report);
  if (bad === undefined) return { why: null, more: whereUnfit(component, report.hosts) };
  const { outcome, host, detail } = bad;
  const why = detail ?? message('launch-not-confirmed', { outcome });
  const text = harmless(`${outcome} on ${host}${detail === undefined ? '' : `: ${detail.text}`}`);
  return { why, more: [{ text, codes: [why.code] }] };
}

/** The end of what a pilot printed, where that is what failed. */
function printedBy(component: string, why: Message, { hosts }: Report): Note[] {
  const failed = pilotsOf(component, hosts).find(({ pilot }) => isWhy(why, pilot));
  return failed === undefined ? [] : tailNotes(failed.pilot, mostTold);
}

/** Lines of what a program printed that are mailed: the rest shows `muster logs`. */
const mostTold = 5;

/** The limits that keep it from its count; none where no host can be used. */
function limitsOf({ actions = [] }: Report, { component, waitsFor }: ComponentReport): Message[] {
  if (waitsFor !== undefined) return [message('waiting-for-components', { components: waitsFor })];
  const reasons = ofComponent(actions, component).flatMap((action) => action.reasons);
  return [...new Map(reasons.map((reason) => [reason.code, reason])).values()].filter(({ code }) =>
    limitCodes.has(code),
  );
}

const limitCodes: ReadonlySet<Code> = new Set<Code>([
  'max-per-host-reached',
  'hot-limit-reached',
  'launches-per-host-reached',
  'pool-limit-reached',
  'launches-per-pass-reached',
  'backing-off',
  'backing-off-there',
  'host-unfit',
]);

/** Launches that did not go well although the component has its count. */
function launchProblems(report: Report): Problem[] {
  const short = new Set(
    report.components.flatMap(({ component, missing }) => (missing > 0 ? component : [])),
  );
  return badOutcomes(report)
    .filter(({ component }) => !short.has(component))
    .map((launch) => eventOf('launch', launch, message('launch-not-confirmed', { outcome: launch.outcome })));
}

function stopProblems(report: Report): Problem[] {
  return badStops(report).map((stop) =>
    eventOf('stop', stop, message('stop-not-done', { outcome: stop.outcome })),
  );
}

/** @param bare what stands for a detail where there is none. */
function eventOf(
  kind: 'launch' | 'stop',
  { component, host, outcome, detail }: Outcome | StopOutcome,
  bare: Message,
): Problem {
  const why = detail ?? bare;
  return {
    kind,
    about: component,
    code: why.code,
    params: why.params,
    cause: `${outcome}: ${causeOf(why)}`,
    text: harmless(`a ${kind} on ${host}: ${outcome}${detail === undefined ? '' : `: ${detail.text}`}`),
    event: true,
  };
}

function hostProblems(report: Report): Problem[] {
  const hosts = report.hosts.flatMap((host): Problem[] => {
    const { host: about, sighting, reason, quarantine, sameAs: first, drain } = host;
    // The operator has said himself what is the matter with a drained host.
    if (drain !== undefined) return [];
    const twice = first === undefined ? null : message('host-listed-twice', { sameAs: first });
    const problem = (kind: ProblemKind, why: Message, cause: string, text: string): Problem => ({
      kind,
      about,
      code: why.code,
      params: why.params,
      cause,
      text,
    });
    return [
      ...(reason === undefined
        ? []
        : [
            problem(
              'host',
              reason,
              `${sighting}: ${causeOf(reason)}`,
              `${sighting}: ${unknownText(reason, about)}`,
            ),
          ]),
      ...(quarantine === undefined
        ? []
        : [
            problem(
              'quarantine',
              quarantine.why,
              causeOf(quarantine.why),
              quarantineText(quarantine, report),
            ),
          ]),
      ...(twice === null ? [] : [problem('twice', twice, twice.text, twice.text)]),
    ];
  });
  return [...hosts, ...report.unlisted.map(unlistedProblem)];
}

function unlistedProblem({ host, components }: Report['unlisted'][number]): Problem {
  const { code, params, text } = unlisted(components);
  return { kind: 'unlisted', about: harmless(host), code, params, cause: '', text: harmless(text) };
}
