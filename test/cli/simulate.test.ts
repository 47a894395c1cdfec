import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SimulationReport } from '../../src/report/simulationDocument.ts';
import { packagePath } from '../../src/package.ts';
import { LocalSite, mainFile, silent, siteOf, withDead, type Ran } from './localSite.ts';
import { fieldOf, fieldLines } from '../harness/fields.ts';

const forbidden = fileURLToPath(new URL('forbidden.cjs', import.meta.url));

const problems = async (own: LocalSite, ...args: string[]): Promise<[number | null, string[]]> => {
  const { exit, report } = await own.report<SimulationReport>('simulate', '--from-state', ...args);
  return [exit, report.problems.map(({ code }) => code)];
};

describe('muster simulate', () => {
  let site: LocalSite;
  before(() => {
    site = new LocalSite();
    cpSync(packagePath('examples/three-pipes.json'), site.path('three-pipes.json'));
    cpSync(packagePath('examples/workerscripts'), site.path('workerscripts'), { recursive: true });
    // Hosts that no name leads to.
    const types = [
      site.type('a', { count: 3, hot: true }),
      site.type('b', { count: 2, hot: true, hosts: '@disk', priority: 1 }),
      site.type('off', { on: false }),
    ];
    const available = ['n[1-3].invalid', { host: 'n4.invalid', tags: ['disk'], hotlimit: 2 }];
    site.config(types, { hotlimit: 1, available, pools: { tape: 2 } });
  });
  after(() => site[Symbol.dispose]());

  async function simulated(...args: string[]): Promise<{ exit: number | null; report: SimulationReport }> {
    const { stderr, ...found } = await site.report<SimulationReport>('simulate', ...args);
    assert.equal(stderr, '');
    return found;
  }

  it('shows where everything ends up', async () => {
    const { exit, report } = await simulated();
    assert.equal(exit, 0);
    assert.deepEqual(fieldLines(report.simulation.slots, 'hot', 'hotlimit', 'hosts'), ['2 2 1', '1 1 3']);
    assert.deepEqual(fieldOf(report.hosts, 'components'), [
      { 'p/a': 1 },
      { 'p/a': 1 },
      { 'p/a': 1 },
      { 'p/b': 2 },
    ]);
    // In a locale without UTF-8 the text is ASCII.
    const ascii = { ...process.env, LC_ALL: 'C' };
    const { stdout } = await site.run([process.execPath, mainFile, 'simulate'], ascii);
    assert.match(stdout, /^[\x20-\x7e\n]+$/);
  });

  for (const [exits, ...args] of [
    [[0, 3]],
    [[1], '--from-state'],
    [[0, 3], '--lose', 'n1.invalid@1m', '--die', 'p/a=3/h', '--hours', '2', '--json'],
  ] as const)
    it(`starts no process, asks no host and writes nothing: muster simulate ${args.join(' ')}`, async () => {
      using own = new LocalSite();
      cpSync(site.file, own.file);
      mkdirSync(own.path('logs'));
      writeFileSync(own.path('logs/state.json'), 'broken');
      const before = filesIn(own.folder);
      const { exit, stderr } = await closedIn(own, 'simulate', ...args);
      assert.ok((exits as readonly unknown[]).includes(exit), `${exit}: ${stderr}`);
      assert.equal(stderr.replaceAll(/^.*: warning: .*\n/gm, ''), '');
      assert.deepEqual(filesIn(own.folder), before);
    });

  it('what asks hosts, starts processes or writes would be noticed', async () => {
    for (const args of [['plan'], ['run'], ['init', 'new']]) {
      const { exit, stderr } = await closedIn(site, ...args);
      assert.match(stderr, /^forbidden: /m, args.join(' '));
      assert.equal(exit, null);
    }
  });

  it('tells to the letter the same again, and says so much with --json', async () => {
    const args = ['--die', 'p/a=20/h', '--cut', 'n2.invalid@30m-2h', '--hours', '5'];
    const [one, other] = [await site.muster('simulate', ...args), await site.muster('simulate', ...args)];
    assert.equal(one.stdout, other.stdout);
    const { report } = await simulated(...args);
    const [overTime] = report.simulation.components;
    assert.ok(overTime !== undefined && overTime.ended > 50 && overTime.shortMs > 0);
    assert.ok(report.simulation.events.some(({ kind }) => kind === 'network back'));
    assert.notEqual((await site.muster('simulate', ...args, '--seed', '2')).stdout, one.stdout);
  });

  it('a host that is lost is presumed to run on, then given up', async () => {
    const { exit, report } = await simulated('--lose', 'n1.invalid@7m');
    assert.equal(exit, 3);
    const [overTime] = report.simulation.components;
    assert.equal(overTime?.shortMs, 13 * 60_000);
    const blocked = report.actions?.filter(({ action }) => action === 'blocked') ?? [];
    const reasons = blocked.flatMap((action) => action.reasons);
    assert.deepEqual(fieldLines(reasons, 'code', 'hosts'), ['hot-limit-reached 3', 'host-down 1']);
  });

  it('what fails everywhere never settles', async () => {
    const { exit, report } = await simulated('--fail', 'p/a');
    assert.deepEqual([exit, report.simulation.settled], [3, null]);
  });

  it('a launch that fails on some hosts goes elsewhere', async () => {
    const { exit, report } = await simulated('--fail', 'p/b@n4.invalid', '--fail', 'p/a@n[1-2].invalid');
    assert.equal(exit, 3);
    const places = Object.fromEntries(report.hosts.map(({ host, components }) => [host, components]));
    assert.deepEqual(places, {
      'n1.invalid': {},
      'n2.invalid': {},
      'n3.invalid': { 'p/a': 1 },
      'n4.invalid': { 'p/a': 2 },
    });
  });

  it('more than half of the hosts lost: exit 69', async () =>
    assert.equal((await simulated('--lose', 'n[1-3].invalid@2m')).exit, 69));

  it('a larger fleet repeats the hosts with what is said of them', async () => {
    const { exit, report } = await simulated('--hosts', '40', '--counts', '10');
    assert.equal(exit, 0);
    assert.deepEqual(fieldLines(report.simulation.slots, 'hot', 'hotlimit', 'hosts'), ['2 2 10', '1 1 30']);
    const taggedHosts = report.hosts.filter(({ hotlimit }) => hotlimit === 2).map(({ host }) => host);
    assert.deepEqual(taggedHosts.slice(0, 3), ['n4.invalid', 'n8.invalid', 'n12.invalid']);
    const withB = report.hosts.filter(({ components }) => components['p/b'] !== undefined);
    assert.deepEqual(fieldOf(withB, 'host'), taggedHosts);
    assert.deepEqual([report.simulation.listedHosts, report.hosts.length], [4, 40]);
  });

  it('--from-state begins with what runs, and with what operators decided', async () => {
    using own = new LocalSite();
    const types = [own.type('a', { count: 2 }), own.type('b', { count: 1 })];
    own.config(types);
    await own.muster('run');
    await own.muster('pause', 'p/b');
    // The edit that is rehearsed: one more of a, two more of b, which is paused.
    own.config([own.type('a', { count: 3 }), own.type('b', { count: 3 })]);
    const before = filesIn(own.folder);
    const { hosts, simulation } = await own.document<SimulationReport>('simulate', '--from-state');
    assert.equal(simulation.from, 'state');
    assert.deepEqual(hosts[0]?.components, { 'p/a': 3, 'p/b': 1 });
    assert.deepEqual(fieldLines(simulation.components, 'component', 'started'), ['p/a 1', 'p/b 0']);
    assert.deepEqual(filesIn(own.folder), before);
    const { report } = await own.report('run');
    assert.deepEqual(report.hosts[0]?.components, hosts[0]?.components);
  });

  it('--from-state says where there is no state, or a broken one', async () => {
    using own = siteOf({ a: {} });
    assert.deepEqual(await problems(own), [0, ['simulated-fleet-empty']]);
    mkdirSync(own.path('logs'));
    writeFileSync(own.path('logs/state.json'), 'broken');
    assert.deepEqual(await problems(own), [1, ['state-unusable']]);
  });

  it('--from-state says which of what is remembered is not simulated, and why', async () => {
    using own = new LocalSite();
    const hosts = ['me', 'other'].map((host) => ({ host, via: 'local' }));
    const configured = (available: readonly object[]): LocalSite =>
      own.config([own.type('a', { count: 2 })], { available });
    configured(hosts.slice(1));
    await own.muster('run');
    configured(hosts);
    assert.deepEqual((await problems(own, '--hosts', '1'))[1], ['left-out-of-simulation']);
    configured(hosts.slice(0, 1));
    assert.deepEqual((await problems(own))[1], ['left-out-of-simulation']);
  });

  it('--from-state: what is lost already cannot be lost', async () => {
    using own = new LocalSite();
    own.config([own.type('a')], withDead('gone'));
    await own.muster('run');
    const { exit, codes } = await own.refusal('simulate', '--from-state', '--cut', 'me,gone@5m-9m');
    assert.deepEqual([exit, codes], [64, ['option-useless']]);
  });

  it('the example of the original needs one pass, and the start has room for a third', async () => {
    const { exit, report } = await simulated('-c', 'three-pipes.json');
    assert.deepEqual([exit, report.summary.short, report.simulation.events.length], [0, 0, 1]);
  });

  it('-q says nothing where all is well, and what is short where not', async () => {
    assert.deepEqual(await site.muster('simulate', '-q'), silent(0));
    const { stdout } = await site.muster('simulate', '-q', '--hosts', '2');
    assert.match(stdout, /\bp\/a\b.*\n.*\bp\/b\b/);
  });

  for (const [code, ...wrong] of [
    [
      'option-invalid',
      ['--lose', 'n1.invalid'],
      ['--cut', 'n1.invalid@5m-'],
      ['--lose', 'n1.invalid@367d'],
      ['--cut', 'n1.invalid@5m-367d'],
      ['--lose', 'n1.invalid@5m-4m'],
      ['--cut', 'n1.invalid@2h', '--hours', '1'],
      ['--die', 'p/a=often'],
      ['--die', 'p/a=0/h'],
      ['--every', '1s'],
    ],
    [
      'options-conflict',
      ['--lose', 'n1.invalid@5m-9m', '--cut', 'n[1-2].invalid@8m'],
      ['--hosts', '2', '--lose', 'n[2-3].invalid@5m'],
    ],
    ['hosts-unknown', ['--lose', 'n1.invald@5m'], ['--fail', 'p/a@n9']],
    ['component-unknown', ['--die', 'p/x=1/h'], ['--fail', 'a@n1.invalid']],
    ['option-useless', ['--fail', 'p/off']],
    ['too-large-to-simulate', ['--hosts', '200000'], ['--counts', '999999'], ['--hours', '9000']],
  ] as const)
    for (const args of wrong)
      it(`wrong usage: muster simulate ${args.join(' ')}`, async () => {
        const { exit, codes } = await site.refusal('simulate', ...args);
        assert.deepEqual([exit, codes], [64, [code]]);
      });
});

/** Runs muster where nothing can be started, asked or written. */
function closedIn(site: LocalSite, ...args: string[]): Promise<Ran> {
  return site.run([process.execPath, '--require', forbidden, mainFile, ...args], { PATH: '/nowhere' });
}

/** Every file below a folder, with what is in it and when it was changed. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      const { mtimeMs, size } = statSync(path);
      const text = statSync(path).isFile() ? readFileSync(path, 'utf8') : '';
      return `${name} ${mtimeMs} ${size} ${text}`;
    });
}
