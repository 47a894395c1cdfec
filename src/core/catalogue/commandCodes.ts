import { entry } from './entry.ts';
import { practiceCodes } from './practiceCodes.ts';

/* Errors that end a command before, or instead of, its work. */

type LockOwner = { command: string; pid: number; host: string; since: string };

const optionCodes = {
  'option-invalid': entry({
    meaning: 'The value of an option or argument is not valid.',
    remedy: null,
    example: { option: '--since', found: 'yesterdays', wanted: 'a time such as 2h or 2026-11-21' },
    text: ({ option, found, wanted }: { option: string; found: string; wanted: string }) =>
      `${option}: ${found === '' ? 'an empty text' : `"${found}"`} is not valid; expected ${wanted}`,
  }),
  'options-conflict': entry({
    meaning: 'Two options, or an option and an argument, cannot be used together.',
    remedy: null,
    example: { options: ['--launches', '--passes'], why: 'give one of them, or neither for both' },
    text: ({ options, why }: { options: readonly string[]; why: string }) =>
      `${options.join(' and ')} cannot be combined: ${why}`,
  }),
  'option-missing': entry({
    meaning: 'The command needs an option or argument that was not given.',
    remedy: null,
    example: { option: '--user NAME', why: 'the login name that muster has on that machine' },
    text: ({ option, why }: { option: string; why: string }) => `${option} is needed: ${why}`,
  }),
  'option-useless': entry({
    meaning: 'The option or argument has no meaning for this command as it was called.',
    remedy: null,
    example: { option: '--timeout', why: 'it goes with --nagios or --check-mk' },
    text: ({ option, why }: { option: string; why: string }) => `${option} has no effect here: ${why}`,
  }),
} as const;

const nameCodes = {
  'component-unknown': entry({
    meaning: 'Interface.json has no component with that name.',
    remedy: 'Use the name as `muster status` shows it, such as pipe0/bundler.',
    example: { components: ['pipe0/bundle'], file: '/srv/muster/Interface.json' },
    text: ({ components, file }: { components: readonly string[]; file: string }) =>
      `there is no component ${components.join(', ')} in ${file}`,
  }),
  'hosts-unknown': entry({
    meaning: 'Interface.json does not list hosts that the command names.',
    remedy: 'Use the names as `muster status` shows them.',
    example: { hosts: 'n-[07-08]', count: 2, file: '/srv/muster/Interface.json', option: '-w' },
    text: ({ hosts, count, file, option }: HostsUnknown) =>
      `${option === null ? '' : `${option}: `}${hosts} ${count === 1 ? 'is' : 'are'} not among the hosts of ${file}`,
  }),
  'name-not-in-past': entry({
    meaning: 'Neither Interface.json nor the logs of that time have the name.',
    remedy: 'Check the spelling, or choose another --since.',
    example: { option: '--host', name: 'n-1', known: 'among the hosts of Interface.json' },
    text: ({ option, name, known }: { option: string; name: string; known: string }) =>
      `${option}: ${name} is neither ${known} nor in the logs of that time`,
  }),
  'not-drained': entry({
    meaning: 'No operator has drained the hosts.',
    remedy: '`muster status` shows which hosts are drained.',
    example: { hosts: ['n-01'] },
    text: ({ hosts }: { hosts: readonly string[] }) => `not drained: ${hosts.join(', ')}`,
  }),
  'drained-by-file': entry({
    meaning: 'The hosts are drained in Interface.json, which `undrain` does not change.',
    remedy: 'Remove `drain` from the entry in `available`.',
    example: { hosts: ['n-01'], file: '/srv/muster/Interface.json' },
    text: ({ hosts, file }: { hosts: readonly string[]; file: string }) =>
      `${hosts.join(', ')}: drained by "drain" in ${file}`,
  }),
  'not-paused': entry({
    meaning: 'No operator has paused or stopped the component.',
    remedy: '`muster status` shows what operators have decided.',
    example: { component: 'pipe0/bundler', host: null },
    text: ({ component, host }: { component: string; host: string | null }) =>
      `${component} is neither paused nor stopped${host === null ? '' : ` on ${host}`}`,
  }),
  'pilot-missing': entry({
    meaning: 'The component has a submitter, not a pilot.',
    remedy: null,
    example: { component: 'pipe0/bundler', submitter: 'bundler.sh' },
    text: ({ component, submitter }: { component: string; submitter: string }) =>
      `${component} has no pilot: its submitter ${submitter} starts it`,
  }),
} as const;

type HostsUnknown = {
  readonly hosts: string;
  readonly count: number;
  readonly file: string;
  readonly option: string | null;
};

const restartCodes = {
  'restart-in-debugmode': entry({
    meaning: 'With "debugmode" nothing is launched, so a restart would only stop instances.',
    remedy: 'Set "debugmode" to false.',
    example: {},
    text: () => '"debugmode" is true: nothing is launched, so a restart would only stop instances',
  }),
  'restart-without-start-times': entry({
    meaning: 'A custom probe reports no start times, so muster cannot tell old instances from new ones.',
    remedy: 'Restart by hand, or remove `scripts.probe`.',
    example: {},
    text: () =>
      'scripts.probe names a custom probe, which reports no start times, so muster cannot tell old instances from new ones',
  }),
  'restart-of-nothing': entry({
    meaning:
      'The component has no instance to restart: it is off, its count is 0, or an operator stopped it.',
    remedy: 'Run `muster resume COMPONENT`, or change Interface.json.',
    example: { component: 'pipe0/bundler' },
    text: ({ component }: { component: string }) =>
      `${component} has no instance to restart: it is off, its count is 0, or an operator stopped it`,
  }),
  'restart-not-under-way': entry({
    meaning: 'There is no restart to cancel.',
    remedy: null,
    example: { component: 'pipe0/bundler' },
    text: ({ component }: { component: string }) => `no restart of ${component} is running`,
  }),
} as const;

const faultCodes = {
  'pass-running': entry({
    meaning: 'Another pass holds the lock. This command did nothing.',
    remedy:
      'By hand: repeat with `--wait 5m`. If cron reports it often, drain slow hosts, lower `timeouts.pass`, or run passes less often.',
    example: { command: 'muster run', pid: 4711, host: 'control', since: '03:15:00' },
    text: ({ command, pid, host, since }: Partial<LockOwner>) => {
      const owner =
        command === undefined
          ? ' (its owner is not known)'
          : `: ${command}, process ${pid} on ${host} since ${since}`;
      return `Another pass is running${owner}. This command did nothing.`;
    },
  }),
  'pass-deadline-reached': entry({
    meaning: 'The pass reached `timeouts.pass` and ended before it had done everything.',
    remedy:
      'Find the slow hosts with `muster doctor`; drain them, lower `timeouts.probe`, or raise `fanout.hosts`. Keep `timeouts.pass` below the interval of cron.',
    example: { seconds: 240 },
    text: ({ seconds }: { seconds: number }) =>
      `the pass reached its deadline (timeouts.pass, ${seconds} s) and left work undone; the next pass continues`,
  }),
  'pass-interrupted': entry({
    meaning: 'A signal ended the pass before it had done everything.',
    remedy: 'The next pass continues.',
    example: { signal: 'SIGTERM' },
    text: ({ signal }: { signal: string }) => `${signal} ended the pass`,
  }),
  'state-of-other-namespace': entry({
    meaning: 'The logs folder belongs to a configuration with another namespace.',
    remedy: 'Give each configuration its own `logs` folder.',
    example: { file: '/srv/muster/logs/state.json', found: 'test', wanted: 'prod' },
    text: ({ file, found, wanted }: { file: string; found: string; wanted: string }) =>
      `${file} belongs to the namespace "${found}", this configuration to "${wanted}"`,
  }),
  'probe-unreadable': entry({
    meaning: 'The file that `scripts.probe` names cannot be read.',
    remedy: 'Correct `scripts.probe`, or let this user read the file.',
    example: { file: '/srv/muster/workerscripts/probe', error: 'ENOENT: no such file or directory' },
    text: ({ file, error }: { file: string; error: string }) =>
      `scripts.probe: ${file} cannot be read: ${error}`,
  }),
  'page-place-missing': entry({
    meaning: '`monitor.page` is "none", so the page has no file.',
    remedy: 'Run `muster page -o FILE`.',
    example: {},
    text: () => '"monitor.page" is "none", so the page has no file',
  }),
  'files-exist': entry({
    meaning: '`muster init` never overwrites files. Nothing was written.',
    remedy: 'Choose an empty folder: `muster init FOLDER`.',
    example: { files: ['Interface.json'] },
    text: ({ files }: { files: readonly string[] }) =>
      `${files.join(', ')} already ${files.length === 1 ? 'exists' : 'exist'}; nothing was written.`,
  }),
  'folder-unwritable': entry({
    meaning: 'A folder cannot be written.',
    remedy: 'Let this user write to it, or choose another folder.',
    example: { folder: '/srv/muster', error: 'EACCES: permission denied' },
    text: ({ folder, error }: { folder: string; error: string }) => `cannot write to ${folder}: ${error}`,
  }),
  'too-large-to-simulate': entry({
    meaning: 'The simulation is larger or longer than muster simulates.',
    remedy: null,
    example: { what: 'instances', wanted: 2_000_000, most: 1_000_000 },
    text: ({ what, wanted, most }: { what: string; wanted: number; most: number }) =>
      `${wanted} ${what}; at most ${most} can be simulated`,
  }),
  'passes-not-recorded': entry({
    meaning: 'The history has no pass, so the time of the last one is unknown.',
    remedy: 'Check that cron runs `muster run`, and that it uses this logs folder.',
    example: { logs: '/srv/muster/logs' },
    text: ({ logs }: { logs: string }) => `no pass is recorded in ${logs}`,
  }),
  'simulated-fleet-empty': entry({
    meaning: 'No pass has written a state, so the simulated fleet starts empty.',
    remedy: null,
    example: { logs: '/srv/muster/logs' },
    text: ({ logs }: { logs: string }) => `there is no state in ${logs}, so the simulated fleet starts empty`,
  }),
  'left-out-of-simulation': entry({
    meaning: 'Instances that the state records are not part of the simulation.',
    remedy: null,
    example: { what: 'on n-07', why: 'Interface.json no longer lists it' },
    text: ({ what, why }: { what: string; why: string }) =>
      `instances ${what} are left out of the simulation: ${why}`,
  }),
  'system-error': entry({
    meaning: 'The operating system refused an operation.',
    remedy: 'Correct what the error names: permissions, disk space, or the path.',
    example: { error: "EACCES: permission denied, open '/srv/muster/logs/muster-2026-11-21.jsonl'" },
    text: ({ error }: { error: string }) => error,
  }),
  'internal-fault': entry({
    meaning: 'A fault of muster itself.',
    remedy: 'Report it, with the message and the log of the pass.',
    example: { error: 'Cannot read properties of undefined' },
    text: ({ error }: { error: string }) => `internal fault: ${error}`,
  }),
} as const;

export const commandCodes = {
  ...optionCodes,
  ...nameCodes,
  ...restartCodes,
  ...practiceCodes,
  ...faultCodes,
} as const;
