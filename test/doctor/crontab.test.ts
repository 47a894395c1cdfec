import assert from 'node:assert/strict';
import { canBeTried, musterCall, parseCrontab } from '../../src/doctor/crontab.ts';

const file = '/srv/muster/Interface.json';

describe('a crontab', () => {
  it('is taken apart as cron does', () => {
    const text = [
      '# m h dom mon dow command',
      'PATH=/usr/bin:/bin',
      'MAILTO = "ops@example.org"',
      '',
      '*/5 * * * * date +\\%F; mail -s x %body',
      'SHELL=/bin/bash',
      '@daily backup',
      'nonsense',
    ].join('\n');
    assert.deepEqual(parseCrontab(text, 'crontab -l', false), [
      {
        where: 'crontab -l',
        line: 5,
        user: null,
        command: 'date +%F; mail -s x',
        env: { PATH: '/usr/bin:/bin', MAILTO: 'ops@example.org' },
      },
      {
        where: 'crontab -l',
        line: 7,
        user: null,
        command: 'backup',
        env: { PATH: '/usr/bin:/bin', MAILTO: 'ops@example.org', SHELL: '/bin/bash' },
      },
    ]);
  });

  it('of the system has a user before the command', () => {
    const [line] = parseCrontab('0 4 * * 1 jadelta muster run -q', '/etc/cron.d/muster', true);
    assert.deepEqual([line?.user, line?.command], ['jadelta', 'muster run -q']);
  });
});

const home = (command: string) =>
  musterCall({ where: '', line: 1, user: null, command, env: {} }, '/home/op/f/Interface.json', '/home/op');

const tried = (program: string) => canBeTried({ folder: null, program, mails: 'trouble' });

describe('a line that runs muster', () => {
  const call = (command: string) =>
    musterCall({ where: 'crontab -l', line: 1, user: null, command, env: {} }, file, '/home/op');
  const cases: readonly (readonly [command: string, program: string | null])[] = [
    [`/usr/bin/muster run -q -c ${file}`, '/usr/bin/muster'],
    [`/usr/bin/node /opt/m/dist/main.js run -q --config ${file}`, '/usr/bin/node /opt/m/dist/main.js'],
    [`muster run --config=${file} >/dev/null 2>&1`, 'muster'],
    [`cd /srv/muster && muster run -q`, 'muster'],
    [`cd "/srv/muster/"; TZ=UTC nice muster run`, 'TZ=UTC nice muster'],
    [`muster run -q -c '${file}'`, 'muster'],
    ['muster run -q -c /srv/other/Interface.json', null],
    ['cd /srv/other && muster run -q', null],
    [`muster status -c ${file}`, null],
    [`run-parts /etc/cron.hourly`, null],
  ];
  for (const [command, program] of cases)
    it(command, () => assert.equal(call(command)?.program ?? null, program));

  it('finds the file in the home', () => {
    assert.ok(home('muster run -c ~/f/Interface.json'));
    assert.ok(home('muster run -c $HOME/f/Interface.json'));
    assert.ok(home('cd f && muster run') === null);
  });

  it('tells what of it is mailed', () => {
    assert.equal(call(`muster run --cron -c ${file}`)?.mails, 'news');
    assert.equal(call(`muster run -q -c ${file}`)?.mails, 'trouble');
    assert.equal(call(`muster -q; muster run -c ${file}`)?.mails, 'all');
  });

  it('is tried only where nothing else would be run', () =>
    assert.deepEqual(['nice muster', '$(rm x) muster', '`x` muster', 'x >f muster'].map(tried), [
      true,
      false,
      false,
      false,
    ]));
});
