import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { emptyMemory } from '../../src/core/types.ts';
import { readState, stateVersion, writeState } from '../../src/store/state.ts';
import { boots, decision, memories, nowMs, someMemory, text } from './memories.ts';
import { scratchFolder } from './scratch.ts';
import { forAllAsync } from '../harness/forAll.ts';

const nothing = { memory: emptyMemory, namespace: null, writtenAtMs: null, boot: null };

describe('the state file', () => {
  const folder = scratchFolder();
  const path = (): string => join(folder(), 'logs/state.json');
  const write = (memory = someMemory, namespace = 'default') => writeState(path(), memory, namespace, nowMs);
  const read = (atMs = nowMs) => readState(path(), atMs, false);

  it('gives back whatever was written', async () => {
    await forAllAsync(200, memories, text, boots, async (memory, namespace, boot) => {
      await writeState(path(), memory, namespace, nowMs, boot);
      assert.deepEqual(await read(), { memory, namespace, problem: null, writtenAtMs: nowMs, boot });
    });
  });

  it('reads the reasons that version 0.1 wrote as bare texts', async () => {
    await write();
    const old = readFileSync(path(), 'utf8').replaceAll(
      /"why": \{.*?"text": ("[^"]*").*?\}\s*\}/gs,
      '"why": $1',
    );
    writeFileSync(path(), old);
    const { memory, problem } = await read();
    assert.deepEqual(problem, null);
    for (const { why } of [...memory.setbacks, ...memory.unfit])
      assert.deepEqual([why.code, why.params], ['unrecorded', {}]);
    assert.deepEqual(
      memory.setbacks.map(({ why }) => why.text),
      someMemory.setbacks.map(({ why }) => why.text),
    );
  });

  it('may be read by whoever runs the next pass, whatever the umask', async () => {
    const before = process.umask(0o077);
    try {
      await write();
    } finally {
      process.umask(before);
    }
    assert.equal(statSync(path()).mode & 0o777, 0o644);
  });

  it('is not there yet: nothing is remembered, and that is no problem', async () =>
    assert.deepEqual(await read(), { ...nothing, problem: null }));

  for (const [what, content, names] of [
    ['bytes that are no text', Buffer.from([0xff, 0x00, 0xfe, 0x80]), 'JSON'],
    ['a list', '[]', 'the file'],
    ['a version that never was', document({ version: 0 }), 'version 0'],
    ['a version as text', document({ version: '2' }), 'version "2"'],
    ['no version', document({ version: undefined }), 'version undefined'],
    ['no hosts', document({ hosts: undefined }), 'hosts'],
    ['hosts as a list', document({ hosts: [] }), 'hosts'],
    ['a host as text', document({ hosts: { h1: 'up' } }), 'hosts.h1'],
    ['no time seen', document({ hosts: { h1: { instances: {} } } }), 'hosts.h1.seenAt'],
    ['a time that is none', withHost({ seenAt: 'yesterday' }), 'hosts.h1.seenAt'],
    ['a boot id as number', withHost({ bootId: 7 }), 'hosts.h1.bootId'],
    ['instances as a list', withHost({ instances: [] }), 'instances of h1'],
    ['an instance as number', withInstance(1), 'p/a'],
    ['half a pid', withInstance({ pid: 1.5, elapsedS: 1, pids: [1] }), 'pid'],
    ['a pid as text', withInstance({ pid: 1, elapsedS: null, pids: ['1'] }), 'pids'],
    ['launches as an object', document({ launches: {} }), 'launches'],
    ['a launch without id', document({ launches: [{}] }), 'launch id'],
    ['a reason that is none', document({ unfit: [{ component: 'p/a', host: 'h1', why: 7 }] }), 'why'],
    ['a namespace as number', document({ namespace: 1 }), 'namespace'],
  ] as const)
    it(`is broken with ${what}, which is named`, async () => {
      mkdirSync(join(folder(), 'logs'));
      writeFileSync(path(), content);
      const { problem, ...found } = await readState(path(), nowMs, true);
      assert.deepEqual(found, nothing);
      assert.deepEqual([problem?.code, problem?.params['fault']], ['state-unusable', 'broken']);
      const detail = String(problem?.params['detail']);
      assert.ok(detail.includes(names), detail);
    });

  it('is broken after operators have decided: what they decided is known from the one beside it', async () => {
    const undecided = { ...someMemory, launches: [], stops: [], decisions: [] };
    const [drain] = fc.sample(decision, 1);
    assert.ok(drain);
    await write(undecided);
    await write({ ...undecided, decisions: [drain] });
    writeFileSync(path(), 'not a state');
    assert.deepEqual((await read()).memory.decisions, [drain]);
  });

  it('stays where it is if it is a folder, which is reported', async () => {
    mkdirSync(path(), { recursive: true });
    const { problem, memory } = await read();
    assert.deepEqual([problem?.code, problem?.params['fault']], ['state-unusable', 'folder']);
    assert.equal(memory.hosts.size, 0);
    await assert.rejects(write(), /EISDIR/);
    assert.deepEqual(readdirSync(join(folder(), 'logs')), ['state.json']);
  });

  it('cannot be made where a file stands in place of its folder', async () => {
    writeFileSync(join(folder(), 'logs'), 'untouched');
    assert.deepEqual(await read(), { ...nothing, problem: null });
    await assert.rejects(write(), /EEXIST|ENOTDIR/);
    assert.equal(readFileSync(join(folder(), 'logs'), 'utf8'), 'untouched');
  });

  it('is replaced whole however many write at once', async () => {
    const many = Array.from({ length: 20 }, (_, index) => `writer-${index}`);
    await Promise.all(many.map((name) => write(someMemory, name)));
    const { memory, namespace, problem } = await read();
    assert.deepEqual([memory, problem], [someMemory, null]);
    assert.ok(many.includes(namespace ?? ''));
    assert.deepEqual(readdirSync(join(folder(), 'logs')).toSorted(), ['state.json', 'state.json.previous']);
  });
});

function document(change: object): string {
  const writtenAt = new Date(nowMs);
  const own = { version: stateVersion, namespace: 'default', writtenAt, boot: null };
  return JSON.stringify({ ...own, hosts: {}, launches: [], setbacks: [], ...change });
}

function withHost(change: object): string {
  const h1 = { seenAt: '2025-06-01T12:00:00.000Z', bootId: null, machine: null, instances: {}, ...change };
  return document({ hosts: { h1 } });
}

function withInstance(instance: unknown): string {
  return withHost({ instances: { 'p/a': [instance] } });
}
