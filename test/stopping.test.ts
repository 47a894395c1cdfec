import assert from 'node:assert/strict';
import { remember } from '../src/core/memory.ts';
import { emptyMemory } from '../src/core/types.ts';
import type { Instance, Sighting, Stop, StopOutcome } from '../src/core/types.ts';
import type { Config } from '../src/interface/config.ts';
import type { PassPorts } from '../src/pass.ts';
import type { StopOrder } from '../src/remote/port.ts';
import type { StopAnswer } from '../src/remote/stop.ts';
import { stopWave } from '../src/stopping.ts';
import { component, host, nowMs, unknown, vitals, wanted } from './core/worlds.ts';
import { fieldOf, fieldLines } from './harness/fields.ts';

describe('what is said of a stop', () => {
  const answers: readonly [StopAnswer['outcome'], number[][] | null, StopOutcome['outcome']][] = [
    ['stopped', [], 'stopped'],
    ['killed', [], 'killed'],
    ['gone', [], 'gone'],
    // Whatever a host says, what is seen decides.
    ['stopped', [[8]], 'failed'],
    ['killed', [[8]], 'failed'],
    ['gone', [[7, 8]], 'failed'],
    ['gone', [[8]], 'failed'],
    ['unknown', [], 'stopped'],
    ['unknown', [[7, 8]], 'unknown'],
    ['unknown', null, 'unknown'],
    ['stopped', null, 'stopped'],
    ['refused', [[7, 8]], 'refused'],
    // Another instance has come up there meanwhile.
    ['stopped', [[9]], 'stopped'],
    ['gone', [[9]], 'gone'],
  ];
  for (const [answer, left, said] of answers)
    it(`${said} where the host says ${answer} and ${left === null ? 'is silent then' : `there is ${JSON.stringify(left)}`}`, async () => {
      const later = left === null ? silent : sightingOf(left);
      const { stopped } = await wave({ answer, before: [[7, 8]], later });
      assert.deepEqual(fieldLines(stopped, 'pid', 'outcome'), [`7 ${said}`]);
    });

  it('is written down before it is sent, and no longer once the host has refused', async () => {
    const { saved, memory } = await wave({
      answer: 'refused',
      before: [[7, 8]],
      later: sightingOf([[7, 8]]),
    });
    assert.deepEqual(saved, [[[7, 8]]]);
    assert.deepEqual(memory.stops, []);
    const sent = await wave({ answer: 'unknown', before: [[7, 8]], later: silent });
    assert.deepEqual(fieldOf(sent.memory.stops, 'pids'), [[7, 8]]);
  });

  it('what was not seen is not stopped, and what is counted for another component is not sent', async () => {
    assert.deepEqual((await wave({ answer: 'stopped', before: [[6]], later: silent })).orders, []);
    const shared = await wave({ answer: 'stopped', before: [[7, 8]], also: [[8]], later: silent });
    assert.deepEqual(shared.orders, []);
    assert.deepEqual(fieldOf(shared.stopped, 'outcome'), ['refused']);
    const beside = await wave({ answer: 'stopped', before: [[7, 8], [12]], also: [[9]], later: silent });
    assert.deepEqual(
      beside.orders.map(({ targets, spare }) => [targets.map(({ pid }) => pid), spare]),
      [[[7], [12, 9]]],
    );
  });
});

const silent: Sighting = unknown();

function sightingOf(a: number[][], b: number[][] = []): Sighting {
  return {
    kind: 'seen',
    vitals: vitals('boot-1'),
    instances: new Map([
      ['p/a', instancesOf(a)],
      ['p/b', instancesOf(b)],
    ]),
  };
}

function instancesOf(all: number[][]): Instance[] {
  return all.map((pids) => ({ pid: pids[0] as number, pids, elapsedS: 60 }));
}

/** Stops process 7 of `p/a` on a host where these instances of it, and also these of `p/b`, were seen. */
async function wave(given: {
  answer: StopAnswer['outcome'];
  before: number[][];
  also?: number[][];
  later: Sighting;
}) {
  const components = [component('p/a'), component('p/b')];
  const hosts = [host('n1')];
  // No more than a wave of stops asks of it.
  const config = { ...wanted({ hosts, components }), fanoutHosts: 4 } as unknown as Config;
  const stop: Stop = { action: 'stop', component: 'p/a', host: 'n1', pid: 7, reasons: [] };
  const saved: (readonly number[])[][] = [];
  const orders: StopOrder[] = [];
  const ports = {
    hosts: {
      through: async () => null,
      sight: async () => given.later,
      stop: async (order: StopOrder) => {
        orders.push(order);
        return order.targets.map(() => ({ outcome: given.answer }));
      },
    },
    log: { write() {} },
    now: () => nowMs,
    signal: new AbortController().signal,
    endsAtMs: nowMs + 1000,
    progress() {},
  } as unknown as PassPorts;
  const sightings = new Map([['n1', sightingOf(given.before, given.also)]]);
  const known = {
    memory: remember(emptyMemory, config, sightings, nowMs).memory,
    sightings,
    save: async ({ stops }: typeof emptyMemory) =>
      void saved.push(orders.length === 0 ? stops.map(({ pids }) => pids) : []),
  };
  return { ...(await stopWave(config, [stop], known, ports)), saved, orders };
}
