import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { ClientFileProblem } from '../core/catalogue/pilotCodes.ts';
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

/** A part of a pilot cannot be had; `problem` is for the operator. */
export class PilotFault extends Error {
  readonly problem: Message;

  constructor(problem: Message, cause?: unknown) {
    super(problem.text, { cause });
    this.problem = problem;
  }
}

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
 * @throws PilotFault: not there, not a file, not readable, too large
 */
export async function clientFile(folder: string, path: string): Promise<BroughtFile> {
  const file = await clientFileContent(folder, path);
  const sha256 = createHash('sha256').update(file.content).digest('hex');
  return { bundle: bundleName([file]), name: file.name, sha256 };
}

/**
 * The same file as a bundle.
 *
 * @throws PilotFault as `clientFile` does, and where it is not what it was
 */
export async function clientBundle(folder: string, path: string, known: BroughtFile): Promise<Bundle> {
  const file = await clientFileContent(folder, path);
  if (bundleName([file]) !== known.bundle)
    throw new PilotFault(message('client-file-changed', { file: join(folder, path) }));
  return bundleOf([file]);
}

/** The file itself, under the name it has in its bundle; throws as `clientFile` does. */
export async function clientFileContent(folder: string, path: string): Promise<BundleFile> {
  const file = join(folder, path);
  try {
    const found = await stat(file);
    const name = basename(file);
    if (found.isDirectory()) throw unusable(file, 'folder');
    if (!found.isFile()) throw unusable(file, 'not-a-file');
    if (found.size > maxBundleBytes) throw unusable(file, 'too-large');
    if (name === marker) throw unusable(file, 'name-reserved');
    return { name, executable: (found.mode & 0o111) !== 0, content: await readFile(file) };
  } catch (error) {
    if (error instanceof PilotFault) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw unusable(file, code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable', error as Error);
  }
}

function unusable(file: string, problem: ClientFileProblem, cause?: Error): PilotFault {
  const mostMiB = maxBundleBytes / 1024 / 1024;
  const of = { file, problem, mostMiB, error: cause?.message ?? '' };
  return new PilotFault(message('client-file-unusable', of), cause);
}
