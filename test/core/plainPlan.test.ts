import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { takeCensus } from '../../src/core/census.ts';
import { planStarts } from '../../src/core/plan.ts';
import type { Attempt } from '../../src/core/room.ts';
import type { Action, HeldInstance, Memory } from '../../src/core/types.ts';
import type { Unfit } from '../../src/core/pilotReport.ts';
import { someMessage } from '../harness/messages.ts';
import { runs } from '../harness/sample.ts';
import { plainStarts } from './plainPlan.ts';
import { anyDecision, anySetback, held, nowMs, openLaunch, worlds, type World } from './worlds.ts';
import { forAll } from '../harness/forAll.ts';

describe('the plan beside the plainest that keeps to SPEC §6', () => {
  it('is the same, decision for decision, whatever there is', () => {
    const told = { start: 0, blocked: 0, held: 0 };
    const often = runs(1500);
    forAll(
      often,
      worlds({ groups: true }).chain(troubled),
      ({ world: { wanted, sightings }, memory, attempts }) => {
        const census = takeCensus(wanted, memory, sightings, nowMs);
        const { actions } = planStarts(wanted, census, attempts);
        assert.deepEqual(actions.map(lineOf), plainStarts(wanted, census, attempts));
        for (const { action } of actions) if (action !== 'stop') told[action]++;
      },
    );
    // A comparison of plans without decisions would show nothing.
    for (const [action, count] of Object.entries(told))
      assert.ok(count > often.numRuns / 40, `${count} ${action}`);
  });
});

function lineOf(action: Action): string {
  const { component, reasons } = action;
  if (action.action === 'start') return `start ${component} on ${action.host}`;
  if (action.action !== 'blocked')
    return `held ${component} ${action.action === 'held' ? action.missing : ''}`;
  const told = reasons.map(({ code, params, hosts, hostNames = [] }) => {
    assert.equal(hosts ?? 0, hostNames.length);
    return [code, ...((params['components'] as string[] | undefined) ?? []), ...hostNames].join(' ');
  });
  return `blocked ${component} ${action.missing}: ${told.join('; ')}`;
}

interface Troubled {
  readonly world: World;
  readonly memory: Memory;
  readonly attempts: readonly Attempt[];
}

/** With what is presumed, open, failed and decided in it. */
function troubled(world: World): fc.Arbitrary<Troubled> {
  const { hosts, components } = world.wanted;
  const [names, ids] = [hosts.map(({ name }) => name), components.map(({ id }) => id)];
  const [host, component] = [fc.constantFrom(...names), fc.constantFrom(...ids)];
  const atMs = fc.integer({ min: 0, max: 20 }).map((minutes) => nowMs - minutes * 60_000);
  const stage = fc.constantFrom('ordered' as const, 'sent' as const, 'vanished' as const);
  const launch = fc
    .record({ id: fc.uuid(), component, host, sentAtMs: atMs, bootId: fc.constant(null), stage })
    .map(openLaunch);
  const seenBefore = fc
    .tuple(fc.uniqueArray(component), atMs)
    .map(([there, seenAtMs]) =>
      held([], { seenAtMs, instances: new Map(there.map((id) => [id, [instance]])) }),
    );
  const attempt: fc.Arbitrary<Attempt> = fc.record({
    component,
    host,
    outcome: fc.constantFrom('failed', 'refused', 'done', 'unknown'),
  });
  const unfit: fc.Arbitrary<Unfit> = fc.record({
    component,
    host,
    why: fc.constant(someMessage()),
    requirements: fc.constant(''),
    atMs,
  });
  const few = { maxLength: 4 };
  return fc.record({
    world: fc.constant(world),
    memory: fc.record({
      hosts: fc.array(fc.tuple(host, seenBefore), few).map((entries) => new Map(entries)),
      launches: fc.array(launch, few),
      setbacks: fc.array(anySetback(ids, names), few),
      stops: fc.constant([]),
      decisions: fc.array(anyDecision(ids, names, fc.constant(false)), { maxLength: 3 }),
      unfit: fc.array(unfit, { maxLength: 3 }),
    }),
    attempts: fc.oneof(fc.constant([]), fc.array(attempt, few)),
  });
}

const instance: HeldInstance = { pid: 1, elapsedS: 60, pids: [1], sinceMs: nowMs - 60_000 };
