import { strength } from '../../core/census.ts';
import type { Decision, Sighting } from '../../core/types.ts';
import { problemKinds } from '../../core/news.ts';
import { lookOf } from '../problems.ts';
import type { Family } from './exposition.ts';
import type { Facts } from './facts.ts';

/** The fleet as a whole. */
export const fleetFamilies: readonly Family<Facts>[] = [
  {
    name: 'muster_info',
    type: 'gauge',
    help: 'Always 1: the version of muster, the namespace, and the path of Interface.json.',
    labels: ['version', 'namespace', 'config'],
    samples: ({ version, config, report }) => [[1, version, config.namespace, report.config]],
  },
  {
    name: 'muster_debugmode',
    type: 'gauge',
    help: 'Whether debugmode is true, so that nothing is ever launched.',
    labels: [],
    samples: ({ config }) => [[Number(config.debugMode)]],
  },
  {
    name: 'muster_problems',
    type: 'gauge',
    help: 'What is the matter after the last look or pass, as cron mails it, by kind; pass: also what went wrong at the end of the pass before.',
    labels: ['kind'],
    *samples({ report, config }) {
      const { problems } = lookOf(report, config.debugMode);
      for (const kind of kinds) yield [problems.filter((problem) => problem.kind === kind).length, kind];
    },
  },
  {
    name: 'muster_decisions',
    type: 'gauge',
    help: 'What operators decided at the command line and holds now, by kind.',
    labels: ['kind'],
    samples: ({ report: { decisions } }) =>
      decisionKinds.map((kind) => [decisions.filter((decision) => decision.kind === kind).length, kind]),
  },
  {
    name: 'muster_hosts',
    type: 'gauge',
    help: 'Hosts by what was learnt of them: seen; silent: it pings, but ssh or the probe failed; down: no ping.',
    labels: ['sighting'],
    samples: ({ report: { hosts } }) =>
      sightings.map((kind) => [hosts.filter(({ sighting }) => sighting === kind).length, kind]),
  },
  {
    name: 'muster_hosts_drained',
    type: 'gauge',
    help: 'Hosts that an operator keeps new launches away from.',
    labels: [],
    samples: ({ report: { hosts } }) => [[hosts.filter(({ drain }) => drain !== undefined).length]],
  },
  {
    name: 'muster_hosts_quarantined',
    type: 'gauge',
    help: 'Hosts that muster keeps new launches away from, because they fail there.',
    labels: [],
    samples: ({ report: { hosts } }) => [[hosts.filter(({ quarantine }) => quarantine !== undefined).length]],
  },
  {
    name: 'muster_hosts_unlisted',
    type: 'gauge',
    help: 'Hosts that are no longer listed and may still hold instances.',
    labels: [],
    samples: ({ report: { unlisted } }) => [[unlisted.length]],
  },
  {
    name: 'muster_brownout',
    type: 'gauge',
    help: 'Whether the brownout guard holds: too many hosts are unknown, so nothing is launched.',
    labels: [],
    samples: ({ report: { brownout } }) => [[Number(brownout.held)]],
  },
  {
    name: 'muster_brownout_unknown_hosts',
    type: 'gauge',
    help: 'Hosts that the brownout guard counts as unknown: those that are not drained.',
    labels: [],
    samples: ({ report: { brownout } }) => [[brownout.unknown]],
  },
  {
    name: 'muster_brownout_considered_hosts',
    type: 'gauge',
    help: 'Hosts that the brownout guard looks at: all that are not drained.',
    labels: [],
    samples: ({ report: { brownout } }) => [[brownout.of]],
  },
  {
    name: 'muster_brownout_threshold_ratio',
    type: 'gauge',
    help: 'Share of unknown hosts above which nothing is launched: safety.brownout.',
    labels: [],
    samples: ({ config }) => [[config.brownout]],
  },
  {
    name: 'muster_pool_instances',
    type: 'gauge',
    help: 'Instances that draw from a pool: running, presumed and pending.',
    labels: ['pool'],
    *samples({ config, report }) {
      const pools = new Map(config.components.map(({ id, pool }) => [id as string, pool]));
      for (const name of config.pools.keys()) {
        const drawing = report.components.filter(({ component }) => pools.get(component) === name);
        yield [drawing.reduce((sum, tally) => sum + strength(tally), 0), name];
      }
    },
  },
  {
    name: 'muster_pool_limit_instances',
    type: 'gauge',
    help: 'How many instances a pool has room for.',
    labels: ['pool'],
    *samples({ config }) {
      for (const [name, limit] of config.pools) yield [limit, name];
    },
  },
];

export const sightings = Object.keys({
  seen: 0,
  silent: 0,
  down: 0,
} satisfies Record<Sighting['kind'], 0>);

const decisionKinds = Object.keys({
  drain: 0,
  pause: 0,
  restart: 0,
} satisfies Record<Decision['kind'], 0>);

/** Those a pass can find; one that could not begin writes nothing. */
const kinds = problemKinds.filter((kind) => kind !== 'config' && kind !== 'busy');
