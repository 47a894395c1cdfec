import { medians, settled, type Timed } from '../measure.ts';
import { forget, lastPass, pass, settleMs, whyNotConverged } from '../musterSite.ts';
import type { Launching } from '../results.ts';
import type { Stage } from '../stage.ts';

/** The brackets keep it from finding itself. */
const emptyHost = 'pkill -KILL -f "[s]ample-"; pkill -KILL -u ops sleep; rm -rf .muster';

/**
 * Nothing runs and muster knows nothing: one pass brings its scripts to every host and starts an instance on each. The pass after it
 * finds nothing to do.
 */
export async function launching({ access, rounds, say }: Stage): Promise<Launching> {
  const started: Timed[] = [];
  const idle: Timed[] = [];
  let incomplete = 0;
  while (started.length < rounds) {
    say(`launching on ${access.hosts.length} hosts: round ${started.length + 1} of ${rounds}`);
    await Promise.all(access.hosts.map(async (host) => host.exec(emptyHost)));
    forget(access);
    const first = await pass(access);
    const { confirmed = 0 } = (await lastPass(access)).outcomes;
    await settled();
    const second = await pass(access);
    const problem = await whyNotConverged(access, second, access.hosts.length);
    await settled();
    if (confirmed === access.hosts.length && problem === null) {
      started.push(first);
      idle.push(second);
      continue;
    }
    const why = `${confirmed} of ${access.hosts.length} launches were confirmed; ${problem ?? 'then all were there'}`;
    if ((incomplete += 1) > rounds) throw new Error(why);
    say(`not counted: ${why}`);
  }
  const hosts = access.hosts.length;
  return {
    hosts,
    rounds,
    incomplete,
    launches: hosts,
    settleMs,
    ...medians(started),
    converged: medians(idle),
  };
}
