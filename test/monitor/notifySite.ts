import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { NotifyDocument } from '../../src/monitor/notify.ts';
import { asDocument, LocalSite, type Ran } from '../cli/localSite.ts';

/** What a shell program does to keep what it was given: one file for each of its runs. */
export const keeping = 'name=given/$(date +%s%N)-$$; cat >"$name.part"; mv "$name.part" "$name"';

/** A site whose passes run in this process and give their news to a program. */
export class NotifySite extends LocalSite {
  constructor() {
    super();
    mkdirSync(this.path('given'));
  }

  /** The program `notify` of this site. */
  notifier(text: string): void {
    writeFileSync(this.path('notify'), `#!/bin/sh\n${text}\n`);
    chmodSync(this.path('notify'), 0o755);
  }

  /** Writes the configuration: nothing is to run, so that passes take no longer than it takes to look. */
  notifying(own: Record<string, unknown> = {}, notify: unknown = ['notify']): this {
    return this.config([this.type('a', { on: false })], { monitor: { page: 'none', notify }, ...own });
  }

  /** What `keeping` has kept. */
  given(): NotifyDocument[] {
    return readdirSync(this.path('given'))
      .filter((name) => !name.endsWith('.part'))
      .toSorted()
      .map((name) => {
        const text = readFileSync(this.path(`given/${name}`), 'utf8');
        if (!text.endsWith('}\n')) throw new Error(`not a whole document: ${text}`);
        return asDocument<NotifyDocument>(text);
      });
  }

  cron(): Promise<Ran> {
    return this.muster('run', '--cron');
  }
}
