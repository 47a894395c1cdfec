import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Process } from '../../src/core/types.ts';
import { parsePilots } from '../../src/remote/pilotLines.ts';
import { forAll } from '../harness/forAll.ts';

const lines = (text: string): string[] => text.trim().split('\n');

/** As a host told it that had one coming up, and one whose environment could not be built. */
const recorded = lines(`
pilot 1 20261121T031400-1f9a3c5e0000 4711 1795266840 starting prepare-environment 1795266850 -
component lta/bundler
steps check-host:ok:0:0 make-sandbox:ok:0:1 run-tests:warned:1:3
warning run-tests disk is slow
pilot 1 20261121T030000-1f9a3c5e0001 4600 1795266000 failed prepare-environment 1795266090 1
component lta/bundler
steps check-host:ok:0:0 prepare-environment:failed:1:90 clean-up:skipped:-:0
message pip exit 1
tail Looking in links: wheels
tail ERROR: no matching distribution
pilot 1 20261121T020000-1f9a3c5e0002 4500 1795260000 running run-component 1795260005 -
component lta/bridge
steps check-host:ok:0:0
ready 1795260010
export ADDRESS=tcp://n1:4000
export TOKEN=a=b
`);

/** A shell of the pilot of a launch. */
const shellOf = (launchId: string, pid: number): Process => ({
  user: 'u',
  pid,
  ppid: 1,
  state: 'S',
  elapsedS: 1,
  command: `sh /home/u/.muster/default/sandboxes/${launchId}/.muster/pilot muster-pilot:default:lta/bundler:`,
});

/** A host whose clock goes as ours, and that does not tell when it was booted. */
const clock = { aheadMs: 0, bootedMs: null };

describe('what pilots tell of themselves', () => {
  it('is read with the times of our own clock', () => {
    const [comingUp, failed, running] = parsePilots(recorded, { ...clock, aheadMs: 5000 }, [
      shellOf('20261121T031400-1f9a3c5e0000', 4711),
      shellOf('20261121T031400-1f9a3c5e0000', 4712),
    ]);
    assert.deepEqual(comingUp, {
      launchId: '20261121T031400-1f9a3c5e0000',
      component: 'lta/bundler',
      pid: 4711,
      pids: [4711, 4712],
      startedMs: 1795266835000,
      phase: 'starting',
      step: 'prepare-environment',
      sinceMs: 1795266845000,
      code: null,
      steps: [
        { command: 'check-host', state: 'ok', code: 0, seconds: 0 },
        { command: 'make-sandbox', state: 'ok', code: 0, seconds: 1 },
        { command: 'run-tests', state: 'warned', code: 1, seconds: 3 },
      ],
      message: null,
      warnings: [{ command: 'run-tests', text: 'disk is slow' }],
      tail: [],
      readyMs: null,
      exports: {},
      usage: null,
    });
    assert.equal(failed?.message, 'pip exit 1');
    assert.equal(failed?.code, 1);
    assert.deepEqual(failed?.tail, ['Looking in links: wheels', 'ERROR: no matching distribution']);
    assert.equal(failed?.steps[2]?.code, null);
    assert.equal(running?.readyMs, 1795260005000);
    assert.deepEqual(running?.exports, { ADDRESS: 'tcp://n1:4000', TOKEN: 'a=b' });
  });

  it('a component whose pilot was killed has ended when its exit code is there', () => {
    const told = [...recorded.slice(-6), 'exit 137 1795260065', 'usage wall 60 s'];
    const [killed] = parsePilots(told, clock, []);
    assert.deepEqual([killed?.phase, killed?.code, killed?.sinceMs], ['ended', 137, 1795260065000]);
    assert.equal(killed?.usage, 'wall 60 s');
    const [ahead] = parsePilots(told, { ...clock, aheadMs: 5000 }, []);
    assert.equal(ahead?.sinceMs, 1795260060000);
    const [unreadable] = parsePilots([...recorded.slice(-6), 'exit x 1795260065'], clock, []);
    assert.equal(unreadable?.phase, 'running');
    const [living] = parsePilots(told, clock, [shellOf('20261121T020000-1f9a3c5e0002', 4501)]);
    assert.equal(living?.phase, 'running');
    // What a command failed with stands.
    const [, failed] = parsePilots([...recorded.slice(0, 10), 'exit 0'], clock, []);
    assert.deepEqual([failed?.phase, failed?.code], ['failed', 1]);
  });

  it('what cannot be understood is left out, and the others stand', () => {
    const head = 'pilot 1 l 7 1 starting check-host 1 -';
    for (const bad of [
      'pilot 2 l 7 1 starting check-host 1 -',
      'pilot 1 l 7 1 flying check-host 1 -',
      'pilot 1 ../../x 7 1 starting check-host 1 -',
      'pilot 1 l 99999999999999 1 starting check-host 1 -',
      'pilot 1 l 7 1 starting check;host 1 -',
      'pilot 1 l 7 1 starting check-host 1 - more',
    ])
      assert.deepEqual(
        parsePilots([bad, 'component p/a', head, 'component p/b'], clock, []).map(
          ({ component }) => component,
        ),
        ['p/b'],
        bad,
      );
    assert.deepEqual(parsePilots([head], clock, []), []);
    assert.deepEqual(parsePilots(['component p/a', 'exit 0'], clock, []), []);
  });

  it('what was up before its host was booted is not told of, and what was over by then is', () => {
    const told = [
      'pilot 1 l1 7 1000 running run-component 1000 -',
      'component p/a',
      'pilot 1 l2 8 1000 failed check-host 1000 1',
      'component p/b',
      'pilot 1 l3 9 2000 running run-component 2000 -',
      'component p/c',
    ];
    const launches = (bootedMs: number, processes: Process[] = []) =>
      parsePilots(told, { aheadMs: 0, bootedMs }, processes).map(({ launchId }) => launchId);
    assert.deepEqual(launches(1_500_000), ['l2', 'l3']);
    assert.deepEqual(launches(900_000), ['l1', 'l2', 'l3']);
    // Hosts report whole seconds.
    assert.deepEqual(launches(1_002_000), ['l1', 'l2', 'l3']);
    // A pilot with processes was not ended by the boot.
    assert.deepEqual(launches(1_500_000, [shellOf('l1', 7)]), ['l1', 'l2', 'l3']);
  });

  it('no control character of it gets any further, and no more than a host may say', () => {
    const [pilot] = parsePilots(
      [
        'pilot 1 l 7 1 failed check-host 1 1',
        'component p/a',
        `message \u001b[2J${'x'.repeat(10_000)}`,
        ...Array.from({ length: 50 }, (_, n) => `tail line ${n}\u0007`),
        ...Array.from({ length: 50 }, () => 'warning a b'),
        `steps unreadable ${'a:ok:0:0 '.repeat(100)}`,
        'export ALSO=1\u0007',
        `export LONG=${'x'.repeat(600)}`,
        ...Array.from({ length: 200 }, (_, n) => `export NAME${n}=1`),
      ],
      clock,
      [],
    );
    assert.equal(pilot?.message?.length, 500);
    assert.doesNotMatch(JSON.stringify(pilot), /\\u00|\p{Cc}/u);
    assert.equal(pilot?.tail.length, 10);
    assert.equal(pilot?.tail.at(-1)?.trim(), 'line 49');
    assert.equal(pilot?.warnings.length, 5);
    assert.deepEqual([pilot?.steps.length, pilot?.steps[0]?.command], [50, 'a']);
    assert.equal(Object.keys(pilot?.exports ?? {}).length, 50);
    assert.deepEqual(Object.keys(pilot?.exports ?? {}).slice(0, 2), ['ALSO', 'NAME0']);
    const many = Array.from({ length: 2000 }, (_, n) => [
      `pilot 1 l${n} 7 1 starting a 1 -`,
      'component p/a',
    ]);
    const read = parsePilots(many.flat(), clock, []);
    assert.deepEqual([read.length, read[0]?.launchId], [500, 'l1500']);
  });

  it('no export sets what a shell or a loader goes by on another host', () => {
    const bad = [
      'PATH=/tmp',
      'LD_PRELOAD=/x',
      'IFS=x',
      'HOME=/',
      '=x',
      '1A=x',
      'A B=x',
      'A;B=x',
      'A',
      '__proto__=x',
    ];
    const [pilot] = parsePilots(
      ['pilot 1 l 7 1 running a 1 -', 'component p/a', ...bad.map((text) => `export ${text}`), 'export OK=1'],
      clock,
      [],
    );
    assert.equal(pilot?.exports['OK'], '1');
    assert.equal(Object.getPrototypeOf(pilot?.exports), Object.prototype);
    for (const name of ['PATH', 'LD_PRELOAD', 'IFS', 'HOME', '1A'])
      assert.ok(!Object.hasOwn(pilot?.exports ?? {}, name));
  });

  it('any lines at all are read', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(...recorded),
      fc.string().map((text) => `tail ${text}`),
      fc.string().map((text) => `steps ${text}`),
      fc.string().map((text) => `export ${text}`),
    );
    forAll(100, fc.array(line), fc.integer(), (told, aheadMs) => {
      for (const pilot of parsePilots(told, { ...clock, aheadMs }, []))
        assert.ok(Number.isFinite(pilot.sinceMs));
    });
  });
});
