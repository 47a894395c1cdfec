import { readFile } from 'node:fs/promises';
import pLimit from 'p-limit';
import { clockFindings } from '../doctor/clocks.ts';
import { controlFindings } from '../doctor/control.ts';
import { cronFound, type CronFound } from '../doctor/cron.ts';
import type { Finding } from '../doctor/finding.ts';
import { visit, type Visit, type VisitTools } from '../doctor/visit.ts';
import type { Config } from '../interface/config.ts';
import { loadInterface } from '../interface/load.ts';
import { packagePath } from '../package.ts';
import { localWire } from '../remote/local.ts';
import { pings } from '../remote/ping.ts';
import { readReaches } from '../remote/reach.ts';
import { trustedSsh } from '../remote/trust.ts';
import { doctorReport, doctorSummary, doctorText, type DoctorReport } from '../report/doctorReport.ts';
import {
  loadConfig,
  namedHosts,
  print,
  printJson,
  stdoutStyle,
  type CommonOptions,
  type Io,
} from './context.ts';
import { passSignal } from './deadline.ts';
import { exits, type Exit } from './exits.ts';
import { askedOf } from './progress.ts';

/** `muster doctor`: what is wrong with this machine and with each host, and what mends it. */
export async function doctor(options: CommonOptions, io: Io): Promise<Exit> {
  const loaded = await loadInterface(options.config);
  // Its errors are told as by every other verb.
  const config = loaded.ok ? loaded.config : await loadConfig(options);
  const named = options.hosts === undefined ? config.hosts : namedHosts(config, options.hosts);
  using _end = io.lastResort(config.timeouts.passMs, 'looking at the hosts hung past the deadline of a pass');
  using deadline = passSignal(config.timeouts.passMs, false);
  const cron = await cronFound(config);
  const tools = await visitTools(config, cron, io, deadline.signal);
  using progress = askedOf(named.length, io, options);
  const limit = pLimit(config.fanoutHosts);
  const [control, visits] = await Promise.all([
    controlFindings(config, loaded.warnings.length, { nowMs: io.clock.now(), cron }),
    Promise.all(named.map((host) => limit(() => visit(host, tools).finally(() => progress.asked())))),
  ]);
  for (const wire of [tools.ssh, tools.wires.cron]) wire?.close?.();
  const clocks = clockFindings(new Map(visits.flatMap(({ host, clock }) => (clock ? [[host, clock]] : []))));
  const machine = [...control, clocks.control, ...cron.findings];
  const hosts = visits.map((one) => withClock(one, clocks.hosts.get(one.host)));
  const report = doctorReport({ atMs: io.clock.now(), config: config.file }, machine, hosts);

  if (options.json) printJson(io, report);
  else {
    const style = stdoutStyle(io);
    print(io, doctorText(machine, hosts, style, options.verbose === true));
    if (!options.quiet) print(io, [doctorSummary(report, style)]);
  }
  return doctorExit(report);
}

function withClock({ host, findings }: Visit, clock: Finding | undefined): DoctorReport['hosts'][number] {
  return { host, findings: clock ? [...findings, clock] : findings };
}

/** A fault of this machine counts for more: with it, nothing of the hosts may be true. */
function doctorExit({ control, hosts }: DoctorReport): Exit {
  if (control.some(isError)) return exits.internal;
  return hosts.some(({ findings }) => findings.some(isError)) ? exits.short : exits.ok;
}

function isError({ level }: Finding): boolean {
  return level === 'error';
}

async function visitTools(
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
