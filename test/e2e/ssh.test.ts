import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bringUpFleet, type Fleet } from '../fleet/fleet.ts';
import { runInProcess } from '../harness/inProcess.ts';
import { withFleet } from '../harness/withFleet.ts';
import { cleared, entryOf, outcomesOf, sampleType, sightingsOf, Site } from './site.ts';

describe('hosts that cannot be asked', () => {
  let fleet: Fleet;
  withFleet(['s1', 's2', 's3', 's4'], (up) => (fleet = up));
  let site: Site;
  const types = [sampleType('one', { hosts: 's1' })];

  beforeEach(() => {
    site = new Site(fleet).config({ types, available: available('s1', 's2', 's3') });
  });
  afterEach(() => cleared(fleet));

  const at = (name: string) => fleet.host(name);
  const available = (...names: string[]) => names.map((name) => entryOf(at(name)));

  async function only(name: string) {
    const { exit, report } = await site.report('run');
    const { sighting, reason } = report.hosts.find(({ host }) => host === name)!;
    return { exit, report, sighting, code: reason?.code, params: reason?.params ?? {} };
  }

  /** Types the command that stands in a remedy; with `--yes`, for nobody is there to be asked. */
  async function asPrinted(command: unknown, ...more: string[]) {
    const words = [...String(command).split(' ').slice(1), ...more];
    const ran = await runInProcess(words, { home: fleet.controlHome, cwd: fleet.dir });
    assert.equal(ran.code, 0, ran.stdout + ran.stderr);
  }

  it('an unknown host key: silent, with reason and remedy, and nothing sent [host-key]', async () => {
    const known = join(site.folder, 'known_hosts');
    const others = readFileSync(fleet.knownHostsFile, 'utf8')
      .split('\n')
      .filter((line) => !line.includes(at('s1').address));
    writeFileSync(known, others.join('\n'));
    site.edit({ ssh: { user: 'ops', knownHosts: 'known_hosts' } });
    const { exit, report, sighting, code, params } = await only('s1');
    assert.deepEqual([sighting, code, params['type']], ['silent', 'host-key-unknown', 'ED25519']);
    assert.equal(params['name'], at('s1').address);
    assert.equal(params['trust'], `muster trust -c ${site.file} -w s1`);
    assert.equal(report.summary.start, 0);
    assert.equal(exit, 3);
    assert.doesNotMatch(at('s1').sshdLog, /Accepted publickey/);

    // The remedy, as printed, mends it.
    await asPrinted(params['trust'], '--yes');
    assert.equal((await only('s1')).sighting, 'seen');
  });

  // s4 is the host whose keys change; what other tests know of theirs stays true.
  it('a changed host key: silent, with reason and remedy, and nothing sent [host-key]', async () => {
    copyFileSync(fleet.knownHostsFile, join(site.folder, 'known_hosts'));
    site.config({
      types: [sampleType('one')],
      available: available('s4'),
      ssh: { user: 'ops', knownHosts: 'known_hosts' },
    });
    await at('s4').newHostKey();
    const { report, sighting, code, params } = await only('s4');
    assert.deepEqual([sighting, code, params['name']], ['silent', 'host-key-changed', at('s4').address]);
    assert.equal(report.summary.start, 0);
    assert.doesNotMatch(at('s4').sshdLog, /Accepted publickey/);
    await asPrinted(params['trust']);
    assert.equal((await only('s4')).sighting, 'seen');
  });

  it('accept-new records an unknown key, and refuses it once it changes', async () => {
    site.config({
      types: [sampleType('one', { hosts: 's4' })],
      ssh: { user: 'ops', knownHosts: 'fresh_hosts', hostKeys: 'accept-new' },
    });
    const first = await only('s4');
    assert.equal(first.sighting, 'seen');
    assert.deepEqual(outcomesOf(first.report), ['p/one on s4: confirmed']);
    const recorded = readFileSync(join(site.folder, 'fresh_hosts'), 'utf8').trim().split('\n');
    assert.equal(recorded.length, 4);
    await at('s4').newHostKey();
    assert.equal((await only('s4')).code, 'host-key-changed');
  });

  it('no ssh server, an ssh server that says nothing, keys that are not accepted: a code each', async () => {
    site.edit({ ssh: { user: 'ops', connectTimeout: '1s' } });
    await at('s2').stopSshd();
    assert.equal((await only('s2')).code, 'connection-refused');
    await at('s2').startSshd();
    at('s2').freezeSshd();
    assert.equal((await only('s2')).code, 'connect-timeout');
    at('s2').thawSshd();
    site.edit({ ssh: { user: 'nobody' } });
    const { code, params } = await only('s2');
    assert.deepEqual([code, params['user']], ['auth-refused', 'nobody']);
    assert.match(String(params['offered']), /id_ed25519/);
  });

  it('names that resolve to nothing, and hosts that do not answer, are down', async () => {
    await at('s3').cutOff();
    site.edit({ available: [...available('s1', 's2', 's3'), 'no-such-host.invalid'] });
    for (const method of ['icmp', 'tcp']) {
      site.edit({ ping: { method, timeout: '1s' } });
      const { report } = await only('s1');
      const [, , gone, nameless] = report.hosts;
      assert.deepEqual([gone?.sighting, nameless?.sighting], ['down', 'down']);
      assert.equal(nameless?.reason?.code, 'name-unresolved');
    }
    await at('s3').heal();
  });

  it('a login shell that talks, and one that is not sh', async () => {
    const noisy = await bringUpFleet({
      hosts: [
        { name: 't1', shell: '/bin/bash' },
        { name: 't2', shell: '/bin/dash' },
        { name: 't3', shell: '/bin/rbash' },
      ],
    });
    try {
      writeFileSync(
        join(noisy.host('t1').home, '.bashrc'),
        'echo "Welcome"; echo "getmex 1 0000000000000000 host=evil"\n',
      );
      const there = new Site(noisy).config({ types: [sampleType('one', { count: 2, hosts: ['t1', 't2'] })] });
      const { exit, report } = await there.report('run');
      assert.equal(exit, 0, JSON.stringify(report.hosts));
      // A restricted one, which takes no `exec`, lets muster look all the same.
      assert.deepEqual([...new Set(sightingsOf(report))], ['seen']);
      assert.deepEqual(outcomesOf(report), ['p/one on t1: confirmed', 'p/one on t2: confirmed']);
      assert.equal(report.hosts[0]?.vitals?.hostname, 't1');
    } finally {
      await noisy.down();
    }
  });
});
