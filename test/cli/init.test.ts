import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { asDocument, LocalSite } from './localSite.ts';

describe('muster init', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  it('writes a start that check accepts', async () => {
    const { exit, stdout } = await site.muster('init', 'new/fleet', '--json');
    assert.equal(exit, 0);
    const folder = join(site.folder, 'new/fleet');
    const names = ['Interface.json', 'workerscripts/start-sample.sh', 'crontab.example'];
    assert.deepEqual(asDocument(stdout), {
      formatVersion: 1,
      command: 'init',
      folder,
      written: names.map((name) => join(folder, name)),
    });
    assert.equal(statSync(join(folder, 'workerscripts/start-sample.sh')).mode & 0o111, 0o111);
    assert.deepEqual(await site.muster('check', '-c', 'new/fleet/Interface.json'), {
      exit: 0,
      stdout: 'new/fleet/Interface.json: 0 errors, 0 warnings. 3 hosts, 1 component.\n',
      stderr: '',
    });
  });

  it('never overwrites', async () => {
    await site.muster('init', 'there');
    const file = join(site.folder, 'there/Interface.json');
    writeFileSync(file, 'mine');
    const { exit, stdout, stderr } = await site.muster('init', 'there');
    assert.deepEqual([exit, stdout], [64, '']);
    assert.match(stderr, /^muster: there\/Interface\.json, .* are there already; nothing was written\.\n/);
    assert.equal(readFileSync(file, 'utf8'), 'mine');
  });

  it('nothing is written when only one of the files is there', async () => {
    writeFileSync(join(site.folder, 'crontab.example'), 'mine');
    assert.equal((await site.muster('init')).exit, 64);
    assert.equal(existsSync(site.file), false);
  });

  it('where nothing can be written it says so', async () => {
    writeFileSync(join(site.folder, 'file'), '');
    const { exit, stderr } = await site.muster('init', 'file/below');
    assert.equal(exit, 1);
    assert.match(stderr, /^muster: cannot write to .*\/file\/below: ENOTDIR: [^\n]*\n$/);
  });

  // Node's own recursive mkdir never ends there.
  it('below /proc it says so as well, and an empty name is none', async () => {
    const below = await site.muster('init', '/proc/muster-start');
    assert.equal(below.exit, 1);
    assert.match(below.stderr, /^muster: cannot write to \/proc\/muster-start: ENOENT: [^\n]*\n$/);
    const empty = await site.muster('init', '');
    assert.equal(empty.exit, 64);
    assert.match(empty.stderr, /^muster: the name of the folder is empty\n/);
    assert.equal(existsSync(site.file), false);
  });

  for (const folder of ['plain', `it's 100% odd`]) {
    it(`the line for cron works in cron's bare environment: ${folder}`, async () => {
      await site.muster('init', folder);
      const crontab = readFileSync(join(site.folder, folder, 'crontab.example'), 'utf8');
      const path = /^PATH=(.*)$/m.exec(crontab)?.[1] ?? '';
      const line = /^\*\/5 \* \* \* \* (.*)$/m.exec(crontab)?.[1] ?? '';
      assert.ok(isAbsolute(line.split(' ')[0] ?? ''), line);
      // cron ends the command at a % that has no backslash before it, and takes the backslash away.
      assert.doesNotMatch(line, /(?<!\\)%/);
      const command = line.replaceAll('\\%', '%');
      const config = site.config([site.type('a')]).file;
      writeFileSync(join(site.folder, folder, 'Interface.json'), readFileSync(config));
      const cron = [
        'env',
        '-i',
        `HOME=${site.home}`,
        `PATH=${path}`,
        'SHELL=/bin/sh',
        '/bin/sh',
        '-c',
        command,
      ];
      assert.deepEqual(await site.run(cron), { exit: 0, stdout: '', stderr: '' });
      assert.equal(site.running('a').length, 1);
    });
  }
});
