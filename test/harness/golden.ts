import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = join(import.meta.dirname, '../golden');
const rewrites = process.env['MUSTER_TEST_GOLDEN'] === 'write';

/**
 * The texts of one renderer, held by `test/golden/NAME.txt`: a section for each case. `npm run golden` rewrites the files;
 * the change is reviewed as a diff. Call it in a `describe`; it registers one test.
 *
 * @param cases title of the case -> what the renderer made of it.
 */
export function golden(
  name: string,
  cases: Readonly<Record<string, () => string | readonly string[]>>,
): void {
  it(`prints what test/golden/${name}.txt holds`, () => {
    const path = join(folder, `${name}.txt`);
    const sections = Object.entries(cases).map(([title, render]) => {
      const text = render();
      return `=== ${title}\n${typeof text === 'string' ? text : text.join('\n')}`;
    });
    const text = `${sections.join('\n\n')}\n`;
    if (rewrites) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    // Compared section by section, so that a failure shows the case.
    const expected = readFileSync(path, 'utf8');
    assert.deepEqual(sectionsOf(text), sectionsOf(expected));
    assert.equal(text, expected);
  });
}

/** The sections of a golden file by title. */
function sectionsOf(text: string): Record<string, string[]> {
  const sections = text.split(/^=== /m).slice(1);
  return Object.fromEntries(
    sections.map((section) => {
      const [title = '', ...lines] = section.trimEnd().split('\n');
      return [title, lines];
    }),
  );
}
