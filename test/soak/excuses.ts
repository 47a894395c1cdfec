import { passAt, passOf, type History, type Pass } from './history.ts';
import type { Launch } from './truth.ts';
import { componentIn, lostAfterMs, startGraceMs } from './wanted.ts';

/** Why muster may have left an instance out of its account when it started another. */
export interface Excuse {
  readonly kind: 'lost' | 'lost to killed passes' | 'late';
  readonly launch: Launch;
}

/**
 * The excuse there is for leaving `other` out when `started` was launched, null where there is none. These are the
 * exceptions of docs/reliability.md ("What is not promised") and no others.
 *
 * @param living what was there when `started` came
 */
export function excuseFor(
  history: History,
  started: Launch & { readonly startedMs: number },
  other: Launch,
  living: readonly Launch[],
): Excuse | null {
  const decidedIn = passOf(history, started.pass);
  // A submitter that takes longer than startGrace to bring its component up is started again. That counts only for an
  // instance that was not there yet when the pass decided (what it could see, it had to count), and that was started
  // again: by something that is here now, begun when its grace was over.
  if (
    (other.startedMs ?? 0) >= decidedIn.startedMs &&
    tookVirtualMs(history, other) > startGraceMs &&
    living.some((each) => begunVirtualMs(history, each) - begunVirtualMs(history, other) > startGraceMs)
  )
    return { kind: 'late', launch: other };
  const last = passAt(history, started.startedMs).number;
  for (const pass of history.passes.values()) {
    if (pass.number < started.pass || pass.number > Math.max(last, started.pass)) continue;
    const kind = lostIn(history, pass, other);
    if (kind) return { kind, launch: other };
  }
  return null;
}

/** From when its submitter began to when the instance was there, by the virtual clock. */
function tookVirtualMs(history: History, launch: Launch): number {
  const came = launch.startedMs ?? Infinity;
  return came + passAt(history, came).aheadMs - begunVirtualMs(history, launch);
}

function begunVirtualMs(history: History, { begunMs, pass }: Launch): number {
  return begunMs + passOf(history, pass).aheadMs;
}

/**
 * No exclusivity on a host that is unreachable, or not listed, for longer than lostAfter. Counted from the beginning of
 * the last pass that saw it to the end of this one: muster's own reckoning lies in between.
 */
function lostIn(history: History, pass: Pass, { host, component }: Launch): Excuse['kind'] | null {
  const isListed = pass.wanted.hosts.some(({ name }) => name === host);
  if (isListed && (pass.told ? sawHost(pass, host) : pass.reachable.has(host))) return null;
  const own = componentIn(pass.wanted, component).lostAfterMs;
  // By taking a host out of the file the operator said that even "never" ends there.
  const patienceMs = isListed || own !== Infinity ? own : lostAfterMs;
  const earlier = [...history.passes.values()].filter(({ number }) => number < pass.number);
  const sinceMs = (last: Pass | undefined): number =>
    pass.endedMs + pass.aheadMs - (last ? last.startedMs + last.aheadMs : 0);
  if (sinceMs(earlier.findLast((each) => sawHost(each, host))) < patienceMs) return null;
  // A pass that was killed may have seen it and had no time to say so.
  const killedToo = earlier.findLast(
    (each) => sawHost(each, host) || (each.killed && each.reachable.has(host)),
  );
  return sinceMs(killedToo) < patienceMs ? 'lost to killed passes' : 'lost';
}

/** Whether a pass that came to its end saw a host: by what it says, and only if it could. */
function sawHost({ told, reachable, meddledWith }: Pass, host: string): boolean {
  const said = told?.hosts.some((each) => each.host === host && each.sighting === 'seen') ?? false;
  return said && (reachable.has(host) || meddledWith.has(host));
}
