import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { endHost, type StartedHost } from './host.ts';
import { isRunning } from './processes.ts';

interface Kept {
  readonly formatVersion: 1;
  /** After a reboot the process numbers mean nothing. */
  readonly bootId: string;
  readonly hosts: readonly StartedHost[];
}

/**
 * Ends a fleet that was kept, by the folder of its keys, and all that runs on it. Returns how many of its hosts were
 * still running; 0 if there is no such fleet.
 */
export async function endKept(folder: string): Promise<number> {
  const hosts = recorded(folder);
  const running = hosts.filter((host) => isRunning(host.process)).length;
  await Promise.all(hosts.map(endHost));
  removeKept(folder);
  return running;
}

/** The hosts of a kept fleet that runs as a whole, else null. */
export function readKept(folder: string): readonly StartedHost[] | null {
  const hosts = recorded(folder);
  return hosts.length > 0 && hosts.every((host) => isRunning(host.process)) ? hosts : null;
}

export function writeKept(folder: string, hosts: readonly StartedHost[]): void {
  const kept: Kept = { formatVersion: 1, bootId: bootId(), hosts };
  writeFileSync(fileIn(folder), `${JSON.stringify(kept, null, 2)}\n`);
}

export function removeKept(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}

/** A file that is missing or broken, or from before a reboot, records nothing. */
function recorded(folder: string): readonly StartedHost[] {
  try {
    const kept = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Kept;
    return kept.bootId === bootId() ? kept.hosts : [];
  } catch {
    return [];
  }
}

function fileIn(folder: string): string {
  return join(folder, 'fleet.json');
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
