import { accessTo, type Access } from '../access.ts';
import { compare } from '../compare.ts';
import { behindDelay, type Delayed } from '../delay/behind.ts';
import { converge, writeInterface } from '../musterSite.ts';
import type { Results } from '../results.ts';
import type { Stage } from '../stage.ts';
import { inTurns } from '../turns.ts';

const delayMs = 50;
/** A ping would go another way than everything else: nobody pings. */
const unpinged = { ping: { method: 'none' } };

/** Far hosts: everything arrives 50 ms later, each way. The same without, in turns, tells how many round trips a program waits for. */
export async function delayed(stage: Stage): Promise<NonNullable<Results['delayed']>> {
  const { fleet, subjects, rounds, say } = stage;
  using far = await behindDelay(fleet.hosts, delayMs);
  using near = await behindDelay(fleet.hosts, 0);
  const parts = [await behind('far', far), await behind('near', near)];
  const [late, direct] = await inTurns(rounds, parts, subjects, async (access, turned, round) => {
    say(`round ${round + 1} of ${rounds}: ${access === parts[0] ? delayMs : 0} ms each way`);
    return compare(access, turned, { rounds: 1, say });
  });
  return { delayMs, ...late!, direct: direct! };

  async function behind(name: string, { places }: Delayed): Promise<Access> {
    const access = accessTo(fleet, name, fleet.hosts, places);
    writeInterface(access, unpinged);
    await converge(access);
    return access;
  }
}
