import type { Reach } from './reach.ts';
import type { WireAlgorithms } from './reachAlgorithms.ts';
import type { Setting } from './sshConfig/directives.ts';
import { placeOf } from './sshConfig/files.ts';
import { sshOptions } from './sshConfig/options.ts';

interface Found {
  readonly name: string;
  /** Why the ssh config could not be resolved. */
  readonly why: string | null;
  /** Whether its jump hosts lead back to it. */
  readonly circle: boolean;
  readonly jump: Reach | null;
  readonly set: ReadonlyMap<string, Setting>;
  readonly unexpanded: readonly string[];
  readonly algorithms: WireAlgorithms;
}

/** Why a host cannot be reached as the ssh config has it; null if it can. */
export function problemOf({ name, why, circle, jump, set, unexpanded, algorithms }: Found): Reach['problem'] {
  if (why !== null) return { reason: why };
  if (circle)
    return {
      reason: `the way to ${name} leads through itself, or through too many jump hosts`,
      remedy: `keep jump hosts out of the block that names them, as in "Host * !gateway"; \`ssh -G ${name}\` shows what holds`,
    };
  if (jump?.problem) return { ...jump.problem, reason: `jump host ${jump.name}: ${jump.problem.reason}` };
  for (const { name: option, note, harmless = [] } of refusing) {
    const setting = set.get(option);
    if (setting === undefined) continue;
    const value = setting.words.join(' ').toLowerCase();
    if (!harmless.includes(value)) return { reason: `${placeOf(setting.at)}: ${option}: ${note}` };
  }
  if (unexpanded[0] !== undefined) return { reason: unexpanded[0] };
  return authenticationProblem(set) ?? algorithmProblem(set, algorithms);
}

const refusing = sshOptions.filter(({ stance }) => stance === 'refused');

function authenticationProblem(set: Found['set']): Reach['problem'] {
  const pubkey = set.get('PubkeyAuthentication');
  if (pubkey && /^(no|false)$/i.test(pubkey.words[0] ?? ''))
    return {
      reason: `${placeOf(pubkey.at)}: PubkeyAuthentication is off, and muster logs in with keys only`,
    };
  const preferred = set.get('PreferredAuthentications');
  if (preferred && !(preferred.words[0] ?? '').split(',').includes('publickey'))
    return {
      reason: `${placeOf(preferred.at)}: PreferredAuthentications leaves out publickey, the one way muster logs in`,
    };
  return null;
}

function algorithmProblem(set: Found['set'], algorithms: WireAlgorithms): Reach['problem'] {
  const lists = { Ciphers: algorithms.cipher, MACs: algorithms.hmac, KexAlgorithms: algorithms.kex };
  for (const [option, list] of Object.entries(lists)) {
    const setting = set.get(option);
    if (setting && list.length === 0)
      return { reason: `${placeOf(setting.at)}: ${option}: muster has none of ${setting.words[0] ?? ''}` };
  }
  return null;
}
