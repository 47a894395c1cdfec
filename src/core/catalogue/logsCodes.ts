import type { Cause, CauseWithRemedy } from './cause.ts';
import { entry } from './entry.ts';

/** Messages of `muster logs` beside the output that it prints. */
export const logsCodes = {
  'logs-instance-new': entry({
    meaning: 'A new instance started while its component was followed.',
    remedy: null,
    example: {},
    text: () => 'a new instance',
  }),
  'logs-instance-ended': entry({
    meaning: 'An instance that was followed has ended.',
    remedy: null,
    example: {},
    text: () => 'the instance has ended',
  }),
  'logs-no-instance': entry({
    meaning:
      'No instance of the component runs on the host, so the output of its last launch is shown, if there is any.',
    remedy: null,
    example: { launch: '20261121T031500-1f9a3c5e', empty: false },
    text: ({ launch, empty }: { launch: string | null; empty: boolean }) =>
      launch === null
        ? 'no instance runs here, and no launch is recorded here'
        : `no instance runs here; this is the output of the last launch, ${launch}${empty ? ': it printed nothing' : ''}`,
  }),
  'logs-launch-unknown': entry({
    meaning: 'The host has no output of this launch: it ran on another host, or its output was removed.',
    remedy: 'Run `muster history --launches -v`, which shows the host of each launch.',
    example: { launch: '20261121T031500-1f9a3c5e' },
    text: ({ launch }: Launch) => `no output of launch ${launch} on this host`,
  }),
  'logs-launch-silent': entry({
    meaning: 'The launch printed nothing.',
    remedy: null,
    example: { launch: '20261121T031500-1f9a3c5e' },
    text: ({ launch }: Launch) => `launch ${launch} printed nothing`,
  }),
  'logs-output-file': entry({
    meaning: 'The file to which an instance writes.',
    remedy: null,
    example: { file: '/srv/data/index.log' },
    text: ({ file }: { file: string }) => `its output is ${file}`,
  }),
  'logs-output-elsewhere': entry({
    meaning: 'The instance writes to no file, so there is nothing to read.',
    remedy: 'Let the submitter write the output of the component to a file.',
    example: { stdout: '/dev/null', stderr: '/dev/null' },
    text: ({ stdout, stderr }: { stdout: string | null; stderr: string | null }) => {
      const parts = Object.entries({ stdout, stderr }).filter(([, place]) => place !== null);
      const [first] = parts;
      const what =
        new Set(parts.map(([, place]) => place)).size === 1
          ? `its output goes to ${first?.[1]}`
          : parts.map(([name, place]) => `its ${name} goes to ${place}`).join(', ');
      return `${what}: there is nothing to read`;
    },
  }),
  'logs-output-unknown': entry({
    meaning: 'The host does not report where the output of the instance goes.',
    remedy: null,
    example: {},
    text: () =>
      'the host does not report where the output goes: it has no /proc, or this user may not read it',
  }),
  'logs-output-unreadable': entry({
    meaning: 'The output of an instance cannot be read.',
    remedy: 'Let the user of muster on the host read the file.',
    example: { file: '/srv/data/index.log' },
    text: ({ file }: Output) => `${file ?? 'its output'} cannot be read`,
  }),
  'logs-output-removed': entry({
    meaning: 'The output of an instance that ended was removed.',
    remedy: null,
    example: { file: '/srv/data/index.log' },
    text: ({ file }: Output) => `${file ?? 'its output'} was removed: its last lines may be missing`,
  }),
  'logs-output-truncated': entry({
    meaning: 'A file that was followed became shorter.',
    remedy: null,
    example: { file: '/srv/data/index.log' },
    text: ({ file }: Output) =>
      `${file ?? 'its output'} was truncated: lines written just before may be missing`,
  }),
  'logs-host-unread': entry({
    meaning: 'The host did not answer, so nothing is read there.',
    remedy: 'Run `muster doctor -w HOST`.',
    example: {
      kind: 'down',
      cause: 'no answer to the ping within 2 s',
      causeCode: 'ping-unanswered',
      causeRemedy: null,
      again: true,
    },
    text: ({
      kind,
      cause,
      causeRemedy,
      again,
    }: CauseWithRemedy & { kind: 'silent' | 'down'; again: boolean }) =>
      `${kind}: ${cause}${causeRemedy === null ? '' : `. ${causeRemedy.replace(/\.$/, '')}`}${again ? '; muster tries again' : ''}`,
  }),
  'logs-connection-lost': entry({
    meaning: 'The connection was lost while output was read.',
    remedy: null,
    example: { cause: 'the command on the host gave no answer within 20 s', causeCode: 'command-timeout' },
    text: ({ cause }: Cause) => `connection lost: ${cause}`,
  }),
  'logs-connected-again': entry({
    meaning: 'The host answers again, and its output is followed again.',
    remedy: null,
    example: {},
    text: () => 'connected again',
  }),
  'logs-same-machine': entry({
    meaning: 'The host is another name of a machine whose output is already read.',
    remedy: null,
    example: { host: 'n-07' },
    text: ({ host }: { host: string }) => `the same machine as ${host}, and read there`,
  }),
} as const;

type Launch = { readonly launch: string };
/** null where the file was removed. */
type Output = { readonly file: string | null };
