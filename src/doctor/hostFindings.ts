import { message } from '../core/catalogue/catalogue.ts';
import type { SubmitterProblem } from '../core/catalogue/doctorCodes.ts';
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

const vital = new Set(['sh', 'ps', 'mkdir', 'tail']);
const vitalToBring = new Set(['tar', 'mv', 'rm']);

function toolsFinding(facts: Facts, { brought }: Expected): Finding {
  const tools = facts.get('lacks') ?? [];
  if (tools.length === 0) return ok('tools', message('tools-complete'));
  const grave = tools.some((tool) => vital.has(tool) || (brought && vitalToBring.has(tool)));
  return (grave ? error : warning)('tools', message('tools-missing', { tools }));
}

const leastKiB = 1024;
const littleKiB = 100 * 1024;
const fewFiles = 1000;

function diskFinding(facts: Facts): Finding {
  const freeKiB = beforePercentage(only(facts, 'disk'));
  const freeFiles = beforePercentage(only(facts, 'inodes'));
  if (freeKiB === null) return warning('disk', message('home-disk-unknown'));
  const full = message('home-disk-full', { freeKiB, freeFiles });
  if (freeKiB < leastKiB || freeFiles === 0) return error('disk', full);
  if (freeKiB < littleKiB || (freeFiles !== null && freeFiles < fewFiles)) return warning('disk', full);
  // Without the figure, so that hosts that are well are one line.
  return ok('disk', message('home-disk-free', { moreThanKiB: littleKiB }));
}

/** The number before the percentage: names of file systems may hold blanks, so columns cannot be counted. */
export function beforePercentage(text: string): number | null {
  const [, free] = /(?:^|\s)(-?\d+)\s+\d+%(?:\s|$)/.exec(text) ?? [];
  return free === undefined ? null : Math.max(0, Number(free));
}

/** Who else could change what muster runs there, and whether new files are its own to use. */
function folderFindings(facts: Facts): Finding[] {
  const findings: Finding[] = [];
  const uid = only(facts, 'uid');
  for (const line of facts.get('folder') ?? []) {
    const [, , mode = '', owner, path = ''] = /^(d|l)(\S+) \d+ (\d+) .* (\S+)$/.exec(line) ?? [];
    if (owner === undefined) continue;
    if (uid !== '' && owner !== uid)
      findings.push(error('folder', message('folder-foreign', { folder: path, owner, uid })));
    else if (mode[4] === 'w' || mode[7] === 'w')
      findings.push(warning('folder', message('folder-open', { folder: path })));
  }
  const umask = only(facts, 'umask');
  const mask = Number.parseInt(umask, 8);
  if ((mask & 0o700) !== 0) findings.push(error('folder', message('umask-strict', { umask })));
  else if ((mask & 0o002) === 0) findings.push(warning('folder', message('umask-open', { umask })));
  return findings.length > 0 ? findings : [ok('folder', message('folder-safe'))];
}

function submitterFindings(facts: Facts, { brought }: Expected): Finding[] {
  if (brought) return [];
  const unready = facts.get('unready') ?? [];
  if (unready.length === 0) return [ok('submitters', message('submitters-ready'))];
  return unready.map((line) => {
    const [, problem = '', path = ''] = /^(no-folder|missing|not-executable) (.*)$/.exec(line) ?? [];
    const of = { problem: (problem || 'missing') as SubmitterProblem, path: path || line };
    return error('submitters', message('submitter-unready', of));
  });
}

function writingFinding(facts: Facts, { root }: Expected): Finding {
  const folder = `~/${root}`;
  for (const [fact, code] of [
    ['unwritten', 'scripts-unwritable'],
    ['unrun', 'scripts-not-runnable'],
  ] as const) {
    const said = facts.get(fact);
    if (said !== undefined)
      return error('scripts', message(code, { folder, error: withoutNonce(said[0] ?? '') }));
  }
  return ok('scripts', message('scripts-runnable'));
}

/** What differs from host to host would keep them from being told together. */
function withoutNonce(text: string): string {
  return text.replaceAll(/[0-9a-f]{16}/g, '…');
}

/** Processes this user has, and may have. */
export function limitFinding(facts: Facts, running: number): Finding {
  const limit = only(facts, 'limit');
  if (!/^\d+$/.test(limit)) return ok('limits', message('processes-unlimited'));
  const most = Number(limit);
  if (running < 0.8 * most) return ok('limits', message('processes-below-limit'));
  return (running >= most ? error : warning)('limits', message('processes-near-limit', { running, most }));
}

/** Whether the process left behind was there when we came back. */
export function outlivingFinding(alive: boolean, facts: Facts): Finding {
  if (alive) return ok('outliving', message('processes-outlive'));
  const by = /KillUserProcesses=yes/i.test(only(facts, 'logind')) ? 'logind' : null;
  return error('outliving', message('processes-ended', { by, user: only(facts, 'user') }));
}

export function only(facts: Facts, name: string): string {
  return facts.get(name)?.[0] ?? '';
}
