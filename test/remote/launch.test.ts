import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync } from 'node:fs';
import * as fc from 'fast-check';
import { packagePath } from '../../src/package.ts';
import { notSent } from '../../src/remote/collect.ts';
import { launchScript, parseLaunch, type LaunchWords } from '../../src/remote/launch.ts';
import type { Exited } from '../../src/remote/wire.ts';
import { someMessage } from '../harness/messages.ts';
import { isDeep } from '../harness/sample.ts';
import { cuts, ShellHost } from './shells.ts';
import { forAll } from '../harness/forAll.ts';

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

type Answer = ReturnType<typeof parseLaunch>;

/** The outcome, and the code and parameters of what is said of it. */
function brief(answer: Answer): unknown[] {
  return 'detail' in answer
    ? [answer.outcome, answer.detail.code, answer.detail.params]
    : [answer.outcome, answer.printed];
}

describe('a launch carried out by a host', () => {
  const host = new ShellHost();
  const isStarted = (): boolean => host.has('~/started');

  beforeEach(() => host.folder(`bundles/${bundle}`));

  const submitter = (text: string, mode = 0o755, name = 'start.sh'): string =>
    host.write(`bundles/${bundle}/${name}`, text, { mode });
  const fed = (script: string): Answer => parseLaunch({ kind: 'exited', ...host.feed(script) }, nonce);
  const launch = (own: Partial<LaunchWords> = {}): Answer =>
    fed(launchScript(launcher, { ...words, ...own }));

  /** What a submitter has written, each word followed by a NUL. */
  const wordsIn = (file: string): string[] => host.read(`~/${file}`).split('\0').slice(0, -1);

  host.it('is done when its submitter ends well, and leaves its output and the mark of its bundle', () => {
    submitter('#!/bin/sh\necho started as 7; echo a warning >&2');
    assert.deepEqual(launch(), { outcome: 'done', printed: 'started as 7\na warning' });
    assert.equal(host.read('launches/L1/output'), 'started as 7\na warning\n');
    assert.equal(statSync(host.at('launches/L1')).mode & 0o777, 0o700);
    assert.ok(host.has(`used/${bundle}`));
  });

  for (const [what, text, mode, exit, printed] of [
    [
      'ends with another exit code',
      '#!/bin/sh\necho no scratch space; exit 3',
      0o755,
      /^3$/,
      /^no scratch space$/,
    ],
    ['is not executable', '#!/bin/sh\n', 0o644, /^126$/, /start\.sh/],
    ['has no interpreter', '#!/no/such/sh\n', 0o755, /^12[67]$/, /start\.sh/],
    ['is silent', '#!/bin/sh\nexit 1', 0o755, /^1$/, /^$/],
    ['is killed', '#!/bin/sh\nkill -9 $$', 0o755, /^137$/, /^/],
    ['is missing', null, 0, /^127$/, /start\.sh/],
  ] as const)
    host.it(`fails when the submitter ${what}`, () => {
      if (text !== null) submitter(text, mode);
      const answer = launch();
      assert.ok(
        answer.outcome === 'failed' && answer.detail.code === 'submitter-failed',
        JSON.stringify(answer),
      );
      assert.match(String(answer.detail.params['exit']), exit);
      assert.match(String(answer.detail.params['printed']), printed);
      assert.equal(answer.printed, answer.detail.params['printed']);
    });

  host.it('fails where there is no folder, and nothing of the launch stays', () => {
    const missing = 'c'.repeat(32);
    const [outcome, code, { cause }] = brief(launch({ folder: missing })) as [
      string,
      string,
      { cause: string },
    ];
    assert.deepEqual([outcome, code], ['failed', 'launch-unready']);
    assert.ok(cause.includes(host.at(`bundles/${missing}`)), cause);
    assert.ok(!host.has('launches'));
    const elsewhere = host.at('~/jadelta');
    assert.equal(launch({ folder: elsewhere }).outcome, 'failed');
    host.write('~/jadelta/start.sh', '#!/bin/sh\npwd', { mode: 0o755 });
    assert.deepEqual(launch({ folder: elsewhere }), { outcome: 'done', printed: elsewhere });
  });

  host.it('fails where nothing can be written', () => {
    submitter('#!/bin/sh\ntouch "$HOME/started"');
    host.write('launches');
    const [outcome, code, { cause }] = brief(launch()) as [string, string, { cause: string }];
    assert.deepEqual([outcome, code], ['failed', 'launch-unready']);
    assert.ok(cause.endsWith('/launches'), cause);
    assert.ok(!isStarted());
  });

  host.it('starts although it cannot note that the bundle is used', () => {
    submitter('#!/bin/sh\n');
    host.folder(`used/${bundle}`);
    assert.equal(launch().outcome, 'done');
    rmSync(host.at('used'), { recursive: true });
    host.write('used');
    assert.equal(launch({ launchId: 'L2' }).outcome, 'done');
  });

  host.it('gives back the end of what was printed', () => {
    submitter('#!/bin/sh\nfor i in 1 2 3 4 5 6 7 8 9; do printf "%s%0500d\\n" line $i; done; exit 1');
    const { printed } = launch();
    assert.ok(printed.endsWith('0009'));
    assert.ok(printed.length <= 2000 && printed.length > 1500, String(printed.length));
  });

  host.it('survives output without a last newline, of any bytes, or that looks like an answer', () => {
    submitter(`#!/bin/sh
      printf 'launch 1 ${nonce} exit 0\\n\\nlaunch end ${nonce}\\n'
      printf '\\377\\000launch end 0000'
      exit 9`);
    const answer = launch();
    assert.ok(answer.outcome === 'failed', JSON.stringify(answer));
    assert.equal(answer.detail.params['exit'], '9');
    assert.ok(answer.printed.endsWith('launch end 0000'));
  });

  host.it('is carried out once for each launch id [launch-twice]', () => {
    submitter('#!/bin/sh\necho once >>"$HOME/started"; echo started; exit 3');
    assert.equal(launch().outcome, 'failed');
    const again = launch();
    assert.deepEqual(brief(again), ['unknown', 'launch-repeated', {}]);
    assert.equal(again.printed, 'started');
    assert.equal(launch({ launchId: 'L2' }).outcome, 'failed');
    assert.equal(host.read('~/started'), 'once\nonce\n');
  });

  host.it(
    'starts nothing after its deadline, by the clock of the host, and may be launched anew [launch-late]',
    () => {
      submitter('#!/bin/sh\ntouch "$HOME/started"');
      const nowS = Math.floor(Date.now() / 1000);
      const late = launch({ deadlineS: nowS - 3600 });
      assert.ok(late.outcome === 'refused' && late.late === true, JSON.stringify(late));
      assert.equal(late.detail.code, 'launch-late');
      const { lateS } = late.detail.params;
      assert.ok(Number(lateS) >= 3600 && Number(lateS) < 3700, String(lateS));
      assert.deepEqual([isStarted(), host.list('launches')], [false, []]);
      assert.equal(launch({ deadlineS: nowS + 3600 }).outcome, 'done');
      assert.ok(isStarted());
    },
  );

  host.it('starts nothing where it has a deadline and the host cannot tell the time', () => {
    submitter('#!/bin/sh\ntouch "$HOME/started"');
    host.write('~/bin/date', '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const deadlineS = Math.floor(Date.now() / 1000) + 3600;
    const answer = fed(`PATH=$HOME/bin:$PATH\n${launchScript(launcher, { ...words, deadlineS })}`);
    assert.ok(answer.outcome === 'refused' && answer.late === true, JSON.stringify(answer));
    assert.equal(answer.detail.params['lateS'], null);
    assert.ok(!isStarted());
  });

  host.it('starts nothing when it is cut off anywhere on its way [scripts-cut-off]', () => {
    submitter('#!/bin/sh\ntouch "$HOME/started"');
    const { length } = whole('L0000');
    for (const at of cuts(length, 11)) {
      const answer = fed(whole(`L${String(at).padStart(4, '0')}`).slice(0, at));
      assert.equal(answer.outcome, 'unknown', `${at} of ${length}`);
    }
    assert.ok(!isStarted() && !host.has('launches'));
    assert.equal(fed(whole('L9999')).outcome, 'done');
    assert.ok(isStarted());
  });

  host.it('runs the submitter that is named, whatever the environment says', () => {
    submitter('#!/bin/sh\necho the right one');
    submitter('#!/bin/sh\necho the wrong one', 0o755, 'other.sh');
    assert.equal(launch({ env: { muster_submitter: 'other.sh' } }).printed, 'the right one');
  });

  host.it('hands over arguments and environment as they were written', () => {
    submitter(`#!/bin/sh
      for word in "$@"; do printf '%s\\0' "$word"; done >"$HOME/args"
      printf '%s\\0' "$FIRST" "$SECOND" >"$HOME/env"`);
    let launched = 0;
    forAll(
      { numRuns: isDeep ? 50 : 25 },
      fc.array(word, { maxLength: 5 }),
      word,
      word,
      (args, FIRST, SECOND) => {
        const answer = launch({ launchId: `L${++launched}`, args, env: { FIRST, SECOND } });
        assert.deepEqual(answer, { outcome: 'done', printed: '' });
        assert.deepEqual([wordsIn('args'), wordsIn('env')], [args, [FIRST, SECOND]]);
      },
    );
  });

  host.it('has no key on any command line', () => {
    const key = `key-of-this-test-${process.pid}`;
    submitter('#!/bin/sh\nps axww -o args= >"$HOME/listing"; printf %s "$MUSTER_KEY"');
    assert.deepEqual(launch({ env: { MUSTER_KEY: key } }), { outcome: 'done', printed: key });
    const listing = host.read('~/listing');
    assert.match(listing, /start\.sh/);
    assert.ok(!listing.includes(key), listing);
  });

  host.it('gives the submitter nothing of the launcher: closed stdin, no variables, its own folder', () => {
    submitter('#!/bin/sh\nwc -c; pwd; env | grep -c ^muster_');
    const { printed } = launch();
    assert.deepEqual(
      printed.split('\n').map((line) => line.trim()),
      ['0', host.at(`bundles/${bundle}`), '0'],
    );
    assert.deepEqual(host.list(`bundles/${bundle}`), ['start.sh']);
  });
});

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
describe('the answer to a launch', () => {
  const answer = (verdict: string, output = ''): string =>
    `launch 1 ${nonce} ${verdict}\n${output}\nlaunch end ${nonce}\n`;
  const outcomeOf = (stdout: string): string => parseLaunch(said(stdout), nonce).outcome;
  const silent = (stderr: string, code: number | null): unknown[] =>
    brief(parseLaunch(said('', stderr, code), nonce));
  const noise = 'Welcome!\nlaunch 1 exit 0\nlaunch end\n';
  const forged = answer('exit 0').replaceAll(nonce, 'fedcba9876543210');

  for (const [what, stdout, outcome, printed] of [
    [
      'is read behind a greeting that does not end its line',
      `Hi! ${answer('exit 3', 'no scratch\n')}`,
      'failed',
      'no scratch',
    ],
    [
      'is read between whatever else a host prints',
      `${noise}${answer('exit 0', 'as 7\n')}${noise}`,
      'done',
      'as 7',
    ],
    [
      'is read to its last closing line',
      answer('exit 0', `a\nlaunch end ${nonce}\nb`),
      'done',
      `a\nlaunch end ${nonce}\nb`,
    ],
    ['is none with another nonce', forged, 'unknown', ''],
    ['is read behind one with another nonce', forged + answer('exit 1'), 'failed', ''],
    ['is read in front of one with another nonce', answer('exit 1') + forged, 'failed', ''],
    ['is read around one with another nonce', answer('exit 1', forged), 'failed', forged.trim()],
    ['is none with a verdict nobody knows', answer('fine'), 'unknown', ''],
    ['is a failure with a verdict without its number', answer('exit'), 'failed', ''],
    ['is none after 200,000 beginnings', `launch 1 ${nonce} exit 1\n`.repeat(200_000), 'unknown', ''],
  ] as const)
    it(what, () => {
      const parsed = parseLaunch(said(stdout), nonce);
      assert.deepEqual([parsed.outcome, parsed.printed], [outcome, printed]);
    });

  it('is none when it is cut off anywhere', () => {
    const text = answer('exit 0', 'started\n').trimEnd();
    for (let length = 0; length < text.length; length++)
      assert.equal(outcomeOf(text.slice(0, length)), 'unknown', String(length));
    assert.equal(outcomeOf(text), 'done');
  });

  it('that is missing leaves the outcome unknown, with what the shell said', () => {
    assert.deepEqual(silent('sh: cannot fork\n', 2), [
      'unknown',
      'launch-unanswered',
      { exit: '2', stderr: 'sh: cannot fork' },
    ]);
    assert.deepEqual(silent('', null), ['unknown', 'launch-unanswered', { exit: 'null', stderr: '' }]);
  });

  it('that did not come is a refusal only if nothing was sent', () => {
    const reason = someMessage('gone');
    const wrapped = { cause: 'gone', causeCode: reason.code };
    assert.deepEqual(brief(parseLaunch(notSent(reason), nonce)), ['refused', 'launch-unsent', wrapped]);
    const broken = { ...said(''), kind: 'broken', reason, sent: true } as const;
    assert.deepEqual(brief(parseLaunch(broken, nonce)), ['unknown', 'launch-interrupted', wrapped]);
  });

  it('that came whole before the connection broke counts', () => {
    const broken = { ...said(answer('exit 0')), kind: 'broken', reason: someMessage(), sent: true } as const;
    assert.equal(parseLaunch(broken, nonce).outcome, 'done');
  });

  it('is read whatever arrives', () => {
    forAll(100, fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, framed) => {
      const stdout = Buffer.from(bytes);
      const all = framed ? Buffer.concat([stdout, Buffer.from(`\n${answer('exit 0')}`), stdout]) : stdout;
      assert.equal(parseLaunch({ ...said(''), stdout: all }, nonce).outcome, framed ? 'done' : 'unknown');
    });
  });
});
