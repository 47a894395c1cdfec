import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fleet, FleetHost } from '../fleet/fleet.ts';
import { programsIn } from '../harness/programs.ts';
import { withFleet } from '../harness/withFleet.ts';
import { musterCommand, sampleType, Site } from './site.ts';

describe('what a pass costs, counted', () => {
  let fleet: Fleet;
  let site: Site;
  withFleet(['c1', 'c2', 'c3', 'c4'], (up) => (fleet = up));
  before(async () => {
    site = new Site(fleet).config({ types: [sampleType('one', { count: 4 })] });
    const { code, stdout, stderr } = await site.muster('run');
    assert.equal(code, 0, stdout + stderr);
  });

  it('on a host: three processes more than `true` takes, a shell, the listing and the free disk', async () => {
    const host = fleet.host('c1');
    const { code } = await fleet.ssh(host, 'true');
    assert.equal(code, 0);
    const idle = await processesStarted(host, async () => {});
    const nothing = (await processesStarted(host, () => fleet.ssh(host, 'true'))) - idle;
    const pass = (await processesStarted(host, () => site.muster('run'))) - idle;
    assert.equal(pass, nothing + 3);
  });

  it('at a host: one connection and one login, of which nothing is asked beforehand', async () => {
    const host = fleet.host('c2');
    const before = host.sshdLog.length;
    const { code } = await site.muster('run');
    assert.equal(code, 0);
    const logged = host.sshdLog.slice(before);
    const expected = {
      'Connection from': 1,
      'Accepted publickey': 1,
      'Postponed publickey': 0,
      Failed: 0,
      'Starting session': 1,
    };
    const counted = Object.keys(expected).map((text) => [text, logged.split(text).length - 1]);
    assert.deepEqual(Object.fromEntries(counted), expected, logged);
  });

  it('here: no ping for a host that answers, and one for one that does not', async () => {
    assert.deepEqual(await pinged(), []);
    await fleet.host('c3').cutOff();
    const addresses = await pinged();
    await fleet.host('c3').heal();
    assert.deepEqual(addresses, [fleet.host('c3').address]);
  });

  /** The addresses a pass ran the ping program for. */
  async function pinged(): Promise<string[]> {
    const noted = join(site.folder, 'pinged');
    writeFileSync(noted, '');
    const ping = `for last; do :; done\necho "$last" >>'${noted}'\nPATH=\${PATH#*:} exec ping "$@"`;
    const env = programsIn(join(site.folder, 'bin'), { ping });
    await fleet.control([...musterCommand, 'run', '-q', '-c', site.file], { env });
    return readFileSync(noted, 'utf8').split('\n').filter(Boolean);
  }
});

/** How many processes a host started meanwhile: each gets the next number in its process namespace. */
async function processesStarted(host: FleetHost, meanwhile: () => Promise<unknown>): Promise<number> {
  const own = async (): Promise<number> => {
    const { stdout, stderr } = await host.exec('echo $$');
    assert.match(stdout, /^\d+\n$/, stderr);
    return Number(stdout);
  };
  const before = await own();
  await meanwhile();
  return (await own()) - before;
}
