import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '../../src/core/catalogue/catalogue.ts';
import type { Report } from '../../src/report/document.ts';
import { bringUpFleet, type Fleet } from '../fleet/fleet.ts';
import { needs } from '../harness/needs.ts';
import { codesOf } from '../harness/messages.ts';
import { programsIn } from '../harness/programs.ts';
import { isDeep, sample } from '../harness/sample.ts';
import { CrashSite, wanted } from './crashSite.ts';
import { musterCommand } from './site.ts';
import { rows } from '../harness/fields.ts';

/** Where a pass that is looking or launching is told to end. */
const interrupted =
  /^(ping: started|connection: (open|ready)|probe: (sent|answered)|state temp file: rename|scripts: sent|launch [^:]*: (sent|answered)|settle: wait #|sweep: sent)/;

/** Steps that change what `muster status` reads. */
const onThisMachine = /^(config|lock|flock|log|report|exit|history|page|what|state|known_hosts|settle)/;

/** Every step is in one of these. */
const rooms: Record<string, RegExp> = {
  'configuration and lock': /^(config|lock|flock)/,
  'log and report': /^(log|report|exit)/,
  'history, page, and what went wrong after': /^(history|page|what)/,
  state: /^state/,
  'ping, keys, connecting, probing': /^(ping|known_hosts|id_|connection|channel|probe)/,
  'bringing the scripts': /^scripts/,
  launching: /^launch/,
  'settling and sweeping': /^(settle|sweep)/,
};

// Each step is a place where a pass does something to the world: a file, a program, a connection, what goes over it.
// `crashAt.mjs` numbers them from outside. A pass that is only recorded gives the list; then, for each step of it, a
// pass of its own is killed right there, on hosts of its own state, and the passes after it must make all good.
// `npm test` does so for a few steps of each room.
describe('a pass killed at each of its steps', function () {
  needs('root');
  this.timeout(900_000);
  /** So many steps are looked at side by side, each on hosts of its own. */
  const lanes = isDeep ? 3 : 1;
  let fleets: Fleet[] = [];
  let home = '';
  let recorded: string[];

  before(async () => {
    fleets = await Promise.all(
      Array.from({ length: lanes }, () => bringUpFleet({ hosts: ['k1', 'k2', 'k3', 'k4'] })),
    );
    home = fleets[0]!.controlHome;
    const site = new CrashSite(fleets[0]!, home);
    await site.prepare();
    const { code, stderr, steps } = await site.pass(null);
    // Short of one: the instance that is slow to come up.
    assert.equal(code, 3, stderr);
    recorded = steps;
  });
  after(() => Promise.all(fleets.map((fleet) => fleet.down())));

  it('knows the steps that matter, and each belongs to a test below', () => {
    const sending = ['not sent yet', 'half sent', 'sent'];
    const must = [
      'flock: started #1',
      'lock on lock: write #1',
      'log: half written #1',
      'history of passes: half written #1',
      'history rolled temp file: rename #1',
      'page temp file: rename #1',
      'known_hosts: write #4',
      // Before the first launches, before the one on the next host, before settling, at the end.
      ...[1, 2, 3, 4].map((nth) => `state temp file: rename #${nth}`),
      ...[...sending, 'answered'].map((when) => `scripts: ${when} #1`),
      ...[...sending, 'begun', 'answered'].map((when) => `launch p/fails: ${when} #2`),
      'launch p/spread: sent #2',
      'launch p/cut: sent #1',
      'settle: waited #1',
      'sweep: sent #1',
      'report: print #1',
      'exit: now #1',
    ];
    assert.deepEqual(
      must.filter((step) => !recorded.includes(step)),
      [],
    );
    assert.deepEqual(
      recorded.filter((step) => !Object.values(rooms).some((room) => room.test(step))),
      [],
    );
  });

  for (const [room, pattern] of Object.entries(rooms)) {
    it(`kill -9: ${room} [scripts-cut-off] [pass-killed]`, async function () {
      const points = sample(room, pointsIn(recorded, pattern), room === 'launching' ? 2 : 1);
      this.test!.title += ` (${points.length} steps)`;
      await eachOnALane(points, async (point, fleet) => {
        const site = new CrashSite(fleet, home);
        await site.prepare();
        const { signal, code, stderr, steps } = await site.pass(point);
        assert.equal(signal, 'SIGKILL', `it ended with ${code} before it came to this step: ${stderr}`);
        assert.equal(steps.at(-1), point);
        await site.checkFiles();
        if (onThisMachine.test(point)) assert.deepEqual((await site.status()).problems, []);
        await becomesWhole(site);
      });
    });
  }

  it('SIGTERM and SIGINT: a pass that looks or launches ends in order, and says so [pass-terminated]', async function () {
    const points = sample('interrupted', pointsIn(recorded, interrupted), 2);
    this.test!.title += ` (${points.length} steps)`;
    await eachOnALane(points, async (point, fleet) => {
      const site = new CrashSite(fleet, home);
      await site.prepare();
      const name = points.indexOf(point) % 2 === 0 ? 'SIGTERM' : 'SIGINT';
      const { signal, stdout, stderr } = await site.pass(point, name);
      assert.equal(signal, null, `${name} ended it at once: ${stderr}`);
      const report = JSON.parse(stdout) as Report;
      assert.ok(codesOf(report.problems).includes('pass-interrupted'));
      await becomesWhole(site);
    });
  });

  it('the flock program killed, with the lock taken or not: no pass without a lock, and the next one has it', async () => {
    for (const before of sample('flock', ['', '/usr/bin/flock "$@"; '], 1)) {
      const site = new CrashSite(fleets[0]!, home);
      await site.prepare();
      const env = programsIn(join(site.site.folder, 'bin'), { flock: `${before}kill -9 $$` });
      const command = [...musterCommand, 'run', '--json', '-c', site.site.file];
      const { code, stdout } = await fleets[0]!.control(command, { env });
      assert.equal(code, 1);
      assert.deepEqual(codesOf((JSON.parse(stdout) as Report).problems), ['flock-failed']);
      assert.equal(site.instances().length, 2);
      await becomesWhole(site);
    }
  });

  /** Runs `look` for every point, and says of all that failed what failed. */
  async function eachOnALane(
    points: readonly string[],
    look: (point: string, fleet: Fleet) => Promise<void>,
  ): Promise<void> {
    assert.ok(points.length > 0);
    const waiting = [...points];
    const failures: string[] = [];
    await Promise.all(
      fleets.map(async (fleet) => {
        for (let point = waiting.shift(); point !== undefined; point = waiting.shift()) {
          const at = point;
          await look(at, fleet).catch((error: Error) => failures.push(`at ${at}: ${error.message}`));
        }
      }),
    );
    assert.deepEqual(failures, []);
  }
});

/** All that must hold after a pass ended somewhere in the middle. */
async function becomesWhole(site: CrashSite): Promise<void> {
  await site.checkFiles();
  // At once, while submitters may still be at work.
  const next = await site.next();
  assert.deepEqual(problemsOf(next), []);
  site.checkNoneTooMany();
  // And when all that was waited for must have come. A launch of that pass may need another to be seen.
  let last = next;
  for (let passes = 0; passes < 3; passes++) {
    await site.letSubmittersEnd();
    await site.checkFiles();
    site.letTimePass();
    last = await site.next();
    site.checkNoneTooMany();
    if (last.components.every(({ count, running }) => running === count)) break;
  }
  await site.letSubmittersEnd();
  site.checkNoneTooMany();
  for (const [key, count] of Object.entries(wanted)) assert.equal(site.count(key), count, key);
  assert.deepEqual(rows(last.components, 'component', 'running', 'pending'), [
    ['p/fails', 1, 0],
    ['p/spread', 4, 0],
    ['p/cut', 1, 0],
  ]);
  assert.deepEqual(problemsOf(last), []);
  await site.checkFiles();
  const left = (folder: string, known: RegExp): string[] =>
    readdirSync(join(site.site.folder, folder)).filter((name) => !known.test(name));
  // Whoever asks for a page by hand may be at one, so what a killed pass left of one goes after an hour.
  const known = /^(lock|state\.json(\.previous)?|muster-.*|history|index\.html(\.[0-9a-f]{8}\.tmp)?)$/;
  assert.deepEqual(left('logs', known), [], 'left in the logs folder');
  const records = /^(rolled\.json|(passes|hours|days)-[\d-]+\.jsonl)$/;
  assert.deepEqual(left('logs/history', records), [], 'left in the folder of the history');
}

/**
 * The steps to crash at: of each kind the first, of replacing the state every one, and the last of what several hosts
 * or launches come to one after another. How often the log is written depends on how its lines come together.
 */
function pointsIn(recorded: readonly string[], room: RegExp): string[] {
  const kinds = groupedBy(
    recorded.filter((step) => room.test(step)),
    (step) => step.replace(/ #\d+$/, ''),
  );
  return [...kinds].flatMap(([kind, steps]) => {
    const [first = '', last = ''] = [steps[0], steps.at(-1)];
    if (kind === 'state temp file: rename') return steps;
    return /^(flock|known_hosts: write|scripts|launch|sweep)/.test(kind)
      ? [...new Set([first, last])]
      : [first];
  });
}

/** Without that log or history took longer to write than a pass waits for them, which a busy machine may come to. */
function problemsOf({ problems }: Report): readonly Message[] {
  return problems.filter(
    ({ code, params }) =>
      !/^(log|history)-unwritable$/.test(code) || !/aborted|within \d+ s$/.test(String(params['error'])),
  );
}

function groupedBy(steps: readonly string[], kindOf: (step: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const step of steps) groups.set(kindOf(step), [...(groups.get(kindOf(step)) ?? []), step]);
  return groups;
}
