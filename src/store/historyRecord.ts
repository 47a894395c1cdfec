/**
 * What history tells of: a pass, a launch, what an operator decided, an instance that was stopped or has ended by
 * itself, a host that was booted anew.
 */
export type HistoryEntry = PassEntry | LaunchEntry | OperatorEntry | StoppedEntry | GoneEntry | RebootedEntry;

interface Recorded {
  /** ISO 8601. */
  readonly at: string;
  /** The id of the pass that wrote it; null in records of before there were ids, and where it was no pass. */
  readonly pass: string | null;
}

export interface PassEntry extends Recorded {
  readonly kind: 'pass';
  /** The command that made it: `run`, `restart`, `stop`, `drain`. */
  readonly command: string;
  readonly tookMs: number | null;
  readonly hosts: { readonly seen: number; readonly of: number };
  /** null in records of before that was written. */
  readonly unknown: readonly UnknownHosts[] | null;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly blocked: number;
  readonly held: number;
  readonly components: Readonly<Record<string, PassTally>>;
  readonly problems: readonly string[];
}

/** Hosts that did not tell what runs on them, for one reason. */
export interface UnknownHosts {
  /** `down` or `silent`. */
  readonly kind: string;
  readonly reason: string;
  readonly count: number;
  /** As a range: `n-[03-05]`. */
  readonly hosts: string;
}

export interface PassTally {
  readonly wanted: number;
  readonly running: number;
  readonly presumed: number;
  readonly pending: number;
  /** Short of what is wanted by so many; null in records of before that was written. */
  readonly missing: number | null;
}

export interface LaunchEntry extends Recorded {
  readonly kind: 'launch';
  readonly launchId: string;
  readonly component: string;
  readonly host: string;
  readonly outcome: string;
  readonly detail?: string;
}

export interface OperatorEntry extends Recorded {
  readonly kind: 'operator';
  readonly verb: string;
  readonly by?: string;
  readonly component?: string;
  readonly host?: string;
  readonly reason?: string;
  readonly until?: string;
}

export interface StoppedEntry extends Recorded {
  readonly kind: 'stopped';
  readonly component: string;
  readonly host: string;
  readonly pid: number | null;
  readonly outcome: string;
  readonly detail?: string;
}

/** An instance that was there at the look before and no more at this one, and nobody had stopped it. */
export interface GoneEntry extends Recorded {
  readonly kind: 'gone';
  readonly component: string;
  readonly host: string;
  readonly pid: number | null;
  /** It lived at least so long, and at most so long. */
  readonly livedMs: number | null;
  readonly atMostMs: number | null;
  /** A reboot of its host ended it. */
  readonly rebooted: boolean;
}

export interface RebootedEntry extends Recorded {
  readonly kind: 'rebooted';
  readonly host: string;
}

/** A record of a launch whose pass may have ended before it knew the outcome. */
export interface SentRecord extends Omit<LaunchEntry, 'kind'> {
  readonly kind: 'sent';
}

/**
 * What a line of the log tells history; null where that is nothing, `broken` where it cannot be read.
 *
 * Most lines are not for history, and are not parsed.
 */
export function historyRecord(line: string): HistoryEntry | SentRecord | 'broken' | null {
  if (!line.startsWith('{') || !line.endsWith('}')) return line.trim() === '' ? null : 'broken';
  if (!/"message":"(?:pass|outcome|launched|operator|stopped|gone|rebooted)"/.test(line)) return null;
  let record: Fields;
  try {
    record = JSON.parse(line) as Fields;
  } catch {
    return 'broken';
  }
  const at = text(record['timestamp']);
  if (at === undefined || Number.isNaN(Date.parse(at))) return 'broken';
  switch (record['message']) {
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
    case 'rebooted':
      return rebootedOf(record, at);
    default:
      return null;
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** Its time is when the hosts had been asked, so that what it did then stands behind it. */
function passOf(record: Fields, timestamp: string): PassEntry {
  const at = text(record['at']);
  const hosts = fields(record['hosts']);
  const summary = fields(record['summary']);
  return {
    kind: 'pass',
    at: at === undefined || Number.isNaN(Date.parse(at)) ? timestamp : at,
    pass: passIdOf(record),
    command: text(record['command']) ?? 'run',
    tookMs: number(record['tookMs']),
    hosts: { seen: number(hosts['seen']) ?? 0, of: number(hosts['of']) ?? 0 },
    unknown: Array.isArray(record['unknown']) ? record['unknown'].flatMap(unknownOf) : null,
    outcomes: mapped(record['outcomes'], (count) => number(count) ?? 0),
    blocked: number(summary['blocked']) ?? 0,
    held: number(summary['held']) ?? 0,
    components: mapped(record['components'], tallyOf),
    problems: list(record['problems']).flatMap((problem) => text(problem) ?? []),
  };
}

function unknownOf(value: unknown): UnknownHosts[] {
  const group = fields(value);
  const [kind, hosts] = [text(group['kind']), text(group['hosts'])];
  if (kind === undefined || hosts === undefined) return [];
  return [{ kind, reason: text(group['reason']) ?? '', count: number(group['count']) ?? 1, hosts }];
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
    ...optional(record, ['detail']),
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
  const told = { component, host, pid: number(record['pid']), outcome, ...optional(record, ['detail']) };
  return { kind: 'stopped', at, pass: passIdOf(record), ...told };
}

function goneOf(record: Fields, at: string): GoneEntry | 'broken' {
  const [component, host] = ['component', 'host'].map((name) => text(record[name]));
  if (component === undefined || host === undefined) return 'broken';
  const [pid = null, livedMs = null, atMostMs = null] = ['pid', 'livedMs', 'atMostMs'].map((name) =>
    number(record[name]),
  );
  const told = { component, host, pid, livedMs, atMostMs, rebooted: record['rebooted'] === true };
  return { kind: 'gone', at, pass: passIdOf(record), ...told };
}

function rebootedOf(record: Fields, at: string): RebootedEntry | 'broken' {
  const host = text(record['host']);
  return host === undefined ? 'broken' : { kind: 'rebooted', at, pass: passIdOf(record), host };
}

function optional<Name extends string>(
  record: Fields,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const told = names.flatMap((name) => {
    const value = text(record[name]);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(told) as Partial<Record<Name, string>>;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function mapped<T>(value: unknown, of: (value: unknown) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(fields(value)).map(([name, own]) => [name, of(own)]));
}
