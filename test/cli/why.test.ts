import assert from 'node:assert/strict';
import type { MatchReport } from '../../src/report/matchDocument.ts';
import type { WhyReport } from '../../src/report/whyDocument.ts';
import { asDocument, LocalSite, mainFile } from './localSite.ts';

describe('why and match on this machine', () => {
  let site: LocalSite;

  before(() => {
    site = new LocalSite();
    site.config([site.type('a', { count: 2, hot: true }), site.type('b', { hot: true, priority: 1 })], {
      hotlimit: 2,
    });
  });
  after(() => site[Symbol.dispose]());

  it('why tells what an operator decided, until it is taken back', async () => {
    assert.equal((await site.muster('pause', 'p/a', '--host', 'me', '--reason', 'later')).exit, 0);
    const { plan, decisions, hosts } = asDocument(
      (await site.muster('why', 'p/a', '--json')).stdout,
    ) as unknown as WhyReport;
    assert.deepEqual(plan, { stop: 0, start: 0, blocked: 2, held: 0 });
    assert.deepEqual(
      decisions.map(({ kind, why }) => [kind, why]),
      [['pause', 'later']],
    );
    assert.match(hosts[0]?.reasons[0]?.detail ?? '', /^no more than 0, by \S+: later$/);
    await site.muster('resume', 'p/a', '--host', 'me');
    const after = asDocument((await site.muster('why', 'p/a', '--json')).stdout) as unknown as WhyReport;
    assert.deepEqual([after.plan.start, after.decisions], [1, []]);
  });

  it('why tells what the pass then does, and who comes first', async () => {
    const { exit, stdout } = await site.muster('why', 'p/a');
    assert.equal(exit, 0);
    assert.equal(
      stdout,
      '!  p/a  0 of 2  a pass now starts 1; 1 blocked\n' +
        '   Before it: p/b starts 1.\n' +
        '+  me  start 1 (choice 1 of 1: hot 1 of 2, 0 of this component, 1 instance); ' +
        'not one more: hot limit reached: 2 of 2 taken, it takes 1: p/b ×1 that this plan starts, p/a ×1 that this plan starts\n',
    );
    await site.muster('run');
    const after = asDocument(
      (await site.muster('why', 'p/a', 'me', '--json')).stdout,
    ) as unknown as WhyReport;
    assert.deepEqual(after.hosts[0]?.reasons, [
      {
        reason: 'hot limit reached',
        detail: '2 of 2 taken, it takes 1: p/a ×1, p/b ×1',
        byPlan: false,
      },
    ]);
  });

  it('match counts what a pass counts, whether a component or its key is given', async () => {
    await site.muster('run');
    for (const text of ['p/a', String(site.type('a')['key'])]) {
      const { exit, stdout } = await site.muster('match', text, '--json');
      assert.equal(exit, 0);
      const { instances, hosts } = asDocument(stdout) as unknown as MatchReport;
      assert.equal(instances, 1);
      assert.deepEqual(
        hosts[0]?.processes.map(({ pid }) => pid),
        site.running('a'),
      );
    }
  });

  it('match counts a machine with two names once', async () => {
    using twice = new LocalSite();
    twice.config([twice.type('a')], { available: ['me', 'again'].map((host) => ({ host, via: 'local' })) });
    await twice.muster('run');
    const { stdout } = await twice.muster('match', 'p/a');
    assert.match(
      stdout,
      /\n\? {2}again {2}the same machine as me, and counted there: list it once\n1 instance on me\.\n$/,
    );
  });

  it('a key on the command line of muster itself is not counted, nor on that of what called it', async () => {
    const key = `nothing-runs-under-${process.pid}`;
    const command = `${process.execPath} ${mainFile} match ${key} --json; : more`;
    const { stdout } = await site.run(['sh', '-c', command]);
    const { hosts, instances } = asDocument(stdout) as unknown as MatchReport;
    assert.equal(instances, 0);
    assert.ok(hosts[0]?.leftOut.some(({ command, why }) => why === "muster's own" && command.includes(key)));
  });

  for (const [args, said] of [
    [['why', 'p/z'], 'there is no component p/z in FILE\nmuster: did you mean p/a?'],
    [['why', 'p/a', 'you'], 'you is not among the hosts of FILE\nmuster: known are: me'],
    [['why', 'p/a', 'ma'], 'ma is not among the hosts of FILE\nmuster: did you mean me?'],
    [
      ['why', 'p/a', 'n[1-2]'],
      'n[1-2]: one host is told of in full; several are named by -w: muster why COMPONENT -w n-[01-04]',
    ],
    [['why', 'a'], 'there is no component a in FILE\nmuster: did you mean p/a?'],
    [['logs', 'p/z'], 'there is no component p/z in FILE\nmuster: did you mean p/a?'],
    [['logs', 'p/a', 'ma'], 'ma is not among the hosts of FILE\nmuster: did you mean me?'],
    [['match', 'p/a', '-w', ''], '-w: it is empty; names and ranges are wanted, n-[01-04],m7'],
    [
      ['match', 'p/a', '-w', ',,'],
      '-w: there is nothing but commas; names and ranges are wanted, n-[01-04],m7',
    ],
    [['why', 'p/a', 'me', '-w', 'me'], 'either a host (me) or -w (me) is wanted, not both'],
    [
      ['match', 'a\u0007b'],
      'a key is a text of 1 to 1000 characters without line breaks and other control characters',
    ],
    [['match', 'p/a', '-w', 'you'], '-w: you is not among the hosts of FILE\nmuster: known are: me'],
  ] as const) {
    it(`wrong usage: muster ${args.join(' ').replace('\u0007', '^G')}`, async () => {
      const { exit, stdout, stderr } = await site.muster(...args);
      assert.deepEqual([exit, stdout, stderr], [64, '', `muster: ${said.replace('FILE', site.file)}\n`]);
    });
  }

  it('match -v tells how many hosts were asked, as every verb that asks them', async () => {
    const { stderr } = await site.muster('match', 'nothing-has-this-key', '-v');
    assert.match(stderr, /^1 of 1 host.*: 1 seen/m);
    assert.doesNotMatch(stderr, /launches/);
  });

  it('trust has nothing to do where no host is reached over ssh, and says so', async () => {
    const { exit, stdout } = await site.muster('trust');
    assert.deepEqual(
      [exit, stdout],
      [0, 'Trust: no host is reached over ssh, so there is no key to record.\n'],
    );
  });

  it('a text that looks like a component and is none is said to be taken for a key', async () => {
    const { exit, stderr } = await site.muster('match', 'p/aa');
    assert.equal(exit, 0);
    assert.equal(stderr, `muster: there is no component p/aa in ${site.file}; it is taken for a key\n`);
  });
});
