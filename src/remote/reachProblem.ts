import { message, type Message } from '../core/catalogue/catalogue.ts';
import { jumpFailure } from './jumpFailure.ts';
import type { Reach } from './reach.ts';
import type { WireAlgorithms } from './reachAlgorithms.ts';
import type { Setting } from './sshConfig/directives.ts';
import { sshOptions } from './sshConfig/options.ts';

interface Found {
  readonly name: string;
  /** Why the ssh config could not be resolved. */
  readonly why: Message | null;
  /** Whether its jump hosts lead back to it. */
  readonly circle: boolean;
  readonly jump: Reach | null;
  readonly set: ReadonlyMap<string, Setting>;
  readonly unexpanded: readonly Message[];
  readonly algorithms: WireAlgorithms;
}

/** Why a host cannot be reached as the ssh config has it; null if it can. */
export function problemOf({ name, why, circle, jump, set, unexpanded, algorithms }: Found): Message | null {
  if (why !== null) return why;
  if (circle) return message('jump-circle', { host: name });
  if (jump?.problem) return jumpFailure(jump.name, jump.problem);
  for (const { name: option, note, harmless = [] } of refusing) {
    const setting = set.get(option);
    if (setting === undefined) continue;
    const value = setting.words.join(' ').toLowerCase();
    if (!harmless.includes(value)) return message('ssh-option-refused', { ...setting.at, option, note });
  }
  return unexpanded[0] ?? authenticationProblem(set) ?? algorithmProblem(set, algorithms);
}

const refusing = sshOptions.filter(({ stance }) => stance === 'refused');

function authenticationProblem(set: Found['set']): Message | null {
  const pubkey = set.get('PubkeyAuthentication');
  if (pubkey && /^(no|false)$/i.test(pubkey.words[0] ?? ''))
    return message('ssh-keys-disabled', { ...pubkey.at, option: 'PubkeyAuthentication' });
  const preferred = set.get('PreferredAuthentications');
  if (preferred && !(preferred.words[0] ?? '').split(',').includes('publickey'))
    return message('ssh-keys-disabled', { ...preferred.at, option: 'PreferredAuthentications' });
  return null;
}

function algorithmProblem(set: Found['set'], algorithms: WireAlgorithms): Message | null {
  const lists = { Ciphers: algorithms.cipher, MACs: algorithms.hmac, KexAlgorithms: algorithms.kex };
  for (const [option, list] of Object.entries(lists)) {
    const setting = set.get(option);
    if (setting && list.length === 0)
      return message('ssh-algorithms-unknown', { ...setting.at, option, value: setting.words[0] ?? '' });
  }
  return null;
}
