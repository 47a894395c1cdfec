import { entry } from './entry.ts';

/** The message that a reason reports, where there is one. */
type OptionalCause = { readonly cause?: string; readonly causeCode?: string };

/** `data/index ×2` each: instances on the host, and those that this plan starts. */
type Holders = { readonly holders?: readonly string[]; readonly planned?: readonly string[] };

/** `host`: of the last failure, for a component that failed wherever it was tried. */
type BackingOff = OptionalCause & { readonly failures?: number; readonly host?: string };

const unknownHost =
  'Run `muster doctor -w HOST`. If the host stays away, drain it (`muster drain HOST`): it then no longer counts for the brownout guard.';
const retry =
  'Correct the cause (`muster logs COMPONENT HOST` shows the output), then run `muster run --retry --only COMPONENT`.';

/** Why a host is not chosen for a component; `src/core/rules.ts` and `closed.ts` hold the rules. */
const hostReasons = {
  'host-down': entry({
    meaning: 'The host is not reachable, so what runs there is unknown.',
    remedy: unknownHost,
    example: { cause: 'no answer to the ping within 2 s', causeCode: 'ping-unanswered' },
    text: ({ cause }: OptionalCause) => `down${behind(cause)}`,
  }),
  'host-silent': entry({
    meaning: 'The host is reachable, but ssh or the probe failed, so what runs there is unknown.',
    remedy: unknownHost,
    example: { cause: 'the host key of n-07 has changed', causeCode: 'host-key-changed' },
    text: ({ cause }: OptionalCause) => `silent${behind(cause)}`,
  }),
  'host-drained': entry({
    meaning: 'The host is drained: it gets no new instances.',
    remedy: 'Run `muster undrain HOST`, or remove `drain` from Interface.json.',
    example: { why: 'new disk', by: 'ada' },
    text: ({ why, by }: { why?: string; by?: string }) =>
      `drained${behind(by === undefined ? why : `${why} (by ${by})`)}`,
  }),
  'host-alias': entry({
    meaning: 'The host is another name of a machine that is listed already; the first name is used.',
    remedy: 'List the machine once.',
    example: { sameAs: 'h1' },
    text: ({ sameAs }: { sameAs?: string }) => `the same machine as another host${behind(sameAs)}`,
  }),
  'host-not-named': entry({
    meaning: 'The `hosts` of the type do not name this host.',
    remedy: null,
    example: {},
    text: () => 'not named by hosts',
  }),
  'host-unfit': entry({
    meaning: 'The host did not meet what the type `requires` when it was last tried.',
    remedy: 'Install what is missing, then run `muster run --retry --only COMPONENT`.',
    example: { cause: 'no gpu', causeCode: 'requirement-unmet' },
    text: ({ cause }: OptionalCause) => `host does not meet "requires"${behind(cause)}`,
  }),
  'paused-there': entry({
    meaning: 'An operator limited the component on this host.',
    remedy: 'Run `muster resume COMPONENT -w HOST`.',
    example: { limit: 1, by: 'ada', why: 'shares its disk' },
    text: ({ limit, by, why }: { limit?: number; by?: string; why?: string | null }) =>
      `paused there by an operator${limit === undefined ? '' : `: no more than ${limit}, by ${by}${behind(why)}`}`,
  }),
  quarantined: entry({
    meaning: 'Launches failed on this host while they worked elsewhere.',
    remedy:
      'Repair the host (`muster doctor -w HOST`), then run `muster run --retry`. Without it the quarantine ends `backoff.cap` after the last failure.',
    example: { components: ['data/index', 'data/merge'], cause: 'the submitter failed with exit 1' },
    text: ({ components, cause }: { components?: readonly string[] } & OptionalCause) =>
      components === undefined
        ? 'quarantined'
        : `quarantined: ${components.join(', ')} failed there but run on other hosts; last: ${cause}`,
  }),
  'failed-in-this-pass': entry({
    meaning: 'A launch of the component failed on this host in this pass.',
    remedy: null,
    example: {},
    text: () => 'launch failed there in this pass',
  }),
  'backing-off-there': entry({
    meaning: 'The component failed on this host and waits before it is tried there again.',
    remedy: retry,
    example: { failures: 3, cause: 'the submitter failed with exit 1' },
    text: (backoff: BackingOff) => `backing off there${backoffText(backoff)}`,
  }),
  'max-per-host-reached': entry({
    meaning: 'The host has `maxPerHost` instances of the component.',
    remedy: 'Raise `maxPerHost`, or add hosts.',
    example: { there: 2, maxPerHost: 2 },
    text: ({ there, maxPerHost }: { there?: number; maxPerHost?: number }) =>
      `maxPerHost reached${there === undefined ? '' : `: ${there} of ${maxPerHost}`}`,
  }),
  'hot-limit-reached': entry({
    meaning: 'The hot slots of the host are taken.',
    remedy: 'Raise `hotlimit`, or add hosts.',
    example: { hot: 2, hotlimit: 2, takes: 1, holders: ['data/index ×2'] },
    text: ({
      hot,
      hotlimit,
      takes,
      ...who
    }: Partial<{ hot: number; hotlimit: number; takes: number }> & Holders) =>
      `hot limit reached${hot === undefined ? '' : `: ${hot} of ${hotlimit} slots taken, the component needs ${takes}${holdersText(who)}`}`,
  }),
  'launches-per-host-reached': entry({
    meaning: 'The pass has already started `launchesPerHost` instances on this host.',
    remedy: 'The next pass continues.',
    example: { launches: 1, launchesPerHost: 1, planned: ['data/index ×1'] },
    text: ({
      launches,
      launchesPerHost,
      ...who
    }: Partial<{ launches: number; launchesPerHost: number }> & Holders) =>
      `launchesPerHost reached${launches === undefined ? '' : `: ${launches} of ${launchesPerHost}${holdersText(who)}`}`,
  }),
} as const;

/** Why a component gets nothing more, whatever the hosts. */
const fleetReasons = {
  'waiting-for-components': entry({
    meaning: 'The component starts `after` others that are not ready.',
    remedy: 'Run `muster why COMPONENT` for the components that it waits for.',
    example: { components: ['data/index'], ready: ['0 of 2 of data/index are ready'] },
    text: ({ components, ready }: { components?: readonly string[]; ready?: readonly string[] }) =>
      components === undefined || ready !== undefined
        ? `waits for its "after" components${behind(ready?.join('; '))}`
        : `waits for ${components.join(', ')} to be ready`,
  }),
  'backing-off': entry({
    meaning: 'The component failed wherever it was tried and waits before the next try.',
    remedy: retry,
    example: { failures: 3, host: 'h1', cause: 'the submitter failed with exit 1' },
    text: (backoff: BackingOff) => `backing off${backoffText(backoff)}`,
  }),
  'pool-limit-reached': entry({
    meaning: 'The instances of all types of the pool together have reached its limit.',
    remedy: 'Raise the limit in `pools`.',
    example: { pool: 'licences', there: 4, limit: 4, holders: ['data/index ×4'] },
    text: ({
      pool,
      there,
      limit,
      ...who
    }: Partial<{ pool: string; there: number; limit: number }> & Holders) =>
      `pool limit reached${pool === undefined ? '' : `: ${pool}: ${there} of ${limit}${holdersText(who)}`}`,
  }),
  'launches-per-pass-reached': entry({
    meaning: 'The pass has already started `launchesPerPass` instances.',
    remedy: 'The next pass continues.',
    example: { launches: 8, launchesPerPass: 8 },
    text: ({ launches, launchesPerPass }: { launches?: number; launchesPerPass?: number }) =>
      `launchesPerPass reached${launches === undefined ? '' : `: ${launches} of ${launchesPerPass}`}`,
  }),
} as const;

/** Why a host is chosen for a start, and why nothing is started at all. */
const startReasons = {
  'fewest-hot-jobs': entry({
    meaning: 'The host is chosen because it has the fewest hot jobs (`placement: spread`).',
    remedy: null,
    example: { hot: 1, hotlimit: 2 },
    text: ({ hot, hotlimit }: { hot: number; hotlimit: number }) =>
      `the host with the fewest hot jobs: ${hot} of ${hotlimit}`,
  }),
  'first-with-room': entry({
    meaning: 'The host is chosen because it is the first in the list with room (`placement: fill`).',
    remedy: null,
    example: {},
    text: () => 'the first host in the list with room',
  }),
  brownout: entry({
    meaning:
      'So many hosts are unknown that the fault is probably on the machine of muster. It starts and stops nothing.',
    remedy: 'Run `muster doctor`. If the hosts really are down for long, drain them: `muster drain HOSTS`.',
    example: { unknown: 12, of: 20 },
    text: ({ unknown, of }: { unknown: number; of: number }) =>
      `${unknown} of ${of} hosts are unknown, probably because of this machine (network, name server, ssh keys): nothing is started or stopped`,
  }),
} as const;

/** Why an instance is stopped; `src/core/stops.ts` has the rules. */
const stopReasons = {
  'host-to-be-emptied': entry({
    meaning: 'An operator drained the host with `--stop`.',
    remedy: 'Run `muster undrain HOST` to use it again.',
    example: { by: 'ada' },
    text: () => 'an operator drained the host with --stop',
  }),
  'stopped-there-by-operator': entry({
    meaning: 'An operator stopped the component on this host.',
    remedy: 'Run `muster resume COMPONENT -w HOST` to start it again.',
    example: { by: 'ada', limit: 0 },
    text: () => 'stopped there by an operator',
  }),
  'stopped-by-operator': entry({
    meaning: 'An operator stopped the component.',
    remedy: 'Run `muster resume COMPONENT` to start it again.',
    example: { by: 'ada', limit: 0 },
    text: () => 'stopped by an operator',
  }),
  'more-than-count': entry({
    meaning: 'More instances run than `count`, and `surplus` of the type is `stop`.',
    remedy: null,
    example: { count: 2 },
    text: () => 'more than its count',
  }),
  'switched-off': entry({
    meaning: 'The component is off, and `surplus` of the type is `stop`.',
    remedy: null,
    example: {},
    text: () => 'it is off',
  }),
  'restarted-by-operator': entry({
    meaning: 'An operator restarted the component: this instance is to be replaced.',
    remedy: null,
    example: { by: 'ada' },
    text: () => 'restarted by an operator',
  }),
} as const;

/** Hosts that were not probed, and simulated faults. */
const notProbed = {
  'host-not-asked': entry({
    meaning: 'The host was not probed in this pass.',
    remedy: null,
    example: {},
    text: () => 'not probed in this pass',
  }),
  'simulated-outage': entry({
    meaning: 'The host does not answer in the simulation.',
    remedy: null,
    example: {},
    text: () => 'the host does not answer in this simulation',
  }),
  'simulated-failure': entry({
    meaning: 'The simulation makes launches fail on this host (`--fail`).',
    remedy: null,
    example: {},
    text: () => 'the simulation makes launches fail on this host (--fail)',
  }),
} as const;

export const planCodes = {
  ...hostReasons,
  ...fleetReasons,
  ...startReasons,
  ...stopReasons,
  ...notProbed,
} as const;

export type HostRefusal = keyof typeof hostReasons;
export type FleetRefusal = keyof typeof fleetReasons;

function backoffText({ failures, host, cause }: BackingOff): string {
  if (failures === undefined) return '';
  const where = host === undefined ? '' : `on ${host}: `;
  return `: ${failures} ${failures === 1 ? 'failure' : 'failures'}; last: ${where}${cause}`;
}

function behind(detail: string | null | undefined): string {
  return detail === null || detail === undefined ? '' : `: ${detail}`;
}

function holdersText({ holders = [], planned = [] }: Holders): string {
  const texts = [...holders, ...planned.map((each) => `${each} that this plan starts`)];
  return texts.length === 0 ? '' : `: ${texts.join(', ')}`;
}
