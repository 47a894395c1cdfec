import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fleet } from '../fleet/fleet.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { cleared, outcomesOf, sampleType, Site, startsOf, totalOf } from './site.ts';

describe('what becomes of a launch', () => {
  let fleet: Fleet;
  withFleet(['o1', 'o2', { name: 'o3', shell: '/bin/bash' }], (up) => (fleet = up));
  afterEach(() => cleared(fleet, 'go'));

  const total = (text: string): number => totalOf(fleet, text);

  it('four submitters have four outcomes, each with what it printed [submitter-fails] [launch-unanswered]', async () => {
    const site = new Site(fleet, { inProcess: true })
      // Its child keeps the output of the submitter open for as long as it lives.
      .submitter('holds.sh', 'echo holding; sh -c "while :; do sleep 30; done" holder-key &')
      .submitter('hangs.sh', 'echo about to hang; exec sleep 300')
      .submitter('fails.sh', 'echo no scratch space; echo on stderr >&2; exit 3')
      .submitter('dies.sh', 'echo died of a missing library; sh -c "exit 0" dead-key & wait')
      .config({
        timeouts: { launch: '3s', settle: '500ms', pass: '1m' },
        pipes: [
          {
            pipe: 'p',
            types: [
              { name: 'holds', submitter: 'holds.sh', key: 'holder-key' },
              { name: 'hangs', submitter: 'hangs.sh', key: 'hanger-key', hosts: ['o2', 'o3'] },
              { name: 'fails', submitter: 'fails.sh', key: 'failed-key', hosts: ['o1', 'o3'] },
              { name: 'dies', submitter: 'dies.sh', key: 'dead-key', hosts: 'o3' },
            ].map((type) => ({ count: 1, on: true, hot: false, ...type })),
          },
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
    const detail = (component: string) =>
      report.outcomes?.find((outcome) => outcome.component === component)?.detail;
    assert.deepEqual(
      ['p/dies', 'p/fails', 'p/hangs'].map((component) => [
        detail(component)?.code,
        detail(component)?.params['printed'],
        detail(component)?.params['causeCode'],
      ]),
      [
        ['launch-vanished', 'died of a missing library', undefined],
        ['submitter-failed', 'no scratch space\non stderr', undefined],
        ['launch-interrupted', undefined, 'command-timeout'],
      ],
    );
    assert.deepEqual(
      report.components.map(({ component, running, pending, missing }) => [
        component,
        running,
        pending,
        missing,
      ]),
      [
        ['p/holds', 1, 0, 0],
        ['p/hangs', 0, 1, 0],
        ['p/fails', 0, 0, 1],
        ['p/dies', 0, 1, 1],
      ],
    );
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
    const site = new Site(fleet, { inProcess: true })
      .submitter(
        'late.sh',
        'sh -c "while :; do sleep 30; done" late-key >/dev/null 2>&1 & sleep 0.3; echo cannot notify; exit 1',
      )
      .config({ pipes: [{ pipe: 'p', types: [hot('late')] }] });
    const { exit, report } = await site.report('run');
    assert.deepEqual(outcomesOf(report), ['p/late on o1: confirmed']);
    const { code, params } = report.outcomes?.[0]?.detail ?? {};
    assert.deepEqual([code, params?.['causeCode']], ['launch-failed-yet-there', 'submitter-failed']);
    assert.match(String(params?.['cause']), /cannot notify/);
    assert.equal(total('late-key'), 1);
    assert.equal(exit, 0);
  });

  it('a component that is slow to come up vanishes, and is not started twice [nothing-comes-up]', async () => {
    const site = new Site(fleet, { inProcess: true })
      .submitter(
        'slow.sh',
        `(while [ ! -e "$HOME/go" ]; do sleep 0.05; done
        exec sh -c "while :; do sleep 30; done" slow-key) >/dev/null 2>&1 &`,
      )
      .config({ timeouts: { settle: '200ms' }, pipes: [{ pipe: 'p', types: [hot('slow')] }] });
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

  it('arguments, environment, folder and closed stdin reach the submitter as they were written', async () => {
    const nasty = `it's "$HOME" \`id\` \\ ; & | > \n* é`;
    const site = new Site(fleet, { inProcess: true })
      .submitter(
        'tells.sh',
        'printf "%s\\n" "$@" >"$HOME/args"; env >"$HOME/env"; pwd >"$HOME/pwd"; ls >"$HOME/ls"; wc -c >"$HOME/stdin"',
      )
      .config({
        namespace: 'night-shift',
        pipes: [
          {
            pipe: 'p',
            types: [hot('tells', { key: `k'"$x`, args: [nasty, '-n', ''], env: { PLAIN: nasty } })],
          },
        ],
      });
    await site.report('run');
    const read = async (file: string): Promise<string> => (await fleet.host('o1').exec(`cat ${file}`)).stdout;
    assert.equal(await read('args'), `${nasty}\n-n\n\n`);
    const env = await read('env');
    assert.ok(env.includes(`PLAIN=${nasty}\n`));
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
    assert.match(await read('pwd'), /^\/home\/ops\/\.muster\/night-shift\/bundles\/[0-9a-f]{32}\n$/);
    assert.match(await read('ls'), /tells\.sh/);
    assert.equal((await read('stdin')).trim(), '0');
  });

  it('scripts are staged once, and again only when they change', async () => {
    const site = new Site(fleet, { inProcess: true })
      .sampleSubmitter()
      .config({ pipes: [{ pipe: 'p', types: [sampleType('one'), sampleType('two')] }] });
    const bundles = async (): Promise<string[]> =>
      (await fleet.host('o1').exec('ls -a .muster/default/bundles')).stdout.trim().split('\n').slice(2);
    site.edit({ available: [{ host: 'o1', address: fleet.host('o1').address }] });
    await site.report('run');
    const first = await bundles();
    assert.equal(first.length, 1);
    site.edit({
      pipes: [{ pipe: 'p', types: [sampleType('one', { count: 2 }), sampleType('two')] }],
      hotlimit: 3,
    });
    await site.report('run');
    assert.deepEqual(await bundles(), first);
    site.submitter('other.sh', 'exit 0').edit({
      pipes: [{ pipe: 'p', types: [sampleType('one', { count: 3 }), sampleType('two')] }],
      hotlimit: 4,
    });
    await site.report('run');
    assert.equal((await bundles()).length, 2);
    assert.equal(total('sample-one'), 3);
  });

  it('a login shell that greets without ending its line hides no answer', async () => {
    writeFileSync(join(fleet.host('o3').home, '.bashrc'), 'printf "Welcome to o3! "\n');
    const site = new Site(fleet, { inProcess: true })
      .submitter('fails.sh', 'echo no scratch; exit 3')
      .config({ pipes: [{ pipe: 'p', types: [hot('fails', { hosts: 'o3' })] }] });
    const { exit, report } = await site.report('run');
    assert.deepEqual([outcomesOf(report), exit], [['p/fails on o3: failed'], 3]);
    assert.equal(report.outcomes?.[0]?.detail?.params['printed'], 'no scratch');
    rmSync(join(fleet.host('o3').home, '.bashrc'));
  });

  it('a host that cannot take the scripts is refused, and the next one is tried', async () => {
    const site = new Site(fleet, { inProcess: true })
      .sampleSubmitter()
      .config({ pipes: [{ pipe: 'p', types: [sampleType('one')] }] });
    await fleet.host('o1').exec('touch .muster');
    const { exit, report } = await site.report('run');
    assert.deepEqual(outcomesOf(report), ['p/one on o1: refused', 'p/one on o2: confirmed']);
    assert.equal(report.outcomes?.[0]?.detail?.code, 'staging-failed');
    assert.equal(exit, 0);
  });
});

/** A type whose submitter and key are named after it. */
function hot(name: string, own: Record<string, unknown> = {}): Record<string, unknown> {
  return { name, count: 1, on: true, hot: true, submitter: `${name}.sh`, key: `${name}-key`, ...own };
}
