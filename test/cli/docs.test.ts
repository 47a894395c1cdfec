import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { verbs } from '../../src/cli/verbs.ts';
import { packagePath } from '../../src/package.ts';
import { asDocument, LocalSite } from './localSite.ts';

const page = (name: string): string => readFileSync(packagePath(`docs/${name}`), 'utf8');

describe('the page on reliability', () => {
  it('names tests that are there', () => {
    const shown = [...page('reliability.md').matchAll(/^\|[^|]+\|[^|]+\|([^|]+)\|$/gm)].flatMap(
      ([, cell = '']) => cell.split(';'),
    );
    const named = shown.flatMap((test) => [...test.matchAll(/^ `([\w/]+)`: (.+?) *$/g)]);
    assert.ok(named.length > 40, String(named.length));
    for (const [, file = '', title = ''] of named) {
      const text = readFileSync(packagePath(`test/${file}.test.ts`), 'utf8');
      assert.ok(text.includes(title), `${file}: ${title}`);
    }
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
