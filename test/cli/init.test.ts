import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { formatVersion } from '../../src/report/document.ts';
import { LocalSite, silent } from './localSite.ts';

describe('muster init', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  const refused = async (folder: string): Promise<[number | null, string[]]> => {
    const { exit, codes } = await site.refusal('init', folder);
    return [exit, codes];
  };

  it('writes a start that check accepts', async () => {
    const { exit, report } = await site.report<unknown>('init', 'new/fleet');
    assert.equal(exit, 0);
    const folder = site.path('new/fleet');
    const names = ['Interface.json', 'workerscripts/start-sample.sh', 'crontab.example'];
    const written = names.map((name) => join(folder, name));
    assert.deepEqual(report, { formatVersion, command: 'init', folder, written });
    assert.equal(statSync(join(folder, 'workerscripts/start-sample.sh')).mode & 0o111, 0o111);
    const checked = await site.document('check', '-c', 'new/fleet/Interface.json');
    assert.deepEqual([checked['errors'], checked['warnings']], [[], []]);
  });

  it('never overwrites', async () => {
    await site.muster('init', 'there');
    const file = site.path('there/Interface.json');
    writeFileSync(file, 'mine');
    assert.deepEqual(await refused('there'), [64, ['files-exist']]);
    assert.equal(readFileSync(file, 'utf8'), 'mine');
  });

  it('nothing is written when only one of the files is there', async () => {
    writeFileSync(site.path('crontab.example'), 'mine');
    assert.equal((await site.muster('init')).exit, 64);
    assert.equal(existsSync(site.file), false);
  });

  it('where nothing can be written it says so', async () => {
    writeFileSync(site.path('file'), '');
    assert.deepEqual(await refused('file/below'), [1, ['folder-unwritable']]);
  });

  // Node's own recursive mkdir never ends there.
  it('below /proc it says so as well, and an empty name is none', async () => {
    assert.deepEqual(await refused('/proc/muster-start'), [1, ['folder-unwritable']]);
    assert.deepEqual(await refused(''), [64, ['option-invalid']]);
    assert.equal(existsSync(site.file), false);
  });

  for (const folder of ['plain', `it's 100% odd`])
    it(`the line for cron works in cron's bare environment: ${folder}`, async () => {
      await site.program('init', folder);
      const crontab = readFileSync(join(site.folder, folder, 'crontab.example'), 'utf8');
      const path = /^PATH=(.*)$/m.exec(crontab)?.[1] ?? '';
      const line = /^\*\/5 \* \* \* \* (.*)$/m.exec(crontab)?.[1] ?? '';
      assert.ok(isAbsolute(line.split(' ')[0] ?? ''), line);
      // cron ends the command at a % that has no backslash before it, and takes the backslash away.
      assert.doesNotMatch(line, /(?<!\\)%/);
      const command = line.replaceAll('\\%', '%');
      const config = site.config([site.type('a')]).file;
      writeFileSync(join(site.folder, folder, 'Interface.json'), readFileSync(config));
      const env = [`HOME=${site.home}`, `PATH=${path}`, 'SHELL=/bin/sh'];
      const cron = ['env', '-i', ...env, '/bin/sh', '-c', command];
      assert.deepEqual(await site.run(cron), silent(0));
      assert.equal(site.running('a').length, 1);
    });
});
