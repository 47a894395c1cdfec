import { entry } from './entry.ts';

const file = '/srv/muster/Interface.json';

const practiceFiles =
  'Use the Interface.json of the muster package, or a file whose hosts all have "address": "127.0.0.1" and a "port".';

type OfHost = { host: string; port: number; file: string };

/** Why the practice fleet does not start; nothing is left running then. */
export const practiceCodes = {
  'practice-needs-linux': entry({
    meaning: 'The practice fleet runs on Linux only.',
    remedy: 'Run it on a machine with Linux.',
    example: { platform: 'darwin' },
    text: ({ platform }: { platform: string }) => `the practice fleet needs Linux; this is ${platform}`,
  }),
  'practice-without-hosts': entry({
    meaning: 'The configuration lists no host to practise on.',
    remedy: practiceFiles,
    example: { file },
    text: ({ file }: { file: string }) => `${file} names no host`,
  }),
  'practice-host-real': entry({
    meaning: 'The configuration lists a host that is not a practice host. Practice never uses such a file.',
    remedy: practiceFiles,
    example: { file, host: 'worker-01' },
    text: ({ file, host }: { file: string; host: string }) =>
      `${file} names ${host}, which is not a practice host`,
  }),
  'practice-folder-unset': entry({
    meaning: 'The keys and homes of the practice hosts have no separate folder next to the configuration.',
    remedy: 'Set "ssh": {"identityFile": "practice/id_ed25519", "knownHosts": "practice/known_hosts"} there.',
    example: { file },
    text: ({ file }: { file: string }) =>
      `the practice fleet needs a separate folder for its keys next to ${file}`,
  }),
  'practice-folder-unusable': entry({
    meaning: 'The folder of the practice fleet cannot be created, or has other content.',
    remedy: 'Remove the folder, or let this user write to it.',
    example: { folder: '/srv/muster/practice', error: 'EACCES: permission denied' },
    text: ({ folder, error }: { folder: string; error: string }) =>
      `the practice fleet cannot be created in ${folder}: ${error}`,
  }),
  'practice-port-taken': entry({
    meaning: 'Another program listens on the port of a practice host.',
    remedy: 'Give the host another `port` in Interface.json.',
    example: { host: 'alpha.example.org', port: 2201, file },
    text: ({ host, port }: OfHost) => `port ${port} of practice host ${host} is in use by another program`,
  }),
  'practice-port-privileged': entry({
    meaning: 'Only root may listen on the port of a practice host.',
    remedy: 'Give the host another `port` in Interface.json.',
    example: { host: 'alpha.example.org', port: 22, file },
    text: ({ host, port }: OfHost) => `port ${port} of practice host ${host} is for root only`,
  }),
  'practice-host-not-up': entry({
    meaning: 'The ssh server of a practice host did not start.',
    remedy: 'Correct what its output names.',
    example: { host: 'alpha.example.org', answer: 'it ended with 1', printed: '' },
    text: ({ host, answer, printed }: { host: string; answer: string; printed: string }) =>
      `practice host ${host} did not start: ${answer}${printed === '' ? '' : `\n${printed}`}`,
  }),
} as const;
