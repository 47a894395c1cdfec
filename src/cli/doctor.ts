import pLimit from 'p-limit';
import { clockFindings } from '../doctor/clocks.ts';
import type { Finding } from '../doctor/finding.ts';
import type { Visit } from '../doctor/visit.ts';
import { loadInterface } from '../interface/load.ts';
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
  using progress = askedOf(named.length, io, options);
  // ssh takes its time to load.
  const { controlFindings, cronFound, visit, visitTools } = await import('./doctorTools.ts');
  const cron = await cronFound(config);
  const tools = await visitTools(config, cron, io, deadline.signal);
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
