import { readdirSync, readFileSync } from 'node:fs';

/** The ids of all processes of this machine. */
export function processIds(): number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

/** The ids of the running processes that have this entry, `NAME=value`, in their environment. */
export function processesWith(entry: string): number[] {
  return processIds().filter(
    (pid) =>
      textOf(`/proc/${pid}/environ`).split('\0').includes(entry) &&
      !/\) [ZX] /.test(textOf(`/proc/${pid}/stat`)),
  );
}

/** The words of a command line, joined by spaces; empty for a process that has ended. */
export function commandLine(pid: number): string {
  return textOf(`/proc/${pid}/cmdline`).split('\0').join(' ').trim();
}

/** Sends a signal to a process, or to a group if the id is negative. Ignores processes that have ended. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended.
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
