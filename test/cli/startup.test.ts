import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LocalSite, mainFile, siteOf } from './localSite.ts';

/** The most files that each may load: every one takes about a millisecond before the first output. */
const most: readonly (readonly [files: number, ...args: string[]])[] = [
  [10, '--help'],
  [10, 'status', '--help'],
  [11, '__complete', 'fish', 'status', '-'],
  [19, 'check'],
  [19, 'history'],
  [29, 'status'],
  [29, 'plan'],
];

describe('what a verb loads before its first output', () => {
  let site: LocalSite;
  before(() => {
    site = siteOf({ a: {} });
  });
  after(() => site[Symbol.dispose]());

  for (const [files, ...args] of most)
    it(`muster ${args.join(' ')}: at most ${files} files, all of the build`, async () => {
      const loaded = await loadedBy(args);
      assert.ok(loaded.includes(mainFile), loaded.join('\n'));
      const outside = loaded.filter((file) => !file.startsWith(join(mainFile, '../')));
      assert.deepEqual(outside, []);
      assert.ok(
        loaded.length <= files,
        `${loaded.length}: ${loaded.map((file) => basename(file)).join(' ')}`,
      );
      assert.ok(
        !loaded.some((file) => basename(file).startsWith('winston')),
        'winston is for what is logged',
      );
    });

  /** Every file whose code node has run: it notes them for who asks for coverage. */
  async function loadedBy(args: readonly string[]): Promise<string[]> {
    const folder = mkdtempSync(site.path('loaded-'));
    const env = { ...process.env, NODE_V8_COVERAGE: folder };
    await site.run([process.execPath, mainFile, ...args], env);
    const urls = readdirSync(folder).flatMap((name) => {
      const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
        result: { url: string }[];
      };
      return result.map(({ url }) => url);
    });
    return [...new Set(urls)].filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
  }
});
