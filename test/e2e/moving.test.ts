import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/interface/config.ts';
import { packagePath } from '../../src/package.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { withFleet } from '../harness/withFleet.ts';
import { entryOf, outcomesOf, sampleType, sightingsOf, Site } from './site.ts';
import { codesOf } from '../harness/messages.ts';

/** Of the kind an operator of the original has: a few keys, its own way of setting them out. */
const oldFile = `{
  "hotlimit" : 2,
	"debuglevel" : 0,
  "debugmode" : false,
  "available" : [
	"vm-01",
     "vm-02",
     "vm-03"],
  "pipes" : [
     { "pipe" : "pipe0",
       "description" : "To the archive",
       "types" : [
         {"name" : "picker", "count" : 1, "submitter": "start-picker.sh", "hot" : false, "key" : "picker.sh",  "on" : true},
	 {"name": "bundler", "count" : 4, "submitter": "start-bundler.sh", "hot": true, "key" : "bundler.sh", "on" : true}]
     }
   ]
}
`;

/** On each host: two components that wait, one of them in a wrapper that shows the key too, and their submitters. */
const jobs: Readonly<Record<string, string>> = {
  'picker.sh': 'while :; do sleep 30; done',
  'bundler.sh': 'while :; do sleep 30; done',
  'wrap.sh': 'sh ./"$1"\necho ended',
  'start-picker.sh': 'nohup sh ./picker.sh </dev/null >/dev/null 2>&1 &',
  'start-bundler.sh': 'nohup sh ./wrap.sh bundler.sh </dev/null >/dev/null 2>&1 &',
};

describe('moving from a home-grown script', () => {
  let fleet: Fleet;
  let site: Site;
  withFleet(['vm-01', 'vm-02', 'vm-03'], (up) => (fleet = up));

  before(async () => {
    site = new Site(fleet);
    writeFileSync(site.file, oldFile);
    // The user and the addresses its own ssh would take: the file names neither.
    const addresses = fleet.hosts.map(({ name, address }) => `Host ${name}\n  HostName ${address}\n`);
    const config = `${addresses.join('')}Host vm-*\n  User ops\n`;
    writeFileSync(join(fleet.controlHome, '.ssh/config'), config, { mode: 0o600 });
    for (const { name } of fleet.hosts) {
      await onHost(name, 'mkdir jobs');
      for (const [file, text] of Object.entries(jobs))
        await onHost(name, `printf '%s\\n' '#!/bin/sh' '${text}' >jobs/${file} && chmod +x jobs/${file}`);
    }
    // As the old coordinator has left them: two lines for each bundler, so that four are counted.
    await onHost('vm-01', 'cd jobs && ./start-picker.sh && ./start-bundler.sh');
    await onHost('vm-02', 'cd jobs && ./start-bundler.sh');
    assert.equal(await countedByLines('bundler.sh'), 4);
  });

  async function onHost(name: string, command: string): Promise<string> {
    const { code, stdout, stderr } = await fleet.ssh(fleet.host(name), command);
    assert.equal(code, 0, `${command}: ${stderr}`);
    return stdout;
  }

  /** As a listing and a search for the key count. */
  async function countedByLines(key: string): Promise<number> {
    const listings = await Promise.all(fleet.hosts.map(({ name }) => onHost(name, 'ps aux')));
    return listings
      .join('\n')
      .split('\n')
      .filter((line) => line.includes(key)).length;
  }

  const alive = (): string[] =>
    fleet.hosts
      .flatMap((host) => host.processes().map(({ pid, command }) => `${host.name} ${pid} ${command}`))
      .filter((line) => / sh \.\//.test(line))
      .toSorted();

  it('the file loads unchanged, and plan beside the old script changes nothing', async () => {
    const before = alive();
    assert.deepEqual(await warned(), ['script-unusable', 'script-unusable']);
    writeFileSync(site.file, oldFile.replace('{', '{ "scripts": {"remote": "/home/ops/jobs"},'));
    assert.deepEqual(await warned(), []);
    assert.deepEqual((await site.report('plan')).report.summary.start, 2);
    assert.deepEqual(alive(), before);
  });

  it('what runs is taken over: the counts are compared, set, and a pass starts and stops nothing', async () => {
    const before = alive();
    assert.equal(before.length, 5, before.join('\n'));
    await asShown('match pipe0/bundler');
    const now = readFileSync(site.file, 'utf8');
    writeFileSync(site.file, now.replace('"count" : 4', '"count" : 2'));
    await asShown('plan --detailed-exitcode');
    await asShown('run');
    assert.deepEqual(alive(), before);
  });

  it('what ends is started again by the submitter that was there, and the old way of counting finds it', async () => {
    const host = fleet.host('vm-01');
    for (const { pid, command } of host.processes())
      if (/ sh \.\/picker/.test(` ${command}`)) host.signal(pid, 'SIGKILL');
    assert.equal(await countedByLines('picker.sh'), 0);
    // It had not lived for long when it was ended, which muster takes for a failure.
    assert.equal((await site.muster('run')).code, 3);
    const { exit, report } = await site.report('run', '--retry');
    assert.deepEqual([exit, report.outcomes?.map(({ component }) => component)], [0, ['pipe0/picker']]);
    assert.equal(await countedByLines('picker.sh'), 1);
    // The scripts are there, so nothing is staged.
    await onHost('vm-01', 'test ! -e .muster/default/bundles');
  });

  it("the original's kind of probe, plain lines of ps aux, is read", async () => {
    const there = new Site(fleet).submitter('getmex', 'ps axu | grep "^$(id -un)"').config({
      available: fleet.hosts.slice(0, 2).map((host) => entryOf(host)),
      scripts: { local: 'workerscripts', probe: 'getmex' },
      types: [sampleType('one', { count: 2 })],
    });
    const first = await there.report('run');
    assert.deepEqual(outcomesOf(first.report), ['p/one on vm-01: confirmed', 'p/one on vm-02: confirmed']);
    assert.deepEqual((await there.report('run')).report.actions, []);
    there.submitter('getmex', 'exit 1');
    const silent = await there.report('run');
    assert.deepEqual(sightingsOf(silent.report), ['silent', 'silent']);
    assert.equal(silent.report.components[0]?.presumed, 2);
    assert.equal(silent.exit, 69);
  });

  /** The codes of the warnings of `check`, which finds no error. */
  async function warned(): Promise<string[]> {
    const { stdout } = await site.muster('check', '--json');
    const { errors, warnings } = JSON.parse(stdout) as Record<'errors' | 'warnings', Finding[]>;
    assert.deepEqual(errors, []);
    return codesOf(warnings);
  }

  /** The page shows what muster prints, but for process ids and ages. */
  async function asShown(command: string): Promise<void> {
    const page = readFileSync(packagePath('docs/moving.md'), 'utf8').replaceAll(/^ {3}/gm, '');
    const { code, stdout, stderr } = await site.muster(...command.split(' '));
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.ok(
      withoutFigures(page).includes(withoutFigures(`$ muster ${command}\n${stdout}\`\`\``)),
      `docs/moving.md does not show\n$ muster ${command}\n${stdout}`,
    );
  }
});

/** Process ids and ages are others each time. */
const withoutFigures = (text: string): string => text.replaceAll(/^([*+]) +\d+ +\d+[smh] /gm, '$1 PID AGE ');
