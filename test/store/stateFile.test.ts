import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { message, type Message } from '../../src/core/catalogue/catalogue.ts';
import type { Memory } from '../../src/core/types.ts';
import { keepState, recallState, statePlaces } from '../../src/store/keeper.ts';
import { NewerState, readState, writeState } from '../../src/store/state.ts';
import { maxStateBytes } from '../../src/store/stateFile.ts';
import { codesOf } from '../harness/messages.ts';
import { isDeep, sample } from '../harness/sample.ts';
import { launchIds, memoryOf, nowMs, someMemory } from './memories.ts';
import { scratchFolder } from './scratch.ts';

describe('a state that is not as it was written', () => {
  const folder = scratchFolder();
  const logs = (): string => join(folder(), 'logs');
  const path = (): string => join(logs(), 'state.json');
  const places = () => statePlaces(logs(), join(folder(), 'home'));
  /** With something of everything in it. */
  async function wholeState(): Promise<Buffer> {
    await writeState(path(), someMemory, 'default', nowMs, { id: 'boot-1', uptimeMs: 7 });
    return readFileSync(path());
  }
  const asides = (): string[] => readdirSync(logs()).filter((name) => name.includes('.broken-'));

  it('is set aside whole where it is cut off anywhere, and the one before it is used [state-damaged]', async () => {
    const whole = await wholeState();
    const lengths = sample(
      'lengths of a state',
      [...whole.subarray(0, whole.lastIndexOf('}') + 1).keys()],
      20,
    );
    for (const [index, length] of lengths.entries()) {
      writeFileSync(path(), whole.subarray(0, length));
      writeFileSync(`${path()}.previous`, whole);
      const looked = await recallState(places(), nowMs, true);
      assert.deepEqual(looked.memory, lostAfterLater(someMemory, 0));
      assert.deepEqual(codesOf(looked.problems), ['state-unusable']);
      // Three in each moment: no name is used twice.
      const atMs = nowMs + Math.floor(index / 3);
      const { memory, problems } = await recallState(places(), atMs, false);
      assert.deepEqual(
        memory,
        lostAfterLater(someMemory, atMs - nowMs),
        'a later pass may have seen the hosts',
      );
      const { aside, previous } = setAside(problems);
      const moment = new Date(atMs).toISOString().replaceAll(/[:.]/g, '-');
      assert.equal(aside, `${path()}.broken-${moment}${['', '-2', '-3'][index % 3]}`);
      assert.equal(previous, `${path()}.previous`);
      assert.deepEqual(readFileSync(aside), whole.subarray(0, length));
      // Also for the next pass, if this one is killed before it writes the state.
      assert.deepEqual((await recallState(places(), atMs, true)).memory, memory);
      if (index % 10 === 0) assert.equal(await keepState(places(), memory, 'default', nowMs), null);
    }
    assert.equal(asides().length, lengths.length);
    assert.deepEqual((await recallState(places(), nowMs, false)).problems, []);
  });

  it('is known or set aside with any value of it changed or missing, and the next write is whole [state-damaged]', async () => {
    const document = JSON.parse((await wholeState()).toString()) as unknown;
    const changes = sample('changes of a state', [...changesOf(document)], 60);
    let broken = 0;
    for (const change of changes) {
      await writeFileAnd(path(), JSON.stringify(change.document));
      rmSync(`${path()}.previous`, { force: true });
      const read = recallState(places(), nowMs, false);
      if (change.where === '.version' && change.to === 7) {
        await assert.rejects(read, NewerState);
        continue;
      }
      const { memory, problems, namespace } = await read;
      const what = `${change.where} = ${JSON.stringify(change.to)}`;
      if (problems.length > 0) {
        broken++;
        assert.equal(setAside(problems).previous, null, what);
        assert.deepEqual([memory.hosts.size, memory.launches.length, namespace], [0, 0, null], what);
      }
      assert.equal(await keepState(places(), memory, 'default', nowMs), null, what);
      assert.deepEqual((await recallState(places(), nowMs, false)).memory, memory, what);
    }
    assert.ok(broken > changes.length / 3, `${broken}`);
  });

  it('is set aside with random bytes of any length', async () => {
    const random = randomBytes(20_260_101);
    const rounds = isDeep ? 200 : 20;
    for (let round = 0; round < rounds; round++) {
      const bytes = Buffer.from(Array.from({ length: round * 3 }, random));
      await writeFileAnd(path(), bytes);
      const { memory, problems } = await recallState(places(), nowMs + round, false);
      assert.equal(memory.hosts.size, 0);
      assert.deepEqual(readFileSync(setAside(problems).aside), bytes);
    }
    assert.equal(asides().length, rounds);
  });

  it('but of a newer muster: refused, in both places, and left as it is', async () => {
    const newer = JSON.stringify({ version: 2, unheard: 'of' });
    const { main, standIn } = places();
    for (const [at, readOnly] of [
      [main, false],
      [main, true],
      [standIn, false],
      [`${main}.previous`, false],
    ] as const) {
      await writeFileAnd(at, newer);
      if (at.endsWith('.previous')) writeFileSync(main, '{');
      await assert.rejects(recallState(places(), nowMs, readOnly), (error: Error) => {
        assert.ok(error instanceof NewerState);
        assert.deepEqual(error.problem, message('state-newer', { path: at, version: 2, reads: 1 }));
        return true;
      });
      assert.equal(readFileSync(at, 'utf8'), newer);
      rmSync(at);
    }
  });

  it('as an earlier muster wrote it, without what was added since: read', async () => {
    const { boot, stops, decisions, unfit, ...earlier } = JSON.parse(
      (await wholeState()).toString(),
    ) as Record<string, unknown>;
    for (const added of [boot, stops, decisions, unfit]) assert.notEqual(added, undefined);
    await writeFileAnd(path(), JSON.stringify(earlier));
    const { memory, problems } = await recallState(places(), nowMs, false);
    assert.deepEqual([memory.launches.length > 0, problems], [true, []]);
  });

  for (const [what, put, fault] of [
    ['a pipe', (at) => execFileSync('mkfifo', [at]), 'irregular'],
    ['a link to nothing', (at) => symlinkSync('/nowhere/state.json', at), 'dangling-link'],
    ['a link to itself', (at) => symlinkSync(at, at), 'unreadable'],
    ['a link to /dev/null', (at) => symlinkSync('/dev/null', at), 'irregular'],
    ['a link to /dev/zero', (at) => symlinkSync('/dev/zero', at), 'irregular'],
    ['nothing at all in it', (at) => writeFileSync(at, ''), 'broken'],
    ['megabytes of nothing', (at) => writeNothing(at, isDeep ? 200_000_000 : 20_000_000), 'broken'],
    ['more than a state can be', (at) => writeNothing(at, maxStateBytes + 1), 'too-large'],
  ] as const satisfies [string, (at: string) => void, string][])
    it(`but ${what}: set aside as it is, told, and the one before it is believed`, async () => {
      await writeState(path(), memoryOf('a'), 'default', nowMs);
      rmSync(path());
      put(path());
      const was = lstatSync(path());
      const looked = await recallState(places(), nowMs, true);
      assert.deepEqual(launchIds(looked.memory), ['a']);
      assert.equal(lstatSync(path()).ino, was.ino);
      const { memory, problems } = await recallState(places(), nowMs, false);
      assert.deepEqual(launchIds(memory), ['a']);
      const { aside } = setAside(problems);
      assert.equal(problems[0]?.params['fault'], fault);
      const setAsides = asides().map((name) => join(logs(), name));
      assert.deepEqual(setAsides, [aside]);
      // A device or a file elsewhere is not touched: it is the link that goes.
      assert.equal(lstatSync(aside).ino, was.ino);
      assert.ok(lstatSync(path()).isFile());
      assert.deepEqual((await recallState(places(), nowMs, false)).problems, []);
      assert.equal(await keepState(places(), memory, 'default', nowMs), null);
    });

  it('but a socket: set aside, told', async () => {
    mkdirSync(logs());
    const server = createServer().listen(path());
    await once(server, 'listening');
    const { problems } = await recallState(places(), nowMs, false);
    server.close();
    setAside(problems);
    assert.equal(problems[0]?.params['fault'], 'unreadable');
  });

  it('but a folder: told, left, and the one before it is believed', async () => {
    await writeState(path(), memoryOf('a'), 'default', nowMs);
    rmSync(path());
    mkdirSync(path());
    const { memory, problems } = await recallState(places(), nowMs, false);
    assert.deepEqual(launchIds(memory), ['a']);
    const faults = problems.map(({ code, params }) => [code, params['fault'], params['previous']]);
    assert.deepEqual(faults, [['state-unusable', 'folder', `${path()}.previous`]]);
    assert.ok(statSync(path()).isDirectory());
  });

  it('and the disk fails: nothing is believed, and the pass has to end', async () => {
    mkdirSync(logs());
    // The kernel fails to read from address 0 as a disk fails to read a bad block.
    symlinkSync('/proc/self/mem', path());
    await assert.rejects(recallState(places(), nowMs, false), { code: 'EIO' });
    assert.equal(readlinkSync(path()), '/proc/self/mem');
  });
});

describe('the state before the state', () => {
  const folder = scratchFolder();
  const path = (): string => join(folder(), 'state.json');
  const previous = (): string => `${path()}.previous`;

  it('never lacks a launch that is open', async () => {
    const passes = [[], ['a'], ['a', 'b'], ['b'], [], [], ['c'], []];
    for (const ids of passes) {
      await writeState(path(), memoryOf(...ids), 'default', nowMs);
      assert.deepEqual(await idsIn(path()), ids);
      if (!existsSync(previous())) continue;
      const kept = await idsIn(previous());
      assert.ok(
        ids.every((id) => kept.includes(id)),
        `${ids.join()} of ${kept.join()}`,
      );
    }
  });

  it('is no other name of the state: what empties the one leaves the other', async () => {
    for (const ids of [[], [], ['a'], ['b']]) {
      await writeState(path(), memoryOf(...ids), 'default', nowMs);
      if (existsSync(previous())) assert.notEqual(statSync(previous()).ino, statSync(path()).ino);
    }
    truncateSync(path());
    assert.deepEqual(await idsIn(path()), ['b']);
  });

  it('is forgotten with a state that the operator removed', async () => {
    await writeState(path(), memoryOf('a'), 'default', nowMs);
    rmSync(path());
    assert.deepEqual((await readState(path(), nowMs, false)).memory.launches, []);
    await writeState(path(), memoryOf(), 'default', nowMs);
    assert.equal(existsSync(previous()), false);
  });

  it('is not lost by a pass that is killed between setting aside and writing', async () => {
    await writeState(path(), memoryOf('a'), 'default', nowMs);
    writeFileSync(path(), '');
    assert.equal((await readState(path(), nowMs, false)).problem === null, false);
    const { memory, problem } = await readState(path(), nowMs, false);
    assert.deepEqual([launchIds(memory), problem], [['a'], null]);
  });

  it('leaves nothing behind where both names are of one file', async () => {
    await writeState(path(), memoryOf(), 'default', nowMs);
    linkSync(path(), previous());
    await writeState(path(), memoryOf(), 'default', nowMs);
    assert.deepEqual(readdirSync(folder()).toSorted(), ['state.json', 'state.json.previous']);
  });

  it('lies beside the file the state is a link to; the link stays', async () => {
    mkdirSync(join(folder(), 'disk'));
    const real = join(folder(), 'disk/real.json');
    await writeState(real, memoryOf(), 'default', nowMs);
    symlinkSync(real, path());
    await writeState(path(), memoryOf('a'), 'default', nowMs);
    await writeState(path(), memoryOf(), 'default', nowMs);
    assert.equal(readlinkSync(path()), real);
    assert.deepEqual([await idsIn(real), await idsIn(`${real}.previous`)], [[], ['a']]);
    assert.deepEqual(readdirSync(folder()).toSorted(), ['disk', 'state.json']);
  });

  it('is not needed to leave a file alone that a link leads to and that is no state', async () => {
    const notes = join(folder(), 'notes');
    writeFileSync(notes, 'dear diary');
    symlinkSync(notes, path());
    const { problem } = await readState(path(), nowMs, false);
    assert.equal(problem?.code, 'state-set-aside');
    assert.equal(dirname(String(problem.params['aside'])), folder());
    await writeState(path(), memoryOf('a'), 'default', nowMs);
    assert.equal(readFileSync(notes, 'utf8'), 'dear diary');
    assert.deepEqual(await idsIn(path()), ['a']);
  });
});

describe('what a killed pass left half written', () => {
  const folder = scratchFolder();
  const places = () => statePlaces(join(folder(), 'logs'), join(folder(), 'home'));

  it('is removed by the next, and nothing else is', async () => {
    const { main, standIn } = places();
    for (const place of [main, standIn]) await writeState(place, memoryOf('a'), 'default', nowMs);
    const half = [main, standIn].flatMap((at) => [`${at}.0a1b2c3d.tmp`, `${at}.previous.0a1b2c3d.tmp`]);
    const others = [
      `${main}.tmp`,
      `${main}.mine.tmp`,
      join(folder(), 'logs/notes.0a1b2c3d.tmp'),
      `${main}.0a1b2c3d.tmp2`,
    ];
    for (const file of [...half, ...others]) writeFileSync(file, '{"version');
    await recallState(places(), nowMs, true);
    assert.ok(half.every(existsSync), 'who only looks removes nothing');
    assert.deepEqual((await recallState(places(), nowMs, false)).problems, []);
    assert.deepEqual(half.filter(existsSync), []);
    assert.deepEqual(others.filter(existsSync), others);
  });
});

function lostAfterLater(memory: Memory, byMs: number): Memory {
  const hosts = [...memory.hosts].map(
    ([name, held]) => [name, { ...held, lostAfterFromMs: held.seenAtMs + byMs }] as const,
  );
  return { ...memory, hosts: new Map(hosts) };
}

/** What was set aside, and what is used instead. */
function setAside(problems: readonly Message[]): { aside: string; previous: string | null } {
  const [{ code, params }, ...more] = problems as readonly [Message];
  assert.deepEqual([code, more], ['state-set-aside', []]);
  return params as { aside: string; previous: string | null };
}

async function writeFileAnd(path: string, content: string | Buffer): Promise<void> {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

function writeNothing(path: string, bytes: number): void {
  writeFileSync(path, '');
  truncateSync(path, bytes);
}

/** A document once for every value in it, at any depth, and every kind of thing that could be there instead. */
function* changesOf(
  value: unknown,
  where = '',
  rebuilt: (part: unknown) => unknown = (part) => part,
): Generator<{ where: string; to: unknown; document: unknown }> {
  for (const to of [null, 'text', 7, -0.5, true, [], {}, undefined]) {
    if (JSON.stringify(to) === JSON.stringify(value) || (where === '' && to === undefined)) continue;
    yield { where, to, document: rebuilt(to) };
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      yield* changesOf(item, `${where}[${index}]`, (part) => rebuilt(value.with(index, part)));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      yield* changesOf(item, `${where}.${key}`, (part) => rebuilt({ ...value, [key]: part }));
  }
}

/** A small linear congruential generator: the same bytes in every run. */
function randomBytes(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
}

async function idsIn(file: string): Promise<string[]> {
  return launchIds((await readState(file, nowMs, true)).memory);
}
