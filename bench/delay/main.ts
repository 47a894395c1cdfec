import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { delayProxy } from './proxy.ts';

// A process of its own: reads `{delayMs, hosts: [{address, port}]}` from stdin, prints the ports on 127.0.0.1 that lead there, and ends
// with whoever started it.
const { delayMs, hosts } = JSON.parse(await text(process.stdin)) as {
  delayMs: number;
  hosts: readonly { address: string; port: number }[];
};
const ports = await Promise.all(
  hosts.map(async ({ address, port }) => {
    const server = delayProxy(address, port, delayMs);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }),
);
process.stdout.write(`${JSON.stringify(ports)}\n`);
