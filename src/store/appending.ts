import { closeSync, constants, createWriteStream, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';

/** A file that lines are added to. */
export interface Appending {
  readonly stream: Writable;
  /**
   * Waits until everything is in the file.
   *
   * @throws when that takes too long, or the file is not there any more.
   */
  close(): Promise<void>;
}

/**
 * Opens a file to add lines to it, and makes it where it is missing. The last line of a pass that was killed may have
 * no end: it gets one, so that nothing is glued to it.
 *
 * @param failed is told of what goes wrong later.
 * @throws where it cannot be opened, or is no file of its own: a folder, a pipe, a link.
 */
export function openAppending(path: string, failed: (error: Error) => void): Appending {
  const fd = opened(path);
  try {
    const own = fstatSync(fd);
    if (!own.isFile()) throw new Error(`${path} is no file`);
    const isTorn = own.size > 0 && byteAt(fd, own.size - 1) !== 0x0a;
    const stream = createWriteStream(path, { fd });
    stream.on('error', failed);
    if (isTorn) stream.write('\n');
    return {
      stream,
      async close() {
        stream.end();
        await finished(stream, { signal: AbortSignal.timeout(flushTimeoutMs) });
        const now = statSync(path, { throwIfNoEntry: false });
        if (now?.ino !== own.ino || now.dev !== own.dev)
          throw new Error(`${path} was removed while this pass wrote to it`);
      },
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** A disk that takes longer than this keeps no pass from ending. */
export const flushTimeoutMs = 2000;

const { O_RDWR, O_APPEND, O_CREAT, O_NONBLOCK, O_NOCTTY, O_NOFOLLOW } = constants;

function opened(path: string): number {
  try {
    // Without waiting: somebody may have put a pipe there.
    return openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, 0o666);
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'ELOOP'
      ? new Error(`${path} is a link`, { cause: error })
      : error;
  }
}

function byteAt(fd: number, at: number): number {
  const byte = Buffer.alloc(1);
  readSync(fd, byte, 0, 1, at);
  return byte[0] ?? 0;
}
