import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Script } from '../../src/interface/lint.ts';
import { loadText } from '../../src/interface/load.ts';
import { lookAtScript } from '../../src/interface/scripts.ts';
import { scratchFolder } from '../store/scratch.ts';
import { codes, context, load, small, smallType, warningsOf, withTypes } from './samples.ts';
import { fieldOf } from '../harness/fields.ts';

const submitter = '/etc/muster/workerscripts/start-bundler.sh';
const script = (text: string | null, executable = true): Script => ({ kind: 'file', executable, text });

const keyWarnings = (type: object, text: string | null): string[] =>
  warningsOf(withTypes({ ...smallType, ...type }), context({ [submitter]: script(text) }));

/** Types of which nothing but these is said. */
const type = (name: string, key: string, more: object = {}): object => ({
  ...smallType,
  name,
  key,
  hot: false,
  ...more,
});

describe('the lint of Interface.json', () => {
  it('has no warning for a good file', () => {
    assert.deepEqual(warningsOf(small), []);
    assert.deepEqual(warningsOf(withTypes({ ...smallType, count: 0 })), []);
  });

  it('warns of a folder for metrics that is missing, and of a program that cannot be run', () => {
    const value = { ...small, monitor: { textfile: '/var/lib/none/muster.prom', notify: 'page-me' } };
    for (const [program, problem] of [
      [{ kind: 'missing' }, 'missing'],
      [script('#!/bin/sh\ncat\n', false), 'not-executable'],
    ] as const)
      assert.deepEqual(warningsOf(value, context({ '/etc/muster/page-me': program })), [
        'monitor.textfile: textfile-folder-missing',
        `monitor.notify: script-unusable/${problem}`,
      ]);
  });

  it('warns of a key that is contained in another, once for each key', () => {
    const types = [type('a', 'lta'), type('b', 'lta.b'), type('c', 'same'), type('d', 'same', { on: false })];
    const { warnings } = load(withTypes(...types));
    assert.deepEqual(codes(warnings), [
      'pipes[0].types[0].key: key-contained',
      'pipes[0].types[2].key: key-contained',
    ]);
    const pairs = warnings.map(({ params }) => `${String(params['component'])}: ${String(params['others'])}`);
    assert.deepEqual(pairs, ['pipe0/a: pipe0/b ("lta.b")', 'pipe0/c: pipe0/d ("same")']);
  });

  it('warns of a key that no process of the submitter could show', () => {
    for (const [own, text] of [
      [{}, 'exec other'],
      [{ args: ['bundle'] }, 'exec "lta.$1"'],
    ] as const)
      assert.deepEqual(keyWarnings(own, text), ['pipes[0].types[0].key: key-never-shown'], text);
    for (const [own, text] of [
      [{}, 'exec lta.bundler'],
      [{ key: 'start-bundler' }, 'exec x'],
      [{ args: ['--as', 'lta.bundler'] }, 'exec x "$@"'],
      [{ key: 'x --as b', args: ['x', '--as', 'b'] }, 'exec "$@"'],
      [{ env: { AS: 'lta.bundler' } }, 'exec x "$AS"'],
      [{ args: ['bundler'] }, 'exec "lta.$1"'],
      [{}, 'exec x "$MUSTER_KEY"'],
      [{}, 'exec "lta.$MUSTER_TYPE"'],
      [{}, null],
    ] as const)
      assert.deepEqual(keyWarnings(own, text), [], String(text));
  });

  it('warns of a key that other processes are likely to contain', () =>
    assert.deepEqual(warningsOf(withTypes(type('a', 's'), type('b', 'xyz'))), [
      'pipes[0].types[0].key: key-short',
    ]));

  it('warns of more hot jobs than the hosts have slots for', () => {
    const types = [
      type('a', 'key-a', { hot: 2, count: 2 }),
      type('b', 'key-b', { hot: true }),
      type('c', 'key-c', { hot: true, count: 50, on: false }),
    ];
    const drained = { ...withTypes(...types.slice(0, 1)), available: ['n-1', { host: 'n-2', drain: 'x' }] };
    for (const [value, params] of [
      [withTypes(...types), { wanted: 5, slots: 4 }],
      [drained, { wanted: 4, slots: 2 }],
    ] as const) {
      const [warning] = load(value).warnings;
      assert.deepEqual([warning?.path, warning?.code], ['hotlimit', 'hot-slots-short']);
      assert.deepEqual(warning?.params, params);
    }
  });

  it('warns of a count that the hosts cannot hold', () => {
    const none = ['!n-1', '!n-2'];
    for (const [own, slots] of [
      [{ count: 5, maxPerHost: 2 }, 4],
      [{ hosts: none }, null],
      [{ hot: 3 }, 0],
    ] as const) {
      const { warnings } = load(withTypes(type('a', 'key-a', own)));
      const short = warnings.find(({ path }) => path === 'pipes[0].types[0].count');
      assert.deepEqual([short?.code, short?.params['slots']], ['hosts-short', slots]);
    }
    for (const own of [{ count: 0 }, { on: false }])
      assert.deepEqual(warningsOf(withTypes(type('a', 'key-a', { hosts: none, ...own }))), []);
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
    const { warnings } = load(value);
    assert.deepEqual(codes(warnings), ['available: machine-repeated', 'pools.tape: pool-short']);
    assert.deepEqual(fieldOf(warnings, 'params'), [
      { host: 'b', first: 'a' },
      { wanted: 2, limit: 1 },
    ]);
  });

  describe('on real files', () => {
    const folder = scratchFolder();
    beforeEach(() => {
      mkdirSync(join(folder(), 'workerscripts/folder.sh'), { recursive: true });
      for (const [name, text, mode] of [
        ['good.sh', 'exec lta.bundler', 0o755],
        ['plain.sh', 'exec lta.bundler', 0o644],
        ['empty.sh', ' \n', 0o755],
        ['binary', '\0ELF', 0o755],
      ] as const) {
        writeFileSync(join(folder(), 'workerscripts', name), text);
        chmodSync(join(folder(), 'workerscripts', name), mode);
      }
    });

    const warnings = (name: string, scripts?: object): string[] => {
      const value = { ...withTypes({ ...smallType, submitter: name }), ...(scripts && { scripts }) };
      const place = { home: folder(), look: lookAtScript };
      return codes(loadText(JSON.stringify(value), join(folder(), 'Interface.json'), place).warnings);
    };

    it('warns of a submitter that is missing, empty, a folder or not executable', () => {
      for (const name of ['good.sh', 'binary']) assert.deepEqual(warnings(name), []);
      for (const [name, problem] of [
        ['none.sh', 'missing'],
        ['empty.sh', 'empty'],
        ['folder.sh', 'folder'],
        ['plain.sh', 'not-executable'],
      ] as const)
        assert.deepEqual(warnings(name), [`pipes[0].types[0].submitter: script-unusable/${problem}`]);
    });

    it('looks for the probe and the folder, and not at what is on the hosts', () => {
      for (const [scripts, ...expected] of [
        [{ local: 'workerscripts', probe: 'getmex2' }, 'scripts.probe: script-unusable/missing'],
        [{ local: 'workerscripts', probe: 'plain.sh' }],
        [{ local: 'nowhere' }, 'scripts.local: scripts-folder-missing'],
        [{ remote: '/nowhere' }],
      ] as const)
        assert.deepEqual(warnings('good.sh', scripts), expected);
    });
  });
});
