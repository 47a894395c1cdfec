/** One line of an output. */
export interface OutputLine {
  /** Without its end; at most `maxLineBytes`. */
  readonly bytes: Buffer;
  /** How much longer it was. */
  readonly cutBytes: number;
}

/** A longer line is cut here. */
export const maxLineBytes = 8 * 1024;

/** Makes lines of the pieces of a file. What of a line has come is kept until it is whole. */
export class LineSplitter {
  #begun: Buffer[] = [];
  #bytes = 0;
  #cutBytes = 0;

  /** The lines that are whole now. */
  add(piece: Buffer): OutputLine[] {
    const lines: OutputLine[] = [];
    let from = 0;
    for (;;) {
      const end = piece.indexOf(0x0a, from);
      if (end < 0) break;
      this.#keep(piece.subarray(from, end));
      lines.push(this.#line());
      from = end + 1;
    }
    // A copy: what is kept must not keep the whole piece.
    if (from < piece.length) this.#keep(Buffer.from(piece.subarray(from)));
    return lines;
  }

  /** What has come of a line that will not be finished; none if nothing has. */
  rest(): OutputLine[] {
    return this.#bytes + this.#cutBytes > 0 ? [this.#line()] : [];
  }

  #keep(part: Buffer): void {
    const kept = part.subarray(0, maxLineBytes - this.#bytes);
    if (kept.length > 0) this.#begun.push(kept);
    this.#bytes += kept.length;
    this.#cutBytes += part.length - kept.length;
  }

  #line(): OutputLine {
    const line = { bytes: Buffer.concat(this.#begun), cutBytes: this.#cutBytes };
    this.#begun = [];
    this.#bytes = 0;
    this.#cutBytes = 0;
    return line;
  }
}
