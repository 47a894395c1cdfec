import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { verbs } from '../../src/cli/verbs.ts';
import { schema } from '../../src/interface/schema.ts';
import type { Schema } from '../../src/interface/wording.ts';
import { packagePath } from '../../src/package.ts';
import { fieldOf } from '../harness/fields.ts';
import { catalogueEntries, exampleOf } from '../harness/messages.ts';
import { outcomesOf } from '../e2e/site.ts';
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

describe('the page on moving', () => {
  const keys = [...page('moving.md').matchAll(/^\| `([\w.[\]]+)` +\|/gm)].map(([, key = '']) => key);

  it('tells every key of the example of an old file, and no key that the schema does not have', () => {
    const example = JSON.parse(readFileSync(packagePath('examples/three-pipes.json'), 'utf8')) as unknown;
    assert.deepEqual(keys.toSorted(), [...pathsIn(example)].toSorted());
    for (const key of keys) assert.ok(keyOf(schema, key.split('.')) !== undefined, key);
  });
});

describe('the page on the first day', () => {
  const text = page('first-day.md');
  /** The block of code in this language that includes this. */
  const block = (language: 'json' | 'sh', part: string): string => {
    const blocks = [...text.matchAll(/^```(json|sh)\n(.*?)^```$/gms)];
    const found = blocks.find(([, kind, code]) => kind === language && code?.includes(part));
    return found?.[2] ?? assert.fail(part);
  };
  const script = (name: string): string => block('sh', `# ${name}:`).replace('#!/bin/sh\n', '');

  it('its Interface.json and its submitter work as they stand there', async () => {
    using site = new LocalSite();
    const file = block('json', 'mover');
    site.submitter('start-mover.sh', script('start-mover.sh')).submitter('mover.sh', script('mover.sh'));
    const { ok, errors, warnings } = await site.write(file).document('check');
    assert.deepEqual([ok, errors, warnings], [true, [], []]);

    // This machine in place of the page's hosts, and a key that no other site has.
    const key = `main-${Math.random().toString(36).slice(2)}`;
    site.submitter('start-mover.sh', script('start-mover.sh').replace('--queue main', `--queue ${key}`));
    const raw = JSON.parse(file.replace('--queue main', `--queue ${key}`)) as Record<string, unknown>;
    site.write(JSON.stringify({ ...raw, ssh: {}, available: [{ host: 'me', via: 'local', hotlimit: 9 }] }));
    try {
      const { report } = await site.report('run');
      assert.deepEqual(outcomesOf(report), Array<string>(4).fill('first/mover on me: confirmed'));
      assert.equal((await site.document('match', 'first/mover'))['instances'], 4);
    } finally {
      const stopped = await site.muster('stop', 'first/mover');
      assert.equal(stopped.exit, 0, stopped.stdout + stopped.stderr);
    }
  });
});

describe('the pages', () => {
  const docs = readdirSync(packagePath('docs')).map((name) => `docs/${name}`);
  const pages = ['README.md', 'ARCHITECTURE.md', ...docs];

  it('lead somewhere, wherever they link to', () => {
    for (const name of pages) {
      const text = readFileSync(packagePath(name), 'utf8');
      for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        const [file = '', anchor] = target.split('#');
        const path = file === '' ? packagePath(name) : join(dirname(packagePath(name)), file);
        assert.ok(existsSync(path), `${name}: ${target}`);
        if (anchor === undefined) continue;
        const anchors = [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
          anchorOf(title),
        );
        assert.ok(anchors.includes(anchor), `${name}: ${target}`);
      }
    }
  });

  it('name no command and no option that there is not', async () => {
    const known = await helps();
    for (const name of pages) {
      for (const { verb, options, command } of commandsIn(readFileSync(packagePath(name), 'utf8'))) {
        const help = known.get(verb);
        assert.ok(help !== undefined, `${name}: ${command}`);
        for (const option of options)
          assert.match(help, new RegExp(`[ ,]${option}[ ,]`), `${name}: ${command}`);
      }
    }
  });

  it('the page on commands has every command and option', async () => {
    const [top = '', ...sections] = page('commands.md').split(/^## (?=muster )/m);
    for (const [verb, help] of await helps()) {
      const section = sections.find((text) => text.startsWith(`muster ${verb}\n`)) ?? assert.fail(verb);
      for (const [, option = ''] of help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm))
        if (option !== '--help')
          assert.ok(`${top}${section}`.includes(`\`${option}`), `${option} of ${verb}`);
    }
  });

  it('every document on the page on JSON is as the schema says', () => {
    const shown = [...page('json.md').matchAll(/^```json\n(.*?)^```$/gms)];
    const commands = shown.map(([, text = '']) => asDocument(text)['command']);
    assert.deepEqual(commands, ['run', 'check', 'init']);
  });

  it('the table of commands has them all', () => {
    const [head = ''] = page('commands.md').split('## Exit codes');
    const told = [...head.matchAll(/^\| `muster ([a-z]+)` /gm)].map(([, verb = '']) => verb);
    assert.deepEqual(told.toSorted(), fieldOf(verbs, 'name').toSorted());
  });
});

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
    const cells = [
      ...page('troubleshooting.md').matchAll(/^\| (?!what you see|---)(.*?) \| .*? \| .*? \|$/gm),
    ].map(([, cell = '']) => cell);
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

/** What `--help` prints of each verb. */
async function helps(): Promise<Map<string, string>> {
  using site = new LocalSite();
  const all = new Map<string, string>();
  for (const { name } of verbs) all.set(name, (await site.muster(name, '--help')).stdout);
  return all;
}

/** Commands in code, `muster VERB ...`: at the begin of a line of a block, behind `$ `, or between backticks. No mails. */
function* commandsIn(text: string): Generator<{ verb: string; options: string[]; command: string }> {
  const blocks = [...text.matchAll(/^ *```\w*\n(.*?)^ *```$/gms)].flatMap(([, block = '']) =>
    block.split('\n'),
  );
  const inline = [...text.replaceAll(/^ *```\w*\n.*?^ *```$/gms, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, code = '']) => code,
  );
  for (const line of [...blocks, ...inline]) {
    const [, command = ''] = /^ *(?:\$ )?(muster (?!on \S+: )[a-z][^|;>]*)/.exec(line) ?? [];
    const [, verb, ...rest] = command
      .replaceAll(/"[^"]*"/g, 'TEXT')
      .trim()
      .split(/ +/);
    if (verb === undefined) continue;
    yield {
      verb,
      command,
      options: rest.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.replace(/[,.)]+$/, '')),
    };
  }
}

const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

/** `pipes[].types[].count`, for every key there is. */
function* pathsIn(value: unknown, at = ''): Generator<string> {
  if (Array.isArray(value)) {
    yield* new Set(value.flatMap((item) => [...pathsIn(item, `${at}[]`)]));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const path = at === '' ? key : `${at}.${key}`;
      yield path;
      yield* pathsIn(inner, path);
    }
  }
}

/** The part of the schema that a path leads to. */
function keyOf(part: Schema, [step = '', ...rest]: readonly string[]): Schema | undefined {
  const inner = part.properties?.[step.replace('[]', '')];
  const next = step.endsWith('[]') ? inner?.items : inner;
  return rest.length === 0 || next === undefined ? next : keyOf(next, rest);
}
