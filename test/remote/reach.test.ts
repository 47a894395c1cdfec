import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config, Contact } from '../../src/interface/config.ts';
import { readReaches, type Reach } from '../../src/remote/reach.ts';
import { here } from './sshConfig/openssh.ts';

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
  const folder = mkdtempSync(join(tmpdir(), 'muster-reach-'));
  const home = join(folder, 'home');
  const file = join(folder, 'config');
  before(() => mkdirSync(join(home, '.ssh'), { recursive: true }));
  after(() => rmSync(folder, { recursive: true }));

  async function reachOf(
    text: string,
    asked: Contact,
    ssh: Partial<Config['ssh']> = {},
    env = {},
  ): Promise<Reach> {
    writeFileSync(file, text);
    return (await readReaches({ ssh: { ...unset, config: file, ...ssh } }, env, home))(asked);
  }
  const problem = async (text: string, asked = host('n1')): Promise<string> => {
    const found = (await reachOf(text, asked)).problem;
    return found === null ? '' : `${found.reason}; ${found.remedy ?? ''}`;
  };

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
    const said = execFileSync('ssh', ['-F', file, ...given, '-G', 'n1'], { encoding: 'utf8' });
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
      assert.match(
        (await throughGw(`ProxyCommand ${command}`)).problem?.reason ?? '',
        /ProxyCommand/,
        command,
      );
  });

  it('ends where jump hosts lead in a circle', async () => {
    const circle = /^(jump host \S+: )*the way to \S+ leads through itself.*; keep jump hosts out/;
    assert.match(await problem('Host *\nProxyJump gw\n'), circle);
    assert.match(await problem('Host gw1 n1\nProxyJump gw2\nHost gw2\nProxyJump gw1\n'), circle);
    assert.equal(await problem('Host * !gw\nProxyJump gw\n'), '');
  });

  it('is refused with a sentence that names file and line where muster cannot do as the ssh config says', async () => {
    for (const [line, sentence] of [
      [
        'ProxyCommand nc %h %p',
        /runs no command to reach a host; .* takes `ssh -W %h:%p GATEWAY` .* `ProxyJump GATEWAY`: write that/,
      ],
      ['CertificateFile ~/x', /knows no certificates/],
      ['CanonicalizeHostname yes', /write the full name as `HostName`/],
      ['BindInterface eth0', /use `BindAddress`/],
      ['KnownHostsCommand /bin/x', /write them to a known_hosts file/],
      ['RevokedHostKeys /k/x', /write `@revoked` lines/],
      ['PKCS11Provider /x.so', /ssh-add -s/],
      ['PubkeyAuthentication no', /logs in with keys only/],
      ['PreferredAuthentications password', /leaves out publickey/],
      ['Ciphers umac-1', /muster has none of umac-1/],
      ['Match exec "true"', /does not evaluate "Match exec"/],
      ['Port x', /"x" is no port/],
      ['Nonsense yes', /is no option of OpenSSH/],
    ] as const) {
      const said = await problem(`# one\nHost n1\n${line}\n`);
      assert.ok(said.startsWith(`${file} line 3: `), `${line}: ${said}`);
      assert.match(said, sentence);
    }
    assert.equal(await problem('ProxyCommand none\nCanonicalizeHostname no\nHost n2\nProxyCommand nc\n'), '');
    assert.match(
      await problem('IdentityFile /k/%z\n'),
      /IdentityFile of the ssh config: %z is no token here/,
    );
    assert.match(
      await problem('IdentityAgent ${NO_SUCH_ONE}/x\n'),
      /the environment variable NO_SUCH_ONE is not set/,
    );
    assert.match(
      await problem('Host n1\nProxyJump gw\nHost gw\nProxyCommand nc\n'),
      /^jump host gw: .* line 4: ProxyCommand/,
    );
  });

  it('is told why no config can be read', async () => {
    const missing = (await readReaches({ ssh: { ...unset, config: join(folder, 'missing') } }, {}, home))(
      host('n1'),
    );
    assert.match(missing.problem?.reason ?? '', /missing does not exist/);
    const users = join(home, '.ssh/config');
    writeFileSync(users, 'User ops\n');
    const read = async (): Promise<Reach> => (await readReaches({ ssh: unset }, {}, home))(host('n1'));
    assert.deepEqual([(await read()).user, (await read()).problem], ['ops', null]);
    chmodSync(users, 0o666);
    assert.match(
      (await read()).problem?.reason ?? '',
      /can be written by others, so OpenSSH would not use it either/,
    );
    chmodSync(users, 0o600);
    writeFileSync(users, `Include ${users}\n`);
    assert.match((await read()).problem?.reason ?? '', /include each other without end/);
    rmSync(users);
  });

  it('costs no more for a host among many: blocks for others are not looked at', async () => {
    await resolvedInMs(file, home, 500);
    const [few, many] = [await resolvedInMs(file, home, 500), await resolvedInMs(file, home, 8000)];
    // Sixteen times the hosts: sixteen times the time, were all blocks looked at it would be 256.
    assert.ok(many < few * 100, `${few} ms for 500 hosts, ${many} ms for 8000`);
  });
});

/** How long so many hosts take, each with a block of its own. */
async function resolvedInMs(file: string, home: string, count: number): Promise<number> {
  const blocks = Array.from(
    { length: count },
    (_, index) => `Host h${index}\nHostName h${index}.x\nUser u${index}\n`,
  );
  writeFileSync(file, `Host h*\nPort 2200\n${blocks.join('')}`);
  const resolve = await readReaches({ ssh: { ...unset, config: file } }, {}, home);
  const startedMs = performance.now();
  for (let index = 0; index < count; index += 1) assert.equal(resolve(host(`h${index}`)).user, `u${index}`);
  return performance.now() - startedMs;
}
