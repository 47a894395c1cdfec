import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../src/package.ts';
import { catalogueEntries, exampleOf } from './harness/messages.ts';

describe('the page on troubleshooting', () => {
  it('quotes what muster prints', () => {
    const files = ['src', 'workerscripts'].flatMap((folder) =>
      readdirSync(packagePath(folder), { recursive: true, withFileTypes: true }),
    );
    const sources = files
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
    const examples = catalogueEntries.map((entry) => exampleOf(entry).text);
    // Texts over two lines of the source are one to whoever reads them.
    const said = [...sources, ...examples]
      .join('\n')
      .replaceAll(/['`] \+\s+['`]/g, '')
      .replaceAll(`\\'`, `'`);
    const page = readFileSync(packagePath('docs/troubleshooting.md'), 'utf8');
    const cells = [...page.matchAll(/^\| (?!what you see|---)(.*?) \| .*? \| .*? \|$/gm)].map(
      ([, cell = '']) => cell,
    );
    const quoted = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text));
    // What a shell says, and not we.
    const foreign = new Set(['muster: not found', 'node: not found']);
    const ours = quoted.filter((text) => !foreign.has(text));
    assert.ok(ours.length > 45, String(ours.length));
    const wrong = ours.filter((text) => {
      const parts = text.split('…').map((part) => part.trim());
      return parts.some((part) => /\w{3}/.test(part) && !said.includes(part));
    });
    assert.deepEqual(wrong, []);
  });
});
