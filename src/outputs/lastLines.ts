import { blockBytes } from '../remote/logs.ts';

/** How far back the beginning of the last lines is looked for. */
export const maxLookBackBytes = 16 * 1024 * 1024;

/**
 * Where in a file its last `lines` lines begin. What comes behind the last line end counts as a line.
 *
 * @param read a piece of the file from a place on; it may be short of a block only at the end of the file.
 * @param size what the file holds as far as it is looked at.
 */
export async function whereLastLinesBegin(
  read: (offset: number) => Promise<Buffer>,
  size: number,
  lines: number,
): Promise<number> {
  let wanted = lines;
  for (let end = size; end > 0 && size - end < maxLookBackBytes;) {
    const start = Math.floor((end - 1) / blockBytes) * blockBytes;
    const block = (await read(start)).subarray(0, end - start);
    if (block.length === 0) return end;
    for (let at = block.length - 1; at >= 0; at--) {
      // The very last line end ends the last line; every other begins one.
      if (block[at] === 0x0a && start + at !== size - 1 && --wanted === 0) return start + at + 1;
    }
    end = start;
  }
  return Math.max(0, size - maxLookBackBytes);
}
