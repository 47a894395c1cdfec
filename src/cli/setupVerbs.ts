import { shells } from '../completion/scripts.ts';
import type { CommonOptions } from './context.ts';
import type { PilotOptions } from './pilot.ts';
import { pilotTasks } from './pilotTasks.ts';
import type { PracticeOptions } from './practice.ts';
import type { TrustOptions } from './trust.ts';
import { common, hosts, json, loud } from './options.ts';
import { verb, type Verb } from './verb.ts';

/** The verbs of setting up. */
export const setupVerbs: readonly Verb[] = [
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
    exits: {
      0: 'there is no error; warnings may be',
      1: 'this machine has an error',
      3: 'only hosts have errors',
      64: true,
      78: true,
    },
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
    exits: {
      0: 'all keys of all hosts are on file now',
      1: 'keys could not be recorded',
      3: 'keys are missing, changed or revoked, or a host showed none',
      64: true,
      78: true,
    },
    run: async (io, options) => (await import('./hostVerbs.ts')).trust(options, io),
  }),
  verb<PilotOptions>({
    name: 'pilot',
    group: 'setting up',
    summary: 'show what pilots are made of, and the script that brings a component up',
    arguments: [
      {
        name: 'task',
        summary: 'list the toolbox, or tell the commands of a component, or render its script',
        kind: pilotTasks,
      },
      { name: 'component', summary: 'pipe0/bundler', kind: 'component', optional: true },
    ],
    options: [
      ...loud('has no effect here'),
      { flags: '-w, --host <host>', summary: 'as it is for this host, by its kind', kind: 'host' },
      {
        flags: '--cloud-init',
        summary: 'render it as user data of a virtual machine, which brings itself up',
        kind: null,
      },
      {
        flags: '--user <name>',
        summary: 'the login that muster has on that machine; that of --host if not given',
        kind: 'text',
      },
      { ...json, summary: 'one JSON document on stdout; not with render' },
    ],
    examples: [
      { command: 'pilot list', meaning: 'all commands, and where each is from' },
      { command: 'pilot commands pipe0/bundler', meaning: 'its commands in order' },
      { command: 'pilot render pipe0/bundler --host n-03', meaning: 'the script as n-03 gets it' },
      {
        command: 'pilot render pipe0/bundler --cloud-init --user ops',
        meaning: 'user data for a machine of a cloud',
      },
    ],
    exits: { 0: 'it was told', 1: true, 64: true, 78: 'there are errors, as muster check tells them' },
    run: async (io, options, task, component) =>
      (await import('./quickVerbs.ts')).pilot(task as (typeof pilotTasks)[number], component, options, io),
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
    exits: {
      0: 'both passes met every count',
      1: 'practice hosts cannot be brought up here',
      3: true,
      64: true,
      69: true,
      75: true,
      78: true,
    },
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
