import assert from 'node:assert/strict';
import { message } from '../../src/core/catalogue/catalogue.ts';
import { nodeFinding } from '../../src/doctor/control.ts';
import { error, ok, warning } from '../../src/doctor/finding.ts';
import {
  beforePercentage,
  hostFindings,
  limitFinding,
  outlivingFinding,
} from '../../src/doctor/hostFindings.ts';
import { runs } from '../../src/doctor/timer.ts';
import { doctorReport, doctorSummary, doctorText } from '../../src/report/doctorReport.ts';
import { styleFor } from '../../src/report/style.ts';
import { golden } from '../harness/golden.ts';

const df = (freeKiB: number, percent: number): string[] => [
  `Filesystem 1024-blocks Used Available Capacity Mounted on nas:/a b 9 9 ${freeKiB} ${percent}% /home`,
];

const level = (limit: string, running: number) => limitFinding(new Map([['limit', [limit]]]), running).level;

const inodes = (counts: string) => [`Filesystem Inodes IUsed IFree IUse% Mounted on ${counts}`];

describe('what a host answers', () => {
  const well: Record<string, string[]> = {
    uid: ['1000'],
    umask: ['0022'],
    disk: [
      'Filesystem 1024-blocks Used Available Capacity Mounted on /dev/vda 264212084 23655384 82735528 23% /',
    ],
    inodes: ['Filesystem Inodes IUsed IFree IUse% Mounted on /dev/vda 16777216 455204 16322012 3% /'],
    folder: ['drwxr-xr-x 3 1000 1000 4096 Nov 21 18:00 /home/ops/.muster'],
    started: ['77'],
  };
  const found = (change: Record<string, string[]>, brought = true) =>
    hostFindings(new Map(Object.entries({ ...well, ...change })), { brought, root: '.muster/default' });
  const judged = (change: Record<string, string[]>, brought?: boolean): string[] =>
    found(change, brought)
      .filter(({ level }) => level !== 'ok')
      .map(({ level, code }) => `${level} ${code}`);

  it('has no findings where all is well', () => assert.deepEqual(judged({}), []));

  const cases: readonly (readonly [change: Record<string, string[]>, ...expected: string[]])[] = [
    [{ disk: df(1023, 100) }, 'error home-disk-full'],
    [{ disk: df(1024 * 99, 99) }, 'warning home-disk-full'],
    [{ disk: df(1024 * 100, 99) }],
    [{ disk: [''] }, 'warning home-disk-unknown'],
    [{ inodes: inodes('/dev/vda 100 100 0 100% /') }, 'error home-disk-full'],
    [{ inodes: inodes('btrfs 0 0 0 - /') }],
    [{ inodes: [''] }],
    [{ folder: ['drwxrwxr-x 3 1000 1000 4096 Nov 21 18:00 /h/.muster'] }, 'warning folder-open'],
    [{ folder: ['drwxr-xr-x 3 0 0 4096 Nov 21 18:00 /h/.muster'] }, 'error folder-foreign'],
    [{ umask: ['0000'] }, 'warning umask-open'],
    [{ umask: ['0777'] }, 'error umask-strict'],
    [{ umask: ['0002'] }],
    [{ lacks: ['find'] }, 'warning tools-missing'],
    [{ lacks: ['tar'] }, 'error tools-missing'],
    [{ unwritten: ['mkdir: /h/.muster: Read-only file system'] }, 'error scripts-unwritable'],
    [{ unrun: ['exit 126: Permission denied'] }, 'error scripts-not-runnable'],
  ];
  for (const [change, ...expected] of cases)
    it(`${JSON.stringify(change)}: ${expected.join(', ') || 'no finding'}`, () =>
      assert.deepEqual(judged(change), expected));

  it('matters less where scripts are there already; then the submitters must be', () => {
    const change = { lacks: ['tar'], unready: ['missing /opt/s/a.sh', 'no-folder /opt/s'] };
    assert.deepEqual(judged(change, false), [
      'warning tools-missing',
      'error submitter-unready',
      'error submitter-unready',
    ]);
    assert.deepEqual(
      found(change, false).flatMap(({ code, params }) => (code === 'submitter-unready' ? [params] : [])),
      [
        { problem: 'missing', path: '/opt/s/a.sh' },
        { problem: 'no-folder', path: '/opt/s' },
      ],
    );
  });

  it('is free of what differs from host to host, so that hosts can be told together', () => {
    const error = 'mkdir: /h/doctor-0123456789abcdef: Read-only file system';
    const unwritable = found({ unwritten: [error] }).find(({ code }) => code === 'scripts-unwritable');
    assert.equal(unwritable?.params['error'], 'mkdir: /h/doctor-…: Read-only file system');
  });

  it('the number before the percentage', () => {
    assert.equal(beforePercentage('a b 12 5% /mnt/7%'), 12);
    assert.equal(beforePercentage('a -12 105% /'), 0);
    assert.equal(beforePercentage('0 0 0 - /'), null);
  });

  it('its limit of processes', () =>
    assert.deepEqual(
      [level('100', 79), level('100', 80), level('100', 100), level('unlimited', 1e6), level('', 9)],
      ['ok', 'warning', 'error', 'ok', 'ok'],
    ));

  it('what ends processes after a logout, where logind says that it does', () => {
    const facts = new Map([
      ['logind', ['KillUserProcesses=yes Linger=no']],
      ['user', ['ops']],
    ]);
    assert.equal(outlivingFinding(true, facts).level, 'ok');
    assert.deepEqual(outlivingFinding(false, facts).params, { by: 'logind', user: 'ops' });
    assert.equal(outlivingFinding(false, new Map()).params['by'], null);
  });
});

describe('this machine', () => {
  it('needs a node that is new enough', () => {
    const levels = ['18.20.1', '20.18.9', '20.19.0', '22.1.0'].map((version) => nodeFinding(version).level);
    assert.deepEqual(levels, ['error', 'error', 'ok', 'ok']);
  });

  it('knows a unit that runs this file', () => {
    const unit = '[Service]\nExecStart=/usr/bin/muster run -q -c /srv/m/Interface.json\n';
    assert.deepEqual(
      [
        runs(unit, '/srv/m/Interface.json'),
        runs(unit, '/srv/o/Interface.json'),
        runs(unit.replace('run', 'status'), '/srv/m/Interface.json'),
      ],
      [true, false, false],
    );
  });
});

describe('the text of muster doctor', () => {
  const style = styleFor({}, {});
  const trust = 'muster trust -w {hosts}';
  const unknown = error('host key', message('host-key-not-on-file', { accepted: false, trust }));
  const full = warning('disk', message('home-disk-full', { freeKiB: 2048, freeFiles: null }));
  const control = [
    ok('node', message('node-supported', { version: '20.19.0' })),
    warning('cron mail', message('cron-mail-off')),
  ];
  const hosts = [
    { host: 'n-1', findings: [ok('login', message('login-works', { as: 'ops' })), unknown] },
    { host: 'n-2', findings: [full, unknown] },
  ];
  const report = doctorReport({ atMs: 0, config: '/srv/fleet/Interface.json' }, control, hosts);

  it('has the hosts in what can be typed, as the document has', () => {
    assert.equal(report.hosts[1]?.findings[1]?.remedy, 'muster trust -w n-2');
    assert.equal(report.hosts[1]?.findings[1]?.params['trust'], 'muster trust -w n-2');
    assert.deepEqual(report.summary, { errors: 2, warnings: 2 });
  });

  golden('doctorText', {
    'what is wrong, the same on several hosts once': () => [
      ...doctorText(control, hosts, style, false),
      doctorSummary(report, style),
    ],
    'with what is well': () => doctorText(control, hosts, style, true),
    'nothing is wrong': () => [
      doctorSummary(doctorReport({ atMs: 0, config: '/f' }, control.slice(0, 1), []), style),
    ],
  });
});
