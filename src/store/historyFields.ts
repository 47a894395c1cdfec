import { storedMessage, type Message } from '../core/catalogue/catalogue.ts';
import type { UnknownHosts } from './historyRecord.ts';

/* What is made of the fields of a record, whatever somebody has put there. */

export type Fields = Readonly<Record<string, unknown>>;

/** null for what is no object of JSON. */
export function parsed(line: string): Fields | null {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
}

/** ISO 8601, as it stands there. */
export function time(value: unknown): string | undefined {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

/** null in records of before that was written. */
export function unknownOf(value: unknown): readonly UnknownHosts[] | null {
  return Array.isArray(value) ? value.flatMap(unknownGroup) : null;
}

function unknownGroup(value: unknown): UnknownHosts[] {
  const group = fields(value);
  const [kind, hosts] = [text(group['kind']), text(group['hosts'])];
  if (kind === undefined || hosts === undefined) return [];
  const reason = storedMessage(group['reason'] ?? '');
  return reason === null ? [] : [{ kind, reason, count: number(group['count']) ?? 1, hosts }];
}

export function optional<Name extends string>(
  record: Fields,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const told: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = text(record[name]);
    if (value !== undefined) told[name] = value;
  }
  return told;
}

/** The messages in these fields, or the texts that were there before there were codes. */
export function messagesIn<Name extends string>(
  record: Fields,
  names: readonly Name[],
): Partial<Record<Name, Message>> {
  const told: Partial<Record<Name, Message>> = {};
  for (const name of names) {
    const value = storedMessage(record[name]);
    if (value !== null) told[name] = value;
  }
  return told;
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Those of a list that are messages, or texts. */
export function messages(value: unknown): readonly Message[] {
  return Array.isArray(value) ? value.flatMap((one) => storedMessage(one) ?? []) : [];
}

/** Those of a list that are texts. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((one) => text(one) ?? []) : [];
}

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The fields of an object, each made into what it is to be. Within the object itself, for a day has many thousands. */
export function mapped<T>(value: unknown, of: (value: unknown) => T): Readonly<Record<string, T>> {
  const record = fields(value) as Record<string, unknown>;
  for (const name of Object.keys(record)) record[name] = of(record[name]);
  return record as Record<string, T>;
}

/** The same for an object that was just parsed and that nobody else has: made in its place, which is quicker by half. */
export function replaced<T>(value: unknown, of: (value: unknown) => T): Readonly<Record<string, T>> {
  const own = fields(value) as Record<string, unknown>;
  for (const name of Object.keys(own)) own[name] = of(own[name]);
  return own as Record<string, T>;
}
