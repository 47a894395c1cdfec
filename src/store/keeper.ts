import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Boot } from '../clock.ts';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Memory } from '../core/types.ts';
import { previousPath, removeHalfWritten } from './stateFile.ts';
import { readState, writeState, type StateRead } from './state.ts';

/** Where the state of a logs folder is kept: there, or while that cannot be written in a file in the user's home. */
export interface StatePlaces {
  readonly main: string;
  readonly standIn: string;
}

export function statePlaces(logs: string, home: string): StatePlaces {
  const main = join(logs, 'state.json');
  return { main, standIn: controlPath(main, home, 'json') };
}

/** A file in the user's home that is there for another, named by the path of that. */
export function controlPath(path: string, home: string, ending: string): string {
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
  return join(home, '.muster', 'control', `${name}.${ending}`);
}

/** Keeps what is known. Returns what went wrong, null if nothing did. */
export async function keepState(
  { main, standIn }: StatePlaces,
  memory: Memory,
  namespace: string,
  nowMs: number,
  boot: Boot | null = null,
): Promise<Message | null> {
  try {
    await writeState(main, memory, namespace, nowMs, boot);
    for (const path of [standIn, await previousPath(standIn)])
      await rm(path, { force: true }).catch(() => {});
    return null;
  } catch (error) {
    const params = { path: main, error: codeOf(error), standIn };
    return writeState(standIn, memory, namespace, nowMs, boot).then(
      () => message('state-kept-elsewhere', params),
      (other) => message('state-unwritable', { ...params, standInError: codeOf(other) }),
    );
  }
}

/**
 * What is remembered: of the two places, what was written last.
 *
 * @param readOnly for commands that only look, and do not hold the lock.
 */
export async function recallState(
  { main, standIn }: StatePlaces,
  nowMs: number,
  readOnly: boolean,
): Promise<Omit<StateRead, 'problem'> & { problems: Message[] }> {
  if (!readOnly) await Promise.all([main, standIn].map(removeHalfWritten));
  const read = await Promise.all([readState(main, nowMs, readOnly), readState(standIn, nowMs, readOnly)]);
  const [inMain, inStandIn] = read;
  const last = isNewer(inStandIn, inMain) ? inStandIn : inMain;
  return { ...last, problems: read.flatMap(({ problem }) => problem ?? []) };
}

/** Within one boot the uptime decides: the clock may have been set between the two. */
function isNewer(one: StateRead, other: StateRead): boolean {
  if (one.boot !== null && one.boot.id === other.boot?.id) return one.boot.uptimeMs > other.boot.uptimeMs;
  return (one.writtenAtMs ?? -1) > (other.writtenAtMs ?? -1);
}

function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
