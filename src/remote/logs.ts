import { shellQuote } from './quote.ts';

/** stdin for `sh -s`: what reads the output of instances, as it is asked to. */
export function logsScript(text: string, { nonce, root }: { nonce: string; root: string }): string {
  return `muster_nonce=${shellQuote(nonce)}\nmuster_root=${shellQuote(root)}\n${text}`;
}

/** The line that ends the answer to a question; the 0th says that the script listens. */
export function answerEnd(nonce: string, number: number): string {
  return `\nlogs ${nonce} ${number}\n`;
}

/** The piece of a file that one question asks for begins and ends at a multiple of this many bytes. */
export const blockBytes = 64 * 1024;

/** The questions, each with what it is asked by; see `workerscripts/logs`. */
export const ask = {
  links: (pids: readonly number[]): string => `links\n${pids.join(' ')}\n`,
  sizes: (files: readonly string[]): string => `sizes\n${files.join(' ')}\n`,
  size: (path: string): string => `size\n${oneLine(path)}\n`,
  /** What a file holds from `offset` on: so many blocks, the first of them from there only. */
  read: (path: string, offset: number, blocks: number): string =>
    `read ${Math.floor(offset / blockBytes)} ${blocks} ${offset % blockBytes}\n${oneLine(path)}\n`,
  find: (inode: string, path: string): string => `find ${inode}\n${oneLine(path)}\n`,
  last: (component: string): string => `last\n${oneLine(component)}\n`,
  /** What a launch leaves to be read. */
  files: (launch: string): string => `files\n${oneLine(launch)}\n`,
};

/** A path with a line end would be two lines; the file it names is not found then. */
function oneLine(text: string): string {
  return text.replaceAll(/[\n\0]/g, '?');
}

/** Where an output of a process goes. */
export interface Link {
  readonly pid: number;
  readonly fd: 1 | 2;
  /** As the kernel tells it: a path, `pipe:[7]`, `/dev/null`, `/var/log/x (deleted)`. */
  readonly target: string;
}

export function parseLinks(answer: Buffer): Link[] {
  return linesOf(answer).flatMap((line) => {
    const [, pid, fd, target = ''] = /^(\d{1,10}) ([12]) (.+)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), fd: fd === '1' ? 1 : 2, target }];
  });
}

/** A file as `ls -Lind` tells of it. */
export interface FileSize {
  readonly path: string;
  readonly inode: string;
  readonly regular: boolean;
  readonly bytes: number;
}

export function parseSizes(answer: Buffer): FileSize[] {
  return linesOf(answer).flatMap((line) => {
    // Of a device there are two numbers in the place of the size.
    const found =
      /^ *(\d{1,20}) +(\S)\S* +\d+ +\S+ +\S+ +(?:\d+, +)?(\d{1,15}) .*? ((?:\/|launches\/|sandboxes\/).*)$/.exec(
        line,
      );
    if (found === null) return [];
    const [, inode = '', kind, bytes, path = ''] = found;
    return [{ path, inode, regular: kind === '-', bytes: Number(bytes) }];
  });
}

/** Paths below muster's folder; one with a blank cannot be asked for. */
export function parseFiles(answer: Buffer): string[] {
  return linesOf(answer).filter((line) => /^(launches|sandboxes)\/[\w./-]+$/.test(line));
}

/** The first line of an answer; null where it is empty. */
export function parseLine(answer: Buffer): string | null {
  return linesOf(answer)[0] ?? null;
}

function linesOf(answer: Buffer): string[] {
  return answer
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}
