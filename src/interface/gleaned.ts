import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser';

const largestBytes = 10 * 1024 * 1024;

/** What an `Interface.json` that has errors says all the same. */
export interface Gleaned {
  /** The value that stands at these keys; undefined where there is none that can be read, or not all of it. */
  at(...path: readonly string[]): unknown;
  /** Other paths in the file are relative to its folder. */
  absolute(path: string): string;
}

/** What can be read of an `Interface.json`, whatever is wrong with it; null where there is no file to read. */
export async function gleanedFrom(file: string): Promise<Gleaned | null> {
  const path = resolve(file);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return null;
  }
  const folder = dirname(path);
  // Positions are those behind a byte order mark.
  const plain = text.replace(/^\uFEFF/, '');
  const root = plain.length > largestBytes ? undefined : treeOf(plain);
  return {
    at(...keys) {
      const node = root && findNodeAtLocation(root, [...keys]);
      return node && isWhole(plain.slice(node.offset, node.offset + node.length))
        ? (getNodeValue(node) as unknown)
        : undefined;
    },
    absolute: (given) =>
      given.startsWith('~/') ? resolve(homedir(), given.slice(2)) : resolve(folder, given),
  };
}

/** A list that ends with the file lacks what came behind: a program without its arguments is another command. */
function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function treeOf(text: string): ReturnType<typeof parseTree> {
  try {
    // It goes on behind what is no JSON.
    return parseTree(text, [], { disallowComments: true });
  } catch {
    // Brackets within brackets, thousands deep.
    return undefined;
  }
}
