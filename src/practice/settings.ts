import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a practice host is told, in `settings.json` in its folder. */
export interface HostSettings {
  readonly port: number;
  /** The one login name. */
  readonly user: string;
  /** The public key that may log in, as in `authorized_keys`. */
  readonly authorizedKey: string;
  /** Whether it has a process table of its own. */
  readonly isolated: boolean;
  /** Whether it outlives the one who started it. */
  readonly kept: boolean;
}

export function writeSettings(folder: string, settings: HostSettings): void {
  writeFileSync(join(folder, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}

export function readSettings(folder: string): HostSettings {
  return JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as HostSettings;
}
