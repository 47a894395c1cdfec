import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { accessTo, type Access } from './access.ts';
import { timed } from './measure.ts';
import { writeInterface } from './musterSite.ts';
import type { Bare } from './stage.ts';
import type { Algorithms, Subject } from './subjects.ts';

/** What a subject offers a host to agree on, heard by a listener that hangs up after it. */
export async function offeredBy(subject: Subject, { fleet }: Bare): Promise<Algorithms> {
  let heard: Algorithms | undefined;
  const server = createServer((socket) => {
    let said = Buffer.alloc(0);
    socket.write('SSH-2.0-listener\r\n');
    socket.on('data', (chunk: Buffer) => {
      said = Buffer.concat([said, chunk]);
      const offered = offerIn(said);
      if (offered === null) return;
      heard = offered;
      socket.destroy();
    });
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const access = accessTo(fleet, 'listener', fleet.hosts.slice(0, 1), [{ address: '127.0.0.1', port }]);
    await asked(subject, access);
  } finally {
    server.close();
  }
  if (heard === undefined) throw new Error(`${subject.name} offered no algorithms`);
  return heard;
}

async function asked(subject: Subject, access: Access): Promise<void> {
  writeInterface(access, { ping: { method: 'none' } });
  await timed(access.fleet, { command: subject.command(access), env: subject.env?.(access) });
}

/** The client's first packet after its version, RFC 4253, 7.1; null while it is not there as a whole. */
export function offerIn(said: Buffer): Algorithms | null {
  const start = said.indexOf('\n') + 1;
  if (start === 0 || said.length < start + 4) return null;
  const end = start + 4 + said.readUInt32BE(start);
  if (said.length < end) return null;
  // Length, padding, the number of the message, and a cookie of 16 bytes stand before the lists.
  let at = start + 4 + 1 + 1 + 16;
  const next = (): string[] => {
    const length = said.readUInt32BE(at);
    const names = said.toString('latin1', at + 4, at + 4 + length);
    at += 4 + length;
    return names.split(',').filter((name) => !markers.test(name));
  };
  const [kex, serverHostKey, cipher, , hmac] = [next(), next(), next(), next(), next()];
  return { kex: kex!, serverHostKey: serverHostKey!, cipher: cipher!, hmac: hmac! };
}

/** Stand among the key exchanges, but are none: ssh2 adds them by itself. */
const markers = /^(ext-info-|kex-strict-)/;
