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
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { exited } from '../harness/children.ts';
import { needs } from '../harness/needs.ts';
import { listening } from '../harness/ports.ts';
import { sample } from '../harness/sample.ts';
import { until } from '../harness/until.ts';
import { HandHost, underShells } from './handmade.ts';

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

const file = ({ home }: HandHost): string => join(home, 'a file');

/** Puts `a file` and `folder/sub/deep` into the home. */
function prepare(host: HandHost): void {
  writeFileSync(file(host), 'content');
  mkdirSync(join(host.home, 'folder/sub'), { recursive: true });
  writeFileSync(join(host.home, 'folder/sub/deep'), 'deep');
}

underShells(
  'files of a pilot',
  {
    'transfer, copy, link, move and unpack, with the folders that are missing': async (host) => {
      prepare(host);
      writeFileSync(join(host.home, 'moved'), 'moved');
      const archive = join(host.home, 'folder.tar.gz');
      execFileSync('tar', ['-czf', archive, '-C', host.home, 'folder']);
      const zip = join(host.home, 'folder.zip');
      execFileSync('zip', ['-qr', zip, 'folder'], { cwd: host.home });
      const flight = host.launch({
        stage: [
          ['transfer', file(host), '$muster_sandbox/in/one file', sha256('content')],
          ['copy', join(host.home, 'folder'), '$muster_sandbox/copied', ''],
          ['link', file(host), '$muster_sandbox/in/linked', sha256('content')],
          ['move', join(host.home, 'moved'), '$muster_sandbox/in/', ''],
          ['unpack', archive, '$muster_sandbox/', ''],
          ['unpack', zip, '$muster_sandbox/new/zip', sha256(readFileSync(zip))],
          ['copy', file(host), '$muster_root/shared/deep/down/file', ''],
        ],
        preExec: ['set -e'],
        run: 'cat "in/one file" copied/sub/deep in/linked in/moved folder/sub/deep new/zip/folder/sub/deep; find . -name "*part*"',
      });
      await flight.endsWith({ phase: 'ended', code: '0' });
      assert.equal(flight.out(), 'contentdeepcontentmoveddeepdeep');
      assert.ok(!existsSync(join(host.home, 'moved')));
      assert.deepEqual(readdirSync(flight.sandbox).toSorted(), ['.muster', 'stderr', 'stdout']);
    },

    'a hash that is another ends it, names both, and nothing of the file is seen': async (host) => {
      prepare(host);
      for (const action of sample('actions', ['transfer', 'link', 'move', 'unpack'], 2)) {
        const { message = '' } = await host
          .launch({ stage: [[action, file(host), '$muster_root/shared/target', sha256('other')]] })
          .endsWith({ phase: 'failed', step: 'stage-files' });
        for (const named of [file(host), sha256('content'), sha256('other')])
          assert.ok(message.includes(named), message);
        const shared = join(host.root, 'shared');
        assert.deepEqual(existsSync(shared) ? readdirSync(shared) : [], [], action);
        assert.equal(readFileSync(file(host), 'utf8'), 'content');
      }
    },

    'what is shared is brought once, and again when it has changed': async (host) => {
      prepare(host);
      const archive = join(host.home, 'folder.tar');
      const pack = (): Buffer => execFileSync('tar', ['-cf', archive, '-C', host.home, 'folder']);
      pack();
      const stage = [
        ['copy', file(host), '$muster_root/shared/file', ''],
        ['link', file(host), '$muster_root/pipes/p0/link', ''],
        ['unpack', archive, '$muster_root/shared/unpacked', ''],
      ];
      const shared = (name: string): string => join(host.root, name);
      const seen = async (): Promise<number[]> => {
        await host.launch({ stage }).endsWith({ phase: 'ended' });
        return ['shared/file', 'pipes/p0/link', 'shared/unpacked'].map((name) => lstatSync(shared(name)).ino);
      };
      const first = await seen();
      assert.deepEqual(await seen(), first);
      writeFileSync(file(host), 'changed');
      writeFileSync(join(host.home, 'folder/sub/deep'), 'deeper');
      pack();
      const third = await seen();
      assert.notEqual(third[0], first[0]);
      assert.equal(third[1], first[1]);
      assert.equal(readFileSync(shared('shared/file'), 'utf8'), 'changed');
      assert.equal(readFileSync(shared('shared/unpacked/folder/sub/deep'), 'utf8'), 'deeper');
      assert.equal(readlinkSync(shared('pipes/p0/link')), file(host));
      assert.deepEqual(readdirSync(shared('shared')).toSorted(), ['file', 'unpacked']);
    },

    'a part is never seen, and what one who was killed has left of it is removed by the next': async (
      host,
    ) => {
      prepare(host);
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
      await until(() => second.state().message?.includes(first.launch) === true);
      await first.kill();
      await until(() => existsSync(part(second.launch)));
      assert.ok(!existsSync(target));
      writeFileSync(join(host.home, 'go'), '');
      await second.endsWith({ phase: 'ended', message: undefined });
      assert.equal(readFileSync(target, 'utf8'), 'whole');
      assert.deepEqual(readdirSync(join(host.root, 'shared')), ['big']);
    },

    'what is to be collected and is not there is a warning, and keeps nothing else back': async (host) => {
      prepare(host);
      const flight = host.launch({
        run: 'echo result >result',
        collect: [
          ['copy', '$muster_sandbox/missing', '$muster_root/shared/missing', ''],
          ['move', '$muster_sandbox/result', '$muster_root/shared/result', ''],
        ],
      });
      const { warnings } = await flight.endsWith({ phase: 'ended' });
      assert.equal(warnings.length, 1);
      assert.ok(warnings[0]?.endsWith(` ${flight.sandbox}/missing`), warnings[0]);
      assert.equal(readFileSync(join(host.root, 'shared/result'), 'utf8'), 'result\n');
    },
  },
  4,
  'zip',
);

describe('downloads of a pilot', () => {
  needs('curl', 'wget');
  let host: HandHost;
  let server: Server;
  let port: number;
  let requests = 0;
  beforeEach(async () => {
    host = new HandHost('dash');
    requests = 0;
    server = createServer((request, response) => {
      requests += 1;
      if (request.url === '/file') response.end('downloaded');
      else response.writeHead(404).end('no');
    });
    port = await listening(server);
  });
  afterEach(async () => {
    server.close();
    await host.remove();
  });
  const url = (path: string): string => `http://127.0.0.1:${port}${path}`;

  it('several at once are one, and what is not found is told', async () => {
    const stage = [['download', url('/file'), '$muster_root/shared/file', sha256('downloaded')]];
    const flights = Array.from({ length: 4 }, (_, nth) =>
      host.launchNow({ stage, values: { type: `c${nth}` } }),
    );
    for (const { flight, child } of flights) {
      assert.equal(await exited(child), 0);
      assert.equal((await flight.ended()).phase, 'ended');
    }
    assert.equal(requests, 1);
    assert.equal(readFileSync(join(host.root, 'shared/file'), 'utf8'), 'downloaded');
    const { message } = await host
      .launch({ stage: [['download', url('/none'), '$muster_root/shared/none', '']] })
      .endsWith({ phase: 'failed', step: 'stage-files' });
    assert.ok(message?.includes(url('/none')), message);
    assert.ok(!existsSync(join(host.root, 'shared/none')));
  });

  it('wget is used where there is no curl', async () => {
    // All programs but one, in one folder.
    const only = join(host.home, 'only');
    mkdirSync(only);
    symlinkSync(join(host.home, 'bin/sh'), join(only, 'sh'));
    for (const name of readdirSync('/usr/bin'))
      if (name !== 'curl' && name !== 'sh') symlinkSync(join('/usr/bin', name), join(only, name));
    const flight = host.launch(
      { stage: [['download', url('/file'), '$muster_root/shared/file', '']] },
      { PATH: only },
    );
    await flight.endsWith({ phase: 'ended' });
    assert.equal(readFileSync(join(host.root, 'shared/file'), 'utf8'), 'downloaded');
  });
});
