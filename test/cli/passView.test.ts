import { PassView } from '../../src/cli/passView.ts';
import { golden } from '../harness/golden.ts';
import { someMessage } from '../harness/messages.ts';
import { vitals } from '../core/worlds.ts';

const seen = (host: string) =>
  ({ step: 'sighted', host, sighting: { kind: 'seen', vitals: vitals('b'), instances: new Map() } }) as const;

describe('how far a pass is, in words', () => {
  golden('passView', {
    'hosts asked of all, those that are left when they are few, and the time to the deadline': () => {
      const view = new PassView(240_000);
      const lines = [view.line(0)];
      const hosts = Array.from({ length: 12 }, (_, index) => `n${index + 1}`);
      view.show({ step: 'asking', hosts });
      lines.push(view.line(19_000));
      for (const host of hosts.slice(0, 9)) view.show(seen(host));
      lines.push(view.line(60_001));
      view.show(seen('n11'));
      lines.push(view.line(300_000));
      view.show(seen('n10'));
      const sighting = { kind: 'down', reason: someMessage() } as const;
      return [...lines, view.show({ step: 'sighted', host: 'n12', sighting }) ?? '', view.told()];
    },
    'launches, several on a host among them': () => {
      const view = new PassView(10_000);
      view.show({ step: 'launching', hosts: ['n1', 'n1', 'n2'] });
      view.show({ step: 'launched', host: 'n1', outcome: 'done' });
      const lines = [view.line(0)];
      view.show({ step: 'launched', host: 'n1', outcome: 'failed' });
      lines.push(view.show({ step: 'launched', host: 'n2', outcome: 'done' }) ?? '');
      return [...lines, view.show({ step: 'settling', hosts: 2 }) ?? '', view.line(0)];
    },
  });
});
