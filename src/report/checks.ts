import { checkStates, type CheckState } from './bareAnswer.ts';
import type { ComponentReport, HostReport, Report } from './document.ts';
import { backingOffText, backoffText, quarantineText, unknownText } from './lines.ts';
import { lookOf } from './problems.ts';
import { strengthText } from './planText.ts';
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
      readonly problems: readonly string[];
    }
  /** Nothing of muster is there yet. */
  | { readonly kind: 'never' }
  | { readonly kind: 'lost'; readonly why: string };

/** What is judged. */
export interface Checked {
  /** A look with its plan, narrowed to what was asked for. */
  readonly report: Report;
  readonly passes: PassTimes;
  readonly debugMode: boolean;
  /** What went wrong after the last pass, a sentence each. */
  readonly after: readonly string[];
}

/** One thing that is the matter. */
export interface Finding {
  readonly state: CheckState;
  /** The component it is about; null where it is about hosts or about passes. */
  readonly component: string | null;
  /** What is the matter with it; of a component, without its name. */
  readonly text: string;
  /** What there is to say beyond that. */
  readonly more: readonly string[];
}

/** What is the matter, the gravest first; of a component, what the first rule says that holds for it. */
export function findingsOf(checked: Checked): Finding[] {
  const told = new Set<string>();
  return rules.flatMap(({ state, found }) =>
    found(checked).flatMap(({ component = null, text, more = [] }) => {
      if (component !== null && told.has(component)) return [];
      if (component !== null) told.add(component);
      return [{ state, component, text, more }];
    }),
  );
}

/** Of several states the gravest. What nobody knows may be worse than a warning, and is less than what is known to be broken. */
export function worstOf(states: readonly CheckState[]): CheckState {
  return gravity.find((state) => states.includes(state)) ?? checkStates.ok;
}

const gravity = [checkStates.critical, checkStates.unknown, checkStates.warning, checkStates.ok];

interface Said {
  readonly component?: string;
  readonly text: string;
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
    found: (checked) =>
      checked.passes.kind === 'never'
        ? [
            { text: 'no pass yet: nothing is started until cron, or "muster run", makes the first' },
            ...short(checked),
          ]
        : [],
  },
  { state: critical, found: brownout },
  // Passes that do not come are seen by nobody else.
  { state: critical, found: stale },
  { state: critical, found: short },
  { state: warning, found: passesInDoubt },
  { state: warning, found: debugMode },
  { state: warning, found: passProblems },
  { state: warning, found: backingOff },
  { state: warning, found: quarantined },
  { state: warning, found: unknown },
];

function brownout({ report }: Checked): Said[] {
  return lookOf(report, false).problems.flatMap(({ kind, text }) => (kind === 'brownout' ? [{ text }] : []));
}

/** With debugmode a pass leaves no record. */
function stale({ passes, debugMode: debug }: Checked): Said[] {
  const text = debug ? null : staleText(passes);
  return text === null ? [] : [{ text }];
}

/** That passes have stopped coming; null where they have not, or where that is not known. */
export function staleText(passes: PassTimes): string | null {
  if (passes.kind !== 'known' || passes.ageMs <= passes.staleMs) return null;
  return `no pass for ${ageText(passes.ageMs)} (at most ${ageText(passes.staleMs)} lie between two): does cron still start them?`;
}

function short({ report }: Checked): Said[] {
  const texts = new Map(
    lookOf({ ...report, brownout: { ...report.brownout, held: false } }, false).problems.flatMap(
      ({ kind, about, text }) => (kind === 'short' ? [[about, text.split('\n')] as const] : []),
    ),
  );
  return report.components
    .filter(({ on, missing }) => on && missing > 0)
    .map((component) => {
      const id = component.component;
      const [first = `short, ${strengthText(component)}`, ...more] = texts.get(id) ?? [];
      return { component: id, text: first, more };
    });
}

function passesInDoubt({ passes }: Checked): Said[] {
  if (passes.kind === 'lost') return [{ text: `when the last pass was is not known: ${passes.why}` }];
  if (passes.kind === 'known' && passes.ageMs < -leewayMs)
    return [
      { text: `the last pass was at a time that comes in ${ageText(-passes.ageMs)}: the clock was set back` },
    ];
  return [];
}

/** A look reads the clock before it reads the log, which a pass may have written to since. */
const leewayMs = 60_000;

function debugMode({ report, debugMode: debug }: Checked): Said[] {
  return lookOf(report, debug).problems.flatMap(({ kind, text }) => (kind === 'debugmode' ? [{ text }] : []));
}

function passProblems({ report, passes, after }: Checked): Said[] {
  const last =
    passes.kind === 'known' ? passes.problems.map((text) => ({ text: `the last pass: ${text}` })) : [];
  return [...report.problems.map((text) => ({ text })), ...last, ...after.map((text) => ({ text }))];
}

/** Somewhere, though there is enough of it elsewhere. */
function backingOff({ report }: Checked): Said[] {
  return report.components
    .filter(({ on }) => on)
    .flatMap((component): Said[] => {
      const id = component.component;
      if (component.backoff !== undefined)
        return [{ component: id, text: backingOffText(id, component.backoff, report) }];
      const there = waitsOf(id, report.hosts);
      const [first] = there;
      if (first === undefined) return [];
      const where = there.length === 1 ? first.host.host : many(there.length, 'host');
      return [{ component: id, text: `backing off on ${where} ${backoffText(first.wait, report)}` }];
    });
}

function quarantined({ report }: Checked): Said[] {
  return undrained(report).flatMap(({ host, quarantine }) =>
    quarantine === undefined ? [] : [{ text: `${host} ${quarantineText(quarantine, report)}` }],
  );
}

/** Those with one reason share a line. */
function unknown({ report }: Checked): Said[] {
  const hosts = undrained(report).map((host) => ({ ...host, reason: unknownText(host) }));
  return unknownHosts(hosts).map(({ kind, reason, count, hosts: names }) => ({
    text: `${count === 1 ? names : `${many(count, 'host')} (${names})`} ${kind}: ${reason}`,
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
