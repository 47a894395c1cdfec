import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
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
import { until } from '../harness/until.ts';
import { scratchFolder } from '../store/scratch.ts';
import { underShells } from './shells.ts';

const text = readFileSync(packagePath('workerscripts/logs'), 'utf8');
const nonce = '0123456789abcdef';

describe('reading files of a host', () => {
  const under = underShells();
  const home = scratchFolder();
  const started: ChildProcess[] = [];
  const open: Dialogue[] = [];
  const muster = (path: string): string => join(home(), '.muster/default', path);
  beforeEach(() => mkdirSync(muster('launches'), { recursive: true }));
  afterEach(async () => {
    for (const one of open.splice(0)) one.end();
    for (const child of started.splice(0)) {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
  });

  const said = (input: string): string => under.feed(input, { HOME: home() }).stdout.toString();

  async function reader(script = text): Promise<Dialogue> {
    const tools = join(home(), 'tools');
    mkdirSync(tools);
    if (under.shell[0] === 'busybox')
      for (const tool of ['dd', 'tail', 'ls', 'readlink', 'sleep'])
        symlinkSync('/usr/bin/busybox', join(tools, tool));
    const env = { PATH: `${tools}:${process.env['PATH']}`, HOME: home() };
    const contact = { name: 'here', address: 'h', via: 'local', user: null, port: null, jump: null } as const;
    const connected = await localWire(env).connect(contact, new AbortController().signal);
    assert.ok(connected.ok);
    const host = await dialogue(connected.line, {
      command: `${under.shell.join(' ')} -s`,
      script: logsScript(script, { nonce, root: '.muster/default' }),
      answerEnd: (number) => answerEnd(nonce, number),
      silenceMs: 30_000,
      maxBytes: 8 * blockBytes,
    });
    open.push(host);
    return host;
  }

  under.it('where the outputs of a process go, and what they hold', async () => {
    const path = join(home(), 'its output (1)');
    const child = spawn('sleep', ['300'], { stdio: ['ignore', openSync(path, 'a'), 'pipe'] });
    started.push(child);
    const host = await reader();
    const [out, err] = parseLinks(await host.ask(ask.links([child.pid as number, 4_000_000])));
    assert.deepEqual(out, { pid: child.pid, fd: 1, target: path });
    assert.match(err?.target ?? '', /^(pipe|socket):\[\d+\]$/);
    writeFileSync(path, 'x'.repeat(100_000));
    const inode = String(statSync(path).ino);
    const handle = `/proc/${child.pid}/fd/1`;
    const [size, other] = parseSizes(
      await host.ask(ask.sizes([handle, `/proc/${child.pid}/fd/2`, '/proc/4000000/fd/1'])),
    );
    assert.deepEqual(size, { path: handle, inode, regular: true, bytes: 100_000 });
    assert.equal(other?.regular, false);
    assert.deepEqual(parseSizes(await host.ask(ask.size(path))), [
      { path, inode, regular: true, bytes: 100_000 },
    ]);
    assert.deepEqual(
      parseSizes(await host.ask(ask.size('/dev/null'))).map(({ regular }) => regular),
      [false],
    );
    renameSync(path, `${path}.old`);
    assert.equal(parseLine(await host.ask(ask.find(inode, path))), `${path}.old`);
    assert.equal(parseLine(await host.ask(ask.find('1', path))), null);
    assert.equal((await host.ask(ask.read(handle, 0, 2))).length, 100_000);
  });

  under.it('any piece of any file, as it is', async () => {
    const path = join(home(), `odd "name" $HOME '`);
    const bytes = Buffer.from(Array.from({ length: 150_000 }, (_, index) => (index * 7919) % 256));
    // What looks like the end of an answer is no end of one.
    bytes.write(answerEnd(nonce, 99), 70_000);
    writeFileSync(path, bytes);
    const host = await reader();
    const offsets = fc.integer({ min: 0, max: bytes.length + 10 });
    await fc.assert(
      fc.asyncProperty(offsets, fc.integer({ min: 1, max: 3 }), async (offset, blocks) => {
        const piece = await host.ask(ask.read(path, offset, blocks));
        const end = (Math.floor(offset / blockBytes) + blocks) * blockBytes;
        assert.ok(piece.equals(bytes.subarray(offset, Math.min(end, bytes.length))), `${offset} ${blocks}`);
      }),
      { numRuns: 15 },
    );
    assert.equal((await host.ask(ask.read(join(home(), 'none'), 0, 1))).length, 0);
    // A pipe would be waited at for ever, and emptied.
    assert.equal((await host.ask(ask.read('/dev/zero', 0, 1))).length, 0);
    appendFileSync(path, 'more');
    assert.equal((await host.ask(ask.read(path, bytes.length, 1))).toString(), 'more');
  });

  under.it('a path or a name is no command and no second question', async () => {
    const host = await reader();
    for (const bad of [
      '$(touch hit)',
      '`touch hit`',
      "'; touch hit; '",
      'x\nread 0 1 0\n/etc/passwd',
      '*',
      '',
    ]) {
      assert.equal((await host.ask(ask.read(bad, 0, 1))).length, 0);
      assert.equal(parseLine(await host.ask(ask.last(bad))), null);
      assert.deepEqual(parseSizes(await host.ask(ask.size(bad))), []);
    }
    assert.ok(!existsSync(muster('hit')));
  });

  under.it('the last launch of a component', async () => {
    const launch = (id: string, component: string): void => {
      mkdirSync(muster(`launches/${id}`));
      writeFileSync(muster(`launches/${id}/about`), `component ${component}\n`);
    };
    launch('20261121T031500-aa', 'p/my mover');
    launch('20261122T031500-aa', 'p/my mover');
    launch('20261123T031500-aa', 'p/mover');
    mkdirSync(muster('launches/20261124T031500-aa'));
    const host = await reader();
    assert.equal(parseLine(await host.ask(ask.last('p/my mover'))), '20261122T031500-aa');
    assert.equal(parseLine(await host.ask(ask.last('p/m*'))), null);
  });

  under.it(
    'what a launch leaves to be read; of a pilot what its component printed, and what it failed at',
    async () => {
      const sandbox = (id: string, phase: string, step: string): void => {
        const own = muster(`sandboxes/${id}/.muster`);
        mkdirSync(own, { recursive: true });
        writeFileSync(
          join(own, 'state'),
          `pilot 1 ${id} 77 1800000000 ${phase} ${step} 1800000001 1\ncomponent p/a\n`,
        );
      };
      const host = await reader();
      const filesOf = async (id: string): Promise<string[]> => parseFiles(await host.ask(ask.files(id)));
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
      writeFileSync(muster('sandboxes/L2/stderr'), 'five!');
      const sizes = parseSizes(await host.ask(ask.sizes(await filesOf('L2'))));
      assert.deepEqual(
        sizes.map(({ path, bytes }) => [path, bytes]),
        [['sandboxes/L2/stderr', 5]],
      );
      // What was started by hand has no launch.
      assert.equal(parseLine(await host.ask(ask.last('p/a'))), 'L3');
    },
  );

  under.it('ends with the talk, and what keeps it ends with it', async () => {
    const host = await reader();
    for (let times = 0; times < 30; times++) await host.ask(ask.size('/'));
    // Only here does anything run in this home.
    assert.ok(below(home()).includes('sleep 120'), below(home()).join());
    host.end();
    await until(() => below(home()).length === 0);
  });

  under.it('asked nothing for long, it ends by itself', async () => {
    const host = await reader(text.replace('sleep 120', 'sleep 0.2'));
    for (let times = 0; times < 5; times++) await host.ask(ask.size('/'));
    await until(() => below(home()).length === 0);
    await assert.rejects(host.ask(ask.size('/')), Gone);
  });

  under.it('cut off on its way it does nothing', () => {
    const whole = logsScript(text, { nonce, root: '.muster/default' });
    assert.equal(said(whole), answerEnd(nonce, 0));
    for (const left of [1, 3, 20, 200, 1000])
      assert.equal(said(whole.trimEnd().slice(0, -left)), '', String(left));
  });
});

/** The command lines of what runs in this home, or below it. */
function below(home: string): string[] {
  const found: string[] = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`HOME=${home}`)) continue;
      found.push(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim());
    } catch {
      // It has ended meanwhile.
    }
  }
  // One that has ended and was not waited for has no command line.
  return found.filter((command) => command !== '');
}
