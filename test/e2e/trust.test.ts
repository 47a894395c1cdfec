import assert from 'node:assert/strict';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { TrustReport } from '../../src/report/trustReport.ts';
import { asDocument } from '../cli/localSite.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { mustRun, run, type Ran } from '../fleet/ran.ts';
import { withFleet } from '../harness/withFleet.ts';
import { entryOf, musterCommand, sampleType, Site } from './site.ts';
import { rows } from '../harness/fields.ts';
import { codesOf } from '../harness/messages.ts';

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

describe('muster trust', () => {
  let fleet: Fleet;
  let site: Site;
  let file: string;

  withFleet(['t1', 't2', { name: 't3', keyTypes: ['ed25519', 'ecdsa', 'rsa'] }], (up) => (fleet = up));
  beforeEach(() => {
    site = new Site(fleet).config({
      types: [sampleType('one')],
      ssh: { user: 'ops', knownHosts: 'known_hosts', connectTimeout: '2s', config: 'none' },
    });
    file = join(site.folder, 'known_hosts');
  });

  const at = (name: string) => fleet.host(name);

  /** Runs with `--json`; `state` by host, beside the rest. */
  async function trusted(...args: string[]) {
    const { code, stdout, stderr } = await site.muster('trust', '--json', ...args);
    const report = asDocument(stdout) as unknown as TrustReport;
    const states = Object.fromEntries(rows(report.hosts, 'host', 'state'));
    return { code, stderr, report, states };
  }

  /** The keys a host really has, as ssh-keygen prints their fingerprints. */
  async function fingerprints(name: string): Promise<string[]> {
    const types = linesOf(join(at(name).folder, 'key_types'));
    const printed = await Promise.all(
      types.map((type) =>
        mustRun(['ssh-keygen', '-l', '-f', join(at(name).folder, `ssh_host_${type}_key.pub`)]),
      ),
    );
    return printed.map((line) => line.split(' ')[1] ?? '').toSorted();
  }

  /** OpenSSH itself, with nothing to go by but the file. */
  function strictSsh(name: string, ...options: string[]): Promise<Ran> {
    const strict = [
      'StrictHostKeyChecking=yes',
      `UserKnownHostsFile=${file}`,
      'GlobalKnownHostsFile=/dev/null',
      'BatchMode=yes',
      ...options,
    ];
    const flags = strict.flatMap((option) => ['-o', option]);
    return run(['ssh', '-F', 'none', '-i', fleet.clientKey, ...flags, `ops@${at(name).address}`, 'true']);
  }

  it('shows what a host has, records it with --yes, and OpenSSH reads it', async () => {
    const { code, report, states } = await trusted();
    assert.deepEqual([code, states], [3, { t1: 'new', t2: 'new', t3: 'new' }]);
    for (const { host, keys } of report.hosts)
      assert.deepEqual(keys.map(({ fingerprint }) => fingerprint).toSorted(), await fingerprints(host));
    assert.ok(!existsSync(file), 'nothing is recorded without a yes');
    // It asked for keys, and did not try to log in. Which of the two first sees that there is no key of a type is chance.
    assert.match(at('t2').sshdLog, /^Connection from /m);
    assert.doesNotMatch(at('t2').sshdLog, /user ops|publickey/);

    const recorded = await trusted('--yes');
    assert.equal(recorded.code, 0);
    assert.deepEqual(
      recorded.report.hosts.map((host) => host.recorded),
      [1, 1, 3],
    );
    assert.equal(statSync(file).mode & 0o777, 0o600);
    for (const name of ['t1', 't2', 't3']) {
      assert.equal((await run(['ssh-keygen', '-F', at(name).address, '-f', file])).code, 0);
      assert.equal((await strictSsh(name)).code, 0);
    }
    for (const type of ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'rsa-sha2-512'])
      assert.equal((await strictSsh('t3', `HostKeyAlgorithms=${type}`)).code, 0, type);

    const again = await trusted();
    assert.deepEqual([again.code, again.states], [0, { t1: 'known', t2: 'known', t3: 'known' }]);
  });

  it('without a terminal and without --yes it says what it does not record', async () => {
    const { code, stdout, stderr } = await site.muster('trust', '-w', 't[1-2]');
    assert.equal(code, 3);
    const [print1 = ''] = await fingerprints('t1');
    assert.match(stdout, new RegExp(`^t1 .*${print1.replaceAll('+', '\\+')}`, 'm'));
    assert.ok(stderr.includes('muster trust -c ') && stderr.includes(" -w 't[1-2]' --yes\n"), stderr);
    assert.ok(!existsSync(file));
  });

  /** Runs at a terminal where somebody types this answer. */
  const onTerminal = (answer: string): Promise<Ran> =>
    fleet.control(
      ['script', '-qec', [...musterCommand, 'trust', '-w', 't1,t2', '-c', site.file].join(' '), '/dev/null'],
      { input: `${answer}\n` },
    );

  it('on a terminal it asks once: no records nothing, yes records all', async () => {
    const no = await onTerminal('n');
    assert.match(no.stdout, new RegExp(`t\\[1-2\\].* ${file}\\? \\[y/N\\]`));
    assert.deepEqual([no.code, existsSync(file)], [3, false]);
    const yes = await onTerminal('y');
    assert.equal(yes.code, 0, yes.stdout);
    assert.equal(linesOf(file).length, 2);
  });

  it('a changed key: --yes never, --replace takes the old one out and leaves all else', async () => {
    await trusted('--yes');
    const [t1 = '', t2 = ''] = linesOf(file);
    const old = t1.split(' ').slice(1).join(' ');
    const { address } = at('t1');
    writeFileSync(
      file,
      `# kept\nother.example.org,${address} ${old} of both\n${t2}\n@revoked other.example.org ${old}\n`,
    );
    chmodSync(file, 0o640);
    await at('t1').newHostKey();

    const kept = readFileSync(file, 'utf8');
    const refused = await trusted('-w', 't1', '--yes');
    assert.deepEqual([refused.code, refused.states], [3, { t1: 'changed' }]);
    const [key] = refused.report.hosts[0]!.keys;
    assert.deepEqual([key?.onFile?.file, key?.onFile?.line], [file, 2]);
    assert.match(refused.stderr, /\bt1\b.* SHA256:\S+ in \S+known_hosts:2\b/);
    assert.equal(readFileSync(file, 'utf8'), kept);
    assert.notEqual((await strictSsh('t1')).code, 0);

    const done = await trusted('-w', 't1', '--replace', 't1');
    assert.deepEqual([done.code, done.report.hosts[0]?.recorded], [0, 1]);
    assert.deepEqual(linesOf(file).slice(0, 4), [
      '# kept',
      `other.example.org ${old} of both`,
      t2,
      `@revoked other.example.org ${old}`,
    ]);
    assert.equal(linesOf(file).length, 5);
    assert.equal(statSync(file).mode & 0o777, 0o640);
    assert.ok(readFileSync(`${file}.old`, 'utf8').startsWith(kept));
    assert.equal((await strictSsh('t1')).code, 0);
    assert.equal((await strictSsh('t2')).code, 0);
  });

  it('hashed names are found and replaced; a link stays a link', async () => {
    const real = join(site.folder, 'elsewhere');
    await trusted('--yes');
    await mustRun(['ssh-keygen', '-q', '-H', '-f', file]);
    copyFileSync(file, real);
    rmSync(file);
    symlinkSync(real, file);
    assert.deepEqual((await trusted()).states, { t1: 'known', t2: 'known', t3: 'known' });
    await at('t1').newHostKey();
    assert.equal((await trusted('--replace', 't1')).code, 0);
    assert.equal(linesOf(real).length, 5);
    assert.deepEqual((await trusted()).states, { t1: 'known', t2: 'known', t3: 'known' });
    assert.equal((await strictSsh('t1')).code, 0);
  });

  it('a revoked key is never recorded, nor is another of that host', async () => {
    const rsa = at('t3').publicKeys.find((key) => key.startsWith('ssh-rsa')) ?? '';
    writeFileSync(file, `@revoked * ${rsa}\n`);
    const { code, states, stderr } = await trusted('-w', 't3', '--yes', '--replace', 't3');
    assert.deepEqual([code, states], [3, { t3: 'revoked' }]);
    assert.equal(stderr, '');
    assert.equal(linesOf(file).length, 1);
  });

  it('a key for a pattern, which stands for others too, is left to the operator', async () => {
    const { address } = at('t1');
    const other = at('t2').publicKeys[0] ?? '';
    writeFileSync(file, `${address.replace(/\d+$/, '*')} ${other}\n`);
    const { code, report } = await trusted('-w', 't1', '--replace', 't1');
    assert.equal(code, 1);
    const [problem] = report.problems;
    assert.deepEqual([problem?.code, problem?.params['line']], ['host-key-pattern', 1]);
    assert.equal(linesOf(file).length, 1);
  });

  it('hosts that cannot be asked are told, keep no other waiting, and are not trusted', async () => {
    at('t2').freezeSshd();
    await at('t3').stopSshd();
    try {
      const { code, states, report } = await trusted('--yes');
      assert.deepEqual([code, states], [3, { t1: 'new', t2: 'unknown', t3: 'unknown' }]);
      assert.deepEqual(
        report.hosts.map(({ reason, recorded }) => [reason?.code, recorded]),
        [
          [undefined, 1],
          ['host-key-unshown', 0],
          ['connection-refused', 0],
        ],
      );
      assert.equal(linesOf(file).length, 1);
    } finally {
      at('t2').thawSshd();
      await at('t3').startSshd();
    }
  });

  it('a file that cannot be written is said', async () => {
    site.edit({ ssh: { user: 'ops', knownHosts: 'Interface.json/known_hosts' } });
    const { code, report } = await trusted('-w', 't1', '--yes');
    assert.equal(code, 1);
    const [problem] = report.problems;
    assert.equal(problem?.code, 'host-key-unrecorded');
    assert.match(String(problem.params['error']), /ENOTDIR/);
  });

  it('what is recorded at another port is found by its own name', async () => {
    site.edit({ available: [entryOf(at('t1'), { port: 2222 })] });
    assert.equal((await trusted('--yes')).code, 0);
    assert.equal(linesOf(file).join(), `[${at('t1').address}]:2222 ${at('t1').publicKeys.join()}`);
    assert.equal((await strictSsh('t1', 'Port=2222')).code, 0);
  });

  it('through a jump host: its key first, then those behind it', async () => {
    site.edit({
      available: ['t2', 't3'].map((name) => entryOf(at(name), { jump: `ops@${at('t1').address}` })),
      ssh: { user: 'ops', knownHosts: 'known_hosts', identityFile: fleet.clientKey, connectTimeout: '2s' },
    });
    const { code, report, states } = await trusted('-w', 't2');
    assert.deepEqual([code, states], [3, { [at('t1').address]: 'new', t2: 'unknown' }]);
    const { code: reason, params } = report.hosts[1]?.reason ?? {};
    assert.deepEqual([reason, params?.['causeCode']], ['jump-host-failed', 'host-key-unknown']);

    const done = await trusted('--yes');
    assert.equal(done.code, 0);
    assert.deepEqual(rows(done.report.hosts, 'state', 'recorded'), [
      ['new', 1],
      ['new', 1],
      ['new', 3],
    ]);
    assert.equal((await trusted()).code, 0);
    for (const name of ['t1', 't2', 't3']) assert.equal((await strictSsh(name)).code, 0);
    // It was the jump host that asked.
    assert.match(at('t3').sshdLog, new RegExp(`Connection from ${at('t1').address} `));
  });

  it('HashKnownHosts of the ssh config holds', async () => {
    writeFileSync(join(site.folder, 'ssh_config'), 'HashKnownHosts yes\n');
    site.edit({ ssh: { user: 'ops', knownHosts: 'known_hosts', config: 'ssh_config' } });
    assert.equal((await trusted('-w', 't1', '--yes')).code, 0);
    assert.ok(linesOf(file)[0]?.startsWith('|1|'));
    assert.equal((await strictSsh('t1')).code, 0);
    assert.deepEqual((await trusted('-w', 't1')).states, { t1: 'known' });
  });

  it('names that are not there: exit 64', async () => {
    const { exit, report } = await site.report('trust', '-w', 't1', '--replace', 't2');
    assert.deepEqual([exit, codesOf(report.problems)], [64, ['hosts-unknown']]);
  });
});
