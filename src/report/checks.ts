import { message, type Code, type Message } from '../core/catalogue/catalogue.ts';
import { checkStates, type CheckState } from './bareAnswer.ts';
import type { ProblemKind } from '../core/news.ts';
import { noteText } from '../core/note.ts';
import type { ComponentReport, HostReport, Report } from './document.ts';
import { backingOffText, backoffText, quarantineText, unknownText } from './lines.ts';
import { lookOf } from './problems.ts';
import { many } from './style.ts';
import { unknownHosts } from './unknownHosts.ts';
import { waitsOf } from './waits.ts';

/* What a monitoring system is told of a look: a state by its rules, and each thing that is the matter. Pure. */

/** When passes took place, as far as that is known. */
export type PassTimes =
  /** `ageMs` is below zero where the clock was set back since. */
  | {
      readonly kind: 'known';
      readonly ageMs: number;
      readonly staleMs: number;
      readonly problems: readonly Message[];
    }
  /** Nothing of muster is there yet. */
  | { readonly kind: 'never' }
  | { readonly kind: 'lost'; readonly why: Message };

/** What is judged. */
export interface Checked {
  /** A look with its plan, narrowed to what was asked for. */
  readonly report: Report;
  readonly passes: PassTimes;
  readonly debugMode: boolean;
  /** What went wrong after the last pass. */
  readonly after: readonly Message[];
}

/** One thing that is the matter. */
export interface Finding {
  readonly state: CheckState;
  /** The component it is about; null where it is about hosts or about passes. */
  readonly component: string | null;
  /** Why, for programs. */
  readonly code: Code;
  /** What is the matter with it; of a component, without its name. */
  readonly text: string;
  /** What there is to say beyond that. */
  readonly more: readonly string[];
}

/** What is the matter, the gravest first; of a component, what the first rule says that holds for it. */
export function findingsOf(checked: Checked): Finding[] {
  const told = new Set<string>();
  return rules.flatMap(({ state, found }) =>
    found(checked).flatMap(({ component = null, code, text, more = [] }) => {
      if (component !== null && told.has(component)) return [];
      if (component !== null) told.add(component);
      return [{ state, component, code, text, more }];
    }),
  );
}

/** Of several states the gravest. What nobody knows may be worse than a warning, and is less than what is known to be broken. */
export function worstOf(states: readonly CheckState[]): CheckState {
  return gravity.find((state) => states.includes(state)) ?? checkStates.ok;
}

const gravity = [checkStates.critical, checkStates.unknown, checkStates.warning, checkStates.ok];

interface Said extends Pick<Message, 'code' | 'text'> {
  readonly component?: string;
  readonly more?: readonly string[];
}

interface Rule {
  readonly state: CheckState;
  readonly found: (checked: Checked) => readonly Said[];
}

const { warning, critical } = checkStates;

/** In the order in which they are told. A drained host and what an operator has paused are no trouble: it was said so. */
const rules: readonly Rule[] = [
  // Before the first pass everything is missing, as it should be.
  {
    state: warning,
    found: (checked) => (checked.passes.kind === 'never' ? [message('no-pass-yet'), ...short(checked)] : []),
  },
  { state: critical, found: ({ report }) => alertsOf('brownout', report) },
  // Passes that do not come are seen by nobody else.
  { state: critical, found: stale },
  { state: critical, found: short },
  { state: warning, found: passesInDoubt },
  { state: warning, found: ({ report, debugMode }) => alertsOf('debugmode', report, debugMode) },
  { state: warning, found: passProblems },
  { state: warning, found: backingOff },
  { state: warning, found: quarantined },
  { state: warning, found: unknown },
];

function alertsOf(kind: ProblemKind, report: Report, debugMode = false): Said[] {
  return lookOf(report, debugMode)
    .problems.filter((problem) => problem.kind === kind)
    .map(({ code, text }) => ({ code, text }));
}

/** With debugmode a pass leaves no record. */
function stale({ passes, debugMode }: Checked): Said[] {
  const found = debugMode ? null : staleMessage(passes);
  return found === null ? [] : [found];
}

/** That passes have stopped coming; null where they have not, or where that is not known. */
export function staleMessage(passes: PassTimes): Message | null {
  if (passes.kind !== 'known' || passes.ageMs <= passes.staleMs) return null;
  return message('passes-stale', { age: ageText(passes.ageMs), atMost: ageText(passes.staleMs) });
}

function short({ report }: Checked): Said[] {
  const { problems } = lookOf({ ...report, brownout: { ...report.brownout, held: false } }, false);
  return problems
    .filter(({ kind }) => kind === 'short')
    .map(({ about, code, text, more = [] }) => ({ component: about, code, text, more: more.map(noteText) }));
}

function passesInDoubt({ passes }: Checked): Said[] {
  if (passes.kind === 'lost') {
    const { code: causeCode, text: cause } = passes.why;
    return [message('last-pass-lost', { cause, causeCode })];
  }
  if (passes.kind === 'known' && passes.ageMs < -leewayMs)
    return [message('last-pass-ahead', { ahead: ageText(-passes.ageMs) })];
  return [];
}

/** A look reads the clock before it reads the log, which a pass may have written to since. */
const leewayMs = 60_000;

function passProblems({ report, passes, after }: Checked): Said[] {
  const last = passes.kind === 'known' ? passes.problems : [];
  return [
    ...report.problems,
    ...last.map(({ code, text }) => ({ code, text: `the last pass: ${text}` })),
    ...after,
  ];
}

/** Somewhere, though there is enough of it elsewhere. */
function backingOff({ report }: Checked): Said[] {
  return report.components
    .filter(({ on }) => on)
    .flatMap((component): Said[] => {
      const id = component.component;
      if (component.backoff !== undefined)
        return [
          {
            component: id,
            code: component.backoff.why.code,
            text: backingOffText(id, component.backoff, report),
          },
        ];
      const there = waitsOf(id, report.hosts);
      const [first] = there;
      if (first === undefined) return [];
      const where = there.length === 1 ? first.host.host : many(there.length, 'host');
      const text = `backing off on ${where} ${backoffText(first.wait, report)}`;
      return [{ component: id, code: first.wait.why.code, text }];
    });
}

function quarantined({ report }: Checked): Said[] {
  return undrained(report).flatMap(({ host, quarantine }) =>
    quarantine === undefined
      ? []
      : [{ code: quarantine.why.code, text: `${host} ${quarantineText(quarantine, report)}` }],
  );
}

/** Those with one reason share a line. */
function unknown({ report }: Checked): Said[] {
  const hosts = undrained(report).map((host) => {
    const { reason } = host;
    return reason === undefined ? host : { ...host, reason: { ...reason, text: unknownText(reason) } };
  });
  return unknownHosts(hosts).map(({ kind, reason: { code, text }, count, hosts: names }) => ({
    code,
    text: `${count === 1 ? names : `${many(count, 'host')} (${names})`} ${kind}: ${text}`,
  }));
}

/** The operator has said himself what is the matter with a drained host. */
export function undrained({ hosts }: Pick<Report, 'hosts'>): HostReport[] {
  return hosts.filter(({ drain }) => drain === undefined);
}

/** Components that have all that is wanted of them, of those that are on. */
export function metOf(components: readonly ComponentReport[]): { met: number; of: number } {
  const on = components.filter((component) => component.on);
  return { met: on.filter(({ missing }) => missing === 0).length, of: on.length };
}

/** `16 of 17 components met, 15 of 16 hosts seen`. */
export function countsText({ components, hosts }: Report): string {
  const { met, of } = metOf(components);
  const seen = hosts.filter(({ sighting }) => sighting === 'seen').length;
  return `${met} of ${many(of, 'component')} met, ${seen} of ${many(hosts.length, 'host')} seen`;
}

/** `40 s`, `12 min`, `3 h`, `2 days`: rounded to what matters at night. */
export function ageText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 2 * 3600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 2 * 86_400) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
