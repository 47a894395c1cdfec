import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Code } from '../../src/core/catalogue/catalogue.ts';
import {
  checkMkLine as checkMkBare,
  itemOf,
  nagiosBare,
  type CheckState,
} from '../../src/report/bareAnswer.ts';
import { checkMkLines } from '../../src/report/checkMkText.ts';
import { findingsOf, worstOf, type Checked, type PassTimes } from '../../src/report/checks.ts';
import type { Report } from '../../src/report/document.ts';
import { nagiosResult } from '../../src/report/nagiosText.ts';
import { golden } from '../harness/golden.ts';
import { someMessage } from '../harness/messages.ts';
import { anyReport } from './anyReport.ts';
import { checkMkLine, pluginOutput } from './checkFormats.ts';
import { backoff, component, quarantine, report, seenHost, short, unknownHost } from './reports.ts';
import { forAll } from '../harness/forAll.ts';
import { fieldLines } from '../harness/fields.ts';

const minutes = 60_000;
const inTime = { kind: 'known', ageMs: 2 * minutes, staleMs: 15 * minutes, problems: [] } as const;
const known = (own: Partial<PassTimes & { kind: 'known' }>): PassTimes => ({ ...inTime, ...own });

interface Own extends Partial<Report>, Partial<Omit<Checked, 'report'>> {}

function checked({ passes = inTime, debugMode = false, after = [], ...own }: Own = {}): Checked {
  const hosts = [seenHost('n1'), seenHost('n2')];
  return { report: report({ hosts, components: [component('p/a', 2)], ...own }), passes, debugMode, after };
}

const isShort = { components: [short('p/a', 2, 1)] };
const held = { brownout: { held: true, unknown: 2, of: 2 } };
const failing = backoff('exit 1; no space');
const failingOn = (...names: string[]): Own => ({
  hosts: names.map((name) => seenHost(name, { backoff: { 'p/a': failing } })),
});
const outOfOrder = quarantine('exit 1', ['p/a', 'p/b']);
const unknowns = { hosts: [seenHost('n1'), ...['n2', 'n3'].map((name) => unknownHost(name, 'no route'))] };
const [full, never] = [someMessage('the disk | of <logs> is full'), { kind: 'never' }] as const;

/** What is found of each look, and what that is for a monitoring system. */
const looks: Readonly<Record<string, readonly [state: CheckState, code: Code | null, look: Own]>> = {
  'all is well': [0, null, {}],
  'a component is short': [2, 'component-short', isShort],
  'too many hosts are unknown': [2, 'brownout', held],
  'and it is short as well': [2, 'brownout', { ...held, ...isShort }],
  'no pass for too long': [2, 'passes-stale', { passes: known({ ageMs: 16 * minutes }) }],
  'a pass just in time': [0, null, { passes: known({ ageMs: 15 * minutes }) }],
  'no pass yet': [1, 'no-pass-yet', { passes: never }],
  'no pass yet, and so all is short': [1, 'no-pass-yet', { ...isShort, passes: never }],
  'the last pass is not known': [1, 'last-pass-lost', { passes: { kind: 'lost', why: full } }],
  'the clock was set back': [1, 'last-pass-ahead', { passes: known({ ageMs: -60 * minutes }) }],
  debugmode: [1, 'debugmode-on', { debugMode: true }],
  'debugmode, in which passes leave no record': [
    1,
    'debugmode-on',
    { debugMode: true, passes: known({ ageMs: 60 * minutes }) },
  ],
  'a problem of the look': [1, 'unrecorded', { problems: [full] }],
  'what went wrong after the last pass': [1, 'unrecorded', { after: [full] }],
  'a problem of the last pass': [1, 'unrecorded', { passes: known({ problems: [full] }) }],
  'a component backs off, and there is enough of it': [
    1,
    'unrecorded',
    { components: [component('p/a', 2, { backoff: { ...failing, lastHost: 'n1' } })] },
  ],
  'it backs off on a host': [1, 'unrecorded', failingOn('n1')],
  'it backs off on two': [1, 'unrecorded', failingOn('n1', 'n2')],
  'it backs off somewhere and is short': [2, 'unrecorded', { ...isShort, ...failingOn('n1') }],
  'a host is quarantined': [1, 'unrecorded', { hosts: [seenHost('n1', { quarantine: outOfOrder })] }],
  'hosts are unknown': [1, 'unrecorded', unknowns],
  'a host is drained': [0, null, { hosts: [seenHost('n1', { drain: 'disk' })] }],
  'a drained host is unknown and quarantined': [
    0,
    null,
    { hosts: [unknownHost('n1', 'no route', { drain: 'disk', quarantine: outOfOrder })] },
  ],
  'a component is paused': [0, null, { components: [component('p/a', 2, { running: 0 })] }],
  'a component is off, and backs off': [
    0,
    null,
    { components: [component('p/a', 2, { on: false, running: 0, backoff: failing })] },
  ],
  'several things at once': [2, 'component-short', { ...isShort, ...unknowns, problems: [full] }],
};

describe('what a look is for a monitoring system', () => {
  for (const [what, [state, code, own]] of Object.entries(looks))
    it(`${what}: ${['OK', 'WARNING', 'CRITICAL'][state]}, ${code ?? 'nothing found'}`, () => {
      const look = checked(own);
      const findings = findingsOf(look);
      assert.equal(worstOf(findings.map((finding) => finding.state)), state);
      assert.equal(findings[0]?.code ?? null, code);
      assert.equal(nagiosResult(look).state, state);
      const states = checkMkLines(look, 'muster').map((line) => checkMkLine(line).state);
      assert.equal(worstOf(states), state);
    });

  it('one component has one finding, the gravest', () => {
    const findings = findingsOf(
      checked({ components: [short('p/a', 2, 1, { backoff: failing })], ...failingOn('n1') }),
    );
    assert.deepEqual(fieldLines(findings, 'state', 'component'), ['2 p/a']);
  });
});

const some = ['all is well', 'it backs off somewhere and is short', 'several things at once', 'no pass yet'];
const each = (
  lines: (look: Checked) => readonly string[],
  whats = some,
): Record<string, () => readonly string[]> =>
  Object.fromEntries(whats.map((what) => [what, () => lines(checked(looks[what]?.[2]))]));

describe('what monitoring systems are told', () => {
  golden(
    'checkFindings',
    each(
      (look) =>
        findingsOf(look).flatMap(({ state, component: about, text, more }) => [
          `${state} ${about ?? '-'} ${text}`,
          ...more.map((line) => `  ${line}`),
        ]),
      Object.keys(looks).filter((what) => looks[what]?.[1] !== null),
    ),
  );
  golden('nagios', {
    ...each((look) => nagiosResult(look).lines),
    'quiet, for an NRPE that takes one line': () => nagiosResult(checked(isShort), true).lines,
    'what cannot be told': () => nagiosBare(3, ['no configuration', 'its second line']),
  });
  golden('checkMk', {
    ...each((look) => checkMkLines(look, 'muster')),
    'another name, and a component that is held back': () =>
      checkMkLines(checked({ components: [component('p/a', 2, { running: 1 })] }), 'tape'),
    'what cannot be told': () => checkMkBare(3, 'muster', '-', ['no configuration', 'its second line']),
  });

  it('of two thousand hosts with a fault each is one page', () => {
    const hosts = Array.from({ length: 2000 }, (_, index) =>
      unknownHost(`h${index}`, `fault ${index} ${'x'.repeat(500)}`),
    );
    const components = Array.from({ length: 100 }, (_, index) => component(`p/${index}`, 2, { missing: 2 }));
    const { lines } = nagiosResult(checked({ hosts, components }));
    assert.ok(Buffer.byteLength(lines.join('\n')) < 4096);
    // What is left out is counted.
    assert.match(lines.at(-1) ?? '', /^\d+ /);
  });
});

const list = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(arbitrary, { maxLength: 8 });

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
  const someMessages = list(nasty.map(someMessage));
  /** What may be the name of a type. */
  const names = nasty.map((text) => text.replaceAll(/[/\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ''));
  const passes: fc.Arbitrary<PassTimes> = fc.oneof(
    fc.record({
      kind: fc.constant('known' as const),
      ageMs: fc.integer({ min: -1e9, max: 1e9 }),
      staleMs: fc.nat(1e7),
      problems: someMessages,
    }),
    fc.constant({ kind: 'never' as const }),
    fc.record({ kind: fc.constant('lost' as const), why: nasty.map(someMessage) }),
  );
  const looks: fc.Arbitrary<Checked> = fc.record({
    report: anyReport(names, nasty, nasty),
    passes,
    debugMode: fc.boolean(),
    after: someMessages,
  });

  it('Nagios: a strict reader understands all of it, the state is the worst of its lines, and it is one page', () => {
    forAll(100, looks, (look) => {
      const { state, lines } = nagiosResult(look);
      const text = lines.join('\n');
      const output = pluginOutput(text);
      assert.equal(output.state, state);
      assert.equal(output.perfData.length, look.passes.kind === 'known' ? 7 : 6);
      assert.equal(state, worstOf(findingsOf(look).map((finding) => finding.state)));
      assert.ok(Buffer.byteLength(text) < 4096);
      assert.equal(Buffer.from(text).toString(), text, 'valid UTF-8');
    });
  });

  it('Checkmk: a strict reader understands every line, and every service has a name of its own', () => {
    forAll(100, looks, nasty, (look, name) => {
      const lines = checkMkLines(look, `x${name}`).map(checkMkLine);
      assert.equal(lines.length, 1 + look.report.components.length);
      assert.equal(new Set(lines.map(({ item }) => item)).size, lines.length);
      assert.equal(
        worstOf(lines.map(({ state }) => state)),
        worstOf(findingsOf(look).map((finding) => finding.state)),
      );
    });
  });

  it('names of services differ where what they name does', () => {
    assert.notEqual(itemOf('|'), itemOf('+7c+'));
    forAll(100, nasty, nasty, (one, other) => assert.equal(itemOf(one) === itemOf(other), one === other));
  });

  it('what cannot be told is UNKNOWN on a line that is understood', () => {
    forAll(100, list(nasty), (reasons) => {
      const output = pluginOutput(nagiosBare(3, reasons).join('\n'));
      assert.deepEqual([output.state, output.perfData], [3, []]);
      assert.equal(checkMkLine(checkMkBare(3, 'x', '-', reasons)).state, 3);
    });
  });
});
