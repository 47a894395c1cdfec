import { message, type Message } from '../core/catalogue/catalogue.ts';

/** What a command printed, as it arrives. Kept in one piece: a host may send it byte by byte. */
export class Output {
  readonly #parts: Record<'stdout' | 'stderr', Buffer> = { stdout: empty, stderr: empty };
  readonly #lengths = { stdout: 0, stderr: 0 };
  readonly #maxBytes: number;
  readonly #giveUp: (reason: Message) => void;

  /**
   * @param maxBytes how much is kept, both outputs together.
   * @param giveUp is called when more came, or when all hosts together sent more than there is room for.
   */
  constructor(maxBytes: number, giveUp: (reason: Message) => void) {
    this.#maxBytes = maxBytes;
    this.#giveUp = giveUp;
    held.add(this);
  }

  /** The memory that is taken, in bytes. */
  get room(): number {
    return this.#parts.stdout.length + this.#parts.stderr.length;
  }

  keep(which: 'stdout' | 'stderr', chunk: Buffer): void {
    const { stdout, stderr } = this.#lengths;
    if (stdout + stderr + chunk.length > this.#maxBytes)
      return this.#giveUp(message('output-too-large', { mib: mib(this.#maxBytes) }));
    const length = this.#lengths[which];
    this.#parts[which] = withRoom(this.#parts[which], length, length + chunk.length, this.#maxBytes);
    chunk.copy(this.#parts[which], length);
    this.#lengths[which] += chunk.length;
    makeRoom();
  }

  /** What was kept; nothing more is. */
  done(): { stdout: Buffer; stderr: Buffer } {
    held.delete(this);
    return {
      stdout: this.#parts.stdout.subarray(0, this.#lengths.stdout),
      stderr: this.#parts.stderr.subarray(0, this.#lengths.stderr),
    };
  }

  /** Of all commands, this one took the most while there was not enough for all. */
  giveWay(): void {
    const { stdout, stderr } = this.#lengths;
    const togetherMib = mib(maxTogetherBytes);
    this.#giveUp(message('outputs-too-large', { mib: mib(stdout + stderr), togetherMib }));
  }
}

/**
 * The output of all commands that run takes no more memory than this: at its cost, one host has what it may need, and
 * many at once cannot take the memory of this machine. The one that sent the most gives way, so no host can push out
 * another that sent less.
 */
export const maxTogetherBytes = 256 * 1024 * 1024;

const held = new Set<Output>();
const empty = Buffer.alloc(0);

function makeRoom(): void {
  let taken = 0;
  let most: Output | undefined;
  for (const output of held) {
    taken += output.room;
    if (!most || output.room > most.room) most = output;
  }
  if (taken > maxTogetherBytes) most?.giveWay();
}

/** A buffer that holds `length` bytes, with the first `used` of `part` in it. */
function withRoom(part: Buffer, used: number, length: number, maxBytes: number): Buffer {
  if (length <= part.length) return part;
  const larger = Buffer.allocUnsafeSlow(Math.min(maxBytes, Math.max(1024, length, 2 * part.length)));
  part.copy(larger, 0, 0, used);
  return larger;
}

function mib(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
