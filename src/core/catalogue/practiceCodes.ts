import { entry } from './entry.ts';

const file = '/srv/muster/Interface.json';

type OfHost = { host: string; port: number; file: string };

/** Why the practice fleet is not brought up; nothing is left running then. */
export const practiceCodes = {
  'practice-needs-linux': entry({
    meaning: 'The practice fleet runs on Linux only.',
    remedy: 'Practise on a machine with Linux.',
    example: { platform: 'darwin' },
    text: ({ platform }: { platform: string }) => `the practice fleet needs Linux; this is ${platform}`,
  }),
  'practice-without-hosts': entry({
    meaning: 'The configuration names no host to practise on.',
    remedy: 'Practise with the `Interface.json` that muster comes with.',
    example: { file },
    text: ({ file }: { file: string }) => `${file} names no host: ${forWhichFiles}`,
  }),
  'practice-host-real': entry({
    meaning: 'The configuration names a host that is not one of practice. Practice never uses such a file.',
    remedy: 'Practise with the `Interface.json` that muster comes with.',
    example: { file, host: 'worker-01' },
    text: ({ file, host }: { file: string; host: string }) =>
      `${file} names ${host}, which is no practice host: ${forWhichFiles}`,
  }),
  'practice-folder-unset': entry({
    meaning: 'The keys and homes of the practice hosts have no folder of their own beside the configuration.',
    remedy: 'Set `ssh.identityFile` and `ssh.knownHosts` to files in one.',
    example: { file },
    text: ({ file }: { file: string }) =>
      `the practice fleet needs a folder of its own for its keys, beside ${file}: set "ssh": ` +
      `{"identityFile": "practice/id_ed25519", "knownHosts": "practice/known_hosts"} there`,
  }),
  'practice-folder-unusable': entry({
    meaning: 'The folder of the practice fleet cannot be made, or holds something that is not its own.',
    remedy: 'Remove the folder, or let this user write to it.',
    example: { folder: '/srv/muster/practice', error: 'EACCES: permission denied' },
    text: ({ folder, error }: { folder: string; error: string }) =>
      `the practice fleet cannot be laid out in ${folder}: ${error}`,
  }),
  'practice-port-taken': entry({
    meaning: 'Another program listens on the port of a practice host.',
    remedy: 'Give the host another `port`.',
    example: { host: 'alpha.example.org', port: 2201, file },
    text: ({ host, port, file }: OfHost) =>
      `port ${port} of practice host ${host} is taken by another program: give the host another \`port\` in ${file}`,
  }),
  'practice-port-privileged': entry({
    meaning: 'Only root may listen on the port of a practice host.',
    remedy: 'Give the host another `port`.',
    example: { host: 'alpha.example.org', port: 22, file },
    text: ({ host, port, file }: OfHost) =>
      `port ${port} of practice host ${host} is for root only: give the host another \`port\` in ${file}`,
  }),
  'practice-host-not-up': entry({
    meaning: 'The ssh server of a practice host did not start.',
    remedy: 'Look at what it printed.',
    example: { host: 'alpha.example.org', answer: 'it ended with 1', printed: '' },
    text: ({ host, answer, printed }: { host: string; answer: string; printed: string }) =>
      `practice host ${host} did not come up: ${answer}${printed === '' ? '' : `\n${printed}`}`,
  }),
} as const;

const forWhichFiles =
  'muster practice is for files whose hosts all have "address": "127.0.0.1" and a "port" ' +
  'each, as the Interface.json that muster comes with';
