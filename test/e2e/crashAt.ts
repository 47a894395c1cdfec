import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fleet } from '../fleet/fleet.ts';
import { ended, type Ran } from '../fleet/ran.ts';
import { musterCommand, type Site } from './site.ts';

const preload = fileURLToPath(new URL('crashAt.mjs', import.meta.url));

/**
 * Runs a command of the real program, which gets a signal at a step; without a step it is only recorded.
 *
 * @returns how it ended, and the steps that it took.
 */
export async function crashAt(
  step: string | null,
  { fleet, site, args, signal = 'SIGKILL' }: Crash,
): Promise<Ran & { readonly steps: string[] }> {
  const file = join(site.folder, 'steps');
  rmSync(file, { force: true });
  const env = {
    CRASH_STEPS: file,
    CRASH_SITE: site.folder,
    CRASH_HOMES: join(fleet.dir, 'at'),
    CRASH_SIGNAL: signal,
    ...(step === null ? {} : { CRASH_AT: step }),
  };
  const [node = '', ...program] = musterCommand;
  const command = [node, '--import', preload, ...program, ...args, '--json', '-c', site.file];
  const ran = await ended(fleet.startControl(command, { env }));
  return { ...ran, steps: readFileSync(file, 'utf8').trimEnd().split('\n') };
}

interface Crash {
  readonly fleet: Fleet;
  readonly site: Site;
  readonly args: readonly string[];
  readonly signal?: NodeJS.Signals;
}
