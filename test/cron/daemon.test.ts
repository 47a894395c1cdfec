import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { needs } from '../harness/needs.ts';
import { bringUpFleet, type Fleet } from '../fleet/fleet.ts';
import { musterCommand, sampleType, Site, totalOf } from '../e2e/site.ts';
import { CronDaemon, type Mail } from './daemon.ts';

describe('a real cron daemon with the crontab that init writes', () => {
  needs('root', 'cron');
  let fleet: Fleet;
  before(async () => {
    fleet = await bringUpFleet({ hosts: ['c1', 'c2', 'c3'] });
  });
  after(() => fleet?.down());

  it('mails nothing when all is well, a problem once, its end once', async () => {
    const site = new Site(fleet);
    const { code, stderr } = await fleet.control([...musterCommand, 'init', join(site.folder, 'start')]);
    assert.deepEqual([code, stderr], [0, '']);
    const example = readFileSync(join(site.folder, 'start/crontab.example'), 'utf8');
    site.config({ types: [sampleType('a', { count: 2 })] });
    // What an operator changes: the folder, and a pass a minute.
    const crontab = example
      .replace('*/5 * * * *', '* * * * *')
      .replace(join(site.folder, 'start/Interface.json'), site.file);
    const cron = new CronDaemon(fleet, crontab);
    try {
      /** Code and subject of each problem that was reported, and whether its end was. */
      const told = (): unknown[][] => {
        const text = readFileSync(join(site.folder, 'logs/told.json'), 'utf8');
        const { problems } = JSON.parse(text) as { problems: Record<string, unknown>[] };
        return problems.map(({ code, about, endedAt }) => [code, about, endedAt !== null]);
      };
      const passes = (): number => passesIn(join(site.folder, 'logs'));
      const more = async (count: number): Promise<void> => {
        const until = passes() + count;
        while (passes() < until) await sleep(50);
      };
      const mail = async (number: number): Promise<Mail> => {
        for (;;) {
          const got = cron.mails()[number - 1];
          if (got !== undefined) return got;
          await sleep(50);
        }
      };
      await more(3);
      assert.deepEqual(cron.mails(), []);
      assert.equal(totalOf(fleet, 'sample-a'), 2);

      await fleet.host('c3').stopSshd();
      const first = await mail(1);
      assert.match(first.head, /^To: operators@example\.org$/m);
      assert.match(first.head, /^Subject: Cron <root@.*> .*\/main\.js run --cron -c /m);
      assert.match(first.head, /^Content-Type: text\/plain; charset=(?:US-ASCII|ANSI_X3\.4-1968)$/m);
      assert.deepEqual(told(), [['connection-refused', 'c3', false]]);
      assert.match(first.body, /^\? {2}c3 /m);
      assert.match(first.body, /: muster status -c \S+Interface\.json$/m);
      assert.match(first.body, /^[\n\x20-\x7e]*$/);
      await more(3);
      assert.equal(cron.mails().length, 1);

      await fleet.host('c3').startSshd();
      const last = await mail(2);
      assert.deepEqual(told(), [['connection-refused', 'c3', true]]);
      assert.match(last.body, /^= {2}c3 /m);
      await more(3);
      assert.equal(cron.mails().length, 2);
      assert.equal(totalOf(fleet, 'sample-a'), 2);
    } finally {
      await cron.end();
    }
  });
});

/** Counted in a log that is being written. */
function passesIn(logs: string): number {
  if (!existsSync(logs)) return 0;
  const texts = readdirSync(logs)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => readFileSync(join(logs, name), 'utf8'));
  return texts.join('').split('"message":"pass"').length - 1;
}
