import assert from 'node:assert/strict';
import { PassView } from '../../src/cli/passView.ts';
import { vitals } from '../core/worlds.ts';

const seen = (host: string) =>
  ({ step: 'sighted', host, sighting: { kind: 'seen', vitals: vitals('b'), instances: new Map() } }) as const;

describe('how far a pass is, in words', () => {
  it('hosts asked of all, those that are left when they are few, and the time to the deadline', () => {
    const view = new PassView(240_000);
    assert.equal(view.line(0), '');
    const hosts = Array.from({ length: 12 }, (_, index) => `n${index + 1}`);
    view.show({ step: 'asking', hosts });
    assert.equal(view.line(19_000), '0 of 12 hosts asked; 3:41 left');
    for (const host of hosts.slice(0, 9)) assert.equal(view.show(seen(host)), null);
    assert.equal(view.line(60_001), '9 of 12 hosts asked, waiting for n[10-12]; 3:00 left');
    view.show(seen('n11'));
    assert.equal(view.line(300_000), '10 of 12 hosts asked, waiting for n[10,12]; 0:00 left');
    view.show(seen('n10'));
    const told = view.show({ step: 'sighted', host: 'n12', sighting: { kind: 'down', reason: 'no answer' } });
    assert.equal(told, '12 of 12 hosts asked: 11 seen, 1 down');
    assert.equal(view.told(), '12 of 12 hosts asked');
  });

  it('launches, several on a host among them', () => {
    const view = new PassView(10_000);
    view.show({ step: 'launching', hosts: ['n1', 'n1', 'n2'] });
    view.show({ step: 'launched', host: 'n1', outcome: 'done' });
    assert.equal(view.line(0), '1 of 3 launches answered, waiting for n[1-2]; 0:10 left');
    view.show({ step: 'launched', host: 'n1', outcome: 'failed' });
    assert.equal(
      view.show({ step: 'launched', host: 'n2', outcome: 'done' }),
      '3 of 3 launches answered: 2 done, 1 failed',
    );
    assert.equal(
      view.show({ step: 'settling', hosts: 2 }),
      'waiting for what was launched to settle on 2 hosts',
    );
    assert.equal(view.line(0), 'waiting for what was launched to settle; 0:10 left');
  });
});
