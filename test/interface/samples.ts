import type { Config, Finding } from '../../src/interface/config.ts';
import type { Script } from '../../src/interface/lint.ts';
import { loadText, type LintContext } from '../../src/interface/load.ts';

/** A file as small as it can be; tests spread it and change what they are about. */
export const smallType = {
  name: 'bundler',
  count: 1,
  submitter: 'start-bundler.sh',
  hot: true,
  key: 'lta.bundler',
  on: true,
};

export const small = {
  hotlimit: 2,
  available: ['n-1', 'n-2'] as unknown[],
  pipes: [{ pipe: 'pipe0', types: [smallType as object] }],
};

/** `small` with these types. */
export const withTypes = (...types: object[]): object => ({ ...small, pipes: [{ pipe: 'pipe0', types }] });

/** A control VM whose submitters are all fine, but for those that are told. */
export function context(scripts: Readonly<Record<string, Script>> = {}): LintContext {
  const fine: Script = { kind: 'file', executable: true, text: '#!/bin/sh\nexec component "$MUSTER_KEY"' };
  return {
    home: '/home/jadelta',
    look: (path) => scripts[path] ?? (path.endsWith('/workerscripts') ? { kind: 'folder' } : fine),
  };
}

export const load = (value: unknown, on: LintContext = context()): ReturnType<typeof loadText> =>
  loadText(
    typeof value === 'string' ? value : JSON.stringify(value, null, 2),
    '/etc/muster/Interface.json',
    on,
  );

export function errorsOf(value: unknown): string[] {
  const loaded = load(value);
  return loaded.ok ? [] : codes(loaded.errors);
}

/** Where and what, as `pipes[0].types[0].on: key-missing`; of a code for several problems with that, `json-invalid/comment`. */
export const codes = (findings: readonly Finding[]): string[] =>
  findings.map(({ path, code, params }) => [`${path}: ${code}`, params['problem'] ?? []].flat().join('/'));

export const warningsOf = (value: unknown, on?: LintContext): string[] => codes(load(value, on).warnings);

export function configOf(value: unknown): Config {
  const loaded = load(value);
  if (!loaded.ok) {
    throw new Error(loaded.errors.map(({ path, text }) => `${path}: ${text}`).join('\n'));
  }
  return loaded.config;
}
