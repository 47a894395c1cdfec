import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Terminal } from '../terminal/terminal.ts';
import type { Fleet, FleetHost } from '../fleet/fleet.ts';
import { needs } from '../harness/needs.ts';
import { isDeep } from '../harness/sample.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { Following, noReaderOn, readersOn } from './following.ts';
import { musterCommand, Site, typeOf } from './site.ts';

/** An instance that tells its start, tells the word it was given on HUP, and reopens its output then. */
const talker = `
echo "began as $$"
trap 'exec >>"$HOME/own.log"; echo reopened' HUP
trap 'echo last words; exit' TERM
while :; do sleep 300 & wait $!; kill $! 2>/dev/null; done
`;

describe('muster logs', () => {
  needs('tmux');
  let fleet: Fleet;
  withFleet(['l1', 'l2', { name: 'l3', shell: '/bin/bash' }], (up) => (fleet = up));
  let site: Site;
  let one: FleetHost;
  let two: FleetHost;
  let three: FleetHost;
  const open: Following[] = [];

  before(async () => {
    [one, two, three] = fleet.hosts as [FleetHost, FleetHost, FleetHost];
    site = new Site(fleet)
      .submitter('talk', talker)
      .submitter('start-talker.sh', 'sh ./talk talker-key </dev/null 2>&1 &')
      .submitter('start-own.sh', 'sh ./talk own-key </dev/null >>"$HOME/own.log" 2>&1 &')
      .submitter('start-mute.sh', 'sh -c "while :; do sleep 300; done" mute-key </dev/null >/dev/null 2>&1 &')
      .submitter(
        'start-pipe.sh',
        'sh -c "while :; do sleep 300; done" pipe-key </dev/null 2>/dev/null | sh -c "cat >/dev/null" &',
      )
      .submitter(
        'start-err.sh',
        'sh -c "while :; do sleep 300; done" err-key </dev/null >"$HOME/out" 2>"$HOME/err" &',
      )
      .config({
        hotlimit: 9,
        timeouts: { probe: '3s', settle: '500ms' },
        backoff: { first: '1ms', cap: '1ms' },
        types: [
          typeOf('talker', { submitter: 'start-talker.sh', count: 3 }),
          typeOf('own', { submitter: 'start-own.sh', hosts: 'l1' }),
          typeOf('mute', { submitter: 'start-mute.sh', hosts: 'l1' }),
          typeOf('pipe', { submitter: 'start-pipe.sh', hosts: 'l1' }),
          typeOf('err', { submitter: 'start-err.sh', hosts: 'l2' }),
          typeOf('never', { submitter: 'fails.sh', hosts: 'l2', on: false }),
        ],
      });
    const ran = await site.muster('run');
    assert.equal(ran.code, 0, ran.stdout + ran.stderr);
  });
  afterEach(async () => {
    for (const following of open.splice(0)) await following.end('SIGKILL');
  });

  function follow(...args: string[]): Following {
    const following = new Following(site.startMuster('logs', '-f', ...args));
    open.push(following);
    return following;
  }

  it('the last lines of all hosts, in the order of the hosts; then it ends', async () => {
    for (const host of [three, one, two]) {
      const lines = Array.from({ length: 30 }, (_, index) => `${host.name} says ${index}\n`);
      appendFileSync(await output(host), `${lines.join('')}not finished`);
    }
    const { code, stdout, stderr } = await site.muster('logs', 'p/talker', '-n', '3');
    assert.deepEqual(
      [code, stdout, stderr],
      [
        0,
        ['l1', 'l2', 'l3']
          .map((name) => `${name} | ${name} says 28\n${name} | ${name} says 29\n${name} | not finished\n`)
          .join(''),
        '',
      ],
    );
    const some = await site.muster('logs', 'p/talker', 'l[2-3]', '-n', '1');
    assert.equal(some.stdout, 'l2 | not finished\nl3 | not finished\n');
    await noReaderOn(one);
  });

  it('as JSON: a line an object, as it was printed', async () => {
    appendFileSync(await output(two), Buffer.from('\ncolour \x1b[31mred\x1b[0m \xff\r\n', 'latin1'));
    const { stdout } = await site.muster('logs', 'p/talker', 'l2', '-n', '1', '--json');
    assert.ok(!stdout.includes('\x1b'));
    const { at, ...record } = JSON.parse(stdout) as Record<string, unknown>;
    assert.match(String(at), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.deepEqual(record, { host: 'l2', pid: instance(two), line: 'colour \x1b[31mred\x1b[0m \ufffd\r' });
    const shown = await site.muster('logs', 'p/talker', 'l2', '-n', '1');
    assert.equal(shown.stdout, 'l2 | colour red \ufffd\n');
  });

  it('stdout and stderr in files of their own; a file of its own; none at all', async () => {
    writeFileSync(join(two.home, 'out'), 'to stdout\n');
    writeFileSync(join(two.home, 'err'), 'to stderr\n');
    const { stdout } = await site.muster('logs', 'p/err', '--json');
    assert.deepEqual(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { stream: string; line: string })
        .map(({ stream, line }) => [stream, line]),
      [
        ['stdout', 'to stdout'],
        ['stderr', 'to stderr'],
      ],
    );
    const own = await site.muster('logs', 'p/own', 'l1', '-v');
    assert.equal(own.stdout, `l1 | began as ${instance(one, 'own-key')}\n`);
    assert.match(own.stderr, /^l1 \d+: .*\/home\/ops\/own\.log$/m);
    const mute = await site.muster('logs', 'p/mute', 'l1');
    assert.match(mute.stderr, new RegExp(`^l1 ${instance(one, 'mute-key')}: .*/dev/null.*\n$`));
    const pipe = await site.muster('logs', 'p/pipe', 'l1');
    assert.match(pipe.stderr, new RegExp(`^l1 ${instance(one, 'pipe-key')}: .*/dev/null.*\n$`));
  });

  it('what a launch printed that left nothing running, the last one or the one that is named', async () => {
    site.submitter('fails.sh', 'echo "no library, try $MUSTER_LAUNCH_ID"; exit 3');
    const before = site.read();
    site.edit({ types: [typeOf('never', { submitter: 'fails.sh', hosts: 'l2' })] });
    try {
      const ids = [];
      for (let times = 0; times < 2; times++) {
        const { report } = await site.report('run', '--retry');
        ids.push(report.outcomes?.[0]?.launchId ?? '');
        // Of two launches in one second nobody can tell the later.
        const second = Math.floor(Date.now() / 1000);
        await until(() => Math.floor(Date.now() / 1000) > second);
      }
      const last = await site.muster('logs', 'p/never', 'l2');
      assert.equal(last.stdout, `l2 | no library, try ${ids[1]}\n`);
      assert.match(last.stderr, new RegExp(`^l2: .*${ids[1]}\n$`));
      const first = await site.muster('logs', 'p/never', '--launch', ids[0] as string, '-q');
      assert.deepEqual([first.code, first.stdout], [0, `l2 | no library, try ${ids[0]}\n`]);
      site.submitter('fails.sh', 'exit 3');
      const { report } = await site.report('run', '--retry');
      const silent = await site.muster('logs', 'p/never', 'l2');
      assert.deepEqual([silent.code, silent.stdout], [0, '']);
      assert.match(silent.stderr, new RegExp(`^l2: .*${report.outcomes?.[0]?.launchId}.*\n$`));
      const none = await site.muster('logs', 'p/never', 'l3');
      assert.deepEqual([none.code, none.stdout], [3, '']);
      assert.match(none.stderr, /^l3: .*\n$/);
    } finally {
      site.edit(before);
    }
  });

  it('follows three hosts at once, whole lines only; Ctrl-C leaves nothing there', async () => {
    const following = follow('p/talker');
    await ready(following, ...fleet.hosts);
    appendFileSync(await output(two), 'half a ');
    for (const host of [three, one]) appendFileSync(await output(host), `from ${host.name}\n`);
    await following.has('l1 | from l1');
    await following.has('l3 | from l3');
    assert.equal(following.count('half'), 0);
    appendFileSync(await output(two), `line\n${'x'.repeat(20_000)}\n\tindented \x07\x1b]0;title\x07!\n`);
    await following.has('indented');
    assert.ok(following.lines.includes('l2 | half a line'));
    assert.equal(following.count(`${'x'.repeat(8192)} … (11808 bytes more)`), 1);
    assert.ok(following.lines.includes('l2 | \tindented ?!'), following.lines.join('\n'));
    assert.ok(readersOn(one).includes('sh -s'));
    assert.deepEqual(await following.end(), { code: 0, signal: null });
    for (const host of fleet.hosts) await noReaderOn(host);
  });

  it('Ctrl-C prints the line that is not finished', async () => {
    const following = follow('p/err', 'l2');
    writeFileSync(join(two.home, 'out'), 'not finished');
    // All that has grown is read before anything is looked at again.
    for (const line of ['first', 'second', 'third']) {
      appendFileSync(join(two.home, 'err'), `${line}\n`);
      await following.has(line);
    }
    await following.end();
    assert.ok(
      following.lines.some((line) => line.endsWith('| not finished')),
      following.lines.join('\n'),
    );
  });

  it('killed, it leaves nothing on the hosts either; nor when its reader has seen enough', async () => {
    const following = follow('p/talker');
    await ready(following, ...fleet.hosts);
    await following.end('SIGKILL');
    for (const host of fleet.hosts) await noReaderOn(host);
    const command = [...musterCommand, 'logs', '-f', 'p/talker', '-c', site.file];
    const { stdout, stderr } = await fleet.control(['sh', '-c', '"$0" "$@" | head -n 1', ...command]);
    assert.equal(stdout.split('\n').length, 2);
    assert.equal(stderr, '');
    for (const host of fleet.hosts) await noReaderOn(host);
  });

  it('a host that is cut off is said to be, and goes on where it was: no line twice, none lost', async () => {
    const following = follow('p/talker');
    await ready(following, ...fleet.hosts);
    const file = await output(two);
    let told = 0;
    const tell = (lines: number): void => {
      for (let line = 0; line < lines; line++) appendFileSync(file, `number ${told++};\n`);
    };
    tell(100);
    await following.has('number 99;');
    await two.cutOff();
    tell(100);
    await following.says(/^l2: .*\b3 s$/m);
    appendFileSync(await output(one), 'the others go on\n');
    await following.has('l1 | the others go on');
    tell(100);
    await two.heal();
    await following.has('number 299;');
    // And when only the session dies.
    two.signal(two.processes().find(({ command }) => /^sshd: ops(@|$)/.test(command))?.pid ?? 0, 'SIGKILL');
    tell(100);
    await following.has('number 399;');
    const numbers = following.lines.flatMap((line) => /number (\d+);/.exec(line)?.[1] ?? []);
    assert.deepEqual(
      numbers,
      Array.from({ length: 400 }, (_, index) => String(index)),
    );
  });

  it('a file that is cut short, renamed, made anew', async () => {
    const following = follow('p/own');
    const file = join(one.home, 'own.log');
    await following.has('began as');
    appendFileSync(file, 'before\n');
    await following.has('l1 | before');
    truncateSync(file);
    await following.says(/own\.log/);
    appendFileSync(file, 'after\n');
    await following.has('l1 | after');
    // As logrotate does it; between the two the old file is still written to.
    renameSync(file, `${file}.1`);
    appendFileSync(`${file}.1`, 'to the renamed one\n');
    one.signal(instance(one, 'own-key'), 'SIGHUP');
    // Its sleep has to end before the trap is run, in some shells.
    await until(() => existsSync(file));
    await following.has('l1 | reopened');
    appendFileSync(file, 'to the new one\n');
    await following.has('l1 | to the new one');
    for (const line of ['before', 'after', 'to the renamed one', 'reopened', 'to the new one'])
      assert.equal(following.count(`| ${line}`), 1, line);
    // What is removed can be read as long as it is open.
    rmSync(file);
    await one.exec(`echo after its end >>/proc/${instance(one, 'own-key')}/fd/1`);
    await following.has('after its end');
  });

  it('an instance that ends and is started again: its last words, and the first ones of the new', async () => {
    // Nobody but itself has written to its output: it does not append.
    one.signal(instance(one), 'SIGKILL');
    await until(() => one.countMatching('talker-key') === 0);
    await startByHand(one, 'first');
    const following = follow('p/talker', 'l1');
    await following.has('began as');
    const earlier = instance(one);
    one.signal(earlier, 'SIGTERM');
    await following.has('last words');
    await following.says(new RegExp(`^l1 ${earlier}: `, 'm'));
    await startByHand(one, 'again');
    const now = instance(one);
    await following.has(`l1 ${now} | began as ${now}`);
    assert.equal(following.count('began as'), 2);
    assert.equal(following.count('last words'), 1);
  });

  it('on a real terminal: a colour for each host, and Ctrl-C', async () => {
    const command = fleet.asControl([...musterCommand, 'logs', '-f', 'p/talker', '-c', site.file]);
    using terminal = new Terminal(command, {
      columns: 100,
      // The last lines of all hosts and what follows.
      rows: 80,
      env: { HOME: fleet.controlHome, SSH_AUTH_SOCK: undefined },
    });
    for (const host of fleet.hosts) {
      appendFileSync(await output(host), '\nseen\n');
      await terminal.shows(`${host.name} | seen`);
    }
    appendFileSync(await output(two), 'a \x1b[2Jline\n');
    await terminal.shows('l2 | a line');
    const colours = terminal
      .coloured()
      .filter((line) => /^.+ml\d \|/.test(line))
      .map((line) => line.slice(0, line.indexOf('m')));
    assert.equal(new Set(colours).size, 3, JSON.stringify(terminal.coloured()));
    terminal.press('C-c');
    assert.equal(await terminal.exit(), 0);
    for (const host of fleet.hosts) await noReaderOn(host);
  });

  it('two instances on one host: the process id tells them apart', async () => {
    const first = instance(one);
    await startByHand(one, 'other');
    await until(() => readFileSync(join(one.home, 'other'), 'utf8').includes('began'));
    const { stdout: shown } = await site.muster('logs', 'p/talker', 'l1');
    const pids = new Set([...shown.matchAll(/^l1 (\d+) \| /gm)].map(([, pid]) => Number(pid)));
    assert.equal(pids.size, 2, shown);
    assert.ok(
      pids.has(first) && [...pids].some((pid) => shown.includes(`l1 ${pid} | began as ${pid}\n`)),
      shown,
    );
  });

  it('a host that floods starves no other and fills no memory, and a reader that waits costs none', async () => {
    // Of a megabyte each.
    const blocks = isDeep ? 100 : 10;
    const following = follow('p/talker');
    await ready(following, ...fleet.hosts);
    const peak = (): number =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${following.pid}/status`, 'utf8'))?.[1]);
    const before = peak();
    const file = await output(two);
    const block = Buffer.from(`${'flood '.repeat(20)}\n`.repeat(8192));
    following.stopReading();
    for (let written = 0; written < blocks; written++) appendFileSync(file, block);
    appendFileSync(await output(three), 'also here\n');
    // That it reads nothing more has no event.
    if (isDeep) await sleep(2000);
    following.goOnReading();
    await following.has('l3 | also here');
    const floodBefore = following.lines.length;
    assert.ok(floodBefore < (blocks / 2) * 8192, `the flood came first: ${floodBefore} lines`);
    appendFileSync(file, 'the end of it\n');
    await following.has('the end of it');
    assert.equal(following.count('flood'), blocks * 8192);
    assert.ok(peak() - before < 100 * 1024, `${before} KiB, then ${peak()} KiB`);
  });

  it('names that do not exist are usage errors', async () => {
    for (const [code, ...args] of [
      ['component-unknown', 'p/tolker'],
      ['hosts-unknown', 'p/talker', 'l9'],
      ['options-conflict', 'p/talker', 'l1', '-w', 'l2'],
      ['option-invalid', 'p/talker', '--launch', '../x'],
    ]) {
      const { exit, report } = await site.report('logs', ...args);
      assert.deepEqual([exit, report.problems.map((problem) => problem.code)], [64, [code]]);
    }
  });
});

function instance(host: FleetHost, key = 'talker-key'): number {
  const found = host.processes().find(({ command }) => command.endsWith(key));
  assert.ok(found, `${key} on ${host.name}`);
  return found.pid;
}

/** The file an instance really writes to, as this machine sees it. */
async function output(host: FleetHost, key = 'talker-key'): Promise<string> {
  const { stdout } = await host.exec(`readlink /proc/${instance(host, key)}/fd/1`);
  return join(host.home, stdout.trim().replace('/home/ops/', ''));
}

/** Returns when it follows these hosts: a word was written there, and came. */
async function ready(following: Following, ...hosts: readonly FleetHost[]): Promise<void> {
  for (const host of hosts) {
    const word = `ready ${host.name} ${randomUUID()}`;
    appendFileSync(await output(host), `\n${word}\n`);
    await following.has(word);
  }
}

/** Starts an instance as an operator by hand would; its output goes to a file in the home. */
async function startByHand(host: FleetHost, file: string): Promise<void> {
  const before = host.countMatching('talker-key');
  const folder = 'cd "$(ls -d .muster/default/bundles/*/ | head -n 1)"';
  const { stdout, stderr } = await host.exec(
    `${folder} && ./start-talker.sh >"$HOME/${file}" 2>&1; echo done`,
  );
  assert.equal(stdout, 'done\n', stderr);
  await until(() => host.countMatching('talker-key') > before);
}
