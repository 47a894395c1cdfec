import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorReport } from '../../src/report/doctorReport.ts';
import { asDocument, LocalSite } from './localSite.ts';

/** What is not well of the one host, which is this machine. */
async function examined(site: LocalSite): Promise<{ exit: number | null; bad: string[]; checks: string[] }> {
  const { exit, stdout } = await site.muster('doctor', '--json');
  const { hosts } = asDocument(stdout) as unknown as DoctorReport;
  const findings = hosts[0]?.findings ?? [];
  const bad = findings.filter(({ level }) => level !== 'ok').map(({ check, found }) => `${check}: ${found}`);
  return { exit, bad, checks: findings.map(({ check }) => check) };
}

describe('muster doctor on this machine itself', () => {
  it('needs no ssh, and leaves nothing', async () => {
    using site = new LocalSite();
    site.config([site.type('a')]);
    const { exit, bad, checks } = await examined(site);
    assert.deepEqual([exit, bad], [0, []]);
    assert.ok(checks.includes('outliving') && !checks.includes('login'), checks.join());
    assert.ok(!existsSync(join(site.home, '.muster')));
    assert.ok(!existsSync(join(site.folder, 'logs')));
  });

  it('where submitters are said to be there already, they are looked for', async () => {
    using site = new LocalSite();
    site.config([site.type('a'), site.type('b', { submitter: 'gone.sh' })], {
      scripts: { remote: join(site.folder, 'workerscripts') },
    });
    const some = await examined(site);
    assert.deepEqual(some, {
      ...some,
      exit: 3,
      bad: [`submitters: gone.sh is not in ${site.folder}/workerscripts`],
    });
    site.config([site.type('a')], { scripts: { remote: '/nowhere' } });
    assert.deepEqual((await examined(site)).bad, ['submitters: there is no folder /nowhere']);
  });

  it('the program of monitor.notify is looked at, and not run', async () => {
    using site = new LocalSite();
    site.submitter('notify.sh', `touch ${site.folder}/was-run`);
    const found = async (notify: string): Promise<unknown> => {
      site.config([site.type('a')], { monitor: { notify } });
      const { stdout } = await site.muster('doctor', '--json');
      const { control } = asDocument(stdout) as unknown as DoctorReport;
      return control.find(({ check }) => check === 'notify');
    };
    const good = `${site.folder}/workerscripts/notify.sh`;
    assert.deepEqual(await found(good), { check: 'notify', level: 'ok', found: `${good} can be run` });
    for (const path of [site.file, `${site.folder}/nowhere`, site.folder])
      assert.deepEqual(await found(path), {
        check: 'notify',
        level: 'warning',
        found: `${path}, the program of monitor.notify, cannot be run by this user`,
        remedy: `ls -l ${path}, and chmod +x if it is there`,
      });
    assert.ok(!existsSync(join(site.folder, 'was-run')));
  });

  it('-q prints only what is wrong', async () => {
    using site = new LocalSite();
    site.config([site.type('a')]);
    const { stdout } = await site.muster('doctor', '-q');
    assert.match(stdout, /^warning {2}this machine {2}cron {2}neither a crontab.*\n +-> crontab -e.*\n$/);
  });
});
