import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** What one launch did on its host, as its submitter and its instance wrote it down there. Times are uptime of the machine, in ms. */
export interface Launch {
  readonly id: string;
  readonly component: string;
  readonly host: string;
  /** The number of the pass whose Interface.json it was started from. */
  readonly pass: number;
  readonly mode: string;
  readonly begunMs: number;
  /** null while its instance has not said that it runs. */
  readonly startedMs: number | null;
  /** How often an instance said so; more than once is wrong. */
  readonly starts: number;
}

/** An instance that is there, as the kernel has it. */
export interface Living {
  readonly launchId: string;
  readonly component: string;
  readonly host: string;
  /** The pids the machine knows it and what it started by, the instance itself first. */
  readonly outerPids: readonly number[];
}

/** What really runs on the hosts at one moment. */
export interface Look {
  /** Uptime of the machine in ms when the look began: what was there then and was not ended is in it. */
  readonly atMs: number;
  readonly living: readonly Living[];
  /** `HOST PID STARTTIME` of processes that are none of muster's business. */
  readonly bystanders: ReadonlySet<string>;
}

/** Milliseconds since the machine was booted: the one clock that hosts, instances and this program share. */
export function uptimeMs(): number {
  return Math.round(Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000);
}

/** The process namespace a process of the machine is in. */
export function pidNamespaceOf(outerPid: number): string {
  return readlinkSync(`/proc/${outerPid}/ns/pid`);
}

/** @param hosts the host of each process namespace */
export function look(hosts: ReadonlyMap<string, string>): Look {
  const atMs = uptimeMs();
  const found = new Map<number, { parent: number; started: string; host: string; living: Living | null }>();
  const bystanders = new Set<string>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const process = processOf(name, hosts);
    if (process === null) continue;
    const { host, parent, started, argv, environment } = process;
    if (environment.has('SOAK_BYSTANDER')) bystanders.add(`${host} ${name} ${started}`);
    found.set(Number(name), {
      parent,
      started,
      host,
      living: livingOf(Number(name), host, argv, environment),
    });
  }
  // What an instance started dies with it: its own children.
  for (const [pid, { parent }] of found) {
    const instance = found.get(parent)?.living;
    if (instance) (instance.outerPids as number[]).push(pid);
  }
  return { atMs, living: [...found.values()].flatMap(({ living }) => living ?? []), bystanders };
}

/** The instance a process is; told by its command line, its name by its environment. */
function livingOf(
  pid: number,
  host: string,
  argv: readonly string[],
  environment: ReadonlyMap<string, string>,
): Living | null {
  const launchId = environment.get('MUSTER_LAUNCH_ID');
  const component = environment.get('MUSTER_COMPONENT');
  if (launchId === undefined || component === undefined || !/^soaked:.*:$/.test(argv.at(-1) ?? ''))
    return null;
  return { launchId, component, host, outerPids: [pid] };
}

interface Process {
  readonly host: string;
  readonly parent: number;
  readonly started: string;
  readonly argv: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
}

function processOf(pid: string, hosts: ReadonlyMap<string, string>): Process | null {
  try {
    const host = hosts.get(readlinkSync(`/proc/${pid}/ns/pid`));
    if (host === undefined) return null;
    // Fields after the name, which may hold anything: state, parent, ... start time (proc(5), fields 3, 4, 22).
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    if (stat[0] === 'Z' || stat[0] === 'X') return null;
    return {
      host,
      parent: Number(stat[1]),
      started: stat[19] ?? '',
      argv: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0$/, '').split('\0'),
      environment: new Map(
        readFileSync(`/proc/${pid}/environ`, 'utf8')
          .split('\0')
          .map((entry) => [entry.split('=', 1)[0] ?? '', entry.slice(entry.indexOf('=') + 1)] as const),
      ),
    };
  } catch {
    // It has ended meanwhile.
    return null;
  }
}

/** Every launch that reached its submitter on a host, from the records in its home. */
export function launchesOn(host: string, home: string): Launch[] {
  const path = join(home, 'soak/records');
  if (!existsSync(path)) return [];
  const launches = new Map<string, Launch>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [what, id = '', component = '', pass, uptime, last = ''] = line.split(' ');
    const ms = Math.round(Number(uptime) * 1000);
    if (what === 'begin')
      launches.set(id, {
        id,
        component,
        host,
        pass: Number(pass),
        mode: last,
        begunMs: ms,
        startedMs: null,
        starts: 0,
      });
    const begun = launches.get(id);
    if (what === 'start' && begun)
      launches.set(id, { ...begun, startedMs: begun.startedMs ?? ms, starts: begun.starts + 1 });
  }
  return [...launches.values()];
}
