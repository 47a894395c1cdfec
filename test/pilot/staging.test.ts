import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { exited, HandHost, shells, until } from './handmade.ts';

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

for (const shell of shells) {
  describe(`files under ${shell}`, () => {
    let host: HandHost;
    beforeEach(() => {
      host = new HandHost(shell);
      writeFileSync(join(host.home, 'a file'), 'content');
      mkdirSync(join(host.home, 'folder/sub'), { recursive: true });
      writeFileSync(join(host.home, 'folder/sub/deep'), 'deep');
    });
    afterEach(() => host.remove());

    const file = (): string => join(host.home, 'a file');
    it('transfer, copy, link, move and unpack, with the folders that are missing', async () => {
      writeFileSync(join(host.home, 'moved'), 'moved');
      const archive = join(host.home, 'folder.tar.gz');
      execFileSync('tar', ['-czf', archive, '-C', host.home, 'folder']);
      const zip = join(host.home, 'folder.zip');
      execFileSync('zip', ['-qr', zip, 'folder'], { cwd: host.home });
      const flight = host.launch({
        stage: [
          ['transfer', file(), '$muster_sandbox/in/one file', sha256('content')],
          ['copy', join(host.home, 'folder'), '$muster_sandbox/copied', ''],
          ['link', file(), '$muster_sandbox/in/linked', sha256('content')],
          ['move', join(host.home, 'moved'), '$muster_sandbox/in/', ''],
          ['unpack', archive, '$muster_sandbox/', ''],
          ['unpack', zip, '$muster_sandbox/new/zip', sha256(readFileSync(zip))],
          ['copy', file(), '$muster_root/shared/deep/down/file', ''],
        ],
        preExec: ['set -e'],
        run: 'cat "in/one file" copied/sub/deep in/linked in/moved folder/sub/deep new/zip/folder/sub/deep; find . -name "*part*"',
      });
      const state = await flight.ended();
      assert.deepEqual([state.phase, state.code], ['ended', '0'], state.text);
      assert.equal(readFileSync(join(flight.sandbox, 'stdout'), 'utf8'), 'contentdeepcontentmoveddeepdeep');
      assert.ok(!existsSync(join(host.home, 'moved')));
      assert.deepEqual(readdirSync(flight.sandbox).toSorted(), ['.muster', 'stderr', 'stdout']);
    });

    it('a hash that is another ends it, names both, and nothing of the file is seen', async () => {
      for (const action of ['transfer', 'link', 'move', 'unpack']) {
        const state = await host
          .launch({ stage: [[action, file(), '$muster_root/shared/target', sha256('other')]] })
          .ended();
        assert.deepEqual([state.phase, state.step], ['failed', 'stage-files'], state.text);
        assert.equal(
          state.message,
          `${file()} is not the file that is wanted: its sha256 is ${sha256('content')} and not ${sha256('other')}`,
        );
        assert.deepEqual(readdirSync(join(host.root, 'shared')), [], action);
        assert.equal(readFileSync(file(), 'utf8'), 'content');
      }
    });

    it('what cannot be brought is told', async () => {
      writeFileSync(join(host.home, 'no.tar'), 'no archive');
      for (const [entry, message] of [
        [['copy', '/no/such', '$muster_sandbox/x', ''], 'there is no /no/such'],
        [['copy', file(), '/proc/no/x', ''], 'the folder /proc/no could not be made'],
        [['copy', file(), '$muster_root/bundles', ''], `${host.root}/bundles is a folder`],
        [
          ['unpack', join(host.home, 'no.tar'), '$muster_sandbox/x', ''],
          `${join(host.home, 'no.tar')} could not be unpacked`,
        ],
      ] as const) {
        const state = await host.launch({ stage: [entry] }).ended();
        assert.deepEqual([state.phase, state.step, state.message], ['failed', 'stage-files', message]);
      }
    });

    it('what is shared is brought once, and again when it has changed', async () => {
      const archive = join(host.home, 'folder.tar');
      const pack = (): Buffer => execFileSync('tar', ['-cf', archive, '-C', host.home, 'folder']);
      pack();
      const stage = [
        ['copy', file(), '$muster_root/shared/file', ''],
        ['link', file(), '$muster_root/pipes/p0/link', ''],
        ['unpack', archive, '$muster_root/shared/unpacked', ''],
      ];
      const shared = (name: string): string => join(host.root, name);
      const seen = async (): Promise<number[]> => {
        const state = await host.launch({ stage }).ended();
        assert.equal(state.phase, 'ended', state.text);
        return ['shared/file', 'pipes/p0/link', 'shared/unpacked'].map((name) => lstatSync(shared(name)).ino);
      };
      const first = await seen();
      assert.deepEqual(await seen(), first);
      writeFileSync(file(), 'changed');
      writeFileSync(join(host.home, 'folder/sub/deep'), 'deeper');
      pack();
      const third = await seen();
      assert.notEqual(third[0], first[0]);
      assert.equal(third[1], first[1]);
      assert.equal(readFileSync(shared('shared/file'), 'utf8'), 'changed');
      assert.equal(readFileSync(shared('shared/unpacked/folder/sub/deep'), 'utf8'), 'deeper');
      assert.equal(readlinkSync(shared('pipes/p0/link')), file());
      assert.deepEqual(readdirSync(shared('shared')).toSorted(), ['file', 'unpacked']);
    });

    it('a part is never seen, and what one who was killed has left of it is removed by the next', async () => {
      const target = join(host.root, 'shared/big');
      // A program that stops half-way stands for a disk that is slow.
      const cp = join(host.home, 'bin/cp');
      const slow = `#!/bin/sh\ncase $2 in */source) ;; *) exec /bin/cp "$@" ;; esac\nprintf half >"$3"; while [ ! -e ${host.home}/go ]; do sleep 0.1; done; exec /bin/cp "$@"\n`;
      writeFileSync(cp, slow, { mode: 0o755 });
      writeFileSync(join(host.home, 'source'), 'whole');
      const data = { stage: [['copy', join(host.home, 'source'), '$muster_root/shared/big', '']] };
      const part = (launch: string): string => join(host.root, `shared/.big.part-${launch}`);
      const first = host.launch(data);
      await until(() => existsSync(part(first.launch)) && statSync(part(first.launch)).size > 0);
      assert.ok(!existsSync(target));
      const second = host.launch(data);
      await until(() => second.state().message === `waits for ${target}, brought by ${first.launch}`);
      await first.kill();
      await until(() => existsSync(part(second.launch)));
      assert.ok(!existsSync(target));
      writeFileSync(join(host.home, 'go'), '');
      const state = await second.ended();
      assert.deepEqual([state.phase, state.message], ['ended', undefined], state.text);
      assert.equal(readFileSync(target, 'utf8'), 'whole');
      assert.deepEqual(readdirSync(join(host.root, 'shared')), ['big']);
    });

    it('what is to be collected and is not there is a warning, and keeps nothing else back', async () => {
      const flight = host.launch({
        run: 'echo result >result',
        collect: [
          ['copy', '$muster_sandbox/missing', '$muster_root/shared/missing', ''],
          ['move', '$muster_sandbox/result', '$muster_root/shared/result', ''],
        ],
      });
      const state = await flight.ended();
      assert.deepEqual(
        [state.phase, state.warnings],
        ['ended', [`collect-output there is no ${flight.sandbox}/missing`]],
      );
      assert.equal(readFileSync(join(host.root, 'shared/result'), 'utf8'), 'result\n');
    });
  });
}

describe('downloads of a pilot', () => {
  let host: HandHost;
  let server: Server;
  let requests = 0;
  beforeEach(async () => {
    host = new HandHost('dash');
    requests = 0;
    server = createServer((request, response) => {
      requests += 1;
      if (request.url === '/file') response.end('downloaded');
      else response.writeHead(404).end('no');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.close();
    await host.remove();
  });
  const url = (path: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

  it('eight at once are one, and what is not found is told', async () => {
    const stage = [['download', url('/file'), '$muster_root/shared/file', sha256('downloaded')]];
    const flights = Array.from({ length: 8 }, (_, nth) =>
      host.launchNow({ stage, values: { type: `c${nth}` } }),
    );
    for (const { flight, child } of flights) {
      assert.equal(await exited(child), 0);
      assert.equal((await flight.ended()).phase, 'ended');
    }
    assert.equal(requests, 1);
    assert.equal(readFileSync(join(host.root, 'shared/file'), 'utf8'), 'downloaded');
    const state = await host
      .launch({ stage: [['download', url('/none'), '$muster_root/shared/none', '']] })
      .ended();
    assert.equal(state.phase, 'failed');
    assert.match(state.message ?? '', new RegExp(`^the download of ${url('/none')} failed, exit \\d+$`));
    assert.ok(!existsSync(join(host.root, 'shared/none')));
  });

  it('wget is used where there is no curl', async () => {
    // All programs but one, in one folder.
    const only = join(host.home, 'only');
    mkdirSync(only);
    const links =
      'for f in /usr/bin/* "$HOME"/bin/*; do [ "$f" = /usr/bin/curl ] || ln -sf "$f" "$HOME/only/"; done';
    execFileSync('sh', ['-c', links], { env: host.env });
    const flight = host.launch(
      { stage: [['download', url('/file'), '$muster_root/shared/file', '']] },
      { PATH: only },
    );
    const state = await flight.ended();
    assert.equal(state.phase, 'ended', state.text);
    assert.equal(readFileSync(join(host.root, 'shared/file'), 'utf8'), 'downloaded');
  });
});
