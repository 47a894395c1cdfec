import type { Cause, MendableCause } from './cause.ts';
import { entry, type Entry, type Params } from './entry.ts';

/** A finding: what to do about it in general is what to do in this very case, unless `fix` knows better. */
const finding = <P extends Params>(of: Entry<P>): Entry<P> =>
  entry({ fix: () => of.remedy ?? undefined, ...of });

/** Nothing is wrong. */
const well = <P extends Params>(of: Pick<Entry, 'meaning'> & Shown<P>): Entry<P> =>
  entry({ ...of, remedy: null });

interface Shown<P extends Params> {
  readonly example: NoInfer<P>;
  readonly text: (params: P) => string;
}

type File = { readonly file: string };
type Folder = { readonly folder: string };

const file = '/srv/fleet/Interface.json';

/** Config, node, ping and keys of this machine. */
const controlCodes = {
  'config-without-warnings': well({
    meaning: 'Interface.json has no errors and no warnings.',
    example: {},
    text: () => 'no errors, no warnings',
  }),
  'config-has-warnings': finding({
    meaning: 'Interface.json has warnings.',
    remedy: 'Run `muster check`, which prints them.',
    example: { count: 2, command: `muster check -c ${file}` },
    text: ({ count }: { count: number; command: string }) =>
      `${count} ${count === 1 ? 'warning' : 'warnings'}`,
    fix: ({ command }) => command,
  }),
  'node-supported': well({
    meaning: 'node is new enough.',
    example: { version: '20.19.0' },
    text: ({ version }: { version: string }) => version,
  }),
  'node-too-old': finding({
    meaning: 'node is older than muster supports.',
    remedy: 'muster needs node 20.19 or later',
    example: { version: '18.20.1' },
    text: ({ version }: { version: string }) => `${version} is too old`,
  }),
  'ping-unneeded': well({
    meaning: 'No host is asked by the ping program.',
    example: {},
    text: () => 'no ping program is needed',
  }),
  'ping-works': well({
    meaning: 'The ping program works for this user.',
    example: {},
    text: () => 'works for this user',
  }),
  'ping-broken': finding({
    meaning: 'The ping program does not work for this user, so every host counts as down.',
    remedy: 'Make it work, or set `"ping": {"method": "tcp"}`.',
    example: {
      cause: 'the ping program could not be run',
      causeCode: 'ping-program-missing',
      causeRemedy: 'install it (Debian: apt-get install iputils-ping) or set "ping": {"method": "tcp"}',
    },
    text: ({ cause }: MendableCause) => `${cause} (asked 127.0.0.1)`,
    fix: ({ causeRemedy }) => causeRemedy ?? undefined,
  }),
  'notify-runnable': well({
    meaning: 'The program of `monitor.notify` can be run.',
    example: { file: '/srv/fleet/page-me' },
    text: ({ file }: File) => `${file} can be run`,
  }),
  'notify-not-runnable': finding({
    meaning: 'This user cannot run the program of `monitor.notify`.',
    remedy: 'Look whether it is there, and run `chmod +x` on it.',
    example: { file: '/srv/fleet/page-me', word: '/srv/fleet/page-me' },
    text: ({ file }: File & { word: string }) =>
      `${file}, the program of monitor.notify, cannot be run by this user`,
    fix: ({ word }) => `ls -l ${word}, and chmod +x if it is there`,
  }),
  'logs-disk-free': well({
    meaning: 'There is room for state, logs and history.',
    example: { freeMiB: 5000, folder: '/srv/fleet/logs' },
    text: ({ freeMiB, folder }: Folder & { freeMiB: number }) => `${freeMiB} MiB free for ${folder}`,
  }),
  'logs-disk-full': finding({
    meaning: 'There is hardly any room for state, logs and history.',
    remedy: 'Make room.',
    example: { freeMiB: 12, freeFiles: 100, folder: '/srv/fleet/logs', word: '/srv/fleet/logs' },
    text: (of: Folder & { freeMiB: number; freeFiles: number; word: string }) =>
      `${of.freeMiB} MiB and ${of.freeFiles} files free for ${of.folder}`,
    fix: ({ word }) => `df -h ${word}; df -i ${word}, and make room`,
  }),
  'logs-writable': well({
    meaning: 'The logs can be written and locked.',
    example: { exists: true },
    text: ({ exists }: { exists: boolean }) =>
      exists ? 'can be written and locked' : 'is made by the first pass',
  }),
  'logs-file-foreign': finding({
    meaning: 'A file of state, logs or history belongs to another user, and this one may not write it.',
    remedy: 'Run muster always as one user, or give the file to it.',
    example: {
      file: '/srv/fleet/logs/state.json',
      owner: 0,
      command: 'chown 1000 /srv/fleet/logs/state.json',
    },
    text: ({ file, owner }: File & { owner: number; command: string }) =>
      `${file} may not be written by this user; it belongs to user id ${owner}`,
    fix: ({ command }) => `run muster always as one user, or ${command}`,
  }),
  'logs-folder-unwritable': finding({
    meaning: 'The folder of the logs cannot be written.',
    remedy: 'Give it to this user, make room, or set `logs` to another folder.',
    example: {
      folder: '/srv/fleet/logs',
      error: 'EACCES: permission denied',
      command: 'chown 1000 /srv/fleet/logs',
    },
    text: ({ folder, error }: Folder & { error: string; command: string }) =>
      `${folder} cannot be written: ${error}`,
    fix: ({ command }) => `${command}, make room, or set "logs" to another folder`,
  }),
  'lock-broken': finding({
    meaning: 'The program `flock` does not work, so no pass can be made.',
    remedy: 'without a lock there is no pass: install flock (Debian: apt-get install util-linux)',
    example: { cause: 'the flock program could not be run', causeCode: 'flock-missing' },
    text: ({ cause }: Cause) => cause,
  }),
  'lock-unsupported': finding({
    meaning: 'Files in the folder of the logs cannot be locked.',
    remedy: 'set "logs" to a folder of a local disk',
    example: { folder: '/srv/fleet/logs' },
    text: ({ folder }: Folder) => `files in ${folder} cannot be locked`,
  }),
  'keys-usable': well({
    meaning: 'There are keys to log in with that cron can use.',
    example: {},
    text: () => 'there are some that cron can use',
  }),
  'keys-partly-usable': finding({
    meaning: 'Some of the keys to log in with cannot be used.',
    remedy: null,
    example: { problems: ['the identity file /home/ops/.ssh/id_muster does not exist'] },
    text: ({ problems }: { problems: readonly string[] }) => problems.join('; '),
  }),
  'keys-missing-for-cron': finding({
    meaning: 'Under cron there is nothing to log in with.',
    remedy: 'give cron a key of its own without passphrase, and name it in ssh.identityFile',
    example: { problems: ['there is nothing to authenticate with'] },
    text: ({ problems }: { problems: readonly string[] }) =>
      `under cron, which has no ssh agent, ${problems.join('; ')}`,
  }),
} as const;

const secondsText = (offMs: number): string =>
  `${Math.round(Math.abs(offMs) / 1000)} s ${offMs > 0 ? 'ahead' : 'behind'}`;

const clockExample = { offMs: 120_000 };

const clockCodes = {
  'clock-uncompared': well({
    meaning: 'No host told its clock, so that of this machine could not be compared.',
    example: {},
    text: () => 'no host told its clock to compare with',
  }),
  'clock-right': well({
    meaning: 'The clock of this machine agrees with most hosts.',
    example: {},
    text: () => 'not off from what most hosts have',
  }),
  'clock-wrong': finding({
    meaning: 'Most hosts agree with each other, and the clock of this machine differs from theirs.',
    remedy: 'set it, and keep it right: timedatectl set-ntp true',
    example: { ...clockExample, agreeing: 3, asked: 4 },
    text: (of: { offMs: number; agreeing: number; asked: number }) =>
      `${secondsText(of.offMs)} by ${of.agreeing} of ${of.asked} hosts that agree with each other`,
  }),
  'host-clock-right': well({
    meaning: 'The clock of the host agrees with the others.',
    example: { reference: 'this machine' },
    text: ({ reference }: { reference: 'most hosts' | 'this machine' }) => `as on ${reference}`,
  }),
  'host-clock-wrong': finding({
    meaning: 'The clock of the host differs from the others.',
    remedy: 'set it on the host, and keep it right: timedatectl set-ntp true',
    example: { ...clockExample, reference: 'this machine' },
    text: ({ offMs, reference }: { offMs: number; reference: 'most hosts' | 'this machine' }) =>
      `${secondsText(offMs)} by that of ${reference}`,
  }),
  'host-clock-unknown': finding({
    meaning: 'The host does not report its clock, so it cannot refuse launches that come too late.',
    remedy: 'date +%s must print the time',
    example: {},
    text: () => 'the host does not tell its clock: launches that come too late are not refused',
  }),
} as const;

type Place = { readonly place: string };

const place = 'crontab -l line 3';

/** What starts the passes. */
const cronCodes = {
  'nothing-starts-passes': finding<{ command: string }>({
    meaning: 'Neither a crontab nor a systemd timer runs this Interface.json.',
    remedy: 'Add the line from crontab.example with `crontab -e`.',
    example: { command: `muster run --cron -c ${file}` },
    text: () => 'neither a crontab nor a systemd timer runs this Interface.json',
    fix: ({ command }) => `crontab -e, with the line from crontab.example: */5 * * * * ${command}`,
  }),
  'cron-lines-several': finding({
    meaning: 'Several lines of crontabs run this Interface.json.',
    remedy: 'keep one',
    example: { places: [place, '/etc/cron.d/muster line 1'] },
    text: ({ places }: { places: readonly string[] }) =>
      `${places.length} lines run it: ${places.join(', ')}`,
  }),
  'cron-user-differs': finding({
    meaning: 'cron runs muster as another user than the one who asks.',
    remedy: 'Run `muster doctor` as that user.',
    example: { place, user: 'root', own: 'ops', command: `sudo -u root muster doctor -c ${file}` },
    text: (of: Place & { user: string; own: string; command: string }) =>
      `${of.place} runs as ${of.user}, and this is ${of.own}: their keys and files are not the same`,
    fix: ({ command }) => `ask as that user: ${command}`,
  }),
  'cron-command-works': well({
    meaning: 'The line of the crontab starts muster.',
    example: { place, version: '0.2.0' },
    text: ({ place, version }: Place & { version: string }) => `${place} starts muster ${version}`,
  }),
  'cron-command-untried': finding({
    meaning: 'The line of the crontab runs more than muster, so doctor does not try it.',
    remedy: null,
    example: { place },
    text: ({ place }: Place) => `${place} cannot be tried without running more than muster`,
  }),
  'cron-command-broken': finding({
    meaning: "The line of the crontab does not start muster with cron's environment.",
    remedy: 'use absolute paths in the crontab, or set PATH there, as crontab.example does',
    example: { place, path: '/usr/bin:/bin', error: 'muster: not found', exit: 127 },
    text: (of: Place & { path: string; error: string | null; exit: number | null }) =>
      `${of.place} does not start muster with cron's environment (PATH=${of.path}): ${of.error ?? `it ended with ${of.exit}`}`,
  }),
  'cron-command-other-version': finding({
    meaning: 'The line of the crontab starts another version of muster.',
    remedy: 'use one of them',
    example: { place, version: '0.1.0', own: '0.2.0' },
    text: ({ place, version, own }: Place & { version: string; own: string }) =>
      `${place} runs muster ${version}, and this is ${own}`,
  }),
  'cron-path-complete': well({
    meaning: 'The programs that muster calls are on the PATH of cron.',
    example: { programs: ['flock', 'ping'] },
    text: ({ programs }: { programs: readonly string[] }) => `${programs.join(' and ')} are on it`,
  }),
  'cron-path-incomplete': finding({
    meaning: 'Programs that muster calls are not on the PATH of cron.',
    remedy: 'set PATH in the crontab, as crontab.example does',
    example: { programs: ['ping'], path: '/usr/bin:/bin' },
    text: ({ programs, path }: { programs: readonly string[]; path: string }) =>
      `${programs.join(' and ')} not found on cron's PATH (${path})`,
  }),
  'cron-mails-too-much': finding({
    meaning: 'The line of the crontab runs without `--cron`, so cron mails more than what is new.',
    remedy: 'write run --cron, without -q',
    example: { place, mails: 'trouble' },
    text: ({ place, mails }: Place & { mails: 'all' | 'trouble' }) =>
      `${place} runs without --cron, and mails ${mails === 'all' ? 'every pass' : 'whatever is the matter, at every pass'}`,
  }),
  'cron-mail-works': well({
    meaning: 'cron mails what a pass prints.',
    example: { to: 'ops' },
    text: ({ to }: { to: string }) => `goes to ${to}`,
  }),
  'cron-mail-off': finding({
    meaning: 'MAILTO is empty in the crontab, so cron mails nothing.',
    remedy: 'MAILTO=you@example.org above the line',
    example: {},
    text: () => 'MAILTO is empty: nobody gets what a pass has to say',
  }),
  'cron-mailer-missing': finding({
    meaning: 'There is no program that mails, so cron drops what a pass prints.',
    remedy: 'install a mail program (Debian: apt-get install postfix, or nullmailer), or look at the log',
    example: {},
    text: () => 'there is no sendmail program: cron throws away what a pass has to say',
  }),
  'cron-daemon-runs': well({ meaning: 'A cron daemon runs.', example: {}, text: () => 'runs' }),
  'cron-daemon-stopped': finding({
    meaning: 'No cron daemon runs.',
    remedy: 'systemctl enable --now cron   (or crond), as root',
    example: {},
    text: () => 'no cron daemon runs',
  }),
  'cron-daemon-missing': finding({
    meaning: 'No cron daemon is installed.',
    remedy: 'apt-get install cron   (or cronie), as root; or use a systemd timer',
    example: {},
    text: () => 'no cron daemon is installed',
  }),
  'timer-active': well({
    meaning: 'A systemd timer starts passes.',
    example: { timer: 'muster.timer' },
    text: ({ timer }: { timer: string }) => `${timer} is active`,
  }),
  'timer-inactive': finding({
    meaning: 'A systemd timer is set up for passes, and does not run.',
    remedy: 'Run `systemctl enable --now` for it.',
    example: {
      timer: 'muster.timer',
      state: 'inactive',
      command: 'systemctl enable --now muster.timer',
    },
    text: ({ timer, state }: { timer: string; state: string; command: string }) =>
      `${timer} is ${state === '' ? 'not known to systemd' : state}: it starts no pass`,
    fix: ({ command }) => command,
  }),
} as const;

/** From the name of a host to its login. */
const doorCodes = {
  'name-unneeded': well({
    meaning: 'The host is given by an address.',
    example: {},
    text: () => 'an address, with no name to look up',
  }),
  'name-resolves': well({
    meaning: 'The name of the host resolves.',
    example: { name: 'n-07.site', addresses: ['10.0.0.7'] },
    text: ({ name, addresses }: { name: string; addresses: readonly string[] }) =>
      `${name} is ${addresses.join(', ')}`,
  }),
  'name-not-found': finding<{ name: string }>({
    meaning: 'The name of the host does not resolve.',
    remedy: 'Add it to DNS or /etc/hosts, or give the host an `address`.',
    example: { name: 'n-07.site' },
    text: () => 'the name does not resolve',
    fix: ({ name }) =>
      `getent hosts ${name} must print an address: add it to DNS or /etc/hosts, or give the host an "address"`,
  }),
  'name-lookup-hangs': finding({
    meaning: 'Looking up the name of the host does not end.',
    remedy: 'look at the name servers in /etc/resolv.conf, or give the host an "address"',
    example: { seconds: 5 },
    text: ({ seconds }: { seconds: number }) => `the look-up of the name did not end within ${seconds} s`,
  }),
  'jump-used': well({
    meaning: 'The host is reached through another.',
    example: { jump: 'gw' },
    text: ({ jump }: { jump: string }) => `through ${jump}`,
  }),
  'ping-answered': well({
    meaning: 'The host answers the ping.',
    example: {},
    text: () => 'answers',
  }),
  'ping-failed': finding({
    meaning: 'The host does not answer the ping, so every pass counts it as down.',
    remedy: 'Start the host, or set `"ping": {"method": "tcp"}` where the network drops echo requests.',
    example: {
      cause: 'no answer to the ping within 1 s',
      causeCode: 'ping-unanswered',
      causeRemedy: null,
      portOpen: true,
    },
    text: ({ cause }: MendableCause & { portOpen: boolean }) => cause,
    fix: ({ causeRemedy, portOpen }) =>
      causeRemedy ??
      (portOpen
        ? 'the network drops echo requests: set "ping": {"method": "tcp"}'
        : 'is it up, and is the network between us?'),
  }),
  'port-open': well({
    meaning: 'The ssh port of the host can be reached.',
    example: { port: 22 },
    text: ({ port }: { port: number }) => `${port} is open`,
  }),
  'port-closed': finding({
    meaning: 'The ssh port of the host cannot be reached.',
    remedy: 'Start sshd on the host, and let the firewall pass it.',
    example: {
      cause: 'connection refused at port 22: no ssh server there',
      causeCode: 'connection-refused',
      causeRemedy: null,
    },
    text: ({ cause }: MendableCause) => cause,
    fix: ({ causeRemedy }) => causeRemedy ?? 'is sshd running there, and does a firewall let us through?',
  }),
  'ssh-speaks': well({ meaning: 'The host speaks ssh.', example: {}, text: () => 'speaks ssh' }),
  'ssh-handshake-failed': finding({
    meaning: 'The host did not show a host key.',
    remedy: 'ssh -v to the host tells where it stops; its log is in journalctl -u ssh there',
    example: { cause: 'no host key was shown at port 22 within 5 s', causeCode: 'host-key-unshown' },
    text: ({ cause }: Cause) => cause,
  }),
  'host-key-known': well({ meaning: 'The host key is on file.', example: {}, text: () => 'known' }),
  'host-key-not-on-file': finding({
    meaning: 'The host key is not on file.',
    remedy: 'Run `muster trust -w HOST`, which shows its fingerprint and records it.',
    example: { accepted: false, trust: 'muster trust -w {hosts}' },
    text: ({ accepted }: { accepted: boolean; trust: string }) =>
      accepted ? 'not on file; the first pass records it, whatever it is' : 'not on file',
    fix: ({ trust }) => trust,
  }),
  'host-key-differs': finding({
    meaning: 'Another host key is on file.',
    remedy: 'Find out why it changed; then run `muster trust -w HOST --replace HOST`.',
    example: { file: '/home/ops/.ssh/known_hosts', trust: 'muster trust -w {hosts} --replace {hosts}' },
    text: ({ file }: File & { trust: string }) => `has changed: another one is in ${file}`,
    fix: ({ trust }) =>
      `find out why (reinstalled, another host at this address, someone in between); then: ${trust}`,
  }),
  'host-key-is-revoked': finding({
    meaning: 'The host key is marked as revoked.',
    remedy: 'give the host a new key before it is used again',
    example: { file: '/home/ops/.ssh/known_hosts' },
    text: ({ file }: File) => `is revoked in ${file}`,
  }),
  'login-works': well({
    meaning: 'muster can log in.',
    example: { as: 'ops with /home/ops/.ssh/id_ed25519' },
    text: ({ as }: { as: string | null }) => (as === null ? 'let us in' : `as ${as}`),
  }),
  'cron-login-works': well({
    meaning: 'Passes that cron starts can log in.',
    example: {},
    text: () => 'works without an ssh agent',
  }),
  'cron-login-needs-agent': finding({
    meaning: 'Passes that cron starts cannot log in: the key is in the ssh agent of this session alone.',
    remedy: 'give cron a key of its own without passphrase, and name it in ssh.identityFile',
    example: { cause: 'the host accepted none of our keys: user ops', causeCode: 'auth-refused' },
    text: ({ cause }: Cause) =>
      `works only with the ssh agent of this session, which cron does not have: ${cause}`,
  }),
} as const;

/** What the host printed in place of an answer. */
type Instead = {
  /** Why there is no answer; null where there is one that is no use. */
  readonly cause: string | null;
  readonly causeCode: string | null;
  readonly printed: string | null;
  readonly exit: number | null;
};

const instead = ({ cause, printed, exit }: Instead): string =>
  cause ?? (printed === null ? `it printed nothing, and ended with ${exit}` : `it printed "${printed}"`);

const insteadExample = { cause: null, causeCode: null, printed: null, exit: 1 };

/** The login shell, sh and ps of a host. */
const shellCodes = {
  'shell-quiet': well({
    meaning: 'The login shell begins at once and prints nothing.',
    example: {},
    text: () => 'begins at once, and prints nothing',
  }),
  'shell-hangs': finding({
    meaning: 'The login shell does not end.',
    remedy: 'what the login shell reads must not wait for anything',
    example: { cause: 'no answer within 10 s', causeCode: 'command-timeout' },
    text: ({ cause }: Cause) => `the login shell did not end: ${cause}`,
  }),
  'shell-prints': finding({
    meaning: 'The login shell prints something at every login. muster ignores it.',
    remedy: 'print only at a terminal: [ -t 1 ] && ... in what the login shell reads',
    example: { printed: 'Welcome to this host' },
    text: ({ printed }: { printed: string }) =>
      `prints at every login, beginning with "${printed}"; muster passes over it`,
  }),
  'shell-slow': finding({
    meaning: 'The login shell takes long to begin, which every pass waits for.',
    remedy: 'look at what the login shell reads (.bashrc, .profile)',
    example: { overSeconds: 2 },
    text: ({ overSeconds }: { overSeconds: number }) =>
      `the login shell takes more than ${overSeconds} s to begin`,
  }),
  'shell-refuses': finding({
    meaning: 'The login shell does not run what it is given.',
    remedy: 'the user needs a login shell, not nologin',
    example: { exit: 1 },
    text: ({ exit }: { exit: number | null }) =>
      `the login shell does not do what it is told: it ended with ${exit}`,
  }),
  'sh-works': well({
    meaning: 'sh runs what it is given.',
    example: {},
    text: () => 'runs what it is given',
  }),
  'sh-broken': finding({
    meaning: 'sh does not run a script that it is given.',
    remedy: 'sh must be a POSIX shell, first on the PATH of a login',
    example: insteadExample,
    text: (of: Instead) => `a script for sh was not carried out: ${instead(of)}`,
  }),
  'listing-complete': well({
    meaning: 'ps lists whole command lines and how long each process runs.',
    example: {},
    text: () => 'whole command lines, and how long each runs',
  }),
  'listing-failed': finding({
    meaning: 'The processes of the host cannot be listed.',
    remedy: 'ps must list the processes of the user: install procps',
    example: { cause: 'the answer is cut off', causeCode: 'probe-cut-off', printed: null },
    text: ({ cause, printed }: Cause & { printed: string | null }) =>
      `${cause}${printed === null ? '' : ` (${printed})`}`,
  }),
  'listing-lacks-process': finding({
    meaning: 'ps does not list a process that was just started.',
    remedy: 'ps must list the processes of the user',
    example: {},
    text: () => 'a process that was just started is not in it',
  }),
  'listing-cuts-lines': finding({
    meaning: 'ps cuts command lines off, so keys further to the right are not found.',
    remedy: 'install procps, whose ps has no such limit',
    example: {},
    text: () => 'it cuts command lines off: a key further to the right is not found',
  }),
  'listing-lacks-times': finding({
    meaning: 'ps does not report how long processes run.',
    remedy: null,
    example: {},
    text: () =>
      'it does not tell how long a process runs: what ended young is told by muster’s own notes only',
  }),
} as const;

/** What does not work without a tool. */
const toolUses: Readonly<Record<string, string>> = {
  sh: 'nothing can be asked or started',
  ps: 'nothing can be counted',
  mkdir: 'nothing can be started',
  tail: 'what a submitter printed is not told',
  touch: 'old scripts are not kept apart from those in use',
  tar: 'scripts cannot be brought there',
  mv: 'scripts cannot be brought there',
  rm: 'scripts cannot be brought there',
  rmdir: 'launches that came too late leave a folder',
  date: 'launches that come too late are not refused',
  df: 'free disk is not told',
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

const umaskFix = 'umask 022 in what the login shell reads';

/** The home of a host and what muster writes there. */
const homeCodes = {
  'tools-complete': well({
    meaning: 'The host has all programs that muster calls there.',
    example: {},
    text: () => 'all that is needed is there',
  }),
  'tools-missing': finding({
    meaning: 'The host lacks programs that muster calls there.',
    remedy:
      'install them (Debian: coreutils, procps, tar, findutils), or mend PATH in what the login shell reads',
    example: { tools: ['tar'] },
    text: ({ tools }: { tools: readonly string[] }) =>
      `not found on the PATH of a login: ${tools.map(toolText).join(', ')}`,
  }),
  'home-disk-free': well({
    meaning: 'There is room in the home.',
    // Without the figure, so that hosts that are well are one line.
    example: { moreThanKiB: 102_400 },
    text: ({ moreThanKiB }: { moreThanKiB: number }) => `more than ${sizeText(moreThanKiB)} free in the home`,
  }),
  'home-disk-full': finding({
    meaning: 'There is hardly any room in the home.',
    remedy: 'df -h ~; df -i ~   on the host, and make room',
    example: { freeKiB: 900, freeFiles: 12 },
    text: ({ freeKiB, freeFiles }: { freeKiB: number; freeFiles: number | null }) =>
      `${sizeText(freeKiB)} free in the home${freeFiles === null ? '' : `, and ${freeFiles} files more`}`,
  }),
  'home-disk-unknown': finding({
    meaning: 'df does not report how much of the home is free.',
    remedy: null,
    example: {},
    text: () => 'df does not tell how much of the home is free',
  }),
  'folder-safe': well({
    meaning: "muster's folder on the host belongs to the user, and nobody else can write to it.",
    example: {},
    text: () => 'its own, and nobody else writes to it',
  }),
  'folder-foreign': finding({
    meaning: "muster's folder on the host belongs to another user.",
    remedy: 'Give it to the user that muster logs in as.',
    example: { folder: '/home/ops/.muster', owner: '0', uid: '1000' },
    text: ({ folder, owner }: Folder & { owner: string; uid: string }) =>
      `${folder} belongs to user id ${owner}`,
    fix: ({ folder, uid }) => `chown -R ${uid} ${folder}   on the host, as root`,
  }),
  'folder-open': finding({
    meaning: "Other users can write to muster's folder on the host, and so choose what is started.",
    remedy: 'Run `chmod go-w` on it.',
    example: { folder: '/home/ops/.muster' },
    text: ({ folder }: Folder) => `others may write to ${folder}, and so choose what is started`,
    fix: ({ folder }) => `chmod go-w ${folder}   on the host`,
  }),
  'umask-strict': finding({
    meaning: 'The umask takes new files from their own owner.',
    remedy: umaskFix,
    example: { umask: '0777' },
    text: ({ umask }: { umask: string }) => `the umask ${umask} takes new files from their own owner`,
  }),
  'umask-open': finding({
    meaning: 'The umask lets everybody write to new files.',
    remedy: umaskFix,
    example: { umask: '0000' },
    text: ({ umask }: { umask: string }) => `the umask ${umask} lets everybody write to new files`,
  }),
  'submitters-ready': well({
    meaning: 'All submitters are on the host and executable.',
    example: {},
    text: () => 'all are there and executable',
  }),
  'submitter-unready': finding({
    meaning: 'A submitter, or the folder of all, is missing on the host or is not executable.',
    remedy: 'scripts.remote names the folder where they are to be',
    example: { problem: 'missing', path: '/opt/fleet/start.sh' },
    text: ({ problem, path }: { problem: SubmitterProblem; path: string }) =>
      submitterProblems[problem](path),
  }),
  'scripts-runnable': well({
    meaning: 'Scripts can be written and run on the host.',
    example: {},
    text: () => 'can be written and run',
  }),
  'scripts-unwritable': finding({
    meaning: 'Scripts cannot be written on the host.',
    remedy: 'Look at the owner and the free disk of its folder.',
    example: { folder: '~/.muster/default', error: 'mkdir: Read-only file system' },
    text: ({ folder, error }: Folder & { error: string }) => `${folder} cannot be written: ${error}`,
    fix: ({ folder }) => `look at the owner and the free disk of ${folder} on the host`,
  }),
  'scripts-not-runnable': finding({
    meaning: 'Scripts cannot be run where they are written on the host.',
    remedy:
      'is the home mounted noexec? Then put the scripts elsewhere on the hosts, and name that folder in scripts.remote',
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

/** What becomes of processes on a host. */
const processCodes = {
  'processes-unlimited': well({
    meaning: 'The user may have any number of processes.',
    example: {},
    text: () => 'no limit to its processes',
  }),
  'processes-below-limit': well({
    meaning: 'The user has far fewer processes than it may have.',
    example: {},
    text: () => 'far from the most processes it may have',
  }),
  'processes-near-limit': finding({
    meaning: 'The user has almost as many processes as it may have, or all of them.',
    remedy: 'raise nproc in /etc/security/limits.conf on the host, or run less there',
    example: { running: 950, most: 1000 },
    text: ({ running, most }: { running: number; most: number }) =>
      `${running} processes of at most ${most} (ulimit -u)`,
  }),
  'processes-outlive': well({
    meaning: 'Processes go on when the login that started them ends.',
    example: {},
    text: () => 'processes outlive the login',
  }),
  'processes-ended': finding({
    meaning: 'Processes are ended with the login that started them, so components die when muster logs out.',
    remedy: 'Run `loginctl enable-linger USER` on the host.',
    example: { by: 'logind', user: 'ops' },
    text: ({ by }: { by: 'logind' | null; user: string }) =>
      `${by ?? 'something'} ends what a login leaves behind${by === null ? '' : ' (KillUserProcesses=yes)'}: components die when muster logs out`,
    fix: ({ user }) =>
      `loginctl enable-linger ${user}   on the host, as root; or KillUserProcesses=no in /etc/systemd/logind.conf`,
  }),
  'second-login-failed': finding({
    meaning: 'The second login failed, so it is unknown whether processes outlive the first.',
    remedy: 'Run `muster doctor` again.',
    example: { cause: 'ssh did not come up within 5 s', causeCode: 'connect-timeout', causeRemedy: null },
    text: ({ cause }: MendableCause) => `no second login: ${cause}`,
    fix: ({ causeRemedy }) => causeRemedy ?? undefined,
  }),
  'second-look-failed': finding({
    meaning: 'The host did not answer the second time, so it is unknown whether processes outlive a login.',
    remedy: null,
    example: insteadExample,
    text: (of: Instead) => `the second look failed: ${instead(of)}`,
  }),
} as const;

/** Findings of muster doctor. `{hosts}` in what to do stands for the hosts it was found on. */
export const doctorCodes = {
  ...controlCodes,
  ...clockCodes,
  ...cronCodes,
  ...doorCodes,
  ...shellCodes,
  ...homeCodes,
  ...processCodes,
} as const;
