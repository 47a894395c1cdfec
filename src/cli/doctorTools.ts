import { readFile } from 'node:fs/promises';
import type { CronFound } from '../doctor/cron.ts';
import type { VisitTools } from '../doctor/visit.ts';
import type { Config } from '../interface/config.ts';
import { packagePath } from '../package.ts';
import { localWire } from '../remote/local.ts';
import { pings } from '../remote/ping.ts';
import { readReaches } from '../remote/reach.ts';
import { trustedSsh } from '../remote/trust.ts';
import type { Io } from './context.ts';

export { controlFindings } from '../doctor/control.ts';
export { cronFound } from '../doctor/cron.ts';
export { visit } from '../doctor/visit.ts';

/** What hosts are looked at with, as they are reached now and as cron would. */
export async function visitTools(
  config: Config,
  cron: CronFound,
  { env, clock }: Io,
  signal: AbortSignal,
): Promise<VisitTools> {
  // It changes nothing: a new key is told and not recorded.
  const strict = { ...config, ssh: { ...config.ssh, hostKeys: 'strict' as const } };
  const [doctor = '', getmex = ''] = await Promise.all(
    ['doctor', 'getmex'].map((name) => readFile(packagePath(`workerscripts/${name}`), 'utf8')),
  );
  const usesAgent = (env['SSH_AUTH_SOCK'] ?? '') !== (cron.env['SSH_AUTH_SOCK'] ?? '');
  const reaches = await readReaches(config, env);
  return {
    config,
    ping: pings[config.ping.method],
    ssh: await trustedSsh(strict, env),
    reach: async (host) => reaches(host),
    wires: {
      local: localWire({ ...env }),
      cron: usesAgent ? await trustedSsh(strict, cron.env) : null,
    },
    underCron: cron.installed ? 'error' : 'warning',
    scripts: { doctor, getmex },
    signal,
    now: clock.now,
  };
}
