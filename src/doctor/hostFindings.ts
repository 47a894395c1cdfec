import { error, ok, warning, type Finding } from './finding.ts';

/** What `workerscripts/doctor` said, by name. */
export type Facts = ReadonlyMap<string, readonly string[]>;

export interface Expected {
  /** Whether submitters are brought to the host. */
  readonly brought: boolean;
  /** muster's folder on the host, relative to the home. */
  readonly root: string;
}

/** What the answers of a host mean, but for those that take a second look. */
export function hostFindings(facts: Facts, expected: Expected): Finding[] {
  return [
    toolsFinding(facts, expected),
    diskFinding(facts),
    ...folderFindings(facts),
    ...submitterFindings(facts, expected),
    writingFinding(facts, expected),
  ];
}

/** What does not work without a tool. */
const needs: Readonly<Record<string, string>> = {
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
const vital = new Set(['sh', 'ps', 'mkdir', 'tail']);
const vitalToBring = new Set(['tar', 'mv', 'rm']);

function toolsFinding(facts: Facts, { brought }: Expected): Finding {
  const lacking = facts.get('lacks') ?? [];
  if (lacking.length === 0) return ok('tools', 'all that is needed is there');
  const told = lacking.map((tool) => (needs[tool] === undefined ? tool : `${tool} (${needs[tool]})`));
  const grave = lacking.some((tool) => vital.has(tool) || (brought && vitalToBring.has(tool)));
  return (grave ? error : warning)(
    'tools',
    `not found on the PATH of a login: ${told.join(', ')}`,
    'install them (Debian: coreutils, procps, tar, findutils), or mend PATH in what the login shell reads',
  );
}

const leastKiB = 1024;
const littleKiB = 100 * 1024;
const fewInodes = 1000;

function diskFinding(facts: Facts): Finding {
  const freeKiB = beforePercentage(only(facts, 'disk'));
  const inodes = beforePercentage(only(facts, 'inodes'));
  if (freeKiB === null) return warning('disk', 'df does not tell how much of the home is free');
  const said = `${sizeText(freeKiB)} free in the home${inodes === null ? '' : `, and ${inodes} files more`}`;
  const remedy = 'df -h ~; df -i ~   on the host, and make room';
  if (freeKiB < leastKiB || inodes === 0) return error('disk', said, remedy);
  if (freeKiB < littleKiB || (inodes !== null && inodes < fewInodes)) return warning('disk', said, remedy);
  // Without the figure, so that hosts that are well are one line.
  return ok('disk', `more than ${sizeText(littleKiB)} free in the home`);
}

/** The number before the percentage: names of file systems may hold blanks, so columns cannot be counted. */
export function beforePercentage(text: string): number | null {
  const [, free] = /(?:^|\s)(-?\d+)\s+\d+%(?:\s|$)/.exec(text) ?? [];
  return free === undefined ? null : Math.max(0, Number(free));
}

function sizeText(kib: number): string {
  if (kib < 1024) return `${kib} KiB`;
  return kib < 1024 * 1024 ? `${Math.floor(kib / 1024)} MiB` : `${Math.floor(kib / 1024 / 1024)} GiB`;
}

/** Who else could change what muster runs there, and whether new files are its own to use. */
function folderFindings(facts: Facts): Finding[] {
  const findings: Finding[] = [];
  const uid = only(facts, 'uid');
  for (const line of facts.get('folder') ?? []) {
    const [, , mode = '', owner, path = ''] = /^(d|l)(\S+) \d+ (\d+) .* (\S+)$/.exec(line) ?? [];
    if (owner === undefined) continue;
    if (uid !== '' && owner !== uid)
      findings.push(
        error(
          'folder',
          `${path} belongs to user id ${owner}`,
          `chown -R ${uid} ${path}   on the host, as root`,
        ),
      );
    else if (mode[4] === 'w' || mode[7] === 'w')
      findings.push(
        warning(
          'folder',
          `others may write to ${path}, and so choose what is started`,
          `chmod go-w ${path}   on the host`,
        ),
      );
  }
  const mask = Number.parseInt(only(facts, 'umask'), 8);
  if ((mask & 0o700) !== 0)
    findings.push(
      error(
        'folder',
        `the umask ${only(facts, 'umask')} takes new files from their own owner`,
        'umask 022 in what the login shell reads',
      ),
    );
  else if ((mask & 0o002) === 0)
    findings.push(
      warning(
        'folder',
        `the umask ${only(facts, 'umask')} lets everybody write to new files`,
        'umask 022 in what the login shell reads',
      ),
    );
  return findings.length > 0 ? findings : [ok('folder', 'its own, and nobody else writes to it')];
}

function submitterFindings(facts: Facts, { brought }: Expected): Finding[] {
  if (brought) return [];
  const unready = facts.get('unready') ?? [];
  if (unready.length === 0) return [ok('submitters', 'all are there and executable')];
  return unready.map((why) =>
    error('submitters', why, 'scripts.remote names the folder where they are to be'),
  );
}

function writingFinding(facts: Facts, { root }: Expected): Finding {
  const unwritten = facts.get('unwritten');
  if (unwritten !== undefined)
    return error(
      'scripts',
      `~/${root} cannot be written: ${withoutNonce(unwritten[0] ?? '')}`,
      `look at the owner and the free disk of ~/${root} on the host`,
    );
  const unrun = facts.get('unrun');
  if (unrun !== undefined)
    return error(
      'scripts',
      `a script written to ~/${root} cannot be run: ${withoutNonce(unrun[0] ?? '')}`,
      'is the home mounted noexec? Then put the scripts elsewhere on the hosts, and name that folder in scripts.remote',
    );
  return ok('scripts', 'can be written and run');
}

/** What differs from host to host would keep them from being told together. */
function withoutNonce(text: string): string {
  return text.replaceAll(/[0-9a-f]{16}/g, '…');
}

/** Processes this user has, and may have. */
export function limitFinding(facts: Facts, running: number): Finding {
  const limit = only(facts, 'limit');
  if (!/^\d+$/.test(limit)) return ok('limits', 'no limit to its processes');
  const most = Number(limit);
  if (running < 0.8 * most) return ok('limits', 'far from the most processes it may have');
  return (running >= most ? error : warning)(
    'limits',
    `${running} processes of at most ${most} (ulimit -u)`,
    'raise nproc in /etc/security/limits.conf on the host, or run less there',
  );
}

/** Whether the process left behind was there when we came back. */
export function outlivingFinding(alive: boolean, facts: Facts): Finding {
  if (alive) return ok('outliving', 'processes outlive the login');
  const logind = only(facts, 'logind');
  const why = /KillUserProcesses=yes/i.test(logind)
    ? 'logind is told to (KillUserProcesses=yes)'
    : 'something';
  return error(
    'outliving',
    `${why === 'something' ? 'something ends' : 'logind ends'} what a login leaves behind${why === 'something' ? '' : ' (KillUserProcesses=yes)'}: components die when muster logs out`,
    `loginctl enable-linger ${only(facts, 'user')}   on the host, as root; or KillUserProcesses=no in /etc/systemd/logind.conf`,
  );
}

export function only(facts: Facts, name: string): string {
  return facts.get(name)?.[0] ?? '';
}
