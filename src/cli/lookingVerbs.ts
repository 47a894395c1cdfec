import { hostStates, sortKeys } from '../report/view.ts';
import type { CommonOptions } from './context.ts';
import type { HistoryOptions } from './history.ts';
import type { LogsOptions } from './logs.ts';
import type { PageOptions } from './page.ts';
import type { StatusOptions } from './status.ts';
import { common, hosts, json, loud, onlyTo } from './options.ts';
import { verb, type Verb } from './verb.ts';

/** The verbs of looking. */
export const lookingVerbs: readonly Verb[] = [
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
      {
        flags: '--nagios',
        summary: 'as a plugin of Nagios or Icinga: a line with performance data, and its exit codes',
        kind: null,
      },
      {
        flags: '--check-mk [name]',
        summary: 'as a local check of Checkmk: a service called so, or muster, and one for each component',
        kind: 'text',
      },
      {
        flags: '-t, --timeout <duration>',
        summary: 'how long --nagios or --check-mk may take; 50s if not given',
        kind: 'duration',
      },
    ],
    examples: [
      { command: 'status', meaning: 'components and hosts' },
      { command: 'status --watch --short --state unknown,failing', meaning: 'what is wrong, and live' },
      { command: 'status -w n-[01-04] --json', meaning: 'some hosts, for a script' },
      { command: 'status --nagios --timeout 50s', meaning: 'for a monitoring system' },
    ],
    exits: {
      0: 'every count is met; --nagios: OK; --check-mk: always',
      1: 'a fault of muster or of this machine; --nagios: WARNING',
      2: '--nagios: CRITICAL',
      3: 'short of a count; --nagios: UNKNOWN, whatever went wrong',
      64: true,
      69: true,
      78: true,
    },
    run: async (io, options) => (await import('./hostVerbs.ts')).status(options, io),
  }),
  verb<HistoryOptions>({
    name: 'history',
    group: 'looking',
    summary: 'passes and launches of the past, and what operators decided',
    options: [
      ...loud('details of every launch'),
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
    exits: {
      0: 'it was told, also where nothing of that is in the logs',
      1: true,
      64: true,
      78: 'there is no Interface.json',
    },
    run: async (io, options) => (await import('./quickVerbs.ts')).history(options, io),
  }),
  verb<PageOptions>({
    name: 'page',
    group: 'looking',
    summary: 'writes the page that every pass leaves, as things stand now',
    options: [
      ...common('say how far it is'),
      {
        flags: '-o, --output <file>',
        summary: 'write it there, - for stdout; where monitor.page says if not given',
        kind: 'file',
      },
    ],
    examples: [
      { command: 'page', meaning: 'the page of now, where passes write it' },
      { command: 'page -o fleet.html', meaning: 'one to be sent to somebody' },
    ],
    exits: { 0: 'it was written, whatever it shows', 1: true, 64: true, 78: true },
    run: async (io, options) => (await import('./hostVerbs.ts')).page(options, io),
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
    exits: {
      0: 'something was read',
      1: true,
      3: 'a host could not be reached, or there is nothing to read',
      64: true,
      78: true,
    },
    run: async (io, options, component = '', names) =>
      (await import('./hostVerbs.ts')).logs(component, names, options, io),
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
];
