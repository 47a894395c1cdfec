import * as fc from 'fast-check';
import { isOver, pilotPhases } from '../../src/core/pilotReport.ts';
import { emptyMemory } from '../../src/core/types.ts';
import type { ComponentId, HostMemory, Memory } from '../../src/core/types.ts';
import { someMessage } from '../harness/messages.ts';
import { anyMessage } from './anyMessage.ts';

export const nowMs = Date.UTC(2026, 0, 1);

/** Up to four. */
const few = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { maxLength: 4 });
/** With the prototype of objects, as JSON gives them. */
const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { noNullPrototype: true });

export const text = fc.string({ unit: 'binary' });
const name = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', '10', '9', 'n-1.example.org'));
const component = fc.tuple(text, text).map(([pipe, type]): ComponentId => `${pipe}/${type}`);
const whole = fc.nat({ max: 4_194_304 });
const timeMs = fc.nat({ max: Date.UTC(2100, 0) });
const bootId = fc.option(text);
const why = anyMessage(text);
export const boots = fc.option(record({ id: text, uptimeMs: whole }));

const instance = record({ pid: whole, elapsedS: fc.option(whole), pids: few(whole), sinceMs: timeMs });
const state = fc.constantFrom('ok' as const, 'warned' as const);
const pilot = record({
  launchId: text,
  component,
  pid: whole,
  startedMs: timeMs,
  // Of those that are over not all is kept, see `encodePilot`.
  phase: fc.constantFrom(...pilotPhases.filter((phase) => !isOver({ phase }))),
  step: text,
  sinceMs: timeMs,
  code: fc.option(whole),
  steps: few(record({ command: text, state, code: fc.option(whole), seconds: whole })),
  message: fc.option(text),
  warnings: few(record({ command: text, text })),
  tail: few(text),
  readyMs: fc.option(timeMs),
  exports: fc.constantFrom({}, { ADDRESS: 'tcp://n1:4000' }),
  pids: fc.constant([]),
  usage: fc.option(text),
});
const host: fc.Arbitrary<HostMemory> = fc.record(
  {
    seenAtMs: timeMs,
    lostAfterFromMs: timeMs,
    bootId,
    machine: bootId,
    instances: few(fc.tuple(component, few(instance))).map((all) => new Map(all)),
    pilots: fc.array(pilot, { minLength: 1, maxLength: 2 }),
  },
  { noNullPrototype: true, requiredKeys: ['seenAtMs', 'bootId', 'machine', 'instances'] },
);

const stage = fc.constantFrom('ordered' as const, 'sent' as const, 'vanished' as const);
const said = { by: text, atMs: timeMs, why: fc.option(text), untilMs: fc.option(timeMs) };
const target = record({ host: name, pid: whole, bootId });
export const decision = fc.oneof(
  record({ kind: fc.constant('drain' as const), ...said, host: name, stop: fc.boolean() }),
  record({
    kind: fc.constant('pause' as const),
    ...said,
    component,
    host: fc.option(name),
    limit: whole,
    stop: fc.boolean(),
  }),
  record({
    kind: fc.constant('restart' as const),
    ...said,
    component,
    atOnce: fc.boolean(),
    left: few(target),
    of: whole,
  }),
);
const setback = { component, host: fc.option(name), failures: whole, lastAtMs: timeMs, why };
export const memories: fc.Arbitrary<Memory> = record({
  hosts: few(fc.tuple(name, host)).map((all) => new Map(all)),
  launches: few(
    record({ id: text, component, host: name, sentAtMs: timeMs, bootId, accounted: few(whole), stage }),
  ),
  setbacks: few(fc.oneof(record(setback), record({ ...setback, lastHost: name }))),
  stops: few(record({ component, host: name, pids: few(whole), orderedAtMs: timeMs })),
  decisions: few(decision),
  unfit: few(record({ component, host: name, why, requirements: text, atMs: timeMs })),
});

const launch = { component: 'p/a', host: 'n1', sentAtMs: nowMs, bootId: null, accounted: [12] } as const;

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
  launches: [{ id: 'L1', ...launch, stage: 'ordered' }],
  setbacks: [{ component: 'p/a', host: 'h1', failures: 2, lastAtMs: nowMs, why: someMessage('exit 1') }],
  stops: [{ component: 'p/a', host: 'h1', pids: [7, 8], orderedAtMs: nowMs }],
  decisions: [
    { kind: 'drain', by: 'ops', atMs: nowMs, why: null, untilMs: nowMs + 1000, host: 'h1', stop: true },
  ],
  unfit: [{ component: 'p/a', host: 'h2', why: someMessage('no rsync'), requirements: '', atMs: nowMs }],
};

/** With open launches of these ids alone. */
export function memoryOf(...ids: string[]): Memory {
  return { ...emptyMemory, launches: ids.map((id) => ({ id, ...launch, stage: 'sent' })) };
}

export function launchIds({ launches }: Memory): string[] {
  return launches.map(({ id }) => id);
}
