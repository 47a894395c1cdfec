import { hostStates, sortKeys } from '../report/view.ts';
import { shells } from '../completion/scripts.ts';
import type { CommonOptions } from './context.ts';
import {
  common,
  dryRun,
  forSoLong,
  hosts,
  json,
  loud,
  onHosts,
  onlyTo,
  patience,
  reason,
  retry,
} from './options.ts';
import type { DecideOptions } from './decide.ts';
import type { DrainOptions } from './drain.ts';
import type { PauseOptions } from './pause.ts';
import type { RestartOptions } from './restart.ts';
import type { StopOptions } from './stop.ts';
import type { HistoryOptions } from './history.ts';
import type { LogsOptions } from './logs.ts';
import type { PlanOptions } from './plan.ts';
import type { PracticeOptions } from './practice.ts';
import type { RunOptions } from './run.ts';
import type { TrustOptions } from './trust.ts';
import type { StatusOptions } from './status.ts';
import { verb, type Argument, type Verb, type VerbGroup } from './verb.ts';

/** The groups in the order `muster --help` shows them. */
export const verbGroups: readonly { readonly group: VerbGroup; readonly title: string }[] = [
  { group: 'pass', title: 'The pass' },
  { group: 'looking', title: 'Looking' },
  { group: 'lifecycle', title: 'Lifecycle' },
  { group: 'setting up', title: 'Setting up' },
];

const component: Argument = { name: 'component', summary: 'as pipe0/bundler', kind: 'component' };

const someHosts: Argument = { name: 'hosts', summary: 'names and ranges, n-[01-04],m7', kind: 'hosts' };

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
  verb<StatusOptions>({
    name: 'status',
    group: 'looking',
    summary: 'what runs where now',
    options: [
      ...common('show every host, also where there are many'),
      hosts('show only these'),
      onlyTo('show'),
      {
        flags: '--state <states>',
        summary: `show only hosts that are one of these: ${hostStates.join(', ')}`,
        kind: hostStates,
        several: true,
      },
      { flags: '--short', summary: 'show only components that are short', kind: null },
      {
        flags: '--sort <key>',
        summary: 'what comes first: the worst state, the fullest, the busiest',
        kind: sortKeys,
      },
      {
        flags: '--watch [seconds]',
        summary: 'look again and again, with a pause of so many seconds, or of 5; q ends it',
        kind: 'count',
      },
      json,
    ],
    examples: [
      { command: 'status', meaning: 'components and hosts' },
      { command: 'status --watch --short --state unknown,failing', meaning: 'what is wrong, and live' },
      { command: 'status -w n-[01-04] --json', meaning: 'some hosts, for a script' },
    ],
    exits: { 0: 'every count is met', 1: true, 3: true, 64: true, 69: true, 78: true },
    run: async (io, options) => (await import('./hostVerbs.ts')).status(options, io),
  }),
  verb<HistoryOptions>({
    name: 'history',
    group: 'looking',
    summary: 'passes and launches of the past, and what operators decided',
    options: [
      ...common('details of every launch'),
      {
        flags: '--component <component>',
        summary: 'what concerned this component, pipe0/bundler',
        kind: 'component',
      },
      { flags: '--host <host>', summary: 'what concerned this host', kind: 'host' },
      {
        flags: '--since <when>',
        summary: 'from then on: 2h (ago), 2026-11-20, 2026-11-20T14:30 or 14:30',
        kind: 'text',
      },
      { flags: '--until <when>', summary: 'up to then', kind: 'text' },
      { flags: '--launches', summary: 'launches alone', kind: null },
      { flags: '--passes', summary: 'passes alone', kind: null },
      {
        flags: '-n, --lines <count>',
        summary: 'the last so many; 40 unless --since is given',
        kind: 'count',
      },
      json,
    ],
    examples: [
      { command: 'history --since 2h', meaning: 'what happened in the last two hours' },
      { command: 'history --launches --component pipe0/bundler', meaning: 'how its launches went' },
    ],
    run: async (io, options) => (await import('./quickVerbs.ts')).history(options, io),
  }),
  verb<LogsOptions>({
    name: 'logs',
    group: 'looking',
    summary: 'what the instances of a component print, on all hosts or some',
    arguments: [
      { name: 'component', summary: 'pipe0/bundler', kind: 'component' },
      {
        name: 'hosts',
        summary: 'names and ranges, n-[01-04],m7; all hosts if not given',
        kind: 'hosts',
        optional: true,
      },
    ],
    options: [
      ...common('say also which file is read'),
      hosts('read only on these'),
      { flags: '-f, --follow', summary: 'go on with what comes, until Ctrl-C', kind: null },
      {
        flags: '-n, --lines <count>',
        summary: 'the last so many lines of each instance; 10 if not given',
        kind: 'count',
      },
      { flags: '--launch <id>', summary: 'what this launch printed, also when it has ended', kind: 'text' },
      { flags: '--json', summary: 'one JSON object for each line', kind: null },
    ],
    examples: [
      { command: 'logs pipe0/bundler -f', meaning: 'follow all its instances' },
      { command: 'logs pipe0/bundler n-01 -n 100', meaning: 'the last lines on one host' },
    ],
    run: async (io, options, component = '', names) =>
      (await import('./hostVerbs.ts')).logs(component, names, options, io),
  }),
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
  verb<CommonOptions>({
    name: 'why',
    group: 'looking',
    summary: 'why a component is, or is not, started on a host',
    arguments: [
      { name: 'component', summary: 'pipe0/bundler', kind: 'component' },
      {
        name: 'host',
        summary: 'one host in full; all hosts in short if not given',
        kind: 'host',
        optional: true,
      },
    ],
    options: [...loud('a line for each host, with all that is known'), hosts('tell only of these'), json],
    examples: [
      { command: 'why pipe0/bundler', meaning: 'why it is short, host by host' },
      { command: 'why pipe0/bundler n-03', meaning: 'all that speaks against one host' },
    ],
    exits: { 0: 'it was told, also where nothing can be started', 1: true, 64: true, 78: true },
    run: async (io, options, component = '', host) =>
      (await import('./hostVerbs.ts')).why(component, host, options, io),
  }),
  verb<CommonOptions>({
    name: 'match',
    group: 'looking',
    summary: 'the very processes that a key counts, host by host',
    arguments: [{ name: 'key', summary: 'a component, or any text to try out as a key', kind: 'component' }],
    options: [...loud('whole command lines, however long'), hosts('ask only these'), json],
    examples: [
      { command: 'match pipe0/bundler', meaning: 'what counts as that component' },
      { command: 'match bundler.py -w n-[01-04]', meaning: 'what a key would match, before it is used' },
    ],
    exits: { 0: 'it was told, also where nothing matches', 1: true, 64: true, 78: true },
    run: async (io, options, key = '') => (await import('./hostVerbs.ts')).match(key, options, io),
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
    exits: { 0: 'there is no error; warnings may be', 78: 'there are errors' },
    run: async (io, options) => (await import('./quickVerbs.ts')).check(options, io),
  }),
  verb<CommonOptions>({
    name: 'doctor',
    group: 'setting up',
    summary: 'look at this machine and at every host for what muster needs, and say what mends it',
    options: [...common('say also what is well'), hosts('ask only these'), json],
    examples: [
      { command: 'doctor', meaning: 'what is wrong, and what to do' },
      { command: 'doctor -v -w n-[01-04]', meaning: 'some hosts, also what is well there' },
    ],
    run: async (io, options) => (await import('./hostVerbs.ts')).doctor(options, io),
  }),
  verb<TrustOptions>({
    name: 'trust',
    group: 'setting up',
    summary: 'show the host keys of all hosts beside those on file, and record new ones after a yes',
    options: [
      {
        flags: '-c, --config <file>',
        summary: 'the configuration',
        kind: 'file',
        fallback: 'Interface.json',
      },
      hosts('look only at these'),
      { flags: '--yes', summary: 'record new keys without asking; never a changed one', kind: null },
      {
        flags: '--replace <hosts>',
        summary: 'the keys of these hosts were meant to change: replace the old ones',
        kind: 'hosts',
      },
      { flags: '-q, --quiet', summary: 'say only what needs an operator', kind: null },
      json,
    ],
    examples: [
      { command: 'trust', meaning: 'see the fingerprints of all hosts, and answer' },
      { command: 'trust -w n-[01-04] --yes', meaning: 'record the new keys of some hosts' },
    ],
    run: async (io, options) => (await import('./hostVerbs.ts')).trust(options, io),
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
    exits: { 0: 'the files are written', 1: 'they cannot be written', 64: 'one of them is there already' },
    run: async (io, options, folder = '.') => (await import('./quickVerbs.ts')).init(folder, options, io),
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
  verb<object>({
    name: 'completion',
    group: 'setting up',
    summary: 'print the script that completes words of muster in a shell',
    arguments: [{ name: 'shell', summary: 'whose script', kind: shells }],
    options: [],
    examples: [
      { command: 'completion bash', meaning: 'for ~/.local/share/bash-completion/completions/muster' },
      { command: 'completion zsh', meaning: 'for a file _muster in a folder of $fpath' },
      { command: 'completion fish', meaning: 'for ~/.config/fish/completions/muster.fish' },
    ],
    exits: { 0: 'the script is printed', 64: true },
    run: async (io, _options, shell) =>
      (await import('./quickVerbs.ts')).completion(shell as (typeof shells)[number], io),
  }),
];
