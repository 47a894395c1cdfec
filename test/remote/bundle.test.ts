import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { maxBundleBytes, readBundle, stageCommand } from '../../src/remote/bundle.ts';
import { itNeeds } from '../harness/needs.ts';
import { isDeep } from '../harness/sample.ts';
import { onTinyDisk } from '../store/fullDisk.ts';
import { scratchFolder } from '../store/scratch.ts';

const root = '.muster/default';

/** Login shells as OpenSSH calls them, those of them that are here. */
const loginShells = ['sh', 'dash', 'bash', 'busybox sh', 'zsh', 'ksh', 'mksh', 'csh', 'tcsh', 'fish']
  .map((shell) => shell.split(' '))
  .filter(([program = '']) => spawnSync('which', [program]).status === 0);

describe('a bundle', () => {
  const folder = scratchFolder();
  const scripts = (): string => join(folder(), 'workerscripts');
  const home = (): string => join(folder(), 'home');
  const bundles = (): string => join(home(), root, 'bundles');

  beforeEach(() => {
    mkdirSync(home());
    mkdirSync(join(scripts(), 'lib/deep'), { recursive: true });
    write('start.sh', '#!/bin/sh\necho started\n', 0o755);
    write('lib/deep/common.sh', 'greeting="it\'s me"\n');
    write('with blank é.txt', '');
  });

  function write(name: string, content: string | Buffer, mode = 0o644): void {
    writeFileSync(join(scripts(), name), content);
    chmodSync(join(scripts(), name), mode);
  }

  const nameNow = async (): Promise<string> => (await readBundle(scripts())).name;

  /** Runs the command as a login shell would, and gives its exit status. */
  function stage(name: string, archive: Buffer, shell: readonly string[] = ['sh']): number | null {
    const [program = '', ...words] = [...shell, '-c', stageCommand(root, name, 'abc123')];
    return spawnSync(program, words, { input: archive, env: onHost() }).status;
  }

  const onHost = () => ({ PATH: process.env['PATH'], HOME: home() });

  function assertWhole(name: string): void {
    const at = join(bundles(), name);
    assert.equal(readFileSync(join(at, 'start.sh'), 'utf8'), '#!/bin/sh\necho started\n');
    assert.equal(readFileSync(join(at, 'lib/deep/common.sh'), 'utf8'), 'greeting="it\'s me"\n');
    assert.equal(readFileSync(join(at, 'with blank é.txt'), 'utf8'), '');
    assert.deepEqual(readdirSync(at).toSorted(), ['.muster-bundle', 'lib', 'start.sh', 'with blank é.txt']);
    assert.equal(spawnSync(join(at, 'start.sh'), { encoding: 'utf8' }).stdout, 'started\n');
    assert.equal(statSync(join(at, 'lib/deep/common.sh')).mode & 0o111, 0);
    // Nothing of the staging is left.
    assert.deepEqual(readdirSync(bundles()), [name]);
  }

  describe('of a folder', () => {
    it('has the same name and archive as long as the folder holds the same', async () => {
      const first = await readBundle(scripts());
      assert.match(first.name, /^[0-9a-f]{32}$/);
      utimesSync(join(scripts(), 'start.sh'), 1, 1);
      rmSync(join(scripts(), 'lib/deep/common.sh'));
      write('lib/deep/common.sh', 'greeting="it\'s me"\n');
      assert.deepEqual(await readBundle(scripts()), first);
    });

    it('has another name after any change', async () => {
      const names = [await nameNow()];
      const changes: [what: string, change: () => void][] = [
        ['content', () => write('start.sh', '#!/bin/sh\necho startad\n', 0o755)],
        ['executable', () => chmodSync(join(scripts(), 'start.sh'), 0o644)],
        ['a file more', () => write('more', '')],
        ['moved', () => (rmSync(join(scripts(), 'more')), write('lib/more', ''))],
        ['a file less', () => rmSync(join(scripts(), 'with blank é.txt'))],
        ['content moved from one file to the next', () => (write('a', 'xy'), write('b', 'z'))],
        ['and back', () => (write('a', 'x'), write('b', 'yz'))],
      ];
      for (const [what, change] of changes) {
        change();
        const name = await nameNow();
        assert.ok(!names.includes(name), what);
        names.push(name);
      }
    });

    it('leaves out what begins with a dot', async () => {
      const before = await readBundle(scripts());
      write('.start.sh.swp', 'an editor is open');
      mkdirSync(join(scripts(), '.git'));
      write('.git/config', '');
      write('lib/.hidden', '');
      assert.deepEqual(await readBundle(scripts()), before);
    });

    it('follows links, since what they lead to is not on the hosts', async () => {
      writeFileSync(join(folder(), 'elsewhere'), 'linked');
      mkdirSync(join(folder(), 'tools'));
      writeFileSync(join(folder(), 'tools/tool'), 'of a folder');
      symlinkSync('../elsewhere', join(scripts(), 'link'));
      symlinkSync('../tools', join(scripts(), 'tools'));
      const { name, archive } = await readBundle(scripts());
      assert.equal(stage(name, archive), 0);
      assert.equal(readFileSync(join(bundles(), name, 'link'), 'utf8'), 'linked');
      assert.equal(readFileSync(join(bundles(), name, 'tools/tool'), 'utf8'), 'of a folder');
    });

    it('is refused where it cannot be brought to hosts, and what is wrong is named', async () => {
      await assert.rejects(readBundle(join(folder(), 'gone')), /ENOENT.*gone/);
      for (const [name, target] of [
        ['round', '.'],
        ['dangling', 'nowhere'],
      ] as const) {
        symlinkSync(target, join(scripts(), name));
        await assert.rejects(readBundle(scripts()), new RegExp(name));
        rmSync(join(scripts(), name));
      }
    });

    it('is refused where all files together are too large', async () => {
      for (const name of ['one', 'two']) {
        write(name, '');
        // Sparse, so it costs nothing.
        truncateSync(join(scripts(), name), maxBundleBytes / 2 + 1);
      }
      await assert.rejects(readBundle(scripts()), /workerscripts.* 32 MiB/);
    });
  });

  describe('is staged', () => {
    for (const shell of loginShells) {
      it(`whole and executable, by ${shell.join(' ')}`, async () => {
        const { name, archive } = await readBundle(scripts());
        assert.equal(stage(name, archive, shell), 0);
        assertWhole(name);
        assert.equal(stage(name, archive, shell), 0);
        assertWhole(name);
      });
    }

    it('whatever long or strange names it holds', async () => {
      const long = join('d'.repeat(120), 'e'.repeat(120));
      mkdirSync(join(scripts(), long), { recursive: true });
      const strange = ['-rf', 'new\nline', "it's $HOME `id` \\ *", `${long}/${'f'.repeat(120)}`];
      for (const name of strange) write(name, name);
      const { name, archive } = await readBundle(scripts());
      assert.equal(stage(name, archive), 0);
      for (const file of strange) assert.equal(readFileSync(join(bundles(), name, file), 'utf8'), file);
    });

    it('not at all when the archive is cut off', async () => {
      const { name, archive } = await readBundle(scripts());
      // The marker is the last header; behind it are only the zeros that end an archive.
      const whole = archive.indexOf('.muster-bundle') - name.length - 1 + 512;
      const step = isDeep ? 173 : 1730;
      const lengths = Array.from({ length: Math.ceil(whole / step) }, (_, index) => index * step);
      for (const length of [...lengths, 511, 512, 513, whole - 512, whole - 1]) {
        assert.notEqual(stage(name, archive.subarray(0, length)), 0, `${length} of ${archive.length}`);
        assert.deepEqual(readdirSync(bundles()), [], `${length} of ${archive.length}`);
      }
      assert.equal(stage(name, archive), 0);
      assertWhole(name);
    });

    it('not at all when something else than an archive arrives', async () => {
      const { name } = await readBundle(scripts());
      assert.notEqual(stage(name, Buffer.from('Welcome to host n-1!\n'.repeat(100))), 0);
      assert.deepEqual(readdirSync(bundles()), []);
    });

    itNeeds(['root', 'unshare'], 'not at all on a full disk, though the marker would still fit', async () => {
      write('large', Buffer.alloc(100 * 1024, 'x'));
      const { name, archive } = await readBundle(scripts());
      const stageHere = `sh -c "$1" 2>/dev/null; echo "exit $?"; ls -A "$HOME/${root}/bundles"`;
      const words = ['-c', stageHere, 'sh', stageCommand(root, name, 'abc123')];
      const command = ['env', `HOME=${home()}`, 'sh', ...words];
      assert.match(onTinyDisk(home(), command, archive), /^exit [1-9]\d*\n$/);
    });

    it('not at all where the home cannot be written', async () => {
      writeFileSync(join(home(), '.muster'), '');
      const { name, archive } = await readBundle(scripts());
      assert.notEqual(stage(name, archive), 0);
    });

    it('whole, when two do it at once', async () => {
      write('large', Buffer.alloc(4 * 1024 * 1024, 'x'));
      const { name, archive } = await readBundle(scripts());
      for (let round = 0; round < (isDeep ? 5 : 2); round++) {
        rmSync(bundles(), { recursive: true, force: true });
        const statuses = await Promise.all(
          ['first', 'second', 'third'].map(async (nonce) => {
            const child = spawn('sh', ['-c', stageCommand(root, name, nonce)], {
              stdio: ['pipe', 'ignore', 'inherit'],
              env: onHost(),
            });
            child.stdin.end(archive);
            return ((await once(child, 'exit')) as [number])[0];
          }),
        );
        assert.deepEqual(statuses, [0, 0, 0]);
        assert.equal(statSync(join(bundles(), name, 'large')).size, 4 * 1024 * 1024);
        assert.deepEqual(readdirSync(bundles()), [name]);
      }
    });

    it('never over one that is there', async () => {
      const { name, archive } = await readBundle(scripts());
      assert.equal(stage(name, archive), 0);
      const file = join(bundles(), name, 'start.sh');
      utimesSync(file, 1, 1);
      const before = statSync(file);
      assert.equal(stage(name, archive), 0);
      const after = statSync(file);
      assert.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
      // Not even by half of it.
      stage(name, archive.subarray(0, 600));
      assert.equal(statSync(file).ino, before.ino);
      assertWhole(name);
      assert.ok(existsSync(file));
    });
  });
});
