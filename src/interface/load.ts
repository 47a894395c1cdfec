import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { schemaFindings } from './check.ts';
import type { Finding, Loaded } from './config.ts';
import { crossFindings, sizeFindings } from './crossChecks.ts';
import { parseDocument } from './document.ts';
import { filledIn } from './fill.ts';
import { inOrder } from './findings.ts';
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

const largestMiB = 10;

/**
 * `Interface.json` read from `file` (relative to the current folder, or absolute), checked and filled in.
 * Everything wrong with it is told at once, also when it is missing or unreadable; nothing is thrown.
 */
export async function loadInterface(file: string): Promise<Loaded> {
  const path = resolve(file);
  try {
    const { size } = await stat(path);
    return size > largestMiB * 1024 * 1024
      ? refused(message('config-too-large', { mostMiB: largestMiB }))
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
    return { ok: false, errors: inOrder(parsed.errors, 'errors'), warnings: [] };
  }
  const { document } = parsed;
  const tooMany = sizeFindings(document);
  if (tooMany.length > 0) {
    return { ok: false, errors: tooMany, warnings: [] };
  }
  const errors = [...parsed.errors, ...schemaFindings(document), ...crossFindings(document)];
  if (errors.length > 0) {
    return { ok: false, errors: inOrder(errors, 'errors'), warnings: [] };
  }
  const warnings: Finding[] = [];
  const raw = document.value as RawInterface;
  const config = filledIn(raw, file, context.home, (path, what) => warnings.push(document.at(path, what)));
  const all = [...warnings, ...lint(config, raw, context.look, document)];
  return { ok: true, config, warnings: inOrder(all, 'warnings'), document };
}

function decoded(bytes: Buffer, path: string, context: LintContext): Loaded {
  if (isUtf8(bytes)) {
    return loadText(bytes.toString('utf8'), path, context);
  }
  const lines = bytes.toString('latin1').split('\n');
  const line = lines.findIndex((text) => !isUtf8(Buffer.from(text, 'latin1'))) + 1;
  return refused(message('config-not-utf8'), { line: Math.max(line, 1), column: 1 });
}

function unreadable(file: string, error: unknown): Message {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return message('config-not-found', { file });
    case 'EISDIR':
      return message('config-is-folder', { file });
    case 'EACCES':
    case 'EPERM':
      return message('config-not-permitted', { file });
    default:
      return message('config-unreadable', {
        file,
        error: error instanceof Error ? error.message : String(error),
      });
  }
}

function refused(
  what: Message,
  place: { line: number | null; column: number | null } = { line: null, column: null },
): Loaded {
  return { ok: false, errors: [{ ...place, path: '', ...what }], warnings: [] };
}
