import assert from 'node:assert/strict';
import { countInstances } from '../../src/core/count.ts';
import type { ComponentId } from '../../src/core/types.ts';
import { parseProbe } from '../../src/remote/probe.ts';
import { allocatedBytes } from '../allocated.ts';

describe('the cost of an answer to the probe', () => {
  it('allocates no more than 4 KiB for each process that it lists, however many components there are', () => {
    const answers = 15;
    const processes = 60;
    const answer = Buffer.from(listing(processes));
    const ofComponents = (count: number): number => {
      const components = Array.from({ length: count }, (_, index) => ({
        id: `p/c${index}` as ComponentId,
        key: `pipe0.type-${index}.`,
      }));
      const understand = (): void => {
        for (let each = 0; each < answers; each++) {
          const read = parseProbe(answer, 'nonce');
          assert.ok(read.ok);
          assert.equal(countInstances(read.processes, components).size, 5);
        }
      };
      // What is made of the keys is made once, and not for each host.
      understand();
      const bytes = (): number => allocatedBytes(understand);
      return Math.min(bytes(), bytes(), bytes()) / answers / processes;
    };
    const perProcess = ofComponents(10);
    assert.ok(perProcess < 4096, `${perProcess}`);
    // That it is counted at all.
    assert.ok(perProcess > 500, `${perProcess}`);
    const ofMany = ofComponents(1000);
    assert.ok(ofMany < 1.5 * perProcess, `${ofMany} instead of ${perProcess}`);
  });
});

function listing(processes: number): string {
  const own = ['ops 50 1 Ss 01:00 sshd', 'ops 51 50 R 00:00 sh -s', 'ops 52 51 R 00:00 ps'];
  const others = Array.from(
    { length: processes - own.length },
    (_, index) =>
      `ops ${100 + index} 1 S 1-02:03:11 python3 -u /srv/lta/bin/run.py --key pipe0.type-${index % 5}. --verbose`,
  );
  const rows = [...own, ...others];
  const vitals = 'host=n1 boot=4be7 self=51 clock=1700000000 cores=16 load=0.5';
  return `getmex 1 nonce ${vitals}\n${rows.join('\n')}\ngetmex end nonce ${rows.length}\n`;
}
