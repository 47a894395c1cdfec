import type { Vitals } from '../../core/types.ts';
import type { HostReport } from '../document.ts';
import type { Family, Sample } from './exposition.ts';
import type { Facts } from './facts.ts';
import { sightings } from './fleet.ts';

/**
 * Each host; the numbers are those of `status --json`. None is by host and component: with two thousand hosts that is a series for
 * each instance, and a new one wherever it moves.
 */
export const hostFamilies: readonly Family<Facts>[] = [
  {
    name: 'muster_host_sighting',
    type: 'gauge',
    help: 'What was learnt of a host: 1 for that, 0 for the others. seen; silent: it pings, but ssh or the probe failed; down: no ping.',
    labels: ['host', 'sighting'],
    *samples({ report: { hosts } }) {
      for (const { host, sighting } of hosts)
        for (const kind of sightings) yield [Number(sighting === kind), host, kind];
    },
  },
  {
    ...ofHost(({ components }) => Object.values(components).reduce((sum, count) => sum + count, 0)),
    name: 'muster_host_instances',
    help: 'Instances of all components on a host: running, presumed and pending.',
  },
  {
    ...ofHost(({ hotlimit }) => hotlimit),
    name: 'muster_host_hot_slots',
    help: 'Hot slots of a host: hotlimit.',
  },
  {
    ...ofHost(({ hot }) => hot),
    name: 'muster_host_hot_slots_used',
    help: 'Hot slots taken by what is running, presumed and pending on a host.',
  },
  {
    ...ofHost(({ drain }) => Number(drain !== undefined)),
    name: 'muster_host_drained',
    help: 'Whether an operator keeps new launches away from a host.',
  },
  {
    ...ofHost(({ quarantine }) => Number(quarantine !== undefined)),
    name: 'muster_host_quarantined',
    help: 'Whether muster keeps new launches away from a host, because they fail there while they work elsewhere.',
  },
  {
    ...ofHost(({ quarantine }) => (quarantine === undefined ? null : Date.parse(quarantine.until) / 1000)),
    name: 'muster_host_quarantine_until_timestamp_seconds',
    help: 'When the quarantine of a host ends, in seconds since 1970; absent where there is none.',
  },
  {
    ...ofHost(({ backoff }) => (backoff === undefined ? null : Object.keys(backoff).length)),
    name: 'muster_host_backoff_components',
    help: 'Components that back off on a host because they failed there; absent where none does.',
  },
  {
    ...ofVitals(({ load1 }) => load1),
    name: 'muster_host_load1',
    help: 'Load average of one minute; absent, as are the metrics below, where a host was not seen or cannot tell.',
  },
  {
    ...ofVitals(({ cores }) => cores),
    name: 'muster_host_cores',
    help: 'Processor cores of a host.',
  },
  {
    ...ofVitals(({ memoryKiB }) => bytes(memoryKiB)),
    name: 'muster_host_memory_bytes',
    help: 'Memory of a host.',
  },
  {
    ...ofVitals(({ memoryAvailableKiB }) => bytes(memoryAvailableKiB)),
    name: 'muster_host_memory_available_bytes',
    help: 'Memory of a host that is available to programs.',
  },
  {
    ...ofVitals(({ diskAvailableKiB }) => bytes(diskAvailableKiB)),
    name: 'muster_host_disk_available_bytes',
    help: 'Free disk of the home of the login user.',
  },
  {
    ...ofVitals(({ uptimeS }) => uptimeS),
    name: 'muster_host_uptime_seconds',
    help: 'How long ago a host was booted.',
  },
  {
    ...ofVitals(({ gpus }) => gpus),
    name: 'muster_host_gpus',
    help: 'GPUs of a host.',
  },
];

/** @param value null where there is nothing to tell. */
function ofHost(
  value: (host: HostReport) => number | null,
): Pick<Family<Facts>, 'type' | 'labels' | 'samples'> {
  return {
    type: 'gauge',
    labels: ['host'],
    samples: ({ report: { hosts } }) =>
      hosts.flatMap((host): Sample[] => {
        const told = value(host);
        return told === null ? [] : [[told, host.host]];
      }),
  };
}

function ofVitals(value: (vitals: Vitals) => number | null): ReturnType<typeof ofHost> {
  return ofHost(({ vitals }) => (vitals === undefined ? null : value(vitals)));
}

function bytes(kibibytes: number | null): number | null {
  return kibibytes === null ? null : kibibytes * 1024;
}
