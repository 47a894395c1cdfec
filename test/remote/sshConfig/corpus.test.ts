import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../../harness/needs.ts';
import { sample } from '../../harness/sample.ts';
import { differences, ours, plain, printed, type Printed } from './openssh.ts';
import { suiteFolder } from '../../store/scratch.ts';

const cases = join(import.meta.dirname, '../../cases/ssh');

describe('what muster resolves for a host is what ssh -G says', () => {
  needs('ssh');
  const folder = suiteFolder();
  const defaults = new Map<string, Printed>();
  before(() => {
    cpSync(cases, folder, { recursive: true });
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(conf|inc)$/.test(name)) continue;
      const path = join(folder, name);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('@DIR@', folder));
    }
  });

  const names = readdirSync(cases).filter((entry) => entry.endsWith('.conf'));
  for (const name of sample('ssh configs', names, 40)) {
    it(name, async () => {
      const file = join(folder, name);
      const hosts = /^# hosts: (.*)/.exec(readFileSync(file, 'utf8'))?.[1]?.split(' ') ?? [];
      assert.ok(hosts.length > 0);
      await Promise.all(
        hosts.map(async (host) => {
          if (!defaults.has(host)) defaults.set(host, (await printed('none', host)) ?? new Map());
          const mine = await ours(file, plain(host), defaults.get(host) as Printed);
          assert.deepEqual(differences(await printed(file, host), mine), [], host);
        }),
      );
    });
  }
});
