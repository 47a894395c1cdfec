import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { verbs } from '../../src/cli/verbs.ts';
import { loadInterface } from '../../src/interface/load.ts';
import { schema } from '../../src/interface/schema.ts';
import type { Schema } from '../../src/interface/wording.ts';
import { packagePath } from '../../src/package.ts';
import { outcomesOf } from '../e2e/site.ts';
import { asDocument, LocalSite } from './localSite.ts';

const page = (name: string): string => readFileSync(packagePath(`docs/${name}`), 'utf8');

describe('the page on moving', () => {
  const keys = [...page('moving.md').matchAll(/^\| `([\w.[\]]+)` +\|/gm)].map(([, key = '']) => key);

  it('tells every key of the example of an old file, and no key that the schema does not have', () => {
    const example = JSON.parse(readFileSync(packagePath('examples/three-pipes.json'), 'utf8')) as unknown;
    assert.deepEqual(keys.toSorted(), [...pathsIn(example)].toSorted());
    for (const key of keys) assert.ok(keyOf(schema, key.split('.')) !== undefined, key);
  });

  it('the example loads unchanged', async () => {
    const loaded = await loadInterface(packagePath('examples/three-pipes.json'));
    assert.ok(loaded.ok);
    const { hosts, components } = loaded.config;
    assert.deepEqual([loaded.warnings, hosts.length, components.length], [[], 16, 17]);
  });
});

describe('the page on the first day', () => {
  const text = page('first-day.md');
  const blocks = [...text.matchAll(/^```(json|sh)\n(.*?)^```$/gms)].map(([, kind = '', block = '']) => ({
    kind,
    block,
  }));
  const script = (name: string): string =>
    (blocks.find(({ block }) => block.includes(`# ${name}:`))?.block ?? assert.fail(name)).replace(
      '#!/bin/sh\n',
      '',
    );

  it('its Interface.json and its submitter work as they stand there', async () => {
    using site = new LocalSite();
    const file =
      blocks.find(({ kind, block }) => kind === 'json' && block.includes('mover'))?.block ?? assert.fail();
    site.submitter('start-mover.sh', script('start-mover.sh')).submitter('mover.sh', script('mover.sh'));
    const { ok, errors, warnings } = asDocument((await site.write(file).muster('check', '--json')).stdout);
    assert.deepEqual([ok, errors, warnings], [true, [], []]);

    // This machine in place of the page's hosts, and a key that no other site has.
    const key = `main-${Math.random().toString(36).slice(2)}`;
    site.submitter('start-mover.sh', script('start-mover.sh').replace('--queue main', `--queue ${key}`));
    const raw = JSON.parse(file.replace('--queue main', `--queue ${key}`)) as Record<string, unknown>;
    site.write(JSON.stringify({ ...raw, ssh: {}, available: [{ host: 'me', via: 'local', hotlimit: 9 }] }));
    try {
      const { report } = await site.report('run');
      assert.deepEqual(outcomesOf(report), Array<string>(4).fill('first/mover on me: confirmed'));
      const matched = await site.muster('match', 'first/mover', '--json');
      assert.equal(asDocument(matched.stdout)['instances'], 4);
    } finally {
      const stopped = await site.muster('stop', 'first/mover');
      assert.equal(stopped.exit, 0, stopped.stdout + stopped.stderr);
    }
  });
});

describe('the pages', () => {
  const pages = [
    'README.md',
    'ARCHITECTURE.md',
    ...readdirSync(packagePath('docs')).map((name) => `docs/${name}`),
  ];

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
    using site = new LocalSite();
    const known = new Map<string, string>();
    for (const { name } of verbs) known.set(name, (await site.muster(name, '--help')).stdout);
    for (const name of pages) {
      for (const { verb, options, command } of commandsIn(readFileSync(packagePath(name), 'utf8'))) {
        const help = known.get(verb);
        assert.ok(help !== undefined, `${name}: ${command}`);
        for (const option of options)
          assert.match(help, new RegExp(`[ ,]${option}[ ,]`), `${name}: ${command}`);
      }
    }
  });

  it('the table of commands has them all', () => {
    const [head = ''] = page('commands.md').split('## Exit codes');
    assert.deepEqual(
      [...head.matchAll(/^\| `muster ([a-z]+)` /gm)].map(([, verb = '']) => verb).toSorted(),
      verbs.map(({ name }) => name).toSorted(),
    );
  });
});

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
