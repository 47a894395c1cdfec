import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';

/** What the figures are of. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly system: string;
  /** By program; those that are not there are not in it. */
  readonly versions: Readonly<Record<string, string>>;
}

const asked: Readonly<Record<string, readonly string[]>> = {
  node: [process.execPath, '--version'],
  OpenSSH: ['ssh', '-V'],
  pdsh: ['pdsh', '-V'],
  clush: ['clush', '--version'],
  'parallel-ssh': ['parallel-ssh', '--version'],
  ansible: ['ansible', '--version'],
};

export function machine(): Machine {
  const versions = Object.entries(asked).flatMap(([name, command]) => {
    const version = versionOf(command);
    return version === null ? [] : [[name, version]];
  });
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    system: /^PRETTY_NAME="?(.*?)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'unknown',
    versions: Object.fromEntries(versions) as Record<string, string>,
  };
}

/** The same in a sentence, with the day. */
export function machineText(): string {
  const cores = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  const memory = `${(totalmem() / 2 ** 30).toFixed(1)} GiB of memory`;
  const day = new Date().toISOString().slice(0, 10);
  return `${cores}, ${memory}, Linux ${release()}, node ${process.version}, ${day}`;
}

function versionOf([program = '', ...args]: readonly string[]): string | null {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) return null;
  return /\d+\.\d+[\w.]*/.exec(`${stdout}${stderr}`)?.[0] ?? null;
}
