import { bringUpFleet } from './fleet.ts';

// A test process that is ended from outside while its fleet is up. Prints the fleet's folder and what it is made of.
async function main(): Promise<void> {
  const fleet = await bringUpFleet({ hosts: ['left-1', 'left-2'] });
  const pids = fleet.hosts.flatMap((host) => host.processes().map(({ outerPid }) => outerPid));
  process.stdout.write(`${JSON.stringify({ dir: fleet.dir, pids })}\n`);
  setInterval(() => {}, 1000);
}

await main();
