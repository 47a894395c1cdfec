import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { systemClock } from '../../src/clock.ts';
import { openHosts } from '../../src/cli/world.ts';
import type { ConfigHost } from '../../src/interface/config.ts';
import { newKey } from '../../src/practice/keys.ts';
import { listening } from '../harness/ports.ts';
import { configFor } from './hostile/config.ts';
import { hostileServer } from './hostile/server.ts';
import { suiteFolder } from '../store/scratch.ts';

describe('round trips to a host, from the first packet to all that runs there', () => {
  const folder = suiteFolder();
  let trips: readonly number[] = [];
  before('all servers are asked at once', async () => {
    mkdirSync(join(folder, 'home'));
    const servers = [
      tripsTo('OpenSSH_9.2p1', 'ed25519'),
      tripsTo('other_1', 'ed25519'),
      tripsTo('OpenSSH_9.2p1', 'rsa'),
    ];
    trips = await Promise.all(servers);
  });

  // To the first of them the packets of TCP come: one round trip more.
  const expected = [
    'who it is, and what it can do',
    'its key',
    'that we are let in',
    'a channel',
    'a shell',
    'the answer to the probe',
  ];

  it('are six behind TCP with a key at hand, where OpenSSH listens', () => {
    assert.equal(trips[0], expected.length);
  });

  it('are seven where another server may want to be asked before it is told', () => {
    assert.equal(trips[1], expected.length + 1);
  });

  it('are seven with an RSA key, for the server says first which hashes it takes', () => {
    assert.equal(trips[2], expected.length + 1);
  });

  async function tripsTo(ident: string, type: 'ed25519' | 'rsa'): Promise<number> {
    const key = type === 'rsa' ? ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 }).private : newKey();
    writeFileSync(join(folder, `key-${ident}-${type}`), key, { mode: 0o600 });
    const trouble = { stage: 'command asked for', command: 'launch', act: () => 'on' as const } as const;
    const server = await hostileServer({ ...trouble, server: { ident } }, join(folder, 'home'));
    const relay = await steppingRelay(server.port);
    const identityFile = `key-${ident}-${type}`;
    const config = await configFor(folder, `${ident}-${type}`, [relay.port], { identityFile });
    const { signal } = new AbortController();
    const hosts = await openHosts(config, { env: process.env, clock: systemClock() }, signal);
    const sighting = await hosts.sight(config.hosts[0] as ConfigHost);
    const { trips } = relay;
    hosts.close();
    relay.close();
    server.close();
    assert.equal(sighting.kind, 'seen', JSON.stringify(sighting));
    return trips();
  }
});

/**
 * A way to a server on which answers are held until both sides have had their say: so each time we speak again after
 * that is a round trip, however fast or slow this machine is.
 */
async function steppingRelay(
  port: number,
): Promise<{ readonly port: number; trips(): number; close(): void }> {
  let answered = 0;
  const sockets: Socket[] = [];
  const server: Server = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port, noDelay: true });
    sockets.push(near, far);
    let held: Buffer[] = [];
    let events = 0;
    let asked = 0;
    let turn: 'ours' | 'theirs' = 'ours';
    const letGo = (seen: number): void => {
      if (seen !== events || held.length === 0) return;
      answered = asked;
      turn = 'ours';
      near.write(Buffer.concat(held));
      held = [];
    };
    const heard = (): void => {
      const seen = ++events;
      // Behind what has arrived meanwhile, for all of this is one process.
      setTimeout(() => setImmediate(() => setImmediate(letGo, seen)), quietMs);
    };
    near.on('data', (chunk: Buffer) => {
      far.write(chunk);
      if (turn === 'ours') asked++;
      turn = 'theirs';
      heard();
    });
    far.on('data', (chunk: Buffer) => {
      held.push(chunk);
      heard();
    });
    near.on('error', () => {}).on('close', () => far.destroy());
    far.on('error', () => {}).on('close', () => near.destroy());
  });
  return {
    port: await listening(server),
    trips: () => answered,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const quietMs = 150;
