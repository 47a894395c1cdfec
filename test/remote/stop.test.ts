import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readlinkSync } from 'node:fs';
import { uptime } from 'node:os';
import type { Readable } from 'node:stream';
import { packagePath } from '../../src/package.ts';
import { notSent } from '../../src/remote/collect.ts';
import { parseStops, stopScript, type StopAnswer, type StopWords } from '../../src/remote/stop.ts';
import type { Exited } from '../../src/remote/wire.ts';
import { processesOf, type HostProcess } from '../fleet/processes.ts';
import { exited } from '../harness/children.ts';
import { someMessage } from '../harness/messages.ts';
import { signal } from '../harness/processes.ts';
import { until } from '../harness/until.ts';
import { ShellHost } from './shells.ts';

const text = readFileSync(packagePath('workerscripts/stop'), 'utf8');
const nonce = '0123456789abcdef';

function words(own: Partial<StopWords>): StopWords {
  const seenS = Math.floor(Date.now() / 1000);
  return { nonce, deadlineS: null, graceS: 60, seenS, upS: null, targets: [], spare: [], ...own };
}

/** A process as it is to be ended, and what becomes of it. */
interface Started {
  readonly pid: number;
  readonly key: string;
  readonly elapsedS: number;
  /** With which exit status or signal. */
  readonly ended: Promise<string>;
  readonly stdout: Readable;
  /** Its first words. */
  readonly said: string;
}

const patient = 'echo ready; sleep 1000; :';
const busy = 'echo ready; while :; do sleep 0.1; done';

describe('a stop carried out by a host', () => {
  const host = new ShellHost();
  const started: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of started.splice(0)) {
      signal(-(child.pid ?? 0), 'SIGKILL');
      await exited(child);
    }
  });

  /** Runs a script of sh in a group of its own, with the key on its command line, until it says its first words. */
  async function instance(
    script: string,
    key = `stop-test-${process.pid}-${started.length}`,
  ): Promise<Started> {
    const child = spawn('sh', ['-c', script, key], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    started.push(child);
    const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? code));
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    return { pid: child.pid ?? 0, key, elapsedS: 0, ended, stdout: child.stdout, said: String(said) };
  }

  /** @param before shell functions that stand for programs of the host. */
  async function stop(own: Partial<StopWords>, before = ''): Promise<StopAnswer['outcome'][]> {
    const told = words(own);
    const [program, ...options] = host.shell;
    const child = spawn(program, [...options, '-s'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stdin.end(`${before}\n${stopScript(text, told)}`);
    await once(child, 'close');
    const pids = told.targets.map(({ pid }) => pid);
    return parseStops(answer(stdout), nonce, pids).map(({ outcome }) => outcome);
  }

  host.it('ends the topmost process and what descends from it, also what does not hold the key', async () => {
    const one = await instance('sh -c "sleep 1000 & sleep 1001 & echo ready; wait" & wait');
    const tree = descendantsOf(one.pid);
    assert.ok(tree.length >= 3, String(tree));
    assert.deepEqual(await stop({ targets: [one] }), ['stopped']);
    assert.equal(await one.ended, 'SIGTERM');
    assert.deepEqual(tree.filter(lives), []);
  });

  host.it(
    'kills what ignores TERM after its grace, with what it started meanwhile [stop-ignored]',
    async () => {
      const one = await instance(`trap "" TERM; trap "sleep 1002 &" HUP; ${busy}`);
      assert.deepEqual(await stop({ targets: [one], graceS: 0 }), ['killed']);
      assert.equal(await one.ended, 'SIGKILL');
      assert.deepEqual(descendantsOf(one.pid), []);
    },
  );

  for (const [what, trap, status, suspended] of [
    ['does not kill what ends in its own time within the grace', 'sleep 0.5; exit 7', '7', false],
    ['ends what is suspended by TERM too', 'exit 3', '3', true],
  ] as const)
    host.it(what, async () => {
      const one = await instance(`trap "${trap}" TERM; ${busy}`);
      if (suspended) process.kill(one.pid, 'SIGSTOP');
      assert.deepEqual(await stop({ targets: [one] }), ['stopped']);
      assert.equal(await one.ended, status);
    });

  host.it(
    'does not signal a process with another start time or without the key [stop-pid-reused]',
    async () => {
      // exec leaves the pid and the start time, and takes the key away.
      const [one, two] = [await instance('echo ready; exec sleep 1000'), await instance(patient)];
      await until(() => commandOf(one.pid).startsWith('sleep'));
      for (const target of [one, { ...two, elapsedS: 3600 }, { ...two, key: 'some other key' }])
        assert.deepEqual(await stop({ targets: [target] }), ['gone']);
      assert.ok(lives(one.pid) && lives(two.pid));
    },
  );

  host.it('takes for gone what has ended, also what its parent has not noticed', async () => {
    const one = await instance('echo ready; exit 0');
    await one.ended;
    assert.deepEqual(await stop({ targets: [one] }), ['gone']);
    const parent = await instance('sleep 0.2 & echo $!; exec sleep 1000');
    const zombie = Number(parent.said);
    await until(() => !lives(zombie));
    assert.deepEqual(await stop({ targets: [{ pid: zombie, key: 'sleep', elapsedS: 0 }] }), ['gone']);
  });

  host.it('spares what is to be spared, with all below it', async () => {
    const one = await instance('sh -c "sleep 1000; :" & sh -c "sleep 1001; :" & echo ready; wait');
    await until(() => descendantsOf(one.pid).length === 4);
    const spared = childrenOf(one.pid).find((pid) => commandOf(pid).includes('1000')) ?? 0;
    const all = descendantsOf(one.pid);
    const kept = [spared, ...descendantsOf(spared)];
    assert.deepEqual(await stop({ targets: [one], spare: [spared] }), ['stopped']);
    assert.deepEqual(all.filter(lives).toSorted(), kept.toSorted());
    for (const pid of kept) process.kill(pid, 'SIGKILL');
  });

  host.it('refuses one that must be spared itself, and one that muster runs in', async () => {
    const one = await instance(patient);
    assert.deepEqual(await stop({ targets: [one], spare: [one.pid] }), ['refused']);
    const us = { pid: process.pid, key: 'mocha', elapsedS: Math.floor(process.uptime()) };
    assert.deepEqual(await stop({ targets: [us] }), ['refused']);
    assert.ok(lives(one.pid));
  });

  host.it('reports on each of several, one within another by itself', async () => {
    const outer = await instance(
      'trap : TERM; sh -c "echo ready; sleep 1000; :" & while :; do sleep 0.1; done',
    );
    const inner = childrenOf(outer.pid).find((pid) => commandOf(pid).includes('1000')) ?? 0;
    const other = await instance(patient);
    const targets = [outer, { pid: inner, key: 'sleep 1000', elapsedS: 0 }, { ...other, key: 'nowhere' }];
    assert.deepEqual(await stop({ targets, graceS: 1 }), ['killed', 'stopped', 'gone']);
    assert.ok(lives(other.pid));
  });

  host.it('takes a key for text, whatever it holds', async () => {
    const one = await instance(patient, `a'b"c\\d $(exit) \`x\` * é ${process.pid}`);
    assert.deepEqual(await stop({ targets: [one] }), ['stopped']);
  });

  host.it('signals nothing after its deadline, or when it is cut off on its way [stop-late]', async () => {
    const one = await instance(patient);
    const now = Math.floor(Date.now() / 1000);
    assert.deepEqual(await stop({ targets: [one], deadlineS: now - 5 }), ['refused']);
    const script = stopScript(text, words({ targets: [one] })).trimEnd();
    for (const part of [0.5, 0.9, 0.99, 1])
      host.feed(script.slice(0, Math.floor((script.length - 1) * part)));
    assert.ok(lives(one.pid));
    assert.deepEqual(await stop({ targets: [one], deadlineS: now + 600 }), ['stopped']);
  });

  host.it('allows for a listing that took long, and for a clock that was set', async () => {
    const one = await instance(patient);
    // Its host read the clock 20 s after the elapsed times.
    const target = { ...one, elapsedS: -20 };
    const upS = Math.floor(uptime());
    assert.deepEqual(await stop({ targets: [{ ...target, elapsedS: 20 }], upS }), ['gone']);
    assert.deepEqual(await stop({ targets: [target], upS: upS + 1000 }), ['refused']);
    assert.ok(lives(one.pid));
    assert.deepEqual(await stop({ targets: [target], upS }, 'date() { echo 9999999999; }'), ['stopped']);
  });

  const signals = (): string[] => host.read('~/signals').trim().split('\n');
  describe('that is not as others', () => {
    // No kernel gives such a pid.
    const first = 5_000_001;
    const target = { pid: first, elapsedS: 3600, key: 'work KEY' };
    const self = 'echo "$$ 1 S 00:10 sh -s"';
    /** Thousands of processes in a tree, each below the one before; once signalled, what `then` prints. */
    const hostWith = (many: number, then: string): string => `
      kill() { echo "$2 $(($# - 2))" >>'${host.home}/signals'; }
      ps() {
        if [ -e '${host.home}/signals' ]; then ${then}; else
          ${self}
          awk 'BEGIN { for (i = ${first}; i < ${first} + ${many}; i++) print i, i == ${first} ? 1 : i - 1, "S", "01:00:00", "work KEY" }'
        fi
      }`;

    host.it('gives a tree of thousands its grace like any other', async () => {
      assert.deepEqual(await stop({ targets: [target] }, hostWith(7000, self)), ['stopped']);
      assert.deepEqual(signals(), ['TERM 7000', 'CONT 7000']);
    });

    host.it('takes in thousands of instances, and as many to be spared', async () => {
      const targets = Array.from({ length: 1500 }, (_, at) => ({
        ...target,
        pid: first + 10_000 + at,
        key: 'k'.repeat(90),
      }));
      const spare = Array.from({ length: 20_000 }, (_, at) => first + 100_000 + at);
      const outcomes = await stop({ targets: [...targets, target], spare }, hostWith(1, self));
      assert.deepEqual(new Set(outcomes), new Set(['gone', 'stopped']));
    });

    host.it('kills nothing without a listing since TERM', async () => {
      assert.deepEqual(await stop({ targets: [target], graceS: 0 }, hostWith(2, 'false')), ['unknown']);
      assert.deepEqual(signals(), ['TERM 2', 'CONT 2']);
    });
  });

  host.it('is brought to its end though whoever asked has gone [stop-unanswered]', async () => {
    const one = await instance(`trap "echo told" TERM; ${busy}`);
    const told = once(one.stdout, 'data');
    const [program, ...options] = host.shell;
    const child = spawn(program, [...options, '-s'], { stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdin.end(stopScript(text, words({ targets: [one], graceS: 0 })));
    await told;
    child.stdout.destroy();
    child.kill('SIGHUP');
    assert.equal(await one.ended, 'SIGKILL');
    await exited(child);
  });
});

describe('the answer to a stop', () => {
  const whole = `stop 1 ${nonce} done\n7 stopped\n8 left\nstop end ${nonce}\n`;

  it('has an outcome for each instance, with a code where there is more to say', () => {
    const hows = ['stopped', 'killed', 'gone', 'other', 'shared', 'left', 'unsure'];
    const pids = hows.map((_, at) => at);
    const lines = hows.map((how, pid) => `${pid} ${how}`).join('\n');
    const parsed = parseStops(answer(`stop 1 ${nonce} done\n${lines}\nstop end ${nonce}\n`), nonce, pids);
    assert.deepEqual(
      parsed.map(({ outcome, detail }) => [outcome, detail?.code]),
      [
        ['stopped', undefined],
        ['killed', 'stop-killed'],
        ['gone', 'stop-ended-before'],
        ['gone', 'stop-other-process'],
        ['refused', 'stop-shared-process'],
        ['failed', 'stop-still-there'],
        ['unknown', 'stop-unsure'],
      ],
    );
  });

  for (const [what, stdout, outcomes] of [
    ['whole', whole, ['stopped', 'failed']],
    ['behind a greeting', `motd${whole}`, ['stopped', 'failed']],
    ['cut off', whole.slice(0, -3), ['unknown', 'unknown']],
    ['with a word nobody knows', whole.replace('8 left', '8 toString'), ['stopped', 'unknown']],
    ['missing', '', ['unknown', 'unknown']],
    ['that nothing could be done', `stop 1 ${nonce} unready no ps\n`, ['refused', 'refused']],
  ] as const)
    it(what, () =>
      assert.deepEqual(
        parseStops(answer(stdout), nonce, [7, 8]).map(({ outcome }) => outcome),
        outcomes,
      ),
    );

  it('is a refusal where nothing was sent, and unknown where something was', () => {
    const reason = someMessage('gone');
    const wrapped = { cause: 'gone', causeCode: reason.code };
    const broken = { ...answer(''), kind: 'broken', reason, sent: true } as const;
    for (const [result, outcome, code, params] of [
      [notSent(reason), 'refused', 'stop-unsent', wrapped],
      [broken, 'unknown', 'stop-interrupted', wrapped],
      [answer(''), 'unknown', 'stop-unanswered', { exit: '0', stderr: 'no such luck' }],
    ] as const) {
      const [parsed] = parseStops(result, nonce, [7]);
      assert.deepEqual(
        [parsed?.outcome, parsed?.detail?.code, parsed?.detail?.params],
        [outcome, code, params],
      );
    }
  });
});

function answer(stdout: string): Exited {
  return { kind: 'exited', code: 0, stdout: Buffer.from(stdout), stderr: Buffer.from('no such luck') };
}

function listed(): HostProcess[] {
  return processesOf(readlinkSync('/proc/self/ns/pid')).filter(({ state }) => state !== 'Z');
}

const lives = (pid: number): boolean => listed().some((one) => one.pid === pid);

const commandOf = (pid: number): string => listed().find((one) => one.pid === pid)?.command ?? '';

const childrenOf = (pid: number): number[] => listed().flatMap((one) => (one.ppid === pid ? [one.pid] : []));

function descendantsOf(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}
