import { Random } from './random.ts';

/** How a submitter misbehaves, as it reads it on its host: a word, and seconds where it has some. */
export type Mode = 'fail-before' | 'fail-after' | 'nothing' | `late ${number}` | `hang ${number}`;

/** What happens before a pass. Hosts and instances are shares of a sorted list, [0, 1); durations virtual seconds. */
export type Fault =
  | { readonly kind: 'kill'; readonly victims: readonly number[] }
  | { readonly kind: 'reboot'; readonly host: number }
  | { readonly kind: 'cut'; readonly host: number; readonly forS: number }
  | { readonly kind: 'freeze'; readonly host: number; readonly forS: number }
  | { readonly kind: 'brownout'; readonly share: number; readonly forS: number }
  /** On one host, or on all of them; of one component, or of all. */
  | {
      readonly kind: 'submitter';
      readonly mode: Mode;
      readonly host: number | null;
      readonly component: number | null;
      readonly forS: number;
    }
  | { readonly kind: 'count'; readonly component: number; readonly by: number }
  | { readonly kind: 'on'; readonly component: number }
  | { readonly kind: 'priority'; readonly component: number; readonly to: number }
  | { readonly kind: 'hotlimit'; readonly to: number }
  | { readonly kind: 'drain'; readonly host: number }
  | { readonly kind: 'unlist'; readonly host: number }
  | { readonly kind: 'setClock'; readonly byS: number }
  | { readonly kind: 'controlReboot' };

/** A moment of a running pass: something of it can be seen from outside, or, where nothing can, a delay. */
export type Moment =
  | { readonly when: 'locked' }
  | { readonly when: 'stateWritten' }
  | { readonly when: 'begun'; readonly submitters: number }
  | { readonly when: 'started'; readonly instances: number }
  /** A replay of the seed replays the delay, not what the pass is at by then. */
  | { readonly when: 'after'; readonly ms: number };

/** What is done to a pass, or to the hosts while it runs. */
export type Meddling =
  | { readonly kind: 'killPass'; readonly moment: Moment }
  | { readonly kind: 'secondPass' }
  | { readonly kind: 'killDuring'; readonly victims: readonly number[]; readonly moment: Moment }
  | { readonly kind: 'cutDuring'; readonly host: number; readonly forS: number; readonly moment: Moment }
  | { readonly kind: 'rebootDuring'; readonly host: number; readonly moment: Moment };

export interface Turn {
  /** By how many seconds the virtual clock goes on before the pass. */
  readonly stepS: number;
  readonly faults: readonly Fault[];
  readonly meddling: Meddling | null;
}

/** What happens at one pass. Depends on the seed and the number of the pass alone, so that one divergence is not all. */
export function turnOf(seed: string, pass: number): Turn {
  const { random, isStorm } = beginningOf(seed, pass);
  if (isStorm) return storm(random);
  // What a storm has left is not made worse: the next pass comes soon, and must start nothing twice.
  if (beginningOf(seed, pass - 1).isStorm) return { stepS: random.whole(30, 80), faults: [], meddling: null };
  const stepS = random.whole(30, 240);
  const faults = chances.flatMap(([share, fault]) => (random.chance(share) ? [fault(random)] : []));
  return { stepS, faults, meddling: random.chance(0.4) ? meddlingOf(random) : null };
}

function beginningOf(seed: string, pass: number): { random: Random; isStorm: boolean } {
  const random = new Random(`${seed} ${pass}`);
  return { random, isStorm: random.chance(0.12) };
}

/** The worst at once: much to launch, submitters that take their time, and a pass that dies in the middle of it. */
function storm(random: Random): Turn {
  const mode = random.pick<Mode>(['late 3', 'late 6', 'hang 4']);
  return {
    stepS: random.whole(30, 240),
    faults: [
      { kind: 'kill', victims: Array.from({ length: 8 }, () => random.next()) },
      { kind: 'submitter', mode, host: null, component: null, forS: 20 },
      ...(random.chance(0.5) ? [{ kind: 'cut', host: random.next(), forS: outage(random) } as const] : []),
    ],
    meddling: { kind: 'killPass', moment: { when: 'begun', submitters: random.whole(1, 5) } },
  };
}

const chances: readonly (readonly [number, (random: Random) => Fault])[] = [
  [0.75, (random) => ({ kind: 'kill', victims: victims(random) })],
  [0.12, (random) => ({ kind: 'reboot', host: random.next() })],
  [0.35, (random) => ({ kind: 'cut', host: random.next(), forS: outage(random) })],
  [0.04, (random) => ({ kind: 'freeze', host: random.next(), forS: outage(random) })],
  [0.02, (random) => ({ kind: 'brownout', share: 0.6, forS: random.whole(60, 1200) })],
  [0.4, submitterFault],
  [0.25, (random) => ({ kind: 'count', component: random.next(), by: random.pick([-3, -2, -1, 1, 2, 3]) })],
  [0.08, (random) => ({ kind: 'on', component: random.next() })],
  [0.05, (random) => ({ kind: 'priority', component: random.next(), to: random.whole(0, 9) })],
  [0.06, (random) => ({ kind: 'hotlimit', to: random.whole(1, 3) })],
  [0.1, (random) => ({ kind: 'drain', host: random.next() })],
  [0.08, (random) => ({ kind: 'unlist', host: random.next() })],
  [0.06, (random) => ({ kind: 'setClock', byS: random.pick([-1, 1]) * random.whole(600, 12 * 3600) })],
  [0.04, () => ({ kind: 'controlReboot' })],
];

function victims(random: Random): number[] {
  return Array.from({ length: random.whole(1, 5) }, () => random.next());
}

/** Mostly shorter than the usual lostAfter of fifteen minutes, at times longer. */
function outage(random: Random): number {
  return random.chance(0.3) ? random.whole(1000, 2400) : random.whole(100, 900);
}

function submitterFault(random: Random): Fault {
  const everywhere = random.chance(0.6);
  return {
    kind: 'submitter',
    mode: random.pick<Mode>([
      'fail-before',
      'fail-after',
      'nothing',
      'late 1',
      'late 3',
      'hang 2',
      'hang 4',
      'hang 60',
    ]),
    host: everywhere ? null : random.next(),
    component: random.chance(0.5) ? random.next() : null,
    forS: random.whole(60, 600),
  };
}

function meddlingOf(random: Random): Meddling {
  const moment = momentOf(random);
  return random.pick<() => Meddling>([
    () => ({ kind: 'killPass', moment }),
    () => ({ kind: 'killPass', moment }),
    () => ({ kind: 'killPass', moment }),
    () => ({ kind: 'secondPass' }),
    () => ({ kind: 'killDuring', victims: victims(random), moment }),
    () => ({ kind: 'cutDuring', host: random.next(), forS: outage(random), moment }),
    () => ({ kind: 'rebootDuring', host: random.next(), moment }),
  ])();
}

function momentOf(random: Random): Moment {
  return random.pick<() => Moment>([
    () => ({ when: 'locked' }),
    () => ({ when: 'stateWritten' }),
    () => ({ when: 'begun', submitters: random.whole(1, 4) }),
    () => ({ when: 'started', instances: random.whole(1, 4) }),
    () => ({ when: 'after', ms: random.whole(100, 2500) }),
  ])();
}
