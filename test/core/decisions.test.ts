import assert from 'node:assert/strict';
import { decided, pauseOf, withoutDone } from '../../src/core/decisions.ts';
import { remember, withoutFuture } from '../../src/core/memory.ts';
import { emptyMemory } from '../../src/core/types.ts';
import type { Decision, Memory, PauseDecision, RestartDecision } from '../../src/core/types.ts';
import { component, host, nowMs, said, seen, wanted } from './worlds.ts';

const dayMs = 86_400_000;

function pause(own: Partial<PauseDecision> = {}): PauseDecision {
  return { kind: 'pause', ...said, component: 'p/a', host: null, limit: 0, stop: false, ...own };
}

describe('what operators decided', () => {
  it('of two on one matter the later holds, and the others are left', () => {
    const drain: Decision = { kind: 'drain', ...said, host: 'h1', stop: false };
    const here = pause({ host: 'h1' });
    assert.deepEqual(decided([pause(), drain, here], [pause({ limit: 2 }), { ...drain, stop: true }]), [
      here,
      pause({ limit: 2 }),
      { ...drain, stop: true },
    ]);
  });

  it('of what is said under several names of a host the strictest holds, and to stop comes first', () => {
    const [one, two] = [pause({ host: 'h1' }), pause({ host: 'h2', stop: true })];
    const decisions = [pause({ limit: 1 }), one, two, pause({ host: 'h3', limit: 4 })];
    assert.equal(pauseOf(decisions, 'p/a', ['h1', 'h2', 'h3']), two);
    assert.equal(pauseOf(decisions, 'p/a', ['h3', 'h1']), one);
    assert.equal(pauseOf(decisions, 'p/a', null)?.limit, 1);
    assert.equal(pauseOf(decisions, 'p/a', ['h4']), null);
    assert.equal(pauseOf(decisions, 'p/b', ['h1']), null);
  });

  it('a whole pause is kept though none is wanted for now; one held at a number ends when that is wanted', () =>
    assert.deepEqual([kept(0, 0), kept(3, 0), kept(3, 2), kept(3, 3), kept(3, 4)], [1, 1, 1, 0, 0]));

  it('made while the clock was ahead, it holds no longer than it was to', () => {
    const ahead = { atMs: nowMs + 400 * dayMs, untilMs: nowMs + 400 * dayMs + 7_200_000 };
    const [until, ever] = withoutFuture(
      { ...emptyMemory, decisions: [pause(ahead), pause({ ...ahead, untilMs: null, host: 'h1' })] },
      nowMs,
      nowMs,
    ).decisions;
    assert.deepEqual([until?.atMs, until?.untilMs], [nowMs, nowMs + 7_200_000]);
    assert.deepEqual([ever?.atMs, ever?.untilMs], [nowMs, null]);
  });

  describe('a restart', () => {
    it('is not forgotten when the clock was ahead as it was ordered, and is right since', () => {
      const before = ordered(look(emptyMemory, nowMs + dayMs), nowMs + dayMs);
      assert.equal(leftOf(look(withoutFuture(before, nowMs, nowMs), nowMs)), 2);
    });

    it('has nothing left once the host was booted anew, though the pids are the same', () => {
      const before = ordered(look(emptyMemory, nowMs), nowMs);
      assert.equal(leftOf(look(before, nowMs + 60_000)), 2);
      const booted = remember(before, world, new Map([['h1', seen({ 'p/a': 2 }, 'boot-2')]]), nowMs).memory;
      assert.equal(leftOf(booted), 0);
    });
  });
});

const world = wanted({ hosts: [host('h1')], components: [component('p/a', { count: 2 })] });

function look(before: Memory, atMs: number): Memory {
  return remember(before, world, new Map([['h1', seen({ 'p/a': 2 })]]), atMs).memory;
}

/** A restart of all that is there. */
function ordered(memory: Memory, atMs: number): Memory {
  const there = memory.hosts.get('h1')?.instances.get('p/a') ?? [];
  const left = there.map(({ pid }) => ({ host: 'h1', pid, bootId: 'boot-1' }));
  const own = { component: 'p/a', atOnce: false, left, of: left.length } as const;
  const restart: RestartDecision = { kind: 'restart', ...said, atMs, ...own };
  return { ...memory, decisions: [restart] };
}

function leftOf({ decisions: [one] }: Memory): number {
  return one?.kind === 'restart' ? one.left.length : 0;
}

/** How many pauses are left of one that holds a component of so many at a limit. */
function kept(count: number, limit: number): number {
  const memory = { ...emptyMemory, decisions: [pause({ limit, stop: true })] };
  return withoutDone(memory, [component('p/a', { count })], nowMs).decisions.length;
}
