import { message } from '../core/catalogue/catalogue.ts';
import type { Finding } from '../interface/config.ts';
import type { Document, JSONPath } from '../interface/document.ts';
import { entries, field, list, typesOf } from '../interface/parts.ts';
import { syntaxError } from './syntax.ts';

/**
 * Lines for a shell that this machine's sh cannot read. They are warned of and no more: that of a host may read them.
 * One shell reads all; only where it stumbles is each line read alone.
 */
export async function lineFindings(document: Document): Promise<Finding[]> {
  const lines = [...shellLines(document)];
  const texts = [...new Set(lines.map(({ text }) => text))];
  if (texts.length === 0 || (await syntaxError(texts.join('\n'))) === null) return [];
  const said = new Map<string, string | null>();
  for (const text of texts.slice(0, mostAlone)) said.set(text, await syntaxError(text));
  return lines.flatMap(({ text, path }) => {
    const error = said.get(text)?.replace(/^[^:]*: (line )?\d+: /, '');
    return error == null ? [] : [document.at(path, message('line-syntax', { error }))];
  });
}

const mostAlone = 500;

function* shellLines(document: Document): Generator<{ text: string; path: JSONPath }> {
  for (const { type, path } of typesOf(document.value)) {
    const run = field(type, 'run');
    if (typeof run === 'string') yield { text: run, path: [...path, 'run'] };
    for (const key of ['preExec', 'tests']) yield* linesAt(list(type, key), [...path, key]);
  }
  for (const [name, environment] of entries(field(document.value, 'environments')))
    yield* linesAt(list(environment, 'setup'), ['environments', name, 'setup']);
}

function* linesAt(lines: readonly unknown[], path: JSONPath): Generator<{ text: string; path: JSONPath }> {
  for (const [index, text] of lines.entries())
    if (typeof text === 'string') yield { text, path: [...path, index] };
}
