import assert from 'node:assert/strict';
import { lessonsOfPilots } from '../../src/core/pilotEnds.ts';
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
  for (const [title, lifetime, pilot, lesson, stops = []] of cases)
    it(`a ${lifetime}-lived component that ${title}: ${lesson}`, () => {
      const world = wanted({ components: [component('p/a', { lifetime })] });
      const { failures, well } = lessonsOfPilots([{ host: 'h', pilot: pilotReport(pilot) }], stops, world);
      assert.deepEqual(
        { failures: failures.length, well: well.length },
        { failures: Number(lesson === 'failure'), well: Number(lesson === 'well') },
      );
    });

  it('nothing from the pilot of a component that is no longer in the file', () => {
    const pilot = pilotReport({ phase: 'failed' });
    assert.deepEqual(lessonsOfPilots([{ host: 'h', pilot }], [], wanted({})), { failures: [], well: [] });
  });
});

describe('phases of a pilot', () => {
  it('are final for a pilot that ended, failed, was unfit or was stopped', () => {
    assert.deepEqual(
      pilotPhases.filter((phase) => isOver({ phase })),
      ['ended', 'failed', 'unfit', 'stopped'],
    );
  });
});
