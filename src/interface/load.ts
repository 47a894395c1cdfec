import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { schemaFindings } from './check.ts';
import type { Finding, Loaded } from './config.ts';
import { crossFindings, sizeFindings } from './crossChecks.ts';
import { parseDocument } from './document.ts';
import { filledIn } from './fill.ts';
import { told } from './findings.ts';
import { lint, type Look } from './lint.ts';
import type { RawInterface } from './schema.ts';
import { lookAtScript } from './scripts.ts';

/** What loading asks of the control VM beside the text itself. */
export interface LintContext {
  /** Absolute; what `~/` stands for. */
  readonly home: string;
  /** What a script of the local folder is like; only the lint asks. */
  readonly look: Look;
}

const largestBytes = 10 * 1024 * 1024;

/**
 * `Interface.json` read from `file` (relative to the current folder, or absolute), checked and filled in.
 * Everything wrong with it is told at once, also when it is missing or unreadable; nothing is thrown.
 */
export async function loadInterface(file: string): Promise<Loaded> {
  const path = resolve(file);
  try {
    const { size } = await stat(path);
    return size > largestBytes
      ? refused('the file is larger than 10 MiB; is it the right one?')
      : decoded(await readFile(path), path, { home: homedir(), look: lookAtScript });
  } catch (error) {
    return refused(unreadable(path, error));
  }
}

/**
 * The text of an `Interface.json` as a Config. `file` is its absolute path: other paths are relative to its
 * folder. Reads nothing but through `context`. Findings are in the order of the text.
 */
export function loadText(text: string, file: string, context: LintContext): Loaded {
  const parsed = parseDocument(text);
  if (!parsed.ok) {
    return { ok: false, errors: told(parsed.errors, 'errors'), warnings: [] };
  }
  const { document } = parsed;
  const tooMany = sizeFindings(document);
  if (tooMany.length > 0) {
    return { ok: false, errors: tooMany, warnings: [] };
  }
  const errors = [...parsed.errors, ...schemaFindings(document), ...crossFindings(document)];
  if (errors.length > 0) {
    return { ok: false, errors: told(errors, 'errors'), warnings: [] };
  }
  const warnings: Finding[] = [];
  const raw = document.value as RawInterface;
  const config = filledIn(raw, file, context.home, (path, message) =>
    warnings.push(document.at(path, message)),
  );
  const all = [...warnings, ...lint(config, raw, context.look, document)];
  return { ok: true, config, warnings: told(all, 'warnings'), document };
}

function decoded(bytes: Buffer, path: string, context: LintContext): Loaded {
  if (isUtf8(bytes)) {
    return loadText(bytes.toString('utf8'), path, context);
  }
  const lines = bytes.toString('latin1').split('\n');
  const line = lines.findIndex((text) => !isUtf8(Buffer.from(text, 'latin1'))) + 1;
  return refused('this line is not UTF-8; save the file as UTF-8', { line: Math.max(line, 1), column: 1 });
}

function unreadable(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `there is no file ${path}; "muster init" writes one, -c FILE names another`;
    case 'EISDIR':
      return `${path} is a folder; name the file in it, such as ${path}/Interface.json`;
    case 'EACCES':
    case 'EPERM':
      return `${path} may not be read by this user; change its mode, or run muster as its owner`;
    default:
      return `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function refused(
  message: string,
  place: { line: number | null; column: number | null } = { line: null, column: null },
): Loaded {
  return { ok: false, errors: [{ ...place, path: '', message }], warnings: [] };
}
