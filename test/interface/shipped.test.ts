import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { loadInterface } from '../../src/interface/load.ts';
import { schema } from '../../src/interface/schema.ts';
import type { Schema } from '../../src/interface/wording.ts';
import { generatedFiles } from '../../tools/docs.ts';
import { fieldOf } from '../harness/fields.ts';

const root = join(import.meta.dirname, '../..');

describe('what is shipped of the interface', () => {
  for (const file of ['Interface.json', 'examples/three-pipes.json'])
    it(`${file} loads without a warning`, async () => {
      const loaded = await loadInterface(join(root, file));
      assert.deepEqual([loaded.ok, loaded.ok || loaded.errors, loaded.warnings], [true, true, []]);
    });

  it('the example has the size of the original', async () => {
    const loaded = await loadInterface(join(root, 'examples/three-pipes.json'));
    assert.ok(loaded.ok);
    const { hosts, components } = loaded.config;
    const pipes = new Set(fieldOf(components, 'pipe'));
    assert.deepEqual([hosts.length, components.length, pipes.size], [16, 17, 3]);
  });

  it('each submitter of the example starts one process that shows its key', async () => {
    const loaded = await loadInterface(join(root, 'examples/three-pipes.json'));
    assert.ok(loaded.ok);
    const { components, scripts } = loaded.config;
    for (const { submitter, key } of components) {
      // A group of its own: others may try the example on this machine at the same time.
      const child = spawn(join(scripts.folder, submitter), {
        cwd: scripts.folder,
        detached: true,
        stdio: 'ignore',
      });
      const [status]: unknown[] = await once(child, 'exit');
      const group = child.pid ?? assert.fail();
      try {
        assert.equal(status, 0);
        assert.equal(await showing(group, key), 1, `${submitter}: ${key}`);
      } finally {
        process.kill(-group);
      }
    }
  });

  it('the files made from the schema are those that would be made', async () => {
    for (const [path, text] of await generatedFiles())
      assert.equal(await readFile(join(root, path), 'utf8'), text, `${path}: run "npm run docs"`);
  });

  it('every key of the schema says what it means, and every object takes a comment', () => {
    const visit = (part: Schema, path: string): void => {
      for (const [key, value] of Object.entries(part.properties ?? {})) {
        assert.ok((value.description ?? '').length > 0, `${path}.${key} has no description`);
        visit(value, `${path}.${key}`);
      }
      assert.ok(
        part.properties === undefined || Object.hasOwn(part.properties, '//'),
        `${path} takes no comment`,
      );
      if (part.items !== undefined) {
        visit(part.items, `${path}[]`);
      }
    };
    visit(schema, '');
  });
});

/**
 * How many processes of the group hold the key, not counting children of such: a child that was just forked shows
 * its parent's command line. For the same reason it can take a moment until there is one.
 */
async function showing(group: number, key: string): Promise<number> {
  for (const deadline = Date.now() + 5_000; ; await setTimeout(20)) {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'pgid=,pid=,ppid=,args=']);
    const lines = stdout.split('\n').filter((line) => line.includes(key));
    const processes = lines
      .map((line) => line.trim().split(/\s+/, 3).map(Number))
      .filter(([pgid]) => pgid === group);
    const pids = new Set(processes.map(([, pid]) => pid));
    const count = processes.filter(([, , parent]) => !pids.has(parent)).length;
    if (count > 0 || Date.now() > deadline) {
      return count;
    }
  }
}
