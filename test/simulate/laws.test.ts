import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { randomFrom } from '../../src/simulate/random.ts';
import { simulate, type Rehearsal, type Simulated } from '../../src/simulate/simulate.ts';
import { isDeep, runs } from '../harness/sample.ts';
import { Judge } from './judge.ts';
import { configOf, hourMs, minuteMs, rehearsalOf, rehearsals, type } from './rehearsals.ts';
import { forAllAsync } from '../harness/forAll.ts';

describe('laws of simulated passes', function () {
  // Under `npm run test:deep` each is many minutes of work for a busy machine.
  this.timeout(600_000);

  it('the same seed tells the same', async () => {
    await forAllAsync(runs(30, 3), rehearsals(), async (rehearsal) => {
      assert.deepEqual(await simulate(rehearsal), await simulate(rehearsal));
    });
    const config = configOf([type('a', { count: 4 })]);
    const deaths = [{ component: 'p/a', perHour: 10 }] as const;
    const happenings = { outages: [], deaths, failing: [] };
    const ended = async (seed: number): Promise<object> =>
      (await simulate(rehearsalOf(config, { happenings, seed, lastsMs: 3 * hourMs }))).told;
    assert.notDeepEqual(await ended(1), await ended(2));
  });

  it('no component above its count and no host above its hot limit by muster’s doing, at any instant', async () => {
    let launches = 0;
    const often = runs(150, 12);
    await forAllAsync(often, rehearsals(), fc.integer({ min: 1, max: 1000 }), async (rehearsal, luck) => {
      const judge = await judged(rehearsal, luck);
      launches += judge.launches;
      assert.deepEqual(judge.broken, []);
    });
    assert.ok(launches > 10 * often.numRuns, String(launches));
  });

  it('passes that have nothing to do may be left out, and nothing comes of it', async () => {
    await forAllAsync(runs(100, 5), rehearsals(), async (rehearsal) => {
      assert.deepEqual(await simulate(rehearsal), await simulate(rehearsal, { all: true }));
    });
  });

  it('settles where nothing fails and nothing dies, and stays as it is', async () => {
    await forAllAsync(runs(100, 3), rehearsals({ withChance: false }), async (rehearsal) => {
      const came = await simulate(rehearsal);
      assert.ok(came.settled !== null);
      const longer = { ...rehearsal, lastsMs: came.afterMs + 6 * hourMs };
      const after = await simulate(longer, { all: true });
      assert.deepEqual(
        [after.told, after.started, after.settled, placesOf(after)],
        [came.told, came.started, came.settled, placesOf(came)],
      );
    });
  });

  it('what ran on a lost host is replaced at the first pass after lostAfter, and not before', async () => {
    await forAllAsync(
      runs(100, 10),
      fc.constantFrom('power' as const, 'network' as const),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 30 }),
      // What it launched is seen by then.
      fc.integer({ min: 5000, max: 3 * hourMs }),
      async (kind, lostAfterMin, everyMin, fromMs) => {
        const config = configOf([type('a', { count: 2, maxPerHost: 1 })], {
          available: ['h[1-3]'],
          safety: { lostAfter: `${lostAfterMin}m` },
        });
        const outages = [{ kind, hosts: ['h1'], fromMs, untilMs: Infinity }];
        const everyMs = everyMin * minuteMs;
        const seenAtMs = new Map<string, number>();
        const launchedAtMs: number[] = [];
        await simulate(rehearsalOf(config, { everyMs, happenings: { outages, deaths: [], failing: [] } }), {
          between: (world) => (hosts) => ({
            ...hosts,
            async sight(host) {
              const sighting = await hosts.sight(host);
              if (sighting.kind === 'seen') seenAtMs.set(host.name, world.nowMs);
              return sighting;
            },
            launch(order) {
              launchedAtMs.push(world.nowMs);
              return hosts.launch(order);
            },
          }),
        });
        // Lost before it was ever seen it had nothing.
        const lastSeenMs = seenAtMs.get('h1');
        assert.equal(launchedAtMs.length, lastSeenMs === undefined ? 2 : 3);
        if (lastSeenMs === undefined) return;
        const dueMs = lastSeenMs + lostAfterMin * minuteMs;
        assert.equal(launchedAtMs[2], Math.ceil(dueMs / everyMs) * everyMs);
      },
    );
  });
});

if (isDeep)
  describe('a large simulated pass', () => {
    it('launches more than a function takes arguments', async () => {
      const config = {
        ...configOf([type('a', { count: 65_000 }), type('b', { count: 65_000 })], {
          available: ['h[1-3000]'],
        }),
        launchesPerPass: Infinity,
        launchesPerHost: Infinity,
      };
      const { passes, work, settled } = await simulate(rehearsalOf(config));
      assert.deepEqual([passes, work.launches, settled?.pass], [2, 130_000, 2]);
    });
  });

async function judged(rehearsal: Rehearsal, luck: number): Promise<Judge> {
  let judge: Judge | null = null;
  await simulate(rehearsal, {
    between(world) {
      judge = new Judge(rehearsal.config, world);
      return judge.between(randomFrom(luck));
    },
  });
  return judge ?? assert.fail('there was no pass');
}

function placesOf({ census }: Simulated): unknown {
  return census.hosts.map(({ host, components }) => [host, [...components]]);
}
