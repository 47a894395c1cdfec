import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, Contact } from '../../src/interface/config.ts';
import { readReaches, type Reach } from '../../src/remote/reach.ts';
import { readSshConfig } from '../../src/remote/sshConfig/files.ts';
import { resolver } from '../../src/remote/sshConfig/resolve.ts';
import { needs } from '../harness/needs.ts';
import { here, plain } from './sshConfig/openssh.ts';
import { suiteFolder } from '../store/scratch.ts';

const unset: Config['ssh'] = {
  config: null,
  identityFiles: null,
  knownHosts: null,
  hostKeys: null,
  user: null,
  connectTimeoutMs: null,
};
const host = (name: string, own: Partial<Contact> = {}): Contact => ({
  name,
  address: null,
  via: 'ssh',
  user: null,
  port: null,
  jump: null,
  ...own,
});

describe('how a host is reached', () => {
  needs('ssh');
  const folder = suiteFolder();
  const home = join(folder, 'home');
  const file = join(folder, 'config');
  before(() => mkdirSync(join(home, '.ssh'), { recursive: true }));

  async function reachOf(
    text: string,
    asked: Contact,
    ssh: Partial<Config['ssh']> = {},
    env = {},
  ): Promise<Reach> {
    writeFileSync(file, text);
    return (await readReaches({ ssh: { ...unset, config: file, ...ssh } }, env, home))(asked);
  }
  const throughGw = (line: string): Promise<Reach> => reachOf(`Host n1\n${line}\n`, host('n1'));

  it('is as OpenSSH has it where nothing is said', async () => {
    const reach = await reachOf('', host('n1'), { config: 'none' }, { SSH_AUTH_SOCK: '/run/agent' });
    assert.deepEqual(
      [reach.address, reach.port, reach.user, reach.jump, reach.problem],
      ['n1', 22, here.user, null, null],
    );
    assert.deepEqual(reach.identities, { files: null, only: false, agent: '/run/agent', algorithms: null });
    assert.deepEqual(reach.hostKey.files, [
      join(home, '.ssh/known_hosts'),
      join(home, '.ssh/known_hosts2'),
      '/etc/ssh/ssh_known_hosts',
      '/etc/ssh/ssh_known_hosts2',
    ]);
    assert.equal(reach.hostKey.recordIn, join(home, '.ssh/known_hosts'));
    assert.deepEqual([reach.hostKey.policy, reach.connectTimeoutMs], ['strict', 5000]);
  });

  it('is as Interface.json says, and else as the ssh config does', async () => {
    const text = [
      'Host n1',
      'HostName from-config',
      'User from-config',
      'Port 2200',
      'IdentityFile /k/config',
      'UserKnownHostsFile /k/known',
      'StrictHostKeyChecking no',
      'ConnectTimeout 9',
      'ProxyJump gw',
    ].join('\n');
    const one = await reachOf(text, host('n1'));
    assert.deepEqual([one.address, one.user, one.port], ['from-config', 'from-config', 2200]);
    assert.deepEqual([one.identities.files, one.hostKey.recordIn], [['/k/config'], '/k/known']);
    assert.deepEqual([one.hostKey.policy, one.connectTimeoutMs, one.jump?.name], ['accept-new', 9000, 'gw']);

    const own = host('n1', { address: '10.0.0.1', user: 'me', port: 23, jump: 'none' });
    const ssh = {
      identityFiles: ['/k/mine'],
      knownHosts: ['/k/ours'],
      hostKeys: 'strict' as const,
      connectTimeoutMs: 700,
    };
    const other = await reachOf(text, own, ssh);
    assert.deepEqual([other.address, other.user, other.port, other.jump], ['10.0.0.1', 'me', 23, null]);
    assert.deepEqual([other.identities.files, other.hostKey.files], [['/k/mine'], ['/k/ours']]);
    assert.deepEqual([other.hostKey.policy, other.connectTimeoutMs], ['strict', 700]);
  });

  it('is what ssh says, given on its command line what Interface.json gives', async () => {
    writeFileSync(
      file,
      'Match host 10.*\nIdentityFile /k/ten\nMatch user me\nPort 99\nHost n1\nHostName x\nProxyCommand nc\nHost *\nUser u\n',
    );
    const given = ['-o', 'HostName=10.0.0.1', '-l', 'me', '-J', 'ops@gw:23'];
    const said = execFileSync('ssh', ['-F', file, ...given, '-G', 'n1'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const reach = (await readReaches({ ssh: { ...unset, config: file } }, {}, home))(
      host('n1', { address: '10.0.0.1', user: 'me', jump: 'ops@gw:23' }),
    );
    assert.deepEqual([reach.address, reach.user, reach.port], ['10.0.0.1', 'me', 99]);
    assert.deepEqual(reach.identities.files, ['/k/ten']);
    const jump = reach.jump as Reach;
    for (const line of [
      `hostname ${reach.address}`,
      `user ${reach.user}`,
      `port ${reach.port}`,
      'identityfile /k/ten',
      `proxyjump ${jump.user}@${jump.name}:${jump.port}`,
    ])
      assert.match(said, new RegExp(`^${line}$`, 'm'));
    assert.equal(reach.problem, null);
  });

  it('has the files of keys that ssh looks for, tokens and all', async () => {
    const files = [
      '~/%n_%h_%p_%r_%u_%i_%%',
      '/k/%L/%l/%C/%k',
      '/k/${MUSTER_TRIED}x',
      '%d/.ssh/id',
      '"/k/two words"',
    ];
    const text = `Host n1\nHostName real.x\nPort 2200\nUser ops\n${files.map((path) => `IdentityFile ${path}`).join('\n')}\n`;
    const env = { ...process.env, MUSTER_TRIED: 'value' };
    writeFileSync(file, text);
    const tried = spawnSync('ssh', ['-F', file, '-v', '-o', 'ProxyCommand=false', 'n1', 'true'], {
      encoding: 'utf8',
      env,
    });
    const theirs = [...tried.stderr.matchAll(/^debug1: identity file (.*) type -?\d+\r?$/gm)]
      .map(([, path]) => path as string)
      .filter((path) => !path.endsWith('-cert'));
    assert.equal(theirs.length, files.length, tried.stderr);
    const resolve = await readReaches({ ssh: { ...unset, config: file } }, env, here.home);
    assert.deepEqual(resolve(host('n1')).identities.files, theirs);
  });

  it('goes through the hops that are named, and through those of a hop', async () => {
    const text =
      'Host gw2\nProxyJump gw1\nPort 2\nHost gw*\nUser jumper\nHost n*\nUser ops\nPort 2200\nProxyJump gw2\n';
    const way = (reach: Reach | null): string[] =>
      reach === null ? [] : [...way(reach.jump), `${reach.user}@${reach.address}:${reach.port}`];
    assert.deepEqual(way(await reachOf(text, host('n1'))), ['jumper@gw1:22', 'jumper@gw2:2', 'ops@n1:2200']);
    // A chain that is written says it all: gw2 is reached from gw3, not from gw1.
    const chain = await reachOf(text, host('n1', { jump: 'x@gw3:3,gw2' }));
    assert.deepEqual(way(chain), ['x@gw3:3', 'jumper@gw2:2', 'ops@n1:2200']);
    // What Interface.json says of hosts is not said of the hosts before them.
    const own = await reachOf(text, host('n1', { user: 'me', port: 5 }), { hostKeys: 'accept-new' });
    assert.deepEqual(way(own), ['jumper@gw1:22', 'jumper@gw2:2', 'me@n1:5']);
    assert.equal(own.jump?.hostKey.policy, 'accept-new');
    const resolve = await readReaches({ ssh: { ...unset, config: file } }, {}, home);
    assert.equal(resolve(host('n1')).jump, resolve(host('n2')).jump);
  });

  it('goes through the host of a ProxyCommand that is a ProxyJump in older words', async () => {
    for (const [command, jump] of [
      ['ssh -W %h:%p gw', 'gw'],
      ['ssh -q -W [%h]:%p ops@gw', 'ops@gw'],
      ['/usr/bin/ssh -l ops -p 2200 gw -W %h:%p', 'ops@gw:2200'],
    ] as const)
      assert.deepEqual(
        await throughGw(`ProxyCommand ${command}`),
        await throughGw(`ProxyJump ${jump}`),
        command,
      );
    for (const command of [
      'ssh gw nc %h %p',
      'ssh -W %h:22 gw',
      'ssh -W %h:%p %r@gw',
      'ssh -W %h:%p -i /k/x gw',
      'ssh -W %h:%p gw; true',
      'ssh -W %h:%p',
      '/tmp/ssh -W %h:%p gw',
      'ssh -W %h:%p gw gw2',
    ])
      assert.equal((await throughGw(`ProxyCommand ${command}`)).problem?.params['option'], 'ProxyCommand');
  });

  /** The code of the problem, through jump hosts. */
  const problem = async (text: string): Promise<string[]> => {
    const found = (await reachOf(text, host('n1'))).problem;
    return found === null ? [] : [found.code, ...[found.params['causeCode'] ?? []].flat().map(String)];
  };

  it('ends where jump hosts lead in a circle', async () => {
    for (const text of ['Host *\nProxyJump gw\n', 'Host gw1 n1\nProxyJump gw2\nHost gw2\nProxyJump gw1\n'])
      assert.ok((await problem(text)).includes('jump-circle'), text);
    assert.deepEqual(await problem('Host * !gw\nProxyJump gw\n'), []);
  });

  for (const [line, code, more] of [
    ['ProxyCommand nc %h %p', 'ssh-option-refused', { option: 'ProxyCommand' }],
    ['CertificateFile ~/x', 'ssh-option-refused', { option: 'CertificateFile' }],
    ['CanonicalizeHostname yes', 'ssh-option-refused', { option: 'CanonicalizeHostname' }],
    ['PubkeyAuthentication no', 'ssh-keys-disabled', { option: 'PubkeyAuthentication' }],
    ['PreferredAuthentications password', 'ssh-keys-disabled', { option: 'PreferredAuthentications' }],
    ['Ciphers umac-1', 'ssh-algorithms-unknown', { option: 'Ciphers', value: 'umac-1' }],
    ['Match exec "true"', 'ssh-match-refused', { criterion: 'exec' }],
    ['Port x', 'ssh-config-invalid', {}],
    ['HostName %z', 'ssh-config-invalid', {}],
    ['Nonsense yes', 'ssh-option-unknown', { option: 'nonsense' }],
  ] as const)
    it(`is refused with file and line for "${line}"`, async () => {
      const found = (await reachOf(`# one\nHost n1\n${line}\n`, host('n1'))).problem;
      assert.equal(found?.code, code);
      const { file: at, line: nth, ...params } = found.params;
      assert.deepEqual([at, nth], [file, 3]);
      for (const [name, value] of Object.entries(more)) assert.equal(params[name], value);
    });

  it('is refused for what is not expanded and for its jump host, and not for what is harmless', async () => {
    for (const [text, ...codes] of [
      ['ProxyCommand none\nCanonicalizeHostname no\nHost n2\nProxyCommand nc\n'],
      ['IdentityFile /k/%z\n', 'ssh-option-unexpanded'],
      ['IdentityAgent ${NO_SUCH_ONE}/x\n', 'ssh-option-unexpanded'],
      ['Host n1\nProxyJump gw\nHost gw\nProxyCommand nc\n', 'jump-host-failed', 'ssh-option-refused'],
    ] as const)
      assert.deepEqual(await problem(text), codes, text);
  });

  it('is refused where no config can be read', async () => {
    const codeOf = async (config: string | null): Promise<string | undefined> =>
      (await readReaches({ ssh: { ...unset, config } }, {}, home))(host('n1')).problem?.code;
    assert.equal(await codeOf(join(folder, 'missing')), 'ssh-config-missing');
    assert.equal(await codeOf(folder), 'ssh-config-unreadable');
    const users = join(home, '.ssh/config');
    writeFileSync(users, 'User ops\n');
    assert.equal(await codeOf(null), undefined);
    chmodSync(users, 0o666);
    assert.equal(await codeOf(null), 'ssh-config-open');
    chmodSync(users, 0o600);
    writeFileSync(users, `Include ${users}\n`);
    assert.equal(await codeOf(null), 'ssh-config-endless');
    writeFileSync(users, 'Include ~other/x\n');
    assert.equal(await codeOf(null), 'ssh-config-invalid');
    rmSync(users);
  });

  it('costs no more for a host among many: blocks for others are not looked at', async () => {
    const hosts = Array.from({ length: 1000 }, (_, index) => `h${index}`);
    writeFileSync(
      file,
      `Host h*\nPort 2200\n${hosts.map((name) => `Host ${name}\nUser u-${name}\n`).join('')}`,
    );
    const { files, problem: fault } = await readSshConfig(file, home);
    let looked = 0;
    const counted = files.map((one) => ({
      ...one,
      blocks: new Proxy(one.blocks, {
        get(blocks, key, self) {
          if (/^\d+$/.test(String(key))) looked += 1;
          return Reflect.get(blocks, key, self) as unknown;
        },
      }),
    }));
    const resolve = resolver({ files: counted, problem: fault }, 'me');
    looked = 0;
    for (const name of hosts) {
      const resolved = resolve(plain(name));
      assert.ok(resolved.ok && resolved.settings.user === `u-${name}` && resolved.settings.port === 2200);
    }
    // The lines before the first block, those for all, and its own.
    assert.equal(looked, 3 * hosts.length);
  });
});
