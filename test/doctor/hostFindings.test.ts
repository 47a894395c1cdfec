import assert from 'node:assert/strict';
import { nodeFinding } from '../../src/doctor/control.ts';
import {
  beforePercentage,
  hostFindings,
  limitFinding,
  outlivingFinding,
} from '../../src/doctor/hostFindings.ts';
import { runs } from '../../src/doctor/timer.ts';

const df = (freeKiB: number, percent: number): string[] => [
  `Filesystem 1024-blocks Used Available Capacity Mounted on nas:/a b 9 9 ${freeKiB} ${percent}% /home`,
];

const level = (limit: string, running: number) => limitFinding(new Map([['limit', [limit]]]), running).level;

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
  const judged = (change: Record<string, string[]>, brought = true): string[] =>
    hostFindings(new Map(Object.entries({ ...well, ...change })), { brought, root: '.muster/default' })
      .filter(({ level }) => level !== 'ok')
      .map(({ level, check, found }) => `${level} ${check}: ${found}`);

  it('is judged well', () => assert.deepEqual(judged({}), []));

  const cases: readonly (readonly [change: Record<string, string[]>, ...told: string[]])[] = [
    [{ disk: df(1023, 100) }, 'error disk: 1023 KiB free in the home, and 16322012 files more'],
    [{ disk: df(1024 * 99, 99) }, 'warning disk: 99 MiB free in the home, and 16322012 files more'],
    [{ disk: df(1024 * 100, 99) }],
    [{ disk: [''] }, 'warning disk: df does not tell how much of the home is free'],
    [
      { inodes: ['Filesystem Inodes IUsed IFree IUse% Mounted on /dev/vda 100 100 0 100% /'] },
      'error disk: 78 GiB free in the home, and 0 files more',
    ],
    [{ inodes: ['Filesystem Inodes IUsed IFree IUse% Mounted on btrfs 0 0 0 - /'] }],
    [{ inodes: [''] }],
    [
      { folder: ['drwxrwxr-x 3 1000 1000 4096 Nov 21 18:00 /h/.muster'] },
      'warning folder: others may write to /h/.muster, and so choose what is started',
    ],
    [
      { folder: ['drwxr-xr-x 3 0 0 4096 Nov 21 18:00 /h/.muster'] },
      'error folder: /h/.muster belongs to user id 0',
    ],
    [{ umask: ['0000'] }, 'warning folder: the umask 0000 lets everybody write to new files'],
    [{ umask: ['0777'] }, 'error folder: the umask 0777 takes new files from their own owner'],
    [{ umask: ['0002'] }],
    [
      { lacks: ['find'] },
      'warning tools: not found on the PATH of a login: find (old output is not removed)',
    ],
    [
      { lacks: ['tar'] },
      'error tools: not found on the PATH of a login: tar (scripts cannot be brought there)',
    ],
    [
      { unwritten: ['mkdir: /h/.muster/default/doctor-0123456789abcdef: Read-only file system'] },
      'error scripts: ~/.muster/default cannot be written: mkdir: /h/.muster/default/doctor-…: Read-only file system',
    ],
    [
      { unrun: ['exit 126: Permission denied'] },
      'error scripts: a script written to ~/.muster/default cannot be run: exit 126: Permission denied',
    ],
  ];
  for (const [change, ...told] of cases) {
    it(told[0] ?? JSON.stringify(change), () => assert.deepEqual(judged(change), told));
  }

  it('where scripts are there already, other tools matter, and the submitters', () => {
    assert.deepEqual(judged({ lacks: ['tar'], unready: ['a.sh is not in /opt/s'] }, false), [
      'warning tools: not found on the PATH of a login: tar (scripts cannot be brought there)',
      'error submitters: a.sh is not in /opt/s',
    ]);
  });

  it('the number before the percentage', () => {
    assert.equal(beforePercentage('a b 12 5% /mnt/7%'), 12);
    assert.equal(beforePercentage('a -12 105% /'), 0);
    assert.equal(beforePercentage('0 0 0 - /'), null);
  });

  it('its limit of processes', () => {
    assert.deepEqual(
      [level('100', 79), level('100', 80), level('100', 100), level('unlimited', 1e6), level('', 9)],
      ['ok', 'warning', 'error', 'ok', 'ok'],
    );
  });

  it('what ends processes after a logout, where logind says that it does', () => {
    const facts = new Map([
      ['logind', ['KillUserProcesses=yes Linger=no']],
      ['user', ['ops']],
    ]);
    assert.equal(outlivingFinding(true, facts).level, 'ok');
    assert.match(
      outlivingFinding(false, facts).found,
      /^logind ends what a login leaves behind \(KillUserProcesses=yes\)/,
    );
    assert.match(outlivingFinding(false, new Map()).found, /^something ends what a login leaves behind:/);
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
