import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Boot } from '../../src/clock.ts';
import { message } from '../../src/core/catalogue/catalogue.ts';
import { keepState, recallState, statePlaces } from '../../src/store/keeper.ts';
import { launchIds, memoryOf, nowMs } from './memories.ts';
import { scratchFolder } from './scratch.ts';

describe('where the state is kept', () => {
  const folder = scratchFolder();
  const places = () => statePlaces(join(folder(), 'logs'), join(folder(), 'home'));

  it('in the logs folder, and nowhere else', async () => {
    assert.equal(await keepState(places(), memoryOf('a'), 'default', nowMs), null);
    assert.equal(existsSync(places().standIn), false);
    const { memory, problems } = await recallState(places(), nowMs, false);
    assert.deepEqual([launchIds(memory), problems], [['a'], []]);
  });

  it('in the home while the logs folder cannot be written, and back again', async () => {
    await keepState(places(), memoryOf('old'), 'default', nowMs - 2000);
    // A folder in its place: the file can be read no more, nor replaced.
    const { main, standIn } = places();
    rmSync(main);
    mkdirSync(main);
    const problem = await keepState(places(), memoryOf('new'), 'default', nowMs - 1000);
    assert.deepEqual(problem, message('state-kept-elsewhere', { path: main, error: 'EISDIR', standIn }));
    assert.ok(standIn.startsWith(join(folder(), 'home/.muster/control/')));
    assert.deepEqual(launchIds((await recallState(places(), nowMs, true)).memory), ['new']);
    rmSync(main, { recursive: true });
    assert.equal(await keepState(places(), memoryOf('newest'), 'default', nowMs), null);
    assert.equal(existsSync(standIn), false);
    assert.deepEqual(launchIds((await recallState(places(), nowMs, true)).memory), ['newest']);
  });

  it('of two, that of the longer uptime is believed, whatever the clock was set to meanwhile', async () => {
    await keepState(places(), memoryOf('ahead'), 'default', nowMs + 14_400_000, upFor(1000));
    const unwritable = { ...places(), main: '/dev/null/state.json' };
    await keepState(unwritable, memoryOf('later'), 'default', nowMs, upFor(2000));
    assert.deepEqual(launchIds((await recallState(places(), nowMs, true)).memory), ['later']);
  });

  it('of two, what was written last is believed', async () => {
    const { main, standIn } = places();
    const swapped = { main: standIn, standIn: main };
    await keepState(places(), memoryOf('earlier'), 'default', nowMs - 1000);
    const text = readFileSync(main, 'utf8');
    await keepState(swapped, memoryOf('later'), 'default', nowMs);
    writeFileSync(main, text);
    assert.deepEqual(launchIds((await recallState(places(), nowMs, true)).memory), ['later']);
  });

  it('nowhere: both are named', async () => {
    mkdirSync(dirname(places().main), { recursive: true });
    mkdirSync(places().main);
    writeFileSync(join(folder(), 'home'), 'a file');
    const { code, params } = (await keepState(places(), memoryOf('a'), 'default', nowMs)) ?? {};
    assert.equal(code, 'state-unwritable');
    assert.deepEqual([params?.['path'], params?.['error']], [places().main, 'EISDIR']);
    assert.equal(params?.['standIn'], places().standIn);
    assert.match(String(params?.['standInError']), /^E(NOTDIR|EXIST)$/);
  });
});

function upFor(uptimeMs: number): Boot {
  return { id: 'boot-1', uptimeMs };
}
