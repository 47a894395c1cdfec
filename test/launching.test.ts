import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import type { ConfigHost } from '../src/interface/config.ts';
import { sightAll } from '../src/launching.ts';
import { seen } from './core/worlds.ts';
import { configOf, small } from './interface/samples.ts';

/** Those whose names begin with b lie behind one jump host. */
async function through({ name }: ConfigHost): Promise<string | null> {
  return name.startsWith('b') ? 'gw' : null;
}

describe('looking at hosts', () => {
  it('what waits for a jump host keeps nobody else waiting, and each lane has its own limit', async () => {
    const names = ['b1', 'b2', 'b3', 'd1', 'd2', 'd3'];
    const { hosts } = configOf({ ...small, available: names });
    let direct = 0;
    const directSeen = new EventEmitter();
    const allDirectAreSeen = once(directSeen, 'all');
    const under = { b: 0, d: 0 };
    const most = { b: 0, d: 0 };
    const sight = async ({ name }: ConfigHost) => {
      const lane = name.startsWith('b') ? 'b' : 'd';
      most[lane] = Math.max(most[lane], ++under[lane]);
      if (lane === 'b') await allDirectAreSeen;
      else if (++direct === 3) directSeen.emit('all');
      await new Promise((resolve) => setImmediate(resolve));
      under[lane]--;
      return seen({});
    };
    const sightings = await sightAll(hosts, 2, { hosts: { sight, through }, progress() {} });
    assert.deepEqual([...sightings.keys()], names);
    assert.deepEqual(most, { b: 2, d: 2 });
  });
});
