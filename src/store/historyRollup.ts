import type { Presence, RolledComponent, Rollup } from '../core/rollup.ts';
import { harmlessJson } from '../report/harmless.ts';
import { fields, mapped, number, parsed, replaced, time } from './historyFields.ts';
import { countAt, listOf, numbers, withoutZeros } from './historyLine.ts';

/* The lines of `logs/history/hours-*.jsonl` and `days-*.jsonl`. What is 0 is left out. */

/** An hour or a day as a line, without its end. */
export function rollupLine(rollup: Rollup): string {
  const { kind, at, passes, held, troubled, tookMs, hosts, outcomes, gone, stopped } = rollup;
  const components = Object.entries(rollup.components).map(([name, own]) => [name, componentFields(own)]);
  const told = {
    kind,
    at,
    passes,
    ...(held !== 0 && { held }),
    ...(troubled !== 0 && { troubled }),
    tookMs: [tookMs.mean, tookMs.most],
    hosts: [hosts.of, hosts.seen, hosts.least],
    ...(Object.keys(outcomes).length > 0 && { outcomes }),
    ...(gone !== 0 && { gone }),
    ...(stopped !== 0 && { stopped }),
    components: Object.fromEntries(components) as object,
  };
  return harmlessJson(JSON.stringify(told));
}

/** null where it is of a kind unknown here, `broken` where it cannot be read. */
export function rollupInLine(line: string): Rollup | 'broken' | null {
  return told(line, (components) => ({ components: replaced(components, componentOf) }));
}

/** The same, of these components alone, and without making anything of what else it tells of them. */
export function presenceInLine(line: string, ids: readonly string[]): Presence | 'broken' | null {
  return told(line, (value) => {
    const components = fields(value);
    const wanted: (number | null)[] = [];
    const running: (number | null)[] = [];
    const short: (number | null)[] = [];
    for (const id of ids) {
      const own = Object.hasOwn(components, id) ? components[id] : undefined;
      if (own === undefined || typeof own === 'number') {
        wanted.push(own ?? null);
        running.push(own ?? null);
        short.push(own === undefined ? null : 0);
      } else {
        const values = listOf(own);
        wanted.push(countAt(values, 0));
        running.push(countAt(values, 1));
        short.push(countAt(values, 3));
      }
    }
    return { wanted, running, short };
  });
}

/** @param ofComponents what is made of what it tells of its components. */
function told<T extends object>(
  line: string,
  ofComponents: (value: unknown) => T,
): (Omit<Rollup, 'components'> & T) | 'broken' | null {
  if (line.trim() === '') return null;
  const record = parsed(line);
  const [kind, at] = [record?.['kind'], time(record?.['at'])];
  if (record === null || at === undefined || typeof kind !== 'string') return 'broken';
  if (kind !== 'hour' && kind !== 'day') return null;
  const count = (name: string): number => number(record[name]) ?? 0;
  const [mean = 0, most = 0] = numbers(record['tookMs']);
  const [of = 0, seen = 0, least = 0] = numbers(record['hosts']);
  return {
    kind,
    at,
    passes: count('passes'),
    held: count('held'),
    troubled: count('troubled'),
    tookMs: { mean, most },
    hosts: { of, seen, least },
    outcomes: mapped(record['outcomes'], (value) => number(value) ?? 0),
    gone: count('gone'),
    stopped: count('stopped'),
    ...ofComponents(record['components']),
  };
}

/** `3`: as many ran all the time as are wanted, and nothing happened. */
function componentFields(own: RolledComponent): number | number[] {
  const { wanted, running, least, short, started, failed, gone } = own;
  const values = withoutZeros([wanted, running, least, short, started, failed, gone]);
  const isUsual = values.length <= 3 && running === wanted && least === wanted;
  return isUsual ? wanted : values;
}

function componentOf(value: unknown): RolledComponent {
  if (typeof value === 'number') return usualOf(value);
  const values = listOf(value);
  return {
    wanted: countAt(values, 0),
    running: countAt(values, 1),
    least: countAt(values, 2),
    short: countAt(values, 3),
    started: countAt(values, 4),
    failed: countAt(values, 5),
    gone: countAt(values, 6),
  };
}

/** One for all that are the same. */
function usualOf(count: number): RolledComponent {
  let own = usual.get(count);
  if (own === undefined) {
    own = { wanted: count, running: count, least: count, short: 0, started: 0, failed: 0, gone: 0 };
    if (usual.size < 1000) usual.set(count, own);
  }
  return own;
}

const usual = new Map<number, RolledComponent>();
