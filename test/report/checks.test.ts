import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  checkMkLine as checkMkBare,
  itemOf,
  nagiosBare,
  type CheckState,
} from '../../src/report/bareAnswer.ts';
import { checkMkLines } from '../../src/report/checkMkText.ts';
import { findingsOf, worstOf, type Checked, type PassTimes } from '../../src/report/checks.ts';
import { nagiosResult } from '../../src/report/nagiosText.ts';
import type { ComponentReport, HostReport, Report } from '../../src/report/document.ts';
import { checkMkLine, pluginOutput } from './checkFormats.ts';
import { component, report, seenHost, unknownHost } from './reports.ts';

const minutes = 60_000;
const inTime: PassTimes = { kind: 'known', ageMs: 2 * minutes, staleMs: 15 * minutes, problems: [] };
const backoff = {
  failures: 2,
  lastAt: '2026-11-21T03:14:00.000Z',
  until: '2026-11-21T03:16:00.000Z',
  why: 'exit 1; no space',
};
const quarantine = { until: backoff.until, components: ['p/a', 'p/b'] as const, why: 'exit 1' };
const short = component('p/a', 2, { running: 1, missing: 1 });

function checked(
  own: Partial<Report> = {},
  passes = inTime,
  debugMode = false,
  after: string[] = [],
): Checked {
  const hosts = [seenHost('n1'), seenHost('n2')];
  return { report: report({ hosts, components: [component('p/a', 2)], ...own }), passes, debugMode, after };
}

describe('what a look is for a monitoring system', () => {
  const cases: readonly (readonly [what: string, state: CheckState, said: RegExp | null, look: Checked])[] = [
    ['all is well', 0, null, checked()],
    ['a component is short', 2, /^short, 1 of 2$/, checked({ components: [short] })],
    ['brownout', 2, /^2 of 2 hosts are unknown/, checked({ brownout: { held: true, unknown: 2, of: 2 } })],
    [
      'brownout, and short as well',
      2,
      /^2 of 2 hosts are unknown/,
      checked({ brownout: { held: true, unknown: 2, of: 2 }, components: [short] }),
    ],
    [
      'no pass for too long',
      2,
      /^no pass for 16 min \(at most 15 min lie between two\)/,
      checked({}, { ...inTime, ageMs: 16 * minutes }),
    ],
    ['a pass just in time', 0, null, checked({}, { ...inTime, ageMs: 15 * minutes })],
    ['no pass yet', 1, /^no pass yet/, checked({}, { kind: 'never' })],
    [
      'no pass yet, and so all is short',
      1,
      /^no pass yet/,
      checked({ components: [short] }, { kind: 'never' }),
    ],
    [
      'the last pass is not known',
      1,
      /^when the last pass was is not known: gone$/,
      checked({}, { kind: 'lost', why: 'gone' }),
    ],
    [
      'the clock was set back',
      1,
      /^the last pass was at a time that comes in 60 min/,
      checked({}, { ...inTime, ageMs: -60 * minutes }),
    ],
    ['debugmode', 1, /^"debugmode" is true/, checked({}, inTime, true)],
    [
      'debugmode, in which passes leave no record',
      1,
      /^"debugmode" is true/,
      checked({}, { ...inTime, ageMs: 60 * minutes }, true),
    ],
    ['a problem of the look', 1, /^no clock$/, checked({ problems: ['no clock'] })],
    [
      'what went wrong after the last pass',
      1,
      /^notify: exit 1$/,
      checked({}, inTime, false, ['notify: exit 1']),
    ],
    [
      'a problem of the last pass',
      1,
      /^the last pass: full$/,
      checked({}, { ...inTime, problems: ['full'] }),
    ],
    [
      'a component backs off, and there is enough of it',
      1,
      /^backing off until .* after 2 failures; last: exit 1; no space/,
      checked({ components: [component('p/a', 2, { backoff })] }),
    ],
    [
      'it backs off on a host',
      1,
      /^backing off on n1 until/,
      checked({ hosts: [seenHost('n1', { backoff: { 'p/a': backoff } })] }),
    ],
    [
      'it backs off somewhere and is short',
      2,
      /^short, 1 of 2/,
      checked({ components: [short], hosts: [seenHost('n1', { backoff: { 'p/a': backoff } })] }),
    ],
    [
      'a host is quarantined',
      1,
      /^n1 quarantined until/,
      checked({ hosts: [seenHost('n1', { quarantine })] }),
    ],
    [
      'hosts are unknown',
      1,
      /^2 hosts \(n\[2-3\]\) silent: no route$/,
      checked({ hosts: [seenHost('n1'), unknownHost('n2', 'no route'), unknownHost('n3', 'no route')] }),
    ],
    ['a host is drained', 0, null, checked({ hosts: [seenHost('n1', { drain: 'disk' })] })],
    [
      'a drained host is unknown and quarantined',
      0,
      null,
      checked({ hosts: [unknownHost('n1', 'no route', { drain: 'disk', quarantine })] }),
    ],
    ['a component is paused', 0, null, checked({ components: [component('p/a', 2, { running: 0 })] })],
    [
      'a component is off, and backs off',
      0,
      null,
      checked({ components: [component('p/a', 2, { on: false, running: 0, backoff })] }),
    ],
  ];
  for (const [what, state, said, look] of cases) {
    it(`${what}: ${['OK', 'WARNING', 'CRITICAL'][state]}`, () => {
      const findings = findingsOf(look);
      assert.equal(worstOf(findings.map((finding) => finding.state)), state);
      if (said === null) assert.deepEqual(findings, []);
      else assert.match(findings[0]?.text ?? '', said);
      assert.equal(nagiosResult(look).state, state);
      const states = checkMkLines(look, 'muster').map((line) => checkMkLine(line).state);
      assert.equal(worstOf(states), state);
    });
  }

  it('one component has one finding, the gravest', () => {
    const components = [component('p/a', 2, { running: 1, missing: 1, backoff })];
    const findings = findingsOf(
      checked({ components, hosts: [seenHost('n1', { backoff: { 'p/a': backoff } })] }),
    );
    assert.deepEqual(
      findings.map(({ state, component: about }) => [state, about]),
      [[2, 'p/a']],
    );
  });
});

describe('the output of a plugin', () => {
  it('is one line where all is well', () => {
    const { lines } = nagiosResult(checked());
    assert.deepEqual(lines, [
      "MUSTER OK - 1 of 1 component met, 2 of 2 hosts seen | 'components_met'=1;;;0;1 'components_short'=0;;0;0;1 " +
        "'instances_missing'=0;;0;0 'hosts_seen'=2;;;0;2 'hosts_unknown'=0;0;;0;2 'hot_slots_used'=0;;;0;4 " +
        "'last_pass_age'=120s;;900;0",
    ]);
  });

  it('tells what counts most on the first line, and all of it below', () => {
    const look = checked({ components: [short], problems: ['the disk | of <logs> is full'] });
    const [first = '', ...below] = nagiosResult(look).lines;
    assert.match(
      first,
      /^MUSTER CRITICAL - 0 of 1 component met, 2 of 2 hosts seen: p\/a short, 1 of 2 \(and 1 more\) \| /,
    );
    assert.deepEqual(below, ['CRITICAL: p/a short, 1 of 2', 'WARNING: the disk ¦ of ‹logs› is full']);
    assert.equal(nagiosResult(look, true).lines.length, 1);
  });

  it('leaves the age of the last pass out where it is not known', () => {
    const output = pluginOutput(nagiosResult(checked({}, { kind: 'never' })).lines.join('\n'));
    assert.ok(!output.perfData.some(({ label }) => label === 'last_pass_age'));
  });

  it('of two thousand hosts with a fault each is one page', () => {
    const hosts = Array.from({ length: 2000 }, (_, index) =>
      unknownHost(`h${index}`, `fault ${index} ${'x'.repeat(500)}`),
    );
    const components = Array.from({ length: 100 }, (_, index) => component(`p/${index}`, 2, { missing: 2 }));
    const text = nagiosResult(checked({ hosts, components })).lines.join('\n');
    assert.ok(Buffer.byteLength(text) < 4096, String(Buffer.byteLength(text)));
    assert.match(text, /\n\d+ more lines: "muster status" tells all$/);
  });
});

const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(arbitrary, { maxLength: 8 });

describe('laws of what monitoring systems are told', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      'a | b',
      '<<<local>>>',
      "'x'=1;2",
      '\\n0 "x" - y',
      '"quoted"',
      '\ud800',
      '(!!)',
      '|',
      '+7c+',
      '\u202e',
      'é'.repeat(900),
    ),
  );
  const waits = fc.record({
    failures: fc.nat(9),
    lastAt: fc.constant(backoff.lastAt),
    until: fc.constant(backoff.until),
    why: nasty,
  });
  /** What may be the name of a type. */
  const typeName = nasty.map((text) => text.replaceAll(/[/\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ''));
  const components: fc.Arbitrary<ComponentReport[]> = fc
    .uniqueArray(
      fc.tuple(typeName, fc.nat(5), fc.nat(3), fc.boolean(), fc.option(waits, { nil: undefined })),
      {
        maxLength: 8,
        selector: ([name]) => name,
      },
    )
    .map((rows) =>
      rows.map(([name, running, missing, on, wait]) =>
        component(`p/${name}`, running + missing, {
          running,
          missing: on ? missing : 0,
          on,
          ...(wait && { backoff: wait }),
        }),
      ),
    );
  const hosts: fc.Arbitrary<HostReport[]> = some(
    fc
      .tuple(nasty, nasty, fc.boolean(), fc.boolean(), fc.boolean())
      .map(([name, reason, isSeen, isDrained, isOut]) => ({
        ...(isSeen ? seenHost(name) : unknownHost(name, reason)),
        ...(isDrained && { drain: reason }),
        ...(isOut && { quarantine: { ...quarantine, why: reason } }),
      })),
  );
  const passes: fc.Arbitrary<PassTimes> = fc.oneof(
    fc.record({
      kind: fc.constant('known' as const),
      ageMs: fc.integer({ min: -1e9, max: 1e9 }),
      staleMs: fc.nat(1e7),
      problems: some(nasty),
    }),
    fc.constant({ kind: 'never' as const }),
    fc.record({ kind: fc.constant('lost' as const), why: nasty }),
  );
  const looks: fc.Arbitrary<Checked> = fc
    .tuple(components, hosts, some(nasty), fc.boolean(), passes, fc.boolean(), some(nasty))
    .map(([parts, all, problems, held, times, debug, after]) => ({
      report: report({ components: parts, hosts: all, problems, brownout: { held, unknown: 2, of: 3 } }),
      passes: times,
      debugMode: debug,
      after,
    }));

  it('Nagios: a strict reader understands all of it, the state is the worst of its lines, and it is one page', () => {
    fc.assert(
      fc.property(looks, (look) => {
        const { state, lines } = nagiosResult(look);
        const text = lines.join('\n');
        const output = pluginOutput(text);
        assert.equal(output.state, state);
        assert.equal(output.perfData.length, look.passes.kind === 'known' ? 7 : 6);
        assert.equal(state, worstOf(findingsOf(look).map((finding) => finding.state)));
        assert.ok(Buffer.byteLength(text) < 4096);
        assert.equal(Buffer.from(text).toString(), text, 'valid UTF-8');
      }),
    );
  });

  it('Checkmk: a strict reader understands every line, and every service has a name of its own', () => {
    fc.assert(
      fc.property(looks, nasty, (look, name) => {
        const lines = checkMkLines(look, `x${name}`).map(checkMkLine);
        assert.equal(lines.length, 1 + look.report.components.length);
        assert.equal(new Set(lines.map(({ item }) => item)).size, lines.length);
        assert.equal(
          worstOf(lines.map(({ state }) => state)),
          worstOf(findingsOf(look).map((finding) => finding.state)),
        );
      }),
    );
  });

  it('names of services differ where what they name does', () => {
    fc.assert(
      fc.property(nasty, nasty, (one, other) => {
        assert.equal(itemOf(one) === itemOf(other), one === other);
      }),
      { examples: [['|', '+7c+']] },
    );
  });

  it('what cannot be told is UNKNOWN on a line that is understood', () => {
    fc.assert(
      fc.property(some(nasty), (reasons) => {
        const output = pluginOutput(nagiosBare(3, reasons).join('\n'));
        assert.deepEqual([output.state, output.perfData], [3, []]);
        assert.equal(checkMkLine(checkMkBare(3, 'x', '-', reasons)).state, 3);
      }),
    );
  });
});
