import type { FileHandle } from 'node:fs/promises';

/** A line of a file, without its end; null for one that is too long to be read. */
export type FileLine = string | null;

const chunkBytes = 64 * 1024;

/**
 * The lines of a file from the last to the first. Never more than one line and a piece of 64 KiB is in memory.
 *
 * @param bytes how much of the file is read: what is written to it meanwhile is left out.
 * @param maxLineBytes a longer line is passed over.
 */
export async function* linesBackward(
  file: FileHandle,
  bytes: number,
  maxLineBytes: number,
): AsyncGenerator<FileLine> {
  // Of the line that reaches back beyond what was read: its parts, the last first.
  let parts: Buffer[] = [];
  let length = 0;
  const keep = (part: Buffer): void => {
    length += part.length;
    if (length > maxLineBytes) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const line = (): FileLine => {
    const whole = length > maxLineBytes ? null : Buffer.concat(parts.toReversed()).toString('utf8');
    parts = [];
    length = 0;
    return whole;
  };
  for (let end = bytes; end > 0;) {
    const start = Math.max(0, end - chunkBytes);
    // Each its own: parts of it may be kept.
    const chunk = Buffer.allocUnsafe(end - start);
    const { bytesRead } = await file.read(chunk, 0, chunk.length, start);
    let to = bytesRead;
    for (;;) {
      const at = to === 0 ? -1 : chunk.lastIndexOf(0x0a, to - 1);
      if (at < 0) break;
      keep(chunk.subarray(at + 1, to));
      yield line();
      to = at;
    }
    keep(chunk.subarray(0, to));
    end = start;
  }
  yield line();
}
