import {
  fields,
  mapped,
  messages,
  messagesIn,
  number,
  optional,
  parsed,
  text,
  time,
  unknownOf,
  type Fields,
} from './historyFields.ts';
import type {
  GoneEntry,
  HistoryRecord,
  LaunchEntry,
  OperatorEntry,
  PassEntry,
  PassTally,
  PilotEntry,
  RebootedEntry,
  StoppedEntry,
} from './historyRecord.ts';

/**
 * What a line of the log tells history; null where that is nothing, `broken` where it cannot be read.
 *
 * Most lines are not for history, and are not parsed.
 */
export function recordInLog(line: string): HistoryRecord | 'broken' | null {
  if (!line.startsWith('{') || !line.endsWith('}')) return line.trim() === '' ? null : 'broken';
  if (!/"message":"(?:pass|outcome|launched|operator|stopped|gone|pilot|rebooted)"/.test(line)) return null;
  const record = parsed(line);
  if (record === null) return 'broken';
  const at = time(record['timestamp']);
  return at === undefined ? 'broken' : recordOf(String(record['message']), record, at);
}

/** What an event of the log is for history; null where that is nothing, `broken` where something of it is missing. */
export function recordOf(message: string, record: Fields, at: string): HistoryRecord | 'broken' | null {
  switch (message) {
    case 'pass':
      return passOf(record, at);
    case 'outcome':
      return launchOf('launch', record, at);
    case 'launched':
      return launchOf('sent', record, at);
    case 'operator':
      return operatorOf(record, at);
    case 'stopped':
      return stoppedOf(record, at);
    case 'gone':
      return goneOf(record, at);
    case 'pilot':
      return pilotOf(record, at);
    case 'rebooted':
      return rebootedOf(record, at);
    default:
      return null;
  }
}

/** Its time is when the hosts had been asked, so that what it did then stands behind it. */
function passOf(record: Fields, timestamp: string): PassEntry {
  const hosts = fields(record['hosts']);
  const summary = fields(record['summary']);
  return {
    kind: 'pass',
    at: time(record['at']) ?? timestamp,
    pass: passIdOf(record),
    command: text(record['command']) ?? 'run',
    tookMs: number(record['tookMs']),
    hosts: { seen: number(hosts['seen']) ?? 0, of: number(hosts['of']) ?? 0 },
    unknown: unknownOf(record['unknown']),
    outcomes: mapped(record['outcomes'], (count) => number(count) ?? 0),
    blocked: number(summary['blocked']) ?? 0,
    held: number(summary['held']) ?? 0,
    components: mapped(record['components'], tallyOf),
    problems: messages(record['problems']),
  };
}

function tallyOf(value: unknown): PassTally {
  const tally = fields(value);
  const of = (name: string): number => number(tally[name]) ?? 0;
  return {
    wanted: of('wanted'),
    running: of('running'),
    presumed: of('presumed'),
    pending: of('pending'),
    missing: number(tally['missing']),
  };
}

function passIdOf(record: Fields): string | null {
  return text(record['pass']) ?? null;
}

function launchOf<Kind extends 'launch' | 'sent'>(
  kind: Kind,
  record: Fields,
  at: string,
): (Omit<LaunchEntry, 'kind'> & { kind: Kind }) | 'broken' {
  const [launchId, component, host] = ['launchId', 'component', 'host'].map((name) => text(record[name]));
  const outcome = text(record['outcome']);
  if (launchId === undefined || component === undefined || host === undefined || outcome === undefined)
    return 'broken';
  return {
    kind,
    at,
    pass: passIdOf(record),
    launchId,
    component,
    host,
    outcome,
    ...messagesIn(record, ['detail']),
  };
}

function operatorOf(record: Fields, at: string): OperatorEntry | 'broken' {
  const verb = text(record['verb']);
  if (verb === undefined) return 'broken';
  const told = optional(record, ['by', 'component', 'host', 'reason', 'until']);
  return { kind: 'operator', at, pass: passIdOf(record), verb, ...told };
}

function stoppedOf(record: Fields, at: string): StoppedEntry | 'broken' {
  const [component, host, outcome] = ['component', 'host', 'outcome'].map((name) => text(record[name]));
  if (component === undefined || host === undefined || outcome === undefined) return 'broken';
  const told = { component, host, pid: number(record['pid']), outcome, ...messagesIn(record, ['detail']) };
  return { kind: 'stopped', at, pass: passIdOf(record), ...told };
}

function goneOf(record: Fields, at: string): GoneEntry | 'broken' {
  const [component, host] = ['component', 'host'].map((name) => text(record[name]));
  if (component === undefined || host === undefined) return 'broken';
  const [pid = null, livedMs = null, atMostMs = null] = ['pid', 'livedMs', 'atMostMs'].map((name) =>
    number(record[name]),
  );
  const told = {
    component,
    host,
    pid,
    livedMs,
    atMostMs,
    rebooted: record['rebooted'] === true,
    ...messagesIn(record, ['end']),
    ...optional(record, ['usage']),
  };
  return { kind: 'gone', at, pass: passIdOf(record), ...told };
}

function pilotOf(record: Fields, at: string): PilotEntry | 'broken' {
  const [component, host, launchId, outcome] = ['component', 'host', 'launchId', 'outcome'].map((name) =>
    text(record[name]),
  );
  if (component === undefined || host === undefined || launchId === undefined || outcome === undefined)
    return 'broken';
  const texts = { ...messagesIn(record, ['detail']), ...optional(record, ['usage']) };
  const told = { component, host, launchId, outcome, ...texts };
  return { kind: 'pilot', at, pass: passIdOf(record), ...told };
}

function rebootedOf(record: Fields, at: string): RebootedEntry | 'broken' {
  const host = text(record['host']);
  return host === undefined ? 'broken' : { kind: 'rebooted', at, pass: passIdOf(record), host };
}
