import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { ended } from '../harness/children.ts';
import { freePort, listening } from '../harness/ports.ts';
import { signal } from '../harness/processes.ts';
import { needs } from '../harness/needs.ts';
import { sample } from '../harness/sample.ts';
import { until } from '../harness/until.ts';
import { HandHost, type Data, type Flight } from './handmade.ts';

describe('tunnels of a pilot', () => {
  needs('sshd', 'ssh');
  let host: HandHost;
  let sshd: ChildProcess;
  let port: number;
  let service: Server;
  let servicePort: number;
  beforeEach(async () => {
    host = new HandHost('dash');
    const key = (name: string): void => {
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(host.home, name)]);
    };
    key('hostkey');
    key('identity');
    port = await freePort();
    const lines = [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${host.home}/hostkey`,
      `AuthorizedKeysFile ${host.home}/identity.pub`,
      `PidFile ${host.home}/sshd.pid`,
      'StrictModes no',
      'UsePAM no',
      'PermitRootLogin yes',
    ];
    writeFileSync(join(host.home, 'sshd_config'), `${lines.join('\n')}\n`);
    sshd = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(host.home, 'sshd_config')], { stdio: 'ignore' });
    await answers(port);
    service = createServer((socket) => socket.end('service\n'));
    servicePort = await listening(service);
  });
  afterEach(async () => {
    await host.remove();
    service.close();
    await ended(sshd);
  });

  const data = (more: Readonly<Record<string, string>> = {}): Data => ({
    values: {
      tunnel_via: `${userInfo().username}@127.0.0.1`,
      tunnel_port: String(port),
      tunnel_identity: '~/identity',
      tunnel_hostkey: readFileSync(join(host.home, 'hostkey.pub'), 'utf8').trim(),
      ...more,
    },
    tunnels: [['data-base', `127.0.0.1:${servicePort}`]],
    run: 'echo $MUSTER_TUNNEL_DATA_BASE; while [ ! -e go ]; do sleep 0.1; done',
  });
  const running = async (): Promise<{ flight: Flight; at: number }> => {
    const flight = host.launch(data());
    await until(
      () => flight.out() !== '',
      () => flight.state().text,
    );
    const told = flight.out();
    assert.match(told, /^127\.0\.0\.1:\d+\n$/);
    return { flight, at: Number(told.split(':')[1]) };
  };

  it('leads to the service, is opened again when it breaks, and ends with the pilot', async () => {
    const { flight, at } = await running();
    assert.equal(await answers(at), 'service\n');
    const [broken = 0] = ssh(flight);
    signal(broken, 'SIGKILL');
    await until(() => ssh(flight).some((pid) => pid !== broken));
    assert.equal(await answers(at), 'service\n');
    writeFileSync(join(flight.sandbox, 'go'), '');
    await flight.endsWith({ phase: 'ended' });
  });

  it('stays for a component whose pilot was killed, and ends after it', async () => {
    const { flight, at } = await running();
    signal(flight.state().pid, 'SIGKILL');
    assert.equal(await answers(at), 'service\n');
    writeFileSync(join(flight.sandbox, 'go'), '');
    await until(() => flight.processes().length === 0);
  });

  it('tells what ssh said when it does not come up, and leaves nothing', async () => {
    const other = readFileSync(join(host.home, 'identity.pub'), 'utf8').trim();
    // What is behind the name of the tunnel is in the words of ssh, but for a key that differs.
    const cases = [
      [{ tunnel_hostkey: other }, /: (?!.*(denied|refused))/],
      [{ tunnel_identity: '/no/such' }, /Permission denied/],
      [{ tunnel_port: '1' }, /Connection refused$/],
    ] as const;
    for (const [more, reason] of sample('broken tunnels', cases, 2)) {
      const expected = { phase: 'failed', step: 'open-tunnel' };
      const { message = '' } = await host.launch(data(more)).endsWith(expected);
      assert.ok(message.startsWith('tunnel data-base: '), message);
      assert.match(message, reason);
    }
  });
});

const ssh = (flight: Flight): number[] =>
  flight.commandLines().flatMap(({ pid, line }) => (line.startsWith('ssh ') ? [pid] : []));

/** What a port says first; it is tried until it says something. */
async function answers(port: number): Promise<string> {
  return until(async () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    const said = await new Promise<string>((resolve) => {
      socket.once('data', (data) => resolve(data.toString())).once('close', () => resolve(''));
    });
    socket.destroy();
    return said;
  });
}
