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
import { join } from 'node:path';
import { emptyMemory, type Memory, type OpenLaunch } from '../../src/core/types.ts';
import { keepState, recallState, statePlaces } from '../../src/store/keeper.ts';
import { NewerState, readState, writeState } from '../../src/store/state.ts';
import { maxStateBytes } from '../../src/store/stateFile.ts';
import { LocalSite } from '../cli/localSite.ts';
import { scratchFolder } from './scratch.ts';

const nowMs = Date.UTC(2026, 0, 1);

describe('a state that is not as it was written', () => {
  const folder = scratchFolder();
  const logs = (): string => join(folder(), 'logs');
  const path = (): string => join(logs(), 'state.json');
  const places = () => statePlaces(logs(), join(folder(), 'home'));
  const asides = (): string[] => readdirSync(logs()).filter((name) => name.includes('.broken-'));

  it('by a real pass, cut off at every length: set aside whole, told, and the one before it is believed', async () => {
    const whole = await stateOfRealPasses();
    await writeFileAnd(path(), whole);
    const known = (await readState(path(), nowMs, true)).memory;
    assert.ok(known.hosts.size > 0 && known.launches.length > 0);
    for (let length = 0; length <= whole.lastIndexOf('}'); length++) {
      writeFileSync(path(), whole.subarray(0, length));
      writeFileSync(`${path()}.previous`, whole);
      const { memory, problems } = await recallState(places(), nowMs + length, false);
      assert.deepEqual(memory, known);
      assert.match(
        problems.join(),
        /state\.json is broken \(.+\); it was set aside as (.+); what is known is of .+Z, from .+state\.json\.previous$/s,
      );
      const aside = /set aside as (.+?);/s.exec(problems.join())?.[1] ?? '';
      assert.deepEqual(readFileSync(aside), whole.subarray(0, length));
      assert.deepEqual(readFileSync(path()), whole);
      if (length % 100 === 0) assert.equal(await keepState(places(), memory, 'default', nowMs), null);
    }
    assert.equal(asides().length, whole.lastIndexOf('}') + 1);
    assert.deepEqual((await recallState(places(), nowMs, false)).problems, []);
  });

  it('by a real pass, any value of it another, or missing: known or told, nothing else, and the next write is whole', async () => {
    const document = JSON.parse((await stateOfRealPasses()).toString()) as unknown;
    let broken = 0;
    for (const change of changesOf(document)) {
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
        assert.match(
          problems.join(),
          /state\.json is broken \(.+\); it was set aside as .+ only what it sees$/s,
          what,
        );
        assert.deepEqual([memory.hosts.size, memory.launches.length, namespace], [0, 0, null], what);
      }
      assert.equal(await keepState(places(), memory, 'default', nowMs), null, what);
      assert.deepEqual((await recallState(places(), nowMs, false)).memory, memory, what);
    }
    assert.ok(broken > 50, `${broken}`);
  });

  it('but random bytes, of any length: set aside, told', async () => {
    const random = randomBytes(20_260_101);
    for (let round = 0; round < 200; round++) {
      const bytes = Buffer.from(Array.from({ length: round * 3 }, random));
      await writeFileAnd(path(), bytes);
      const { memory, problems } = await recallState(places(), nowMs + round, false);
      assert.deepEqual([memory.hosts.size, problems.length], [0, 1]);
      assert.deepEqual(readFileSync(/aside as (.+);/s.exec(problems[0] ?? '')?.[1] ?? ''), bytes);
    }
    assert.equal(asides().length, 200);
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
        assert.ok(
          error.message.startsWith(
            `${at} was written by a newer muster (its version is 2, this one reads 1)`,
          ),
        );
        return true;
      });
      assert.equal(readFileSync(at, 'utf8'), newer);
      rmSync(at);
    }
  });

  it('as an earlier muster wrote it, without what was added since: read', async () => {
    const { boot, ...earlier } = JSON.parse((await stateOfRealPasses()).toString()) as Record<
      string,
      unknown
    >;
    assert.notEqual(boot, undefined);
    await writeFileAnd(path(), JSON.stringify(earlier));
    const { memory, problems } = await recallState(places(), nowMs, false);
    assert.deepEqual([memory.launches.length > 0, problems], [true, []]);
  });

  for (const [what, put, why] of [
    ['a pipe', (at) => execFileSync('mkfifo', [at]), /is no regular file/],
    [
      'a link to nothing',
      (at) => symlinkSync('/nowhere/state.json', at),
      /is a link to a file that is not there/,
    ],
    ['a link to itself', (at) => symlinkSync(at, at), /cannot be read: ELOOP/],
    ['a link to /dev/null', (at) => symlinkSync('/dev/null', at), /is no regular file/],
    ['a link to /dev/zero', (at) => symlinkSync('/dev/zero', at), /is no regular file/],
    ['nothing at all in it', (at) => writeFileSync(at, ''), /is broken \(Unexpected end of JSON input\)/],
    [
      '200 MB of nothing',
      (at) => {
        writeFileSync(at, '');
        truncateSync(at, 200_000_000);
      },
      /is broken \(/,
    ],
    [
      'more than a state can be',
      (at) => {
        writeFileSync(at, '');
        truncateSync(at, maxStateBytes + 1);
      },
      /is broken \(268435457 bytes, where at most 268435456 are expected\)/,
    ],
  ] as const satisfies [string, (at: string) => void, RegExp][]) {
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
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', why);
      assert.equal(asides().length, 1);
      const aside = join(logs(), asides()[0] ?? '');
      // A device or a file elsewhere is not touched: it is the link that goes.
      assert.equal(lstatSync(aside).ino, was.ino);
      assert.ok(lstatSync(path()).isFile());
      assert.deepEqual((await recallState(places(), nowMs, false)).problems, []);
      assert.equal(await keepState(places(), memory, 'default', nowMs), null);
    });
  }

  it('but a socket: set aside, told', async () => {
    mkdirSync(logs());
    const server = createServer().listen(path());
    await once(server, 'listening');
    const { problems } = await recallState(places(), nowMs, false);
    server.close();
    assert.match(problems.join(), /cannot be read: ENXIO.*; it was set aside as /);
  });

  it('but a folder: told, left, and the one before it is believed', async () => {
    await writeState(path(), memoryOf('a'), 'default', nowMs);
    rmSync(path());
    mkdirSync(path());
    const { memory, problems } = await recallState(places(), nowMs, false);
    assert.deepEqual(launchIds(memory), ['a']);
    assert.match(problems.join(), /cannot be read: EISDIR.*; what is known is of /);
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
    assert.match(problem ?? '', /is broken \(.+\); it was set aside as .*state\.json\.broken-/s);
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

let real: Buffer | null = null;

/** `state.json` of a site whose passes started two that are there, and one that is not there yet. */
async function stateOfRealPasses(): Promise<Buffer> {
  if (real !== null) return real;
  using site = new LocalSite();
  site
    .submitter('slow.sh', ':')
    .config([site.type('a', { count: 2 }), site.type('slow', { submitter: 'slow.sh' })]);
  assert.equal((await site.report('run')).exit, 3);
  return (real = readFileSync(join(site.folder, 'logs/state.json')));
}

async function writeFileAnd(path: string, content: string | Buffer): Promise<void> {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
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

function memoryOf(...ids: string[]): Memory {
  const launches = ids.map((id): OpenLaunch => ({
    id,
    component: 'p/a',
    host: 'n1',
    sentAtMs: nowMs,
    bootId: null,
    accounted: [],
    stage: 'sent',
  }));
  return { ...emptyMemory, launches };
}

async function idsIn(file: string): Promise<string[]> {
  return launchIds((await readState(file, nowMs, true)).memory);
}

function launchIds({ launches }: Memory): string[] {
  return launches.map(({ id }) => id);
}
