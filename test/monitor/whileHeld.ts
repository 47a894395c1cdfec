import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { LocalSite } from '../cli/localSite.ts';

/** Does something while another pass holds the lock, with the name that `owner` gives it, and has let it go again at the end. */
export async function whileHeld(site: LocalSite, owner: object, work: () => Promise<void>): Promise<void> {
  const named = `printf '%s' '${JSON.stringify(owner)}' | sed "s/^{/{\\"pid\\":$$,/" >logs/lock; echo held; exec sleep 600`;
  const holder = spawn('flock', ['logs/lock', 'sh', '-c', named], { cwd: site.folder, detached: true });
  try {
    await once(holder.stdout, 'data');
    await work();
  } finally {
    const gone = once(holder, 'exit');
    process.kill(-(holder.pid ?? 0), 'SIGKILL');
    await gone;
  }
}
