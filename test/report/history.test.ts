import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../src/package.ts';
import {
  historyRows,
  type HistoryFilter,
  type HistoryRow,
  type Rhythm,
} from '../../src/report/historyRows.ts';
import { historyText } from '../../src/report/historyText.ts';
import { styleFor } from '../../src/report/style.ts';
import { historyIn } from '../../src/store/history.ts';
import { parseWhen } from '../../src/cli/when.ts';
import type { HostReport } from '../../src/report/document.ts';
import { unknownHosts } from '../../src/report/unknownHosts.ts';
import { asDocument, LocalSite } from '../cli/localSite.ts';
import { scratchFolder } from '../store/scratch.ts';

const recorded = readFileSync(packagePath('test/cases/history/day.jsonl'), 'utf8');
const plain = styleFor({}, {});
const everything: HistoryFilter = { component: null, host: null, kinds: 'all' };

describe('the history as a table', () => {
  const folder = scratchFolder();

  /** With the clock of UTC, so that it reads the same everywhere. */
  async function shown(
    text: string,
    filter: Partial<HistoryFilter> = {},
    verbose = false,
    rhythm?: Rhythm,
  ): Promise<string[]> {
    writeFileSync(join(folder(), 'muster-2026-11-21.jsonl'), text);
    const rows: HistoryRow[] = [];
    const asked = { ...everything, ...filter };
    const entries = historyIn(folder()).entries({ sinceMs: -Infinity, untilMs: Infinity });
    for await (const row of historyRows(entries, asked, rhythm)) rows.push(row);
    const before = process.env['TZ'];
    process.env['TZ'] = 'UTC';
    try {
      return historyText(rows.toReversed(), asked, '2026-11-21T20:00:00.000Z', plain, verbose);
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  }

  const spilled = 'the submitter ended with exit 1; it printed: no space left on /scratch';

  it('a recorded day', async () => {
    assert.deepEqual(await shown(recorded), [
      'time                  took  hosts  what',
      '18:16:03             4.3 s    3/3  3 started, 3 failed, 1 blocked',
      '18:16:06                             started pipe0/mover on n[01-03]',
      `18:16:06                             failed pipe0/bundler on n[01-03]: ${spilled}`,
      '18:16:15 - 18:16:17                3 passes, nothing changed',
      '18:16:25             0.5 s    3/3  drain: 1 stopped',
      '18:16:25                             root: drain n03 until 20:16:25: disk being replaced',
      '18:16:25                             stopped pipe0/mover on n03, process 33',
      '18:16:25             2.5 s    3/3  1 started, 1 blocked',
      '18:16:28                             started pipe0/mover on n01',
      '18:16:28                           root: undrain n03',
      '18:16:28             0.3 s    3/3  1 blocked',
      '18:17:09             1.0 s    3/3  3 failed, 1 blocked',
      `18:17:10                             failed pipe0/bundler on n[01-03]: ${spilled}`,
    ]);
  });

  it('where no pass came for long, that is told, and nothing is folded over it', async () => {
    const text = ['20T22:00', '20T22:05', '21T11:15', '21T11:20', '21T15:00', '21T15:05']
      .map((time) => `2026-11-${time}:00.000Z`)
      .map((at) => ({ message: 'pass', timestamp: at, at, hosts: { of: 1, seen: 1 }, components: {} }))
      .map((pass) => `${JSON.stringify(pass)}\n`)
      .join('');
    const rhythm = { longestMs: 14 * 60_000, untilMs: Date.parse('2026-11-21T15:20:00.000Z') };
    const told = ['2026-11-20 22:05:00 - 2026-11-21 11:15:00', '11:20:00 - 15:00:00', '15:05:00'];
    const lines = async (own: Partial<HistoryFilter>): Promise<string[]> =>
      (await shown(text, own, false, rhythm)).map((line) => line.replaceAll(/ {2,}/g, '  '));
    for (const kinds of ['all', 'passes'] as const) {
      const found = await lines({ kinds });
      assert.deepEqual(
        found.filter((line) => line.includes('no pass')),
        [`${told[0]}  no pass between`, `${told[1]}  no pass between`, `${told[2]}  no pass since`],
      );
      assert.ok(!found.some((line) => /[3-9] passes, nothing/.test(line)), found.join('\n'));
    }
    assert.deepEqual(await lines({ kinds: 'launches' }), []);
  });

  it('as muster wrote it before there were ids: passes and launches all the same', async () => {
    const old = recorded.replaceAll(/"pass":"[^"]*",|"command":"[^"]*",|"missing":\d+,/g, '');
    assert.ok(!old.includes('"pass":'));
    const lines = await shown(old);
    assert.deepEqual(lines.slice(1, 5), [
      '18:16:03             4.3 s    3/3  3 started, 3 failed, 1 blocked',
      '18:16:06                             started pipe0/mover on n[01-03]',
      `18:16:06                             failed pipe0/bundler on n[01-03]: ${spilled}`,
      '18:16:15 - 18:16:17                3 passes, nothing changed',
    ]);
    assert.equal(lines.filter((line) => line.includes('started pipe0')).length, 2);
  });

  it('of a component, of a host, launches alone, passes alone', async () => {
    const component = await shown(recorded, { component: 'pipe0/mover' });
    assert.ok(component.includes('18:16:03             4.3 s    3/3  3 started, 3 of 3 running'));
    assert.ok(component.includes('18:16:25             0.5 s    3/3  drain: 1 stopped, 2 of 3 running'));
    assert.ok(!component.some((line) => line.includes('bundler')));
    assert.deepEqual(await shown(recorded, { host: 'n03', kinds: 'launches' }), [
      'time      what',
      '18:16:06  started pipe0/mover on n03',
      `18:16:06  failed pipe0/bundler on n03: ${spilled}`,
      '18:16:25  root: drain n03 until 20:16:25: disk being replaced',
      '18:16:25  stopped pipe0/mover on n03, process 33',
      '18:16:28  root: undrain n03',
      `18:17:10  failed pipe0/bundler on n03: ${spilled}`,
    ]);
    const passes = await shown(recorded, { kinds: 'passes' });
    assert.equal(passes.length, 7);
    assert.ok(!passes.some((line) => line.includes('pipe0')));
    const told = await shown(recorded, { kinds: 'launches' }, true);
    assert.ok(
      told.some((line) => /started pipe0\/mover on n01 \(20261121T\d{6}-\w{12}\)$/.test(line)),
      told.join('\n'),
    );
  });

  it('an instance that ended, hosts that were lost, came back, and were booted anew', async () => {
    const day = [
      ...lost(0, []),
      ...lost(1, ['n03'], { presumed: 1 }),
      ...lost(2, ['n03'], { presumed: 1 }),
      line(3, 'rebooted', { host: 'n03' }),
      line(3, 'gone', { ...gone, host: 'n03', pid: 7, rebooted: true }),
      ...lost(3, []),
      line(4, 'gone', { ...gone, host: 'n01', pid: 812, end: 'ended with exit 1', usage: 'wall 7 s' }),
      ...lost(4, []),
      line(5, 'gone', { ...gone, host: 'n01', pid: 813, livedMs: 2000, atMostMs: 300_000 }),
      line(5, 'gone', { ...gone, host: 'n02', pid: 9, livedMs: 2000, atMostMs: 300_000 }),
      ...lost(5, []),
      ...lost(6, [], { of: 2 }),
    ].join('');
    assert.deepEqual(await shown(day), [
      'time      took  hosts  what',
      '12:00:00          3/3  3 instances of 1 component',
      '12:01:00          2/3  2 instances of 1 component, 1 presumed',
      '12:01:00                 n03 down: no answer to the ping',
      '12:02:00               nothing changed; still unknown: n03',
      '12:03:00          3/3  1 gone, 1 rebooted',
      '12:03:00                 n03 back',
      '12:03:00                 n03 rebooted',
      '12:03:00                 gone p/a on n03, process 7, by the reboot',
      '12:04:00          3/3  1 gone',
      '12:04:00                 gone p/a on n01, process 812, after about 7 s: ended with exit 1; used wall 7 s',
      '12:05:00          3/3  2 gone',
      '12:05:00                 gone p/a on n[01-02], after 2 s to 5 min',
      '12:06:00          2/2  3 instances of 1 component',
    ]);
    assert.deepEqual(await shown(day, { host: 'n03' }), [
      'time                 took  hosts  what',
      '12:00:00                     3/3  3 instances of 1 component',
      '12:01:00                     2/3  2 instances of 1 component, 1 presumed',
      '12:01:00                            n03 down: no answer to the ping',
      '12:02:00                          nothing changed; still unknown: n03',
      '12:03:00                     3/3  1 gone, 1 rebooted',
      '12:03:00                            n03 back',
      '12:03:00                            n03 rebooted',
      '12:03:00                            gone p/a on n03, process 7, by the reboot',
      '12:04:00 - 12:06:00               3 passes, nothing changed',
    ]);
    const component = await shown(day, { component: 'p/a' });
    assert.ok(component.includes('12:01:00          2/3  2 of 3 running (1 presumed)'), component.join('\n'));
    assert.ok(component.includes('12:01:00                 n03 down: no answer to the ping'));
    assert.ok(component.includes('12:04:00          3/3  1 gone, 3 of 3 running'));
  });

  it('a host that may have been taken from the file is not said to be back', async () => {
    const lines = await shown([...lost(0, ['n03']), ...lost(1, [], { of: 2 })].join(''));
    assert.equal(lines.at(-1), '12:01:00                 n03 no longer unknown, or no longer listed');
    assert.equal(lines[2], '12:00:00                 n03 down: no answer to the ping');
  });

  it('two thousand unknown hosts whose names do not fold: a short line, and a pass record far below the largest', async () => {
    const names = Array.from({ length: 2000 }, (_, index) => `h${(index * 7919).toString(36)}x${index * 37}`);
    const hosts = names.map((host, index) => hostReport(host, `fault ${index}`));
    const folded = unknownHosts(hosts);
    assert.ok(folded.length <= 22, String(folded.length));
    assert.equal(
      folded.reduce((sum, { count }) => sum + count, 0),
      2000,
    );
    assert.ok(JSON.stringify(folded).length < 200_000, String(JSON.stringify(folded).length));
    const record = line(0, 'pass', { at: minute(0), hosts: { of: 2000, seen: 0 }, unknown: folded });
    const lines = await shown(record);
    assert.ok(
      lines.every(({ length }) => length < 400),
      String(Math.max(...lines.map(({ length }) => length))),
    );
    assert.match(lines.at(-1) ?? '', /… \(1980 hosts\) down: various reasons$/);
  });

  it('what is in the logs acts on no terminal', async () => {
    const evil = recorded
      .replaceAll('no space left on /scratch', '\\u001b[2J\\u009b31m\\u202e')
      .replaceAll('disk being replaced', '\\u001b]0;x\\u0007')
      .replaceAll('"n03"', '"n\\u001b[3"');
    for (const kinds of ['all', 'launches', 'passes'] as const)
      assert.doesNotMatch((await shown(evil, { kinds }, true)).join(''), /[\p{Cc}\u202e]/u);
  });
});

describe('muster history', () => {
  it('real passes: what was launched, then that nothing changed; the same as JSON', async () => {
    using site = new LocalSite();
    site.submitter('fails.sh', 'echo no scratch space; exit 3');
    site.config([site.type('a'), site.type('b', { submitter: 'fails.sh', key: 'never-key', args: [] })]);
    for (let passes = 0; passes < 3; passes++) await site.muster('run');
    const { exit, stdout } = await site.muster('history');
    assert.equal(exit, 0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.replace(/^[\d:]+ ( *- [\d:]+ )? */, ''));
    assert.match(lines[0] ?? '', /^\d+\.\d s +1\/1 +1 started, 1 failed, 1 blocked$/);
    assert.equal(lines[1], 'started p/a on me');
    assert.equal(lines[2], 'failed p/b on me: the submitter ended with exit 3; it printed: no scratch space');
    assert.deepEqual(lines.slice(3), ['2 passes, nothing changed']);
    const json = await site.muster('history', '--json', '-n', '2', '--passes');
    const { entries } = asDocument(json.stdout) as {
      entries: { kind: string; command: string; components: object }[];
    };
    assert.deepEqual(
      entries.map(({ kind, command }) => `${kind} ${command}`),
      ['pass run', 'pass run'],
    );
    assert.ok('p/b' in (entries[1]?.components ?? {}));
    const failed = asDocument(
      (await site.muster('history', '--launches', '--component', 'p/b', '--since', '1h', '--json')).stdout,
    );
    assert.deepEqual(
      (failed['entries'] as { outcome: string }[]).map(({ outcome }) => outcome),
      ['failed'],
    );
    assert.equal((await site.muster('history', '--until', '2h')).stdout, '');
  });

  it('an instance that was killed between two passes is told, and not as nothing changed', async () => {
    using site = new LocalSite();
    site.config([site.type('a')]);
    await site.muster('run');
    await site.muster('run');
    const [pid = 0] = site.running('a');
    process.kill(pid, 'SIGKILL');
    await site.muster('run');
    const { stdout } = await site.muster('history', '--host', 'me', '--component', 'p/a');
    assert.match(stdout, new RegExp(`1 gone, 0 of 1 running\\n`));
    assert.match(stdout, new RegExp(`  gone p/a on me, process ${pid}, after `));
    const { entries } = asDocument((await site.muster('history', '--json')).stdout) as {
      entries: { kind: string; pid?: number }[];
    };
    assert.deepEqual(
      entries.flatMap((entry) => (entry.kind === 'gone' ? [entry.pid] : [])),
      [pid],
    );
  });

  it('what muster stopped is not gone', async () => {
    using site = new LocalSite();
    site.config([site.type('a')]);
    await site.muster('run');
    await site.muster('stop', 'p/a');
    await site.muster('run');
    const { stdout } = await site.muster('history');
    assert.match(stdout, /stopped p\/a on me/);
    assert.doesNotMatch(stdout, /gone/);
  });

  it('says what of the logs is broken, on stderr', async () => {
    using site = new LocalSite();
    site.config([site.type('a')]);
    mkdirSync(join(site.folder, 'logs'));
    writeFileSync(join(site.folder, 'logs/muster-2026-11-21.jsonl'), `${recorded}torn\n`);
    const { exit, stdout, stderr } = await site.muster('history', '--passes', '-n', '1');
    assert.equal(exit, 0);
    assert.equal(stdout.split('\n').length, 3);
    assert.equal(stderr, 'muster: 1 line of the logs could not be read\n');
  });

  it('a name that is neither in the file nor in the logs is a usage error, one of the past is not', async () => {
    using site = new LocalSite();
    site.config([site.type('bundler'), site.type('old')]);
    await site.muster('run');
    site.config([site.type('bundler')]);
    for (const [args, said] of [
      [['--component', 'p/bundlr'], '--component: p/bundlr is not a component of FILE'],
      [['--component', 'bundler', '--json'], '--component: bundler is not a component of FILE'],
    ] as const) {
      const { exit, stdout, stderr } = await site.muster('history', ...args);
      assert.deepEqual(
        [exit, stdout, stderr],
        [
          64,
          '',
          `muster: ${said.replace('FILE', site.file)}, nor in the logs that were read\nmuster: did you mean p/bundler?\n`,
        ],
      );
    }
    const host = await site.muster('history', '--host', 'mee', '--launches');
    assert.deepEqual([host.exit, host.stdout], [64, '']);
    assert.match(host.stderr, /^muster: --host: mee is not a host of .*\nmuster: did you mean me\?\n$/);
    const past = await site.muster('history', '--component', 'p/old');
    assert.deepEqual([past.exit, past.stderr], [0, '']);
    assert.match(past.stdout, /started p\/old on me/);
  });

  it('a file with errors is told in short, and the logs are read where it says', async () => {
    using site = new LocalSite();
    site.config([site.type('a')], { logs: 'elsewhere' });
    await site.muster('run');
    for (const text of [
      '{"logs": "elsewhere", "hotlimt": 3, "pipes": 4}',
      '{"logs": "elsewhere",, "pipes": [',
    ]) {
      const { exit, stdout, stderr } = await site.write(text).muster('history', '--component', 'p/a');
      assert.equal(exit, 0, stderr);
      assert.match(stdout, /started p\/a on me/);
      const lines = stderr.trimEnd().split('\n');
      assert.equal(lines.length, 2, stderr);
      assert.match(lines[0] ?? '', /^muster: Interface\.json:1:\d+: error: .{10}/);
      assert.match(lines[1] ?? '', /^muster: what is told is from the logs in \S+\/elsewhere$/);
    }
    const many = await site.write('{"hotlimt": 3, "pipes": 4}').muster('history');
    assert.match(many.stderr, /^muster: Interface\.json:1:\d+: error: .* \(and \d+ more errors?\)\n/);
    assert.match(many.stderr, /the logs in \S+\/logs\n/);
    const none = await site.muster('history', '-c', 'none.json');
    assert.deepEqual([none.exit, none.stdout], [78, '']);
  });

  it('times that cannot be read are usage errors', async () => {
    using site = new LocalSite();
    site.config([site.type('a')]);
    for (const args of [
      ['--since', 'yesterday'],
      ['--until', '2026-11-31'],
      ['--launches', '--passes'],
      ['--since', '1h', '--until', '2h'],
    ])
      assert.equal((await site.muster('history', ...args)).exit, 64, args.join(' '));
  });
});

describe('a time as an operator gives it', () => {
  const now = new Date(2026, 10, 21, 18, 30).getTime();
  for (const [text, edge, wanted] of [
    ['2h', 'begin', now - 7_200_000],
    ['90s', 'end', now - 90_000],
    ['2026-11-20', 'begin', local(2026, 10, 20)],
    ['2026-11-20', 'end', local(2026, 10, 21) - 1],
    ['2026-11-20T14:30', 'end', local(2026, 10, 20, 14, 30)],
    ['2026-11-20 14:30:05', 'begin', local(2026, 10, 20, 14, 30, 5)],
    ['2026-11-20T14:30:05.123Z', 'begin', Date.UTC(2026, 10, 20, 14, 30, 5)],
    ['14:30', 'begin', local(2026, 10, 21, 14, 30)],
    ['2024-02-29', 'begin', local(2024, 1, 29)],
    ['2026-02-29', 'begin', null],
    ['24:00', 'begin', null],
    ['14:60', 'begin', null],
    ['', 'begin', null],
    ['2026-11', 'begin', null],
    ['soon', 'begin', null],
  ] as const) {
    it(`${text === '' ? 'nothing' : text}, as the ${edge} of a period`, () =>
      assert.equal(parseWhen(text, now, edge), wanted));
  }
});

const gone = { component: 'p/a', livedMs: 5000, atMostMs: 9000 };

function minute(minutes: number): string {
  return new Date(Date.UTC(2026, 10, 21, 12, minutes)).toISOString();
}

/** A record of the pass of that minute. */
function line(minutes: number, message: string, own: object): string {
  const common = { level: 'info', message, timestamp: minute(minutes), pass: `p${minutes}` };
  return `${JSON.stringify({ ...common, ...own })}\n`;
}

/** A pass that did nothing and did not see these hosts. */
function lost(minutes: number, hosts: readonly string[], { of = 3, presumed = 0 } = {}): string[] {
  const unknown = unknownHosts(hosts.map((host) => hostReport(host, 'no answer to the ping')));
  const tally = { wanted: 3, running: 3 - presumed, presumed, pending: 0, missing: 0 };
  const seen = of - hosts.length;
  return [
    line(minutes, 'pass', {
      at: minute(minutes),
      hosts: { of, seen },
      unknown,
      components: { 'p/a': tally },
    }),
  ];
}

function hostReport(host: string, reason: string): HostReport {
  return { host, sighting: 'down', reason, hot: 0, hotlimit: 1, components: {} };
}

function local(...parts: [number, number, number, number?, number?, number?]): number {
  return new Date(...parts).getTime();
}
