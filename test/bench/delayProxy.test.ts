import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { delayProxy } from '../../bench/delay/proxy.ts';

const delayMs = 50;

describe('the proxy of far hosts', () => {
  let servers: Server[];

  beforeEach(() => {
    servers = [];
  });

  afterEach(() => {
    for (const server of servers) server.close();
  });

  async function listening(server: Server): Promise<number> {
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  /** A client of a server, with the proxy between them. */
  async function through(serve: (socket: Socket) => void): Promise<Socket> {
    const port = await listening(createServer({ allowHalfOpen: true }, serve));
    return connect({
      port: await listening(delayProxy('127.0.0.1', port, delayMs)),
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
  }

  it('hands on every word late, each way, however many there are', async () => {
    const arrivedMs: number[] = [];
    const client = await through((socket) => {
      socket.on('data', (word) => {
        for (const _ of word) arrivedMs.push(performance.now());
        socket.write(word);
      });
      socket.on('end', () => socket.end());
    });
    await once(client, 'connect');
    const sentMs: number[] = [];
    const backMs: number[] = [];
    client.on('data', (words: Buffer) => {
      for (const _ of words) backMs.push(performance.now());
    });
    for (let word = 0; word < 20; word++) {
      sentMs.push(performance.now());
      client.write('w');
      // So that they are words of their own.
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    while (backMs.length < sentMs.length) await once(client, 'data');
    client.end();
    await once(client, 'close');
    for (const [index, atMs] of sentMs.entries()) {
      const [thereMs = 0, againMs = 0] = [arrivedMs[index], backMs[index]];
      assert.ok(thereMs - atMs >= delayMs, `word ${index} took ${thereMs - atMs} ms`);
      assert.ok(againMs - atMs >= 2 * delayMs, `word ${index} was back after ${againMs - atMs} ms`);
    }
  });

  it('loses nothing, keeps the order, and hands on the end of one side while the other still speaks', async () => {
    const [asked, answered] = [randomBytes(3_000_000), randomBytes(2_000_000)];
    const heard: Buffer[] = [];
    const client = await through((socket) => {
      socket.on('data', (chunk) => heard.push(chunk));
      socket.on('end', () => socket.end(answered));
    });
    for (let at = 0; at < asked.length; at += 70_001) client.write(asked.subarray(at, at + 70_001));
    client.end();
    const got = await buffer(client);
    assert.ok(Buffer.concat(heard).equals(asked), 'what was sent is not what arrived');
    assert.ok(got.equals(answered), 'what was answered is not what came back');
  });

  it('hangs up where nobody listens', async () => {
    const port = await listening(createServer());
    servers.pop()?.close();
    const client = connect(await listening(delayProxy('127.0.0.1', port, delayMs)), '127.0.0.1');
    client.on('error', () => {});
    await once(client, 'close');
  });
});
