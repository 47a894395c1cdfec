import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorReport } from '../../src/report/doctorReport.ts';
import { LocalSite, siteOf } from './localSite.ts';

/** What is not well of the one host, which is this machine. */
async function examined(site: LocalSite): Promise<{ exit: number | null; bad: string[]; checks: string[] }> {
  const { exit, report } = await site.report<DoctorReport>('doctor');
  const findings = report.hosts[0]?.findings ?? [];
  const bad = findings.filter(({ level }) => level !== 'ok').map(({ code }) => code);
  return { exit, bad, checks: findings.map(({ check }) => check) };
}

describe('muster doctor on this machine itself', () => {
  it('needs no ssh, and leaves nothing', async () => {
    using site = siteOf({ a: {} });
    const { exit, bad, checks } = await examined(site);
    assert.deepEqual([exit, bad], [0, []]);
    assert.ok(checks.includes('outliving') && !checks.includes('login'), checks.join());
    assert.ok(!existsSync(join(site.home, '.muster')));
    assert.ok(!existsSync(site.path('logs')));
  });

  it('where submitters are said to be there already, they are looked for', async () => {
    using site = new LocalSite();
    site.config([site.type('a'), site.type('b', { submitter: 'gone.sh' })], {
      scripts: { remote: site.path('workerscripts') },
    });
    const { exit, bad } = await examined(site);
    assert.deepEqual([exit, bad], [3, ['submitter-unready']]);
    site.config([site.type('a')], { scripts: { remote: '/nowhere' } });
    assert.deepEqual((await examined(site)).bad, ['submitter-unready']);
  });

  it('the program of monitor.notify is looked at, and not run', async () => {
    using site = new LocalSite();
    site.submitter('notify.sh', `touch ${site.folder}/was-run`);
    const found = async (notify: string): Promise<unknown> => {
      site.config([site.type('a')], { monitor: { notify } });
      const { control } = await site.document<DoctorReport>('doctor');
      const finding = control.find(({ check }) => check === 'notify');
      return [finding?.level, finding?.code];
    };
    const good = `${site.folder}/workerscripts/notify.sh`;
    assert.deepEqual(await found(good), ['ok', 'notify-runnable']);
    for (const path of [site.file, `${site.folder}/nowhere`, site.folder])
      assert.deepEqual(await found(path), ['warning', 'notify-not-runnable']);
    assert.ok(!existsSync(site.path('was-run')));
  });

  it('-q prints only what is wrong', async () => {
    using site = siteOf({ a: {} });
    const { stdout } = await site.muster('doctor', '-q');
    assert.match(stdout, /^[^\n]* cron [^\n]*\n[^\n]*crontab -e[^\n]*\n$/);
  });
});
