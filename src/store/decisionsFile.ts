import type { ComponentId, Decision, RestartTarget, Said } from '../core/types.ts';
import { flag, iso, list, record, text, textOrNull, time, whole, type Raw } from './raw.ts';

/** A decision of an operator as `state.json` holds it. */
export function encodeDecision(decision: Decision): unknown {
  const { atMs, untilMs, ...rest } = decision;
  const times = { at: iso(atMs), until: untilMs === null ? null : iso(untilMs) };
  return { ...rest, ...times };
}

/** @throws what is not as it should be. */
export function decodeDecision(item: Raw): Decision {
  const said: Said = {
    by: text(item['by'], 'by'),
    atMs: time(item['at'], 'at'),
    why: textOrNull(item['why'], 'why'),
    untilMs: item['until'] === null ? null : time(item['until'], 'until'),
  };
  const component = (): ComponentId => text(item['component'], 'component') as ComponentId;
  switch (item['kind']) {
    case 'drain':
      return { kind: 'drain', ...said, host: text(item['host'], 'host'), stop: flag(item['stop'], 'stop') };
    case 'pause':
      return {
        kind: 'pause',
        ...said,
        component: component(),
        host: textOrNull(item['host'], 'host'),
        limit: whole(item['limit'], 'limit'),
        stop: flag(item['stop'], 'stop'),
      };
    case 'restart':
      return {
        kind: 'restart',
        ...said,
        component: component(),
        atOnce: flag(item['atOnce'], 'atOnce'),
        left: list(item['left'], 'left').map((one) => decodeTarget(record(one, 'an instance'))),
        of: whole(item['of'], 'of'),
      };
    default:
      throw new Error(`a decision is of the unknown kind ${JSON.stringify(item['kind'])}`);
  }
}

function decodeTarget(one: Raw): RestartTarget {
  return {
    host: text(one['host'], 'host'),
    pid: whole(one['pid'], 'pid'),
    bootId: textOrNull(one['bootId'], 'bootId'),
  };
}
