import { noCounters } from '../../src/core/counters.ts';
import type { Facts } from '../../src/report/metrics/facts.ts';
import type { HostReport } from '../../src/report/document.ts';
import type { Vitals } from '../../src/core/types.ts';
import { vitals } from '../core/worlds.ts';
import { someMessage } from '../harness/messages.ts';
import { backoff, component, quarantine, report, seenHost, unknownHost } from './reports.ts';

/** What metrics are made of, for a fleet where all is well and nothing is there, but for what is given. */
export function facts(own: Partial<Facts> = {}): Facts {
  const timeouts = { probeMs: 10_000, launchMs: 30_000, settleMs: 2000, stopMs: 10_000, passMs: 240_000 };
  return {
    version: '1.2.3',
    config: {
      namespace: 'default',
      debugMode: false,
      brownout: 0.5,
      pools: new Map(),
      components: [],
      timeouts,
    },
    report: report(),
    pass: { atMs: Date.parse('2026-11-21T03:15:00.000Z'), tookMs: 4321 },
    staleAfterMs: 840_000,
    counters: noCounters,
    ...own,
  };
}

/** A fleet in which there is something of everything that is measured. */
export function manyFacts(): Facts {
  const until = '2026-11-21T03:30:00.000Z';
  const wait = backoff('exit status 1', { failures: 3, until });
  const told = { by: 'ops', at: '2026-11-20T00:00:00.000Z' };
  const own: Partial<Vitals> = { cores: 8, load1: 1.25, memoryKiB: 1000, memoryAvailableKiB: 250, gpus: 2 };
  const hosts: HostReport[] = [
    seenHost('n1', {
      hot: 3,
      hotlimit: 4,
      components: { 'p/a': 2, 'p/b': 1 },
      vitals: { ...vitals('b'), ...own, diskAvailableKiB: 5, uptimeS: 12.5 },
      backoff: { 'p/b': wait },
    }),
    seenHost('n2', { drain: 'disk', quarantine: { ...quarantine('exit 1'), until } }),
    unknownHost('n3', 'no route', { components: { 'p/a': 1 } }),
    { ...unknownHost('n4', 'no answer'), sighting: 'down' },
  ];
  const { config } = facts();
  return facts({
    config: { ...config, pools: new Map([['tape', 7]]), components: [{ id: 'p/b', pool: 'tape' }] },
    report: report({
      hosts,
      components: [
        component('p/a', 4, { running: 2, presumed: 1, pending: 0, missing: 1, vanished: 0 }),
        component('p/b', 2, {
          running: 1,
          pending: 1,
          comingUp: 1,
          ready: 1,
          vanished: 1,
          missing: 1,
          hot: 2,
          backoff: wait,
        }),
        component('p/c', 5, { on: false, running: 0 }),
      ],
      unlisted: [{ host: 'old', components: { 'p/a': 1 } }],
      brownout: { held: false, unknown: 2, of: 3 },
      summary: { start: 1, stop: 0, blocked: 1, held: 0, unknownHosts: 2, short: 2, missing: 2 },
      actions: [{ action: 'blocked', component: 'p/a', missing: 1, reasons: [] }],
      decisions: [
        { kind: 'drain', host: 'n2', stop: false, ...told },
        { kind: 'pause', component: 'p/a', limit: 0, stop: true, ...told },
      ],
      problems: [someMessage('the log cannot be written')],
    }),
    counters: {
      passes: { run: 12, stop: 1 },
      held: 2,
      troubled: 3,
      tookMs: 45_500,
      launches: { 'p/a': { confirmed: 9, failed: 2 }, 'p/gone': { confirmed: 1 } },
      stops: { killed: 1 },
    },
  });
}
