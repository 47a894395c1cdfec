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
