import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { soak } from './soak.ts';

describe('soak', () => {
  it('keeps every guarantee while a fixed schedule breaks forty hosts (npm run soak: several hundred passes)', async function () {
    // Bounded by the passes, each of which has a deadline of its own.
    this.timeout(600_000);
    const events: string[] = [];
    const { violation, figures } = await soak(
      { seed: 'short', passes: 18, hosts: 40, restEvery: 18, say: (line) => events.push(line) },
      async () => {},
    );
    assert.equal(violation, null, `${JSON.stringify(violation)}\n${events.slice(-30).join('\n')}`);
    // A soak that launched nothing, killed nothing and cut nothing off would have shown nothing.
    for (const figure of [
      'launches confirmed',
      'instances killed',
      'passes killed',
      'fault: cut',
      'fault: reboot',
    ])
      assert.ok((figures.get(figure) ?? 0) > 0, `${figure}: none`);
  });

  it('what judges muster imports nothing of it', () => {
    const importing = readdirSync(import.meta.dirname).filter((name) =>
      /from '[^']*\b(src|dist)\/|import\('[^']*\b(src|dist)\//.test(
        readFileSync(join(import.meta.dirname, name), 'utf8'),
      ),
    );
    assert.deepEqual(importing, []);
  });
});
