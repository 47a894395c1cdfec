import assert from 'node:assert/strict';
import { goalsOf } from '../../bench/goals.ts';
import type { Measured, Results, Startup } from '../../bench/results.ts';
import { measured } from './measured.ts';

describe('what muster is to reach', () => {
  it('is judged by the figures, each line by its own', () =>
    assert.deepEqual(rowsOf(given({})), [
      ['converged pass on 200 hosts, wall, beside floor', '≤ 1.25 ×', '1.25 × (5.00 s, 4.00 s)', true],
      ['converged pass on 200 hosts, wall, beside pdsh', '≤ 0.35 ×', '0.25 × (5.00 s, 20.00 s)', true],
      ['converged pass on 200 hosts, wall, beside ssh', '≤ 0.2 ×', '0.10 × (5.00 s, 50.00 s)', true],
      [
        'processor time for each host beyond start-up, of 1000 hosts',
        '≤ 6 ms',
        '6.0 ms (pdsh: 75.0 ms)',
        true,
      ],
      ['a quarter of 200 hosts dead, wall beyond that of all alive', '≤ 1.2 s', '1.20 s', true],
      ['memory at 1000 hosts, resident', '≤ 200 MiB', '200 MiB', true],
      ['16 to 1000 hosts, growth of the wall time', '≤ 62.50 ×', '50.00 ×', true],
      ['16 to 1000 hosts, growth of the processor time', '≤ 62.50 ×', '31.20 ×', true],
      ['`muster check`, start to end, beside `node -e 0`', '≤ 2 ×', '2.00 ×', true],
      [
        '`muster run` with no host reachable, without the ping time-out, beside `node -e 0`',
        '≤ 3 ×',
        '3.00 ×',
        true,
      ],
    ]));

  it('is not reached by a little more', () => {
    const worse = given({ more: 1 });
    assert.deepEqual(
      goalsOf(worse).filter(({ met }) => met !== false),
      goalsOf(worse).filter(({ what }) => /beside (pdsh|ssh)$|growth/.test(what)),
    );
  });

  it('is not told of what was not measured, nor of one size alone', () => {
    const rows = goalsOf({});
    assert.ok(rows.length > 0);
    for (const { measured, met } of rows) assert.deepEqual({ measured, met }, { measured: null, met: null });
    const { converged = [] } = given({});
    assert.ok(
      !rowsOf({ converged: converged.slice(0, 1) }).some(([what]) => String(what).includes('growth')),
    );
  });

  it('names the number of hosts that was really measured', () => {
    const { converged = [] } = given({});
    const [what] = rowsOf({ converged: converged.slice(0, 1) })[0] ?? [];
    assert.equal(what, 'converged pass on 16 hosts, wall, beside floor');
  });
});

function rowsOf(results: Results): unknown[][] {
  return goalsOf(results).map(({ what, toReach, measured, met }) => [what, toReach, measured, met]);
}

/** Figures that just reach all there is to reach, and `more` than that, in ms and MiB. */
function given({ more = 0 }: { more?: number }): Results {
  const few = [of('muster', 500, 200), of('floor', 400, 100)];
  const some = [of('muster', 5000 + more, 1300), of('floor', 4000, 500), of('pdsh', 20_000, 15_000)];
  const many = of('muster', 25_000, 6240 + more, 246, 200 + more);
  const dead = (share: number, wallMs: number) => ({
    dead: share,
    hosts: 200,
    outcomes: [of('muster', wallMs, 1)],
  });
  return {
    converged: [
      { hosts: 16, outcomes: few },
      { hosts: 200, outcomes: [...some, of('ssh', 50_000, 20_000)] },
      { hosts: 1000, outcomes: [many, of('pdsh', 100_000, 74_935, 10)] },
    ],
    dead: [dead(0, 3000), dead(0.1, 9000), dead(0.25, 4200 + more)],
    startup: [startup('node', 40), startup('check', 80 + more), startup('unreachable', 1120 + more)],
  };
}

function of(key: string, wallMs: number, processorMs: number, oneHostMs = 100, residentMiB = 1): Measured {
  const oneHost = { wallMs: 1, processorMs: oneHostMs };
  const memory = { pssMiB: 1, residentMiB };
  return measured(key, wallMs, { processorMs, oneHost, memory });
}

function startup(key: string, wallMs: number): Startup {
  return { key, name: key, rounds: 1, wallMs, processorMs: 1 };
}
