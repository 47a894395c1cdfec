import type { Cause, CauseWithRemedy } from './cause.ts';
import { entry, type Entry, type Params } from './entry.ts';

/** A check that passed. */
const passed = <P extends Params>(of: Pick<Entry, 'meaning'> & Shown<P>): Entry<P> =>
  entry({ ...of, remedy: null });

interface Shown<P extends Params> {
  readonly example: NoInfer<P>;
  readonly text: (params: P) => string;
}

type File = { readonly file: string };
type Folder = { readonly folder: string };

const file = '/srv/fleet/Interface.json';
const cronKey = 'Give cron a key without a passphrase, and set ssh.identityFile to it.';

/** Checks of this machine: config, node, ping, logs, keys. */
const controlCodes = {
  'config-without-warnings': passed({
    meaning: 'Interface.json has no errors and no warnings.',
    example: {},
    text: () => 'no errors, no warnings',
  }),
  'config-has-warnings': entry({
    meaning: 'Interface.json has warnings.',
    remedy: 'Run `muster check`, which prints them.',
    example: { count: 2, command: `muster check -c ${file}` },
    text: ({ count }: { count: number; command: string }) =>
      `${count} ${count === 1 ? 'warning' : 'warnings'}`,
    remedyFor: ({ command }) => command,
  }),
  'node-supported': passed({
    meaning: 'node is new enough.',
    example: { version: '20.19.0' },
    text: ({ version }: { version: string }) => version,
  }),
  'node-too-old': entry({
    meaning: 'node is older than muster supports.',
    remedy: 'Install node 20.19 or later.',
    example: { version: '18.20.1' },
    text: ({ version }: { version: string }) => `${version} is too old`,
  }),
  'ping-unneeded': passed({
    meaning: 'No host is pinged with the ping program.',
    example: {},
    text: () => 'no ping program is needed',
  }),
  'ping-works': passed({
    meaning: 'The ping program works for this user.',
    example: {},
    text: () => 'works for this user',
  }),
  'ping-broken': entry({
    meaning: 'The ping program does not work for this user, so every host counts as down.',
    remedy:
      'Install it (Debian: `apt-get install iputils-ping`) and allow it (`setcap cap_net_raw+ep`), or set `"ping": {"method": "tcp"}`.',
    example: {
      cause: 'the ping program could not be run',
      causeCode: 'ping-program-missing',
      causeRemedy: null,
    },
    text: ({ cause }: CauseWithRemedy) => `${cause} (tried 127.0.0.1)`,
    remedyFor: ({ causeRemedy }) => causeRemedy ?? undefined,
  }),
  'notify-runnable': passed({
    meaning: 'The program of `monitor.notify` can be run.',
    example: { file: '/srv/fleet/page-me' },
    text: ({ file }: File) => `${file} can be run`,
  }),
  'notify-not-runnable': entry({
    meaning: 'This user cannot run the program of `monitor.notify`.',
    remedy: 'Check that it exists, and run `chmod +x` on it.',
    example: { file: '/srv/fleet/page-me', word: '/srv/fleet/page-me' },
    text: ({ file }: File & { word: string }) =>
      `${file}, the program of monitor.notify, cannot be run by this user`,
    remedyFor: ({ word }) => `ls -l ${word}; chmod +x ${word}`,
  }),
  'logs-disk-free': passed({
    meaning: 'There is free space for state, logs and history.',
    example: { freeMiB: 5000, folder: '/srv/fleet/logs' },
    text: ({ freeMiB, folder }: Folder & { freeMiB: number }) => `${freeMiB} MiB free for ${folder}`,
  }),
  'logs-disk-full': entry({
    meaning: 'There is hardly any free space for state, logs and history.',
    remedy: 'Free space on that disk.',
    example: { freeMiB: 12, freeFiles: 100, folder: '/srv/fleet/logs', word: '/srv/fleet/logs' },
    text: (of: Folder & { freeMiB: number; freeFiles: number; word: string }) =>
      `${of.freeMiB} MiB and ${of.freeFiles} files free for ${of.folder}`,
    remedyFor: ({ word }) => `df -h ${word}; df -i ${word}; free space there`,
  }),
  'logs-writable': passed({
    meaning: 'The logs can be written and locked.',
    example: { exists: true },
    text: ({ exists }: { exists: boolean }) =>
      exists ? 'can be written and locked' : 'the first pass creates it',
  }),
  'logs-file-foreign': entry({
    meaning: 'This user may not write a file of the state, the logs or the history.',
    remedy: 'Change the owner or the mode of the file, and always run muster as the same user.',
    example: {
      file: '/srv/fleet/logs/state.json',
      owner: 0,
      command: 'chown 1000 /srv/fleet/logs/state.json',
    },
    text: ({ file, owner }: File & { owner: number; command: string }) =>
      `this user may not write ${file}; it belongs to user id ${owner}`,
    remedyFor: ({ command }) =>
      `Make the file writable (${command}), and always run muster as the same user.`,
  }),
  'logs-folder-unwritable': entry({
    meaning: 'The folder of the logs cannot be written.',
    remedy: 'Change its owner, free space, or set `logs` to another folder.',
    example: {
      folder: '/srv/fleet/logs',
      error: 'EACCES: permission denied',
      command: 'chown 1000 /srv/fleet/logs',
    },
    text: ({ folder, error }: Folder & { error: string; command: string }) =>
      `${folder} cannot be written: ${error}`,
    remedyFor: ({ command }) => `${command}; or free space, or set "logs" to another folder`,
  }),
  'lock-broken': entry({
    meaning: 'The program `flock` does not work, so muster runs no pass.',
    remedy: 'Without a lock muster runs no pass. Install flock (Debian: `apt-get install util-linux`).',
    example: { cause: 'flock could not be run: flock: not found', causeCode: 'flock-missing' },
    text: ({ cause }: Cause) => cause,
  }),
  'lock-unsupported': entry({
    meaning: 'Files in the folder of the logs cannot be locked.',
    remedy: 'Set "logs" to a folder on a local disk.',
    example: { folder: '/srv/fleet/logs' },
    text: ({ folder }: Folder) => `files in ${folder} cannot be locked`,
  }),
  'keys-usable': passed({
    meaning: 'Cron has keys to log in with.',
    example: {},
    text: () => 'cron can use them',
  }),
  'keys-partly-usable': entry({
    meaning: 'Some of the keys to log in with cannot be used.',
    remedy: 'Correct or remove these key files; the other keys still work.',
    example: { problems: ['the identity file /home/ops/.ssh/id_muster does not exist'] },
    text: ({ problems }: { problems: readonly string[] }) => problems.join('; '),
  }),
  'keys-missing-for-cron': entry({
    meaning: 'Cron has no key to log in with.',
    remedy: cronKey,
    example: { problems: ['no key to log in with'] },
    text: ({ problems }: { problems: readonly string[] }) =>
      `under cron, which has no ssh agent, ${problems.join('; ')}`,
  }),
} as const;

const secondsText = (offMs: number): string =>
  `${Math.round(Math.abs(offMs) / 1000)} s ${offMs > 0 ? 'ahead' : 'behind'}`;

const clockExample = { offMs: 120_000 };

const clockCodes = {
  'clock-uncompared': passed({
    meaning: 'No host reported its time, so the clock of this machine could not be compared.',
    example: {},
    text: () => 'no host reported its time',
  }),
  'clock-right': passed({
    meaning: 'The clock of this machine agrees with most hosts.',
    example: {},
    text: () => 'agrees with most hosts',
  }),
  'clock-wrong': entry({
    meaning: 'Most hosts agree with each other, and the clock of this machine differs from theirs.',
    remedy: 'timedatectl set-ntp true',
    example: { ...clockExample, agreeing: 3, asked: 4 },
    text: (of: { offMs: number; agreeing: number; asked: number }) =>
      `${secondsText(of.offMs)} compared with ${of.agreeing} of ${of.asked} hosts, which agree with each other`,
  }),
  'host-clock-right': passed({
    meaning: 'The clock of the host agrees with the others.',
    example: { reference: 'this machine' },
    text: ({ reference }: { reference: 'most hosts' | 'this machine' }) => `agrees with ${reference}`,
  }),
  'host-clock-wrong': entry({
    meaning: 'The clock of the host differs from the others.',
    remedy: 'timedatectl set-ntp true   on the host, as root',
    example: { ...clockExample, reference: 'this machine' },
    text: ({ offMs, reference }: { offMs: number; reference: 'most hosts' | 'this machine' }) =>
      `${secondsText(offMs)} compared with ${reference}`,
  }),
  'host-clock-unknown': entry({
    meaning: 'The host does not report its time, so it cannot refuse late launches.',
    remedy: 'Install a date program that supports date +%s (coreutils).',
    example: {},
    text: () => 'the host does not report its time, so it cannot refuse late launches',
  }),
} as const;

type Place = { readonly place: string };

const place = 'crontab -l line 3';

/** Cron and timers, which start the passes. */
const cronCodes = {
  'nothing-starts-passes': entry<{ command: string }>({
    meaning: 'Neither a crontab nor a systemd timer runs this Interface.json.',
    remedy: 'Add the line from crontab.example with `crontab -e`.',
    example: { command: `muster run --cron -c ${file}` },
    text: () => 'neither a crontab nor a systemd timer runs this Interface.json',
    remedyFor: ({ command }) => `crontab -e, with the line from crontab.example: */5 * * * * ${command}`,
  }),
  'cron-lines-several': entry({
    meaning: 'Several lines of crontabs run this Interface.json.',
    remedy: 'Keep one line and remove the others: crontab -e, /etc/cron.d.',
    example: { places: [place, '/etc/cron.d/muster line 1'] },
    text: ({ places }: { places: readonly string[] }) =>
      `${places.length} lines run it: ${places.join(', ')}`,
  }),
  'cron-user-differs': entry({
    meaning: 'cron runs muster as another user than the one who runs doctor.',
    remedy: 'Run `muster doctor` as that user.',
    example: { place, user: 'root', own: 'ops', command: `sudo -u root muster doctor -c ${file}` },
    text: (of: Place & { user: string; own: string; command: string }) =>
      `${of.place} runs as ${of.user}, but this user is ${of.own}: their keys and files differ`,
    remedyFor: ({ command }) => command,
  }),
  'cron-command-works': passed({
    meaning: 'The line of the crontab starts muster.',
    example: { place, version: '0.2.0' },
    text: ({ place, version }: Place & { version: string }) => `${place} starts muster ${version}`,
  }),
  'cron-command-untried': entry({
    meaning: 'The line of the crontab runs other commands too, so doctor does not try it.',
    remedy: 'Run the line by hand, or move the other commands to a line of their own.',
    example: { place },
    text: ({ place }: Place) => `${place} runs other commands too, so doctor does not try it`,
  }),
  'cron-command-broken': entry({
    meaning: "The line of the crontab does not start muster with cron's environment.",
    remedy: 'Use absolute paths in the crontab, or set PATH there as in crontab.example.',
    example: { place, path: '/usr/bin:/bin', error: 'muster: not found', exit: 127 },
    text: (of: Place & { path: string; error: string | null; exit: number | null }) =>
      `${of.place} does not start muster with cron's environment (PATH=${of.path}): ${of.error ?? `exit ${of.exit}`}`,
  }),
  'cron-command-other-version': entry({
    meaning: 'The line of the crontab starts another version of muster.',
    remedy: 'Run the same version in both.',
    example: { place, version: '0.1.0', own: '0.2.0' },
    text: ({ place, version, own }: Place & { version: string; own: string }) =>
      `${place} runs muster ${version}, but this is ${own}`,
    remedyFor: ({ place, own }) =>
      `Run the same version in both: correct the path in ${place}, or install muster ${own}.`,
  }),
  'cron-path-complete': passed({
    meaning: 'The programs that muster calls are on the PATH of cron.',
    example: { programs: ['flock', 'ping'] },
    text: ({ programs }: { programs: readonly string[] }) => `has ${programs.join(' and ')}`,
  }),
  'cron-path-incomplete': entry({
    meaning: 'Programs that muster calls are not on the PATH of cron.',
    remedy: 'Set PATH in the crontab as in crontab.example.',
    example: { programs: ['ping'], path: '/usr/bin:/bin' },
    text: ({ programs, path }: { programs: readonly string[]; path: string }) =>
      `${programs.join(' and ')} not found on cron's PATH (${path})`,
  }),
  'cron-mails-too-much': entry({
    meaning: 'The line of the crontab runs without `--cron`, so cron mails more than new problems.',
    remedy: 'Use `muster run --cron`, without -q.',
    example: { place, mails: 'trouble' },
    text: ({ place, mails }: Place & { mails: 'all' | 'trouble' }) =>
      `${place} runs without --cron and mails ${mails === 'all' ? 'every pass' : 'every current problem, at every pass'}`,
  }),
  'cron-mail-works': passed({
    meaning: 'cron mails the output of passes.',
    example: { to: 'ops' },
    text: ({ to }: { to: string }) => `goes to ${to}`,
  }),
  'cron-mail-off': entry({
    meaning: 'MAILTO is empty in the crontab, so cron mails nothing.',
    remedy: 'Write MAILTO=you@example.org above the line.',
    example: {},
    text: () => 'MAILTO is empty: cron mails no output of passes',
  }),
  'cron-mailer-missing': entry({
    meaning: 'There is no mail program, so cron discards the output of passes.',
    remedy: 'Install a mail program (Debian: `apt-get install postfix`, or nullmailer), or read the log.',
    example: {},
    text: () => 'no sendmail program: cron discards the output of passes',
  }),
  'cron-daemon-runs': passed({ meaning: 'A cron daemon runs.', example: {}, text: () => 'runs' }),
  'cron-daemon-stopped': entry({
    meaning: 'No cron daemon runs.',
    remedy: 'systemctl enable --now cron   (or crond), as root',
    example: {},
    text: () => 'no cron daemon runs',
  }),
  'cron-daemon-missing': entry({
    meaning: 'No cron daemon is installed.',
    remedy: 'apt-get install cron   (or cronie), as root; or use a systemd timer',
    example: {},
    text: () => 'no cron daemon is installed',
  }),
  'timer-active': passed({
    meaning: 'A systemd timer starts passes.',
    example: { timer: 'muster.timer' },
    text: ({ timer }: { timer: string }) => `${timer} is active`,
  }),
  'timer-inactive': entry({
    meaning: 'A systemd timer is set up for passes, but is not active.',
    remedy: 'Run `systemctl enable --now` for it.',
    example: {
      timer: 'muster.timer',
      state: 'inactive',
      command: 'systemctl enable --now muster.timer',
    },
    text: ({ timer, state }: { timer: string; state: string; command: string }) =>
      `${timer} is ${state === '' ? 'unknown to systemd' : state}: it starts no pass`,
    remedyFor: ({ command }) => command,
  }),
} as const;

/** From the name of a host to its login. */
const reachCodes = {
  'name-unneeded': passed({
    meaning: 'The host is configured by its address.',
    example: {},
    text: () => 'an address; no lookup needed',
  }),
  'name-resolves': passed({
    meaning: 'The name of the host resolves.',
    example: { name: 'n-07.site', addresses: ['10.0.0.7'] },
    text: ({ name, addresses }: { name: string; addresses: readonly string[] }) =>
      `${name} is ${addresses.join(', ')}`,
  }),
  'name-not-found': entry<{ name: string }>({
    meaning: 'The name of the host does not resolve.',
    remedy:
      'Add it to DNS or /etc/hosts, or give the host an `address`. If no name resolves, check /etc/resolv.conf.',
    example: { name: 'n-07.site' },
    text: () => 'the name does not resolve',
    remedyFor: ({ name }) =>
      `getent hosts ${name}; add it to DNS or /etc/hosts, or give the host an "address". If no name resolves: /etc/resolv.conf`,
  }),
  'name-lookup-hangs': entry({
    meaning: 'The lookup of the name of the host timed out.',
    remedy: 'Check the name servers in /etc/resolv.conf, or give the host an "address".',
    example: { seconds: 5 },
    text: ({ seconds }: { seconds: number }) => `the lookup of the name did not end within ${seconds} s`,
  }),
  'jump-used': passed({
    meaning: 'The host is reached through a jump host.',
    example: { jump: 'gw' },
    text: ({ jump }: { jump: string }) => `through ${jump}`,
  }),
  'ping-answered': passed({
    meaning: 'The host answers the ping.',
    example: {},
    text: () => 'answers',
  }),
  'ping-failed': entry({
    meaning: 'The host does not answer the ping, so every pass counts it as down.',
    remedy: 'Start the host, or set `"ping": {"method": "tcp"}` where the network drops echo requests.',
    example: {
      cause: 'no answer to the ping within 1 s',
      causeCode: 'ping-unanswered',
      causeRemedy: null,
      portOpen: true,
    },
    text: ({ cause }: CauseWithRemedy & { portOpen: boolean }) => cause,
    remedyFor: ({ causeRemedy, portOpen }) =>
      causeRemedy ??
      (portOpen
        ? 'The network drops echo requests. Set "ping": {"method": "tcp"}.'
        : 'Check that the host is up and that this machine can reach it: ip route get ADDRESS'),
  }),
  'port-open': passed({
    meaning: 'The ssh port of the host can be reached.',
    example: { port: 22 },
    text: ({ port }: { port: number }) => `${port} is open`,
  }),
  'port-closed': entry({
    meaning: 'The ssh port of the host cannot be reached.',
    remedy: 'Start sshd on the host (systemctl enable --now ssh), and open the port in the firewall.',
    example: {
      cause: 'connection refused at port 22',
      causeCode: 'connection-refused',
      causeRemedy: null,
    },
    text: ({ cause }: CauseWithRemedy) => cause,
    remedyFor: ({ causeRemedy }) => causeRemedy ?? undefined,
  }),
  'ssh-speaks': passed({ meaning: 'The host speaks ssh.', example: {}, text: () => 'speaks ssh' }),
  'ssh-handshake-failed': entry({
    meaning: 'The host did not show a host key.',
    remedy: 'ssh -v HOST shows the step that fails; journalctl -u ssh on the host has the log',
    example: { cause: 'no host key was shown at port 22 within 5 s', causeCode: 'host-key-unshown' },
    text: ({ cause }: Cause) => cause,
  }),
  'host-key-known': passed({
    meaning: 'The host key is in known_hosts.',
    example: {},
    text: () => 'known',
  }),
  'host-key-not-on-file': entry({
    meaning: 'The host key is not in known_hosts.',
    remedy: 'Run `muster trust -w HOST`, which shows its fingerprint and records it.',
    example: { accepted: false, trust: 'muster trust -w {hosts}' },
    text: ({ accepted }: { accepted: boolean; trust: string }) =>
      accepted ? 'not in known_hosts; the first pass accepts and records it' : 'not in known_hosts',
    remedyFor: ({ trust }) => trust,
  }),
  'host-key-differs': entry({
    meaning: 'known_hosts has another key for the host.',
    remedy:
      'Possible attack. Compare with the key on the console of the host; if they match, run `muster trust -w HOST --replace HOST`.',
    example: { file: '/home/ops/.ssh/known_hosts', trust: 'muster trust -w {hosts} --replace {hosts}' },
    text: ({ file }: File & { trust: string }) => `has changed: ${file} has another one`,
    remedyFor: ({ trust }) =>
      `Possible attack. Compare with the key on the console of the host; if they match: ${trust}`,
  }),
  'host-key-is-revoked': entry({
    meaning: 'The host key is marked as revoked.',
    remedy: 'Remove the old keys on the host and run ssh-keygen -A there.',
    example: { file: '/home/ops/.ssh/known_hosts' },
    text: ({ file }: File) => `is revoked in ${file}`,
  }),
  'login-works': passed({
    meaning: 'muster can log in.',
    example: { as: 'ops with /home/ops/.ssh/id_ed25519' },
    text: ({ as }: { as: string | null }) => (as === null ? 'works' : `as ${as}`),
  }),
  'cron-login-works': passed({
    meaning: 'Passes that cron starts can log in.',
    example: {},
    text: () => 'works without an ssh agent',
  }),
  'cron-login-needs-agent': entry({
    meaning: 'Passes that cron starts cannot log in: only the ssh agent of this session has the key.',
    remedy: cronKey,
    example: {
      cause: 'sshd accepted none of the keys offered for user ops: /home/ops/.ssh/id_ed25519',
      causeCode: 'auth-refused',
    },
    text: ({ cause }: Cause) =>
      `works only with the ssh agent of this session, which cron does not have: ${cause}`,
  }),
} as const;

/** The output of the host where an answer was expected. */
type NoAnswer = {
  /** Why there is no answer; null where there is one that is not usable. */
  readonly cause: string | null;
  readonly causeCode: string | null;
  readonly printed: string | null;
  readonly exit: number | null;
};

const noAnswerText = ({ cause, printed, exit }: NoAnswer): string =>
  cause ?? (printed === null ? `it printed nothing; exit ${exit}` : `it printed "${printed}"`);

const noAnswerExample = { cause: null, causeCode: null, printed: null, exit: 1 };

/** The login shell, sh and ps of a host. */
const shellCodes = {
  'shell-quiet': passed({
    meaning: 'The login shell starts at once and prints nothing.',
    example: {},
    text: () => 'starts at once and prints nothing',
  }),
  'shell-hangs': entry({
    meaning: 'The login shell does not end.',
    remedy: 'Remove what waits (read, exec, ssh-agent prompts) from .profile and .bashrc on the host.',
    example: { cause: 'the command on the host gave no answer within 10 s', causeCode: 'command-timeout' },
    text: ({ cause }: Cause) => `the login shell did not end: ${cause}`,
  }),
  'shell-prints': entry({
    meaning: 'The login shell prints something at every login. muster ignores it.',
    remedy: 'Print only on a terminal: [ -t 1 ] && ... in .profile and .bashrc on the host.',
    example: { printed: 'Welcome to this host' },
    text: ({ printed }: { printed: string }) =>
      `prints at every login, beginning with "${printed}"; muster ignores it`,
  }),
  'shell-slow': entry({
    meaning: 'The login shell starts slowly, which delays every pass.',
    remedy: 'Shorten .profile and .bashrc on the host.',
    example: { overSeconds: 2 },
    text: ({ overSeconds }: { overSeconds: number }) =>
      `the login shell takes more than ${overSeconds} s to start`,
  }),
  'shell-refuses': entry({
    meaning: 'The login shell does not run commands.',
    remedy: 'Give the user a login shell instead of nologin: chsh -s /bin/sh USER',
    example: { exit: 1 },
    text: ({ exit }: { exit: number | null }) => `the login shell does not run commands: exit ${exit}`,
  }),
  'sh-works': passed({
    meaning: 'sh runs scripts.',
    example: {},
    text: () => 'runs scripts',
  }),
  'sh-broken': entry({
    meaning: 'sh does not run a script.',
    remedy: 'Put a POSIX sh first on the PATH of a login.',
    example: noAnswerExample,
    text: (of: NoAnswer) => `sh did not run a script: ${noAnswerText(of)}`,
  }),
  'listing-complete': passed({
    meaning: 'ps lists whole command lines and the running time of each process.',
    example: {},
    text: () => 'whole command lines, and the running time of each',
  }),
  'listing-failed': entry({
    meaning: 'The processes of the host cannot be listed.',
    remedy: 'Install procps: ps must list the processes of the user.',
    example: { cause: 'the answer is cut off', causeCode: 'probe-cut-off', printed: null },
    text: ({ cause, printed }: Cause & { printed: string | null }) =>
      `${cause}${printed === null ? '' : ` (${printed})`}`,
  }),
  'listing-lacks-process': entry({
    meaning: 'ps does not list a process that was just started.',
    remedy: 'Let ps list all processes of the user: check hidepid of /proc.',
    example: {},
    text: () => 'ps does not list a process that was just started',
  }),
  'listing-cuts-lines': entry({
    meaning: 'ps truncates command lines, so muster does not find keys beyond the limit.',
    remedy: 'Install procps, whose ps has no such limit.',
    example: {},
    text: () => 'ps truncates command lines: muster does not find keys beyond the limit',
  }),
  'listing-lacks-times': entry({
    meaning: 'ps does not report the running time of processes.',
    remedy: 'Install procps.',
    example: {},
    text: () =>
      'ps does not report how long a process has run; muster uses its own records to detect early exits',
  }),
} as const;

/** What muster cannot do where a program is missing. */
const toolUses: Readonly<Record<string, string>> = {
  sh: 'no command can be run',
  ps: 'no instance can be counted',
  mkdir: 'no instance can be started',
  tail: 'the output of submitters is not reported',
  touch: 'old scripts are not removed',
  tar: 'scripts cannot be copied to the host',
  mv: 'scripts cannot be copied to the host',
  rm: 'scripts cannot be copied to the host',
  rmdir: 'late launches leave a folder behind',
  date: 'late launches are not refused',
  df: 'free disk space is not reported',
  ls: 'old output is not removed',
  find: 'old output is not removed',
  sleep: 'the sample submitter does not work',
  cat: 'most submitters do not work',
};

const toolText = (tool: string): string =>
  toolUses[tool] === undefined ? tool : `${tool} (${toolUses[tool]})`;

function sizeText(kib: number): string {
  if (kib < 1024) return `${kib} KiB`;
  return kib < 1024 * 1024 ? `${Math.floor(kib / 1024)} MiB` : `${Math.floor(kib / 1024 / 1024)} GiB`;
}

const umaskRemedy = 'Set umask 022 in .profile on the host.';

/** The home of a host and what muster writes there. */
const homeCodes = {
  'tools-complete': passed({
    meaning: 'The host has all programs that muster calls there.',
    example: {},
    text: () => 'complete',
  }),
  'tools-missing': entry({
    meaning: 'The host lacks programs that muster calls there.',
    remedy:
      'Install them (Debian: coreutils, procps, tar, findutils), or correct PATH in .profile on the host.',
    example: { tools: ['tar'] },
    text: ({ tools }: { tools: readonly string[] }) =>
      `not found on the PATH of a login: ${tools.map(toolText).join(', ')}`,
  }),
  'home-disk-free': passed({
    meaning: 'There is free space in the home.',
    // A bound, not the exact figure, so that healthy hosts share one line.
    example: { moreThanKiB: 102_400 },
    text: ({ moreThanKiB }: { moreThanKiB: number }) => `more than ${sizeText(moreThanKiB)} free in the home`,
  }),
  'home-disk-full': entry({
    meaning: 'There is hardly any free space in the home.',
    remedy: 'df -h ~; df -i ~   on the host; free space there',
    example: { freeKiB: 900, freeFiles: 12 },
    text: ({ freeKiB, freeFiles }: { freeKiB: number; freeFiles: number | null }) =>
      `${sizeText(freeKiB)} free in the home${freeFiles === null ? '' : `, and ${freeFiles} files more`}`,
  }),
  'home-disk-unknown': entry({
    meaning: 'df does not report the free space of the home.',
    remedy: 'Install a df that supports df -Pk (coreutils).',
    example: {},
    text: () => 'df does not report the free space of the home',
  }),
  'folder-safe': passed({
    meaning: "muster's folder on the host belongs to the user, and nobody else can write to it.",
    example: {},
    text: () => 'belongs to this user; nobody else can write to it',
  }),
  'folder-foreign': entry({
    meaning: "muster's folder on the host belongs to another user.",
    remedy: 'Change its owner to the user that muster logs in as.',
    example: { folder: '/home/ops/.muster', owner: '0', uid: '1000' },
    text: ({ folder, owner }: Folder & { owner: string; uid: string }) =>
      `${folder} belongs to user id ${owner}`,
    remedyFor: ({ folder, uid }) => `chown -R ${uid} ${folder}   on the host, as root`,
  }),
  'folder-open': entry({
    meaning: "Other users can write to muster's folder on the host, and so change what muster starts.",
    remedy: 'Run `chmod go-w` on it.',
    example: { folder: '/home/ops/.muster' },
    text: ({ folder }: Folder) => `others may write to ${folder}, and so change what muster starts`,
    remedyFor: ({ folder }) => `chmod go-w ${folder}   on the host`,
  }),
  'umask-strict': entry({
    meaning: 'The umask denies the owner access to new files.',
    remedy: umaskRemedy,
    example: { umask: '0777' },
    text: ({ umask }: { umask: string }) => `umask ${umask} denies the owner access to new files`,
  }),
  'umask-open': entry({
    meaning: 'The umask lets every user write to new files.',
    remedy: umaskRemedy,
    example: { umask: '0000' },
    text: ({ umask }: { umask: string }) => `umask ${umask} lets every user write to new files`,
  }),
  'submitters-ready': passed({
    meaning: 'All submitters are on the host and executable.',
    example: {},
    text: () => 'all exist and are executable',
  }),
  'submitter-unready': entry({
    meaning: 'A submitter, or their folder, is missing on the host, or is not executable.',
    remedy: 'Install the submitters on the host, or correct scripts.remote, their folder.',
    example: { problem: 'missing', path: '/opt/fleet/start.sh' },
    text: ({ problem, path }: { problem: SubmitterProblem; path: string }) =>
      submitterProblems[problem](path),
  }),
  'scripts-runnable': passed({
    meaning: 'Scripts can be written and run on the host.',
    example: {},
    text: () => 'can be written and run',
  }),
  'scripts-unwritable': entry({
    meaning: 'Scripts cannot be written on the host.',
    remedy: 'Check the owner and the free space of its folder.',
    example: { folder: '~/.muster/default', error: 'mkdir: Read-only file system' },
    text: ({ folder, error }: Folder & { error: string }) => `${folder} cannot be written: ${error}`,
    remedyFor: ({ folder }) => `ls -ld ${folder}; df -h ${folder}   on the host`,
  }),
  'scripts-not-runnable': entry({
    meaning: 'Scripts cannot be run where they are written on the host.',
    remedy:
      'If the home is mounted noexec, put the scripts elsewhere on the hosts and set scripts.remote to that folder.',
    example: { folder: '~/.muster/default', error: 'exit 126: Permission denied' },
    text: ({ folder, error }: Folder & { error: string }) =>
      `a script written to ${folder} cannot be run: ${error}`,
  }),
} as const;

const submitterProblems = {
  'no-folder': (path: string) => `there is no folder ${path}`,
  missing: (path: string) => `there is no ${path}`,
  'not-executable': (path: string) => `${path} is not executable`,
} as const;

export type SubmitterProblem = keyof typeof submitterProblems;

/** Limits and lifetime of processes on a host. */
const processCodes = {
  'processes-unlimited': passed({
    meaning: 'The user may have any number of processes.',
    example: {},
    text: () => 'no limit',
  }),
  'processes-below-limit': passed({
    meaning: 'The user has far fewer processes than it may have.',
    example: {},
    text: () => 'far below the limit',
  }),
  'processes-near-limit': entry({
    meaning: 'The user has almost as many processes as it may have, or all of them.',
    remedy: 'Raise nproc in /etc/security/limits.conf on the host, or lower maxPerHost.',
    example: { running: 950, most: 1000 },
    text: ({ running, most }: { running: number; most: number }) =>
      `${running} of at most ${most} processes (ulimit -u)`,
  }),
  'processes-outlive': passed({
    meaning: 'Processes continue when the login that started them ends.',
    example: {},
    text: () => 'processes outlive the login',
  }),
  'processes-ended': entry({
    meaning: 'The host ends processes at logout, so components end when muster disconnects.',
    remedy: 'Run `loginctl enable-linger USER` on the host.',
    example: { by: 'logind', user: 'ops' },
    text: ({ by }: { by: 'logind' | null; user: string }) =>
      `${by ?? 'the host'} ends processes at logout${by === null ? '' : ' (KillUserProcesses=yes)'}: components end when muster disconnects`,
    remedyFor: ({ user }) =>
      `loginctl enable-linger ${user}   on the host, as root; or KillUserProcesses=no in /etc/systemd/logind.conf`,
  }),
  'second-login-failed': entry({
    meaning: 'The second login failed, so it is unknown whether processes outlive the first.',
    remedy: 'Run `muster doctor -w HOST` again.',
    example: {
      cause: 'the ssh login did not complete within 5 s',
      causeCode: 'connect-timeout',
      causeRemedy: null,
    },
    text: ({ cause }: CauseWithRemedy) => `the second login failed: ${cause}`,
    remedyFor: ({ causeRemedy }) => causeRemedy ?? undefined,
  }),
  'second-look-failed': entry({
    meaning: 'The host did not answer the second probe, so it is unknown whether processes outlive a login.',
    remedy: 'Run `muster doctor -w HOST` again.',
    example: noAnswerExample,
    text: (of: NoAnswer) => `the host did not answer the second probe: ${noAnswerText(of)}`,
  }),
} as const;

/** Findings of muster doctor. `{hosts}` in a remedy stands for the hosts of the finding. */
export const doctorCodes = {
  ...controlCodes,
  ...clockCodes,
  ...cronCodes,
  ...reachCodes,
  ...shellCodes,
  ...homeCodes,
  ...processCodes,
} as const;
