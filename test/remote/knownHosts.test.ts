import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { hostKeyRefusal, trustCommand } from '../../src/remote/hostKeyRefusal.ts';
import {
  hostKeyAlgorithms,
  judge,
  knownKeyTypes,
  parseKnownHosts,
  recordLine,
  type HostKeyVerdict,
} from '../../src/remote/knownHosts.ts';
import { appendKnownHost, readKnownHosts } from '../../src/remote/knownHostsFile.ts';

/** A host as known_hosts and ssh-keygen spell it. */
function spelled({ host, port }: { host: string; port: number }): string {
  return port === 22 ? host : `[${host}]:${port}`;
}

describe('known_hosts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-known-'));
  after(() => rmSync(folder, { recursive: true }));

  interface TestKey {
    readonly file: string;
    /** `type base64` */
    readonly words: string;
    readonly blob: Buffer;
    readonly fingerprint: string;
  }

  const makeKey = (name: string, type: string): TestKey => {
    const file = join(folder, name);
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', file]);
    const words = readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
    const fingerprint = execFileSync('ssh-keygen', ['-l', '-f', `${file}.pub`], { encoding: 'utf8' }).split(
      ' ',
    )[1];
    return { file, words, blob: Buffer.from(words.split(' ')[1]!, 'base64'), fingerprint: fingerprint! };
  };

  let ed25519: TestKey;
  let ed25519b: TestKey;
  let ecdsa: TestKey;
  let rsa: TestKey;
  before(() => {
    ed25519 = makeKey('ed25519', 'ed25519');
    ed25519b = makeKey('ed25519b', 'ed25519');
    ecdsa = makeKey('ecdsa', 'ecdsa');
    rsa = makeKey('rsa', 'rsa');
  });

  const verdictOf = (text: string, host: string, port: number, key: TestKey): HostKeyVerdict =>
    judge(parseKnownHosts(text, '/k'), { host, port }, key.blob);
  const saysOf = (text: string, host: string, port: number, key: TestKey): string =>
    verdictOf(text, host, port, key).verdict;

  const knownHostsOfMany = (): string =>
    [
      '# a comment',
      '',
      `Alpha,10.1.2.3 ${ed25519.words} with a comment`,
      `alpha\t${rsa.words}`,
      `[beta.example.org]:2222 ${ecdsa.words}`,
      `n??.example.org,!n13.example.org,[n*.example.org]:2201 ${ed25519b.words}`,
      `*.example.org,!n*.example.org,!beta* ${rsa.words}`,
      '',
    ].join('\n');
  describe('finds what ssh-keygen -F finds', () => {
    const names = [
      { host: 'alpha', port: 22 },
      { host: 'ALPHA', port: 22 },
      { host: 'beta.example.org', port: 22 },
      { host: 'beta.example.org', port: 2222 },
      { host: '10.1.2.3', port: 22 },
      { host: 'n07.example.org', port: 22 },
      { host: 'n7.example.org', port: 22 },
      { host: 'gate.example.org', port: 22 },
      { host: 'n01.example.org', port: 2201 },
      { host: 'nowhere', port: 22 },
    ];
    const broken = ['@strange nowhere ssh-ed25519 AAAA', 'nowhere 1024 35 1234567890', 'nowhere', ''].join(
      '\n',
    );

    for (const hashed of [false, true]) {
      it(hashed ? 'with the names hashed' : 'with the names in the clear', () => {
        const file = join(folder, `known-${hashed}`);
        // ssh-keygen hashes no file with broken lines in it.
        writeFileSync(file, knownHostsOfMany() + (hashed ? '' : broken));
        if (hashed) execFileSync('ssh-keygen', ['-H', '-f', file], { stdio: 'ignore' });
        const text = readFileSync(file, 'utf8');
        assert.equal(text.includes('|1|'), hashed);
        const known = parseKnownHosts(text, file);

        for (const place of names) {
          // ssh itself lower-cases what is typed before it looks it up; ssh-keygen does not for hashed names.
          const listing = spawnSync('ssh-keygen', ['-F', spelled(place).toLowerCase(), '-f', file], {
            encoding: 'utf8',
          }).stdout;
          const found = listing.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
          for (const key of [ed25519, ed25519b, ecdsa, rsa]) {
            const onFile = found.some((line) => line.includes(key.words));
            const other = found.length > 0;
            const plainToo =
              place.port !== 22 && judge(known, { ...place, port: 22 }, key.blob).verdict === 'known';
            const expected = onFile ? 'known' : other ? 'changed' : plainToo ? 'known' : 'unknown';
            assert.equal(judge(known, place, key.blob).verdict, expected, `${spelled(place)} ${key.words}`);
          }
          const types = new Set(found.map((line) => line.split(/[ \t]/)[1]));
          if (found.length > 0) assert.deepEqual(new Set(knownKeyTypes(known, place)), types, spelled(place));
        }
      });
    }
  });

  it('gives the fingerprint as ssh-keygen prints it', () => {
    for (const key of [ed25519, ecdsa, rsa]) {
      const verdict = verdictOf('', 'alpha', 22, key);
      assert.equal(verdict.verdict, 'unknown');
      assert.ok(verdict.verdict === 'unknown' && verdict.fingerprint === key.fingerprint);
      assert.equal(verdict.keyType, key.words.split(' ')[0]);
    }
  });

  it('takes a name back that is negated, whatever else matches', () => {
    const text = `*.example.org,!bad.example.org ${ed25519.words}`;
    assert.equal(saysOf(text, 'good.example.org', 22, ed25519), 'known');
    assert.equal(saysOf(text, 'bad.example.org', 22, ed25519), 'unknown');
    assert.equal(saysOf(`!bad.example.org ${ed25519.words}`, 'good.example.org', 22, ed25519), 'unknown');
  });

  it('names the line of the key that differs, one of the same type first', () => {
    const text = `# top\nalpha ${ed25519.words}\nalpha ${rsa.words}\n`;
    assert.deepEqual(verdictOf(text, 'alpha', 22, ed25519b), {
      verdict: 'changed',
      fingerprint: ed25519b.fingerprint,
      keyType: 'ssh-ed25519',
      knownType: 'ssh-ed25519',
      file: '/k',
      line: 2,
    });
    const otherType = verdictOf(text, 'alpha', 22, ecdsa);
    assert.equal(otherType.verdict, 'changed');
  });

  it('accepts each of several keys of a host', () => {
    const text = `alpha ${ed25519.words}\nalpha ${ed25519b.words}\n`;
    assert.equal(saysOf(text, 'alpha', 22, ed25519), 'known');
    assert.equal(saysOf(text, 'alpha', 22, ed25519b), 'known');
  });

  it('lets @revoked win, also by wildcard and for the plain name of a host with a port', () => {
    const text = `alpha ${ed25519.words}\n@revoked * ${ed25519.words}\nalpha ${rsa.words}\n`;
    assert.equal(saysOf(text, 'alpha', 22, ed25519), 'revoked');
    assert.equal(saysOf(text, 'alpha', 22, rsa), 'known');
    assert.equal(saysOf(text, 'beta', 22, rsa), 'unknown');
    assert.equal(saysOf(`@revoked alpha ${rsa.words}`, 'alpha', 2222, rsa), 'revoked');
    assert.deepEqual(knownKeyTypes(parseKnownHosts(text, '/k'), { host: 'alpha', port: 22 }), [
      'ssh-ed25519',
      'ssh-rsa',
    ]);
  });

  it('does not take a certificate authority for a host key', () => {
    assert.equal(saysOf(`@cert-authority * ${ed25519.words}`, 'alpha', 22, ed25519), 'unknown');
    assert.equal(saysOf(`@cert-authority * ${ed25519.words}`, 'alpha', 22, rsa), 'unknown');
  });

  it('ignores lines that are broken', () => {
    const [type, base64] = ed25519.words.split(' ') as [string, string];
    const broken = [
      `alpha ${type} ${base64.slice(0, 40)}`,
      `alpha ssh-rsa ${base64}`,
      `alpha ${type}`,
      `alpha ssh-new ${base64}`,
      `|1|short|hash ${type} ${base64}`,
      `|2|${'A'.repeat(27)}=|x ${type} ${base64}`,
    ];
    assert.equal(saysOf(broken.join('\n'), 'alpha', 22, ed25519), 'unknown');
    assert.equal(saysOf(`${broken.join('\n')}\nalpha ${type} ${base64}\r\n`, 'alpha', 22, ed25519), 'known');
  });

  describe('beside the real ssh', () => {
    let port = 0;
    let sshd: ReturnType<typeof spawn>;
    before(async () => {
      const probe = createServer().listen(0, '127.0.0.1');
      await once(probe, 'listening');
      ({ port } = probe.address() as AddressInfo);
      await new Promise((resolve) => probe.close(resolve));
      const client = makeKey('client', 'ed25519');
      chmodSync(`${client.file}.pub`, 0o600);
      const settings = [
        `AuthorizedKeysFile=${client.file}.pub`,
        'StrictModes=no',
        'PidFile=none',
        'UsePAM=no',
      ];
      const options = settings.flatMap((setting) => ['-o', setting]);
      const listen = ['-o', 'ListenAddress=127.0.0.1', '-p', String(port)];
      execFileSync('mkdir', ['-p', '/run/sshd']);
      sshd = spawn('/usr/sbin/sshd', ['-D', '-f', '/dev/null', '-h', ecdsa.file, ...listen, ...options]);
      await sleep(500);
    });
    after(() => sshd.kill());

    const cases = [
      { says: 'known', text: () => `[127.0.0.1]:${port} ${ecdsa.words}` },
      { says: 'known', text: () => `127.0.0.1 ${ecdsa.words}` },
      { says: 'changed', text: () => `[127.0.0.1]:${port} ${ed25519.words}` },
      { says: 'unknown', text: () => `127.0.0.1 ${ed25519.words}` },
      { says: 'revoked', text: () => `@revoked * ${ecdsa.words}\n[127.0.0.1]:${port} ${ecdsa.words}` },
      { says: 'unknown', text: () => '' },
    ] as const;
    const words = {
      known: /^$/,
      changed: /HAS CHANGED/,
      unknown: /No ECDSA host key is known/,
      revoked: /REVOKED HOST KEY/,
    };

    cases.forEach(({ says, text }, index) => {
      it(`case ${index + 1}: ${says}`, () => {
        const file = join(folder, `beside-${index}`);
        writeFileSync(file, `${text()}\n`);
        const checks = ['-o', 'StrictHostKeyChecking=yes', '-o', 'GlobalKnownHostsFile=/dev/null'];
        const { stderr } = spawnSync(
          'ssh',
          ['-F', 'none', '-i', join(folder, 'client'), '-p', String(port), '-o', `UserKnownHostsFile=${file}`]
            .concat(checks)
            .concat(['root@127.0.0.1', 'true']),
          { encoding: 'utf8' },
        );
        assert.match(stderr, words[says]);
        assert.equal(saysOf(text(), '127.0.0.1', port, ecdsa), says);
      });
    });
  });

  it('puts the algorithms of known keys first', () => {
    assert.deepEqual(hostKeyAlgorithms(['ssh-rsa']).slice(0, 3), [
      'rsa-sha2-512',
      'rsa-sha2-256',
      'ssh-ed25519',
    ]);
    assert.equal(
      hostKeyAlgorithms(['sk-ssh-ed25519@openssh.com', 'ecdsa-sha2-nistp384'])[0],
      'ecdsa-sha2-nistp384',
    );
    assert.deepEqual(
      [...hostKeyAlgorithms(['ssh-rsa', 'ssh-ed25519'])].toSorted(),
      hostKeyAlgorithms([]).toSorted(),
    );
  });

  describe('recording', () => {
    it('writes a line OpenSSH finds, in a folder and file only the owner reads', async () => {
      const file = join(folder, 'new', '.ssh', 'known_hosts');
      const place = { host: 'Gamma', port: 2200 };
      assert.deepEqual(await appendKnownHost(file, recordLine(place, ed25519.blob)), { ok: true });
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.equal(statSync(join(file, '..')).mode & 0o777, 0o700);
      assert.equal(spawnSync('ssh-keygen', ['-F', '[gamma]:2200', '-f', file]).status, 0);
      const read = await readKnownHosts([file]);
      assert.ok(read.ok && judge(read.known, place, ed25519.blob).verdict === 'known');
    });

    it('starts a new line after a last line without an end', async () => {
      const file = join(folder, 'unended');
      writeFileSync(file, `alpha ${ed25519.words}`);
      await appendKnownHost(file, recordLine({ host: 'beta', port: 22 }, rsa.blob));
      assert.equal(readFileSync(file, 'utf8'), `alpha ${ed25519.words}\nbeta ${rsa.words}\n`);
    });

    it('keeps the lines of many at once apart', async () => {
      const file = join(folder, 'many');
      const lines = Array.from({ length: 200 }, (_, n) => recordLine({ host: `h${n}`, port: 22 }, rsa.blob));
      await Promise.all(lines.map((line) => appendKnownHost(file, line)));
      assert.deepEqual(readFileSync(file, 'utf8').trim().split('\n').toSorted(), lines.toSorted());
    });

    it('says why it could not', async () => {
      const result = await appendKnownHost(join(ed25519.file, 'known_hosts'), 'x');
      assert.ok(!result.ok && result.reason.includes('cannot be recorded'));
    });
  });

  describe('reading files', () => {
    it('takes a missing file for an empty one, and several files as one', async () => {
      const one = join(folder, 'one');
      const two = join(folder, 'two');
      writeFileSync(one, `alpha ${ed25519.words}\n`);
      writeFileSync(two, `@revoked alpha ${ed25519.words}\n`);
      const read = await readKnownHosts([join(folder, 'missing'), one, two]);
      assert.ok(read.ok);
      const verdict = judge(read.known, { host: 'alpha', port: 22 }, ed25519.blob);
      assert.ok(verdict.verdict === 'revoked' && verdict.file === two && verdict.line === 1);
    });

    it('does not take an unreadable file for an empty one', async () => {
      const read = await readKnownHosts([folder]);
      assert.ok(!read.ok && read.reason === `the known_hosts file ${folder} cannot be read: it is a folder`);
    });
  });

  describe('what to do', () => {
    const place = { host: 'beta.example.org', port: 2222 };
    const trust = trustCommand('beta', '/home/op/my fleet/Interface.json');

    it('says how to record an unknown key', () => {
      const verdict = judge(parseKnownHosts('', '/k'), place, ed25519.blob);
      assert.ok(verdict.verdict === 'unknown');
      const { reason, remedy } = hostKeyRefusal(verdict, place, 'beta', trust);
      assert.ok(reason.includes(ed25519.fingerprint));
      assert.ok(remedy.endsWith(`, then: muster trust -c '/home/op/my fleet/Interface.json' -w beta`));
    });

    it('says how to replace a changed key, and what to look at first', () => {
      const file = join(folder, 'replace');
      const verdict = judge(
        parseKnownHosts(`[beta.example.org]:2222 ${rsa.words}\n`, file),
        place,
        ed25519.blob,
      );
      assert.ok(verdict.verdict === 'changed');
      const { reason, remedy } = hostKeyRefusal(verdict, place, 'beta', trust);
      assert.ok(
        reason.includes(`${file} line 1 has another RSA key`) && reason.includes(ed25519.fingerprint),
      );
      assert.match(remedy, /^find out why .* compare this fingerprint with what the host itself has/);
      assert.ok(remedy.endsWith(`-w beta --replace beta`));
    });
  });
});
