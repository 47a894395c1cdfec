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
  readonly code?: string;
  readonly params?: object;
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
  if (!answer.ok) {
    const { code, params } = answer.reason;
    return assert.deepEqual([expected.ok, expected.code, expected.params], [false, code, params]);
  }
  assert.equal(answer.ok, expected.ok);
  assert.equal(answer.processes.length, expected.processes);
  assert.deepEqual({ ...answer.vitals, ...expected.vitals }, answer.vitals);
  for (const [key, instances] of Object.entries(expected.instances ?? {})) {
    const counted = countInstances(answer.processes, [{ id: 'pipe0/type', key }]);
    assert.deepEqual(counted.get('pipe0/type') ?? [], instances, `instances of ${key}`);
  }
}
