import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder as it is brought to the hosts, named by a hash of what is in it: the submitters, a pilot's script, a file it needs. */
export interface Bundle {
  /** 32 hexadecimal digits. */
  readonly name: string;
  /** A tar archive of one folder called `name`; its last entry is the marker that shows it is whole. */
  readonly archive: Buffer;
}

/** A bundle is sent over every connection that needs it, so a data set by mistake in the folder must not go. */
export const maxBundleBytes = 32 * 1024 * 1024;

/**
 * Reads a folder into a bundle. Links are followed; what begins with a dot is left out.
 *
 * @throws Error with a sentence for the operator: no such folder, not readable, too large.
 */
export async function readBundle(folder: string): Promise<Bundle> {
  return bundleOf(await filesIn(folder, ''));
}

/** These files as a bundle. */
export async function bundleOf(files: readonly BundleFile[]): Promise<Bundle> {
  const name = bundleName(files);
  return { name, archive: await archiveOf(name, files) };
}

/** The name of a bundle of these files: the same files in the same order have the same. */
export function bundleName(files: readonly BundleFile[]): string {
  const hash = createHash('sha256');
  for (const { name, executable, content } of files) {
    hash.update(`${name}\0${executable}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 32);
}

/**
 * The command that unpacks a bundle from stdin on a host: whole or not at all, and never over one that is there.
 * One line without quotes of its own, since any login shell must understand it. `mv` into the parent folder fails
 * where a bundle of that name stands, and the marker is only there when the archive has arrived to its end.
 *
 * @param root relative to the home, of safe characters only, see `namespace` in the schema.
 */
export function stageCommand(root: string, bundle: string, nonce: string): string {
  const steps = [
    `b="$HOME/${root}/bundles"`,
    `t="$b/.new-${nonce}"`,
    // A tar on a full disk goes on to the marker, so its status counts as well.
    `mkdir -p "$t" && tar -xf - -C "$t" && [ -f "$t/${bundle}/${marker}" ] && { mv "$t/${bundle}" "$b/" 2>/dev/null || [ -f "$b/${bundle}/${marker}" ]; }`,
    's=$?',
    'rm -rf "$t"',
    'exit $s',
  ];
  return `sh -c '${steps.join('; ')}'`;
}

/** What shows that a bundle is whole. */
export const marker = '.muster-bundle';

export interface BundleFile {
  /** Relative to the bundle's folder. */
  readonly name: string;
  readonly executable: boolean;
  readonly content: Buffer;
}

/** In a fixed order, so that the same folder gives the same bundle. */
async function filesIn(
  folder: string,
  prefix: string,
  budget = { bytes: maxBundleBytes },
): Promise<BundleFile[]> {
  const entries = (await readdir(folder)).filter((entry) => !entry.startsWith('.')).toSorted();
  const files: BundleFile[] = [];
  for (const entry of entries) {
    const path = join(folder, entry);
    const found = await stat(path);
    if (found.isDirectory()) {
      if (prefix.split('/').length > 20)
        throw new Error(`${path} lies too deep: does a link lead back to its own folder?`);
      files.push(...(await filesIn(path, `${prefix}${entry}/`, budget)));
    } else if (found.isFile()) {
      budget.bytes -= found.size;
      if (budget.bytes < 0)
        throw new Error(
          `${folder} holds more than ${maxBundleBytes / 1024 / 1024} MiB: keep only submitters and what they need there`,
        );
      files.push({
        name: prefix + entry,
        executable: (found.mode & 0o111) !== 0,
        content: await readFile(path),
      });
    }
  }
  return files;
}

async function archiveOf(bundle: string, files: readonly BundleFile[]): Promise<Buffer> {
  // Loaded when a host lacks a bundle, which is rare.
  const { pack } = await import('tar-stream');
  const archive = pack();
  const fixed = { mtime: new Date(0), uid: 0, gid: 0 };
  for (const { name, executable, content } of files) {
    archive.entry({ name: `${bundle}/${name}`, mode: executable ? 0o755 : 0o644, ...fixed }, content);
  }
  archive.entry({ name: `${bundle}/${marker}`, mode: 0o644, ...fixed }, '');
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
