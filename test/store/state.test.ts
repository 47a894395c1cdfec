import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { isOver, pilotPhases } from '../../src/core/pilotReport.ts';
import { emptyMemory } from '../../src/core/types.ts';
import type { ComponentId, Decision, HostMemory, Memory } from '../../src/core/types.ts';
import { readState, stateVersion, writeState } from '../../src/store/state.ts';
import { onTinyDisk } from './fullDisk.ts';
import { scratchFolder } from './scratch.ts';

const nowMs = Date.UTC(2025, 5, 1, 12, 30);
const tsx = ['--import', import.meta.resolve('tsx')];

describe('the state file', () => {
  const folder = scratchFolder();
  const path = (): string => join(folder(), 'logs/state.json');

  it('gives back whatever was written', async () => {
    await fc.assert(
      fc.asyncProperty(memories, text, boots, async (memory, namespace, boot) => {
        await writeState(path(), memory, namespace, nowMs, boot);
        assert.deepEqual(await readState(path(), nowMs, false), {
          memory,
          namespace,
          problem: null,
          writtenAtMs: nowMs,
          boot,
        });
      }),
    );
  });

  it('may be read by whoever runs the next pass, whatever the umask', async () => {
    const before = process.umask(0o077);
    try {
      await writeState(path(), someMemory, 'default', nowMs);
    } finally {
      process.umask(before);
    }
    assert.equal(statSync(path()).mode & 0o777, 0o644);
  });

  it('is not there yet: nothing is remembered, and that is no problem', async () => {
    assert.deepEqual(await readState(path(), nowMs, false), nothing(null));
  });

  it('cut off anywhere, and none before it: set aside, nothing is remembered, and the problem is told', async () => {
    await writeState(path(), someMemory, 'default', nowMs);
    const whole = readFileSync(path());
    rmSync(`${path()}.previous`);
    const asides: string[] = [];
    for (let length = 0; length <= whole.lastIndexOf('}'); length++) {
      writeFileSync(path(), whole.subarray(0, length));
      // Three in each moment: a name is never used twice.
      const atMs = nowMs + Math.floor(length / 3);
      const { problem, ...read } = await readState(path(), atMs, false);
      assert.deepEqual({ ...read, problem: null }, nothing(null));
      assert.match(problem ?? '', /^.*state\.json is broken \(.+\); it was set aside as /s);
      const moment = new Date(atMs).toISOString().replaceAll(/[:.]/g, '-');
      const aside = `state.json.broken-${moment}${['', '-2', '-3'][length % 3]}`;
      assert.ok(problem?.endsWith(`/${aside}; this pass knows only what it sees`), problem ?? '');
      asides.push(aside);
      assert.deepEqual(readFileSync(join(folder(), 'logs', aside)), whole.subarray(0, length));
    }
    assert.deepEqual(readdirSync(join(folder(), 'logs')).toSorted(), asides.toSorted());
    for (const [length, aside] of asides.entries())
      assert.deepEqual(readFileSync(join(folder(), 'logs', aside)), whole.subarray(0, length));
    await writeState(path(), someMemory, 'default', nowMs);
    assert.deepEqual((await readState(path(), nowMs, false)).memory, someMemory);
  });

  it('cut off anywhere: left where it is by those who only look', async () => {
    await writeState(path(), someMemory, 'default', nowMs);
    const whole = readFileSync(path());
    rmSync(`${path()}.previous`);
    for (let length = 0; length <= whole.lastIndexOf('}'); length++) {
      writeFileSync(path(), whole.subarray(0, length));
      const { problem, ...read } = await readState(path(), nowMs, true);
      assert.deepEqual({ ...read, problem: null }, nothing(null));
      assert.match(problem ?? '', /is broken \(.+\); what it held is not known$/s);
      assert.deepEqual(readFileSync(path()), whole.subarray(0, length));
    }
  });

  for (const [what, content, why] of [
    ['bytes that are no text', Buffer.from([0xff, 0x00, 0xfe, 0x80]), /not valid JSON/],
    ['a list', '[]', /the file is not an object/],
    ['a version that never was', document({ version: 0 }), /version 0 where 1 is expected/],
    ['a version as text', document({ version: '2' }), /version "2" where 1 is expected/],
    ['no version', document({ version: undefined }), /version undefined where 1 is expected/],
    ['no hosts', document({ hosts: undefined }), /hosts is not an object/],
    ['hosts as a list', document({ hosts: [] }), /hosts is not an object/],
    ['a host as text', document({ hosts: { h1: 'up' } }), /hosts\.h1 is not an object/],
    ['no time seen', document({ hosts: { h1: { instances: {} } } }), /hosts\.h1\.seenAt is not a text/],
    ['a time that is none', withHost({ seenAt: 'yesterday' }), /hosts\.h1\.seenAt is not a time/],
    ['a boot id as number', withHost({ bootId: 7 }), /hosts\.h1\.bootId is not a text/],
    ['instances as a list', withHost({ instances: [] }), /instances of h1 is not an object/],
    [
      'an instance as number',
      withHost({ instances: { 'p/a': [1] } }),
      /an instance of p\/a is not an object/,
    ],
    [
      'half a pid',
      withHost({ instances: { 'p/a': [{ pid: 1.5, elapsedS: 1, pids: [1] }] } }),
      /pid is not a whole/,
    ],
    [
      'a pid as text',
      withHost({ instances: { 'p/a': [{ pid: 1, elapsedS: null, pids: ['1'] }] } }),
      /pids is not a whole/,
    ],
    ['launches as an object', document({ launches: {} }), /launches is not a list/],
    ['a launch without id', document({ launches: [{}] }), /launch id is not a text/],
    ['a namespace as number', document({ namespace: 1 }), /namespace is not a text/],
  ] as const) {
    it(`holds ${what}: broken, with the reason`, async () => {
      mkdirSync(join(folder(), 'logs'));
      writeFileSync(path(), content);
      const { problem, ...read } = await readState(path(), nowMs, true);
      assert.deepEqual({ ...read, problem: null }, nothing(null));
      assert.match(problem ?? '', why);
    });
  }

  it('broken after operators have decided: what they decided is known from the one beside it', async () => {
    const undecided = { ...someMemory, launches: [], stops: [], decisions: [] };
    const [drain] = fc.sample(decision, 1);
    assert.ok(drain);
    await writeState(path(), undecided, 'default', nowMs);
    await writeState(path(), { ...undecided, decisions: [drain] }, 'default', nowMs);
    writeFileSync(path(), 'not a state');
    assert.deepEqual((await readState(path(), nowMs, false)).memory.decisions, [drain]);
  });

  it('is a folder: told, and left', async () => {
    mkdirSync(path(), { recursive: true });
    const { problem, memory } = await readState(path(), nowMs, false);
    assert.match(problem ?? '', /state\.json cannot be read: EISDIR/);
    assert.equal(memory.hosts.size, 0);
    await assert.rejects(writeState(path(), someMemory, 'default', nowMs), /EISDIR/);
    assert.deepEqual(readdirSync(join(folder(), 'logs')), ['state.json']);
  });

  it('cannot be made where a file stands in place of its folder', async () => {
    writeFileSync(join(folder(), 'logs'), 'untouched');
    assert.deepEqual(await readState(path(), nowMs, false), nothing(null));
    await assert.rejects(writeState(path(), someMemory, 'default', nowMs), /EEXIST|ENOTDIR/);
    assert.equal(readFileSync(join(folder(), 'logs'), 'utf8'), 'untouched');
  });

  it('stays as it was when the disk is full, and no half file is left', () => {
    const child = [process.execPath, ...tsx, join(import.meta.dirname, 'fillDisk.ts'), folder()];
    const { refused, namespace, problem, files } = JSON.parse(onTinyDisk(folder(), child));
    assert.match(refused, /ENOSPC/);
    assert.deepEqual([namespace, problem], ['before', null]);
    assert.deepEqual(files.filter((name: string) => name.startsWith('state')).toSorted(), [
      'state.json',
      'state.json.previous',
    ]);
  });

  it('is replaced whole however many write at once', async () => {
    const many = Array.from({ length: 20 }, (_, index) => `writer-${index}`);
    await Promise.all(many.map((name) => writeState(path(), someMemory, name, nowMs)));
    const { memory, namespace, problem } = await readState(path(), nowMs, false);
    assert.deepEqual([memory, problem], [someMemory, null]);
    assert.ok(many.includes(namespace ?? ''));
    assert.deepEqual(readdirSync(join(folder(), 'logs')).toSorted(), ['state.json', 'state.json.previous']);
  });
});

const nothing = (problem: string | null) => ({
  memory: emptyMemory,
  namespace: null,
  writtenAtMs: null,
  boot: null,
  problem,
});

function document(change: object): string {
  return JSON.stringify({
    version: stateVersion,
    namespace: 'default',
    writtenAt: new Date(nowMs),
    boot: null,
    hosts: {},
    launches: [],
    setbacks: [],
    ...change,
  });
}

function withHost(change: object): string {
  const h1 = { seenAt: '2025-06-01T12:00:00.000Z', bootId: null, machine: null, instances: {}, ...change };
  return document({ hosts: { h1 } });
}

const text = fc.string({ unit: 'binary' });
const name = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', '10', '9', 'n-1.example.org'));
const id = fc.tuple(text, text).map(([pipe, type]): ComponentId => `${pipe}/${type}`);
const whole = fc.nat({ max: 4_194_304 });
const timeMs = fc.nat({ max: Date.UTC(2100, 0) });
const bootId = fc.option(text);
const boots = fc.option(fc.record({ id: text, uptimeMs: whole }, { noNullPrototype: true }));
const plain = { noNullPrototype: true } as const;
const instance = fc.record(
  { pid: whole, elapsedS: fc.option(whole), pids: fc.array(whole, { maxLength: 3 }), sinceMs: timeMs },
  plain,
);
const byComponent = fc
  .uniqueArray(fc.tuple(id, fc.array(instance, { maxLength: 3 })), { maxLength: 4, selector: ([id]) => id })
  .map((entries) => new Map(entries));
const code = fc.option(whole);
const pilots = fc.array(
  fc.record(
    {
      launchId: text,
      component: id,
      pid: whole,
      startedMs: timeMs,
      // Of those that are over not all is kept, see `encodePilot`.
      phase: fc.constantFrom(...pilotPhases.filter((phase) => !isOver({ phase }))),
      step: text,
      sinceMs: timeMs,
      code,
      steps: fc.array(
        fc.record(
          { command: text, state: fc.constantFrom('ok' as const, 'warned' as const), code, seconds: whole },
          plain,
        ),
        { maxLength: 2 },
      ),
      message: fc.option(text),
      warnings: fc.array(fc.record({ command: text, text }, plain), { maxLength: 2 }),
      tail: fc.array(text, { maxLength: 2 }),
      readyMs: fc.option(timeMs),
      exports: fc.constantFrom({}, { ADDRESS: 'tcp://n1:4000' }),
      pids: fc.constant([]),
      usage: fc.option(text),
    },
    plain,
  ),
  { minLength: 1, maxLength: 2 },
);
const hosts = fc
  .uniqueArray(
    fc.tuple(
      name,
      fc.record(
        { seenAtMs: timeMs, bootId, machine: bootId, instances: byComponent, pilots },
        { ...plain, requiredKeys: ['seenAtMs', 'bootId', 'machine', 'instances'] },
      ),
    ),
    {
      maxLength: 4,
      selector: ([name]) => name,
    },
  )
  .map((entries) => new Map<string, HostMemory>(entries));
const stage = fc.constantFrom('ordered' as const, 'sent' as const, 'vanished' as const);
const accounted = fc.array(whole, { maxLength: 3 });
const launch = fc.record(
  { id: text, component: id, host: name, sentAtMs: timeMs, bootId, accounted, stage },
  plain,
);
const launches = fc.array(launch, { maxLength: 4 });
const setback = fc.record(
  {
    component: id,
    host: fc.option(name),
    failures: whole,
    lastAtMs: timeMs,
    why: text,
  },
  plain,
);
const setbacks = fc.array(setback, { maxLength: 4 });
const stop = fc.record(
  { component: id, host: name, pids: fc.array(whole, { maxLength: 3 }), orderedAtMs: timeMs },
  plain,
);
const stops = fc.array(stop, { maxLength: 4 });
const said = { by: text, atMs: timeMs, why: fc.option(text), untilMs: fc.option(timeMs) };
const target = fc.record({ host: name, pid: whole, bootId }, plain);
const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({ kind: fc.constant('drain' as const), ...said, host: name, stop: fc.boolean() }, plain),
  fc.record(
    {
      kind: fc.constant('pause' as const),
      ...said,
      component: id,
      host: fc.option(name),
      limit: whole,
      stop: fc.boolean(),
    },
    plain,
  ),
  fc.record(
    {
      kind: fc.constant('restart' as const),
      ...said,
      component: id,
      atOnce: fc.boolean(),
      left: fc.array(target, { maxLength: 3 }),
      of: whole,
    },
    plain,
  ),
);
const decisions = fc.array(decision, { maxLength: 4 });
const unfit = fc.array(
  fc.record({ component: id, host: name, why: text, requirements: text, atMs: timeMs }, plain),
  {
    maxLength: 3,
  },
);
const memories: fc.Arbitrary<Memory> = fc.record(
  { hosts, launches, setbacks, stops, decisions, unfit },
  plain,
);

const someMemory: Memory = {
  hosts: new Map([
    [
      'h1',
      {
        seenAtMs: nowMs,
        bootId: 'boot-1',
        machine: 'boot-1 h1 ops /home/ops',
        instances: new Map([['p/a', [{ pid: 7, elapsedS: 60, pids: [7, 8], sinceMs: nowMs - 60_000 }]]]),
      },
    ],
  ]),
  launches: [
    {
      id: 'L1',
      component: 'p/a',
      host: 'h2',
      sentAtMs: nowMs,
      bootId: null,
      accounted: [12],
      stage: 'ordered',
    },
  ],
  setbacks: [{ component: 'p/a', host: 'h1', failures: 2, lastAtMs: nowMs, why: 'exit 1' }],
  stops: [{ component: 'p/a', host: 'h1', pids: [7, 8], orderedAtMs: nowMs }],
  decisions: [
    { kind: 'drain', by: 'ops', atMs: nowMs, why: null, untilMs: nowMs + 1000, host: 'h1', stop: true },
  ],
  unfit: [{ component: 'p/a', host: 'h2', why: 'no command rsync', requirements: '', atMs: nowMs }],
};
