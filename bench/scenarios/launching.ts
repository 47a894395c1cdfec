import { interleaved, medians, settled, type Timed } from '../measure.ts';
import { converge, forget, pass, requireConverged, settleMs } from '../musterSite.ts';
import type { Launching } from '../results.ts';
import type { Stage } from '../stage.ts';

/** The brackets keep it from finding itself. */
const emptyHost = 'pkill -KILL -f "[s]ample-"; pkill -KILL -u ops sleep; rm -rf .muster';

/** Nothing runs and muster knows nothing: one pass brings its scripts to every host and starts an instance on each. */
export async function launching({ access, rounds, say }: Stage): Promise<Launching> {
  const launches: Timed[] = [];
  const [started = [], idle = []] = await interleaved<Timed>([
    {
      rounds,
      async run() {
        say(`launching on ${access.hosts.length} hosts: round ${launches.length + 1} of ${rounds}`);
        await Promise.all(access.hosts.map(async (host) => host.exec(emptyHost)));
        forget(access);
        const launched = await converge(access);
        if (launched.confirmed !== access.hosts.length)
          throw new Error(`${launched.confirmed} of ${access.hosts.length} launches were confirmed`);
        launches.push(launched);
        await settled();
        return launched;
      },
    },
    {
      rounds,
      async run() {
        const ran = await pass(access);
        await requireConverged(access, ran);
        await settled();
        return ran;
      },
    },
  ]);
  return {
    hosts: access.hosts.length,
    rounds,
    launches: access.hosts.length,
    settleMs,
    ...medians(started),
    converged: medians(idle),
  };
}
