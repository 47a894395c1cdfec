import assert from 'node:assert/strict';
import { simulate } from '../../src/simulate/simulate.ts';
import { configOf, rehearsalOf, type } from './rehearsals.ts';

describe('groups in a simulation', () => {
  it('what would report itself ready is so as soon as it runs, so that what comes after it is started', async () => {
    const loaded = configOf([
      type('bridge', { count: 2 }),
      type('agent', { count: 3, after: ['p/bridge'] }),
      type('master', { after: ['p/agent'] }),
    ]);
    const components = loaded.components.map((each) => ({ ...each, readiness: 'reported' as const }));
    const { census, told, settled } = await simulate(rehearsalOf({ ...loaded, components }));
    const running = [...census.totals].map(([id, tally]) => `${id} ${tally.running}`);
    assert.deepEqual(running, ['p/bridge 2', 'p/agent 3', 'p/master 1']);
    assert.notEqual(settled, null);
    assert.ok(told.length > 0);
  });
});
