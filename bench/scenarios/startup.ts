import { musterCommand } from '../../test/e2e/site.ts';
import { interleaved, medians, timed } from '../measure.ts';
import type { Startup } from '../results.ts';
import type { Stage } from '../stage.ts';

/** How long a pass waits for a ping when no host answers: muster's default. */
export const pingTimeoutMs = 1000;

/** What it takes to say anything at all, beside node that does nothing. Needs no host that answers. */
export async function startup({ fleet, one, rounds, say }: Stage): Promise<Startup[]> {
  const config = ['-c', one.interfaceFile];
  const commands = {
    node: { name: 'node -e 0', command: [process.execPath, '-e', '0'], codes: [0] },
    version: { name: 'muster --version', command: [...musterCommand, '--version'], codes: [0] },
    check: { name: 'muster check', command: [...musterCommand, 'check', ...config], codes: [0] },
    unreachable: {
      name: 'muster run, no host reachable',
      command: [...musterCommand, 'run', '-q', ...config],
      codes: [0, 69],
    },
  };
  const each = Object.entries(commands);
  say(`start-up: ${rounds} rounds`);
  await Promise.all(one.hosts.map(async (host) => host.cutOff()));
  try {
    const taken = await interleaved(
      each.map(([, { name, command, codes }]) => ({
        rounds,
        async run() {
          const ran = await timed(fleet, { command });
          if (!codes.includes(ran.code)) throw new Error(`${name} ended with ${ran.code}: ${ran.stderr}`);
          return ran;
        },
      })),
    );
    return each.map(([key, { name }], index) => ({ key, name, rounds, ...medians(taken[index]!) }));
  } finally {
    await Promise.all(one.hosts.map(async (host) => host.heal()));
  }
}
