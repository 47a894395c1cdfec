import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Script } from '../../src/interface/lint.ts';
import { loadText } from '../../src/interface/load.ts';
import { lookAtScript } from '../../src/interface/scripts.ts';
import { context, small, smallType, told, warningsOf, withTypes } from './samples.ts';

const submitter = '/etc/muster/workerscripts/start-bundler.sh';
const script = (text: string | null, executable = true): Script => ({ kind: 'file', executable, text });

const keyWarnings = (type: object, text: string | null): string[] =>
  warningsOf(withTypes({ ...smallType, ...type }), context({ [submitter]: script(text) }));

const counted = (type: object): string[] => warningsOf(withTypes({ ...smallType, hot: false, ...type }));

describe('the lint', () => {
  it('has nothing to say of a good file', () => {
    assert.deepEqual(warningsOf(small), []);
    assert.deepEqual(warningsOf(withTypes({ ...smallType, count: 0 })), []);
  });

  it('warns of a folder for metrics that is not there, and of a program that cannot be run', () => {
    const monitor = { textfile: '/var/lib/none/muster.prom', notify: 'page-me' };
    assert.deepEqual(
      warningsOf({ ...small, monitor }, context({ '/etc/muster/page-me': { kind: 'missing' } })),
      [
        'monitor.textfile: there is no folder /var/lib/none; node_exporter is told it with --collector.textfile.directory',
        'monitor.notify: the program /etc/muster/page-me is missing',
      ],
    );
    assert.deepEqual(
      warningsOf(
        { ...small, monitor },
        context({ '/etc/muster/page-me': script('#!/bin/sh\ncat\n', false) }),
      ).slice(1),
      ['monitor.notify: the program /etc/muster/page-me is not executable; chmod +x it'],
    );
  });

  it('warns of a key that is contained in another', () => {
    const types = [
      { ...smallType, name: 'a', key: 'lta' },
      { ...smallType, name: 'b', key: 'lta.b', hot: false },
      { ...smallType, name: 'c', key: 'same', hot: false },
      { ...smallType, name: 'd', key: 'same', hot: false, on: false },
    ];
    assert.deepEqual(warningsOf(withTypes(...types)), [
      'pipes[0].types[0].key: the key of pipe0/a ("lta") is contained in that of pipe0/b ("lta.b"): their processes count as pipe0/a too',
      'pipes[0].types[2].key: the key of pipe0/c ("same") is contained in that of pipe0/d ("same"): their processes count as pipe0/c too',
    ]);
  });

  it('warns of a key that no submitter could match', () => {
    assert.match(
      keyWarnings({}, 'exec other')[0] ?? '',
      /types\[0\]\.key: "lta\.bundler" is found neither in/,
    );
    assert.deepEqual(keyWarnings({}, 'exec lta.bundler'), []);
    assert.deepEqual(keyWarnings({ key: 'start-bundler' }, 'exec x'), []);
    assert.deepEqual(keyWarnings({ args: ['--as', 'lta.bundler'] }, 'exec x "$@"'), []);
    assert.deepEqual(keyWarnings({ key: 'x --as b', args: ['x', '--as', 'b'] }, 'exec "$@"'), []);
    assert.deepEqual(keyWarnings({ env: { AS: 'lta.bundler' } }, 'exec x "$AS"'), []);
    assert.deepEqual(keyWarnings({ args: ['bundler'] }, 'exec "lta.$1"'), []);
    assert.equal(keyWarnings({ args: ['bundle'] }, 'exec "lta.$1"').length, 1);
    assert.deepEqual(keyWarnings({}, 'exec x "$MUSTER_KEY"'), []);
    assert.deepEqual(keyWarnings({}, 'exec "lta.$MUSTER_TYPE"'), []);
    assert.deepEqual(keyWarnings({}, null), []);
  });

  it('warns of a key that other processes are likely to hold', () => {
    const types = [
      { ...smallType, name: 'a', key: 's' },
      { ...smallType, name: 'b', key: 'xyz' },
    ];
    const warnings = warningsOf({ ...small, pipes: [{ pipe: 'pipe0', types }] });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /key of pipe0\/a \("s"\) is so short/);
  });

  it('warns of more hot jobs than the hosts can hold', () => {
    const types = [
      { ...smallType, name: 'a', key: 'key-a', hot: 2, count: 2 },
      { ...smallType, name: 'b', key: 'key-b', count: 1 },
      { ...smallType, name: 'c', key: 'key-c', count: 50, on: false },
    ];
    assert.deepEqual(warningsOf(withTypes(...types)), [
      'hotlimit: the hot jobs wanted take 5 hot slots, but the hosts have 4 (those with `drain` left out)',
    ]);
    const drained = { ...withTypes(...types.slice(0, 1)), available: ['n-1', { host: 'n-2', drain: 'x' }] };
    assert.match(warningsOf(drained)[0] ?? '', /take 4 hot slots, but the hosts have 2/);
  });

  it('warns of a count that no hosts can hold', () => {
    assert.deepEqual(counted({ count: 5, maxPerHost: 2 }), [
      'pipes[0].types[0].count: pipe0/bundler is wanted 5 times, but the hosts it may be started on can hold 4',
    ]);
    assert.match(counted({ hosts: ['!n-1', '!n-2'] })[0] ?? '', /there is no host it may be started on/);
    assert.deepEqual(counted({ hosts: ['!n-1', '!n-2'], count: 0 }), []);
    assert.deepEqual(counted({ hosts: ['!n-1', '!n-2'], on: false }), []);
    assert.match(counted({ hot: 3 })[0] ?? '', /can hold 0/);
  });

  it('warns of a pool that is too small, and of a machine under two names', () => {
    const value = {
      ...withTypes({ ...smallType, count: 2, pool: 'tape' }),
      pools: { tape: 1 },
      available: [
        { host: 'a', address: '10.0.0.1' },
        { host: 'b', address: '10.0.0.1' },
        { host: 'c', address: '10.0.0.1', port: 23 },
        { host: 'd', address: '10.0.0.1', jump: 'gw' },
      ],
    };
    assert.deepEqual(warningsOf(value), [
      'available: b and a are the same machine: it is counted once, under the first name that is seen; list it once',
      'pools.tape: 2 instances are wanted of the types in this pool, which allows 1',
    ]);
  });

  describe('on real files', () => {
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'muster-lint-'));
      await mkdir(join(folder, 'workerscripts/folder.sh'), { recursive: true });
      for (const [name, text, mode] of [
        ['good.sh', 'exec lta.bundler', 0o755],
        ['plain.sh', 'exec lta.bundler', 0o644],
        ['empty.sh', ' \n', 0o755],
        ['binary', '\0ELF', 0o755],
      ] as const) {
        await writeFile(join(folder, 'workerscripts', name), text);
        await chmod(join(folder, 'workerscripts', name), mode);
      }
    });
    after(() => rm(folder, { recursive: true }));

    const warnings = (value: unknown): string[] => {
      const place = { home: folder, look: lookAtScript };
      return told(loadText(JSON.stringify(value), join(folder, 'Interface.json'), place).warnings);
    };

    const of = (name: string): string => warnings(withTypes({ ...smallType, submitter: name })).join('\n');

    it('warns of a submitter that is missing, empty, a folder or not executable', () => {
      assert.equal(of('good.sh'), '');
      assert.equal(of('binary'), '');
      assert.match(of('none.sh'), /types\[0\]\.submitter: the submitter .*none\.sh is missing$/);
      assert.match(of('empty.sh'), /is empty$/);
      assert.match(of('folder.sh'), /is a folder$/);
      assert.match(of('plain.sh'), /is not executable; chmod \+x it$/);
    });

    it('looks for the probe, and for the folder, and not at what is on the hosts', () => {
      const good = withTypes({ ...smallType, submitter: 'good.sh' });
      const probe = { local: 'workerscripts', probe: 'getmex2' };
      assert.match(
        warnings({ ...good, scripts: probe })[0] ?? '',
        /^scripts\.probe: the probe .* is missing$/,
      );
      assert.deepEqual(warnings({ ...good, scripts: { ...probe, probe: 'plain.sh' } }), []);
      assert.match(
        warnings({ ...good, scripts: { local: 'nowhere' } })[0] ?? '',
        /^scripts\.local: there is no folder/,
      );
      assert.deepEqual(warnings({ ...good, scripts: { remote: '/nowhere' } }), []);
    });
  });
});
