import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostReport } from '../../src/report/document.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { FleetHost } from '../fleet/host.ts';
import { mustRun } from '../fleet/ran.ts';
import { ended } from '../harness/children.ts';
import { runInProcess } from '../harness/inProcess.ts';
import { sshAgent } from '../harness/sshAgent.ts';
import { withFleet } from '../harness/withFleet.ts';
import { entryOf, sampleType, Site } from './site.ts';

describe('hosts as ~/.ssh/config has them', () => {
  let fleet: Fleet;
  // Two keys are taken for a person who tries; a third is one too many.
  withFleet([{ name: 'h1', sshdConfig: ['MaxAuthTries 2'] }, 'h2'], (up) => (fleet = up));
  const agents: ChildProcess[] = [];
  const types = [sampleType('one')];

  before(async () => {
    mkdirSync(keys());
    for (const name of ['wrong1', 'wrong2', 'wrong3', 'held'])
      await mustRun(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', join(keys(), name)]);
  });
  after(async () => {
    for (const agent of agents) await ended(agent);
  });
  beforeEach(() => {
    for (const { folder } of fleet.hosts) writeFileSync(join(folder, 'sshd.log'), '');
  });
  afterEach(() => rmSync(ssh('config'), { force: true }));

  const at = (name: string): FleetHost => fleet.host(name);
  const ssh = (name: string): string => join(fleet.controlHome, '.ssh', name);
  const keys = (): string => join(fleet.dir, 'keys');
  const wrong = (index: number): string => join(keys(), `wrong${index}`);
  /** How many keys its sshd turned down. */
  const turnedDown = (name: string): number => at(name).sshdLog.match(/Failed publickey/g)?.length ?? 0;

  const seen = 'seen';

  /** What is known of each host: `seen`, or `silent` with the code of the reason. */
  async function status(...given: Parameters<typeof looked>): Promise<string[]> {
    return (await looked(...given)).map(({ sighting, reason }) =>
      [sighting, ...(reason ? [reason.code] : [])].join(' '),
    );
  }

  async function looked(
    config: string,
    available: readonly unknown[] = ['h1', 'h2'],
    own: Record<string, unknown> = {},
    env: NodeJS.ProcessEnv = {},
    inProcess = true,
  ): Promise<readonly HostReport[]> {
    write(config);
    const site = new Site(fleet, { inProcess, env }).config({ ssh: {}, types, available, ...own });
    return (await site.report('status')).report.hosts;
  }

  /** Writes ~/.ssh/config, which also knows the addresses of the hosts. */
  function write(config: string): void {
    const addresses = fleet.hosts.map(({ name, address }) => `Host ${name}\n  HostName ${address}\n`);
    writeFileSync(ssh('config'), `${config}\n${addresses.join('')}`, { mode: 0o600 });
  }

  /** A real agent with these keys, at a socket of its own. */
  async function agentWith(...files: string[]): Promise<string> {
    const socket = join(fleet.dir, `agent-${agents.length}`);
    agents.push(await sshAgent(socket, ...files));
    return socket;
  }

  it('ports, users, names and an Include of their own', async () => {
    mkdirSync(ssh('conf.d'), { recursive: true });
    writeFileSync(ssh('conf.d/10-one.conf'), 'Host one\n  HostName h1\n  Port 2222\n', { mode: 0o600 });
    writeFileSync(
      ssh('conf.d/20-two.conf'),
      `Host two\n  HostName ${at('h2').address}\n  HostKeyAlias h2\n`,
      { mode: 0o600 },
    );
    // The names of the hosts resolve for another process alone.
    const [one, two] = await status(
      'Include conf.d/*.conf\nHost *\n  User ops\n',
      ['one', 'two'],
      {},
      {},
      false,
    );
    assert.deepEqual([one, two], [seen, seen]);
    assert.match(at('h1').sshdLog, / port 2222 /);
    rmSync(ssh('conf.d'), { recursive: true });
  });

  it('another file, or none', async () => {
    const other = join(fleet.dir, 'other_config');
    writeFileSync(other, 'User ops\n');
    const available = fleet.hosts.map((host) => entryOf(host));
    const [one, two] = await status('User nobody\n', available, { ssh: { config: other } });
    assert.deepEqual([one, two], [seen, seen]);
    const [none] = await status('Port 2299\n', available.slice(1), {
      ssh: { config: 'none', user: 'ops' },
    });
    assert.equal(none, seen);
    const [bad] = await looked('Host h2\n  Prot 22\n', ['h2']);
    const { code, params } = bad?.reason ?? {};
    assert.deepEqual([bad?.sighting, code], ['silent', 'ssh-option-unknown']);
    assert.deepEqual([params?.['file'], params?.['line'], params?.['option']], [ssh('config'), 2, 'prot']);
  });

  it('several identities in order: no more of them are tried than it takes', async () => {
    const right = fleet.clientKey;
    assert.deepEqual(await status(`Host h1\n  User ops\n${files(wrong(1), right, wrong(2))}`, ['h1']), [
      seen,
    ]);
    assert.equal(turnedDown('h1'), 1);
    const [refused] = await status(`Host h1\n  User ops\n${files(wrong(1), wrong(2), right)}`, ['h1']);
    // Its sshd ends the connection, or is asked for no more: which is first is chance.
    assert.match(refused ?? '', /^silent (ssh-failed|auth-refused)$/);
    // The one that Interface.json names stands for all of them.
    const own = { ssh: { identityFile: right } };
    assert.deepEqual(await status(`Host h1\n  User ops\n${files(wrong(1), wrong(2))}`, ['h1'], own), [seen]);
  });

  it('an agent of many keys, of which only the named ones are offered', async () => {
    const many = [1, 2, 3].map(wrong);
    const held = join(keys(), 'held');
    const socket = await agentWith(...many, held);
    for (const { home } of fleet.hosts)
      writeFileSync(join(home, '.ssh/authorized_keys'), readFileSync(`${held}.pub`, 'utf8'), { flag: 'a' });
    // Only the agent has it: what is left of it here is its public half.
    copyFileSync(`${held}.pub`, join(fleet.dir, 'named.pub'));
    const named = `  IdentityFile ${join(fleet.dir, 'named')}\n  IdentitiesOnly yes\n`;
    const config = `Host h*\n  User ops\n  IdentityAgent ${socket}\n`;
    assert.deepEqual(await status(`${config}${named}`), [seen, seen]);
    assert.equal(turnedDown('h1'), 0);
    const [all] = await status(config, ['h1']);
    assert.match(all ?? '', /^silent /);
    assert.ok(turnedDown('h1') > 0);
    // A named key comes first also without IdentitiesOnly.
    assert.deepEqual(await status(config + named.replace('yes', 'no'), ['h1']), [seen]);
  });

  it('an agent named by a variable, and none at all', async () => {
    const socket = await agentWith(fleet.clientKey);
    const away = `${fleet.clientKey}.away`;
    await mustRun(['mv', fleet.clientKey, away]);
    try {
      const env = { MUSTER_AGENT: socket, SSH_AUTH_SOCK: join(fleet.dir, 'gone') };
      const config =
        'Host *\n  User ops\nHost h2\n  IdentityAgent none\nHost h1\n  IdentityAgent $MUSTER_AGENT\n';
      const [one, two] = await status(config, ['h1', 'h2'], {}, env);
      assert.equal(one, seen);
      assert.equal(two, 'silent no-identity');
    } finally {
      await mustRun(['mv', away, fleet.clientKey]);
    }
  });

  it('host keys: files, an alias, recorded and hashed', async () => {
    const known = join(fleet.dir, 'known_of_config');
    const config = `Host *\n  User ops\n  UserKnownHostsFile ${known}\n  GlobalKnownHostsFile none\n`;
    const [unknown] = await status(config, ['h1']);
    assert.equal(unknown, 'silent host-key-unknown');
    assert.deepEqual(
      await status(
        `${config}  StrictHostKeyChecking accept-new\n  HashKnownHosts yes\n  HostKeyAlias them\n`,
        ['h1'],
      ),
      [seen],
    );
    assert.match(readFileSync(known, 'utf8'), /^\|1\|[A-Za-z0-9+/=]+\|[A-Za-z0-9+/=]+ ssh-ed25519 \S+\n$/);
    assert.match(await mustRun(['ssh-keygen', '-F', 'them', '-f', known]), /ssh-ed25519/);
    // h2 has another key than h1, which is known as theirs by now.
    const [changed] = await looked(`${config}  HostKeyAlias them\n`, ['h2']);
    const { code, params } = changed?.reason ?? {};
    assert.deepEqual([changed?.sighting, code, params?.['name']], ['silent', 'host-key-changed', 'them']);
    // The remedy, as printed, mends it.
    const command = /^muster (trust .* -w h2 --replace h2)$/.exec(String(params?.['trust']))?.[1] ?? '';
    const mended = await runInProcess(command.split(' '), { home: fleet.controlHome, cwd: fleet.dir });
    assert.equal(mended.code, 0, mended.stdout + mended.stderr);
    assert.deepEqual(await status(`${config}  HostKeyAlias them\n`, ['h2']), [seen]);
    // Interface.json has the last word.
    const strict = { ssh: { hostKeys: 'strict', knownHosts: fleet.knownHostsFile } };
    assert.deepEqual(await status(`${config}  StrictHostKeyChecking no\n`, ['h1'], strict), [seen]);
  });

  it('algorithms, addresses of one family, an environment that sshd accepts', async () => {
    const config = [
      'Host *',
      'User ops',
      'Ciphers aes256-ctr',
      'MACs hmac-sha2-512',
      'KexAlgorithms ecdh-sha2-nistp256',
      'HostKeyAlgorithms ssh-ed25519',
      'PubkeyAcceptedAlgorithms -rsa-*',
      'AddressFamily inet',
      `BindAddress ${fleet.controlAddress}`,
      'ServerAliveInterval 1',
      'TCPKeepAlive no',
      'SetEnv LC_MUSTER=sent',
    ].join('\n');
    assert.deepEqual(await status(config), [seen, seen]);
    const site = new Site(fleet).submitter('start.sh', 'echo "$LC_MUSTER" >"$HOME/arrived"');
    const type = sampleType('one', { submitter: 'start.sh', hosts: 'h1' });
    await site.config({ ssh: {}, types: [type] }).muster('run');
    assert.equal(readFileSync(join(at('h1').home, 'arrived'), 'utf8'), 'sent\n');
    const [none] = await status('User ops\nPubkeyAcceptedAlgorithms rsa-sha2-512\n', ['h1']);
    assert.equal(none, 'silent no-identity');
    const [six] = await status('User ops\nBindAddress 192.0.2.1\n', ['h1']);
    assert.equal(six, 'silent bind-address-unusable');
  });
});

const files = (...paths: string[]): string => paths.map((path) => `  IdentityFile ${path}\n`).join('');
