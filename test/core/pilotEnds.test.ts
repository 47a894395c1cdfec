import assert from 'node:assert/strict';
import { lessonsOfPilots, type PilotLessons } from '../../src/core/pilotEnds.ts';
import { isOver, pilotPhases, type PilotReport } from '../../src/core/pilotReport.ts';
import type { Component, OpenStop } from '../../src/core/types.ts';
import { pilotReport } from './pilotReports.ts';
import { component, wanted } from './worlds.ts';

type Lesson = 'failure' | 'well' | 'nothing';
type Case = readonly [
  title: string,
  lifetime: Component['lifetime'],
  pilot: Partial<PilotReport>,
  lesson: Lesson,
  stops?: readonly OpenStop[],
];

const minUptimeMs = 300_000;
const stop: OpenStop = { component: 'p/a', host: 'h', pids: [101], orderedAtMs: 0 };
const steps: PilotReport['steps'] = [
  { command: 'check-host', state: 'ok', code: 0, seconds: 1 },
  { command: 'run-component', state: 'ok', code: 0, seconds: 400 },
];

const cases: readonly Case[] = [
  ['failed in a command after long', 'long', { phase: 'failed', sinceMs: 9 * minUptimeMs }, 'failure'],
  ['failed in a command after long', 'short', { phase: 'failed', sinceMs: 9 * minUptimeMs }, 'failure'],
  ['ended with exit 2', 'short', { phase: 'ended', code: 2 }, 'failure'],
  ['ended just before minUptime', 'long', { phase: 'ended', code: 0, sinceMs: minUptimeMs - 1 }, 'failure'],
  ['ended at minUptime', 'long', { phase: 'ended', code: 1, sinceMs: minUptimeMs }, 'nothing'],
  ['was stopped just before minUptime', 'long', { phase: 'stopped', sinceMs: minUptimeMs - 1 }, 'failure'],
  ['was stopped at minUptime', 'long', { phase: 'stopped', sinceMs: minUptimeMs }, 'nothing'],
  ['was stopped at once', 'short', { phase: 'stopped' }, 'nothing'],
  ['was unfit', 'short', { phase: 'unfit' }, 'nothing'],
  ['was unfit', 'long', { phase: 'unfit' }, 'nothing'],
  ['ended well', 'short', { phase: 'ended', code: 0 }, 'well'],
  [
    'lived long in its last command, and the pilot ended at once',
    'long',
    { phase: 'ended', step: 'run-component', steps },
    'nothing',
  ],
  ['was stopped by muster', 'long', { phase: 'stopped' }, 'nothing', [stop]],
  [
    'was stopped while muster stopped others',
    'long',
    { phase: 'stopped' },
    'failure',
    [
      { ...stop, pids: [7] },
      { ...stop, host: 'other' },
      { ...stop, component: 'p/b' },
    ],
  ],
];

describe('what muster learns from the end of a pilot', () => {
  for (const [title, lifetime, pilot, lesson, stops] of cases)
    it(`a ${lifetime}-lived component that ${title}: ${lesson}`, () => {
      const { failures, well } = lessonsOf(pilot, lifetime, stops);
      assert.deepEqual(
        { failures: failures.length, well: well.length },
        { failures: Number(lesson === 'failure'), well: Number(lesson === 'well') },
      );
    });

  it('why it failed, with the time its component ran where that is what counts', () => {
    const short = steps.map((step) => ({ ...step, seconds: 5 }));
    for (const [pilot, code, params] of [
      [
        { phase: 'failed', message: 'no wheel' },
        'pilot-command-failed',
        { step: 'check-host', exit: null, cause: 'no wheel' },
      ],
      [
        { phase: 'ended', code: 0, step: 'run-component', steps: short },
        'pilot-component-ended',
        { exit: 0, cause: null, livedS: 5 },
      ],
      [{ phase: 'stopped', sinceMs: 10_000 }, 'pilot-ended-by-signal', { step: 'check-host', livedS: 10 }],
    ] as const) {
      const why = lessonsOf(pilot, 'long').failures[0]?.why;
      assert.deepEqual([why?.code, why?.params], [code, params]);
    }
  });

  it('nothing from the pilot of a component that is no longer in the file', () => {
    const pilot = pilotReport({ phase: 'failed' });
    assert.deepEqual(lessonsOfPilots([{ host: 'h', pilot }], [], wanted({})), { failures: [], well: [] });
  });
});

describe('phases of a pilot', () => {
  it('are final for a pilot that ended, failed, was unfit or was stopped', () =>
    assert.deepEqual(
      pilotPhases.filter((phase) => isOver({ phase })),
      ['ended', 'failed', 'unfit', 'stopped'],
    ));
});

function lessonsOf(
  pilot: Partial<PilotReport>,
  lifetime: Component['lifetime'],
  stops: readonly OpenStop[] = [],
): PilotLessons {
  const world = wanted({ components: [component('p/a', { lifetime })] });
  return lessonsOfPilots([{ host: 'h', pilot: pilotReport(pilot) }], stops, world);
}
