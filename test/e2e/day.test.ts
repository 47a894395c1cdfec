import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '../../src/core/catalogue/catalogue.ts';
import type { Fleet, Ran } from '../fleet/fleet.ts';
import { runInProcess } from '../harness/inProcess.ts';
import { withFleet } from '../harness/withFleet.ts';
import { musterCommand, totalOf } from './site.ts';

// From nothing to a component in production and through what its operator does with it, as typed.
describe("an operator's day", () => {
  let fleet: Fleet;
  let folder: string;
  let file: string;

  withFleet(['d1', 'd2', 'd3'], (up) => (fleet = up));
  before(() => {
    folder = join(fleet.dir, 'production');
    file = join(folder, 'Interface.json');
    // Nobody has been on these hosts yet.
    rmSync(fleet.knownHostsFile);
    const addresses = fleet.hosts.map(({ name, address }) => `Host ${name}\nHostName ${address}\n`);
    writeFileSync(join(fleet.controlHome, '.ssh/config'), addresses.join(''));
  });

  const muster = (...args: string[]): Promise<Ran> =>
    runInProcess([...args, '-c', file], { home: fleet.controlHome, cwd: fleet.dir });

  /** Runs well, and says so. */
  async function well(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await muster(...args);
    assert.equal(code, 0, `muster ${args.join(' ')}: ${stdout}${stderr}`);
    return stdout;
  }

  function edit(from: string | RegExp, to: string): void {
    const text = readFileSync(file, 'utf8');
    const edited = text.replace(from, to);
    assert.notEqual(edited, text);
    writeFileSync(file, edited);
  }

  const running = (): number => totalOf(fleet, 'sample-first');
  const on = (name: string): number => fleet.host(name).countMatching('sample-first');

  it('from init to the first pass', async () => {
    const init = await fleet.control([...musterCommand, 'init', folder]);
    assert.equal(init.code, 0, init.stderr);
    for (const made of ['Interface.json', 'crontab.example', 'workerscripts/start-sample.sh'])
      assert.ok(existsSync(join(folder, made)), made);

    // A mistake: the name of a key, and a text for a number.
    edit('"worker-[01-03].example.org"', '"d[1-3]"');
    edit('"user": "operator"', '"user": "ops"');
    edit('"count": 2', '"cuont": "2"');
    edit('"pipes": [', '"timeouts": {"settle": "100ms"},\n  "pipes": [');
    const wrong = await muster('check', '--json');
    assert.equal(wrong.code, 78);
    const { errors } = JSON.parse(wrong.stdout) as { errors: Message[] };
    const known = errors.filter(({ code }) => code === 'key-unknown').map(({ params }) => params['near']);
    assert.deepEqual(known, ['count']);
    assert.equal((await muster('run')).code, 78);
    edit('"cuont": "2"', '"count": 3');
    await well('check');

    const unknown = await muster('doctor');
    assert.equal(unknown.code, 3, unknown.stdout);
    assert.match(unknown.stdout, /d\[1-3\].*\n.*muster trust /);
    const asked = await muster('trust');
    assert.notEqual(asked.code, 0);
    assert.ok(!existsSync(fleet.knownHostsFile));
    await well('trust', '--yes');
    const { code, stdout } = await muster('doctor');
    // What cron and this machine lack is not the hosts' matter.
    assert.ok(code === 0 || code === 1, stdout);
    assert.doesNotMatch(stdout, /^\S*error.*d\[?\d/m);

    const planned = await muster('plan', '--detailed-exitcode');
    assert.equal(planned.code, 2, planned.stdout);
    assert.match(planned.stdout, /^\+ {2}first\/sample .* d\[1-3\]$/m);
    assert.equal(running(), 0);
    assert.match(await well('run'), /^\+ {2}first\/sample .* d\[1-3\]$/m);
    assert.equal(running(), 3);
    assert.match(await well('status'), /^first\/sample +3 +3 /m);
    assert.doesNotMatch(await well('run'), /d\[1-3\]/);
    assert.equal(running(), 3);
  });

  it('what is going on, and why', async () => {
    assert.match(await well('why', 'first/sample'), /first\/sample .*\b3\b/);
    assert.match(await well('match', 'first/sample'), /(sample-first[^]*){3}/);
    assert.match(await well('logs', 'first/sample'), /started sample-first as process \d+/);
    assert.match(await well('history', '--launches'), /first\/sample .*\bd3\b/);
  });

  it('a host is emptied for repair, the component restarted, the host taken back, and all stopped', async () => {
    await well('drain', 'd2', '--stop', '--reason', 'disk being replaced');
    assert.deepEqual([on('d1'), on('d2'), on('d3')], [1, 0, 1]);
    assert.match(await well('why', 'first/sample', 'd2'), /disk being replaced/);
    await well('run');
    assert.deepEqual([on('d1') + on('d3'), on('d2')], [3, 0]);
    assert.match(await well('status'), /d2 .*disk being replaced/);

    const before = fleet.hosts.map((host) =>
      host.processes().filter(({ command }) => command.includes('sample-first')),
    );
    await well('restart', 'first/sample');
    assert.equal(running(), 3);
    for (const [index, host] of fleet.hosts.entries()) {
      const old = new Set(before[index]?.map(({ pid }) => pid));
      assert.deepEqual(
        host.processes().filter(({ pid, command }) => old.has(pid) && command.includes('sample-first')),
        [],
      );
    }

    await well('undrain', 'd2');
    edit('"count": 3', '"count": 4');
    await well('run');
    assert.equal(on('d2'), 1);
    assert.match(await well('history', '--since', '1h'), /d2.*disk being replaced/s);

    await well('stop', 'first/sample', '--reason', 'end of the day');
    assert.equal(running(), 0);
    await well('run', '-q');
    assert.equal(running(), 0);
    assert.match(await well('status'), /end of the day/);
    assert.match(await well('history', '--launches'), /first\/sample/);
  });
});
