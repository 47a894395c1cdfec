import { storedMessage, type Message } from '../core/catalogue/catalogue.ts';

/* Reading what a file holds: each of these returns the value as what it should be, or says what is not so. */

export type Raw = Readonly<Record<string, unknown>>;

export function record(value: unknown, what: string): Raw {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Raw;
  throw new Error(`${what} is not an object`);
}

export function list(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${what} is not a list`);
}

export function text(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`${what} is not a text`);
}

export function textOrNull(value: unknown, what: string): string | null {
  return value === null ? null : text(value, what);
}

export function messageIn(value: unknown, what: string): Message {
  const found = storedMessage(value);
  if (found !== null) return found;
  throw new Error(`${what} is not a message`);
}

export function whole(value: unknown, what: string): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw new Error(`${what} is not a whole number`);
}

export function time(value: unknown, what: string): number {
  const ms = Date.parse(text(value, what));
  // Beyond that no clock of ours has been, and dates come to their end.
  if (Math.abs(ms) < Date.UTC(10_000, 0)) return ms;
  throw new Error(`${what} is not a time`);
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

export function flag(value: unknown, what: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new Error(`${what} is neither true nor false`);
}
