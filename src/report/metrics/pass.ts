import type { OutcomeKind, StopOutcomeKind } from '../../core/types.ts';
import type { Report } from '../document.ts';
import type { Family } from './exposition.ts';
import type { Facts } from './facts.ts';

/** What passes did, and when. */
export const passFamilies: readonly Family<Facts>[] = [
  {
    name: 'muster_look_timestamp_seconds',
    type: 'gauge',
    help: 'When the hosts had been asked that the other metrics tell of, in seconds since 1970.',
    labels: [],
    samples: ({ report }) => [[Date.parse(report.at) / 1000]],
  },
  {
    name: 'muster_last_pass_timestamp_seconds',
    type: 'gauge',
    help: 'When the hosts had been asked in the last pass, in seconds since 1970.',
    labels: [],
    samples: ({ pass }) => (pass === null ? [] : [[pass.atMs / 1000]]),
  },
  {
    name: 'muster_last_pass_duration_seconds',
    type: 'gauge',
    help: 'How long the last pass took.',
    labels: [],
    samples: ({ pass }) => (pass === null || pass.tookMs === null ? [] : [[pass.tookMs / 1000]]),
  },
  {
    name: 'muster_planned_instances',
    type: 'gauge',
    help: 'Instances that were decided to be started and to be stopped, that could not be placed (blocked), and that the brownout guard held.',
    labels: ['action'],
    samples: ({ report: { summary } }) =>
      (['start', 'stop', 'blocked', 'held'] as const).map((action) => [summary[action], action]),
  },
  {
    name: 'muster_pass_deadline_seconds',
    type: 'gauge',
    help: 'How long a pass may take: timeouts.pass.',
    labels: [],
    samples: ({ config }) => [[config.timeouts.passMs / 1000]],
  },
  {
    name: 'muster_stale_after_seconds',
    type: 'gauge',
    help: 'After so long without a pass something is wrong: monitor.stale, or learnt from how often passes come.',
    labels: [],
    samples: ({ staleAfterMs }) => [[staleAfterMs / 1000]],
  },
  {
    name: 'muster_passes_total',
    type: 'counter',
    help: 'Passes, by the command that made them.',
    labels: ['command'],
    samples: ({ counters: { passes } }) => commands.map((command) => [passes[command] ?? 0, command]),
  },
  {
    name: 'muster_passes_held_total',
    type: 'counter',
    help: 'Passes that launched nothing because of the brownout guard.',
    labels: [],
    samples: ({ counters }) => [[counters.held]],
  },
  {
    name: 'muster_passes_troubled_total',
    type: 'counter',
    help: 'Passes with problems of their own: state, log, deadline.',
    labels: [],
    samples: ({ counters }) => [[counters.troubled]],
  },
  {
    name: 'muster_passes_seconds_total',
    type: 'counter',
    help: 'How long all passes took together.',
    labels: [],
    samples: ({ counters }) => [[counters.tookMs / 1000]],
  },
  {
    name: 'muster_launches_total',
    type: 'counter',
    help: 'Launches, by what became of them.',
    labels: ['component', 'outcome'],
    *samples({ report, counters: { launches } }) {
      for (const { component } of report.components)
        for (const outcome of outcomes) yield [launches[component]?.[outcome] ?? 0, component, outcome];
    },
  },
  {
    name: 'muster_stops_total',
    type: 'counter',
    help: 'Stops of instances, by what became of them.',
    labels: ['outcome'],
    samples: ({ counters: { stops } }) => stopOutcomes.map((outcome) => [stops[outcome] ?? 0, outcome]),
  },
];

// Each is printed from the first pass on, as 0: Prometheus sees no increase in what begins with 1.
const commands = Object.keys({
  run: 0,
  stop: 0,
  restart: 0,
  drain: 0,
} satisfies Record<Exclude<Report['command'], 'status' | 'plan' | 'simulate'>, 0>);

const outcomes = Object.keys({
  confirmed: 0,
  vanished: 0,
  failed: 0,
  refused: 0,
  unknown: 0,
} satisfies Record<OutcomeKind, 0>);

const stopOutcomes = Object.keys({
  stopped: 0,
  killed: 0,
  gone: 0,
  refused: 0,
  failed: 0,
  unknown: 0,
} satisfies Record<StopOutcomeKind, 0>);
