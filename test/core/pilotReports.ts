import type { PilotReport } from '../../src/core/pilotReport.ts';

/** What a pilot of `p/a` tells that has just begun, but for what is given. */
export function pilotReport(own: Partial<PilotReport> = {}): PilotReport {
  return {
    launchId: 'l1',
    component: 'p/a',
    pid: 101,
    startedMs: 0,
    phase: 'starting',
    step: 'check-host',
    sinceMs: 0,
    code: null,
    steps: [],
    message: null,
    warnings: [],
    tail: [],
    readyMs: null,
    exports: {},
    pids: [own.pid ?? 101],
    usage: null,
    ...own,
  };
}
