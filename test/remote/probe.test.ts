import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countInstances } from '../../src/core/count.ts';
import type { Instance, Vitals } from '../../src/core/types.ts';
import { parsePlainListing, parseProbe } from '../../src/remote/probe.ts';

/** What is expected of one recorded answer; `instances` is by key. */
interface Case {
  readonly origin: string;
  readonly nonce?: string;
  readonly plain?: boolean;
  readonly ok: boolean;
  readonly reason?: string;
  readonly processes?: number;
  readonly vitals?: Partial<Vitals>;
  readonly instances?: Record<string, readonly Instance[]>;
}

describe('what hosts answered to the probe', () => {
  const folder = join(import.meta.dirname, '../cases/probe');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const expected = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case;
    const output = readFileSync(join(folder, file.replace('.json', '.txt')));
    it(`${file.replace('.json', '')}: ${expected.origin}`, () => check(output, expected));
  }
});

describe('parseProbe', () => {
  const nonce = '00112233aabbccdd';
  const answer = (rows: readonly string[]) =>
    Buffer.from(
      [
        `getmex 1 ${nonce} host=a self=1`,
        'j 1 0 S 00:00 sh -s',
        ...rows,
        `getmex end ${nonce} ${rows.length + 1}\n`,
      ].join('\n'),
    );

  it('takes for ten times the processes no more than in proportion', () => {
    const [some = 0, many = Infinity] = [5_000, 50_000].map((processes) => {
      const rows = Array.from({ length: processes }, (_, n) => {
        return `j ${n + 2} 0 Ssl 1-02:03:04 java -Xmx4g -cp ${'/opt/lib/some.jar:'.repeat(10)} Main ${n}`;
      });
      const output = answer(rows);
      return fastestMs(() => assert.equal(processesOf(output).length, processes));
    });
    // Were it to the square, it would be a hundred times.
    assert.ok(many < 40 * some, `${many} ms beside ${some} ms`);
  });

  it('stays fast whatever a line holds', () => {
    const million = 1_000_000;
    const rows = [
      'x'.repeat(million),
      ' '.repeat(million),
      `j 2${' '.repeat(million)}`,
      '1 '.repeat(million),
    ];
    const long = `j 3 0 S 00:01 ${'key '.repeat(million / 4)}`;
    const output = answer([...rows, long]);
    const elapsed = fastestMs(() => assert.ok(processesOf(output).some(({ pid }) => pid === 3)));
    assert.ok(elapsed < 200, `took ${elapsed} ms`);
  });

  it('survives a chain and a circle of 5,000 parents', () => {
    const chain = Array.from({ length: 5_000 }, (_, n) => `j ${n + 2} ${n + 1} S 00:01 own`);
    assert.deepEqual(processesOf(answer(chain)), []);
    const circle = Array.from(
      { length: 5_000 },
      (_, n) => `j ${n + 2} ${((n + 1) % 5_000) + 2} S 00:01 other`,
    );
    assert.equal(processesOf(answer(circle)).length, 5_000);
  });

  it('refuses an answer cut off at any byte but the last newline', () => {
    const output = answer(['j 2 0 S 00:01 bundler', 'j 3 0 S 00:01 relay é']);
    for (let bytes = 0; bytes < output.length - 1; bytes++) {
      assert.equal(parseProbe(output.subarray(0, bytes), nonce).ok, false, `after ${bytes} bytes`);
    }
    assert.equal(parseProbe(output, nonce).ok, true);
  });

  function processesOf(output: Buffer) {
    const read = parseProbe(output, nonce);
    assert.ok(read.ok);
    return read.processes;
  }
});

function check(output: Buffer, expected: Case) {
  const answer = expected.plain ? parsePlainListing(output) : parseProbe(output, expected.nonce ?? '');
  if (!answer.ok) return assert.deepEqual(answer, { ok: expected.ok, reason: expected.reason });
  assert.equal(answer.ok, expected.ok);
  assert.equal(answer.processes.length, expected.processes);
  assert.deepEqual({ ...answer.vitals, ...expected.vitals }, answer.vitals);
  for (const [key, instances] of Object.entries(expected.instances ?? {})) {
    const counted = countInstances(answer.processes, [{ id: 'pipe0/type', key }]);
    assert.deepEqual(counted.get('pipe0/type') ?? [], instances, `instances of ${key}`);
  }
}

/** The best of several runs: the others measure what else this machine is doing. */
function fastestMs(run: () => void): number {
  return Math.min(
    ...Array.from({ length: 7 }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
  );
}
