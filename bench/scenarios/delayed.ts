import { accessTo } from '../access.ts';
import { compare } from '../compare.ts';
import { behindDelay } from '../delay/behind.ts';
import { converge, writeInterface } from '../musterSite.ts';
import type { Results } from '../results.ts';
import type { Stage } from '../stage.ts';

const delayMs = 50;
/** A ping would go another way than everything else: nobody pings. */
const unpinged = { ping: { method: 'none' } };

/** Far hosts: everything arrives 50 ms later, each way. The same without, side by side, tells what a round trip costs. */
export async function delayed(stage: Stage): Promise<NonNullable<Results['delayed']>> {
  const { fleet, subjects, rounds, say } = stage;
  using far = await behindDelay(fleet.hosts, delayMs);
  using near = await behindDelay(fleet.hosts, 0);
  const comparisons = [];
  for (const [name, { places }] of Object.entries({ far, near })) {
    const access = accessTo(fleet, name, fleet.hosts, places);
    writeInterface(access, unpinged);
    await converge(access);
    say(`${name}, ${access.hosts.length} hosts`);
    comparisons.push(await compare(access, subjects, { rounds, say }));
  }
  const [late, direct] = comparisons;
  return { delayMs, ...late!, direct: direct! };
}
