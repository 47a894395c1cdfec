import {
  isOver,
  pilotPhases,
  type PilotPhase,
  type PilotReport,
  type PilotStep,
  type Unfit,
} from '../core/pilotReport.ts';
import type { ComponentId } from '../core/types.ts';
import { iso, list, messageIn, record, text, textOrNull, time, whole, type Raw } from './raw.ts';

/**
 * What pilots told, as `state.json` has it. Of one that is over it counts that it is known, and not what it has printed: a
 * large fleet has many of them.
 */
export function encodePilot({ startedMs, sinceMs, readyMs, ...pilot }: PilotReport): object {
  return {
    ...pilot,
    ...(isOver(pilot) && { pids: [], steps: [], warnings: [], tail: [], exports: {}, usage: null }),
    started: iso(startedMs),
    since: iso(sinceMs),
    ready: readyMs === null ? null : iso(readyMs),
  };
}

/** @throws Error with a sentence of what is wrong. */
export function decodePilot(item: Raw): PilotReport {
  return {
    launchId: text(item['launchId'], 'launchId'),
    component: text(item['component'], 'component') as ComponentId,
    pid: whole(item['pid'], 'pid'),
    pids: list(item['pids'] ?? [], 'pids').map((pid) => whole(pid, 'pids')),
    startedMs: time(item['started'], 'started'),
    phase: phase(item['phase']),
    step: text(item['step'], 'step'),
    sinceMs: time(item['since'], 'since'),
    code: wholeOrNull(item['code'], 'code'),
    steps: list(item['steps'], 'steps').map((step) => decodeStep(record(step, 'a step'))),
    message: textOrNull(item['message'], 'message'),
    warnings: list(item['warnings'], 'warnings').map((one) => {
      const warning = record(one, 'a warning');
      return { command: text(warning['command'], 'command'), text: text(warning['text'], 'text') };
    }),
    tail: list(item['tail'], 'tail').map((line) => text(line, 'tail')),
    readyMs: (item['ready'] ?? null) === null ? null : time(item['ready'], 'ready'),
    exports: Object.fromEntries(
      Object.entries(record(item['exports'], 'exports')).map(([name, value]) => [name, text(value, name)]),
    ),
    usage: textOrNull(item['usage'] ?? null, 'usage'),
  };
}

function decodeStep(step: Raw): PilotStep {
  return {
    command: text(step['command'], 'command'),
    state: text(step['state'], 'state') as PilotStep['state'],
    code: wholeOrNull(step['code'], 'code'),
    seconds: whole(step['seconds'], 'seconds'),
  };
}

export function encodeUnfit({ atMs, ...unfit }: Unfit): object {
  return { ...unfit, at: iso(atMs) };
}

/** @throws Error with a sentence of what is wrong. */
export function decodeUnfit(item: Raw): Unfit {
  return {
    component: text(item['component'], 'component') as ComponentId,
    host: text(item['host'], 'host'),
    why: messageIn(item['why'], 'why'),
    requirements: text(item['requirements'] ?? '', 'requirements'),
    atMs: time(item['at'], 'at'),
  };
}

function phase(value: unknown): PilotPhase {
  const found = pilotPhases.find((name) => name === value);
  if (found === undefined) throw new Error(`phase is none of ${pilotPhases.join(', ')}`);
  return found;
}

function wholeOrNull(value: unknown, name: string): number | null {
  return (value ?? null) === null ? null : whole(value, name);
}
