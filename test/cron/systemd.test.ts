import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaults } from '../../src/interface/defaults.ts';
import { durationMs } from '../../src/interface/durations.ts';
import { packagePath } from '../../src/package.ts';
import { mainFile } from '../cli/localSite.ts';
import { scratchFolder } from '../store/scratch.ts';

const unit = (name: string): string => readFileSync(packagePath(`examples/systemd/${name}`), 'utf8');

describe('the units for systemd', () => {
  const folder = scratchFolder();

  /** What systemd has to say of the units, with paths that are there. */
  function verified(change: (text: string) => string): { status: number | null; said: string } {
    for (const name of ['muster.service', 'muster.timer']) {
      const text = unit(name)
        .replace('/usr/bin/muster run', `${process.execPath} ${mainFile} run`)
        .replaceAll('User=muster', 'User=root');
      writeFileSync(join(folder(), name), change(text));
    }
    const files = ['muster.timer', 'muster.service'].map((name) => join(folder(), name));
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], {
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  }

  it('systemd has nothing to say of them', () => {
    assert.deepEqual(
      verified((text) => text),
      { status: 0, said: '' },
    );
  });

  it('and it looks: an unknown key, a wrong time', () => {
    assert.match(verified((text) => text.replace('KillMode=', 'KilMode=')).said, /KilMode/);
    assert.match(verified((text) => text.replace('*:0/5', '*:0/x')).said, /OnCalendar|calendar/i);
  });

  it('the service is given longer than a pass takes, and runs what the crontab runs', () => {
    const minutes = Number(/^TimeoutStartSec=(\d+)m$/m.exec(unit('muster.service'))?.[1]);
    assert.ok(minutes * 60_000 > durationMs(defaults.timeouts.pass), String(minutes));
    const cron = readFileSync(packagePath('crontab.example'), 'utf8');
    const command = /^ExecStart=(.*)$/m.exec(unit('muster.service'))?.[1] ?? 'none';
    assert.ok(cron.includes(command), command);
  });
});
