import type { CommonOptions } from './context.ts';
import { common, hosts, json, onlyTo, retry } from './options.ts';
import type { PlanOptions } from './plan.ts';
import type { PracticeOptions } from './practice.ts';
import type { RunOptions } from './run.ts';
import { verb, type Verb, type VerbGroup } from './verb.ts';

/** The groups in the order `muster --help` shows them. */
export const verbGroups: readonly { readonly group: VerbGroup; readonly title: string }[] = [
  { group: 'pass', title: 'The pass' },
  { group: 'looking', title: 'Looking' },
  { group: 'lifecycle', title: 'Lifecycle' },
  { group: 'setting up', title: 'Setting up' },
];

/** Everything muster can be told to do. */
export const verbs: readonly Verb[] = [
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
      hosts('start only on these'),
      onlyTo('start'),
    ],
    examples: [
      { command: 'run', meaning: 'a pass now' },
      { command: 'run --only pipe0/bundler --retry', meaning: 'try again at once what failed' },
    ],
    run: async (io, options) => (await import('./run.ts')).run(options, io),
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
    run: async (io, options) => (await import('./plan.ts')).plan(options, io),
  }),
  verb<CommonOptions>({
    name: 'status',
    group: 'looking',
    summary: 'what runs where now',
    options: [
      ...common('show every host, also where there are many'),
      hosts('show only these'),
      onlyTo('show'),
      json,
    ],
    examples: [
      { command: 'status', meaning: 'components and hosts' },
      { command: 'status -w n-[01-04] --json', meaning: 'some hosts, for a script' },
    ],
    run: async (io, options) => (await import('./status.ts')).status(options, io),
  }),
  verb<CommonOptions>({
    name: 'check',
    group: 'setting up',
    summary: 'check Interface.json: all errors and warnings, with line and column',
    options: [...common('has no effect here'), json],
    examples: [
      { command: 'check', meaning: 'the file in this folder' },
      { command: 'check -q -c /srv/muster/Interface.json', meaning: 'errors alone' },
    ],
    run: async (io, options) => (await import('./check.ts')).check(options, io),
  }),
  verb<{ json?: boolean }>({
    name: 'init',
    group: 'setting up',
    summary: 'write a commented Interface.json, a sample submitter and a crontab line',
    arguments: [{ name: 'folder', summary: 'where to', kind: 'folder', optional: true, fallback: '.' }],
    options: [json],
    examples: [
      { command: 'init', meaning: 'into this folder' },
      { command: 'init fleet', meaning: 'into a folder of its own' },
    ],
    run: async (io, options, folder = '.') => (await import('./init.ts')).init(folder, options, io),
  }),
  verb<PracticeOptions>({
    name: 'practice',
    group: 'setting up',
    summary: 'bring up practice hosts on this machine and run two passes on them',
    options: [
      ...common('as for run'),
      json,
      { flags: '--keep', summary: 'leave the practice hosts and what runs on them', kind: null },
      { flags: '--stop', summary: 'end practice hosts that were kept', kind: null },
    ],
    examples: [
      { command: 'practice', meaning: 'see it work, and leave nothing' },
      { command: 'practice --keep', meaning: 'then try plan, status, stop on them' },
    ],
    run: async (io, options) => (await import('./practice.ts')).practice(options, io),
  }),
];
