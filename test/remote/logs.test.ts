import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { dialogue, Gone, type Dialogue } from '../../src/remote/dialogue.ts';
import { localWire } from '../../src/remote/local.ts';
import {
  answerEnd,
  ask,
  blockBytes,
  logsScript,
  parseFiles,
  parseLine,
  parseLinks,
  parseSizes,
} from '../../src/remote/logs.ts';
import { packagePath } from '../../src/package.ts';
import { childrenOfTest } from '../harness/children.ts';
import { commandLine, processesWith } from '../harness/processes.ts';
import { until } from '../harness/until.ts';
import { ShellHost } from './shells.ts';
import { rows } from '../harness/fields.ts';
import { forAllAsync } from '../harness/forAll.ts';

const text = readFileSync(packagePath('workerscripts/logs'), 'utf8');
const nonce = '0123456789abcdef';

describe('reading files of a host', () => {
  const host = new ShellHost();
  const started = childrenOfTest();
  const open: Dialogue[] = [];
  beforeEach(() => host.folder('launches'));
  afterEach(() => {
    for (const one of open.splice(0)) one.end();
  });

  const said = (input: string): string => host.feed(input).stdout.toString();

  async function reader(script = text): Promise<Dialogue> {
    const tools = host.folder('~/tools');
    if (host.shell[0] === 'busybox')
      for (const tool of ['dd', 'tail', 'ls', 'readlink', 'sleep'])
        symlinkSync('/usr/bin/busybox', join(tools, tool));
    const env = { PATH: `${tools}:${process.env['PATH']}`, HOME: host.home };
    const contact = { name: 'here', address: 'h', via: 'local', user: null, port: null, jump: null } as const;
    const connected = await localWire(env).connect(contact, new AbortController().signal);
    assert.ok(connected.ok);
    const talk = await dialogue(connected.line, {
      command: `${host.shell.join(' ')} -s`,
      script: logsScript(script, { nonce, root: '.muster/default' }),
      answerEnd: (number) => answerEnd(nonce, number),
      silenceMs: 30_000,
      maxBytes: 8 * blockBytes,
    });
    open.push(talk);
    return talk;
  }

  host.it('where the outputs of a process go, and what they hold', async () => {
    const path = host.at('~/its output (1)');
    const child = spawn('sleep', ['300'], { stdio: ['ignore', openSync(path, 'a'), 'pipe'] });
    started.push(child);
    const talk = await reader();
    const [out, err] = parseLinks(await talk.ask(ask.links([child.pid as number, 4_000_000])));
    assert.deepEqual(out, { pid: child.pid, fd: 1, target: path });
    assert.match(err?.target ?? '', /^(pipe|socket):\[\d+\]$/);
    writeFileSync(path, 'x'.repeat(100_000));
    const inode = String(statSync(path).ino);
    const handle = `/proc/${child.pid}/fd/1`;
    const [size, other] = parseSizes(
      await talk.ask(ask.sizes([handle, `/proc/${child.pid}/fd/2`, '/proc/4000000/fd/1'])),
    );
    assert.deepEqual(size, { path: handle, inode, regular: true, bytes: 100_000 });
    assert.equal(other?.regular, false);
    assert.deepEqual(parseSizes(await talk.ask(ask.size(path))), [
      { path, inode, regular: true, bytes: 100_000 },
    ]);
    assert.deepEqual(
      parseSizes(await talk.ask(ask.size('/dev/null'))).map(({ regular }) => regular),
      [false],
    );
    renameSync(path, `${path}.old`);
    assert.equal(parseLine(await talk.ask(ask.find(inode, path))), `${path}.old`);
    assert.equal(parseLine(await talk.ask(ask.find('1', path))), null);
    assert.equal((await talk.ask(ask.read(handle, 0, 2))).length, 100_000);
  });

  host.it('any piece of any file, as it is', async () => {
    const path = host.at(`~/odd "name" $HOME '`);
    const bytes = Buffer.from(Array.from({ length: 150_000 }, (_, index) => (index * 7919) % 256));
    // What looks like the end of an answer is no end of one.
    bytes.write(answerEnd(nonce, 99), 70_000);
    writeFileSync(path, bytes);
    const talk = await reader();
    const offsets = fc.integer({ min: 0, max: bytes.length + 10 });
    await forAllAsync({ numRuns: 15 }, offsets, fc.integer({ min: 1, max: 3 }), async (offset, blocks) => {
      const piece = await talk.ask(ask.read(path, offset, blocks));
      const end = (Math.floor(offset / blockBytes) + blocks) * blockBytes;
      assert.ok(piece.equals(bytes.subarray(offset, Math.min(end, bytes.length))), `${offset} ${blocks}`);
    });
    assert.equal((await talk.ask(ask.read(host.at('~/none'), 0, 1))).length, 0);
    // A pipe would be waited at for ever, and emptied.
    assert.equal((await talk.ask(ask.read('/dev/zero', 0, 1))).length, 0);
    appendFileSync(path, 'more');
    assert.equal((await talk.ask(ask.read(path, bytes.length, 1))).toString(), 'more');
  });

  host.it('a path or a name is no command and no second question', async () => {
    const talk = await reader();
    for (const bad of [
      '$(touch hit)',
      '`touch hit`',
      "'; touch hit; '",
      'x\nread 0 1 0\n/etc/passwd',
      '*',
      '',
    ]) {
      assert.equal((await talk.ask(ask.read(bad, 0, 1))).length, 0);
      assert.equal(parseLine(await talk.ask(ask.last(bad))), null);
      assert.deepEqual(parseSizes(await talk.ask(ask.size(bad))), []);
    }
    assert.ok(!host.has('hit'));
  });

  host.it('the last launch of a component', async () => {
    for (const [day, component] of [
      [21, 'p/my mover'],
      [22, 'p/my mover'],
      [23, 'p/mover'],
    ] as const)
      host.write(`launches/202611${day}T031500-aa/about`, `component ${component}\n`);
    host.folder('launches/20261124T031500-aa');
    const talk = await reader();
    assert.equal(parseLine(await talk.ask(ask.last('p/my mover'))), '20261122T031500-aa');
    assert.equal(parseLine(await talk.ask(ask.last('p/m*'))), null);
  });

  host.it('what a launch and its pilot leave to be read', async () => {
    const sandbox = (id: string, phase: string, step: string): string =>
      host.write(
        `sandboxes/${id}/.muster/state`,
        `pilot 1 ${id} 77 1800000000 ${phase} ${step} 1800000001 1\ncomponent p/a\n`,
      );
    const talk = await reader();
    const filesOf = async (id: string): Promise<string[]> => parseFiles(await talk.ask(ask.files(id)));
    assert.deepEqual(await filesOf('L0'), ['launches/L0/output']);
    sandbox('L1', 'failed', 'check-host');
    assert.deepEqual(await filesOf('L1'), [
      'launches/L1/output',
      'sandboxes/L1/.muster/steps/check-host.out',
      'sandboxes/L1/stdout',
      'sandboxes/L1/stderr',
    ]);
    sandbox('L2', 'ended', 'run-component');
    assert.deepEqual((await filesOf('L2')).slice(1), ['sandboxes/L2/stdout', 'sandboxes/L2/stderr']);
    sandbox('L3', 'failed', '../../../../secret');
    assert.equal((await filesOf('L3')).length, 3);
    host.write('sandboxes/L2/stderr', 'five!');
    const sizes = parseSizes(await talk.ask(ask.sizes(await filesOf('L2'))));
    assert.deepEqual(rows(sizes, 'path', 'bytes'), [['sandboxes/L2/stderr', 5]]);
    // What was started by hand has no launch.
    assert.equal(parseLine(await talk.ask(ask.last('p/a'))), 'L3');
  });

  host.it('ends with the talk, and what keeps it ends with it', async () => {
    const talk = await reader();
    for (let times = 0; times < 30; times++) await talk.ask(ask.size('/'));
    // Only here does anything run in this home.
    assert.ok(below(host.home).includes('sleep 120'), below(host.home).join());
    talk.end();
    await until(() => below(host.home).length === 0);
  });

  host.it('asked nothing for long, it ends by itself', async () => {
    const talk = await reader(text.replace('sleep 120', 'sleep 0.2'));
    // On a busy machine it may have ended before the last of them.
    for (let times = 0; times < 5; times++)
      await talk.ask(ask.size('/')).catch((error: unknown) => assert.ok(error instanceof Gone));
    await until(() => below(host.home).length === 0);
    await assert.rejects(talk.ask(ask.size('/')), Gone);
  });

  host.it('cut off on its way it does nothing', () => {
    const whole = logsScript(text, { nonce, root: '.muster/default' });
    assert.equal(said(whole), answerEnd(nonce, 0));
    for (const left of [1, 3, 20, 200, 1000])
      assert.equal(said(whole.trimEnd().slice(0, -left)), '', String(left));
  });
});

/** The command lines of what runs in this home. */
const below = (home: string): string[] => processesWith(`HOME=${home}`).map(commandLine);
