import { message } from '../core/catalogue/catalogue.ts';
import { error, ok, warning, type Finding } from './finding.ts';

/** A difference that matters: it is more than a slow answer or a clock that is being set would explain. */
export const clockToleranceMs = 30_000;

/** By how much a host's clock is ahead of ours: it lies between these two. */
export interface ClockDifference {
  readonly leastMs: number;
  readonly mostMs: number;
}

/** The host told its clock in whole seconds, at some time between our asking and its answer. */
export function clockDifference(toldMs: number, askedMs: number, answeredMs: number): ClockDifference {
  return { leastMs: toldMs - answeredMs, mostMs: toldMs + 999 - askedMs };
}

/** The difference nearest to none that the measurement allows: what cannot be told apart from none is none. */
export function surelyOffMs({ leastMs, mostMs }: ClockDifference): number {
  if (leastMs > 0) return leastMs;
  return mostMs < 0 ? mostMs : 0;
}

export interface ClockFindings {
  readonly control: Finding;
  readonly hosts: ReadonlyMap<string, Finding>;
}

/**
 * Whose clock is wrong: where most of the hosts agree with each other and not with us, it is ours; else it is that of
 * the hosts that differ.
 */
export function clockFindings(differences: ReadonlyMap<string, ClockDifference>): ClockFindings {
  const off = new Map([...differences].map(([host, difference]) => [host, surelyOffMs(difference)]));
  const sorted = [...off.values()].toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const agreeing = sorted.filter((one) => Math.abs(one - middle) < clockToleranceMs).length;
  const oursIsWrong =
    sorted.length > 1 && Math.abs(middle) >= clockToleranceMs && agreeing > sorted.length / 2;
  const reference = oursIsWrong ? middle : 0;
  return {
    control: controlFinding(sorted.length, oursIsWrong, middle, agreeing),
    hosts: new Map([...off].map(([host, ms]) => [host, hostFinding(ms - reference, oursIsWrong)])),
  };
}

function controlFinding(asked: number, wrong: boolean, middleMs: number, agreeing: number): Finding {
  if (asked === 0) return ok('clock', message('clock-uncompared'));
  if (!wrong) return ok('clock', message('clock-right'));
  return error('clock', message('clock-wrong', { offMs: -middleMs, agreeing, asked }));
}

function hostFinding(offMs: number, fromOthers: boolean): Finding {
  const reference = fromOthers ? 'most hosts' : 'this machine';
  if (Math.abs(offMs) < clockToleranceMs) return ok('clock', message('host-clock-right', { reference }));
  return warning('clock', message('host-clock-wrong', { offMs, reference }));
}
