import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { countInstances } from '../../src/core/count.ts';
import type { Process } from '../../src/core/types.ts';
import { parseLaunch } from '../../src/remote/launch.ts';
import { parsePlainListing, parseProbe, probeScript, type ProbeResult } from '../../src/remote/probe.ts';
import { parseRow } from '../../src/remote/processRows.ts';
import { parseVitals } from '../../src/remote/vitals.ts';
import { packagePath } from '../../src/package.ts';
import { childrenOfTest } from '../harness/children.ts';
import { programsIn } from '../harness/programs.ts';
import { sample } from '../harness/sample.ts';
import { ShellHost } from '../remote/shells.ts';
import { harmful } from './fuzz.ts';
import { forAll } from '../harness/forAll.ts';

const nonce = '00112233aabbccdd';
const opening = `getmex 1 ${nonce} host=n1 boot=b-1 clock=1700000000 cores=4 load=0.5 mem=1000 self=5`;

/** The probe, below its sshd, and components below init: 2 of `alpha`, one of them with a child that matches too. */
const rows = [
  'op 2 1 Ss 1-00:00:00 /lib/systemd --user',
  'op 4 1 S 00:02 sshd: op',
  'op 5 4 Ss 00:00 sh -s',
  'op 6 5 R 00:00 ps xww',
  'op 10 1 Ss 01:00 sh wrapper alpha.key',
  'op 11 10 S 01:00 python3 -m alpha.key',
  'op 20 1 S 2h05 python3 -m alpha.key --two',
  'op 30 2 S 3d04 java beta.key',
  'op 31 1 Z 00:01 [beta.key] <defunct>',
  'other 40 1 S 00:01 python3 -m alpha.key',
];
const components = [
  { id: 'p/alpha', key: 'alpha.key' },
  { id: 'p/beta', key: 'beta.key' },
] as const;

const answer = (lines: readonly string[], count: string | number = lines.length): string =>
  [opening, ...lines, `getmex end ${nonce} ${count}\n`].join('\n');

/** An answer with these lines behind those that are right. */
const behind = (lines: readonly string[]): string => answer([...rows, ...lines]);

const damaged = (announced: string, lines: number) => ({ code: 'probe-damaged', announced, lines });

describe('hostile answers to the probe', () => {
  it('valid: counts what is there', () => {
    assert.deepEqual(instancesIn(answered(answer(rows))), { 'p/alpha': [10, 20], 'p/beta': [30] });
  });

  it('of random bytes, between and around what is right, are survived', () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map((it) => Buffer.from(it));
    forAll(1500, bytes, bytes, bytes, fc.nat({ max: 3 }), (before, between, after, shape) => {
      const [head, tail] = [Buffer.from(`${opening}\n`), Buffer.from(`\ngetmex end ${nonce} ${shape}\n`)];
      const output =
        shape === 0 ? Buffer.concat([before, after]) : Buffer.concat([before, head, between, tail, after]);
      for (const read of [parseProbe(output, nonce), parsePlainListing(output)]) isClear(read);
      parseLaunch({ kind: 'exited', code: 0, stdout: output, stderr: before }, nonce);
      for (const line of output.toString('latin1').split('\n')) parseRow(line);
    });
  });

  /*
   * What damage can be seen, exactly. Lines that are lost, doubled or put in change their number, and the answer is
   * refused. Lines that only change places change nothing. A line that is altered and still a line speaks for itself
   * alone: every instance whose own processes, with their ancestors, are as they were, is counted as before, as long
   * as the probe's own line and the fields of the first line are.
   */
  it('law: lines lost, doubled or put in are seen; lines that change places change nothing [probe-damaged]', () => {
    const lines = fc.shuffledSubarray(rows, { minLength: 0, maxLength: rows.length });
    const foreign = fc.array(
      fc.oneof(fc.constantFrom(...rows, '', ' ', 'op', `getmex end ${nonce}`), fc.string()),
      { maxLength: 4 },
    );
    forAll(1500, lines, foreign, (kept, more) => {
      const put = more
        .map((line) => line.replaceAll('\n', ' '))
        .filter((line) => !line.startsWith(`getmex end ${nonce} `));
      const read = answered(answer([...kept, ...put], rows.length));
      if (kept.length + put.length !== rows.length) return assert.equal(read.ok, false);
      if (put.length === 0) assert.deepEqual(instancesIn(read), instancesIn(answered(answer(rows))));
      return isClear(read);
    });
  });

  it('law: an altered line speaks for itself alone', () => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 32, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    forAll(1500, fc.nat({ max: rows.length - 1 }), flips, (index, changes) => {
      const line = Buffer.from(rows[index] ?? '', 'latin1');
      if (line.toString().startsWith('op 5 ')) return;
      for (const [at, byte] of changes) line[at % line.length] = byte;
      const altered = rows.with(index, line.toString('latin1'));
      const read = answered(answer(altered));
      assert.ok(read.ok, JSON.stringify(read));
      // Without the line, and who descends from it, as before: so the others are there, whatever it says now.
      const pid = Number(rows[index]?.split(' ')[1]);
      for (const process of processesOf(answered(answer(rows))))
        if (!lineage(process.pid).includes(pid))
          assert.ok(
            processesOf(read).some((it) => it.pid === process.pid && it.command === process.command),
            `${process.pid}`,
          );
    });
  });

  it('law: cut off anywhere, or with other bytes in the first and last line, they are refused or the same [probe-damaged]', () => {
    const whole = Buffer.from(answer(rows));
    for (let length = 0; length < whole.length - 1; length++)
      assert.equal(answered(whole.subarray(0, length)).ok, false);
    forAll(
      500,
      fc.nat({ max: opening.indexOf(' host') }),
      fc.nat({ max: 255 }),
      fc.boolean(),
      (at, byte, first) => {
        const damaged = Buffer.from(whole);
        damaged[first ? at : whole.length - 2 - (at % `getmex end ${nonce} 10`.length)] = byte;
        if (!damaged.equals(whole)) assert.equal(answered(damaged).ok, false);
      },
    );
  });

  for (const [what, text, refusal] of [
    ['a closing line with another nonce', answer([...rows, 'getmex end ffffffffffffffff 3']), null],
    ['a closing line forged early', answer(rows.with(2, `getmex end ${nonce} 9`)), damaged('9', 2)],
    [
      'a closing line forged early that agrees and hides the probe itself',
      answer(rows.with(2, `getmex end ${nonce} 2`)),
      { code: 'probe-incomplete' },
    ],
    ['a negative count', answer(rows, -10), damaged('-10', 10)],
    ['a huge count', answer(rows, 1e21), damaged('1e+21', 10)],
    ['no count', answer(rows, ''), damaged('', 10)],
    ['a count that is no number', answer(rows, 'NaN\u001B[2J'), damaged('NaN?[2J', 10)],
    ['carriage returns', answer(rows).replaceAll('\n', '\r\n'), damaged('10', 10)],
    ['a second answer behind the first', answer(rows) + answer(rows.slice(0, 3)), null],
    ['a NUL in a line', answer(rows.with(0, 'op 2 1 Ss 00:01 a\0b')), null],
    ['no newline at the end', answer(rows).trimEnd(), null],
    ['pids below zero', answer(rows.with(0, 'op -2 -1 S 00:01 alpha.key')), null],
    ['pids beyond all numbers', answer(rows.with(0, `op ${'9'.repeat(400)} 1 S 00:01 x`)), null],
    ['a circle of parents', answer([...rows.slice(0, 8), 'op 50 51 S 00:01 x', 'op 51 50 S 00:01 y']), null],
    ['its own parent', answer([...rows, 'op 50 50 S 00:01 x']), null],
    ['the probe below itself', answer(rows.with(2, 'op 5 5 Ss 00:00 sh -s')), null],
  ] as const)
    it(`with ${what}`, () => {
      const read = answered(text);
      isClear(read);
      if (refusal === null) return assert.deepEqual(instancesIn(read)['p/alpha'], [10, 20]);
      assert.ok(!read.ok);
      const { code, params } = read.reason;
      return assert.deepEqual({ ...params, code }, { stderr: '', ...refusal });
    });

  it('with vitals of any kind: each is a plausible number or not there', () => {
    const value = fc.oneof(
      fc.constantFrom('-1', '1e999', 'NaN', '0x10', '9'.repeat(400), '', '1.5.5', '١'),
      fc.string(),
    );
    const names = 'host boot clock uptime cores load mem memavail disk gpus bundles swept'.split(' ');
    forAll(1000, fc.constantFrom(...names), value, (name, text) => {
      for (const vital of Object.values(parseVitals(new Map([[name, text]])))) {
        if (typeof vital === 'number') assert.ok(Number.isFinite(vital) && vital >= 0);
        if (typeof vital === 'string') assert.match(vital, /^[\w.-]+$/);
      }
    });
  });

  it('count nothing that descends from the probe, however deep', () => {
    const chain = many(160_000, (n) => `op ${n + 100} ${n === 0 ? 5 : n + 99} S 00:01 alpha.key`);
    assert.deepEqual(instancesIn(answered(answer([...rows, ...chain])))['p/alpha'], [10, 20]);
  });

  it('of 1.6 MB, with up to 50,000 processes in chains of as many, are read in time that grows by their size alone', function () {
    // All of them take seconds. Were the time to grow by the square, one would take longer than this.
    this.timeout(300_000);
    const size = 1_600_000;
    const alpha = (parentOf: (n: number) => number): string =>
      behind(many(size, (n) => `op ${n + 100} ${parentOf(n)} S 00:01 alpha.key`));
    const large: Record<string, () => string> = {
      'one line': () => behind([`op 60 1 S 00:01 ${'alpha.key '.repeat(size / 10)}`]),
      'one line of no process': () => behind(['x'.repeat(size)]),
      'one line of blanks': () => behind([`op 60${' '.repeat(size)}`]),
      digits: () => behind([`op ${'1'.repeat(size)} 1`]),
      'empty lines': () => behind('\n'.repeat(size).split('\n')),
      'many processes': () => alpha(() => 1),
      'one pid again and again': () => behind(many(size, () => 'op 100 1 S 00:01 alpha.key')),
      'a chain of parents': () => alpha((n) => n + 99),
      'a chain of parents the other way': () => alpha((n) => n + 101),
      'a circle of parents': () => alpha((n) => (n === 0 ? 99 + size / 32 : n + 99)),
      'descendants of the probe': () => alpha((n) => (n === 0 ? 5 : n + 99)),
      beginnings: () => `${opening.slice(0, 27)} \n`.repeat(size / 29),
      'ends that do not agree': () => `${opening}\n${`getmex end ${nonce} 1\n`.repeat(size / 30)}`,
      fields: () => answer(rows).replace(' self=5', `${' a=b'.repeat(size / 4)} self=5`),
    };
    for (const made of sample('large answers', Object.values(large), 5)) {
      const output = Buffer.from(made());
      const read = parseProbe(output, nonce);
      if (read.ok) countInstances(read.processes, components);
      parsePlainListing(output);
      parseLaunch({ kind: 'exited', code: 0, stdout: output, stderr: Buffer.alloc(0) }, nonce);
    }
  });

  const host = new ShellHost('.muster/x');
  const started = childrenOfTest();
  for (const [ps, programs, ...needed] of [
    ['procps', {}],
    ['busybox', { ps: 'exec busybox ps "$@"' }, 'busybox'],
  ] as const)
    host.it(
      `real processes whose command lines imitate the protocol stay what they are, with ${ps} [protocol-imitated]`,
      async () => {
        const word = randomBytes(6).toString('hex');
        // The nonce too, which nobody on a host can know.
        const imitations = [
          `${word}-a\ngetmex end ${nonce} 3\n`,
          `${word}-b\n\ngetmex 1 ${nonce} host=evil self=1\nroot 1 0 S 00:01 init\ngetmex end ${nonce} 1\n`,
          `\nroot 7777777 1 S 00:01 ${word}-forged\n`,
          `\n${process.env['USER'] ?? 'root'} 7777778 1 S 00:01 ${word}-forged`,
          `${word}-c \r\u001B[2J\u0085\u2028getmex end ${nonce} 0`,
          `\u000B\u000Cgetmex end ${nonce} 0 ${word}-d`,
        ];
        for (const text of imitations) {
          const child = spawn('sh', ['-c', 'echo; read forever', text], {
            stdio: ['pipe', 'pipe', 'ignore'],
          });
          started.push(child);
          await once(child.stdout, 'data');
        }
        const pids = new Set(started.map(({ pid }) => pid));
        const script = readFileSync(packagePath('workerscripts/getmex'), 'utf8');
        const env = programsIn(host.at('~/bin'), programs);
        const read = answered(host.feed(probeScript(script, host.root, nonce), env).stdout);
        assert.ok(read.ok, JSON.stringify(read).slice(0, 500));
        assert.notEqual(read.vitals.hostname, 'evil');
        for (const name of ['a', 'b', 'c', 'd', 'forged']) {
          const found: Process[] = read.processes.filter(({ command }) =>
            command.includes(`${word}-${name}`),
          );
          assert.equal(found.length, name === 'forged' ? 2 : 1, `${name}: ${JSON.stringify(found)}`);
          for (const { pid } of found) assert.ok(pids.has(pid), `${pid} is none of ours`);
        }
      },
      needed,
    );
});

const answered = (text: string | Buffer): ProbeResult => parseProbe(Buffer.from(text as string), nonce);

/** A refusal can be shown; an answer holds processes that can be told apart. */
function isClear(read: ProbeResult): void {
  if (read.ok) {
    for (const { pid } of read.processes) assert.ok(Number.isSafeInteger(pid) && pid >= 0);
    instancesIn(read);
  } else {
    assert.ok(read.reason.code.startsWith('probe-'));
    assert.ok(read.reason.text.length < 300);
    assert.doesNotMatch(read.reason.text, harmful);
  }
}

function processesOf(read: ProbeResult): readonly Process[] {
  return read.ok ? read.processes : assert.fail(read.reason.text);
}

function instancesIn(read: ProbeResult): Record<string, number[]> {
  const counted = countInstances(processesOf(read), components);
  return Object.fromEntries([...counted].map(([id, instances]) => [id, instances.map(({ pid }) => pid)]));
}

/** A process of `rows` and its ancestors. */
function lineage(pid: number): number[] {
  const parent = rows.map((row) => row.split(' ').map(Number)).find(([, own]) => own === pid)?.[2];
  return parent === undefined ? [pid] : [pid, ...lineage(parent)];
}

/** About 32 bytes each. */
const many = (size: number, row: (n: number) => string): string[] =>
  Array.from({ length: size / 32 }, (_, n) => row(n));
