import type { PlanOptions } from './plan.ts';
import type { RunOptions } from './run.ts';
import { common, hosts, json, onlyTo, retry } from './options.ts';
import { verb, type Verb } from './verb.ts';

/** The verbs of the pass. */
export const passVerbs: readonly Verb[] = [
  verb<RunOptions>({
    name: 'run',
    group: 'pass',
    summary: 'one pass: look at the hosts and start what is missing',
    options: [
      ...common('say also why each host was chosen'),
      json,
      { flags: '--dry-run', summary: 'decide, start nothing (the same as muster plan)', kind: null },
      retry,
      {
        flags: '--wait <duration>',
        summary: 'how long to wait while another pass runs, such as 30s',
        kind: 'duration',
      },
      {
        flags: '--cron',
        summary: 'for cron: tell what is new or over since the last pass, and a reminder once a day',
        kind: null,
      },
      hosts('start only on these'),
      onlyTo('start'),
    ],
    examples: [
      { command: 'run', meaning: 'a pass now' },
      { command: 'run --only pipe0/bundler --retry', meaning: 'try again at once what failed' },
    ],
    exits: { 0: true, 1: true, 3: true, 64: true, 69: true, 75: true, 78: true },
    run: async (io, options) => (await import('./hostVerbs.ts')).run(options, io),
  }),
  verb<PlanOptions>({
    name: 'plan',
    group: 'pass',
    summary: 'what a pass would do now; changes nothing',
    options: [
      ...common('say also why each host was chosen'),
      json,
      retry,
      { flags: '--detailed-exitcode', summary: 'exit 2 when there is something to start', kind: null },
      hosts('start only on these'),
      onlyTo('start'),
    ],
    examples: [
      { command: 'plan', meaning: 'what would be started where' },
      { command: 'plan -w n-[01-04] -v', meaning: 'on these hosts alone, with the reasons' },
    ],
    exits: {
      0: 'nothing is missing that could not be started',
      1: true,
      2: 'there is something to start; only with --detailed-exitcode',
      3: true,
      64: true,
      69: true,
      78: true,
    },
    run: async (io, options) => (await import('./hostVerbs.ts')).plan(options, io),
  }),
];
