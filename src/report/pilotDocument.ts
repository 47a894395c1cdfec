import { message, type Message } from '../core/catalogue/catalogue.ts';
import { grouped } from '../core/grouped.ts';
import {
  endOfPilot,
  isOver,
  type PilotPhase,
  type PilotReport,
  type PilotStep,
} from '../core/pilotReport.ts';
import { isComingUp } from '../core/pilots.ts';
import type { Census, ComponentId, HostCensus, InstancesByComponent } from '../core/types.ts';

/** What a pilot last told, as `--json` prints it. What there is nothing of is left out. */
export interface PilotDocument {
  readonly component: string;
  readonly launchId: string;
  /** As it told last; of one that was killed that is not how it ended. */
  readonly phase: PilotPhase;
  /** The command it is in, or the one that decided how it ended. */
  readonly step: string;
  /** ISO 8601: when it came to that. */
  readonly since: string;
  /** ISO 8601. */
  readonly started: string;
  /** How it ended; absent while it lives, and where nobody can tell. */
  readonly end?: Message;
  /** Exit code: of the component where it `ended`, of the command where that `failed`. */
  readonly code?: number;
  readonly message?: string;
  readonly warnings?: PilotReport['warnings'];
  /** The last lines of what failed printed, or of what the component printed. */
  readonly tail?: readonly string[];
  /** ISO 8601: when its component reported itself ready. */
  readonly ready?: string;
  readonly exports?: PilotReport['exports'];
  /** What it used, in words, once it has reported that. */
  readonly usage?: string;
  /** Commands that are over, in their order. */
  readonly steps: readonly StepDocument[];
}

export type StepDocument = Omit<PilotStep, 'code'> & { readonly code?: number };

/** A host that does not meet what a component requires. */
export interface UnfitDocument {
  readonly why: Message;
  /** ISO 8601: it is not tried for it before. */
  readonly until: string;
}

/** What pilots add to what is told of a host; nothing where there are none. */
export interface PilotsOfHost {
  /** Those that live, in the order they were started, then the last that are over, the newest first. */
  readonly pilots?: readonly PilotDocument[];
  /** By component. */
  readonly unfit?: Readonly<Record<string, UnfitDocument>>;
}

/** What pilots and readiness add to what is told of a component. */
export interface PilotsOfComponent {
  /** Of those pending: whose pilot is seen bringing it up; absent for none. */
  readonly comingUp?: number;
  /** How many are ready; only where others come after it, or where one has reported itself ready. */
  readonly ready?: number;
}

/** @param known components of the file, by their ids: what others tell is nobody's, and may be any text. */
export function pilotsOfHost(
  { sighting, pilots, unfit }: HostCensus,
  known: ReadonlyMap<ComponentId, unknown>,
): PilotsOfHost {
  const seen = sighting.kind === 'seen' ? sighting.instances : null;
  const own = pilots.filter(({ component }) => known.has(component));
  const told = own.length === 0 ? [] : shown(own, seen);
  return {
    ...(told.length > 0 && { pilots: told }),
    ...(unfit.size > 0 && {
      unfit: Object.fromEntries(
        [...unfit].map(([id, { why, untilMs }]) => [id, { why, until: iso(untilMs) }]),
      ),
    }),
  };
}

export function pilotsOfComponent(id: ComponentId, census: Census): PilotsOfComponent {
  const ready = census.ready.get(id);
  const comingUp = comingUpIn(census).get(id) ?? 0;
  return { ...(comingUp > 0 && { comingUp }), ...(ready !== undefined && { ready }) };
}

/** Of one component on one host so many are told that are over: a sandbox is kept for days. */
const mostOver = 3;

/** @param seen what runs there; null where the host was not seen, and nobody can tell which of them still live. */
function shown(pilots: readonly PilotReport[], seen: InstancesByComponent | null): PilotDocument[] {
  const all = pilots.map((pilot) => ({ pilot, end: endOf(pilot, pilots, seen) }));
  const living = all.filter(({ end }) => end === null);
  const over = all
    .filter(({ end }) => end !== null)
    // When those ended that are gone without a word nobody knows. Of the others the latest first; hosts tell whole seconds.
    .toSorted(
      ({ pilot: a }, { pilot: b }) =>
        Number(!isOver(a)) - Number(!isOver(b)) || b.sinceMs - a.sinceMs || b.startedMs - a.startedMs,
    );
  const last = new Set(
    [...grouped(over, ({ pilot }) => pilot.component).values()].flatMap((those) => those.slice(0, mostOver)),
  );
  return [
    ...living.toSorted((a, b) => a.pilot.startedMs - b.pilot.startedMs),
    ...over.filter((one) => last.has(one)),
  ].map(({ pilot, end }) => pilotDocument(pilot, end));
}

/** How it ended; null while it lives or may do so. */
function endOf(
  pilot: PilotReport,
  pilots: readonly PilotReport[],
  seen: InstancesByComponent | null,
): Message | null {
  if (isOver(pilot)) return endOfPilot(pilot);
  const there = seen?.get(pilot.component) ?? [];
  if (seen === null || there.some(({ pids }) => pids.includes(pilot.pid))) return null;
  // A component may outlive the pilot that watches over it.
  const pids = new Set(pilots.map(({ pid }) => pid));
  if (pilot.phase === 'running' && there.some((one) => !one.pids.some((pid) => pids.has(pid)))) return null;
  return message('pilot-vanished', { step: pilot.step });
}

function pilotDocument(pilot: PilotReport, end: Message | null): PilotDocument {
  const { component, launchId, phase, step, sinceMs, startedMs, code, warnings, tail } = pilot;
  return {
    component,
    launchId,
    phase,
    step,
    since: iso(sinceMs),
    started: iso(startedMs),
    ...(end !== null && { end }),
    ...(code !== null && { code }),
    ...(pilot.message !== null && { message: pilot.message }),
    ...(warnings.length > 0 && { warnings }),
    ...(tail.length > 0 && { tail }),
    ...(pilot.readyMs !== null && { ready: iso(pilot.readyMs) }),
    ...(Object.keys(pilot.exports).length > 0 && { exports: pilot.exports }),
    ...(pilot.usage !== null && { usage: pilot.usage }),
    steps: pilot.steps.map(({ code, ...rest }) => ({ ...rest, ...(code !== null && { code }) })),
  };
}

/** It is asked for each component, and the same for all of them. */
function comingUpIn({ hosts }: Census): ReadonlyMap<ComponentId, number> {
  const known = counted.get(hosts);
  if (known !== undefined) return known;
  const counts = new Map<ComponentId, number>();
  for (const { sighting, pilots } of hosts) {
    if (sighting.kind !== 'seen' || pilots.length === 0) continue;
    for (const [id, list] of sighting.instances) {
      const there = list.filter((instance) => isComingUp(id, instance, pilots)).length;
      if (there > 0) counts.set(id, (counts.get(id) ?? 0) + there);
    }
  }
  counted.set(hosts, counts);
  return counts;
}

const counted = new WeakMap<Census['hosts'], ReadonlyMap<ComponentId, number>>();

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
