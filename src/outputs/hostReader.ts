import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Instance } from '../core/types.ts';
import type { FileSize, Link } from '../remote/logs.ts';
import type { Outputs } from '../remote/port.ts';
import { whereLastLinesBegin } from './lastLines.ts';
import { LineSplitter, type OutputLine } from './lineSplitter.ts';

/** Where what is read goes. */
export interface Sink {
  /** Takes lines; resolves when there is room for more. */
  lines(from: Source, lines: readonly OutputLine[]): Promise<void>;
  /** About an instance (or about the host, where `pid` is null) for whoever watches. */
  say(kind: 'detail' | 'news' | 'problem', pid: number | null, what: Message): void;
}

export interface Source {
  /** The instance; null for a launch whose component does not run. */
  readonly pid: number | null;
  readonly launch?: string;
  /** Told where the two outputs of an instance go to different files. */
  readonly stream?: 'stdout' | 'stderr';
  /** The command of a pilot that printed it. */
  readonly step?: string;
}

/** Reads what the instances of one component print on one host, and remembers how far. */
export class HostReader {
  readonly #sink: Sink;
  readonly #lastLines: number;
  /** By inode. */
  readonly #files = new Map<string, Reading>();
  /** Files that were read before and are no output of a running instance now. */
  readonly #left = new Map<string, { offset: number; target: string | null }>();
  readonly #told = new Set<string>();
  #instances: readonly Instance[] = [];
  #begun = false;

  constructor(sink: Sink, lastLines: number) {
    this.#sink = sink;
    this.#lastLines = lastLines;
  }

  /** How many instances there are, to the best of what is known. */
  get instances(): number {
    return this.#instances.length;
  }

  /** Whether it was looked at before. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Takes up the outputs of these instances, and leaves those of others once they are read to their end. */
  async look(outputs: Outputs, instances: readonly Instance[]): Promise<void> {
    const came = instances.filter(({ pid }) => !this.#instances.some((earlier) => earlier.pid === pid));
    const gone = this.#instances.filter(({ pid }) => !instances.some((now) => now.pid === pid));
    for (const { pid } of this.#begun ? came : []) this.#once('news', pid, message('logs-instance-new'));
    const pids = instances.flatMap(({ pid, pids }) => [...new Set([pid, ...pids])].slice(0, maxProcesses));
    const links = pids.length === 0 ? [] : await outputs.links(pids);
    const sizes = links.length === 0 ? [] : await outputs.sizes(links.map(handleOf));
    const found = foundFiles(instances, links, sizes);
    for (const instance of instances) this.#tellWithout(instance, links, sizes);
    for (const [inode, reading] of this.#files) {
      if (found.has(inode) || reading.source.launch !== undefined) continue;
      await this.#leave(outputs, inode, reading);
    }
    for (const [inode, file] of found) {
      const known = this.#files.get(inode);
      if (known) Object.assign(known, file);
      else await this.#take(outputs, inode, file);
    }
    for (const { pid } of gone) this.#sink.say('news', pid, message('logs-instance-ended'));
    this.#instances = instances;
    this.#begun = true;
  }

  /** Takes up the output of a launch, and of the pilot it started. Returns how long it is; null where there is none. */
  async lookAtLaunch(outputs: Outputs, launch: string): Promise<number | null> {
    const handles = await outputs.files(launch);
    const sizes = handles.length === 0 ? [] : await outputs.sizes(handles);
    this.#begun = true;
    const there = handles.flatMap((handle) =>
      sizes.filter(({ path, regular }) => regular && path === handle),
    );
    for (const { path: handle, inode, bytes } of there) {
      if (this.#files.has(inode)) continue;
      await this.#take(outputs, inode, { source: sourceOf(launch, handle), handle, target: null, bytes });
    }
    return there.length === 0 ? null : there.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /**
   * Reads what is new, of each file a piece in turn.
   *
   * @returns whether anything came, and whether a file is not what it was: then the instances are to be looked at.
   */
  async catchUp(outputs: Outputs): Promise<{ came: boolean; changed: boolean }> {
    if (this.#files.size === 0) return { came: false, changed: false };
    const sizes = await outputs.sizes([...this.#files.values()].map(({ handle }) => handle));
    const byHandle = new Map(sizes.map((size) => [size.path, size]));
    let came = false;
    let changed = false;
    const behind = new Set<Reading>();
    for (const [inode, reading] of this.#files) {
      const size = byHandle.get(reading.handle);
      if (size?.inode !== inode) {
        changed ||= reading.source.launch === undefined;
        continue;
      }
      if (size.bytes < reading.offset) await this.#truncated(reading);
      reading.bytes = size.bytes;
      if (reading.offset < size.bytes) behind.add(reading);
    }
    while (behind.size > 0) {
      for (const reading of behind) {
        const bytes = await this.#piece(outputs, reading, reading.handle);
        came ||= bytes > 0;
        if (bytes > 0) reading.emptyReads = 0;
        // Once it may have been cut short since it was measured.
        else if (++reading.emptyReads === 2) this.#complain('logs-output-unreadable', reading);
        if (bytes === 0 || reading.offset >= reading.bytes) behind.delete(reading);
      }
    }
    return { came, changed };
  }

  /** Nothing more comes: lines that were not finished are told as they are. */
  async finish(): Promise<void> {
    for (const { splitter, source } of this.#files.values()) await this.#tell(source, splitter.rest());
  }

  async #take(outputs: Outputs, inode: string, file: Found): Promise<void> {
    const reading = { ...file, offset: 0, emptyReads: 0, splitter: new LineSplitter() };
    const earlier = this.#left.get(inode);
    // What comes up while one watches is told from its beginning, but not all that an old file holds.
    // By its name too: the kernel gives the number of a removed file to the next.
    if (earlier?.target === file.target && earlier.offset <= file.bytes) reading.offset = earlier.offset;
    else if (!this.#begun || file.bytes > maxFromBeginning)
      reading.offset = await whereLastLinesBegin(
        (offset) => outputs.read(file.handle, offset, 1),
        file.bytes,
        this.#lastLines,
      );
    this.#left.delete(inode);
    this.#files.set(inode, reading);
    if (file.target !== null)
      this.#once('detail', file.source.pid, message('logs-output-file', { file: file.target }));
  }

  /** No process of ours writes to it any more. By its path it can still be read to its end. */
  async #leave(outputs: Outputs, inode: string, reading: Reading): Promise<void> {
    const path = await whereNow(outputs, inode, reading.target);
    if (path === null) this.#complain('logs-output-removed', reading);
    else while ((await this.#piece(outputs, reading, path)) > 0);
    await this.#tell(reading.source, reading.splitter.rest());
    this.#files.delete(inode);
    this.#left.set(inode, reading);
    for (const oldest of this.#left.keys()) {
      if (this.#left.size <= maxLeft) break;
      this.#left.delete(oldest);
    }
  }

  async #truncated(reading: Reading): Promise<void> {
    this.#complain('logs-output-truncated', reading);
    await this.#tell(reading.source, reading.splitter.rest());
    reading.offset = 0;
  }

  async #piece(outputs: Outputs, reading: Reading, path: string): Promise<number> {
    const piece = await outputs.read(path, reading.offset, blocksAtOnce);
    const lines = reading.splitter.add(piece);
    // First, so that a connection that is lost while these are told does not bring them again.
    reading.offset += piece.length;
    await this.#tell(reading.source, lines);
    return piece.length;
  }

  async #tell(source: Source, lines: readonly OutputLine[]): Promise<void> {
    if (lines.length > 0) await this.#sink.lines(source, lines);
  }

  /** An instance of which nothing can be read. */
  #tellWithout({ pid, pids }: Instance, links: readonly Link[], sizes: readonly FileSize[]): void {
    const own = links.filter((link) => link.pid === pid || pids.includes(link.pid));
    const regular = new Set(sizes.flatMap(({ path, regular }) => (regular ? [path] : [])));
    if (own.some((link) => regular.has(handleOf(link)))) return;
    this.#once('problem', pid, nothingToRead(own));
  }

  #once(kind: 'detail' | 'news' | 'problem', pid: number | null, what: Message): void {
    const key = `${what.code} ${pid} ${what.text}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#sink.say(kind, pid, what);
  }

  #complain(
    code: 'logs-output-unreadable' | 'logs-output-removed' | 'logs-output-truncated',
    { source, target }: Reading,
  ): void {
    this.#sink.say('problem', source.pid, message(code, { file: target }));
  }
}

/** An output file as it was found. */
interface Found {
  readonly source: Source;
  /** What it is read by: the file the process has open, whatever its name is now. */
  readonly handle: string;
  /** Its name; null where it is known by its handle alone. */
  readonly target: string | null;
  bytes: number;
}

interface Reading extends Found {
  offset: number;
  /** Reads in a row that brought nothing where there should have been something. */
  emptyReads: number;
  readonly splitter: LineSplitter;
}

/** Of an instance with more processes only so many are asked where they write to. */
const maxProcesses = 16;

const blocksAtOnce = 2;

const maxFromBeginning = 256 * 1024;

/** Files that are remembered after nobody wrote to them any more. */
const maxLeft = 1000;

function handleOf({ pid, fd }: Link): string {
  return `/proc/${pid}/fd/${fd}`;
}

/** What printed it: the submitter, the component, or a command of the pilot. */
function sourceOf(launch: string, path: string): Source {
  const [, stream, step] = /\/(?:(stdout|stderr)|steps\/(.+)\.out)$/.exec(path) ?? [];
  return {
    pid: null,
    launch,
    ...(stream !== undefined && { stream: stream as 'stdout' | 'stderr' }),
    ...(step !== undefined && { step }),
  };
}

/** The files these instances write to, each once, under the first of them. */
function foundFiles(
  instances: readonly Instance[],
  links: readonly Link[],
  sizes: readonly FileSize[],
): Map<string, Found> {
  const byHandle = new Map(sizes.map((size) => [size.path, size]));
  const files = new Map<string, Found>();
  for (const { pid, pids } of instances) {
    const family = new Set([pid, ...pids]);
    const own = links.flatMap((link) => {
      const size = family.has(link.pid) ? byHandle.get(handleOf(link)) : undefined;
      return size?.regular ? [{ link, size }] : [];
    });
    for (const { link, size } of own) {
      const fds = new Set(own.filter((other) => other.size.inode === size.inode).map((one) => one.link.fd));
      const apart = own.some((other) => other.size.inode !== size.inode) && fds.size === 1;
      const source: Source = { pid, ...(apart && { stream: link.fd === 1 ? 'stdout' : 'stderr' }) };
      if (!files.has(size.inode))
        files.set(size.inode, { source, handle: handleOf(link), target: link.target, bytes: size.bytes });
    }
  }
  return files;
}

/** Where the file is that had this path. */
async function whereNow(outputs: Outputs, inode: string, target: string | null): Promise<string | null> {
  if (target === null) return null;
  const path = target.replace(/ \(deleted\)$/, '');
  if ((await outputs.size(path))?.inode === inode) return path;
  return outputs.find(inode, path);
}

function nothingToRead(links: readonly Link[]): Message {
  if (links.length === 0) return message('logs-output-unknown');
  const placeOf = (fd: 1 | 2): string | null => {
    const link = links.find((one) => one.fd === fd);
    return link === undefined ? null : kindOf(link.target);
  };
  return message('logs-output-elsewhere', { stdout: placeOf(1), stderr: placeOf(2) });
}

function kindOf(target: string): string {
  if (target.startsWith('pipe:')) return 'a pipe, to another process';
  if (target.startsWith('socket:')) return 'a socket';
  return target;
}
