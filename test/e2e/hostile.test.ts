import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fleet } from '../fleet/fleet.ts';
import { ended } from '../fleet/ran.ts';
import { signal } from '../harness/processes.ts';
import { isDeep, sample } from '../harness/sample.ts';
import { withFleet } from '../harness/withFleet.ts';
import { acts } from '../remote/hostile/acts.ts';
import { everyStage, oddities, reasonCode, type Case } from '../remote/hostile/cases.ts';
import {
  hostileKey,
  hostileServer,
  type HostileServer,
  type Stage,
  type Trouble,
} from '../remote/hostile/server.ts';
import { maxTogetherBytes } from '../../src/remote/output.ts';
import { maxOutputBytes } from '../../src/remote/wire.ts';
import type { Report } from '../../src/report/document.ts';
import { outcomesOf, sampleType, Site } from './site.ts';

const good = Array.from({ length: isDeep ? 15 : 4 }, (_, index) => `good${index + 1}`);

// Under `npm run test:deep` at every stage of a connection, else at a few of them for each thing a server may do there.
describe('hostile hosts among good ones', () => {
  let fleet: Fleet;
  let site: Site;
  const servers: HostileServer[] = [];

  withFleet(good, (up) => (fleet = up));
  beforeEach(() => {
    site = new Site(fleet, { inProcess: false });
    copyFileSync(fleet.knownHostsFile, join(site.folder, 'known_hosts'));
    mkdirSync(join(site.folder, 'home'));
  });
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
    const started = join(site.folder, 'home/started');
    if (!existsSync(started)) return;
    for (const pid of readFileSync(started, 'utf8').trim().split('\n')) signal(-Number(pid), 'SIGKILL');
  });

  /** The good ones, and beside them a host for each trouble: `bad0`, `bad1`. */
  async function configure(
    troubles: readonly Trouble[],
    own: Record<string, unknown> = {},
    { connect = '4s', probe = '5s', launch = '5s' } = {},
  ): Promise<void> {
    const up = await Promise.all(
      troubles.map((trouble) => hostileServer(trouble, join(site.folder, 'home'))),
    );
    servers.push(...up);
    const known = up.map(({ port }) => `[127.0.0.1]:${port} ${hostileKey}\n`);
    appendFileSync(join(site.folder, 'known_hosts'), known.join(''));
    const available = [
      ...good.map((host) => ({ host, address: fleet.host(host).address, tags: ['good'] })),
      ...up.map(({ port }, index) => ({ host: `bad${index}`, address: '127.0.0.1', port })),
    ];
    site.config({
      available,
      ssh: { user: 'ops', knownHosts: 'known_hosts', connectTimeout: connect },
      timeouts: { probe, launch, settle: '100ms' },
      // So many ping programs at once are slow.
      ping: { timeout: '20s' },
      fanout: { hosts: 256 },
      safety: { brownout: 1 },
      types: [],
      ...own,
    });
  }

  /** A pass as cron runs it: that it ended by itself with nothing to say but its report. */
  async function pass(verb: 'status' | 'run'): Promise<{ report: Report; exit: number | null }> {
    const { code, signal, stdout, stderr } = await site.muster(verb, '--json');
    assert.deepEqual([signal, stderr], [null, '']);
    return { report: JSON.parse(stdout) as Report, exit: code };
  }

  const all = [...everyStage, ...oddities];
  for (const [what, some, patience] of [
    ['that only a time-out ends', all.filter(({ late }) => late), {}],
    // A hundred servers that send all they can are slow; it is no time-out that ends them.
    ['that go too far', all.filter(({ late }) => !late), { connect: '50s', probe: '50s' }],
  ] as const) {
    it(`those ${what}, at once: the good are seen, each other for what it is [hostile-server]`, async () => {
      const chosen = ofEachAct(what, some, 4);
      await configure(chosen, {}, patience);
      const { report } = await pass('status');
      assert.deepEqual(
        sightings(report, 'good'),
        good.map(() => 'seen'),
      );
      chosen.forEach((one, index) => {
        assert.ok((servers[index]?.reached() ?? 0) > 0, one.name);
        assertSighted(report, index, one);
      });
    });
  }

  it('in the middle of a staging or a launch: refused if nothing of the launch was sent, unknown if no one can tell', async () => {
    const launching = launchTroubles();
    const troubles = (['staging', 'launch'] as const).flatMap((command) =>
      ofEachAct(
        command,
        launching.filter((trouble) => trouble.command === command),
        0,
      ),
    );
    site.submitter(
      'start-mark.sh',
      `setsid sh -c 'sleep 300; :' "$1" </dev/null >/dev/null 2>&1 & echo $! >>"$HOME/started"`,
    );
    // More than fits into the window of a channel, so that the staging is under way when trouble comes.
    site.submitter('ballast', `: ${'x'.repeat(3 * 1024 * 1024)}`);
    const word = `mark-${process.pid}-`;
    const types = troubles.map((_, index) =>
      sampleType(`t${index}`, {
        submitter: 'start-mark.sh',
        args: [`${word}${index}.`],
        key: `${word}${index}.`,
        hosts: `bad${index}`,
      }),
    );
    const everywhere = sampleType('good', { count: good.length, maxPerHost: 1, hosts: '@good' });
    const patience = isDeep ? '10s' : '5s';
    await configure(
      troubles,
      {
        types: [everywhere, ...types],
        fanout: { hosts: 256, launchesPerPass: 1000 },
      },
      { connect: patience, probe: patience, launch: patience },
    );
    const { report, exit } = await pass('run');
    assert.equal(exit, 3);
    const found = new Map(report.outcomes?.map(({ host, ...rest }) => [host, rest]));
    for (const name of good) assert.equal(found.get(name)?.outcome, 'confirmed');
    troubles.forEach(({ name, outcome }, index) => {
      const told = JSON.stringify([found.get(`bad${index}`), report.hosts[good.length + index]]);
      assert.ok((servers[index]?.reached() ?? 0) > 0, `${name}: was not reached: ${told}`);
      assert.equal(found.get(`bad${index}`)?.outcome, outcome, name);
    });
    assert.equal(outcomesOf(report).length, good.length + troubles.length);
  });

  // `remote/output` shows by itself who gives way; this takes seconds of two processors.
  (isDeep ? it : () => {})(
    'many that never stop sending take no more memory than there is room for [endless-output]',
    async () => {
      const flood = everyStage.find(({ name }) => name === 'command begun, then it floods') as Case;
      const many = 40;
      await configure(
        Array.from({ length: many }, () => flood),
        {},
        { connect: '50s', probe: '50s' },
      );
      const child = site.startMuster('status', '--json');
      const over = ended(child);
      let peakBytes = 0;
      while (child.exitCode === null && child.signalCode === null) {
        peakBytes = Math.max(peakBytes, peakOf(child.pid as number));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const { hosts } = JSON.parse((await over).stdout) as Report;
      assert.equal(hosts.filter(({ sighting }) => sighting === 'seen').length, good.length);
      for (const { reason } of hosts.slice(good.length))
        assert.ok(reason !== undefined && /^probe: outputs?-too-large$/.test(reasonCode(reason)));
      assert.ok(peakBytes > 0);
      // What is kept, what is on its way to be kept or to be freed, and muster itself.
      assert.ok(peakBytes < 2 * maxTogetherBytes + 128 * mib, `${peakBytes / mib} MiB`);
      assert.ok(
        many * maxOutputBytes > 2 * maxTogetherBytes,
        'it would be more without a bound for all together',
      );
    },
  );
});

const mib = 1024 * 1024;

/** All of them under `npm run test:deep`, else one for each of `acts`, and so many that do something else. */
function ofEachAct<T extends Trouble>(name: string, all: readonly T[], others: number): T[] {
  const ofAct = Object.entries(acts).flatMap(([act, does]) =>
    sample(
      `${name}: ${act}`,
      all.filter((one) => one.act === does),
      1,
    ),
  );
  const known = new Set<Trouble['act']>(Object.values(acts));
  const odd = all.filter(({ act }) => !known.has(act));
  return [...ofAct, ...sample(`${name}: others`, odd, others)];
}

function assertSighted({ hosts }: Report, index: number, { name, codes, orSeen = false }: Case): void {
  const host = hosts.find((entry) => entry.host === `bad${index}`);
  if (orSeen && host?.sighting === 'seen') return;
  if (codes === null) return assert.equal(host?.sighting, 'seen', `${name}: ${host?.reason?.text ?? ''}`);
  assert.equal(host?.sighting, 'silent', name);
  assert.ok(host.reason && codes.includes(reasonCode(host.reason)), `${name}: ${host.reason?.text ?? ''}`);
}

/** What may happen to a launch, and what must become of it. */
function launchTroubles(): (Trouble & { name: string; outcome: string })[] {
  const untaken: Stage[] = ['command asked for', 'command begun', 'answer sent', 'exit status sent'];
  const all = Object.entries(acts).map(([name, act]) => ({ name, act: act as Trouble['act'] }));
  const staging = untaken.flatMap((stage) =>
    all.map(({ name, act }) => ({
      name: `staging: ${stage}, ${name}`,
      command: 'staging' as const,
      stage,
      act,
      outcome: 'refused',
    })),
  );
  const launch = (stage: Stage, outcome: (name: string) => string) =>
    all.map(({ name, act }) => ({
      name: `launch: ${stage}, ${name}`,
      command: 'launch' as const,
      stage,
      act,
      outcome: outcome(name),
    }));
  return [
    ...staging,
    ...launch('command asked for', () => 'refused'),
    ...launch('command begun', () => 'unknown'),
    ...launch('in the middle of a line', asked),
    ...launch('answer sent', asked),
    ...launch('exit status sent', asked),
  ];
}

/** The most memory a process has taken so far, in bytes. */
function peakOf(pid: number): number {
  try {
    return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Whoever can be asked once more tells that it is there. */
const asked = (name: string): string => (name === 'stalls' || name === 'drips' ? 'unknown' : 'confirmed');

function sightings({ hosts }: Report, prefix: string): string[] {
  return hosts.flatMap(({ host, sighting }) => (host.startsWith(prefix) ? [sighting] : []));
}
