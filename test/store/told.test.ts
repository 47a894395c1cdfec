import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { message } from '../../src/core/catalogue/catalogue.ts';
import type { ToldProblem } from '../../src/core/news.ts';
import { readTold, toldPlaces, writeTold, type ToldPlaces } from '../../src/store/told.ts';
import { scratchFolder } from './scratch.ts';
import { fieldLines } from '../harness/fields.ts';

const atMs = Date.UTC(2026, 10, 21, 3, 15);

function entry(about: string, own: Partial<ToldProblem> = {}): ToldProblem {
  return {
    kind: 'host',
    about,
    event: false,
    sinceMs: atMs,
    toldAtMs: null,
    code: 'unrecorded',
    params: { text: 'down: 1' },
    causes: ['down: #'],
    text: 'down: 1',
    more: [
      { text: 'failed', codes: ['submitter-failed'] },
      { printed: '' },
      { what: 'retry', command: 'muster run' },
    ],
    goneSinceMs: atMs + 1,
    endedAtMs: null,
    unsteady: true,
    ...own,
  };
}

async function names(from: ToldPlaces): Promise<string[]> {
  return (await readTold(from)).told.map(({ about }) => about);
}

describe('what was told', () => {
  const scratch = scratchFolder();
  let folder: string;
  let places: ToldPlaces;
  let unknown: ToldPlaces;
  beforeEach(() => {
    folder = scratch();
    places = toldPlaces('/srv/Interface.json', join(folder, 'logs'), folder);
    unknown = toldPlaces('/srv/Interface.json', null, folder);
  });

  it('is read as it was written', async () => {
    const told = [entry('a'), entry('b', { kind: 'config', toldAtMs: atMs, endedAtMs: atMs + 2 })];
    assert.equal(await writeTold(places, told, false, atMs), null);
    assert.deepEqual(await readTold(places), { told, problems: [], whole: false });
    assert.equal(existsSync(places.standIn), false);
  });

  it('has the text alone where version 0.1 wrote it', async () => {
    const { code: _code, params: _params, more: _more, ...old } = entry('a', { toldAtMs: atMs });
    await writeTold(places, [old as ToldProblem], false, atMs);
    const { told, problems } = await readTold(places);
    assert.deepEqual([told, problems], [[{ ...old, code: 'unrecorded', params: {}, more: [] }], []]);
  });

  it('nothing, where nothing was', async () =>
    assert.deepEqual(await readTold(places), { told: [], problems: [], whole: false }));

  for (const [what, text] of [
    ['cut off', '{"version": 1, "probl'],
    ['of another version', '{"version": 2}'],
    ['something else', '[1]'],
    [
      'with a strange problem',
      '{"version":1,"writtenAt":null,"because":"","problems":[{"kind":"constructor"}]}',
    ],
  ] as const)
    it(`${what}: it says so and tells all again, and the next one is good`, async () => {
      mkdirSync(join(folder, 'logs'));
      writeFileSync(places.main ?? '', text);
      const { told, problems } = await readTold(places);
      assert.deepEqual(told, []);
      const faults = problems.map(({ code, params }) => [code, params['path'], params['fault']]);
      assert.deepEqual(faults, [['alert-state-lost', places.main, 'broken']]);
      assert.equal(await writeTold(places, [entry('a')], false, atMs), null);
      assert.deepEqual((await readTold(places)).problems, []);
    });

  it('a folder in its place: the stand-in keeps it, that is said, and it ends when it can be written', async () => {
    await writeTold(places, [entry('old')], false, atMs);
    rmSync(places.main ?? '');
    mkdirSync(places.main ?? '');
    assert.equal(await writeTold(places, [entry('a')], false, atMs), null);
    const { told, problems, whole } = await readTold(places);
    assert.deepEqual([told.length, whole], [1, true]);
    const [path, standIn] = [places.main ?? '', places.standIn];
    assert.deepEqual(problems, [
      message('alert-state-lost', { path, fault: 'folder', detail: '' }),
      message('alert-state-kept-elsewhere', { path, error: 'EISDIR', standIn }),
    ]);
    rmSync(places.main ?? '', { recursive: true });
    await writeTold(places, told, whole, atMs + 1);
    assert.deepEqual((await readTold(places)).problems, []);
    assert.deepEqual(await names(places), ['a']);
    assert.equal(existsSync(places.standIn), false);
  });

  it('what ended while the logs could not be written does not come back with them', async () => {
    await writeTold(places, [entry('ended')], false, atMs);
    const stale = readFileSync(places.main ?? '', 'utf8');
    rmSync(join(folder, 'logs'), { recursive: true });
    writeFileSync(join(folder, 'logs'), 'no folder');
    assert.equal(await writeTold(places, [entry('a')], false, atMs + 1), null);
    rmSync(join(folder, 'logs'));
    mkdirSync(join(folder, 'logs'));
    writeFileSync(places.main ?? '', stale);
    assert.deepEqual(await names(places), ['a']);
  });

  it('what was told while Interface.json was broken is added', async () => {
    await writeTold(places, [entry('a'), entry('b')], false, atMs);
    assert.deepEqual(await names(unknown), []);
    await writeTold(unknown, [entry('b', { text: 'later' }), entry('c')], false, atMs + 1);
    const { told } = await readTold(places);
    assert.deepEqual(fieldLines(told, 'about', 'text'), ['a down: 1', 'b later', 'c down: 1']);
  });

  it('a stand-in that says it all still does when Interface.json breaks as well', async () => {
    await writeTold(places, [entry('ended')], false, atMs);
    const stale = readFileSync(places.main ?? '', 'utf8');
    rmSync(places.main ?? '');
    mkdirSync(places.main ?? '');
    await writeTold(places, [entry('a')], false, atMs + 1);
    const { told, whole } = await readTold(unknown);
    await writeTold(unknown, [...told, entry('c')], whole, atMs + 2);
    rmSync(places.main ?? '', { recursive: true });
    writeFileSync(places.main ?? '', stale);
    assert.deepEqual(await names(places), ['a', 'c']);
  });

  it('nowhere to be written: it says that every pass tells it again', async () => {
    writeFileSync(join(folder, 'logs'), 'no folder');
    rmSync(join(folder, '.muster'), { recursive: true, force: true });
    writeFileSync(join(folder, '.muster'), 'no folder');
    const { code, params } = (await writeTold(places, [entry('a')], false, atMs)) ?? {};
    assert.equal(code, 'alert-state-unwritable');
    assert.deepEqual([params?.['path'], params?.['standIn']], [places.main, places.standIn]);
    assert.ok(dirname(places.standIn).startsWith(folder));
  });
});
