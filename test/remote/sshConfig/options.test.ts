import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReaches, type Reach } from '../../../src/remote/reach.ts';
import { optionOf, sshOptions, type SshOption } from '../../../src/remote/sshConfig/options.ts';
import { needs } from '../../harness/needs.ts';
import { printed } from './openssh.ts';
import { suiteFolder } from '../../store/scratch.ts';

/** A value of each option that is honoured, other than its default. */
const samples = new Map(
  (
    'Tag x\nMatch tagged x\nPort 3|HostName other|User other|Port 2200|AddressFamily inet6|BindAddress 10.0.0.1' +
    '|ConnectTimeout 77|TCPKeepAlive no|ServerAliveInterval 15|ServerAliveCountMax 9|ProxyJump gw' +
    '|IdentityFile /k/other|IdentitiesOnly yes|IdentityAgent /run/other|PubkeyAuthentication no' +
    '|PreferredAuthentications password|PubkeyAcceptedAlgorithms ssh-ed25519|UserKnownHostsFile /k/known' +
    '|GlobalKnownHostsFile /k/known|HostKeyAlias alias|HashKnownHosts yes|StrictHostKeyChecking accept-new' +
    '|RequiredRSASize 3072|HostKeyAlgorithms ssh-ed25519|KexAlgorithms ecdh-sha2-nistp256|Ciphers aes256-ctr' +
    '|MACs hmac-sha2-512|SetEnv A=1|Host n1\nPort 3|Match all\nPort 3|IgnoreUnknown Odd\nOdd yes\nPort 3'
  )
    .split('|')
    .map((text) => [text.slice(0, text.indexOf(' ')), text.slice(text.indexOf(' ') + 1)]),
);

describe('the table of ssh options', () => {
  needs('ssh');
  const folder = suiteFolder();
  const file = join(folder, 'config');

  async function reached(text: string): Promise<{ problem: Reach['problem']; all: string }> {
    writeFileSync(file, text);
    const unset = {
      identityFiles: null,
      knownHosts: null,
      hostKeys: null,
      user: null,
      connectTimeoutMs: null,
    };
    const ssh = { config: file, ...unset };
    const host = { name: 'n1', address: null, via: 'ssh', user: null, port: null, jump: null } as const;
    const reach = (await readReaches({ ssh }, {}, folder))(host);
    return { problem: reach.problem, all: JSON.stringify(reach) };
  }
  it('has every option that ssh knows, each once', async () => {
    const said = await printed('none', 'n1');
    assert.ok(said !== null && said.size > 60);
    // What it prints first is the host that was asked for.
    const unknown = [...said.keys()].filter((keyword) => optionOf(keyword) === undefined);
    assert.deepEqual(unknown, []);
    assert.equal(new Set(sshOptions.map(({ name }) => name.toLowerCase())).size, sshOptions.length);
  });

  for (const { name } of of('honoured')) {
    it(`${name} has an effect`, async () => {
      writeFileSync(join(folder, 'included'), 'Port 3\n', { mode: 0o600 });
      const value = name === 'Include' ? join(folder, 'included') : samples.get(name);
      assert.ok(value !== undefined, `no sample of ${name}`);
      assert.notEqual((await reached(`${name} ${value}\n`)).all, (await reached('')).all);
    });
  }

  it('an option that is refused makes a host unreachable, and says why as the table does', async () => {
    for (const { name, note, harmless = [], takes } of of('refused')) {
      const value = typeof takes === 'string' ? 'x' : 'yes';
      const { problem } = await reached(`${name} ${value}\n`);
      assert.equal(problem?.code, 'ssh-option-refused');
      assert.deepEqual(problem?.params, { file, line: 1, option: name, note });
      for (const word of harmless)
        assert.equal((await reached(`${name} ${word}\n`)).problem, null, `${name} ${word}`);
    }
  });

  it('what is without effect has none', async () => {
    const { all } = await reached('');
    for (const { name, takes } of of('ignored')) {
      const value =
        takes === 'flag'
          ? 'yes'
          : takes === 'number' || takes === 'time'
            ? '7'
            : typeof takes === 'string'
              ? 'x'
              : takes[0];
      assert.equal((await reached(`${name} ${value}\n`)).all, all, name);
    }
  });
});

function of(stance: SshOption['stance']): SshOption[] {
  return sshOptions.filter((option) => option.stance === stance);
}
