/**
 * What is worth telling whoever is told by mail: what is new, what is over, and once a day what goes on. Pure: time comes in as an
 * argument, and what was told before comes in and goes out as a value.
 */

import type { Message } from './catalogue/catalogue.ts';
import type { Note } from './note.ts';

/** What is the matter, and why: `kind` says what, `code` and `params` say why, `text` and `more` are what an operator reads of both. */
interface Matter extends Pick<Message, 'code' | 'params' | 'text'> {
  readonly kind: ProblemKind;
  /** The component, the host, or whatever tells it from others of its kind. Kind and this make its identity. */
  readonly about: string;
  /** What stands below `text`. */
  readonly more?: readonly Note[];
}

/** Something that is the matter now. */
export interface Problem extends Matter {
  /** How much of what is wanted is missing; more of it is news. */
  readonly extent?: string;
  /** Another cause is news, the same one in other figures is none; see `causeOf`. */
  readonly cause: string;
  /** Something that happened and has no end. */
  readonly event?: boolean;
  /** How long it has to last before it is told. */
  readonly patienceMs?: number;
}

export const problemKinds = [
  'pass',
  'config',
  'busy',
  'debugmode',
  'brownout',
  'short',
  'launch',
  'stop',
  'quarantine',
  'host',
  'twice',
  'unlisted',
] as const;

export type ProblemKind = (typeof problemKinds)[number];

/** What is remembered of a problem from one look to the next. */
export interface ToldProblem extends Matter {
  readonly event: boolean;
  /** When it was found first. */
  readonly sinceMs: number;
  /** When it was told last; null where it was not, for want of patience or because it could not be told. */
  readonly toldAtMs: number | null;
  /** The causes told since it was told as a whole. One that was never told has some where it was to be told and could not be. */
  readonly causes: readonly string[];
  /** The first look that did not find it any more; null while it is there. */
  readonly goneSinceMs: number | null;
  /** Since when it is over; null where its end was not told yet. */
  readonly endedAtMs: number | null;
  /** It came back soon after its end: its next end is told only when it stays away. */
  readonly unsteady: boolean;
}

export type Told = readonly ToldProblem[];

export interface News {
  readonly begun: readonly Item[];
  readonly ended: readonly Item[];
  /** The daily reminder of all that goes on. */
  readonly still: readonly Item[];
  /** How many problems go on and are not told now. */
  readonly silent: number;
}

export interface Item extends Matter {
  readonly sinceMs: number;
  readonly endedAtMs: number | null;
  /** Of what has begun: it is there again, or still with another cause. */
  readonly again: 'new' | 'back' | 'changed';
}

/** What a look at the world found. */
export interface Look {
  readonly problems: readonly Problem[];
  /** Whether it could tell of these at all: who cannot read `Interface.json` knows nothing of hosts. */
  judges(kind: ProblemKind): boolean;
}

/**
 * Told again after so long: a day, less what passes differ in when they look, so that it does not creep round the clock.
 */
export const reminderMs = 24 * 3600_000 - 2 * 60_000;

/** What comes back within this is the same trouble, and stays so for as long. */
export const steadyMs = 3600_000;

/** A submitter may print something else each time; so many causes of one problem are told, until the reminder. */
export const mostCauses = 3;

/**
 * What a look has to tell after what was told before.
 *
 * A problem is told when it is found first. Its end is told by the second look in a row that does not find it; of one that came
 * back within `steadyMs` of its end, when it has been away for `steadyMs`. What goes on is told once a day, all at once.
 */
export function newsOf(look: Look, before: Told, nowMs: number): { news: News; told: Told } {
  const found = new Map(look.problems.map((problem) => [identity(problem), problem]));
  const known = new Map(before.map((told) => [identity(told), notAhead(told, nowMs)]));
  const begun: Item[] = [];
  const ended: Item[] = [];
  const told: ToldProblem[] = [];
  for (const [id, problem] of found) {
    const { entry, again } = met(problem, known.get(id), nowMs);
    if (again !== null) begun.push(itemOf(entry, again));
    told.push(entry);
  }
  for (const [id, entry] of known) {
    if (found.has(id)) continue;
    if (!look.judges(entry.kind)) told.push(entry);
    else if (entry.endedAtMs !== null) {
      if (nowMs - entry.endedAtMs < steadyMs) told.push(entry);
    } else if (isOwed(entry)) {
      // It may be over; whoever was to hear of it has not.
      const late = { ...entry, toldAtMs: nowMs, goneSinceMs: entry.goneSinceMs ?? nowMs };
      begun.push(itemOf(late, late.unsteady ? 'back' : 'new'));
      told.push(late);
    } else {
      const missed = gone(entry, nowMs);
      if (missed === null) continue;
      if (missed.endedAtMs !== null && !missed.event) ended.push(itemOf(missed, 'new'));
      told.push(missed);
    }
  }
  const { still, silent, reminded } = reminder(told, found, begun, nowMs);
  return { news: { begun, ended, still, silent }, told: reminded };
}

/**
 * What is the same for the same cause: the code, and the words of its parameters without the figures, times, ids and process ids in
 * them. Numbers differ from one time to the next.
 */
export function causeOf({ code, params }: Pick<Message, 'code' | 'params'>): string {
  const words = Object.values(params)
    .flat()
    .filter((param) => typeof param === 'string' || typeof param === 'boolean')
    .map((word) => withoutFigures(String(word)));
  return [code, ...words].join(' ').slice(0, longestCause);
}

/** Text of a program or a host without what differs each time it says the same. */
export function withoutFigures(text: string): string {
  return text
    .replaceAll(/\b(?=[0-9a-f]*\d)[0-9a-f]{6,}\b|\d+/gi, '#')
    .replaceAll(/#(?:[-:.,T#Z]*#)+Z?/g, '#')
    .slice(0, longestCause);
}

const longestCause = 300;

export function isNews({ begun, ended, still }: News): boolean {
  return begun.length + ended.length + still.length > 0;
}

/**
 * What is to be remembered where the news could not be told: what was found is known since when, and is told by the next look.
 */
export function untold({ begun, ended, still }: News, before: Told, told: Told): Told {
  const known = new Map(before.map((entry) => [identity(entry), entry]));
  const lost = new Set([...begun, ...ended, ...still].map(identity));
  return told.map((entry) => {
    const id = identity(entry);
    if (!lost.has(id)) return entry;
    const earlier = known.get(id);
    // What has begun is owed also when it is gone by the next look: what happens once is never found twice.
    const isBegin = earlier === undefined || earlier.endedAtMs !== null || earlier.toldAtMs === null;
    return isBegin ? { ...entry, toldAtMs: null } : earlier;
  });
}

/** It was news, and could not be told. */
function isOwed({ toldAtMs, causes }: ToldProblem): boolean {
  return toldAtMs === null && causes.length > 0;
}

/** A problem that is there, and how it is news; null where it is none. */
function met(
  problem: Problem,
  known: ToldProblem | undefined,
  nowMs: number,
): { entry: ToldProblem; again: Item['again'] | null } {
  const { event = false, patienceMs = 0 } = problem;
  const cause = causeTold(problem);
  const matter = matterOf(problem);
  // One whose end was told has begun anew; it is kept to know that it came back.
  const over = known === undefined || known.endedAtMs !== null;
  const came = { goneSinceMs: null, endedAtMs: null };
  const entry: ToldProblem = over
    ? {
        ...matter,
        event,
        sinceMs: nowMs,
        toldAtMs: null,
        causes: [],
        ...came,
        unsteady: known !== undefined,
      }
    : { ...known, ...matter, event, ...came };
  if (entry.toldAtMs === null) {
    if (!isOwed(entry) && nowMs - entry.sinceMs < patienceMs) return { entry, again: null };
    return { entry: { ...entry, toldAtMs: nowMs, causes: [cause] }, again: entry.unsteady ? 'back' : 'new' };
  }
  if (entry.causes.includes(cause) || entry.causes.length >= mostCauses) return { entry, again: null };
  return { entry: { ...entry, causes: [...entry.causes, cause] }, again: 'changed' };
}

/** A problem that this look did not find; null to forget it. */
function gone(entry: ToldProblem, nowMs: number): ToldProblem | null {
  if (entry.toldAtMs === null) return null;
  const goneSinceMs = entry.goneSinceMs ?? nowMs;
  const isOver = entry.goneSinceMs !== null && (!entry.unsteady || nowMs - goneSinceMs >= steadyMs);
  return { ...entry, goneSinceMs, endedAtMs: isOver ? goneSinceMs : null };
}

/** All that goes on is told together, as soon as something of it has not been told for a day. */
function reminder(
  told: Told,
  found: ReadonlyMap<string, Problem>,
  begun: readonly Item[],
  nowMs: number,
): { still: Item[]; silent: number; reminded: Told } {
  const now = new Set(begun.map(identity));
  const goesOn = told.filter(
    (entry) => entry.toldAtMs !== null && found.has(identity(entry)) && !now.has(identity(entry)),
  );
  const isDue = goesOn.some(({ toldAtMs }) => nowMs - (toldAtMs ?? 0) >= reminderMs);
  if (!isDue) return { still: [], silent: goesOn.length, reminded: told };
  const all = new Set(goesOn);
  return {
    still: goesOn.map((entry) => itemOf(entry, 'new')),
    silent: 0,
    reminded: told.map((entry) =>
      all.has(entry) ? { ...entry, toldAtMs: nowMs, causes: [causeTold(found.get(identity(entry)))] } : entry,
    ),
  };
}

/** A clock that was set back must not put a reminder off. */
function notAhead(entry: ToldProblem, nowMs: number): ToldProblem {
  const past = (ms: number | null): number | null => (ms === null ? null : Math.min(ms, nowMs));
  return {
    ...entry,
    sinceMs: Math.min(entry.sinceMs, nowMs),
    toldAtMs: past(entry.toldAtMs),
    goneSinceMs: past(entry.goneSinceMs),
    endedAtMs: past(entry.endedAtMs),
  };
}

function itemOf(entry: ToldProblem, again: Item['again']): Item {
  const { sinceMs, endedAtMs } = entry;
  return { ...matterOf(entry), sinceMs, endedAtMs, again };
}

function matterOf({ kind, about, code, params, text, more = [] }: Matter): Matter {
  return { kind, about, code, params, text, more };
}

/** `half missing: hot-limit-reached`: what is remembered of a problem, to know another one from it. */
function causeTold({ extent, cause }: Pick<Problem, 'extent' | 'cause'> = { cause: '' }): string {
  return extent === undefined ? cause : `${extent}: ${cause}`;
}

function identity({ kind, about }: Pick<Problem, 'kind' | 'about'>): string {
  return `${kind} ${about}`;
}
