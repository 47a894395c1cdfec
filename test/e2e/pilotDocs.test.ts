import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Finding } from '../../src/interface/config.ts';
import { packagePath } from '../../src/package.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { isDeep } from '../harness/sample.ts';
import { withFleet } from '../harness/withFleet.ts';
import { PilotSite, runningOf } from './pilotSite.ts';
import { codesOf } from '../harness/messages.ts';

describe('docs/pilots.md', () => {
  let fleet: Fleet;
  withFleet(['worker-01', 'worker-02', 'worker-03'], (up) => (fleet = up));

  const text = readFileSync(packagePath('docs/pilots.md'), 'utf8');
  const blocks = (language: string): string[] =>
    [...text.matchAll(new RegExp(`^( *)\`\`\`${language}\n([^]*?)^\\1\`\`\``, 'gm'))].map(
      ([, indent = '', block = '']) => block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    );
  const json = (holds: string): Record<string, unknown> =>
    JSON.parse(blocks('json').find((block) => block.includes(holds)) ?? '') as Record<string, unknown>;

  function tallySite(): PilotSite {
    return new PilotSite(fleet)
      .config({})
      .edit(json('python tally.py'))
      .brings('tally.py', readFileSync(packagePath('examples/pilot/tally.py'), 'utf8'));
  }

  /** With what the larger configuration of the page brings along. */
  function ltaSite(): PilotSite {
    return new PilotSite(fleet)
      .brings('wheels/lta-1.0-py3-none-any.whl', 'a wheel')
      .brings('conf/lta.env', 'A=1\n')
      .brings('site/commands/check-gpu', blocks('sh').find((block) => block.includes('check_gpu()')) ?? '');
  }

  it('shows a configuration for a program that holds', async () => {
    await holds(tallySite());
    const { report } = await tallySite().report('plan');
    assert.equal(report.actions?.length, 5);
  });

  // A venv on each of three hosts takes seconds of processor time.
  if (isDeep)
    it('brings that program to five instances, as it says', async () => {
      const site = tallySite();
      const { stdout } = await site.muster('run');
      assert.ok(text.includes(stdout.split('\n')[0] ?? ''), stdout);
      await site.until((now) => runningOf(now, 'first/tally') === 5, 'all five run');
      const logs = await site.muster('logs', 'first/tally', '-n', '1');
      assert.equal(logs.stdout.match(/\d+ files in \/usr\/bin/g)?.length, 5);
    });

  it('shows a configuration and a command of a site that hold', async () => {
    const site = ltaSite().config(json('"hotlimit"'));
    await holds(site);
    const listed = await site.muster('pilot', 'list');
    assert.match(
      listed.stdout,
      /check-gpu +prepare +10s +ends +\S*site\/commands +looks whether there is a GPU/,
    );
  });

  it('shows types of a group and with a tunnel that hold', async () => {
    const lta = json('"hotlimit"');
    const type = { name: 'x', count: 1, on: true, hot: false, pilot: 'lta', run: 'true' };
    const types = [
      { ...type, name: 'bridge' },
      json('"after"'),
      { ...type, name: 'tunnelled', ...json('"tunnel"') },
    ];
    const site = ltaSite().config({ ...lta, pipes: [{ pipe: 'pipe0', types }] });
    await holds(site, ['key-without-command', 'key-without-command']);
  });
});

/** `check` has nothing against it but these warnings. */
async function holds(site: PilotSite, expected: readonly string[] = []): Promise<void> {
  const { stdout } = await site.muster('check', '--json');
  const { errors, warnings } = JSON.parse(stdout) as Record<'errors' | 'warnings', Finding[]>;
  assert.deepEqual([errors, codesOf(warnings)], [[], expected]);
}
