import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PilotSettings } from '../interface/pilotConfig.ts';
import type { Place } from '../interface/scopes.ts';
import {
  bundleName,
  bundleOf,
  marker,
  maxBundleBytes,
  type Bundle,
  type BundleFile,
} from '../remote/bundle.ts';
import type { BroughtFile } from './render.ts';

/** The paths below `client://` that a pilot needs on its host, each once. */
export function clientPaths({ stage, environment }: PilotSettings): readonly string[] {
  const places: Place[] = [
    ...stage.map(({ source }) => source),
    ...(environment?.requirements ?? []).flatMap((one) => (one.kind === 'spec' ? [] : [one.place])),
  ];
  return [...new Set(places.flatMap((place) => (place.scope === 'client' ? [place.path] : [])))];
}

/**
 * What a file that is to be brought is like. Its content is not kept: most hosts have it already.
 *
 * @param folder that of `Interface.json`
 * @throws Error with a sentence for the operator: not there, not a file, not readable, too large
 */
export async function clientFile(folder: string, path: string): Promise<BroughtFile> {
  const file = await clientFileContent(folder, path);
  const sha256 = createHash('sha256').update(file.content).digest('hex');
  return { bundle: bundleName([file]), name: file.name, sha256 };
}

/**
 * The same file as a bundle.
 *
 * @throws Error as `clientFile` does, and where it is not what it was
 */
export async function clientBundle(folder: string, path: string, known: BroughtFile): Promise<Bundle> {
  const file = await clientFileContent(folder, path);
  if (bundleName([file]) !== known.bundle)
    throw new Error(`${join(folder, path)} was changed meanwhile; the next pass takes it as it is then`);
  return bundleOf([file]);
}

/** The file itself, under the name it has in its bundle; throws as `clientFile` does. */
export async function clientFileContent(folder: string, path: string): Promise<BundleFile> {
  const file = join(folder, path);
  try {
    const found = await stat(file);
    if (found.isDirectory())
      throw new Error(`${file} is a folder; name the files in it, or pack it and let the action be "unpack"`);
    if (!found.isFile()) throw new Error(`${file} is no regular file`);
    if (found.size > maxBundleBytes)
      throw new Error(
        `${file} has more than ${maxBundleBytes / 1024 / 1024} MiB, and would go over every connection that needs it; put it on the hosts, or behind an https address`,
      );
    const name = basename(file);
    if (name === marker) throw new Error(`${file} cannot be brought under that name; rename it`);
    return { name, executable: (found.mode & 0o111) !== 0, content: await readFile(file) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    throw new Error(isMissing ? `there is no file ${file}` : `${file} cannot be read: ${message}`, {
      cause: error,
    });
  }
}
