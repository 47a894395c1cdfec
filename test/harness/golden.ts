import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = join(import.meta.dirname, '../golden');
const rewrites = process.env['MUSTER_TEST_GOLDEN'] === 'write';

/**
 * Compares the output of one renderer with `test/golden/NAME.txt`, which has a section for each case. `npm run golden` rewrites
 * the files; review the diff. Times are rendered in UTC. Call it in a `describe`; it registers one test.
 *
 * @param cases title of the case -> its output.
 */
export function golden(
  name: string,
  cases: Readonly<Record<string, () => Rendered | Promise<Rendered>>>,
): void {
  it(`prints what test/golden/${name}.txt holds`, async () => {
    using _ = inUtc();
    const path = join(folder, `${name}.txt`);
    const sections: string[] = [];
    for (const [title, render] of Object.entries(cases)) {
      const text = await render();
      sections.push(`=== ${title}\n${typeof text === 'string' ? text : text.join('\n')}`);
    }
    const text = `${sections.join('\n\n')}\n`;
    if (rewrites) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    // Section by section, so that a failure shows the case.
    const expected = readFileSync(path, 'utf8');
    assert.deepEqual(sectionsOf(text), sectionsOf(expected));
    assert.equal(text, expected);
  });
}

type Rendered = string | readonly string[];

/** Local time is UTC until this is disposed of. */
function inUtc(): Disposable {
  const { TZ } = process.env;
  process.env['TZ'] = 'UTC';
  return {
    [Symbol.dispose]() {
      if (TZ === undefined) delete process.env['TZ'];
      else process.env['TZ'] = TZ;
    },
  };
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
