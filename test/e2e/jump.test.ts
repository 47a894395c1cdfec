import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '../../src/core/catalogue/catalogue.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { FleetHost } from '../fleet/host.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { outcomesOf, sampleType, Site } from './site.ts';

describe('hosts behind jump hosts', () => {
  let fleet: Fleet;
  const types = [sampleType('one', { count: 2, hot: false })];

  withFleet(
    [
      // What is forwarded is no session; only a second session would be refused.
      { name: 'gw1', sshdConfig: ['MaxSessions 1'] },
      'gw2',
      { name: 'gw3', sshdConfig: ['AllowTcpForwarding no'] },
      'b1',
      'b2',
      { name: 'b3', sshdConfig: ['MaxStartups 5:100:5'] },
    ],
    (up) => (fleet = up),
  );
  before(async () => {
    for (const name of ['b1', 'b2', 'b3']) await at(name).hideFromControl();
  });
  afterEach(async () => {
    rmSync(sshConfig(), { force: true });
    // What was started there, and the sessions; a host that is hidden cannot be waited for after a reboot.
    for (const host of fleet.hosts) await host.exec('kill -KILL -1');
    for (const { folder } of fleet.hosts) writeFileSync(join(folder, 'sshd.log'), '');
  });

  const at = (name: string): FleetHost => fleet.host(name);
  const sshConfig = (): string => join(fleet.controlHome, '.ssh/config');
  const logins = (name: string): number => at(name).sshdLog.match(/Accepted publickey/g)?.length ?? 0;

  /** A site that says nothing of how its hosts are reached; the ssh config does. */
  function site(config: string, available: readonly unknown[], more: Record<string, unknown> = {}): Site {
    const addresses = ['gw1', 'gw2', 'gw3'].map((name) => `Host ${name}\n  HostName ${at(name).address}\n`);
    writeFileSync(sshConfig(), `${config}\n${addresses.join('')}`, { mode: 0o600 });
    return new Site(fleet).config({ ssh: {}, types, available, ...more });
  }

  const behindOne = 'Host gw* b*\n  User ops\nHost b*\n  ProxyJump gw1\n';

  it('are reached over one connection to it, which all of them share', async () => {
    const there = site(behindOne, ['b1', 'b2']);
    const { exit, report } = await there.report('run');
    assert.equal(exit, 0, JSON.stringify(report.hosts));
    assert.deepEqual(outcomesOf(report), ['p/one on b1: confirmed', 'p/one on b2: confirmed']);
    assert.deepEqual([logins('gw1'), logins('b1'), logins('b2')], [1, 1, 1]);
    assert.match(at('b1').sshdLog, new RegExp(`Connection from ${at('gw1').address} `));
  });

  it('are reached through several in a row, each hop as the ssh config has it', async () => {
    const config = 'Host gw2\n  User ops\n  Port 2222\nHost b2\n  ProxyJump gw2\nHost b*\n  User ops\n';
    const through = `ops@${at('gw1').address},gw2`;
    const there = site(config, [
      { host: 'b1', jump: through },
      { host: 'b2' },
      { host: 'gw2', jump: 'none' },
    ]);
    assert.deepEqual(
      Object.values(await seen(there)).map(({ sighting }) => sighting),
      ['seen', 'seen', 'seen'],
    );
    const from = (name: string): RegExp =>
      new RegExp(`Connection from ${at(name).address} .* on ${at('gw2').address} port 2222`);
    assert.match(at('gw2').sshdLog, from('gw1'));
    assert.match(at('b1').sshdLog, new RegExp(`Connection from ${at('gw2').address} `));
    // Straight to b2's gateway, once; through the first gateway to the same one, once; and gw2 itself.
    assert.deepEqual([logins('gw1'), logins('gw2'), logins('b1')], [1, 3, 1]);
  });

  it('are never pinged; the connection shows whether they are there', async () => {
    const nobody = at('gw1').address.replace(/\d+$/, '250');
    const there = site(
      behindOne,
      [
        'b1',
        { host: 'b-refusing', address: 'b2', port: 2299 },
        { host: 'b-nobody', address: nobody },
        { host: 'b-nameless', address: 'no-such-host.invalid' },
      ],
      { ssh: { connectTimeout: '8s' }, ping: { method: 'tcp', timeout: '1s' } },
    );
    const { b1, ...others } = await seen(there);
    assert.equal(b1?.sighting, 'seen');
    const expected = {
      'b-refusing': ['b2', 2299],
      'b-nobody': [nobody, 22],
      'b-nameless': ['no-such-host.invalid', 22],
    };
    for (const [host, [address, port]] of Object.entries(expected)) {
      const { sighting, code, params } = others[host] ?? {};
      assert.equal(sighting, 'down', host);
      // Whose time is over first, the jump host's or ours, is chance.
      assert.match(
        code ?? '',
        host === 'b-nobody' ? /^jump-(connect-failed|timeout)$/ : /^jump-connect-failed$/,
      );
      assert.deepEqual([params?.['jump'], params?.['address'], params?.['port']], ['gw1', address, port]);
    }
  });

  it('are silent where the jump host is unknown, changed, closed to us, or forwards nothing: it is named', async () => {
    const config = [
      'Host gw-*',
      `HostName ${at('gw1').address}`,
      'Host gw-gone',
      'Port 2299',
      'Host gw-nobody',
      'User nobody',
      'Host gw-alias',
      'HostKeyAlias never-met',
      'Host *',
      'User ops',
    ].join('\n');
    const there = site(config, [
      { host: 'b1', jump: 'gw3' },
      { host: 'b2', jump: 'gw-gone' },
      { host: 'b3', jump: 'gw-nobody' },
      { host: 'b4', jump: 'gw-alias' },
      { host: 'b5', jump: 'gw2,gw-gone' },
    ]);
    assert.deepEqual(inShort(await seen(there)), {
      b1: 'silent: gw3: jump-forwarding-refused',
      b2: 'silent: gw-gone: connection-refused',
      b3: 'silent: gw-nobody: auth-refused',
      b4: 'silent: gw-alias: host-key-unknown',
      b5: 'silent: gw-gone: jump-connect-failed',
    });
    assert.equal(at('b1').sshdLog + at('b2').sshdLog + at('b3').sshdLog, '');
  });

  it('are silent where the key of the jump host, or their own, has changed; each is known under its own name', async () => {
    const known = readFileSync(fleet.knownHostsFile, 'utf8');
    const changed = (name: string): string => {
      const keys = [at(name).publicKeys[0] ?? '', at('gw3').publicKeys[0] ?? ''] as const;
      return known
        .split('\n')
        .map((line) => (line.includes(name) ? line.replace(...keys) : line))
        .join('\n');
    };
    const there = site(`${behindOne}  UserKnownHostsFile ${fleet.dir}/changed_%h\n`, ['b1', 'b2']);
    writeFileSync(join(fleet.dir, 'changed_b1'), known);
    writeFileSync(join(fleet.dir, 'changed_b2'), changed('b2'));
    const { b1, b2 } = await seen(there);
    assert.deepEqual([b1?.sighting, b2?.sighting, b2?.code], ['seen', 'silent', 'host-key-changed']);
    assert.equal(b2?.params?.['name'], 'b2');
    assert.match(String(b2?.params?.['trust']), / -w b2 --replace b2$/);
    there.edit({ ssh: { knownHosts: join(fleet.dir, 'changed_gw1') } });
    writeFileSync(join(fleet.dir, 'changed_gw1'), changed('gw1'));
    const expected = 'silent: gw1: host-key-changed';
    assert.deepEqual(inShort(await seen(there)), { b1: expected, b2: expected });
  });

  // b3 refuses whoever comes while five are still logging in: it is known by many names.
  const many = Array.from({ length: 16 }, (_, index) => ({ host: `b3-${index}`, address: 'b3' }));
  const startingThrough = (perJump: number): Site =>
    site(`${behindOne}Host b*\n  HostKeyAlias b3\n`, many, { fanout: { perJump } });

  it('are started as many at once as fanout.perJump says', async () => {
    const one = Object.values(await seen(startingThrough(2)));
    assert.deepEqual(new Set(one.map(({ sighting }) => sighting)), new Set(['seen']));
    // What the limit is for: all at once are too many for it.
    const all = Object.values(await seen(startingThrough(16)));
    assert.ok(all.some(({ code }) => code === 'handshake-closed'));
  });

  it('whose jump host dies in the middle of a pass: unknown, not failed, and it is named', async () => {
    const slow = sampleType('slow', { count: 2, submitter: 'start-slow.sh', hot: false });
    const there = site(behindOne, ['b1', 'b2'], { types: [slow] });
    there.submitter('start-slow.sh', 'exec sleep 4000');
    const pass = there.report('run');
    await until(() => ['b1', 'b2'].every((name) => at(name).countMatching('sleep 4000') > 0));
    await at('gw1').exec('kill -KILL -1');
    const { exit, report } = await pass;
    assert.deepEqual(outcomesOf(report), ['p/slow on b1: unknown', 'p/slow on b2: unknown']);
    for (const { detail } of report.outcomes ?? []) {
      assert.deepEqual(
        [detail?.code, detail?.params['causeCode']],
        ['launch-interrupted', 'jump-host-failed'],
      );
      assert.match(String(detail?.params['cause']), /\bgw1\b/);
    }
    assert.notEqual(exit, 1);
  });
});

/** What is known of each host. */
async function seen(there: Site): Promise<Record<string, { sighting: string } & Partial<Message>>> {
  const { hosts } = (await there.report('status')).report;
  return Object.fromEntries(hosts.map(({ host, sighting, reason }) => [host, { sighting, ...reason }]));
}

/** `sighting: jump host: code` of each host; of what holds for the jump host itself the code of that. */
function inShort(hosts: Awaited<ReturnType<typeof seen>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(hosts).map(([host, { sighting, code, params = {} }]) => [
      host,
      `${sighting}: ${params['jump']}: ${params['causeCode'] ?? code}`,
    ]),
  );
}
