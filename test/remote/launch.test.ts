import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { launchScript, parseLaunch, type LaunchWords } from '../../src/remote/launch.ts';
import { notSent } from '../../src/remote/collect.ts';
import type { Broken, Exited } from '../../src/remote/wire.ts';
import { packagePath } from '../../src/package.ts';
import { scratchFolder } from '../store/scratch.ts';

const launcher = readFileSync(packagePath('workerscripts/launch'), 'utf8');
const nonce = '0123456789abcdef';
const bundle = 'b'.repeat(32);
const words: LaunchWords = {
  nonce,
  root: '.muster/default',
  launchId: 'L1',
  deadlineS: null,
  folder: bundle,
  uses: [],
  submitter: 'start.sh',
  args: [],
  env: {},
};

describe('a launch', () => {
  for (const shell of [['dash'], ['bash'], ['bash', '--posix'], ['busybox', 'sh']]) {
    describe(`carried out by ${shell.join(' ')}`, () => launches(shell));
  }
});

function launches([program = '', ...options]: readonly string[]): void {
  const home = scratchFolder();
  const muster = (): string => join(home(), '.muster/default');
  const folder = (): string => join(muster(), 'bundles', bundle);

  beforeEach(() => mkdirSync(folder(), { recursive: true }));

  function submitter(text: string, mode = 0o755): void {
    writeFileSync(join(folder(), 'start.sh'), text);
    chmodSync(join(folder(), 'start.sh'), mode);
  }

  function sh(script: string): Exited {
    const env = { PATH: process.env['PATH'], HOME: home() };
    const { status, stdout, stderr } = spawnSync(program, [...options, '-s'], { input: script, env });
    return { kind: 'exited', code: status, stdout, stderr };
  }

  /** What a submitter has written, each word followed by a NUL. */
  const wordsIn = (file: string): string[] =>
    readFileSync(join(home(), file), 'utf8').split('\0').slice(0, -1);

  const launch = (own: Partial<LaunchWords> = {}): ReturnType<typeof parseLaunch> =>
    parseLaunch(sh(launchScript(launcher, { ...words, ...own })), nonce);

  it('done', () => {
    submitter('#!/bin/sh\necho started as 7; echo a warning >&2');
    assert.deepEqual(launch(), { outcome: 'done', printed: 'started as 7\na warning' });
    assert.equal(readFileSync(join(muster(), 'launches/L1/output'), 'utf8'), 'started as 7\na warning\n');
    assert.equal(statSync(join(muster(), 'launches/L1')).mode & 0o777, 0o700);
    assert.ok(existsSync(join(muster(), 'used', bundle)));
  });

  it('failed, with how it ended and what it printed', () => {
    submitter('#!/bin/sh\necho no scratch space; exit 3');
    assert.deepEqual(launch(), {
      outcome: 'failed',
      detail: 'the submitter ended with exit 3; it printed: no scratch space',
      printed: 'no scratch space',
    });
  });

  for (const [what, text, mode, detail] of [
    ['is not executable', '#!/bin/sh\n', 0o644, /exit 126 \(it is not executable\); it printed: .*start\.sh/],
    ['has no interpreter', '#!/no/such/sh\n', 0o755, /exit 12[67] .*; it printed: .*start\.sh/],
    ['is silent', '#!/bin/sh\nexit 1', 0o755, /^the submitter ended with exit 1; it printed nothing$/],
    ['is killed', '#!/bin/sh\nkill -9 $$', 0o755, /exit 137/],
  ] as const) {
    it(`failed: the submitter ${what}`, () => {
      submitter(text, mode);
      const answer = launch();
      assert.ok(answer.outcome === 'failed', JSON.stringify(answer));
      assert.match(answer.detail, detail);
    });
  }

  it('failed: there is no submitter', () => {
    const answer = launch();
    assert.ok(answer.outcome === 'failed');
    assert.match(answer.detail, /exit 127 \(it, or the interpreter in its first line, was not found\)/);
  });

  it('failed: there is no folder, and nothing of the launch stays', () => {
    const detail = `there is no folder ${join(muster(), 'bundles', 'c'.repeat(32))}`;
    assert.deepEqual(launch({ folder: 'c'.repeat(32) }), { outcome: 'failed', detail, printed: '' });
    assert.ok(!existsSync(join(muster(), 'launches')));
    const elsewhere = join(home(), 'jadelta');
    assert.equal(launch({ folder: elsewhere }).outcome, 'failed');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'start.sh'), '#!/bin/sh\npwd', { mode: 0o755 });
    assert.deepEqual(launch({ folder: elsewhere }), { outcome: 'done', printed: elsewhere });
  });

  it('failed: nothing can be written', () => {
    submitter('#!/bin/sh\ntouch "$HOME/started"');
    writeFileSync(join(muster(), 'launches'), '');
    const answer = launch();
    assert.ok(answer.outcome === 'failed');
    assert.match(answer.detail, /^cannot write .*\/launches$/);
    assert.ok(!existsSync(join(home(), 'started')));
  });

  it('where it cannot note that the bundle is used, it starts none the less', () => {
    submitter('#!/bin/sh\n');
    mkdirSync(join(muster(), 'used', bundle), { recursive: true });
    assert.equal(launch().outcome, 'done');
    rmSync(join(muster(), 'used'), { recursive: true });
    writeFileSync(join(muster(), 'used'), '');
    assert.equal(launch({ launchId: 'L2' }).outcome, 'done');
  });

  it('gives back the end of what was printed', () => {
    submitter('#!/bin/sh\nfor i in 1 2 3 4 5 6 7 8 9; do printf "%s%0500d\\n" line $i; done; exit 1');
    const { printed } = launch();
    assert.ok(printed.endsWith('0009'));
    assert.ok(printed.length <= 2000 && printed.length > 1500, String(printed.length));
  });

  it('output without a last newline, of any bytes, or that looks like an answer', () => {
    submitter(`#!/bin/sh
      printf 'launch 1 ${nonce} exit 0\\n\\nlaunch end ${nonce}\\n'
      printf '\\377\\000launch end 0000'
      exit 9`);
    const answer = launch();
    assert.ok(answer.outcome === 'failed', JSON.stringify(answer));
    assert.match(answer.detail, /^the submitter ended with exit 9;/);
    assert.ok(answer.printed.endsWith('launch end 0000'));
  });

  it('a launch id is carried out once', () => {
    submitter('#!/bin/sh\necho once >>"$HOME/started"; echo started; exit 3');
    assert.equal(launch().outcome, 'failed');
    assert.deepEqual(launch(), {
      outcome: 'unknown',
      detail: 'the host refused it, for this launch was carried out there before; nothing was started now',
      printed: 'started',
    });
    assert.equal(launch({ launchId: 'L2' }).outcome, 'failed');
    assert.equal(readFileSync(join(home(), 'started'), 'utf8'), 'once\nonce\n');
  });

  it('after its deadline, by the clock of the host, nothing is started, and it may be launched anew', () => {
    submitter('#!/bin/sh\ntouch "$HOME/started"');
    const nowS = Math.floor(Date.now() / 1000);
    const late = launch({ deadlineS: nowS - 3600 });
    assert.ok(late.outcome === 'refused' && late.late === true, JSON.stringify(late));
    assert.match(
      late.detail,
      /^it reached the host 36\d\d s after its deadline, by its own clock; nothing was started$/,
    );
    assert.equal(existsSync(join(home(), 'started')), false);
    assert.deepEqual(readdirSync(join(muster(), 'launches')), []);
    assert.equal(launch({ deadlineS: nowS + 3600 }).outcome, 'done');
    assert.equal(existsSync(join(home(), 'started')), true);
  });

  it('with a deadline, where the host can no longer tell the time, nothing is started', () => {
    submitter('#!/bin/sh\ntouch "$HOME/started"');
    mkdirSync(join(home(), 'bin'));
    writeFileSync(join(home(), 'bin/date'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const deadlineS = Math.floor(Date.now() / 1000) + 3600;
    const script = launchScript(launcher, { ...words, deadlineS });
    const answer = parseLaunch(sh(`PATH=$HOME/bin:$PATH\n${script}`), nonce);
    assert.ok(answer.outcome === 'refused' && answer.late === true, JSON.stringify(answer));
    assert.equal(existsSync(join(home(), 'started')), false);
  });

  it('cut off anywhere on its way, it starts nothing', () => {
    submitter('#!/bin/sh\ntouch "$HOME/started"');
    const { length } = whole('L0000');
    const lengths = Array.from({ length }, (_, index) => index).filter(
      (at) => at >= length - 100 || at % 11 === 0,
    );
    for (const at of lengths) {
      const answer = parseLaunch(sh(whole(`L${String(at).padStart(4, '0')}`).slice(0, at)), nonce);
      assert.equal(answer.outcome, 'unknown', `${at} of ${length}`);
    }
    assert.ok(!existsSync(join(home(), 'started')));
    assert.ok(!existsSync(join(muster(), 'launches')));
    assert.equal(parseLaunch(sh(whole('L9999')), nonce).outcome, 'done');
    assert.ok(existsSync(join(home(), 'started')));
  });

  it('the environment puts no other submitter in the place of the one that is named', () => {
    submitter('#!/bin/sh\necho the right one');
    writeFileSync(join(folder(), 'other.sh'), '#!/bin/sh\necho the wrong one');
    chmodSync(join(folder(), 'other.sh'), 0o755);
    assert.equal(launch({ env: { muster_submitter: 'other.sh' } }).printed, 'the right one');
  });

  it('arguments and environment arrive as they were written', () => {
    submitter(`#!/bin/sh
      for word in "$@"; do printf '%s\\0' "$word"; done >"$HOME/args"
      printf '%s\\0' "$FIRST" "$SECOND" >"$HOME/env"`);
    let launched = 0;
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), word, word, (args, FIRST, SECOND) => {
        const answer = launch({ launchId: `L${++launched}`, args, env: { FIRST, SECOND } });
        assert.deepEqual(answer, { outcome: 'done', printed: '' });
        assert.deepEqual([wordsIn('args'), wordsIn('env')], [args, [FIRST, SECOND]]);
      }),
      { numRuns: 50 },
    );
  });

  it('no key is on any command line while it launches', () => {
    const key = `key-of-this-test-${process.pid}`;
    submitter('#!/bin/sh\nps axww -o args= >"$HOME/listing"; printf %s "$MUSTER_KEY"');
    assert.deepEqual(launch({ env: { MUSTER_KEY: key } }), { outcome: 'done', printed: key });
    const listing = readFileSync(join(home(), 'listing'), 'utf8');
    assert.match(listing, /start\.sh/);
    assert.ok(!listing.includes(key), listing);
  });

  it('the submitter gets nothing of the launcher: closed stdin, no variables, its own folder', () => {
    submitter('#!/bin/sh\nwc -c; pwd; env | grep -c ^muster_');
    const { printed } = launch();
    assert.deepEqual(
      printed.split('\n').map((line) => line.trim()),
      ['0', folder(), '0'],
    );
    assert.deepEqual(readdirSync(folder()), ['start.sh']);
  });
}

/** A launch script to its last character that counts. */
const whole = (launchId: string): string =>
  launchScript(launcher, {
    ...words,
    launchId,
    args: ['--instance', 'it is 3'],
    env: { A: "b'c" },
  }).trimEnd();

/** What people write, and what shells stumble over. */
const word = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'\'"\\$`!*?[]{}~#&|;<>()- \t\n\r=%a') }),
  )
  .filter((text) => !text.includes('\0'));

const said = (stdout: string, stderr = '', code: number | null = 0): Exited => ({
  kind: 'exited',
  code,
  stdout: Buffer.from(stdout),
  stderr: Buffer.from(stderr),
});
const answer = (verdict: string, output = ''): string =>
  `launch 1 ${nonce} ${verdict}\n${output}\nlaunch end ${nonce}\n`;

describe('the answer to a launch', () => {
  it('is found behind a greeting that does not end its line', () => {
    const text = `Welcome to n1! ${answer('exit 3', 'no scratch\n')}`;
    const parsed = parseLaunch(said(text), nonce);
    assert.deepEqual([parsed.outcome, parsed.printed], ['failed', 'no scratch']);
  });

  it('is read in no time, however many beginnings a host sends', () => {
    const parsed = parseLaunch(said(`launch 1 ${nonce} exit 1\n`.repeat(200_000)), nonce);
    assert.equal(parsed.outcome, 'unknown');
  });

  it('is found between whatever else a host prints', () => {
    const noise = 'Welcome!\nlaunch 1 exit 0\nlaunch end\n';
    assert.deepEqual(parseLaunch(said(`${noise}${answer('exit 0', 'as 7\n')}${noise}`), nonce), {
      outcome: 'done',
      printed: 'as 7',
    });
  });

  it('with another nonce is none', () => {
    const forged = answer('exit 0').replaceAll(nonce, 'fedcba9876543210');
    assert.equal(parseLaunch(said(forged), nonce).outcome, 'unknown');
    assert.equal(parseLaunch(said(forged + answer('exit 1')), nonce).outcome, 'failed');
    assert.equal(parseLaunch(said(answer('exit 1') + forged), nonce).outcome, 'failed');
    assert.equal(parseLaunch(said(answer('exit 1', forged)), nonce).outcome, 'failed');
  });

  it('with a closing line in its output is read to the last one', () => {
    const { printed } = parseLaunch(said(answer('exit 0', `a\nlaunch end ${nonce}\nb`)), nonce);
    assert.equal(printed, `a\nlaunch end ${nonce}\nb`);
  });

  it('cut off anywhere is none', () => {
    const whole = answer('exit 0', 'started\n').trimEnd();
    for (let length = 0; length < whole.length; length++)
      assert.equal(parseLaunch(said(whole.slice(0, length)), nonce).outcome, 'unknown', String(length));
    assert.equal(parseLaunch(said(whole), nonce).outcome, 'done');
  });

  it('with a verdict nobody knows is none', () => {
    assert.equal(parseLaunch(said(answer('fine')), nonce).outcome, 'unknown');
    assert.equal(parseLaunch(said(answer('exit')), nonce).outcome, 'failed');
  });

  it('that is missing: unknown, with what the shell said', () => {
    assert.deepEqual(parseLaunch(said('', 'sh: cannot fork\n', 2), nonce), {
      outcome: 'unknown',
      detail: 'the launcher did not answer, sh ended with 2: sh: cannot fork',
      printed: '',
    });
    assert.deepEqual(parseLaunch(said('', '', null), nonce), {
      outcome: 'unknown',
      detail: 'the launcher did not answer, sh ended with null',
      printed: '',
    });
  });

  it('that did not come: refused only if nothing was sent', () => {
    assert.deepEqual(parseLaunch(notSent('the connection is gone'), nonce), {
      outcome: 'refused',
      detail: 'the connection is gone; nothing was sent',
      printed: '',
    });
    const broken: Broken = { ...said(''), kind: 'broken', reason: 'no answer within 30 s', sent: true };
    assert.deepEqual(parseLaunch(broken, nonce), {
      outcome: 'unknown',
      detail: 'no answer within 30 s; it may have been started',
      printed: '',
    });
  });

  it('that came whole before the connection broke counts', () => {
    const broken: Broken = { ...said(answer('exit 0')), kind: 'broken', reason: 'reset', sent: true };
    assert.equal(parseLaunch(broken, nonce).outcome, 'done');
  });

  it('is read whatever arrives', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, framed) => {
        const stdout = Buffer.from(bytes);
        const whole = framed ? Buffer.concat([stdout, Buffer.from(`\n${answer('exit 0')}`), stdout]) : stdout;
        const { outcome } = parseLaunch({ ...said(''), stdout: whole }, nonce);
        assert.equal(outcome, framed ? 'done' : 'unknown');
      }),
    );
  });
});
