import type { ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../src/package.ts';
import type { Fleet } from '../fleet/fleet.ts';

/** A minute of the daemon lasts two seconds. */
const speed = 30;

/** A real cron daemon of its own, and what it mails. It and its jobs end with it. */
export class CronDaemon {
  readonly #folder: string;
  readonly #child: ChildProcess;

  /** @param crontab what is installed, with crontab(1). */
  constructor(fleet: Fleet, crontab: string) {
    this.#folder = mkdtempSync(join(fleet.dir, 'cron-'));
    mkdirSync(join(this.#folder, 'home'));
    symlinkSync(join(fleet.controlHome, '.ssh'), join(this.#folder, 'home/.ssh'));
    writeFileSync(join(this.#folder, 'crontab'), crontab);
    const script = packagePath('test/cron/daemon.sh');
    const alone = ['unshare', '--mount', '--pid', '--fork', '--kill-child'];
    // As at boot: no locale, nothing.
    const bare = ['env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin'];
    this.#child = fleet.startControl([...alone, ...bare, 'sh', script, this.#folder, String(speed)]);
    this.#child.stderr?.on('data', (chunk) => process.stderr.write(`cron: ${String(chunk)}`));
  }

  /** The mails so far, oldest first. */
  mails(): Mail[] {
    const folder = join(this.#folder, 'mails');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.endsWith('.mail'))
      .toSorted()
      .map((name) => {
        const text = readFileSync(join(folder, name), 'utf8');
        const end = text.indexOf('\n\n');
        return { head: text.slice(0, end), body: text.slice(end + 2) };
      });
  }

  async end(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGKILL');
      await gone;
    }
  }
}

export interface Mail {
  readonly head: string;
  readonly body: string;
}
