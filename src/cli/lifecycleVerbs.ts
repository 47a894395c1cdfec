import type { DecideOptions } from './decide.ts';
import type { DrainOptions } from './drain.ts';
import type { PauseOptions } from './pause.ts';
import type { RestartOptions } from './restart.ts';
import type { StopOptions } from './stop.ts';
import {
  common,
  dryRun,
  forSoLong,
  json,
  onHosts,
  patience,
  reason,
  component,
  someHosts,
} from './options.ts';
import { verb, type Verb } from './verb.ts';

/** The verbs of the lifecycle of what runs. */
export const lifecycleVerbs: readonly Verb[] = [
  verb<StopOptions>({
    name: 'stop',
    group: 'lifecycle',
    summary: 'end instances of a component, and keep passes from starting them again',
    arguments: [component],
    options: [
      ...common('has no effect here'),
      onHosts('only what runs there; passes may start it elsewhere'),
      { flags: '-n, --number <count>', summary: 'so many of them, instead of all', kind: 'count' },
      forSoLong,
      reason,
      dryRun,
      patience,
      json,
    ],
    examples: [
      {
        command: 'stop pipe0/bundler --for 2h --reason "tape library down"',
        meaning: 'all of it, for two hours',
      },
      { command: 'stop pipe0/bundler --host n-03 --dry-run', meaning: 'what would be ended there' },
    ],
    exits: {
      0: 'it was stopped, and is kept so',
      1: true,
      3: 'something could not be stopped',
      64: true,
      75: true,
      78: true,
    },
    run: async (io, options, name = '') => (await import('./hostVerbs.ts')).stop(name, options, io),
  }),
  verb<PauseOptions>({
    name: 'pause',
    group: 'lifecycle',
    summary: 'start nothing more of a component; what runs goes on',
    arguments: [component],
    options: [
      ...common('has no effect here'),
      onHosts('only there'),
      forSoLong,
      reason,
      dryRun,
      patience,
      json,
    ],
    examples: [
      { command: 'pause pipe0/bundler --reason "new version tomorrow"', meaning: 'until it is taken back' },
      { command: 'pause pipe0/bundler --host n-[01-04] --for 30m', meaning: 'on some hosts, for a while' },
    ],
    exits: { 0: 'it is paused', 1: true, 64: true, 75: true, 78: true },
    run: async (io, options, name = '') => (await import('./hostVerbs.ts')).pause(name, options, io),
  }),
  verb<PauseOptions>({
    name: 'resume',
    group: 'lifecycle',
    summary: 'take back what stop and pause have said of a component',
    arguments: [component],
    options: [...common('has no effect here'), onHosts('only there'), dryRun, patience, json],
    examples: [
      { command: 'resume pipe0/bundler', meaning: 'passes start it again' },
      { command: 'resume pipe0/bundler --host n-03', meaning: 'on this host too' },
    ],
    exits: {
      0: 'it was taken back',
      1: true,
      64: 'wrong usage, or there is nothing to take back',
      75: true,
      78: true,
    },
    run: async (io, options, name = '') => (await import('./hostVerbs.ts')).resume(name, options, io),
  }),
  verb<RestartOptions>({
    name: 'restart',
    group: 'lifecycle',
    summary: 'replace the instances of a component, one after the other',
    arguments: [component],
    options: [
      ...common('has no effect here'),
      { flags: '--at-once', summary: 'stop all of them, then start them', kind: null },
      { flags: '--cancel', summary: 'take back a restart that is under way', kind: null },
      reason,
      dryRun,
      patience,
      json,
    ],
    examples: [
      { command: 'restart pipe0/bundler', meaning: 'the next only when the new one is confirmed' },
      { command: 'restart pipe0/bundler --at-once --dry-run', meaning: 'what all at once would end' },
    ],
    exits: {
      0: 'everything was replaced',
      1: true,
      3: 'something is left or missing',
      64: true,
      69: true,
      75: true,
      78: true,
    },
    run: async (io, options, name = '') => (await import('./hostVerbs.ts')).restart(name, options, io),
  }),
  verb<DrainOptions>({
    name: 'drain',
    group: 'lifecycle',
    summary: 'keep new launches away from hosts',
    arguments: [someHosts],
    options: [
      ...common('has no effect here'),
      { flags: '--stop', summary: 'also end what runs there; passes start it elsewhere', kind: null },
      forSoLong,
      reason,
      dryRun,
      patience,
      json,
    ],
    examples: [
      { command: 'drain n-03 --reason "disk being replaced"', meaning: 'what runs there goes on' },
      { command: 'drain n-[03-04] --stop --for 2h', meaning: 'empty them, for two hours' },
    ],
    exits: {
      0: 'they are drained',
      1: true,
      3: 'something could not be stopped',
      64: true,
      75: true,
      78: true,
    },
    run: async (io, options, names = '') => (await import('./hostVerbs.ts')).drain(names, options, io),
  }),
  verb<DecideOptions>({
    name: 'undrain',
    group: 'lifecycle',
    summary: 'take back what drain has said of hosts',
    arguments: [someHosts],
    options: [...common('has no effect here'), dryRun, patience, json],
    examples: [
      { command: 'undrain n-03', meaning: 'it gets launches again' },
      { command: 'undrain n-[03-04]', meaning: 'both of them' },
    ],
    exits: {
      0: 'they get launches again',
      1: true,
      64: 'wrong usage, or nobody has drained them',
      75: true,
      78: true,
    },
    run: async (io, options, names = '') => (await import('./hostVerbs.ts')).undrain(names, options, io),
  }),
];
