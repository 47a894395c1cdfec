import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { localTime } from '../../src/report/style.ts';
import type { Fleet, Ran } from '../fleet/fleet.ts';
import { withFleet } from '../harness/withFleet.ts';
import { checkMkLine, pluginOutput, type CheckMkLine, type PluginOutput } from '../report/checkFormats.ts';
import { musterCommand, sampleType, Site } from './site.ts';
import { listening } from '../harness/ports.ts';
import { rows } from '../harness/fields.ts';

describe('status for monitoring systems, of real hosts', () => {
  let fleet: Fleet;
  let site: Site;
  /** Whether a check is a process of its own, with another that supervises it; else it is in this process. */
  let supervised = false;
  withFleet(['k1', 'k2', 'k3'], (up) => (fleet = up));
  beforeEach(() => {
    supervised = false;
    site = new Site(fleet, { env: { MUSTER_SUPERVISED: '1' } }).config({ types: [two] });
  });
  // What the first pass of all has started is there for the sites of all tests.
  afterEach(() => fleet.host('k3').heal());

  const two = sampleType('two', { count: 2 });
  const fails = sampleType('fails', { submitter: 'fails.sh', hot: false });

  function check(...args: string[]): Promise<Ran> {
    const status = ['status', ...args];
    return supervised
      ? fleet.control([...musterCommand, ...status, '-c', site.file])
      : site.muster(...status);
  }

  /** As Nagios takes it: stdout and the exit code, which must say the same. */
  async function nagios(...args: string[]): Promise<PluginOutput> {
    const { code, stdout, stderr } = await check('--nagios', ...args);
    const output = pluginOutput(stdout);
    assert.equal(code, output.state, stdout);
    if (code !== 3) assert.equal(stderr, '');
    return output;
  }

  /** As Checkmk's agent takes it. */
  async function checkMk(...args: string[]): Promise<CheckMkLine[]> {
    const { code, stdout } = await check('--check-mk', 'fleet', ...args);
    assert.equal(code, 0);
    return stdout.trimEnd().split('\n').map(checkMkLine);
  }

  it('before the first pass WARNING; after passes that leave nothing to do OK, with the numbers of status --json', async () => {
    supervised = true;
    const early = await nagios();
    assert.equal(early.state, 1);

    supervised = false;
    await site.muster('run');
    const { state, perfData, below } = await nagios();
    assert.deepEqual([state, below], [0, []]);
    const { report } = await site.report('status');
    const numbers = Object.fromEntries(rows(perfData, 'label', 'value'));
    const { last_pass_age: age = -1, ...others } = numbers;
    assert.ok(age >= 0);
    assert.deepEqual(others, {
      components_met: 1,
      components_short: report.summary.short,
      instances_missing: report.summary.missing,
      hosts_seen: 3,
      hosts_unknown: report.summary.unknownHosts,
      hot_slots_used: report.hosts.reduce((sum, { hot }) => sum + hot, 0),
    });
    const lines = await checkMk();
    assert.deepEqual(statesOf(lines), ['fleet: 0', 'fleet p/two: 0']);
    assert.deepEqual(lines[1]?.metrics.get('running')?.[0], 2);
    assert.deepEqual(statesOf(await checkMk('--only', 'p/two', '-w', 'k1')), ['fleet: 0', 'fleet p/two: 0']);
  });

  it('CRITICAL where a submitter fails, with what it printed, made safe', async () => {
    site
      .submitter('fails.sh', String.raw`printf 'no | space\non <<<scratch>>> C:\\new\033[31m' >&2; exit 3`)
      .edit({ types: [two, fails] });
    await site.muster('run');
    const { state, text, below } = await nagios();
    assert.equal(state, 2);
    assert.match(text, /p\/fails/);
    assert.match(below.join('\n'), /no ¦ space ¦ on ‹‹‹scratch››› C:\/new/);
    const lines = await checkMk();
    assert.deepEqual(statesOf(lines), ['fleet: 0', 'fleet p/two: 0', 'fleet p/fails: 2']);
    assert.match(lines[2]?.details.join('\n') ?? '', /no ¦ space/);
  });

  it('WARNING while a host is down; nothing of it where an operator drained that', async () => {
    await site.muster('run');
    await fleet.host('k3').cutOff();
    const { state, below } = await nagios();
    assert.equal(state, 1);
    assert.match(below.join('\n'), /^WARNING: k3 /);
    assert.deepEqual(statesOf(await checkMk()), ['fleet: 1', 'fleet p/two: 0']);
    const there = await nagios('-w', 'k[1-2]');
    assert.equal(there.state, 0, there.text);
    await site.muster('drain', 'k3', '--reason', 'a disk');
    const drained = await nagios();
    assert.equal(drained.state, 0, drained.text);
  });

  it('CRITICAL when passes stopped coming, though all runs', async () => {
    await site.muster('run');
    const before = new Date(Date.now() - 7_200_000).toISOString();
    const history = join(site.folder, 'logs/history');
    const records = readdirSync(history)
      .filter((name) => name.startsWith('passes-'))
      .map((name) =>
        readFileSync(join(history, name), 'utf8').replaceAll(/"at":"[^"]*"/g, `"at":"${before}"`),
      );
    forgetPasses(site);
    mkdirSync(history);
    writeFileSync(join(history, `passes-${localTime(before)[0]}.jsonl`), records.join(''));
    const { state, perfData } = await nagios();
    assert.equal(state, 2);
    const age = perfData.find(({ label }) => label === 'last_pass_age');
    assert.ok(age !== undefined && age.value >= 7200 && age.value > Number(age.rest[1]), JSON.stringify(age));
    assert.deepEqual(statesOf(await checkMk()), ['fleet: 2', 'fleet p/two: 0']);

    // It is told as well by a look that hangs.
    const mute = muteServer();
    site.edit(hanging(await listening(mute)));
    const hung = await nagios('--timeout', '1s').finally(() => mute.close());
    assert.equal(hung.state, 2);
  });

  it('WARNING where the log of passes is gone, and only the state is left', async () => {
    await site.muster('run');
    forgetPasses(site);
    assert.equal((await nagios()).state, 1);
  });

  it('UNKNOWN with the first error of a broken file, and with a state that cannot be read', async () => {
    await site.muster('run');
    supervised = true;
    site.edit({ hotlimit: 'many' });
    const broken = await nagios();
    assert.equal(broken.state, 3);
    assert.match(broken.text, /Interface\.json:2:\d+: .*hotlimit/);
    const [line, ...others] = await checkMk();
    assert.deepEqual([line?.item, line?.state, others], ['fleet', 3, []]);

    site.edit({ hotlimit: 2 });
    const path = join(site.folder, 'logs/state.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"version": ?\d+/, '"version": 99'));
    assert.equal((await nagios()).state, 3);
  });

  it('UNKNOWN in time where a host hangs for longer than there is time', async () => {
    await site.muster('run');
    const mute = muteServer();
    site.edit(hanging(await listening(mute)));
    const { state, text } = await nagios('--timeout', '1s').finally(() => mute.close());
    assert.equal(state, 3);
    assert.match(text, /--timeout/);
  });
});

/** A host that takes a connection and never says a word, and is not given up before the test is. */
function hanging(port: number): Record<string, unknown> {
  return {
    available: [{ host: 'mute', address: '127.0.0.1', port }],
    ping: { method: 'none' },
    ssh: { user: 'ops', connectTimeout: '100s' },
    timeouts: { probe: '100s' },
  };
}

function statesOf(lines: readonly CheckMkLine[]): string[] {
  return lines.map(({ item, state }) => `${item}: ${state}`);
}

const muteServer = (): Server => createServer((socket) => socket.on('error', () => {}));

/** All that tells of passes goes; the state stays. */
function forgetPasses({ folder }: Site): void {
  const logs = join(folder, 'logs');
  for (const name of readdirSync(logs))
    if (name === 'history' || name.endsWith('.jsonl')) rmSync(join(logs, name), { recursive: true });
}
