import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lastPasses } from '../../src/store/lastPasses.ts';
import type { Shown } from '../../src/monitor/show.ts';
import { writeTextfile } from '../../src/monitor/textfile.ts';
import type { History } from '../../src/store/history.ts';
import type { PassEntry } from '../../src/store/historyRecord.ts';
import type { Report } from '../../src/report/document.ts';
import { asDocument, LocalSite, mainFile, siteOf } from '../cli/localSite.ts';
import { parseExposition, seriesOf, type Parsed } from '../report/exposition.ts';
import { outcome } from '../report/reports.ts';
import { scratchFolder } from '../store/scratch.ts';
import { Exporter, until } from './exporter.ts';
import { isDeep, sample } from '../harness/sample.ts';
import { needs } from '../harness/needs.ts';
import { message } from '../../src/core/catalogue/catalogue.ts';
import { passEntry } from '../store/entries.ts';
import { shownIn } from './shown.ts';

const fleet = 'muster';

function valueOf({ values }: Parsed, name: string, labels: Record<string, string> = {}): number | undefined {
  return values.get(seriesOf(name, { fleet, ...labels }));
}

function passesIn(parsed: Parsed): number {
  return valueOf(parsed, 'muster_passes_total', { command: 'run' }) ?? assert.fail('no passes');
}

describe('the file of metrics', () => {
  const scratch = scratchFolder();
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = scratch();
    mkdirSync(join(folder, 'prom'));
    mkdirSync(join(folder, 'logs'));
    file = join(folder, 'prom/muster.prom');
  });
  const written = (): Parsed => parseExposition(readFileSync(file, 'utf8'));
  const counters = (): string => join(folder, 'logs/counters.json');
  const failures = (): number | undefined =>
    valueOf(written(), 'muster_launches_total', { component: 'pipe0/bundler', outcome: 'failed' });

  async function isUnwritable(textfile: string, error: string): Promise<void> {
    const path = join(folder, textfile);
    assert.deepEqual(await writeTextfile(shownIn(folder, {}, textfile)), [
      message('metrics-unwritable', { path, folder: dirname(path), error }),
    ]);
  }

  it('can be read by everybody, and nothing else is left in its folder', async () => {
    for (const name of ['muster.prom.0123abcd.tmp', 'other.prom.0123abcd.tmp', 'muster.prom.tmp'])
      writeFileSync(join(folder, 'prom', name), 'half');
    const umask = process.umask(0o077);
    try {
      assert.deepEqual(await writeTextfile(shownIn(folder)), []);
    } finally {
      process.umask(umask);
    }
    assert.equal(statSync(file).mode & 0o777, 0o644);
    assert.equal(valueOf(written(), 'muster_component_wanted_instances', { component: 'pipe0/bundler' }), 1);
    assert.deepEqual(readdirSync(join(folder, 'prom')).toSorted(), [
      'muster.prom',
      'muster.prom.tmp',
      'other.prom.0123abcd.tmp',
    ]);
  });

  it('is not written into a folder that is not there, which is reported, and not made', async () => {
    await isUnwritable('prmo/muster.prom', 'ENOENT');
    assert.equal(existsSync(join(folder, 'prmo')), false);
    writeFileSync(join(folder, 'plain'), '');
    await isUnwritable('plain/muster.prom', 'ENOTDIR');
  });

  it('is not written in place of a folder, which is reported', async () => {
    mkdirSync(file);
    await isUnwritable('prom/muster.prom', 'EISDIR');
    assert.deepEqual(readdirSync(join(folder, 'prom')), ['muster.prom']);
  });

  describe('counters', () => {
    const launched = { outcomes: [outcome('failed', 'pipe0/bundler', 'n-1')] };

    it('go on from pass to pass, and a look counts for nothing', async () => {
      for (const passes of [1, 2, 3]) {
        assert.deepEqual(await writeTextfile(shownIn(folder, launched)), []);
        assert.deepEqual([passesIn(written()), failures()], [passes, passes]);
      }
      const before = readFileSync(counters(), 'utf8');
      const look: Shown = { ...shownIn(folder, { ...launched, command: 'plan' }), tookMs: null };
      assert.deepEqual(await writeTextfile(look), []);
      assert.deepEqual([passesIn(written()), failures()], [3, 3]);
      assert.equal(readFileSync(counters(), 'utf8'), before);
    });

    for (const [what, text] of [
      ['cut off', '{"version": 1, "pass'],
      ['empty', ''],
      ['of another version', '{"version": 2}'],
      ['a list', '[]'],
      [
        'with a part missing',
        '{"version":1,"passes":{"run":9},"held":0,"troubled":0,"tookMs":0,"launches":{}}',
      ],
      [
        'with a number below 0',
        '{"version":1,"passes":{"run":-9},"held":0,"troubled":0,"tookMs":0,"launches":{},"stops":{}}',
      ],
    ] as const)
      it(`begin at 0 where their file is ${what}, which is reported once`, async () => {
        writeFileSync(counters(), text);
        const [lost, ...more] = await writeTextfile(shownIn(folder));
        const { path, fault } = lost?.params ?? {};
        assert.deepEqual([lost?.code, path, fault, more], ['counters-lost', counters(), 'broken', []]);
        assert.equal(passesIn(written()), 1);
        assert.deepEqual(await writeTextfile(shownIn(folder)), []);
        assert.equal(passesIn(written()), 2);
      });

    it('that cannot be written down are not told either, so that none becomes less', async () => {
      await writeTextfile(shownIn(folder));
      mkdirSync(join(folder, 'elsewhere'));
      const shown = shownIn(folder);
      // A folder in place of the file: what is renamed onto it is refused.
      mkdirSync(join(folder, 'elsewhere/counters.json'));
      const blocked = { ...shown, config: { ...shown.config, logs: join(folder, 'elsewhere') } };
      for (let pass = 0; pass < 2; pass++) {
        const path = join(folder, 'elsewhere/counters.json');
        assert.deepEqual(await writeTextfile(blocked), [
          message('counters-lost', { path, fault: 'folder', detail: '' }),
          message('counters-unwritable', { path, error: 'EISDIR' }),
        ]);
        assert.equal(passesIn(written()), 0);
      }
    });

    it('do not wait for a pipe in place of their file', async () => {
      execFileSync('mkfifo', [counters()]);
      const [lost] = await writeTextfile(shownIn(folder));
      assert.deepEqual([lost?.code, lost?.params['fault']], ['counters-lost', 'irregular']);
      assert.equal(passesIn(written()), 1);
    });
  });

  describe('as node_exporter serves it', () => {
    needs('prometheus-node-exporter');

    it('two fleets in one folder have no series in common, and the exporter serves both', async () => {
      await writeTextfile(shownIn(folder, { command: 'stop' }));
      await writeTextfile(shownIn(folder, { command: 'stop' }, 'prom/tape.prom'));
      await using exporter = await Exporter.on(join(folder, 'prom'));
      const text = await exporter.metrics();
      assert.match(text, /^node_textfile_scrape_error 0$/m);
      for (const name of ['muster', 'tape'])
        assert.match(text, new RegExp(`^muster_passes_total\\{command="run",fleet="${name}"\\} 0$`, 'm'));
    });

    it('is whole whenever the exporter reads it, also when the pass is killed while it writes', async () => {
      await using exporter = await Exporter.on(join(folder, 'prom'));
      let last = 0;
      const lookAt = (text: string): void => {
        const parsed = parseExposition(text);
        const slots = [...parsed.values].filter(([series]) => series.startsWith('["muster_host_hot_slots",'));
        assert.equal(slots.length, 400);
        assert.equal(new Set(slots.map(([, value]) => value)).size, 1, 'of one pass');
        assert(passesIn(parsed) >= last, 'a counter became less');
        last = passesIn(parsed);
      };
      for (let round = 0; round < (isDeep ? 4 : 1); round++) {
        const begun = last;
        const writer = ['--import', 'tsx', join(import.meta.dirname, 'writer.ts'), folder];
        const child = spawn(process.execPath, writer, { stdio: ['ignore', 'ignore', 'inherit'] });
        const gone = once(child, 'exit');
        try {
          await until(async () => {
            assert.equal(child.exitCode, null);
            const text = await exporter.metrics();
            assert.match(text, /^node_textfile_scrape_error 0$/m);
            const served = text.split('\n').filter((line) => /^(# \w+ )?muster_/.test(line));
            if (served.length === 0) return false;
            lookAt(`${served.join('\n')}\n`);
            return last >= begun + (isDeep ? 5 : 2);
          });
          // Now, while a new one is half written.
          await until(async () => readdirSync(join(folder, 'prom')).some((name) => name.endsWith('.tmp')));
        } finally {
          child.kill('SIGKILL');
        }
        await gone;
        lookAt(readFileSync(file, 'utf8'));
      }
      assert.deepEqual(await writeTextfile(shownIn(folder)), []);
      // The next pass removes what is left.
      assert.deepEqual(readdirSync(join(folder, 'prom')), ['muster.prom']);
    });
  });
});

describe('a pass that is to leave metrics on a disk that cannot be written', () => {
  needs('root', 'unshare');
  const disks = [
    ['may not be written', 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0"', 'EROFS'],
    ['is full', 'mount -t tmpfs -o size=4k tmpfs "$0"', 'ENOSPC'],
  ] as const;

  for (const [what, mount, error] of sample('disks for metrics', disks, 1))
    it(`does its job, and reports it, where the disk of the folder ${what}`, async () => {
      using site = new LocalSite();
      const prom = site.path('prom');
      mkdirSync(prom);
      chmodSync(prom, 0o755);
      site.config([site.type('a')], { monitor: { textfile: 'prom/muster.prom' } });
      // Unseen by anybody else.
      const mounted = ['unshare', '--mount', 'sh', '-c', `${mount} && exec "$@"`, prom];
      const ran = await site.run([...mounted, process.execPath, mainFile, 'run', '--json']);
      assert.equal(ran.exit, 1, ran.stdout + ran.stderr);
      assert.equal(site.running('a').length, 1);
      const path = join(prom, 'muster.prom');
      assert.deepEqual(asDocument<Report>(ran.stdout).problems, [
        message('metrics-unwritable', { path, folder: prom, error }),
      ]);
    });
});

describe('a pass that is to leave metrics', () => {
  it('in debugmode looks: the numbers are of now, the last pass is that of before, and nothing is counted', async () => {
    using site = new LocalSite();
    mkdirSync(site.path('prom'));
    const monitor = { textfile: 'prom/muster.prom' };
    const written = (): Parsed => parseExposition(readFileSync(join(site.folder, monitor.textfile), 'utf8'));
    const { report } = await site.config([site.type('a')], { monitor }).report('run');
    const atS = Date.parse(report.at) / 1000;
    assert.equal(valueOf(written(), 'muster_last_pass_timestamp_seconds'), atS);
    site.config([site.type('a'), site.type('b')], { monitor, debugmode: true });
    const look = await site.report('run');
    const told = (name: string): number | undefined => valueOf(written(), `muster_${name}`);
    assert.deepEqual(
      [told('debugmode'), told('last_pass_timestamp_seconds'), told('look_timestamp_seconds')],
      [1, atS, Date.parse(look.report.at) / 1000],
    );
    assert.equal(passesIn(written()), 1);
    const b = { component: 'p/b' };
    assert.equal(valueOf(written(), 'muster_component_missing_instances', b), 1);
    // One by cron, which goes another way.
    await site.muster('run', '--cron');
    assert.ok((told('look_timestamp_seconds') ?? 0) > Date.parse(look.report.at) / 1000);
  });

  it('leaves none where none are asked for, and no counters', async () => {
    using site = siteOf({ a: { on: false } });
    assert.equal((await site.muster('run')).exit, 0);
    assert.equal(existsSync(site.path('logs/counters.json')), false);
  });
});

describe('the last passes', () => {
  const startMs = Date.UTC(2026, 10, 21);
  const minutesOf = (timesMs: readonly number[]) => timesMs.map((at) => (at - startMs) / 60_000);
  const passAt = (minute: number, command = 'run'): PassEntry =>
    passEntry(new Date(startMs + minute * 60_000).toISOString(), { command });

  it('are the newest twenty that come by themselves, ascending, and nothing before them is read', async () => {
    const past = pastOf(Array.from({ length: 100 }, (_, n) => passAt(1000 - 5 * n)));
    const { last, timesMs } = await lastPasses(past, Infinity);
    assert.equal(past.asked, 20);
    assert.equal(last?.at, passAt(1000).at);
    const expected = Array.from({ length: 20 }, (_, n) => 905 + 5 * n);
    assert.deepEqual(minutesOf(timesMs), expected);
  });

  it('are not hidden by the steps of a restart, which lie close together', async () => {
    const steps = Array.from({ length: 60 }, (_, n) => passAt(20 - n / 10, 'restart'));
    const past = pastOf([...steps, passAt(10), passAt(5), passAt(0)]);
    const { last, lastByItself, timesMs } = await lastPasses(past, Infinity);
    assert.equal(last?.command, 'restart');
    assert.equal(lastByItself?.at, passAt(10).at);
    assert.deepEqual(minutesOf(timesMs), [0, 5, 10]);
  });

  it('are none where nothing is known, and few are read where all are of restarts', async () => {
    const none = { last: null, lastByItself: null, timesMs: [] };
    assert.deepEqual(await lastPasses(pastOf([]), Infinity), none);
    const past = pastOf(Array.from({ length: 2000 }, (_, n) => passAt(2000 - n, 'restart')));
    assert.deepEqual((await lastPasses(past, Infinity)).timesMs, []);
    assert.equal(past.asked, 500);
  });
});

/** A past of these, that counts how many were asked for. */
function pastOf(entries: readonly PassEntry[]): Pick<History, 'passes'> & { readonly asked: number } {
  let asked = 0;
  return {
    get asked() {
      return asked;
    },
    async *passes() {
      for (const entry of entries) {
        asked++;
        yield entry;
      }
    },
  };
}
