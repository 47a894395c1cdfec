import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing, one by one from above: what node makes recursively hangs for ever
 * below `/proc`, where a folder is there and none can be made in it.
 */
export async function makeFolders(path: string, mode?: number): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
  if (isThere) return;
  await makeFolders(dirname(path), mode);
  await mkdir(path, mode).catch((error: NodeJS.ErrnoException) => {
    // Another has just made it.
    if (error.code !== 'EEXIST') throw error;
  });
}
