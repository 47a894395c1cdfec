import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { message, storedMessage, type Code, type Message } from '../core/catalogue/catalogue.ts';
import { problemKinds, type Told, type ToldProblem } from '../core/news.ts';
import type { Note } from '../core/note.ts';
import { replaceFile } from './files.ts';
import { controlPath } from './keeper.ts';
import { NotOurs, readJsonFile } from './stateFile.ts';

/** Where it is written down what was told: beside the state; or, while that cannot be, in a file in the user's home. */
export interface ToldPlaces {
  /** null where `Interface.json` cannot be read, so that nobody knows of a logs folder. */
  readonly main: string | null;
  readonly standIn: string;
}

export interface ToldRead {
  readonly told: Told;
  /** What is wrong with the files. */
  readonly problems: readonly Message[];
  /** Whether the stand-in is all there is to know. */
  readonly whole: boolean;
}

export const toldVersion = 1;

/** @param name of the file: who is told by other ways has a memory of his own. */
export function toldPlaces(file: string, logs: string | null, home: string, name = 'told.json'): ToldPlaces {
  const main = logs === null ? null : join(logs, name);
  return { main, standIn: controlPath(file, home, name) };
}

/**
 * What was told by earlier passes. Never throws: who does not know what was told tells it again.
 *
 * A stand-in that was written while the logs folder was known, and is newer, says it all; one that was written while it was not is
 * added to what lies there.
 */
export async function readTold({ main, standIn }: ToldPlaces): Promise<ToldRead> {
  const [inMain, inStandIn] = await Promise.all([main === null ? nothing : read(main), read(standIn)]);
  const problems = [inMain, inStandIn].flatMap(({ problem }) => problem ?? []);
  const { known } = inStandIn;
  if (main === null) return { told: known?.told ?? [], problems, whole: known?.whole === true };
  if (known?.whole && known.writtenAtMs >= (inMain.known?.writtenAtMs ?? 0)) {
    const elsewhere = message('alert-state-kept-elsewhere', { path: main, error: known.because, standIn });
    return { told: known.told, problems: [...problems, elsewhere], whole: true };
  }
  const later = known === null || known.whole ? [] : known.told;
  const ids = new Set(later.map(idOf));
  const told = [...(inMain.known?.told ?? []).filter((one) => !ids.has(idOf(one))), ...later];
  return { told, problems, whole: false };
}

/**
 * Writes down what was told.
 *
 * @param whole whether a stand-in says it all also where `main` is not known.
 * @returns what went wrong, so that the next pass tells it all again; null if nothing did.
 */
export async function writeTold(
  { main, standIn }: ToldPlaces,
  told: Told,
  whole: boolean,
  nowMs: number,
): Promise<Message | null> {
  let because = '';
  if (main !== null) {
    try {
      await replaceFile(main, encode(told, true, '', nowMs));
      await rm(standIn, { force: true }).catch(() => {});
      return null;
    } catch (error) {
      because = codeOf(error);
    }
  }
  try {
    await replaceFile(standIn, encode(told, whole || main !== null, because, nowMs));
    return null;
  } catch (error) {
    const params = { path: main, error: because, standIn, standInError: codeOf(error) };
    return message('alert-state-unwritable', params);
  }
}

interface Known {
  readonly told: Told;
  readonly whole: boolean;
  readonly because: string;
  readonly writtenAtMs: number;
}

interface Read {
  readonly known: Known | null;
  readonly problem: Message | null;
}

const nothing: Read = { known: null, problem: null };

async function read(path: string): Promise<Read> {
  try {
    return { known: await readJsonFile(path, decode), problem: null };
  } catch (error) {
    if (!(error instanceof NotOurs)) throw error;
    return { known: null, problem: message('alert-state-lost', error.what) };
  }
}

function encode(told: Told, whole: boolean, because: string, nowMs: number): string {
  const problems = told.map(({ sinceMs, toldAtMs, goneSinceMs, endedAtMs, ...rest }) => ({
    ...rest,
    since: iso(sinceMs),
    toldAt: iso(toldAtMs),
    goneSince: iso(goneSinceMs),
    endedAt: iso(endedAtMs),
  }));
  return `${JSON.stringify({ version: toldVersion, writtenAt: iso(nowMs), whole, because, problems }, null, 1)}\n`;
}

function decode(raw: unknown): Known {
  const document = record(raw);
  const { version, writtenAt, whole, because, problems } = document;
  if (version !== toldVersion)
    throw new Error(`version ${JSON.stringify(version)} where ${toldVersion} is expected`);
  if (!Array.isArray(problems)) throw new Error('"problems" is no list');
  return {
    told: problems.map((problem) => decodeProblem(record(problem))),
    whole: whole === true,
    because: text(because),
    writtenAtMs: time(writtenAt) ?? 0,
  };
}

function decodeProblem(raw: Readonly<Record<string, unknown>>): ToldProblem {
  const { kind, causes } = raw;
  const known = problemKinds.find((one) => one === kind);
  if (known === undefined) throw new Error(`there is no kind ${JSON.stringify(kind)}`);
  if (!Array.isArray(causes)) throw new Error('"causes" is no list');
  // Before there were codes it had a text alone.
  const matter = storedMessage(raw['code'] === undefined ? raw['text'] : raw);
  if (matter === null) throw new Error('"text" is no text');
  const { code, params } = matter;
  const sinceMs = time(raw['since']);
  if (sinceMs === null) throw new Error('"since" is no time');
  return {
    kind: known,
    about: text(raw['about']),
    code,
    params,
    text: matter.text,
    more: Array.isArray(raw['more']) ? raw['more'].map((note) => decodeNote(record(note))) : [],
    event: raw['event'] === true,
    sinceMs,
    toldAtMs: time(raw['toldAt']),
    causes: causes.map(text),
    goneSinceMs: time(raw['goneSince']),
    endedAtMs: time(raw['endedAt']),
    unsteady: raw['unsteady'] === true,
  };
}

function decodeNote({ printed, what, command, text: said, codes }: Readonly<Record<string, unknown>>): Note {
  if (printed !== undefined) return { printed: text(printed) };
  if (command !== undefined) return { what: text(what), command: text(command) };
  if (!Array.isArray(codes)) throw new Error('"codes" is no list');
  return { text: text(said), codes: codes.map((code) => text(code) as Code) };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new Error('it is not what muster writes there');
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error(`${JSON.stringify(value)} is no text`);
}

function time(value: unknown): number | null {
  if (value === null) return null;
  const ms = Date.parse(text(value));
  if (Math.abs(ms) < Date.UTC(10_000, 0)) return ms;
  throw new Error(`${JSON.stringify(value)} is no time`);
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function idOf({ kind, about }: ToldProblem): string {
  return `${kind} ${about}`;
}

function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
