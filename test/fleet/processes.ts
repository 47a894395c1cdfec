import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process as its host numbers it. `state` as `ps` writes it: R, S, D, T, Z. `command` is its arguments joined by spaces. */
export type HostProcess = {
  readonly pid: number;
  readonly ppid: number;
  readonly uid: number;
  readonly state: string;
  readonly command: string;
  /** The pid the machine knows it by. */
  readonly outerPid: number;
};

/**
 * The processes of one process namespace (`pid:[4026…]`), read from the machine's own /proc:
 * neither muster nor its probe nor any `ps` has a say in it.
 */
export function processesOf(pidNamespace: string): HostProcess[] {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((outerPid) => processFrom(outerPid, pidNamespace))
    .filter((process) => process !== undefined);
  const pidOf = new Map(found.map((process) => [process.outerPid, process.pid]));
  // A parent outside of the host (nsenter's) is 0, as the host itself would say.
  return found.map((process) => ({ ...process, ppid: pidOf.get(process.ppid) ?? 0 }));
}

/** The processes whose command holds `text` and that have no ancestor whose command does: the instances of a key. */
export function topmostMatching(processes: readonly HostProcess[], text: string): HostProcess[] {
  const byPid = new Map(processes.map((process) => [process.pid, process]));
  const matches = (process: HostProcess) => process.state !== 'Z' && process.command.includes(text);
  const hasMatchingAncestor = (process: HostProcess): boolean => {
    const parent = byPid.get(process.ppid);
    return parent !== undefined && (matches(parent) || hasMatchingAncestor(parent));
  };
  return processes.filter((process) => matches(process) && !hasMatchingAncestor(process));
}

/** undefined when it is of another namespace, or has ended meanwhile. Its ppid is still the machine's. */
function processFrom(outerPid: string, pidNamespace: string): HostProcess | undefined {
  try {
    if (readlinkSync(`/proc/${outerPid}/ns/pid`) !== pidNamespace) return undefined;
    const status = readFileSync(`/proc/${outerPid}/status`, 'utf8');
    const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
    return {
      pid: Number(field('NSpid').split(/\s+/).at(-1)),
      ppid: Number(field('PPid')),
      uid: Number(field('Uid').split(/\s+/)[0]),
      state: field('State').charAt(0),
      command: readFileSync(`/proc/${outerPid}/cmdline`, 'utf8').replace(/\0$/, '').replaceAll('\0', ' '),
      outerPid: Number(outerPid),
    };
  } catch {
    return undefined;
  }
}
