import { spawn } from 'node:child_process';
import { message, type Message } from '../core/catalogue/catalogue.ts';

/**
 * Locks open files by the `flock` program: what it locks is ours, for the lock belongs to the open file.
 *
 * One after the other, so that of many who want them at once one gets them all. What cannot be locked at all, as a
 * file on some network file systems that is open for reading only, is told by its index; one must be.
 */
export function flock(
  fds: readonly number[],
): Promise<{ busy: boolean; unlockable: readonly number[] } | { fault: Message }> {
  const each = [
    'locked=0',
    'for fd; do',
    '  flock -n "$fd"',
    '  status=$?',
    '  case $status in',
    '    0) locked=$((locked + 1)) ;;',
    // What flock says of a file, by sysexits.h; all else is of the program.
    '    6[4-9] | 7[0-8]) echo "$((fd - 3))" ;;',
    '    *) exit $status ;;',
    '  esac',
    'done',
    '[ $locked -gt 0 ] || exit $status',
  ].join('\n');
  const numbers = fds.map((_, index) => String(index + 3));
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', each, 'flock', ...numbers], {
      stdio: ['ignore', 'pipe', 'pipe', ...fds],
    });
    let told = '';
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const notRun = (error: string): void => resolve({ fault: message('flock-missing', { error }) });
    child.on('error', (error) => notRun(error.message));
    child.on('close', (code) => {
      if (code === 0) resolve({ busy: false, unlockable: told.split('\n').filter(Boolean).map(Number) });
      else if (code === 1) resolve({ busy: true, unlockable: [] });
      // What a shell says of a program that is not there, or is none.
      else if (code === 126 || code === 127) notRun(said.trim());
      else resolve({ fault: message('flock-failed', { exit: code, error: said.trim() }) });
    });
  });
}
