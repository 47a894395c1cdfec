import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { logRecords, outcomesOf, startsOf } from '../e2e/site.ts';
import { until } from '../harness/until.ts';
import { asDocument, LocalSite, silent, thisMachine, withDead } from './localSite.ts';
import { fieldOf, fieldLines } from '../harness/fields.ts';

describe('run, plan and status on this machine', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  it('plan says 2 as long as there is something to start, run starts it, then all is well', async () => {
    site.config([site.type('a', { count: 2, hot: true }), site.type('off', { on: false })]);
    const planned = await site.report('plan', '--detailed-exitcode');
    assert.equal(planned.exit, 2);
    assert.deepEqual(startsOf(planned.report), ['p/a on me', 'p/a on me']);
    assert.equal((await site.muster('plan')).exit, 0);
    assert.equal((await site.report('status')).exit, 3);
    assert.deepEqual(startsOf((await site.report('run', '--dry-run')).report), ['p/a on me', 'p/a on me']);
    assert.deepEqual(site.running('a'), []);

    const first = await site.report('run');
    assert.deepEqual([first.exit, first.stderr], [0, '']);
    assert.deepEqual(outcomesOf(first.report), ['p/a on me: confirmed', 'p/a on me: confirmed']);
    assert.equal(site.running('a').length, 2);
    assert.deepEqual(site.running('off'), []);

    const second = await site.report('run');
    assert.deepEqual([second.exit, second.report.actions], [0, []]);
    assert.equal((await site.report('plan', '--detailed-exitcode')).exit, 0);
    const status = await site.report('status');
    assert.equal(status.exit, 0);
    assert.deepEqual(status.report.hosts[0]?.components, { 'p/a': 2 });
    for (const verb of ['run', 'plan', 'status']) assert.deepEqual(await site.muster(verb, '-q'), silent(0));
  });

  it('short of a count: exit 3, and -q says of what', async () => {
    site.config([site.type('a', { count: 3, hot: true }), site.type('b')], { hotlimit: 2 });
    const planned = await site.report('plan', '--detailed-exitcode');
    assert.equal(planned.exit, 3);
    const { exit, report } = await site.report('run');
    assert.equal(exit, 3);
    const counts = { start: 3, stop: 0, blocked: 1, held: 0, unknownHosts: 0, short: 1, missing: 1 };
    assert.deepEqual(report.summary, counts);
    for (const verb of ['run', 'status']) {
      const { stdout, stderr } = await site.muster(verb, '-q');
      assert.equal(stderr, '');
      // Only what is short is named.
      assert.deepEqual(stdout.match(/\bp\/\w/g), ['p/a'], verb);
    }
  });

  it('what goes wrong is in the document, and harmless in the text', async () => {
    site
      .submitter('fails.sh', String.raw`printf 'no space\n\033[31mat all'; exit 3`)
      .submitter('dies.sh', 'echo started it')
      .config(
        [site.type('fails', { submitter: 'fails.sh' }), site.type('dies', { submitter: 'dies.sh' })],
        withDead('gone'),
      );
    const { exit, report } = await site.report('run');
    assert.equal(exit, 3);
    assert.deepEqual(outcomesOf(report), ['p/dies on me: vanished', 'p/fails on me: failed']);
    assert.equal(report.hosts[1]?.sighting, 'down');
    const { stdout } = await site.muster('run', '--retry');
    assert.match(stdout, /no space \| \?\[31mat all$/m);
    assert.ok(!stdout.includes('\u001B'));
  });

  it('what fails backs off, and says until when; --retry tries at once', async () => {
    site
      .submitter('fails.sh', 'echo no space; exit 3')
      .config([site.type('fails', { submitter: 'fails.sh' }), site.type('well')]);
    assert.equal((await site.report('run')).exit, 3);
    const { exit, report } = await site.report('run');
    assert.equal(exit, 3);
    assert.deepEqual([report.outcomes, report.summary.blocked], [[], 1]);
    const { backoff } = report.components[0] ?? {};
    assert.equal(backoff?.failures, 1);
    assert.equal(backoff?.why.code, 'submitter-failed');
    assert.deepEqual([backoff?.why.params['exit'], backoff?.why.params['printed']], ['3', 'no space']);
    const [reason] = report.actions?.find(({ action }) => action === 'blocked')?.reasons ?? [];
    assert.deepEqual([reason?.code, reason?.until], ['backing-off', backoff?.until]);
    assert.equal(report.hosts[0]?.backoff?.['p/fails']?.failures, 1);
    const records = logRecords(site.folder).filter((one) => one.message === 'backs off');
    assert.deepEqual(fieldLines(records, 'component', 'host', 'failures'), [
      'p/fails me 1',
      'p/fails null 1',
    ]);
    assert.deepEqual(startsOf((await site.report('plan', '--retry', '--only', 'p/well')).report), []);
    assert.deepEqual(outcomesOf((await site.report('run', '--retry')).report), ['p/fails on me: failed']);
    assert.equal((await site.report('status')).report.components[0]?.backoff?.failures, 1);
  });

  it('a short-lived component that has ended already is no failure', async () => {
    site
      .submitter('soon.sh', 'echo done')
      .config([site.type('soon', { submitter: 'soon.sh', lifetime: 'short' })], {
        safety: { startGrace: '1s' },
      });
    const { exit, report } = await site.report('run');
    assert.deepEqual([exit, outcomesOf(report)], [0, ['p/soon on me: vanished']]);
    assert.equal(report.outcomes?.[0]?.detail?.params['printed'], 'done');
    // Its place is kept until startGrace is over.
    await until(async () => startsOf((await site.report('plan')).report).join() === 'p/soon on me');
    assert.deepEqual(await site.muster('run', '-q'), silent(0));
  });

  it('two names of this machine are counted once, and that is said', async () => {
    const again = { host: 'again', via: 'local' };
    site.config([site.type('a', { count: 2 })], { available: [thisMachine, again] });
    const { exit, report } = await site.report('run');
    assert.deepEqual([exit, startsOf(report)], [0, ['p/a on me', 'p/a on me']]);
    assert.equal(site.running('a').length, 2);
    assert.deepEqual(fieldLines(report.hosts, 'host', 'components', 'sameAs'), [
      'me {"p/a":2} -',
      'again {} me',
    ]);
    assert.equal((await site.report('run')).report.components[0]?.running, 2);
  });

  it('held by the brownout guard: exit 69', async () => {
    site.config([site.type('a')], { ...withDead('d1', 'd2'), safety: {} });
    for (const verb of ['plan', 'run', 'status']) {
      const { exit, report } = await site.report(verb);
      assert.deepEqual([exit, report.brownout], [69, { held: true, unknown: 2, of: 3 }]);
    }
    assert.deepEqual(site.running('a'), []);
  });

  it('debugmode never launches, and says so on stderr', async () => {
    site.config([site.type('a')], { debugmode: true });
    const { exit, report, stderr } = await site.report('run');
    assert.deepEqual([exit, report.command, startsOf(report)], [0, 'plan', ['p/a on me']]);
    assert.match(stderr, /debugmode/);
    await site.muster('run', '-q');
    assert.deepEqual(site.running('a'), []);
  });

  it('--only narrows to components, in what is started, said and judged', async () => {
    const short = site.type('short', { count: 2, maxPerHost: 1 });
    site.config([site.type('a'), site.type('b'), short]);
    const { exit, report } = await site.report('run', '--only', 'p/a');
    assert.deepEqual([exit, startsOf(report)], [0, ['p/a on me']]);
    assert.deepEqual(fieldOf(report.components, 'component'), ['p/a']);
    const both = await site.report('run', '--only', 'p/short', '--only', 'p/b');
    assert.deepEqual([both.exit, startsOf(both.report)], [3, ['p/b on me', 'p/short on me']]);
    for (const [only, meant] of [
      [['p/a', 'p/z'], ['p/a']],
      [['short'], ['p/short']],
      [['shrt'], ['p/short']],
      [
        ['a', 'p/shrot'],
        ['p/a', 'a', 'p/short', 'p/shrot'],
      ],
      // Nothing is near: the known ones are named.
      [['nonsense'], ['p/a', 'p/b', 'p/short']],
    ] as const) {
      const { exit, codes, hints } = await site.refusal('plan', ...only.flatMap((name) => ['--only', name]));
      assert.deepEqual([exit, codes], [64, ['component-unknown']]);
      for (const name of meant) assert.ok(hints.join().includes(name), hints.join());
    }
  });

  it('-w narrows to hosts', async () => {
    const {
      available: [, n1, n3],
      ...own
    } = withDead('n1', 'n3');
    site.config([site.type('a')], { ...own, available: [n1, { host: 'n2', via: 'local' }, n3] });
    const { report } = await site.report('plan', '-w', 'n[2-3]');
    assert.deepEqual(startsOf(report), ['p/a on n2']);
    assert.equal(report.hosts.length, 3);
    const elsewhere = await site.report('plan', '-w', 'n[1,3]');
    const reasons = elsewhere.report.actions?.[0]?.reasons ?? [];
    assert.deepEqual(fieldLines(reasons, 'code', 'hosts', 'hostNames'), [
      'host-down 2 ["n1","n3"]',
      'host-not-named 1 ["n2"]',
    ]);
    const status = await site.report('status', '-w', 'n2', '--only', 'p/a');
    assert.deepEqual(fieldOf(status.report.hosts, 'host'), ['n2']);
    const unknown = await site.refusal('plan', '-w', 'n[3-5]');
    assert.deepEqual([unknown.exit, unknown.codes], [64, ['hosts-unknown']]);
    assert.match(unknown.hints.join(), /n1, n2, n3/);
    assert.deepEqual((await site.refusal('plan', '-w', 'n[')).codes, ['option-invalid']);
  });

  it('two at once: one runs, the other ends with 75 and says who is running', async () => {
    site
      .submitter('slow.sh', 'touch "$HOME/begun"; until [ -e "$HOME/go" ]; do sleep 0.1; done; exit 1')
      .config([site.type('a', { submitter: 'slow.sh' })]);
    const first = site.program('run');
    while (!existsSync(join(site.home, 'begun'))) await sleep(20);
    const { exit, codes, params } = await site.refusal('run');
    assert.deepEqual(
      [exit, codes, params['command'], params['host']],
      [75, ['pass-running'], 'muster run', hostname()],
    );
    assert.ok((await site.program('run')).stderr.includes(String(params['pid'])));
    writeFileSync(join(site.home, 'go'), '');
    assert.equal((await first).exit, 3);
  });

  it('JSON from every verb that has a report is one document, as the schema says', async () => {
    site.config([site.type('a')]);
    for (const verb of ['check', 'plan', 'run', 'status']) {
      const { stdout } = await site.muster(verb, '--json', '-q', '-v');
      assert.equal(asDocument(stdout)['command'], verb);
    }
  });
});
