import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SimulationReport } from '../../src/report/simulationDocument.ts';
import { packagePath } from '../../src/package.ts';
import { asDocument, LocalSite, mainFile, type Ran } from './localSite.ts';

const forbidden = fileURLToPath(new URL('forbidden.cjs', import.meta.url));

describe('muster simulate', () => {
  let site: LocalSite;
  before(() => {
    site = new LocalSite();
    cpSync(packagePath('examples/three-pipes.json'), join(site.folder, 'three-pipes.json'));
    cpSync(packagePath('examples/workerscripts'), join(site.folder, 'workerscripts'), { recursive: true });
    // Hosts that no name leads to.
    site.config(
      [
        site.type('a', { count: 3, hot: true }),
        site.type('b', { count: 2, hot: true, hosts: '@disk', priority: 1 }),
        site.type('off', { on: false }),
      ],
      {
        hotlimit: 1,
        available: ['n[1-3].invalid', { host: 'n4.invalid', tags: ['disk'], hotlimit: 2 }],
        pools: { tape: 2 },
      },
    );
  });
  after(() => site[Symbol.dispose]());

  async function simulated(...args: string[]): Promise<{ exit: number | null; report: SimulationReport }> {
    const { exit, stdout, stderr } = await site.muster('simulate', '--json', ...args);
    assert.equal(stderr, '');
    return { exit, report: asDocument(stdout) as unknown as SimulationReport };
  }

  it('shows where everything ends up, and that nothing was touched', async () => {
    const ascii = { ...process.env, LC_ALL: 'C' };
    const { exit, stdout } = await site.run([process.execPath, mainFile, 'simulate'], ascii);
    assert.equal(exit, 0);
    assert.equal(
      stdout,
      `# Simulated: no host was asked, nothing was started, nothing was written.
# 4 hosts, all up, empty at first; a pass every 5 min.

   COMPONENT  RUNNING  WHERE
+  p/a         3 of 3  n[1-3].invalid
+  p/b         2 of 2  n4.invalid (2)
=  p/off            -  off

HOT SLOTS  HOSTS
## 2/2     1 host   n4.invalid
#  1/1     3 hosts  n[1-3].invalid

On real hosts: 2 passes, 8 connections, 25 commands, 5 launches.
Assumed: hosts answer at once, what is launched comes up (-v says all).
Simulation: settled after 1 pass, 5 started. 2 of 2 components met.
`,
    );
  });

  for (const [exits, ...args] of [
    [[0, 3]],
    [[1], '--from-state'],
    [[0, 3], '--lose', 'n1.invalid@1m', '--die', 'p/a=3/h', '--hours', '2', '--json'],
  ] as const) {
    it(`starts no process, asks no host and writes nothing: muster simulate ${args.join(' ')}`, async () => {
      using own = new LocalSite();
      cpSync(site.file, own.file);
      mkdirSync(join(own.folder, 'logs'));
      writeFileSync(join(own.folder, 'logs/state.json'), 'broken');
      const before = filesIn(own.folder);
      const { exit, stderr } = await closedIn(own, 'simulate', ...args);
      assert.ok(
        exits.some((one) => one === exit),
        `${exit}: ${stderr}`,
      );
      assert.equal(stderr.replaceAll(/^.*: warning: .*\n/gm, ''), '');
      assert.deepEqual(filesIn(own.folder), before);
    });
  }

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

  it('a host that is lost is presumed to run on, then replaced; what cannot be is said, with why', async () => {
    const { exit, stdout } = await site.muster('simulate', '--lose', 'n1.invalid@7m');
    assert.equal(exit, 3);
    assert.match(
      stdout,
      /^!  p\/a +2 of 3  n\[2-3\]\.invalid; 1 blocked: hot limit reached \(3 hosts: n\[2-4\]\.invalid\), down \(n1\.invalid\)$/m,
    );
    assert.match(stdout, /^ 7 min {10}n1\.invalid lost, and 1 instance with it$/m);
    assert.match(stdout, /^10 min {2}pass 3 {2}n1\.invalid unknown, 1 instance presumed to live$/m);
    assert.match(stdout, /^20 min {2}pass 5 {2}1 instance on n1\.invalid given up \(lostAfter\); 1 short$/m);
    assert.match(stdout, /^p\/a +>13 min +13 min +0$/m);
  });

  it('what fails everywhere never settles, and that is said', async () => {
    const { exit, stdout } = await site.muster('simulate', '--fail', 'p/a');
    assert.equal(exit, 3);
    assert.match(stdout, /^! {2}p\/a +0 of 3 {2}3 blocked: backing off for another \d+ min$/m);
    assert.match(
      stdout,
      /^Simulation: not settled after 24 h, \d+ passes, 2 started, \d+ failed, 3 blocked\. /m,
    );
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

  it('more than half of the hosts lost: exit 69', async () => {
    assert.equal((await simulated('--lose', 'n[1-3].invalid@2m')).exit, 69);
  });

  it('a larger fleet repeats the hosts with what is said of them', async () => {
    const { exit, report } = await simulated('--hosts', '40', '--counts', '10');
    assert.equal(exit, 0);
    assert.deepEqual(report.simulation.slots, [
      { hot: 2, hotlimit: 2, hosts: 10 },
      { hot: 1, hotlimit: 1, hosts: 30 },
    ]);
    const taggedHosts = report.hosts.filter(({ hotlimit }) => hotlimit === 2).map(({ host }) => host);
    assert.deepEqual(taggedHosts.slice(0, 3), ['n4.invalid', 'n8.invalid', 'n12.invalid']);
    const withB = report.hosts.filter(({ components }) => components['p/b'] !== undefined);
    assert.deepEqual(
      withB.map(({ host }) => host),
      taggedHosts,
    );
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
    const foretold = await own.muster('simulate', '--from-state', '--json');
    const { hosts, simulation } = asDocument(foretold.stdout) as unknown as SimulationReport;
    assert.equal(simulation.from, 'state');
    assert.deepEqual(hosts[0]?.components, { 'p/a': 3, 'p/b': 1 });
    assert.deepEqual(
      simulation.components.map(({ component, started }) => [component, started]),
      [
        ['p/a', 1],
        ['p/b', 0],
      ],
    );
    assert.deepEqual(filesIn(own.folder), before);
    const { report } = await own.report('run');
    assert.deepEqual(report.hosts[0]?.components, hosts[0]?.components);
  });

  it('--from-state says where there is no state, or a broken one', async () => {
    using own = new LocalSite();
    own.config([own.type('a')]);
    const { exit, stdout } = await own.muster('simulate', '--from-state');
    assert.match(stdout, /^! {2}no pass has left anything in \S+\/logs, so the fleet is empty at first$/m);
    assert.equal(exit, 0);
    mkdirSync(join(own.folder, 'logs'));
    writeFileSync(join(own.folder, 'logs/state.json'), 'broken');
    const broken = await own.muster('simulate', '--from-state', '-q');
    assert.match(broken.stdout, /^! {2}\S+state\.json is broken \(.*\); what it held is not known\n$/);
    assert.equal(broken.exit, 1);
  });

  it('--from-state says which of what is remembered is not simulated, and why', async () => {
    using own = new LocalSite();
    const hosts = ['me', 'other'].map((host) => ({ host, via: 'local' }));
    const configured = (available: readonly object[]): LocalSite =>
      own.config([own.type('a', { count: 2 })], { available });
    configured(hosts.slice(1));
    await own.muster('run');
    configured(hosts);
    const fewer = await own.muster('simulate', '--from-state', '--hosts', '1');
    assert.match(fewer.stdout, /^! {2}what ran on other is left out, for --hosts 1 leaves it out$/m);
    configured(hosts.slice(0, 1));
    const without = await own.muster('simulate', '--from-state');
    assert.match(
      without.stdout,
      /^! {2}what ran on other is left out, for the file does not list it any more$/m,
    );
  });

  it('--from-state: what is lost already cannot be lost', async () => {
    using own = new LocalSite();
    const gone = { host: 'gone', address: '127.0.0.1', port: 9 };
    own.config([own.type('a')], { available: [{ host: 'me', via: 'local' }, gone], ping: { method: 'tcp' } });
    await own.muster('run');
    const { exit, stdout, stderr } = await own.muster('simulate', '--from-state', '--cut', 'me,gone@5m-9m');
    assert.deepEqual([exit, stdout], [64, '']);
    assert.match(
      stderr,
      /^muster: --lose, --cut: at the last pass gone did not answer, and so is lost from the beginning; leave it out there$/m,
    );
  });

  it('the example of the original needs one pass, and the start has room for a third', async () => {
    const three = await site.muster('simulate', '-c', 'three-pipes.json');
    assert.match(three.stdout, /^Simulation: settled after 1 pass, 40 started\. 14 of 14 components met\.$/m);
    assert.deepEqual([three.exit, three.stderr], [0, '']);
  });

  it('prints what the page on commands shows', async () => {
    const [, args = '', shown] =
      /^\$ muster (simulate .*)\n([^`]*)```/m.exec(readFileSync(packagePath('docs/commands.md'), 'utf8')) ??
      [];
    cpSync(packagePath('examples'), join(site.folder, 'examples'), { recursive: true });
    const utf8 = { ...process.env, LC_ALL: 'C.UTF-8' };
    const { exit, stdout } = await site.run([process.execPath, mainFile, ...args.split(' ')], utf8);
    assert.deepEqual([exit, stdout], [0, shown]);
  });

  it('-q says nothing where all is well, and what is short where not', async () => {
    assert.deepEqual(await site.muster('simulate', '-q'), { exit: 0, stdout: '', stderr: '' });
    const { stdout } = await site.muster('simulate', '-q', '--hosts', '2');
    assert.match(
      stdout,
      /^! {2}p\/a +2 of 3 {2}n\[1-2\]\.invalid; 1 blocked: .*\n! {2}p\/b .*\nSimulation: .*\n$/,
    );
  });

  for (const [args, said] of [
    [
      ['--lose', 'n1.invalid'],
      '--lose n1.invalid: hosts and a time, a number with s, m, h or d, are wanted: n-01,n-02@5m, or from when to when: n-[01-04]@5m-35m; what comes at another time has an option of its own',
    ],
    [
      ['--cut', 'n1.invalid@5m-'],
      '--cut n1.invalid@5m-: hosts and a time, a number with s, m, h or d, are wanted: n-01,n-02@5m, or from when to when: n-[01-04]@5m-35m; what comes at another time has an option of its own',
    ],
    [['--lose', 'n1.invalid@367d'], '--lose n1.invalid@367d: at most 366 days, a year, can be simulated'],
    [['--cut', 'n1.invalid@5m-367d'], '--cut n1.invalid@5m-367d: at most 366 days, a year, can be simulated'],
    [['--lose', 'n1.invalid@5m-4m'], '--lose n1.invalid@5m-4m: 4m is not after 5m'],
    [
      ['--lose', 'n1.invalid@5m-9m', '--cut', 'n[1-2].invalid@8m'],
      '--lose, --cut: n1.invalid is to be lost once more before it is back; give it times that do not overlap',
    ],
    [
      ['--cut', 'n1.invalid@2h', '--hours', '1'],
      '--cut: what is to happen to n1.invalid comes after the end; --hours says when that is',
    ],
    [
      ['--lose', 'n1.invald@5m'],
      '--lose: n1.invald is not among the hosts of FILE\nmuster: did you mean n1.invalid?',
    ],
    [
      ['--die', 'p/a=often'],
      '--die p/a=often: a component and how many of its instances end in a minute, an hour or a day are wanted: pipe0/bundler=10/h',
    ],
    [
      ['--die', 'p/a=0/h'],
      '--die p/a=0/h: a component and how many of its instances end in a minute, an hour or a day are wanted: pipe0/bundler=10/h',
    ],
    [['--die', 'p/x=1/h'], 'there is no component p/x in FILE\nmuster: did you mean p/a?'],
    [['--fail', 'a@n1.invalid'], 'there is no component a in FILE\nmuster: did you mean p/a?'],
    [
      ['--fail', 'p/a@n9'],
      '--fail: n9 is not among the hosts of FILE\nmuster: known are: n1.invalid, n2.invalid, n3.invalid, n4.invalid',
    ],
    [
      ['--hosts', '2', '--lose', 'n[2-3].invalid@5m'],
      '--lose n[2-3].invalid: n3.invalid is left out by --hosts 2',
    ],
    [['--fail', 'p/off'], '--fail p/off: p/off is off in FILE, so it is never launched'],
    [['--hosts', '200000'], '--hosts 200000: at most 100000 hosts can be simulated'],
    [['--counts', '999999'], '4999995 instances are wanted; at most 1000000 can be simulated'],
    [['--hours', '9000'], '--hours 9000: at most 8784 hours, a year, can be simulated'],
    [['--every', '1s'], '--every: from 10s to 1d is allowed'],
  ] as const) {
    it(`wrong usage: muster simulate ${args.join(' ')}`, async () => {
      const { exit, stdout, stderr } = await site.muster('simulate', '--json', ...args);
      assert.deepEqual([exit, stdout, stderr], [64, '', `muster: ${said.replace('FILE', site.file)}\n`]);
    });
  }
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
