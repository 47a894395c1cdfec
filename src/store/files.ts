import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Replaces a file whole: a reader sees the old text or the new, also after a crash or a loss of power.
 *
 * @param isLasting false for what the next pass makes anew: then no disk is waited for, and a loss of power may leave it empty.
 * @throws the file system's error; the old file is untouched then.
 */
export async function replaceFile(path: string, text: string, isLasting = true): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const file = await open(fresh, 'wx', 0o644);
    try {
      await file.writeFile(text);
      // Whatever the umask of whoever ran this pass: the next may be run by another user.
      await file.chmod(0o644);
      if (isLasting) await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => {});
    throw error;
  }
  if (isLasting) await syncFolder(dirname(path));
}

/** Makes the rename itself survive a loss of power. Some file systems cannot; the new text is in place all the same. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}
