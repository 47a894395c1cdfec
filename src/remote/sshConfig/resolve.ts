import { SocketAddress, isIP } from 'node:net';
import { message, type Message } from '../../core/catalogue/catalogue.ts';
import type { At, Criterion, Directive, Setting } from './directives.ts';
import type { Block, ConfigFile, SshConfig } from './files.ts';
import { jumpOfCommand, withoutRest } from './jumps.ts';
import { matchesHost, matchesList } from './patterns.ts';
import { expandTokens } from './tokens.ts';
import { portNumber } from './values.ts';

/** What is asked for: `ssh NAME`, with what its command line would set. */
export interface Asked {
  readonly name: string;
  readonly user: string | null;
  readonly port: number | null;
  /** `-o HostName`. */
  readonly address: string | null;
  /** `-J`: a chain, or `none`. */
  readonly jump: string | null;
}

/** What the config files make of it; what they do not set is OpenSSH's default. */
export interface Settings {
  /** What to connect to, in lower case. */
  readonly address: string;
  readonly user: string;
  readonly port: number;
  /** In order; null where none is named, and the default ones are meant. */
  readonly identityFiles: readonly string[] | null;
  /** The chain as it is written; null for none. */
  readonly jump: { readonly text: string; readonly at: At | null } | null;
  /** What is set, by the name of the option as `options.ts` spells it. */
  readonly set: ReadonlyMap<string, Setting>;
}

export type Resolved =
  { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly why: Message };

/**
 * A function that resolves hosts as `ssh -G` does, without asking anybody: pure, and quick for thousands of hosts, for
 * blocks that name other hosts are not even looked at.
 */
export function resolver(config: SshConfig, localUser: string): (asked: Asked) => Resolved {
  const indexed = config.files.map(indexOf);
  return (asked) => {
    if (config.problem !== null) return { ok: false, why: config.problem };
    const reading = new Reading(asked, localUser);
    try {
      return { ok: true, settings: reading.all(indexed) };
    } catch (error) {
      if (error instanceof Fatal) return { ok: false, why: error.why };
      throw error;
    }
  };
}

class Fatal extends Error {
  readonly why: Message;

  constructor(why: Message) {
    super(why.text);
    this.why = why;
  }
}

interface Index {
  readonly file: ConfigFile;
  /** Blocks for the hosts of that very name, by their place in the file. */
  readonly byName: ReadonlyMap<string, readonly number[]>;
  /** Blocks whose heads have to be looked at. */
  readonly others: readonly number[];
  readonly included: ReadonlyMap<object, readonly Index[]>;
}

function indexOf(file: ConfigFile): Index {
  const byName = new Map<string, number[]>();
  const others: number[] = [];
  const included = new Map<object, readonly Index[]>();
  for (const [place, { head, concernsAll, lines }] of file.blocks.entries()) {
    for (const line of lines) if (line.kind === 'included') included.set(line, line.files.map(indexOf));
    if (head?.kind !== 'host' || concernsAll || head.patterns.some((pattern) => /[*?!]/.test(pattern))) {
      others.push(place);
      continue;
    }
    for (const name of new Set(head.patterns)) {
      const places = byName.get(name);
      if (places) places.push(place);
      else byName.set(name, [place]);
    }
  }
  return { file, byName, others, included };
}

/** One host, with what is known of it so far: the first value of an option wins. */
class Reading {
  readonly #asked: Asked;
  readonly #localUser: string;
  readonly #set = new Map<string, Setting>();
  readonly #identities: { readonly path: string; readonly isUsers: boolean }[] = [];
  #isFinal = false;
  #wantsFinal = false;
  /** What `Host` is compared with. */
  #host: string;
  #address: string | null;

  constructor(asked: Asked, localUser: string) {
    this.#asked = asked;
    this.#localUser = localUser;
    this.#host = asked.name;
    this.#address = asked.address;
  }

  all(files: readonly Index[]): Settings {
    for (const file of files) this.#file(file, true);
    this.#host = canonical(this.#nowHost(), this.#set.get('AddressFamily')?.words[0]);
    if (this.#wantsFinal) {
      this.#isFinal = true;
      this.#address = this.#host;
      for (const file of files) this.#file(file, true);
    }
    const chain = this.#asked.jump ?? this.#chain();
    const command = this.#set.get('ProxyCommand');
    const meant = command === undefined ? null : jumpOfCommand(command.text);
    if (command !== undefined && meant !== null) {
      this.#set.delete('ProxyCommand');
      this.#set.set('ProxyJump', { ...command, text: meant });
      return this.#settings(meant);
    }
    return this.#settings(chain);
  }

  #settings(chain: string | null): Settings {
    return {
      address: this.#host,
      user: this.#user(),
      port: this.#asked.port ?? portNumber(this.#set.get('Port')?.words[0] ?? '') ?? 22,
      identityFiles: this.#identities.length === 0 ? null : this.#identities.map(({ path }) => path),
      jump:
        chain === null || isNone(chain)
          ? null
          : { text: chain, at: this.#asked.jump === null ? (this.#set.get('ProxyJump')?.at ?? null) : null },
      set: this.#set,
    };
  }

  /** @param isOn false for one that is included where it is not for this host. */
  #file({ file, byName, others, included }: Index, isOn: boolean): void {
    const named = byName.get(this.#host) ?? [];
    const places = named.length === 0 ? others : [...others, ...named].toSorted((a, b) => a - b);
    for (const place of places) {
      const block = file.blocks[place] as Block;
      const isFor = this.#isFor(block.head, isOn);
      if (!isFor && !block.concernsAll) continue;
      for (const line of block.lines) {
        if (line.kind === 'included') for (const index of included.get(line) ?? []) this.#file(index, isFor);
        else if (line.kind === 'unknown') this.#unknown(line);
        else if (isFor) this.#take(line, file.isUsers);
      }
    }
  }

  #isFor(head: Block['head'], isOn: boolean): boolean {
    if (head === null) return isOn;
    return head.kind === 'host' ? isOn && matchesHost(this.#host, head.patterns) : this.#fits(head, isOn);
  }

  #unknown({ keyword, at }: Extract<Directive, { kind: 'unknown' }>): void {
    const ignored = this.#set.get('IgnoreUnknown')?.words[0];
    if (ignored === undefined || !matchesList(keyword, ignored.toLowerCase()))
      throw new Fatal(message('ssh-option-unknown', { ...at, option: keyword }));
  }

  #take({ option: { name, takes }, setting }: Extract<Directive, { kind: 'set' }>, isUsers: boolean): void {
    if (name === 'IdentityFile') {
      const path = setting.words[0] as string;
      if (!this.#identities.some((one) => one.path === path && one.isUsers === isUsers))
        this.#identities.push({ path, isUsers });
    }
    if (this.#set.has(name)) return;
    if (takes === 'time' && setting.words[0] === 'none') return;
    // Of the two ways around the one that was named first holds.
    if (name === 'ProxyJump' && this.#set.has('ProxyCommand') && !isNone(withoutRest(setting.text))) return;
    if (name === 'ProxyCommand' && (this.#asked.jump !== null || !isNone(this.#chain() ?? 'none'))) return;
    this.#set.set(name, setting);
  }

  #fits({ criteria, at }: Extract<Directive, { kind: 'match' }>, isOn: boolean): boolean {
    let fits = isOn;
    for (const criterion of criteria) {
      if (criterion.kind === 'final') this.#wantsFinal = true;
      const holds = fits && this.#holds(criterion, at);
      if (holds === criterion.isNegated) fits = false;
    }
    return fits;
  }

  #holds({ kind, argument }: Criterion, at: At): boolean {
    switch (kind) {
      case 'all':
        return true;
      case 'canonical':
      case 'final':
        return this.#isFinal;
      case 'host':
        return matchesList(this.#nowHost().toLowerCase(), argument);
      case 'originalhost':
        return matchesList(this.#asked.name.toLowerCase(), argument);
      case 'user':
        return matchesList(this.#user(), argument);
      case 'localuser':
        return matchesList(this.#localUser, argument);
      case 'tagged':
        return matchesList(this.#set.get('Tag')?.words[0] ?? '', argument);
      default:
        throw new Fatal(message('ssh-match-refused', { ...at, criterion: kind }));
    }
  }

  #chain(): string | null {
    const text = this.#set.get('ProxyJump')?.text;
    return text === undefined ? null : withoutRest(text);
  }

  #user(): string {
    return this.#asked.user ?? this.#set.get('User')?.words[0] ?? this.#localUser;
  }

  /** What it would be connected to by what is known so far. */
  #nowHost(): string {
    if (this.#address !== null) return this.#address;
    const setting = this.#set.get('HostName');
    if (setting === undefined) return this.#host;
    const expanded = expandTokens(setting.words[0] as string, { h: this.#host, '%': '%' });
    if (!expanded.ok)
      throw new Fatal(message('ssh-config-invalid', { ...setting.at, problem: `HostName: ${expanded.why}` }));
    return expanded.text;
  }
}

const isNone = (text: string): boolean => text.toLowerCase() === 'none';

/** A name in lower case; an address as the system writes it, if it is of the wanted family. */
function canonical(host: string, family: string | undefined): string {
  const wanted = family?.toLowerCase();
  const [bare = '', ...scope] = host.split('%');
  if (isIP(bare) === 6) {
    const { address } = new SocketAddress({ address: bare, family: 'ipv6' });
    const isKept = wanted === 'inet' || address === bare.toLowerCase();
    return isKept ? host : [address, ...scope].join('%');
  }
  const address = isIP(host) === 4 ? host : shortAddress(host);
  if (address === null) return host.toLowerCase();
  return wanted === 'inet6' ? host : address;
}

/** `127.1` and `0x7f000001` are addresses to a resolver too. */
function shortAddress(host: string): string | null {
  if (!/^(0x[0-9a-f]+|\d+)(\.(0x[0-9a-f]+|\d+)){0,3}$/i.test(host)) return null;
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return null;
  }
}
