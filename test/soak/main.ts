import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { soak } from './soak.ts';

// npm run soak: several hundred passes. SOAK_SEED replays a run, SOAK_PASSES and SOAK_HOSTS set its size, SOAK_SAY=1 tells
// every event as it happens.

const seed = process.env['SOAK_SEED'] ?? String(Date.now());
const passes = Number(process.env['SOAK_PASSES'] ?? 400);
const hosts = Number(process.env['SOAK_HOSTS'] ?? 40);
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

print(`soak: ${passes} passes on ${hosts} hosts, seed ${seed} (to replay: SOAK_SEED=${seed} npm run soak)`);
const { violation, pass, figures, wallMs } = await soak(
  { seed, passes, hosts, restEvery: 25, say: (line) => process.env['SOAK_SAY'] && print(line) },
  async ({ guarantee, what }, events, folder) => {
    const kept = mkdtempSync(join(tmpdir(), 'muster-soak-'));
    cpSync(folder, kept, { recursive: true });
    print(`VIOLATION (${guarantee}): ${what}`);
    print(`The last events:\n  ${events.slice(-40).join('\n  ')}`);
    print(`The folder of the passes was kept: ${kept}`);
  },
);
for (const [figure, count] of [...figures].toSorted()) print(`${String(count).padStart(7)}  ${figure}`);
print(
  `soak: ${pass} passes in ${Math.round(wallMs / 1000)} s, ${violation ? 1 : 0} violations, seed ${seed}`,
);
process.exitCode = violation ? 1 : 0;
