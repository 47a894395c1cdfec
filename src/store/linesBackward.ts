import type { FileHandle } from 'node:fs/promises';

export interface FileLine {
  /** Where it begins. */
  readonly at: number;
  /** Without its end; null for a line that is too long to be read. */
  readonly bytes: Buffer | null;
}

const chunkBytes = 64 * 1024;

/**
 * The lines of a file from the last to the first. Never more than one line and a piece of 64 KiB is in memory.
 *
 * @param to how much of the file is read: what is written to it meanwhile is left out.
 * @param maxLineBytes a longer line is passed over.
 * @param from where a line begins, and nothing before it is wanted.
 */
export async function* linesBackward(
  file: FileHandle,
  to: number,
  maxLineBytes: number,
  from = 0,
): AsyncGenerator<FileLine> {
  // Of the line that reaches back beyond what was read: its parts, the last first.
  let parts: Buffer[] = [];
  let length = 0;
  const keep = (part: Buffer): void => {
    length += part.length;
    if (length > maxLineBytes) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const line = (at: number): FileLine => {
    const [only, ...others] = parts;
    const whole = only !== undefined && others.length === 0 ? only : Buffer.concat(parts.toReversed());
    const found = { at, bytes: length > maxLineBytes ? null : whole };
    parts = [];
    length = 0;
    return found;
  };
  for (let end = to; end > from;) {
    const start = Math.max(from, end - chunkBytes);
    // Each its own: parts of it may be kept.
    const chunk = Buffer.allocUnsafe(end - start);
    const { bytesRead } = await file.read(chunk, 0, chunk.length, start);
    let until = bytesRead;
    for (;;) {
      const at = until === 0 ? -1 : chunk.lastIndexOf(0x0a, until - 1);
      if (at < 0) break;
      keep(chunk.subarray(at + 1, until));
      yield line(start + at + 1);
      until = at;
    }
    keep(chunk.subarray(0, until));
    end = start;
  }
  yield line(from);
}
