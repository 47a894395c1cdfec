import { homedir } from 'node:os';
import { join } from 'node:path';
import { message } from '../core/catalogue/catalogue.ts';
import type { Config } from '../interface/config.ts';
import { namesIn, run, textOf } from './cron.ts';
import { error, ok, type Finding } from './finding.ts';

/** systemd timers whose service names this Interface.json; none where there is none. */
export async function timerFindings({ file }: Config): Promise<Finding[]> {
  const folders: [string, string[]][] = [
    ['/etc/systemd/system', []],
    ['/run/systemd/system', []],
    ['/usr/lib/systemd/system', []],
    [join(homedir(), '.config/systemd/user'), ['--user']],
  ];
  const services = folders.flatMap(([folder, scope]) =>
    namesIn(folder)
      .filter((name) => name.endsWith('.service') && runs(textOf(join(folder, name)), file))
      .map((name) => ({ timer: name.replace(/service$/, 'timer'), scope })),
  );
  return Promise.all(
    services.map(async ({ timer, scope }) => {
      const { stdout } = await run('systemctl', [...scope, 'is-active', timer], process.env);
      const state = stdout.trim();
      if (state === 'active') return ok('timer', message('timer-active', { timer }));
      const command = ['systemctl', ...scope, 'enable', '--now', timer].join(' ');
      return error('timer', message('timer-inactive', { timer, state, command }));
    }),
  );
}

/** Whether a unit starts a pass of this file. */
export function runs(unit: string, file: string): boolean {
  return unit.split('\n').some((line) => /^ExecStart=.*\srun(\s|$)/.test(line) && line.includes(file));
}
