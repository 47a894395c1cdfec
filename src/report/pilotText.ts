import { ageMs } from '../core/age.ts';
import { grouped } from '../core/grouped.ts';
import type { Message } from '../core/catalogue/catalogue.ts';
import type { Note, Printed, Sentence } from '../core/note.ts';
import { isOfEnd, isOver } from '../core/pilotReport.ts';
import { foldRange } from '../interface/ranges.ts';
import type { ComponentReport, HostReport, Report } from './document.ts';
import { harmless, harmlessLine } from './harmless.ts';
import { lengthText } from './lengthText.ts';
import { ofComponent } from './ofComponent.ts';
import type { PilotDocument } from './pilotDocument.ts';
import { many, timeText } from './style.ts';

/** A pilot, and where it is. */
export interface PilotThere {
  readonly component: string;
  readonly host: HostReport;
  readonly pilot: PilotDocument;
}

/**
 * What there is to say of the pilots of a component, a sentence each: what comes up and how far it is, what failed last
 * with the end of its output, and warnings.
 *
 * @param all every end that is known, not only the last failure, and all lines
 * @param told why it waits, where that stands there already
 */
export function pilotNotes(
  whole: ComponentReport,
  report: Pick<Report, 'at' | 'hosts'>,
  all: boolean,
  told: readonly Message[] = [],
): Note[] {
  const there = pilotsOf(whole.component, report.hosts);
  if (there.length === 0) return [];
  return [
    ...comingUpNotes(there, report),
    ...(all ? endNotes(there, report, told) : failureNotes(whole, report, told)),
    ...warningNotes(there, all),
  ];
}

/** How far those are that live, and what they warned of. */
export function livingNotes(
  { component }: Pick<ComponentReport, 'component'>,
  report: Pick<Report, 'at' | 'hosts'>,
): Note[] {
  const there = pilotsOf(component, report.hosts);
  return [...comingUpNotes(there, report), ...warningNotes(there, false)];
}

/** The pilots of a component, in the order of the hosts. What was found in a list of hosts is kept as long as that. */
export function pilotsOf(component: string, hosts: readonly HostReport[]): readonly PilotThere[] {
  const known =
    found.get(hosts) ??
    hosts.flatMap((host) =>
      (host.pilots ?? []).map((pilot): PilotThere => ({ component: pilot.component, host, pilot })),
    );
  found.set(hosts, known);
  return ofComponent(known, component);
}

const found = new WeakMap<readonly HostReport[], readonly PilotThere[]>();

/** `coming up: prepare-environment, 40 s (n1)`: how far those are that come up, and those that clean up. */
function comingUpNotes(there: readonly PilotThere[], { at }: Pick<Report, 'at'>): Sentence[] {
  const seen = there.filter(({ host, pilot }) => host.sighting === 'seen' && pilot.end === undefined);
  return (
    [
      ['starting', 'coming up'],
      ['finishing', 'cleaning up'],
    ] as const
  ).flatMap(([phase, said]) => {
    const steps = grouped(
      seen.filter(({ pilot }) => pilot.phase === phase),
      ({ pilot: { step, message = '' } }) => JSON.stringify([step, message]),
    );
    const texts = [...steps.values()].map((those) => `${stepText(those, at)} (${thereText(those)})`);
    return texts.length === 0 ? [] : [{ text: `${said}: ${texts.join('; ')}`, codes: [] }];
  });
}

/**
 * `prepare-environment, 40 s`, of several `prepare-environment, 40 s to 2 min`; with what it says of it itself, as
 * `, waits for environment lta`.
 */
export function stepText(those: readonly Pick<PilotThere, 'pilot'>[], at: string): string {
  const [{ pilot: { step = '', message = '' } = {} } = {}] = those;
  const ages = those
    .map(({ pilot }) => ageMs(Date.parse(pilot.since), Date.parse(at)))
    .toSorted((a, b) => a - b);
  const [least, most] = [ages[0] ?? 0, ages.at(-1) ?? 0].map(secondsText);
  const said = message === '' ? '' : `, ${harmless(message)}`;
  return `${step}, ${least === most ? most : `${least} to ${most}`}${said}`;
}

/** How long a pilot is at a step: `0 s` is at once. */
function secondsText(ms: number): string {
  return ms < 500 ? '0 s' : lengthText(ms);
}

/** `n1`, `n[1-3]`; `5 on n[1-3]` where some are on one host. */
function thereText(those: readonly PilotThere[]): string {
  const hosts = hostsOf(those);
  return those.length > hosts.length ? `${those.length} on ${foldRange(hosts)}` : foldRange(hosts);
}

/** `on n1`, `on n[1-3]`; `5 times on n[1-3]` where it was several times on one host. */
function whereText(those: readonly PilotThere[]): string {
  const hosts = hostsOf(those);
  return `${those.length > hosts.length ? `${those.length} times ` : ''}on ${foldRange(hosts)}`;
}

function hostsOf(those: readonly PilotThere[]): string[] {
  return [...new Set(those.map(({ host }) => host.host))];
}

/**
 * The last failure of a component, with the others that are told in the same words; null where none is to be told: what
 * failed long ago, of a component that has what it wants, is nobody's trouble any more.
 */
export function lastFailure(
  {
    component,
    lifetime,
    missing,
    pending,
    backoff,
  }: Pick<ComponentReport, 'component' | 'lifetime' | 'missing' | 'pending' | 'backoff'>,
  { at, hosts }: Pick<Report, 'at' | 'hosts'>,
): { readonly last: PilotThere; readonly alike: readonly PilotThere[]; readonly others: number } | null {
  const failures = pilotsOf(component, hosts)
    .filter(({ pilot }) => hasFailed(pilot, lifetime))
    .toSorted(byEnd);
  const [last] = failures;
  if (last === undefined) return null;
  const isWanting = missing > 0 || pending > 0 || backoff !== undefined;
  if (!isWanting && ageMs(Date.parse(last.pilot.since), Date.parse(at)) >= freshMs) return null;
  const alike = failures.filter(({ pilot }) => pilot.end?.text === last.pilot.end?.text);
  return { last, alike, others: failures.length - alike.length };
}

/** So long a failure is told although all is well again. */
const freshMs = 3600_000;

/**
 * One that was stopped was mostly stopped by muster, and where it was not, that is told as what it waits for. That a
 * host is unfit is told of the host.
 */
function hasFailed({ end, phase, code }: PilotDocument, lifetime: ComponentReport['lifetime']): boolean {
  if (end === undefined || phase === 'stopped' || phase === 'unfit') return false;
  return phase !== 'ended' || lifetime === 'long' || code !== 0;
}

/** Its last failure and the end of what that printed; without what is `told` already. */
export function failureNotes(
  whole: ComponentReport,
  report: Pick<Report, 'at' | 'hosts'>,
  told: readonly Message[],
): Note[] {
  const failure = lastFailure(whole, report);
  if (failure === null) return [];
  const { last, alike, others } = failure;
  const rest = others > 0 ? ` (${many(others, 'other failure')}: -v)` : '';
  const isTold = told.some((why) => isWhy(why, last.pilot));
  return [
    ...(isTold && rest === '' ? [] : [endSentence(last.pilot, `${endText(alike, report)}${rest}`)]),
    ...tailNotes(last.pilot, fewLines),
  ];
}

/** Every end that is known, the newest first. */
function endNotes(
  there: readonly PilotThere[],
  { at }: Pick<Report, 'at'>,
  told: readonly Message[],
): Note[] {
  const over = there.filter(({ pilot }) => pilot.end !== undefined).toSorted(byEnd);
  return over.flatMap((one, index) => {
    const { pilot } = one;
    const launch = `launch ${harmless(pilot.launchId)}`;
    const isTold = index === 0 && told.some((why) => isWhy(why, pilot));
    return [
      endSentence(pilot, isTold ? launch : `${endText([one], { at })} (${launch})`),
      ...usageNote(pilot),
      ...tailNotes(pilot),
    ];
  });
}

function endSentence({ end }: PilotDocument, text: string): Sentence {
  return { text, codes: end === undefined ? [] : [end.code] };
}

/** `on n1 at 03:14:00: prepare-environment failed: pip exit 1`. */
function endText(alike: readonly PilotThere[], { at }: Pick<Report, 'at'>): string {
  const [{ pilot }] = alike as readonly [PilotThere];
  const where = whereText(alike);
  if (isGoneSilently(pilot)) return `${where}: ${endedText(pilot, at)}`;
  return `${where}${alike.length > 1 ? ', last' : ''} ${endedText(pilot, at)}`;
}

/** `at 03:14:00: check-host failed: exit 2`; nobody knows when one ended that is gone without a word. */
export function endedText(pilot: PilotDocument, at: string): string {
  const { since, end } = pilot;
  const ended = harmless(end?.text ?? '');
  const time = timeText(since, at);
  return isGoneSilently(pilot) ? `${ended}, since ${time}` : `at ${time}: ${ended}`;
}

function usageNote({ usage }: PilotDocument): Sentence[] {
  return usage === undefined ? [] : [{ text: `it used ${harmless(usage)}`, codes: [] }];
}

/** Whether a failure that backs off (`Setback.why`) is that of this pilot. */
export function isWhy(why: Message, { end }: Pick<PilotDocument, 'end'>): boolean {
  return end !== undefined && isOfEnd(why, end);
}

/** The last first; behind them those that are gone without a word, for nobody knows when they ended. */
function byEnd({ pilot: a }: PilotThere, { pilot: b }: PilotThere): number {
  return Number(isGoneSilently(a)) - Number(isGoneSilently(b)) || b.since.localeCompare(a.since);
}

/** Whether it is over without having told how. */
export function isGoneSilently({ end, phase }: Pick<PilotDocument, 'end' | 'phase'>): boolean {
  return end !== undefined && !isOver({ phase });
}

/** More lines than this are for whoever asks for them. */
const fewLines = 5;

/** The end of what it printed. */
export function tailNotes({ tail = [] }: Pick<PilotDocument, 'tail'>, most = Infinity): Printed[] {
  return tail.slice(-most).map((line) => ({ printed: harmlessLine(line) }));
}

/**
 * `run-tests warned on n1: disk is slow`, of those that live, or all; of the last that is over what came after how it
 * ended was decided, for that is told nowhere else: that its output was not collected.
 */
function warningNotes(there: readonly PilotThere[], all: boolean): Sentence[] {
  const lastOver = there
    .filter(({ pilot }) => pilot.end !== undefined)
    .toSorted(byEnd)
    .at(0);
  const warnings = there
    .filter((one) => all || one.pilot.end === undefined || one === lastOver)
    .flatMap((one) =>
      (all || one !== lastOver ? (one.pilot.warnings ?? []) : finishingWarnings(one.pilot)).map(
        (warning) => ({ one, warning }),
      ),
    );
  const alike = [...grouped(warnings, ({ warning }) => JSON.stringify(warning)).values()];
  const told = all ? alike : alike.slice(0, fewWarnings);
  const texts = told.map((those) => {
    const [{ warning }] = those as [(typeof those)[number]];
    const where = whereText(those.map(({ one }) => one));
    return `${harmless(warning.command)} warned ${where}: ${harmless(warning.text)}`;
  });
  const rest = alike.length - told.length;
  const notes = rest > 0 ? [...texts, `${many(rest, 'more warning')}: -v`] : texts;
  return notes.map((text) => ({ text, codes: [] }));
}

const fewWarnings = 3;

function finishingWarnings({
  warnings = [],
  step,
  steps,
}: PilotDocument): NonNullable<PilotDocument['warnings']> {
  const commands = steps.map(({ command }) => command);
  const decided = commands.indexOf(step);
  return warnings.filter(({ command }) => commands.indexOf(command) > decided);
}

/** `unfit for p/a until 04:00:00: globus-url-copy is not there`. */
export function unfitNotes({ unfit = {} }: HostReport, { at }: Pick<Report, 'at'>): string[] {
  return Object.entries(unfit).map(
    ([component, { why, until }]) =>
      `unfit for ${component} until ${timeText(until, at)}: ${harmless(why.text)}`,
  );
}

/** `unfit: n[1-2]: it lacks the command globus-url-copy`: why hosts are not tried for a component, a note for each reason. */
export function whereUnfit(component: string, hosts: readonly HostReport[]): Sentence[] {
  const there = hosts.flatMap(({ host, unfit = {} }) => {
    const why = unfit[component]?.why;
    return why === undefined ? [] : [{ host, code: why.code, why: harmless(why.text) }];
  });
  const notes = [...grouped(there, ({ why }) => why)].map(([why, those]) => ({
    text: `unfit: ${foldRange(those.map(({ host }) => host))}: ${why}`,
    codes: [...new Set(those.map(({ code }) => code))],
  }));
  const rest = notes.slice(fewLines);
  if (rest.length === 0) return notes;
  const codes = [...new Set(rest.flatMap((note) => note.codes))];
  return [...notes.slice(0, fewLines), { text: `unfit for ${many(rest.length, 'more reason')}`, codes }];
}
