import * as fc from 'fast-check';
import { isOver, pilotPhases } from '../../src/core/pilotReport.ts';
import { emptyMemory } from '../../src/core/types.ts';
import type { ComponentId, Decision, HostMemory, Memory, OpenLaunch } from '../../src/core/types.ts';
import { someMessage } from '../harness/messages.ts';
import { anyMessage } from './anyMessage.ts';

export const nowMs = Date.UTC(2026, 0, 1);

export const text = fc.string({ unit: 'binary' });
const name = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', '10', '9', 'n-1.example.org'));
const id = fc.tuple(text, text).map(([pipe, type]): ComponentId => `${pipe}/${type}`);
const whole = fc.nat({ max: 4_194_304 });
const timeMs = fc.nat({ max: Date.UTC(2100, 0) });
const bootId = fc.option(text);
export const boots = fc.option(fc.record({ id: text, uptimeMs: whole }, { noNullPrototype: true }));
const plain = { noNullPrototype: true } as const;
const instance = fc.record(
  { pid: whole, elapsedS: fc.option(whole), pids: fc.array(whole, { maxLength: 3 }), sinceMs: timeMs },
  plain,
);
const byComponent = fc
  .uniqueArray(fc.tuple(id, fc.array(instance, { maxLength: 3 })), { maxLength: 4, selector: ([id]) => id })
  .map((entries) => new Map(entries));
const code = fc.option(whole);
const pilots = fc.array(
  fc.record(
    {
      launchId: text,
      component: id,
      pid: whole,
      startedMs: timeMs,
      // Of those that are over not all is kept, see `encodePilot`.
      phase: fc.constantFrom(...pilotPhases.filter((phase) => !isOver({ phase }))),
      step: text,
      sinceMs: timeMs,
      code,
      steps: fc.array(
        fc.record(
          { command: text, state: fc.constantFrom('ok' as const, 'warned' as const), code, seconds: whole },
          plain,
        ),
        { maxLength: 2 },
      ),
      message: fc.option(text),
      warnings: fc.array(fc.record({ command: text, text }, plain), { maxLength: 2 }),
      tail: fc.array(text, { maxLength: 2 }),
      readyMs: fc.option(timeMs),
      exports: fc.constantFrom({}, { ADDRESS: 'tcp://n1:4000' }),
      pids: fc.constant([]),
      usage: fc.option(text),
    },
    plain,
  ),
  { minLength: 1, maxLength: 2 },
);
const hosts = fc
  .uniqueArray(
    fc.tuple(
      name,
      fc.record(
        { seenAtMs: timeMs, bootId, machine: bootId, instances: byComponent, pilots },
        { ...plain, requiredKeys: ['seenAtMs', 'bootId', 'machine', 'instances'] },
      ),
    ),
    {
      maxLength: 4,
      selector: ([name]) => name,
    },
  )
  .map((entries) => new Map<string, HostMemory>(entries));
const stage = fc.constantFrom('ordered' as const, 'sent' as const, 'vanished' as const);
const accounted = fc.array(whole, { maxLength: 3 });
const launch = fc.record(
  { id: text, component: id, host: name, sentAtMs: timeMs, bootId, accounted, stage },
  plain,
);
const launches = fc.array(launch, { maxLength: 4 });
const setback = fc.record(
  {
    component: id,
    host: fc.option(name),
    failures: whole,
    lastAtMs: timeMs,
    why: anyMessage(text),
    lastHost: name,
  },
  { ...plain, requiredKeys: ['component', 'host', 'failures', 'lastAtMs', 'why'] },
);
const setbacks = fc.array(setback, { maxLength: 4 });
const stop = fc.record(
  { component: id, host: name, pids: fc.array(whole, { maxLength: 3 }), orderedAtMs: timeMs },
  plain,
);
const stops = fc.array(stop, { maxLength: 4 });
const said = { by: text, atMs: timeMs, why: fc.option(text), untilMs: fc.option(timeMs) };
const target = fc.record({ host: name, pid: whole, bootId }, plain);
export const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({ kind: fc.constant('drain' as const), ...said, host: name, stop: fc.boolean() }, plain),
  fc.record(
    {
      kind: fc.constant('pause' as const),
      ...said,
      component: id,
      host: fc.option(name),
      limit: whole,
      stop: fc.boolean(),
    },
    plain,
  ),
  fc.record(
    {
      kind: fc.constant('restart' as const),
      ...said,
      component: id,
      atOnce: fc.boolean(),
      left: fc.array(target, { maxLength: 3 }),
      of: whole,
    },
    plain,
  ),
);
const decisions = fc.array(decision, { maxLength: 4 });
const unfit = fc.array(
  fc.record({ component: id, host: name, why: anyMessage(text), requirements: text, atMs: timeMs }, plain),
  {
    maxLength: 3,
  },
);
export const memories: fc.Arbitrary<Memory> = fc.record(
  { hosts, launches, setbacks, stops, decisions, unfit },
  plain,
);

/** With something of everything. */
export const someMemory: Memory = {
  hosts: new Map([
    [
      'h1',
      {
        seenAtMs: nowMs,
        bootId: 'boot-1',
        machine: 'boot-1 h1 ops /home/ops',
        instances: new Map([['p/a', [{ pid: 7, elapsedS: 60, pids: [7, 8], sinceMs: nowMs - 60_000 }]]]),
      },
    ],
  ]),
  launches: [
    {
      id: 'L1',
      component: 'p/a',
      host: 'h2',
      sentAtMs: nowMs,
      bootId: null,
      accounted: [12],
      stage: 'ordered',
    },
  ],
  setbacks: [{ component: 'p/a', host: 'h1', failures: 2, lastAtMs: nowMs, why: someMessage('exit 1') }],
  stops: [{ component: 'p/a', host: 'h1', pids: [7, 8], orderedAtMs: nowMs }],
  decisions: [
    { kind: 'drain', by: 'ops', atMs: nowMs, why: null, untilMs: nowMs + 1000, host: 'h1', stop: true },
  ],
  unfit: [
    { component: 'p/a', host: 'h2', why: someMessage('no command rsync'), requirements: '', atMs: nowMs },
  ],
};

/** With open launches of these ids alone. */
export function memoryOf(...ids: string[]): Memory {
  const launches = ids.map((id): OpenLaunch => ({
    id,
    component: 'p/a',
    host: 'n1',
    sentAtMs: nowMs,
    bootId: null,
    accounted: [],
    stage: 'sent',
  }));
  return { ...emptyMemory, launches };
}

export function launchIds({ launches }: Memory): string[] {
  return launches.map(({ id }) => id);
}
