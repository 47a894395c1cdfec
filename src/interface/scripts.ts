import { readFileSync, statSync } from 'node:fs';
import type { Look, Script } from './lint.ts';

/** More than this is no script; the lint then takes its text for unknown. */
const largestBytes = 1024 * 1024;

/** Looks at a file of the control VM. */
export const lookAtScript: Look = (path): Script => {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) {
      return { kind: stat.isDirectory() ? 'folder' : 'not-a-file' };
    }
    // The mode travels to the hosts with the file, so it counts, and not what this user may do here.
    const executable = (stat.mode & 0o111) !== 0;
    const text = stat.size > largestBytes ? null : readFileSync(path, 'utf8');
    return { kind: 'file', executable, text: text?.includes('\0') === true ? null : text };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable' };
  }
};
