import { entry } from './entry.ts';

/** Why a host is not chosen for a component; `src/core/rules.ts` and `closed.ts` hold the rules. */
const hostReasons = {
  'host-down': entry({
    meaning: 'The host is not reachable, so what runs there is unknown.',
    remedy: 'Run `muster doctor -w HOST`, or drain the host.',
    example: {},
    text: () => 'down',
  }),
  'host-silent': entry({
    meaning: 'The host is reachable, but ssh or the probe failed, so what runs there is unknown.',
    remedy: 'Run `muster doctor -w HOST`, or drain the host.',
    example: {},
    text: () => 'silent',
  }),
  'host-drained': entry({
    meaning: 'The host is drained: it gets no new instances.',
    remedy: 'Run `muster undrain HOST`, or remove `drain` from Interface.json.',
    example: {},
    text: () => 'drained',
  }),
  'host-alias': entry({
    meaning: 'The host is another name of a machine that is listed already; the first name is used.',
    remedy: 'List the machine once.',
    example: {},
    text: () => 'the same machine as another host',
  }),
  'host-not-named': entry({
    meaning: 'The `hosts` of the type do not name this host.',
    remedy: null,
    example: {},
    text: () => 'not named by hosts',
  }),
  'host-unfit': entry({
    meaning: 'The host did not meet what the type `requires` when it was last tried.',
    remedy: 'Provide what is missing, then run `muster run --retry --only COMPONENT`.',
    example: {},
    text: () => 'unfit for it',
  }),
  'paused-there': entry({
    meaning: 'An operator limited the component on this host.',
    remedy: 'Run `muster resume COMPONENT -w HOST`.',
    example: {},
    text: () => 'paused there by an operator',
  }),
  quarantined: entry({
    meaning: 'Launches failed on this host while they worked elsewhere.',
    remedy: 'Run `muster why COMPONENT`, repair the host, then run `muster run --retry`.',
    example: {},
    text: () => 'quarantined',
  }),
  'failed-in-this-pass': entry({
    meaning: 'A launch of the component failed on this host in this pass.',
    remedy: null,
    example: {},
    text: () => 'launch failed there in this pass',
  }),
  'backing-off-there': entry({
    meaning: 'The component failed on this host and waits before it is tried there again.',
    remedy: 'Run `muster run --retry --only COMPONENT` to try at once.',
    example: {},
    text: () => 'backing off there',
  }),
  'max-per-host-reached': entry({
    meaning: 'The host holds `maxPerHost` instances of the component.',
    remedy: null,
    example: {},
    text: () => 'maxPerHost reached',
  }),
  'hot-limit-reached': entry({
    meaning: 'The hot slots of the host are taken.',
    remedy: 'Raise `hotlimit`, or add hosts.',
    example: {},
    text: () => 'hot limit reached',
  }),
  'launches-per-host-reached': entry({
    meaning: 'The pass has started `launchesPerHost` instances on this host already.',
    remedy: 'The next pass goes on.',
    example: {},
    text: () => 'launchesPerHost reached',
  }),
} as const;

/** Why a component gets nothing more, whatever the hosts. */
const fleetReasons = {
  'waiting-for-components': entry({
    meaning: 'The component starts `after` others that are not ready.',
    remedy: 'Run `muster why COMPONENT` for those it waits for.',
    example: { components: ['data/index'] },
    text: ({ components }: { components: readonly string[] }) =>
      `waits for ${components.join(', ')} to be ready`,
  }),
  'backing-off': entry({
    meaning: 'The component failed wherever it was tried and waits before the next try.',
    remedy: 'Run `muster run --retry --only COMPONENT` to try at once.',
    example: {},
    text: () => 'backing off',
  }),
  'pool-limit-reached': entry({
    meaning: 'The instances of all types of the pool together have reached its limit.',
    remedy: 'Raise the limit in `pools`.',
    example: {},
    text: () => 'pool limit reached',
  }),
  'launches-per-pass-reached': entry({
    meaning: 'The pass has started `launchesPerPass` instances already.',
    remedy: 'The next pass goes on.',
    example: {},
    text: () => 'launchesPerPass reached',
  }),
} as const;

export const planCodes = {
  ...hostReasons,
  ...fleetReasons,
} as const;

export type HostRefusal = keyof typeof hostReasons;
export type FleetRefusal = keyof typeof fleetReasons;
