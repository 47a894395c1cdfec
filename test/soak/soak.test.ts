import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../harness/needs.ts';
import { isDeep, seed } from '../harness/sample.ts';
import { turnOf } from './schedule.ts';
import { soak } from './soak.ts';

/** A soak that kills nothing and cuts nothing off shows nothing. */
const least = ['kill', 'cut', 'reboot', 'killPass'] as const;

describe('soak', () => {
  needs('root');

  it('keeps every guarantee while a schedule breaks the hosts (npm run soak: several hundred passes)', async function () {
    // Bounded by the passes, each of which has a deadline of its own.
    this.timeout(isDeep ? 7_200_000 : 600_000);
    const size = isDeep ? { passes: 400, hosts: 40, restEvery: 25 } : { passes: 4, hosts: 8, restEvery: 4 };
    const events: string[] = [];
    const { violation, figures } = await soak(
      { seed: scheduleWith(size.passes), ...size, say: (line) => events.push(line) },
      async () => {},
    );
    assert.equal(violation, null, `${JSON.stringify(violation)}\n${events.slice(-30).join('\n')}`);
    assert.ok((figures.get('launches confirmed') ?? 0) > 0);
  });
});

describe('what judges muster in the soak', () => {
  it('imports nothing of it', () => {
    const importing = readdirSync(import.meta.dirname).filter((name) =>
      /from '[^']*\b(src|dist)\/|import\('[^']*\b(src|dist)\//.test(
        readFileSync(join(import.meta.dirname, name), 'utf8'),
      ),
    );
    assert.deepEqual(importing, []);
  });
});

/** The first schedule of the run's seed in which all of `least` happen, and no brownout, in which nothing is launched. */
function scheduleWith(passes: number): string {
  for (let nth = 0; ; nth++) {
    const name = `${seed} ${nth}`;
    const turns = Array.from({ length: passes }, (_, turn) => turnOf(name, turn + 1));
    const kinds = new Set(
      turns.flatMap(({ faults, meddling }) => [...faults.map(({ kind }) => kind), meddling?.kind]),
    );
    if (least.every((kind) => kinds.has(kind)) && (isDeep || !kinds.has('brownout'))) return name;
  }
}
