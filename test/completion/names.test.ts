import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Names } from '../../src/completion/answer.ts';
import { namesIn } from '../../src/completion/names.ts';
import { packagePath } from '../../src/package.ts';
import { scratchFolder } from '../store/scratch.ts';

const none: Names = { hosts: [], components: [] };

describe('the names in an Interface.json', () => {
  const folder = scratchFolder();

  function names(text: string): Promise<Names> {
    const file = join(folder(), 'Interface.json');
    writeFileSync(file, text);
    return namesIn(file);
  }

  const good = readFileSync(packagePath('examples/three-pipes.json'), 'utf8');

  it('hosts with their ranges expanded, components with what is wanted', async () => {
    const found = await names(good);
    assert.ok(found.hosts.length > 3 && found.components.length > 10);
    assert.ok(found.components.every(({ about }) => about === 'off' || about.endsWith(' wanted')));
  });

  it('also while it is being edited: cut off anywhere, what stands before is known', async () => {
    const whole = await names(good);
    for (let at = 0; at < good.length; at += 97) {
      const { components } = await names(good.slice(0, at));
      const known = components.slice(0, -1).map(({ text }) => text);
      const expected = whole.components.slice(0, known.length).map(({ text }) => text);
      assert.deepEqual(known, expected);
    }
    const { hosts } = await names('{"available": ["a[1-2]", // soon: \n "b", {"host": "c"},], "pipes": [');
    assert.deepEqual(hosts, ['a1', 'a2', 'b', 'c']);
  });

  it('names that a terminal would act on are none', async () => {
    const types = ['ok', 'a\u001B[2J', 'a\nb', 'a/b', '\u202Ex', ''].map((name) => ({ name }));
    const { components, hosts } = await names(
      JSON.stringify({ available: ['-oProxyCommand=x', 'n 1', '$(x)', 'n1'], pipes: [{ pipe: 'p', types }] }),
    );
    assert.deepEqual(components, [{ text: 'p/ok', about: '' }]);
    assert.deepEqual(hosts, ['n1']);
  });

  for (const text of [
    '',
    'null',
    '[]',
    '3',
    '{"available": 3, "pipes": {"x": 1}}',
    '{"pipes": [null, 3, {"pipe": 1}]}',
  ])
    it(`nothing in ${text || 'an empty file'}`, async () => assert.deepEqual(await names(text), none));

  it('deep nests, huge ranges, pipes, folders and no file at all: nothing, at once', async () => {
    assert.deepEqual(await names(`{"available":${'['.repeat(1_000_000)}`), none);
    assert.deepEqual(await names('{"available":["n[1-999999999]"]}'), none);
    const fifo = join(folder(), 'fifo');
    execFileSync('mkfifo', [fifo]);
    for (const path of [fifo, folder(), join(folder(), 'none'), '/dev/zero'])
      assert.deepEqual(await namesIn(path), none);
  });
});
