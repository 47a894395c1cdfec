import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bringUpFleet, type Fleet } from '../fleet/fleet.ts';
import { mustRun } from '../fleet/ran.ts';
import { runInProcess } from '../harness/inProcess.ts';
import { needs } from '../harness/needs.ts';
import { cleared, musterCommand, outcomesOf, sampleType, Site } from './site.ts';

describe('hosts that cannot be asked', () => {
  needs('root');
  let fleet: Fleet;
  let site: Site;
  const pipes = [{ pipe: 'p', types: [sampleType('one', { hosts: 's1' })] }];

  before(async () => {
    fleet = await bringUpFleet({ hosts: ['s1', 's2', 's3', 's4'] });
  });
  after(() => fleet?.down());
  beforeEach(() => {
    site = new Site(fleet, { inProcess: true })
      .sampleSubmitter()
      .config({ pipes, available: available('s1', 's2', 's3') });
  });
  afterEach(() => cleared(fleet));

  const at = (name: string) => fleet.host(name);
  const available = (...names: string[]) => names.map((host) => ({ host, address: at(host).address }));

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
      pipes: [{ pipe: 'p', types: [sampleType('one')] }],
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
      pipes: [{ pipe: 'p', types: [sampleType('one', { hosts: 's4' })] }],
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

  it('hashed names and ports are found in known_hosts', async () => {
    const known = join(site.folder, 'known_hosts');
    copyFileSync(fleet.knownHostsFile, known);
    await mustRun(['ssh-keygen', '-q', '-H', '-f', known]);
    const ports = available('s1', 's2', 's3').map((host, index) => ({
      ...host,
      port: index === 0 ? 2222 : 22,
    }));
    site.edit({ available: ports, ssh: { user: 'ops', knownHosts: 'known_hosts' } });
    const { report } = await only('s1');
    assert.deepEqual(
      report.hosts.map(({ sighting }) => sighting),
      ['seen', 'seen', 'seen'],
    );
    assert.deepEqual(outcomesOf(report), ['p/one on s1: confirmed']);
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

  it('key files that cannot be used: each is named', async () => {
    const key = join(site.folder, 'key');
    copyFileSync(fleet.clientKey, key);
    const isNamed = async (identityFile: string) => {
      site.edit({ ssh: { user: 'ops', identityFile } });
      const { code, params } = await only('s1');
      assert.equal(code, 'no-identity');
      assert.ok(String(params['problems']).includes(join(site.folder, identityFile)), identityFile);
    };
    chmodSync(key, 0o644);
    await isNamed('key');
    chmodSync(key, 0o600);
    await mustRun(['ssh-keygen', '-q', '-p', '-N', 'secret', '-f', key]);
    await isNamed('key');
    await isNamed('nowhere');
  });

  it('the agent is used', async () => {
    const script = [
      'eval "$(ssh-agent -s)" >/dev/null',
      `trap 'kill $SSH_AGENT_PID' EXIT`,
      // The key is only in the agent while muster runs.
      'ssh-add -q "$KEY" && mv "$KEY" "$KEY.away"',
      '"$@"; code=$?; mv "$KEY.away" "$KEY"; exit $code',
    ].join('\n');
    const ran = await fleet.control(['sh', '-c', script, 'sh', ...musterCommand, 'run', '-c', site.file], {
      env: { KEY: fleet.clientKey },
    });
    assert.equal(ran.code, 0, ran.stdout + ran.stderr);
    assert.equal(at('s1').countMatching('sample-one'), 1);
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
      const there = new Site(noisy)
        .sampleSubmitter()
        .config({ pipes: [{ pipe: 'p', types: [sampleType('one', { count: 2, hosts: ['t1', 't2'] })] }] });
      const { exit, report } = await there.report('run');
      assert.equal(exit, 0, JSON.stringify(report.hosts));
      // A restricted one, which takes no `exec`, lets muster look all the same.
      assert.deepEqual([...new Set(report.hosts.map(({ sighting }) => sighting))], ['seen']);
      assert.deepEqual(outcomesOf(report), ['p/one on t1: confirmed', 'p/one on t2: confirmed']);
      assert.equal(report.hosts[0]?.vitals?.hostname, 't1');
    } finally {
      await noisy.down();
    }
  });
});
