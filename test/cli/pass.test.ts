import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { logRecords, outcomesOf, startsOf } from '../e2e/site.ts';
import { asDocument, LocalSite } from './localSite.ts';

/** Nothing listens on port 1. */
const dead = (host: string): object => ({ host, address: '127.0.0.1', port: 1 });
const me = { host: 'me', via: 'local' };

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
    assert.equal(
      (await site.muster('run', '--dry-run')).stdout.split('\n')[0],
      '+  p/a  0 of 2  start on me (2)',
    );
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
    for (const verb of ['run', 'plan', 'status']) {
      assert.deepEqual(await site.muster(verb, '-q'), { exit: 0, stdout: '', stderr: '' });
    }
    assert.equal(
      (await site.muster('run')).stdout,
      '=  p/a  2 of 2\nPass: nothing started. 1 of 1 component met.\n',
    );
  });

  it('short of a count: exit 3, and -q says of what', async () => {
    site.config([site.type('a', { count: 3, hot: true }), site.type('b')], { hotlimit: 2 });
    const planned = await site.report('plan', '--detailed-exitcode');
    assert.equal(planned.exit, 3);
    const { exit, report } = await site.report('run');
    assert.equal(exit, 3);
    assert.deepEqual(report.summary, {
      start: 3,
      stop: 0,
      blocked: 1,
      held: 0,
      unknownHosts: 0,
      short: 1,
      missing: 1,
    });
    assert.deepEqual(await site.muster('run', '-q'), {
      exit: 3,
      stdout:
        '!  p/a  2 of 3  1 blocked: hot limit reached (me)\n' +
        'Pass: nothing started, 1 blocked. 1 of 2 components met.\n',
      stderr: '',
    });
    assert.match((await site.muster('status', '-q')).stdout, /^! {2}p\/a {2}2 of 3 {2}1 short\n/);
  });

  it('what goes wrong is in the document, and harmless in the text', async () => {
    site
      .submitter('fails.sh', String.raw`printf 'no space\n\033[31mat all'; exit 3`)
      .submitter('dies.sh', 'echo started it')
      .config([site.type('fails', { submitter: 'fails.sh' }), site.type('dies', { submitter: 'dies.sh' })], {
        available: [me, dead('gone')],
        ping: { method: 'tcp' },
      });
    const { exit, report } = await site.report('run');
    assert.equal(exit, 3);
    assert.deepEqual(outcomesOf(report), ['p/dies on me: vanished', 'p/fails on me: failed']);
    assert.equal(report.hosts[1]?.sighting, 'down');
    const { stdout } = await site.muster('run', '--retry');
    assert.match(stdout, /^! {2}p\/fails {2}0 of 1 .* failed on me; 1 blocked: /m);
    assert.match(stdout, /^ {3}failed {2,}p\/fails {2}me {2}.*no space \| \?\[31mat all$/m);
    assert.match(stdout, /^\? {2}gone {2}down: /m);
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
    assert.match(backoff?.why ?? '', /^on me: the submitter ended with exit 3; it printed: no space$/);
    const blocked = report.actions?.find(({ action }) => action === 'blocked');
    assert.deepEqual(blocked?.reasons, [{ reason: 'backing off', hosts: null, until: backoff?.until }]);
    assert.equal(report.hosts[0]?.backoff?.['p/fails']?.failures, 1);
    const time = String.raw`\d\d:\d\d:\d\d`;
    const said = 'on me: the submitter ended with exit 3; it printed: no space';
    for (const verb of ['plan', 'run']) {
      assert.match(
        (await site.muster(verb)).stdout,
        new RegExp(`p/fails .*backing off until ${time} after 1 failure; last: ${said}$`, 'm'),
      );
    }
    const status = (await site.muster('status')).stdout;
    assert.match(
      status,
      new RegExp(
        `^p/fails .* 1 short, backing off until ${time}\\n {4}1 failure, last at ${time}: ${said}$`,
        'm',
      ),
    );
    assert.match(status, new RegExp(`^me .*\\n {4}p/fails backing off there until ${time}$`, 'm'));
    assert.deepEqual(
      logRecords(site.folder)
        .filter(({ message }) => message === 'backs off')
        .map(({ component, host, failures }) => [component, host, failures]),
      [
        ['p/fails', 'me', 1],
        ['p/fails', null, 1],
      ],
    );
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
    assert.match(
      report.outcomes?.[0]?.detail ?? '',
      /it has ended already, or is slow, or its key "\S+-soon" is not .* muster match p\/soon .*; it printed: done/,
    );
    await sleep(1100);
    assert.deepEqual(startsOf((await site.report('plan')).report), ['p/soon on me']);
    assert.deepEqual(await site.muster('run', '-q'), { exit: 0, stdout: '', stderr: '' });
  });

  it('two names of this machine are counted once, and that is said', async () => {
    site.config([site.type('a', { count: 2 })], {
      available: [me, { host: 'again', via: 'local' }],
    });
    const { exit, report } = await site.report('run');
    assert.deepEqual([exit, startsOf(report)], [0, ['p/a on me', 'p/a on me']]);
    assert.equal(site.running('a').length, 2);
    assert.deepEqual(
      report.hosts.map(({ components, sameAs = null }) => [components, sameAs]),
      [
        [{ 'p/a': 2 }, null],
        [{}, 'me'],
      ],
    );
    assert.equal((await site.report('run')).report.components[0]?.running, 2);
    for (const verb of ['plan', 'run', 'status']) {
      assert.match(
        (await site.muster(verb)).stdout,
        /again .*the same machine as me, and counted there: list it once/,
      );
    }
  });

  it('held by the brownout guard: exit 69', async () => {
    site.config([site.type('a')], { available: [me, dead('d1'), dead('d2')], ping: { method: 'tcp' } });
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
    assert.equal(stderr, '"debugmode" is true in the configuration: nothing will be launched.\n');
    await site.muster('run', '-q');
    assert.deepEqual(site.running('a'), []);
  });

  it('--only narrows to components, in what is started, said and judged', async () => {
    const short = site.type('short', { count: 2, maxPerHost: 1 });
    site.config([site.type('a'), site.type('b'), short]);
    const { exit, report } = await site.report('run', '--only', 'p/a');
    assert.deepEqual([exit, startsOf(report)], [0, ['p/a on me']]);
    assert.deepEqual(
      report.components.map(({ component }) => component),
      ['p/a'],
    );
    assert.equal((await site.muster('plan', '--only', 'p/a')).stdout.split('\n').length, 3);
    const both = await site.report('run', '--only', 'p/short', '--only', 'p/b');
    assert.deepEqual([both.exit, startsOf(both.report)], [3, ['p/b on me', 'p/short on me']]);
    const unknown = await site.muster('run', '--only', 'p/a', '--only', 'p/z');
    assert.deepEqual(
      [unknown.exit, unknown.stdout, unknown.stderr.trim().split('\n').slice(-2)],
      [64, '', ['muster: --only: there is no component p/z', 'muster: did you mean p/a?']],
    );
    for (const [only, said] of [
      [['short'], 'did you mean p/short?'],
      [['shrt'], 'did you mean p/short?'],
      [['a', 'p/shrot'], 'did you mean p/a for a, and p/short for p/shrot?'],
    ] as const) {
      const { exit, stderr } = await site.muster('plan', ...only.flatMap((name) => ['--only', name]));
      assert.deepEqual([exit, stderr.trim().split('\n').at(-1)], [64, `muster: ${said}`]);
    }
    const far = await site.muster('status', '--only', 'nonsense');
    assert.equal(
      far.stderr,
      'muster: --only: there is no component nonsense\nmuster: known are: p/a, p/b, p/short\n',
    );
  });

  it('-w narrows to hosts', async () => {
    site.config([site.type('a')], {
      available: [dead('n1'), { host: 'n2', via: 'local' }, dead('n3')],
      ping: { method: 'tcp' },
      safety: { brownout: 1 },
    });
    const { report } = await site.report('plan', '-w', 'n[2-3]');
    assert.deepEqual(startsOf(report), ['p/a on n2']);
    assert.equal(report.hosts.length, 3);
    const elsewhere = await site.report('plan', '-w', 'n[1,3]');
    assert.deepEqual(elsewhere.report.actions?.[0]?.reasons, [
      { reason: 'down', hosts: 2, hostNames: ['n1', 'n3'] },
      { reason: 'not named by hosts', hosts: 1, hostNames: ['n2'] },
    ]);
    const status = await site.report('status', '-w', 'n2', '--only', 'p/a');
    assert.deepEqual(
      status.report.hosts.map(({ host }) => host),
      ['n2'],
    );
    assert.match((await site.muster('status', '-w', 'n2')).stdout, /; 1 of 1 host seen\.\n$/);
    const unknown = await site.muster('plan', '-w', 'n[3-5]');
    assert.deepEqual([unknown.exit, unknown.stdout], [64, '']);
    assert.ok(
      unknown.stderr.endsWith(
        `muster: -w: n4, n5 are not among the hosts of ${site.file}\nmuster: known are: n1, n2, n3\n`,
      ),
    );
    assert.match((await site.muster('plan', '-w', 'n[')).stderr, /^muster: -w: .*brackets/m);
  });

  it('two at once: one runs, the other ends with 75 and says who is running', async () => {
    site
      .submitter('slow.sh', 'touch "$HOME/begun"; until [ -e "$HOME/go" ]; do sleep 0.1; done; exit 1')
      .config([site.type('a', { submitter: 'slow.sh' })]);
    const first = site.muster('run');
    while (!existsSync(join(site.home, 'begun'))) await sleep(20);
    const { stdout, stderr } = await site.muster('run', '--json');
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /^muster: Another pass is running: muster run, process \d+ on \S+ since \d\d:\d\d:\d\d\. This one does nothing; --wait 5m .*\n$/,
    );
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
