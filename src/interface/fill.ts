import { dirname, join, resolve } from 'node:path';
import { configComponents } from './components.ts';
import type { Config, Monitor, Scripts, SshSettings } from './config.ts';
import { defaults } from './defaults.ts';
import { durationMs } from './durations.ts';
import { configHosts, trimmed, type Warn } from './hosts.ts';
import type { RawInterface } from './schema.ts';

/**
 * A checked file as a Config: every default filled in, every duration in milliseconds, every path absolute
 * (relative to the folder of `file`, with `~/` for `home`).
 */
export function filledIn(raw: RawInterface, file: string, home: string, warn: Warn): Config {
  const absolute = (path: string): string =>
    path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : resolve(dirname(file), path);
  const hosts = configHosts(raw, warn);
  const safety = { ...defaults.safety, ...raw.safety };
  const fanout = { ...defaults.fanout, ...raw.fanout };
  const backoff = { ...defaults.backoff, ...raw.backoff };
  const ping = { ...defaults.ping, ...raw.ping };
  const timeouts = { ...defaults.timeouts, ...raw.timeouts };
  const logs = absolute(raw.logs ?? defaults.logs);
  return {
    file,
    namespace: raw.namespace ?? defaults.namespace,
    debugLevel: raw.debuglevel ?? defaults.debuglevel,
    debugMode: raw.debugmode ?? defaults.debugmode,
    hosts,
    components: configComponents(raw, hosts, dirname(file), warn),
    pools: poolLimits(raw.pools ?? {}),
    launchesPerPass: fanout.launchesPerPass,
    launchesPerHost: fanout.launchesPerHost,
    fanoutHosts: fanout.hosts,
    fanoutPerJump: fanout.perJump,
    lostAfterMs: durationMs(safety.lostAfter),
    startGraceMs: durationMs(safety.startGrace),
    unfitForMs: durationMs(safety.unfitFor),
    brownout: safety.brownout,
    backoff: {
      firstMs: durationMs(backoff.first),
      capMs: durationMs(backoff.cap),
      minUptimeMs: durationMs(backoff.minUptime),
    },
    ssh: sshSettings(raw.ssh ?? {}, absolute),
    scripts: scripts(raw.scripts ?? defaults.scripts, absolute, warn),
    toolbox: (raw.toolbox ?? defaults.toolbox).map(absolute),
    ping: { method: ping.method, timeoutMs: durationMs(ping.timeout) },
    timeouts: {
      probeMs: durationMs(timeouts.probe),
      launchMs: durationMs(timeouts.launch),
      settleMs: durationMs(timeouts.settle),
      stopMs: durationMs(timeouts.stop),
      passMs: durationMs(timeouts.pass),
    },
    logs,
    retentionMs: durationMs(raw.retention ?? defaults.retention),
    monitor: monitor(raw.monitor ?? {}, logs, absolute),
  };
}

type Absolute = (path: string) => string;

function sshSettings(ssh: NonNullable<RawInterface['ssh']>, absolute: Absolute): SshSettings {
  const paths = (given: string | readonly string[] | undefined): readonly string[] | null =>
    given === undefined ? null : [given].flat().map(absolute);
  return {
    config: ssh.config === undefined || ssh.config === 'none' ? (ssh.config ?? null) : absolute(ssh.config),
    identityFiles: paths(ssh.identityFile),
    knownHosts: paths(ssh.knownHosts),
    hostKeys: ssh.hostKeys ?? null,
    user: ssh.user ?? null,
    connectTimeoutMs: ssh.connectTimeout === undefined ? null : durationMs(ssh.connectTimeout),
  };
}

function scripts(given: NonNullable<RawInterface['scripts']>, absolute: Absolute, warn: Warn): Scripts {
  const probe = given.probe === undefined ? null : trimmed(given.probe, ['scripts', 'probe'], warn);
  return given.remote === undefined
    ? { where: 'local', folder: absolute(given.local ?? defaults.scripts.local), probe }
    : { where: 'remote', folder: given.remote, probe };
}

function monitor(
  { page, textfile, healthcheck, notify, stale }: NonNullable<RawInterface['monitor']>,
  logs: string,
  absolute: Absolute,
): Monitor {
  const [program, ...args] = notify === undefined ? [] : [notify].flat();
  return {
    page: page === 'none' ? null : page === undefined ? join(logs, 'index.html') : absolute(page),
    textfile: textfile === undefined ? null : absolute(textfile),
    healthcheck: healthcheck ?? null,
    notify: program === undefined ? null : { file: absolute(program), args },
    staleMs: stale === undefined ? null : durationMs(stale),
  };
}

function poolLimits(pools: NonNullable<RawInterface['pools']>): Map<string, number> {
  const entries = Object.entries(pools).flatMap(([name, limit]) =>
    typeof limit === 'number' ? [[name, limit] as const] : [],
  );
  return new Map(entries);
}
