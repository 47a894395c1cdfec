import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../src/package.ts';
import { historyIn } from '../src/store/history.ts';
import type { PassEntry } from '../src/store/historyRecord.ts';
import { musterCommand, sampleType } from '../test/e2e/site.ts';
import { user, type Access } from './access.ts';
import { timed, type Timed } from './measure.ts';

/** A build of muster: the words that start it. */
export type Command = readonly string[];

/** How long muster waits after it launched, before it looks once more: it is no work, and is taken off. */
export const settleMs = 500;

const names = ['picker', 'bundler', 'checker', 'replicator'];

/** Writes the Interface.json of an access: one instance for each host, of four components. */
export function writeInterface(access: Access, own: Readonly<Record<string, unknown>> = {}): void {
  const { hosts, places, folder, interfaceFile, knownHosts } = access;
  mkdirSync(join(folder, 'workerscripts'), { recursive: true });
  cpSync(packagePath('workerscripts/start-sample.sh'), join(folder, 'workerscripts/start-sample.sh'));
  const types = names
    .map((name, index) => sampleType(name, { count: shareOf(hosts.length, index) }))
    .filter(({ count }) => count !== 0);
  const content = {
    hotlimit: 2,
    available: hosts.map(({ name }, index) => ({ host: name, ...places[index]! })),
    ssh: { user, knownHosts, config: 'none', identityFile: access.fleet.clientKey },
    timeouts: { settle: `${settleMs}ms` },
    fanout: { launchesPerPass: hosts.length },
    pipes: [{ pipe: 'bench', types }],
    ...own,
  };
  writeFileSync(interfaceFile, JSON.stringify(content));
}

/** Launches what is missing, in further passes where a host was missed; throws unless every count is met on hosts that all answer then. */
export async function converge(access: Access, muster: Command = musterCommand): Promise<void> {
  for (let left = mostPasses; ; left--) {
    const problem = await whyNotConverged(access, await pass(access, muster), access.hosts.length);
    if (problem === null) return;
    if (left === 0) throw new Error(problem);
  }
}

/** One that launches, one that sees it, and two for a machine that has too much to do. */
const mostPasses = 4;

/** One pass, as cron has it. */
export async function pass(access: Access, muster: Command = musterCommand): Promise<Timed> {
  return timed(access.fleet, { command: [...muster, 'run', '-q', '-c', access.interfaceFile] });
}

/** null if the last pass saw so many hosts, had nothing to do and ended well. */
export async function whyNotConverged(access: Access, ran: Timed, wanted: number): Promise<string | null> {
  const { hosts, outcomes, blocked, held, components } = await lastPass(access);
  const running = Object.values(components).reduce(
    (sum, { running, presumed }) => sum + running + presumed,
    0,
  );
  const isConverged =
    ran.code === 0 &&
    hosts.seen === wanted &&
    running === access.hosts.length &&
    Object.values(outcomes).every((count) => count === 0) &&
    blocked + held === 0;
  if (isConverged) return null;
  return `muster was not converged: exit ${ran.code}, ${hosts.seen} of ${hosts.of} hosts seen, ${running} instances, ${JSON.stringify(outcomes)}: ${saidBy(ran)}`;
}

/** What muster wrote down of its last pass. */
export async function lastPass(access: Access): Promise<PassEntry> {
  const history = historyIn(join(access.folder, 'logs'));
  for await (const entry of history.passes({ sinceMs: 0, untilMs: Infinity })) return entry;
  throw new Error('muster has not written down its pass');
}

/** muster knows nothing any more. */
export function forget(access: Access): void {
  rmSync(join(access.folder, 'logs'), { recursive: true, force: true });
}

function saidBy({ stdout, stderr }: Timed): string {
  return `${stdout}${stderr}`.trim();
}

function shareOf(hosts: number, index: number): number {
  return Math.ceil((hosts * (index + 1)) / names.length) - Math.ceil((hosts * index) / names.length);
}
