import assert from 'node:assert/strict';
import type { Report } from '../../src/report/document.ts';
import type { MatchReport } from '../../src/report/matchDocument.ts';
import type { WhyReport } from '../../src/report/whyDocument.ts';
import { asDocument } from '../cli/localSite.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { entryOf, outcomesOf, renew, sampleType, Site, startsOf } from './site.ts';
import { rows } from '../harness/fields.ts';
import { codesOf } from '../harness/messages.ts';

describe('why and match on real hosts', () => {
  let fleet: Fleet;
  withFleet(['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7'], (up) => (fleet = up));

  const host = (name: string, own = {}) => entryOf(fleet.host(name), own);
  const hosts = (own: Record<string, unknown>, w6: Record<string, unknown>) => [
    host('w1'),
    host('w2'),
    host('w3', own),
    ...['w4', 'w5'].map((name) => host(name)),
    host('w6', w6),
    host('w7'),
  ];

  it('seven hosts with a reason each, as the plan has them; the world is changed, and they are gone', async () => {
    const failing = 'case $MUSTER_HOST in w7) echo no scratch >&2; exit 4 ;; esac';
    const sample = 'exec ./start-sample.sh "$@"';
    const other = sampleType('other', { hosts: ['w6'], priority: 1 });
    const site = new Site(fleet).submitter('one.sh', `${failing}\n${sample}`).config({
      available: hosts({ drain: 'disk being replaced' }, { hotlimit: 1 }),
      types: [one({ count: 2 }), other],
    });
    await fleet.host('w1').cutOff();
    await fleet.host('w2').stopSshd();
    const run = await site.report('run');
    assert.deepEqual(outcomesOf(run.report), [
      'p/one on w5: confirmed',
      'p/one on w7: failed',
      'p/other on w6: confirmed',
    ]);

    const before = (await asked(site, 'why', 'p/one')) as WhyReport;
    assert.deepEqual(before.plan, { stop: 0, start: 0, blocked: 1, held: 0 });
    assert.deepEqual(
      before.hosts.map(({ host, running, reasons }) => [host, running, codesOf(reasons)]),
      [
        ['w1', 0, ['host-down']],
        ['w2', 0, ['host-silent']],
        ['w3', 0, ['host-drained']],
        ['w4', 0, ['host-not-named']],
        ['w5', 1, ['max-per-host-reached']],
        ['w6', 0, ['hot-limit-reached']],
        ['w7', 0, ['backing-off-there']],
      ],
    );
    const details = before.hosts.map(({ reasons }) => reasons[0]?.params ?? {});
    assert.equal(details[1]?.['causeCode'], 'connection-refused');
    assert.equal(details[2]?.['why'], 'disk being replaced');
    assert.deepEqual([details[4]?.['there'], details[4]?.['maxPerHost']], [1, 1]);
    assert.deepEqual([details[5]?.['hot'], details[5]?.['holders']], [1, ['p/other ×1']]);
    assert.deepEqual([details[6]?.['failures'], details[6]?.['causeCode']], [1, 'submitter-failed']);
    assert.ok(before.hosts[6]?.reasons[0]?.until !== undefined);
    const planned = (await site.report('plan')).report;
    assert.deepEqual(
      reasonsByHost(planned),
      before.hosts.map(({ host, reasons }) => `${host}: ${reasons[0]?.code}`),
    );
    const text = await site.muster('why', 'p/one', 'w6');
    assert.match(text.stdout, /p\/other ×1$/m);

    await fleet.host('w1').heal();
    await fleet.host('w2').startSshd();
    site.submitter('one.sh', sample).edit({
      available: hosts({}, { hotlimit: 2 }),
      backoff: { first: '0s' },
      types: [one({ count: 13, hosts: ['w[1-7]'], maxPerHost: 2 }), other],
    });
    const after = (await asked(site, 'why', 'p/one')) as WhyReport;
    assert.deepEqual(after.plan, { stop: 0, start: 12, blocked: 0, held: 0 });
    assert.deepEqual(
      after.hosts.map(({ host, start, rank }) => `${host}: ${start}, ${rank}`),
      // The two that hold a hot job come last: first w6, which has none of this component.
      ['w1: 2, 1', 'w2: 2, 2', 'w3: 2, 3', 'w4: 2, 4', 'w5: 1, 7', 'w6: 1, 6', 'w7: 2, 5'],
    );
    // What speaks against one more is of this plan's own making.
    for (const { host, reasons } of after.hosts) {
      assert.deepEqual(
        codesOf(reasons),
        host === 'w6' ? ['hot-limit-reached'] : ['max-per-host-reached', 'hot-limit-reached'],
      );
      assert.ok(reasons.every(({ byPlan }) => byPlan));
    }
    const filled = await site.report('run');
    assert.deepEqual(
      startsOf(filled.report),
      after.hosts
        .flatMap(({ host, start }) => Array.from({ length: start }, () => `p/one on ${host}`))
        .toSorted(),
    );
    assert.equal(filled.exit, 0, JSON.stringify(filled.report.outcomes));
    const met = (await asked(site, 'why', 'p/one', 'w1')) as WhyReport;
    assert.deepEqual([met.component.missing, met.hosts[0]?.running], [0, 2]);
    await renew(fleet);
  });

  it('match shows the trees that are there, what lies between, and what does not count', async () => {
    const there = fleet.host('w1');
    const inBackground = (command: string): Promise<unknown> =>
      there.exec(`setsid ${command} </dev/null >/dev/null 2>&1 &`);
    for (const made of [
      script('program', 'sleep 1000 & wait'),
      script('between', './program zebra.py & wait'),
      script('wrapper', './between & wait'),
      // Its name is all that is left of it once it is a zombie.
      script('zebra.py', ':'),
      script('parent', './zebra.py &', 'exec sleep 1000'),
      'touch zebra.py.log',
    ])
      assert.equal((await there.exec(made)).code, 0, made);
    await inBackground('./wrapper zebra.py');
    await inBackground('tail -f zebra.py.log');
    await inBackground("sh -c 'sleep 1000; : zebra.py'");
    await inBackground('./parent');
    // All of them are up once the kernel shows the last process of each.
    await until(
      () =>
        there.processes().filter(({ command }) => command.includes('sleep 1000') && !command.includes('sh'))
          .length >= 3 &&
        there.countMatching('tail -f zebra') > 0 &&
        there.processes().some(({ state }) => state === 'Z'),
    );

    const site = new Site(fleet).config({
      types: [sampleType('zebra', { key: 'program zebra', submitter: 'none.sh' })],
    });
    const found = (await asked(site, 'match', 'zebra.py', '-w', 'w[1-2]')) as MatchReport;
    assert.deepEqual(rows(found.hosts, 'host', 'instances'), [
      ['w1', 3],
      ['w2', 0],
    ]);
    assert.equal(found.instances, 3);
    const [w1] = found.hosts;
    assert.ok(w1);
    assert.equal(w1.instances, there.countMatching('zebra.py'));
    assert.deepEqual(
      w1.processes
        .map(({ depth, matches, command, also }) => [short(command), depth, matches, also.join()].join(' | '))
        .toSorted(),
      [
        './between | 1 | false | ',
        './program zebra.py | 2 | true | p/zebra',
        './wrapper zebra.py | 0 | true | ',
        'sh -c sleep 1000; : zebra.py | 0 | true | ',
        'tail -f zebra.py.log | 0 | true | ',
      ],
    );
    const kernel = new Map(there.processes().map(({ pid, ppid, command }) => [pid, { ppid, command }]));
    for (const { pid, ppid, command } of w1.processes) assert.deepEqual(kernel.get(pid), { ppid, command });
    assert.deepEqual(rows(w1.leftOut, 'command', 'why'), [['[zebra.py] <defunct>', 'zombie']]);

    const own = (await asked(site, 'match', 'sh -s', '-w', 'w1')) as MatchReport;
    assert.equal(own.instances, 0);
    assert.ok(own.hosts[0]?.leftOut.some(({ why }) => why === 'own-process'));

    const component = (await asked(site, 'match', 'p/zebra')) as MatchReport;
    assert.deepEqual(
      [component.key, component.component, component.instances],
      ['program zebra', 'p/zebra', 1],
    );
    const run = await site.report('plan');
    assert.equal(run.report.components[0]?.running, component.instances);

    const text = await site.muster('match', 'zebra.py', '-w', 'w[1-2]');
    assert.match(text.stdout, /\*.*wrapper zebra\.py\n\. .*between\n\+ .*program zebra\.py {2}.*p\/zebra/);
  });
});

/** `host: reason` for what is blocked, in the order of the hosts. */
function reasonsByHost({ actions = [] }: Report): string[] {
  return actions
    .flatMap((action) =>
      action.reasons.flatMap(({ code, hostNames = [] }) => hostNames.map((name) => `${name}: ${code}`)),
    )
    .toSorted();
}

/** A command that makes an executable of these lines. */
function script(name: string, ...lines: string[]): string {
  return `printf '%s\\n' '#!/bin/sh' ${lines.map((line) => `'${line}'`).join(' ')} >${name} && chmod +x ${name}`;
}

/** A command line without the shell of a script. */
function short(command: string): string {
  return command.replace(/^\/bin\/sh /, '');
}

/** The component whose hosts are asked about. */
function one(own: Record<string, unknown>): Record<string, unknown> {
  return sampleType('one', { submitter: 'one.sh', hosts: ['w[1-3,5-7]'], maxPerHost: 1, ...own });
}

/** The document of a verb, held against the schema. */
async function asked(site: Site, ...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await site.muster(...args, '--json');
  assert.equal(code, 0, stderr);
  return asDocument(stdout);
}
