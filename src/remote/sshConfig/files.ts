import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { message, type Message } from '../../core/catalogue/catalogue.ts';
import { directiveOf, type Directive } from './directives.ts';
import { isMissing, readFault } from '../readFault.ts';
import { globbed } from './glob.ts';

/** Lines that hold for the same hosts, after a `Host` or `Match` or at the beginning of a file. */
export interface Block {
  readonly head: Extract<Directive, { kind: 'host' | 'match' }> | null;
  readonly lines: readonly (BlockLine | Included)[];
  /**
   * Whether it says something to hosts it is not for: an option nobody knows is an error unless IgnoreUnknown names it,
   * and `Match final` asks for a second reading wherever it stands.
   */
  readonly concernsAll: boolean;
}

export type BlockLine = Extract<Directive, { kind: 'set' | 'unknown' }>;

export interface Included {
  readonly kind: 'included';
  readonly files: readonly ConfigFile[];
}

export interface ConfigFile {
  readonly path: string;
  readonly blocks: readonly Block[];
  /** The user's own, whose relative paths are below `~/.ssh`. */
  readonly isUsers: boolean;
}

/** The files as OpenSSH reads them, the user's before the system's. `problem`: it would not go on with them. */
export interface SshConfig {
  readonly files: readonly ConfigFile[];
  readonly problem: Message | null;
}

/** `given`: null for OpenSSH's own files, `none`, or the path of the one to read instead. */
export async function readSshConfig(
  given: string | null,
  home: string,
  systemFile = '/etc/ssh/ssh_config',
): Promise<SshConfig> {
  if (given === 'none') return { files: [], problem: null };
  const reader = new Reader(home);
  try {
    if (given !== null) {
      const file = await reader.read(given, { isUsers: true, checked: false, depth: 0 });
      return file === null
        ? { files: [], problem: message('ssh-config-missing', { file: given }) }
        : { files: [file], problem: null };
    }
    const files = [
      await reader.read(join(home, '.ssh/config'), { isUsers: true, checked: true, depth: 0 }),
      await reader.read(systemFile, { isUsers: false, checked: false, depth: 0 }),
    ];
    return { files: files.filter((file) => file !== null), problem: null };
  } catch (error) {
    if (error instanceof Unusable) return { files: [], problem: error.problem };
    throw error;
  }
}

class Unusable extends Error {
  readonly problem: Message;

  constructor(problem: Message) {
    super(problem.text);
    this.problem = problem;
  }
}

interface How {
  readonly isUsers: boolean;
  /** Whether it must be writable by its owner alone. */
  readonly checked: boolean;
  readonly depth: number;
}

/** OpenSSH follows so many inclusions in each other. */
const deepest = 16;

/** More than this is no config, but a file that includes itself over and over. */
const mostFiles = 2000;

class Reader {
  readonly #home: string;
  #count = 0;

  constructor(home: string) {
    this.#home = home;
  }

  /** null where there is no such file. */
  async read(path: string, how: How): Promise<ConfigFile | null> {
    if (how.depth > deepest || ++this.#count > mostFiles)
      throw new Unusable(message('ssh-config-endless', { file: path }));
    const text = await textOf(path, how.checked);
    if (text === null) return null;
    const blocks: { head: Block['head']; lines: (BlockLine | Included)[]; concernsAll: boolean }[] = [];
    let block = { head: null as Block['head'], lines: [] as (BlockLine | Included)[], concernsAll: false };
    blocks.push(block);
    for (const [index, line] of text.split('\n').entries()) {
      const directive = directiveOf(line, { file: path, line: index + 1 });
      if (directive === null) continue;
      switch (directive.kind) {
        case 'bad':
          throw new Unusable(message('ssh-config-invalid', { ...directive.at, problem: directive.why }));
        case 'host':
        case 'match':
          block = { head: directive, lines: [], concernsAll: false };
          blocks.push(block);
          break;
        case 'include': {
          const files = await this.#included(directive, how);
          block.lines.push({ kind: 'included', files });
          block.concernsAll ||= files.some(concernsAll);
          break;
        }
        default:
          block.lines.push(directive);
          block.concernsAll ||= directive.kind === 'unknown';
      }
    }
    return { path, blocks, isUsers: how.isUsers };
  }

  async #included(
    { paths, at }: Extract<Directive, { kind: 'include' }>,
    { isUsers, depth }: How,
  ): Promise<ConfigFile[]> {
    const files: (ConfigFile | null)[] = [];
    for (const path of paths) {
      if (path.startsWith('~') && (!isUsers || /^~[^/]/.test(path)))
        throw new Unusable(
          message('ssh-config-invalid', {
            ...at,
            problem: `${path} cannot be included; write the whole path`,
          }),
        );
      const folder = isUsers ? join(this.#home, '.ssh') : '/etc/ssh';
      const whole = path.startsWith('~')
        ? this.#home + path.slice(1)
        : path.startsWith('/')
          ? path
          : `${folder}/${path}`;
      for (const found of await globbed(whole)) {
        files.push(await this.read(found, { isUsers, checked: true, depth: depth + 1 }));
      }
    }
    return files.filter((file) => file !== null);
  }
}

const concernsAll = ({ blocks }: ConfigFile): boolean =>
  blocks.some((block) => block.concernsAll || block.head?.kind === 'match');

const largestBytes = 10 * 1024 * 1024;

async function textOf(path: string, checked: boolean): Promise<string | null> {
  try {
    const { uid, mode, size } = await stat(path);
    if (size > largestBytes)
      throw new Unusable(message('ssh-config-unreadable', { file: path, error: 'it is larger than 10 MiB' }));
    if (checked && ((uid !== 0 && uid !== process.getuid?.()) || (mode & 0o022) !== 0))
      throw new Unusable(message('ssh-config-open', { file: path }));
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Unusable) throw error;
    if (isMissing(error)) return null;
    throw new Unusable(message('ssh-config-unreadable', { file: path, error: readFault(error) }));
  }
}
