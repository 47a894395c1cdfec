import assert from 'node:assert/strict';
import type { MatchReport } from '../../src/report/matchDocument.ts';
import type { WhyReport } from '../../src/report/whyDocument.ts';
import { asDocument, type LocalSite, mainFile, siteOf } from './localSite.ts';
import { fieldLines, fieldOf } from '../harness/fields.ts';

describe('why and match on this machine', () => {
  let site: LocalSite;

  before(() => {
    site = siteOf({ a: { count: 2, hot: true }, b: { hot: true, priority: 1 } }, { hotlimit: 2 });
  });
  after(() => site[Symbol.dispose]());

  it('why tells what an operator decided, until it is taken back', async () => {
    assert.equal((await site.muster('pause', 'p/a', '--host', 'me', '--reason', 'later')).exit, 0);
    const { plan, decisions, hosts } = await site.document<WhyReport>('why', 'p/a');
    assert.deepEqual(plan, { stop: 0, start: 0, blocked: 2, held: 0 });
    assert.deepEqual(fieldLines(decisions, 'kind', 'why'), ['pause later']);
    assert.equal(hosts[0]?.reasons[0]?.code, 'paused-there');
    await site.muster('resume', 'p/a', '--host', 'me');
    const after = await site.document<WhyReport>('why', 'p/a');
    assert.deepEqual([after.plan.start, after.decisions], [1, []]);
  });

  it('why tells what the pass then does, and who comes first', async () => {
    const before = await site.document<WhyReport>('why', 'p/a');
    assert.deepEqual([before.plan.start, before.plan.blocked], [1, 1]);
    assert.deepEqual(codesOf(before), [['hot-limit-reached', true]]);
    await site.muster('run');
    const after = await site.document<WhyReport>('why', 'p/a', 'me');
    assert.deepEqual(codesOf(after), [['hot-limit-reached', false]]);
  });

  it('match counts what a pass counts, whether a component or its key is given', async () => {
    await site.muster('run');
    for (const text of ['p/a', String(site.type('a')['key'])]) {
      const { exit, report } = await site.report<MatchReport>('match', text);
      assert.deepEqual([exit, report.instances], [0, 1]);
      assert.deepEqual(fieldOf(report.hosts[0]?.processes ?? [], 'pid'), site.running('a'));
    }
  });

  it('match counts a machine with two names once', async () => {
    using twice = siteOf({ a: {} }, { available: ['me', 'again'].map((host) => ({ host, via: 'local' })) });
    await twice.muster('run');
    const { instances, hosts } = await twice.document<MatchReport>('match', 'p/a');
    assert.deepEqual([instances, fieldLines(hosts, 'host', 'sameAs')], [1, ['me -', 'again me']]);
  });

  it('a key on the command line of muster itself is not counted, nor on that of what called it', async () => {
    const key = `nothing-runs-under-${process.pid}`;
    const command = `${process.execPath} ${mainFile} match ${key} --json; : more`;
    const { stdout } = await site.run(['sh', '-c', command]);
    const { hosts, instances } = asDocument<MatchReport>(stdout);
    assert.equal(instances, 0);
    assert.ok(hosts[0]?.leftOut.some(({ command, why }) => why === 'own-process' && command.includes(key)));
  });

  for (const [code, ...wrong] of [
    ['component-unknown', ['why', 'p/z'], ['why', 'a'], ['logs', 'p/z']],
    ['hosts-unknown', ['why', 'p/a', 'you'], ['why', 'p/a', 'ma'], ['match', 'p/a', '-w', 'you']],
    [
      'option-invalid',
      ['why', 'p/a', 'n[1-2]'],
      ['match', 'p/a', '-w', ''],
      ['match', 'p/a', '-w', ',,'],
      ['match', 'a\u0007b'],
    ],
    ['options-conflict', ['why', 'p/a', 'me', '-w', 'me']],
  ] as const)
    for (const args of wrong)
      it(`wrong usage: muster ${args.join(' ').replace('\u0007', '^G')}`, async () => {
        if (args[0] === 'logs') assert.equal((await site.muster(...args)).exit, 64);
        else assert.deepEqual((await site.refusal(...args)).codes, [code]);
      });

  it('match -v tells how many hosts were asked, as every verb that asks them', async () => {
    const { stderr } = await site.muster('match', 'nothing-has-this-key', '-v');
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
  });

  it('trust has nothing to do where no host is reached over ssh, and says so', async () => {
    const { exit, report } = await site.report('trust');
    assert.deepEqual([exit, report.hosts], [0, []]);
  });

  it('a text that looks like a component and is none is said to be taken for a key', async () => {
    const { exit, stderr } = await site.muster('match', 'p/aa');
    assert.equal(exit, 0);
    assert.match(stderr, /\bp\/aa\b/);
  });
});

/** Of the one host: each reason against one more instance, and whether only this plan makes it hold. */
function codesOf({ hosts }: WhyReport): [string, boolean][] {
  return (hosts[0]?.reasons ?? []).map(({ code, byPlan }) => [code, byPlan]);
}
