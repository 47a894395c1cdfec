import assert from 'node:assert/strict';
import type { Fleet } from '../fleet/fleet.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { cleared, entryOf, outcomesOf, sampleType, Site, startsOf, totalOf, typeOf } from './site.ts';
import { rows } from '../harness/fields.ts';

describe('what becomes of a launch', () => {
  let fleet: Fleet;
  withFleet(['o1', 'o2', { name: 'o3', shell: '/bin/bash' }], (up) => (fleet = up));
  afterEach(() => cleared(fleet, 'go'));

  const total = (text: string): number => totalOf(fleet, text);

  it('four submitters have four outcomes, each with what it printed [submitter-fails] [launch-unanswered]', async () => {
    const site = new Site(fleet)
      // Its child keeps the output of the submitter open for as long as it lives.
      .submitter('holds.sh', 'echo holding; sh -c "while :; do sleep 30; done" holds-key &')
      .submitter('hangs.sh', 'echo about to hang; exec sleep 300')
      .submitter('fails.sh', 'echo no scratch space; echo on stderr >&2; exit 3')
      .submitter('dies.sh', 'echo died of a missing library; sh -c "exit 0" dies-key & wait')
      .config({
        timeouts: { launch: '3s', settle: '500ms', pass: '1m' },
        types: [
          typeOf('holds', { hot: false }),
          typeOf('hangs', { hot: false, hosts: ['o2', 'o3'] }),
          typeOf('fails', { hot: false, hosts: ['o1', 'o3'] }),
          typeOf('dies', { hot: false, hosts: 'o3' }),
        ],
      });
    const { exit, report } = await site.report('run');
    assert.deepEqual(outcomesOf(report), [
      'p/dies on o3: vanished',
      'p/fails on o1: failed',
      // The next best host is tried in the same pass.
      'p/fails on o3: failed',
      'p/hangs on o2: unknown',
      'p/holds on o1: confirmed',
    ]);
    const details = ['p/dies', 'p/fails', 'p/hangs'].map((component) => {
      const { code, params } = report.outcomes?.find((one) => one.component === component)?.detail ?? {};
      return [code, params?.['printed'], params?.['causeCode']];
    });
    assert.deepEqual(details, [
      ['launch-vanished', 'died of a missing library', undefined],
      ['submitter-failed', 'no scratch space\non stderr', undefined],
      ['launch-interrupted', undefined, 'command-timeout'],
    ]);
    assert.deepEqual(rows(report.components, 'component', 'running', 'pending', 'missing'), [
      ['p/holds', 1, 0, 0],
      ['p/hangs', 0, 1, 0],
      ['p/fails', 0, 0, 1],
      ['p/dies', 0, 1, 1],
    ]);
    assert.equal(exit, 3);
    const records = site.logged().filter(({ message }) => message === 'outcome');
    assert.ok(records.some(({ component, outcome }) => component === 'p/dies' && outcome === 'vanished'));

    // Without an answer it counts as pending: it is started neither again nor on another host.
    const second = await site.report('run', '--only', 'p/hangs');
    assert.deepEqual([second.report.actions, second.report.components[0]?.pending], [[], 1]);
    // Once that pass must have ended, and the grace is over, it counts as a failure.
    const { report: later } = await site.letTimePass(10 * 60_000).report('plan', '--only', 'p/hangs');
    const [hangs] = later.components;
    assert.deepEqual([startsOf(later), hangs?.pending, hangs?.backoff?.failures], [[], 0, 1]);
  });

  it('a submitter that starts its component and fails after that is not followed by another [submitter-fails-late]', async () => {
    const site = new Site(fleet)
      .submitter(
        'late.sh',
        'sh -c "while :; do sleep 30; done" late-key >/dev/null 2>&1 & sleep 0.3; echo cannot notify; exit 1',
      )
      .config({ types: [typeOf('late')] });
    const { exit, report } = await site.report('run');
    assert.deepEqual(outcomesOf(report), ['p/late on o1: confirmed']);
    const { code, params } = report.outcomes?.[0]?.detail ?? {};
    assert.deepEqual([code, params?.['causeCode']], ['launch-failed-yet-there', 'submitter-failed']);
    assert.match(String(params?.['cause']), /cannot notify/);
    assert.equal(total('late-key'), 1);
    assert.equal(exit, 0);
  });

  it('a component that is slow to come up vanishes, and is not started twice [nothing-comes-up]', async () => {
    const site = new Site(fleet)
      .submitter(
        'slow.sh',
        `(while [ ! -e "$HOME/go" ]; do sleep 0.05; done
        exec sh -c "while :; do sleep 30; done" slow-key) >/dev/null 2>&1 &`,
      )
      .config({ timeouts: { settle: '200ms' }, types: [typeOf('slow')] });
    const first = await site.report('run');
    assert.deepEqual(outcomesOf(first.report), ['p/slow on o1: vanished']);
    assert.equal(first.exit, 3);
    assert.deepEqual((await site.report('run')).report.actions, []);
    await fleet.host('o1').exec('touch go');
    await until(() => total('slow-key') > 0);
    const { report } = await site.report('run');
    assert.deepEqual(
      [report.components[0]?.running, report.components[0]?.pending, report.actions],
      [1, 0, []],
    );
    assert.equal(total('slow-key'), 1);
  });

  it('a submitter runs in the bundle of its namespace, and its environment says what it starts', async () => {
    const site = new Site(fleet)
      .submitter('tells.sh', 'env >"$HOME/env"; pwd >"$HOME/pwd"')
      .config({ namespace: 'night-shift', types: [typeOf('tells', { key: `k'"$x` })] });
    await site.report('run');
    const { stdout: env } = await fleet.host('o1').exec('cat env');
    for (const line of [
      'MUSTER_COMPONENT=p/tells',
      'MUSTER_PIPE=p',
      'MUSTER_TYPE=tells',
      'MUSTER_HOST=o1',
      `MUSTER_KEY=k'"$x`,
      'MUSTER_NAMESPACE=night-shift',
    ])
      assert.ok(env.includes(`${line}\n`), line);
    assert.match(env, /^MUSTER_LAUNCH_ID=\d{8}T\d{6}-[0-9a-f]{12}$/m);
    const { stdout: folder } = await fleet.host('o1').exec('cat pwd');
    assert.match(folder, /^\/home\/ops\/\.muster\/night-shift\/bundles\/[0-9a-f]{32}\n$/);
  });

  it('scripts are staged once, and again only when they change', async () => {
    const site = new Site(fleet).config({ available: [entryOf(fleet.host('o1'))] });
    const bundles = async (): Promise<string[]> =>
      (await fleet.host('o1').exec('ls -a .muster/default/bundles')).stdout.trim().split('\n').slice(2);
    const runWith = (count: number) =>
      site
        .edit({ hotlimit: count + 1, types: [sampleType('one', { count }), sampleType('two')] })
        .report('run');
    await runWith(1);
    const first = await bundles();
    assert.equal(first.length, 1);
    await runWith(2);
    assert.deepEqual(await bundles(), first);
    site.submitter('other.sh', 'exit 0');
    await runWith(3);
    assert.equal((await bundles()).length, 2);
    assert.equal(total('sample-one'), 3);
  });

  it('a host that cannot take the scripts is refused, and the next one is tried', async () => {
    const site = new Site(fleet).config({ types: [sampleType('one')] });
    await fleet.host('o1').exec('touch .muster');
    const { exit, report } = await site.report('run');
    assert.deepEqual(outcomesOf(report), ['p/one on o1: refused', 'p/one on o2: confirmed']);
    assert.equal(report.outcomes?.[0]?.detail?.code, 'staging-failed');
    assert.equal(exit, 0);
  });
});
