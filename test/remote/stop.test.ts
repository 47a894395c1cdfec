import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { packagePath } from '../../src/package.ts';
import { notSent } from '../../src/remote/collect.ts';
import { parseStops, stopScript, type StopAnswer, type StopWords } from '../../src/remote/stop.ts';
import type { Exited } from '../../src/remote/wire.ts';

const text = readFileSync(packagePath('workerscripts/stop'), 'utf8');
const nonce = '0123456789abcdef';

describe('a stop', () => {
  for (const shell of [['dash'], ['bash'], ['bash', '--posix'], ['busybox', 'sh']]) {
    describe(`carried out by ${shell.join(' ')}`, () => stops(shell));
  }
});

function words(own: Partial<StopWords>): StopWords {
  const seenS = Math.floor(Date.now() / 1000);
  return { nonce, deadlineS: null, graceS: 1, seenS, upS: null, targets: [], spare: [], ...own };
}

interface Started {
  readonly pid: number;
  readonly key: string;
  /** With which exit status or signal. */
  readonly ended: Promise<string>;
  readonly stdout: Readable;
  /** Its first words. */
  readonly said: string;
}

function stops([program = '', ...options]: readonly string[]): void {
  const started: ChildProcess[] = [];
  let serial = 0;
  afterEach(() => {
    for (const { pid } of started.splice(0)) if (pid !== undefined) endGroup(pid);
  });

  /** Runs a script of sh in a group of its own, with the key on its command line, until it says "ready". */
  async function instance(script: string): Promise<Started> {
    const key = `stop-test-${process.pid}-${program}-${++serial}`;
    const child = spawn('sh', ['-c', `${script}\n# ${key}`], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    started.push(child);
    const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? code));
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    return { pid: child.pid ?? 0, key, ended, stdout: child.stdout, said: String(said) };
  }

  /** @param before shell functions that stand for programs of the host. */
  async function stop(own: Partial<StopWords>, before = ''): Promise<StopAnswer['outcome'][]> {
    const told = words(own);
    const child = spawn(program, [...options, '-s'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stdin.end(`${before}\n${stopScript(text, told)}`);
    const [code] = (await once(child, 'close')) as [number];
    const result: Exited = { kind: 'exited', code, stdout: Buffer.from(stdout), stderr: Buffer.alloc(0) };
    return parseStops(
      result,
      nonce,
      told.targets.map(({ pid }) => pid),
    ).map(({ outcome }) => outcome);
  }

  it('TERM ends the topmost process and what descends from it, also what does not hold the key', async () => {
    const one = await instance('sh -c "sleep 1000 & sleep 1001 & echo ready; wait" & wait');
    const tree = descendantsOf(one.pid);
    assert.ok(tree.length >= 3, String(tree));
    assert.deepEqual(await stop({ targets: [{ ...one, elapsedS: 0 }] }), ['stopped']);
    assert.equal(await one.ended, 'SIGTERM');
    assert.deepEqual(tree.filter(lives), []);
  });

  it('what ignores TERM is killed after its grace, with what it started meanwhile', async () => {
    const one = await instance(
      'trap "" TERM; trap "sleep 1002 &" HUP; echo ready; while :; do sleep 0.1; done',
    );
    assert.deepEqual(await stop({ targets: [{ ...one, elapsedS: 0 }] }), ['killed']);
    assert.equal(await one.ended, 'SIGKILL');
    assert.deepEqual(descendantsOf(one.pid), []);
  });

  it('what ends in its own time within the grace is not killed', async () => {
    const one = await instance('trap "sleep 0.5; exit 7" TERM; echo ready; while :; do sleep 0.1; done');
    assert.deepEqual(await stop({ targets: [{ ...one, elapsedS: 0 }], graceS: 60 }), ['stopped']);
    assert.equal(await one.ended, '7');
  });

  it('what is suspended ends of TERM too', async () => {
    const one = await instance('trap "exit 3" TERM; echo ready; while :; do sleep 0.1; done');
    process.kill(one.pid, 'SIGSTOP');
    assert.deepEqual(await stop({ targets: [{ ...one, elapsedS: 0 }], graceS: 60 }), ['stopped']);
    assert.equal(await one.ended, '3');
  });

  it('a process with another start time or without the key is not signalled', async () => {
    const one = await instance('echo ready; exec sleep 1000');
    // exec leaves the pid and the start time, and takes the key away.
    const two = await instance('echo ready; sleep 1000; :');
    const targets = [
      { ...one, elapsedS: 0 },
      { ...two, elapsedS: 3600 },
      { pid: two.pid, key: 'some other key', elapsedS: 0 },
    ];
    await untilCommand(one.pid, 'sleep');
    for (const target of targets) assert.deepEqual(await stop({ targets: [target] }), ['gone']);
    assert.ok(lives(one.pid) && lives(two.pid));
  });

  it('what has ended, also what its parent has not noticed, is gone', async () => {
    const one = await instance('echo ready; exit 0');
    await one.ended;
    assert.deepEqual(await stop({ targets: [{ ...one, elapsedS: 0 }] }), ['gone']);
    const parent = await instance('sleep 0.2 & echo $!; exec sleep 1000');
    const zombie = Number(parent.said);
    await untilZombie(zombie);
    assert.deepEqual(await stop({ targets: [{ pid: zombie, key: 'sleep', elapsedS: 0 }] }), ['gone']);
  });

  it('what is to be spared is spared, with all below it', async () => {
    const one = await instance('sh -c "sleep 1000; :" & sh -c "sleep 1001; :" & sleep 0.2; echo ready; wait');
    const spared = childrenOf(one.pid).find((pid) => commandOf(pid).includes('1000')) ?? 0;
    const all = descendantsOf(one.pid);
    const kept = [spared, ...descendantsOf(spared)];
    assert.equal(kept.length, 2);
    assert.deepEqual(await stop({ targets: [{ ...one, elapsedS: 0 }], spare: [spared] }), ['stopped']);
    assert.deepEqual(all.filter(lives).toSorted(), kept.toSorted());
    for (const pid of kept) process.kill(pid, 'SIGKILL');
  });

  it('one that must be spared itself is refused, and so is one that muster runs in', async () => {
    const one = await instance('echo ready; sleep 1000; :');
    assert.deepEqual(await stop({ targets: [{ ...one, elapsedS: 0 }], spare: [one.pid] }), ['refused']);
    const us = { pid: process.pid, key: 'mocha', elapsedS: Math.floor(process.uptime()) };
    assert.deepEqual(await stop({ targets: [us] }), ['refused']);
    assert.ok(lives(one.pid));
  });

  it('of several each is told, one within another by itself', async () => {
    const outer = await instance(
      'trap : TERM; sh -c "echo ready; sleep 1000; :" & while :; do sleep 0.1; done',
    );
    const inner = childrenOf(outer.pid).find((pid) => commandOf(pid).includes('1000')) ?? 0;
    const other = await instance('echo ready; sleep 1000; :');
    const targets = [
      { ...outer, elapsedS: 0 },
      { pid: inner, key: 'sleep 1000', elapsedS: 0 },
      { ...other, key: 'nowhere', elapsedS: 0 },
    ];
    assert.deepEqual(await stop({ targets }), ['killed', 'stopped', 'gone']);
    assert.ok(lives(other.pid));
  });

  it('a key is text, whatever it holds', async () => {
    const key = `a'b"c\\d $(exit) \`x\` * é ${process.pid}`;
    const child = spawn('sh', ['-c', 'echo ready; sleep 1000; :', key], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    started.push(child);
    await once(child.stdout, 'data');
    assert.deepEqual(await stop({ targets: [{ pid: child.pid ?? 0, key, elapsedS: 0 }] }), ['stopped']);
  });

  it('after its deadline, or cut off on its way, nothing is signalled', async () => {
    const one = await instance('echo ready; sleep 1000; :');
    const target = { ...one, elapsedS: 0 };
    const now = Math.floor(Date.now() / 1000);
    assert.deepEqual(await stop({ targets: [target], deadlineS: now - 5 }), ['refused']);
    const script = stopScript(text, words({ targets: [target] }));
    for (const part of [0.5, 0.9, 0.99]) {
      const input = script.slice(0, Math.floor(script.length * part));
      spawnSync(program, [...options, '-s'], { input });
    }
    spawnSync(program, [...options, '-s'], { input: script.trimEnd().slice(0, -1) });
    assert.ok(lives(one.pid));
    assert.deepEqual(await stop({ targets: [target], deadlineS: now + 600 }), ['stopped']);
  });

  it('a listing that took long makes an instance look older, and a clock that was set makes it no other', async () => {
    const one = await instance('echo ready; sleep 1000; :');
    // Its host read the clock 20 s after the elapsed times.
    const target = { ...one, elapsedS: -20 };
    const upS = Math.floor(uptime());
    const younger = { targets: [{ ...target, elapsedS: 20 }], upS };
    assert.deepEqual(await stop(younger), ['gone']);
    assert.deepEqual(await stop({ targets: [target], upS: upS + 1000 }), ['refused']);
    assert.ok(lives(one.pid));
    assert.deepEqual(await stop({ targets: [target], upS }, 'date() { echo 9999999999; }'), ['stopped']);
  });

  describe('of a host that is not as others', () => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-stop-'));
    const log = join(folder, 'signals');
    afterEach(() => rmSync(log, { force: true }));
    after(() => rmSync(folder, { recursive: true }));
    const signals = (): string[] => readFileSync(log, 'utf8').trim().split('\n');
    const target = { pid: 700001, elapsedS: 3600, key: 'work KEY' };
    const self = 'echo "$$ 1 S 00:10 sh -s"';
    /** Thousands of processes in a tree, each below the one before; once signalled, what `then` prints. */
    const hostWith = (many: number, then: string): string => `
      kill() { echo "$2 $(($# - 2))" >>'${log}'; }
      ps() {
        if [ -e '${log}' ]; then ${then}; else
          ${self}
          awk 'BEGIN { for (i = 700001; i < 700001 + ${many}; i++) print i, i == 700001 ? 1 : i - 1, "S", "01:00:00", "work KEY" }'
        fi
      }`;

    it('a tree of thousands has its grace like any other', async () => {
      assert.deepEqual(await stop({ targets: [target], graceS: 60 }, hostWith(7000, self)), ['stopped']);
      assert.deepEqual(signals(), ['TERM 7000', 'CONT 7000']);
    });

    it('thousands of instances, and as many to be spared, are no more than a host takes in', async () => {
      const targets = Array.from({ length: 1500 }, (_, at) => ({
        ...target,
        pid: 710_000 + at,
        key: 'k'.repeat(90),
      }));
      const spare = Array.from({ length: 20_000 }, (_, at) => 800_000 + at);
      assert.deepEqual(
        new Set(await stop({ targets: [...targets, target], spare }, hostWith(1, self))),
        new Set(['gone', 'stopped']),
      );
    });

    it('without a listing since TERM nothing is killed', async () => {
      const found = await stop({ targets: [target], graceS: 1 }, hostWith(2, 'false'));
      assert.deepEqual(found, ['unknown']);
      assert.deepEqual(signals(), ['TERM 2', 'CONT 2']);
    });
  });

  it('it is brought to its end though whoever asked has gone', async () => {
    const one = await instance('trap "echo told" TERM; echo ready; while :; do sleep 0.1; done');
    const told = once(one.stdout, 'data');
    const child = spawn(program, [...options, '-s'], { stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdin.end(stopScript(text, words({ targets: [{ ...one, elapsedS: 0 }] })));
    await told;
    child.stdout.destroy();
    child.kill('SIGHUP');
    assert.equal(await one.ended, 'SIGKILL');
    if (child.exitCode === null) await once(child, 'exit');
  });
}

describe('the answer to a stop', () => {
  it('without one it is unknown, or refused where nothing was sent', () => {
    const whole = `stop 1 ${nonce} done\n7 stopped\n8 left\nstop end ${nonce}\n`;
    const of = (text: string) => parseStops(answer(text), nonce, [7, 8]).map(({ outcome }) => outcome);
    assert.deepEqual(of(whole), ['stopped', 'failed']);
    assert.deepEqual(of(`motd${whole}`), ['stopped', 'failed']);
    assert.deepEqual(of(whole.slice(0, -3)), ['unknown', 'unknown']);
    assert.deepEqual(of(whole.replace('8 left', '8 toString')), ['stopped', 'unknown']);
    assert.deepEqual(of(''), ['unknown', 'unknown']);
    assert.deepEqual(parseStops(notSent('gone'), nonce, [7])[0]?.outcome, 'refused');
  });
});

function answer(stdout: string): Exited {
  return { kind: 'exited', code: 0, stdout: Buffer.from(stdout), stderr: Buffer.from('no such luck') };
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

function stat(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

const lives = (pid: number): boolean => stat(pid).length > 0 && stat(pid)[0] !== 'Z';

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return text === '' ? [] : text.split(' ').map(Number);
  } catch {
    return [];
  }
}

function descendantsOf(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}

async function untilCommand(pid: number, word: string): Promise<void> {
  while (!commandOf(pid).startsWith(word)) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function untilZombie(pid: number): Promise<void> {
  while (stat(pid)[0] !== 'Z') await new Promise((resolve) => setTimeout(resolve, 20));
}
