import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { verbs } from '../../src/cli/verbs.ts';
import { packagePath } from '../../src/package.ts';
import { asDocument, LocalSite } from './localSite.ts';

const page = (name: string): string => readFileSync(packagePath(`docs/${name}`), 'utf8');

describe('the page on reliability', () => {
  it('names each fault by an id, and the titles of the tests that show it end with that', () => {
    const ids = [...page('reliability.md').matchAll(/^\|[^|]+\|[^|]+\| `([a-z-]+)` +\|$/gm)].map(
      ([, id]) => id,
    );
    const files = readdirSync(packagePath('test'), { recursive: true, encoding: 'utf8' });
    const shown = files
      .filter((name) => name.endsWith('.test.ts'))
      .flatMap((name) => [
        ...readFileSync(packagePath(`test/${name}`), 'utf8').matchAll(/ \[([a-z-]+)\](?=['`"][,:]| \[)/g),
      ])
      .map(([, id]) => id);
    assert.ok(ids.length > 60, String(ids.length));
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual([...new Set(shown)].toSorted(), ids.toSorted());
  });
});

describe('the pages on commands and JSON', () => {
  it('every document shown is as the schema says', () => {
    const shown = [...page('json.md').matchAll(/^```json\n(.*?)^```$/gms)];
    assert.deepEqual(
      shown.map(([, text = '']) => asDocument(text)['command']),
      ['run', 'check', 'init'],
    );
  });

  it('every command and option is told', async () => {
    using site = new LocalSite();
    const [top = '', ...sections] = page('commands.md').split(/^## (?=muster )/m);
    for (const { name: verb } of verbs) {
      const section = sections.find((text) => text.startsWith(`muster ${verb}\n`)) ?? '';
      assert.ok(section !== '', verb);
      const { stdout } = await site.muster(verb, '--help');
      for (const [, option = ''] of stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)) {
        if (option === '--help') continue;
        assert.ok(`${top}${section}`.includes(`\`${option}`), `${option} of ${verb}`);
      }
    }
  });
});
