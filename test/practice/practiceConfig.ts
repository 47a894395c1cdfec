import { join } from 'node:path';

import type { Config, ConfigHost } from '../../src/interface/config.ts';

/** A configuration with practice hosts, and a file and keys in a folder. */
export function practiceConfig(folder: string, hosts: readonly { name: string; port: number }[]): Config {
  return {
    file: join(folder, 'Interface.json'),
    namespace: 'default',
    debugLevel: 0,
    debugMode: false,
    hosts: hosts.map(practiceHost),
    components: [],
    pools: new Map(),
    launchesPerPass: 100,
    launchesPerHost: 4,
    lostAfterMs: 900_000,
    startGraceMs: 120_000,
    unfitForMs: 3_600_000,
    brownout: 0.5,
    backoff: { firstMs: 60_000, capMs: 900_000, minUptimeMs: 300_000 },
    ssh: {
      config: 'none',
      identityFiles: [join(folder, 'practice', 'id_ed25519')],
      knownHosts: [join(folder, 'practice', 'known_hosts')],
      hostKeys: 'strict',
      user: null,
      connectTimeoutMs: 5000,
    },
    scripts: { where: 'local', folder: join(folder, 'workerscripts'), probe: null },
    toolbox: [],
    ping: { method: 'none', timeoutMs: 1000 },
    timeouts: { probeMs: 10_000, launchMs: 30_000, settleMs: 2000, stopMs: 10_000, passMs: 240_000 },
    fanoutPerJump: 8,
    fanoutHosts: 64,
    logs: join(folder, 'logs'),
    retentionMs: 1_209_600_000,
    monitor: { page: null, textfile: null, healthcheck: null, notify: null, staleMs: null },
  };
}

function practiceHost({ name, port }: { name: string; port: number }): ConfigHost {
  return {
    name,
    address: '127.0.0.1',
    port,
    user: 'op',
    via: 'ssh',
    jump: null,
    hotLimit: 2,
    drain: null,
    tags: [],
    kind: null,
  };
}
