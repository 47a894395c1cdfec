import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

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
import { needs } from '../harness/needs.ts';
import { makeKey, publicWords } from './sshKeys.ts';
import { suiteFolder } from '../store/scratch.ts';

/** A host as known_hosts and ssh-keygen spell it. */
function spelled({ host, port }: { host: string; port: number }): string {
  return port === 22 ? host : `[${host}]:${port}`;
}

describe('known_hosts', () => {
  needs('ssh-keygen');
  const folder = suiteFolder();

  interface TestKey {
    readonly file: string;
    /** `type base64` */
    readonly words: string;
    readonly blob: Buffer;
    readonly fingerprint: string;
  }

  const testKey = (name: string, type: string): TestKey => {
    const file = makeKey(join(folder, name), type);
    const words = publicWords(file);
    const said = execFileSync('ssh-keygen', ['-l', '-f', `${file}.pub`], { encoding: 'utf8' });
    return {
      file,
      words,
      blob: Buffer.from(words.split(' ')[1]!, 'base64'),
      fingerprint: said.split(' ')[1]!,
    };
  };

  let ed25519: TestKey;
  let ed25519b: TestKey;
  let ecdsa: TestKey;
  let rsa: TestKey;
  before(() => {
    ed25519 = testKey('ed25519', 'ed25519');
    ed25519b = testKey('ed25519b', 'ed25519');
    ecdsa = testKey('ecdsa', 'ecdsa');
    rsa = testKey('rsa', 'rsa');
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
      ['alpha', 22],
      ['ALPHA', 22],
      ['beta.example.org', 22],
      ['beta.example.org', 2222],
      ['10.1.2.3', 22],
      ['n07.example.org', 22],
      ['n7.example.org', 22],
      ['gate.example.org', 22],
      ['n01.example.org', 2201],
      ['nowhere', 22],
    ].map(([host, port]) => ({ host: String(host), port: Number(port) }));
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
    assert.equal(saysOf(text, 'alpha', 22, ecdsa), 'changed');
  });

  it('judges by OpenSSH’s rules for negation, several keys, markers and broken lines', () => {
    const [type, base64] = ed25519.words.split(' ') as [string, string];
    const negated = `*.example.org,!bad.example.org ${ed25519.words}`;
    const two = `alpha ${ed25519.words}\nalpha ${ed25519b.words}\n`;
    const revoked = `alpha ${ed25519.words}\n@revoked * ${ed25519.words}\nalpha ${rsa.words}\n`;
    const broken = [
      `alpha ${type} ${base64.slice(0, 40)}`,
      `alpha ssh-rsa ${base64}`,
      `alpha ${type}`,
      `alpha ssh-new ${base64}`,
      `|1|short|hash ${type} ${base64}`,
      `|2|${'A'.repeat(27)}=|x ${type} ${base64}`,
    ].join('\n');
    for (const [text, host, port, key, verdict] of [
      [negated, 'good.example.org', 22, ed25519, 'known'],
      [negated, 'bad.example.org', 22, ed25519, 'unknown'],
      [`!bad.example.org ${ed25519.words}`, 'good.example.org', 22, ed25519, 'unknown'],
      [two, 'alpha', 22, ed25519, 'known'],
      [two, 'alpha', 22, ed25519b, 'known'],
      [revoked, 'alpha', 22, ed25519, 'revoked'],
      [revoked, 'alpha', 22, rsa, 'known'],
      [revoked, 'beta', 22, rsa, 'unknown'],
      [`@revoked alpha ${rsa.words}`, 'alpha', 2222, rsa, 'revoked'],
      [`@cert-authority * ${ed25519.words}`, 'alpha', 22, ed25519, 'unknown'],
      [`@cert-authority * ${ed25519.words}`, 'alpha', 22, rsa, 'unknown'],
      [broken, 'alpha', 22, ed25519, 'unknown'],
      [`${broken}\nalpha ${type} ${base64}\r\n`, 'alpha', 22, ed25519, 'known'],
    ] as const)
      assert.equal(saysOf(text, host, port, key), verdict, `${host}:${port} ${text}`);
    const types = knownKeyTypes(parseKnownHosts(revoked, '/k'), { host: 'alpha', port: 22 });
    assert.deepEqual(types, ['ssh-ed25519', 'ssh-rsa']);
  });

  describe('beside the real ssh', () => {
    needs('ssh', 'sshd');
    // Nothing listens there: sshd speaks over the pipes of ssh.
    const port = 2222;
    let sshd = '';
    before(() => {
      const client = testKey('client', 'ed25519');
      chmodSync(`${client.file}.pub`, 0o600);
      if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });
      const settings = [
        `AuthorizedKeysFile=${client.file}.pub`,
        'StrictModes=no',
        'PidFile=none',
        'UsePAM=no',
      ];
      const options = settings.map((setting) => `-o ${setting}`).join(' ');
      sshd = `/usr/sbin/sshd -i -f /dev/null -h ${ecdsa.file} ${options} 2>/dev/null`;
    });

    const cases = [
      { says: 'known', text: () => `[127.0.0.1]:${port} ${ecdsa.words}` },
      { says: 'known', text: () => `127.0.0.1 ${ecdsa.words}` },
      { says: 'changed', text: () => `[127.0.0.1]:${port} ${ed25519.words}` },
      { says: 'unknown', text: () => `127.0.0.1 ${ed25519.words}` },
      { says: 'revoked', text: () => `@revoked * ${ecdsa.words}\n[127.0.0.1]:${port} ${ecdsa.words}` },
      { says: 'unknown', text: () => '' },
    ] as const;
    const words = {
      // A user who may not log in here gets as far as that.
      known: /^$|^\S+: Permission denied/,
      changed: /HAS CHANGED/,
      unknown: /No ECDSA host key is known/,
      revoked: /REVOKED HOST KEY/,
    };

    cases.forEach(({ says, text }, index) => {
      it(`case ${index + 1}: ${says}`, () => {
        const file = join(folder, `beside-${index}`);
        writeFileSync(file, `${text()}\n`);
        const settings = {
          ProxyCommand: sshd,
          UserKnownHostsFile: file,
          GlobalKnownHostsFile: '/dev/null',
          StrictHostKeyChecking: 'yes',
          BatchMode: 'yes',
        };
        const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
        const who = ['-i', join(folder, 'client'), '-p', String(port), `${userInfo().username}@127.0.0.1`];
        const { stderr } = spawnSync('ssh', ['-F', 'none', ...options, ...who, 'true'], { encoding: 'utf8' });
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
      assert.deepEqual(await appendKnownHost(file, recordLine(place, ed25519.blob)), null);
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
      const file = join(ed25519.file, 'known_hosts');
      const fault = await appendKnownHost(file, 'x');
      assert.deepEqual([fault?.code, fault?.params['file']], ['host-key-unrecorded', file]);
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
      assert.ok(
        !read.ok && read.reason.code === 'known-hosts-unreadable' && read.reason.params['file'] === folder,
      );
    });
  });

  describe('a refusal', () => {
    const place = { host: 'beta.example.org', port: 2222 };
    const trust = trustCommand('beta', '/home/op/my fleet/Interface.json');
    const refusalOf = (text: string): ReturnType<typeof hostKeyRefusal> => {
      const verdict = judge(parseKnownHosts(text, '/k'), place, ed25519.blob);
      assert.ok(verdict.verdict !== 'known');
      return hostKeyRefusal(verdict, place, 'beta', trust);
    };

    it('has the key that is offered, and the command that records or replaces it', () => {
      assert.equal(trust, `muster trust -c '/home/op/my fleet/Interface.json' -w beta`);
      const name = '[beta.example.org]:2222';
      const offered = { name, type: 'ED25519', fingerprint: ed25519.fingerprint };
      const onFile = { file: '/k', line: 1 };
      for (const [text, code, params] of [
        ['', 'host-key-unknown', { ...offered, trust }],
        [
          `${name} ${rsa.words}`,
          'host-key-changed',
          { ...offered, ...onFile, knownType: 'RSA', trust: `${trust} --replace beta` },
        ],
        [`@revoked * ${ed25519.words}`, 'host-key-revoked', { ...offered, ...onFile }],
      ] as const) {
        const refusal = refusalOf(text);
        assert.deepEqual([refusal.code, refusal.params], [code, params]);
        if ('trust' in params) assert.ok(refusal.remedy?.includes(params.trust));
      }
    });
  });
});
