import type { Process } from '../core/types.ts';
import { elapsedSeconds } from './elapsed.ts';

interface Row extends Process {
  readonly ppid: number;
}

/** The process a line of getmex tells of, `USER PID PPID STATE ELAPSED COMMAND`; none for any other line. */
export function parseRow(line: string): Row[] {
  const columns = /^ *(\S+) +(\d{1,10}) +(\d{1,10}) +(\S+) +(\S+)(?: (.*))?$/s.exec(line);
  if (columns === null) return [];
  const [, user = '', pid, ppid, state = '', elapsed = '', command = ''] = columns;
  const elapsedS = elapsedSeconds(elapsed);
  return [{ user, pid: Number(pid), ppid: Number(ppid), state, elapsedS, command }];
}

/** The process a line of `ps aux` tells of, `USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND`; or none. */
export function parsePlainRow(line: string): Process[] {
  const columns = /^ *(\S+) +(\d{1,10}) +[\d.,]+ +[\d.,]+ +\d+ +\d+ +\S+ +(\S+) +\S+ +\S+(?: (.*))?$/s.exec(
    line,
  );
  if (columns === null) return [];
  const [, user = '', pid, state = '', command = ''] = columns;
  return [{ user, pid: Number(pid), ppid: null, state, elapsedS: null, command }];
}

/**
 * The pids of a process, its ancestors and its descendants.
 *
 * @param rows the whole listing: zombies and processes of other users are links in the chain too
 */
export function familyOf(self: Row, rows: readonly Row[]): ReadonlySet<number> {
  const parentOf = new Map(rows.map(({ pid, ppid }) => [pid, ppid]));
  const childrenOf = new Map<number, number[]>();
  for (const { pid, ppid } of rows) {
    const siblings = childrenOf.get(ppid);
    if (siblings === undefined) childrenOf.set(ppid, [pid]);
    else siblings.push(pid);
  }

  const family = new Set([self.pid]);
  // A set hands out what is added to it while it is walked.
  for (const pid of family) for (const child of childrenOf.get(pid) ?? []) family.add(child);
  for (let pid = parentOf.get(self.pid); pid !== undefined && !family.has(pid); pid = parentOf.get(pid)) {
    family.add(pid);
  }
  return family;
}
