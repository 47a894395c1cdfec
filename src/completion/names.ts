import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { expandRange } from '../interface/ranges.ts';
import { harmless } from '../report/harmless.ts';
import type { Candidate, Names } from './answer.ts';

/**
 * The names in an `Interface.json`, also in one that is being edited and is no JSON just now. Nothing is checked beyond what makes a
 * name fit to be shown; what cannot be read has no names.
 */
export async function namesIn(path: string): Promise<Names> {
  const root = record(await parsed(path));
  const hosts = list(root['available']).flatMap((entry) => hostNames(entry));
  const components = list(root['pipes']).flatMap((pipe) => {
    const { pipe: name, types } = record(pipe);
    return typeof name === 'string' ? list(types).flatMap((type) => component(name, record(type))) : [];
  });
  return {
    hosts: [...new Set(hosts)],
    components: [...new Map(components.map((one) => [one.text, one])).values()],
  };
}

const noNames: unknown = {};

/** Larger ones are refused by muster as well. */
const largestBytes = 10 * 1024 * 1024;

async function parsed(path: string): Promise<unknown> {
  // Without waiting: somebody may have put a pipe there.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY).catch(
    () => null,
  );
  if (file === null) return noNames;
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > largestBytes) return noNames;
    const text = await file.readFile('utf8');
    try {
      return JSON.parse(text) as unknown;
    } catch {
      const { parse } = await import('jsonc-parser');
      return parse(text, [], { allowTrailingComma: true, allowEmptyContent: true }) as unknown;
    }
  } catch {
    return noNames;
  } finally {
    await file.close();
  }
}

function hostNames(entry: unknown): readonly string[] {
  const text = typeof entry === 'string' ? entry : record(entry)['host'];
  if (typeof text !== 'string') return [];
  const range = expandRange(text.trim());
  return range.ok ? range.names : [];
}

function component(pipe: string, { name, count, on }: Readonly<Record<string, unknown>>): Candidate[] {
  if (typeof name !== 'string' || name === '') return [];
  const text = `${pipe}/${name}`;
  // Such a name is refused by muster, and a terminal would act on it.
  if (harmless(text) !== text || pipe.includes('/') || name.includes('/')) return [];
  const wanted = typeof count === 'number' ? `${count} wanted` : '';
  return [{ text, about: on === false ? 'off' : wanted }];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
