import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createRawServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Asked {
  readonly method: string;
  /** With the query, but without `rid`. */
  readonly path: string;
  readonly rid: string | null;
  readonly body: string;
}

/** A server on 127.0.0.1 that notes what it is asked, and ends with the test. */
export interface PingServer extends AsyncDisposable {
  readonly host: string;
  readonly asked: readonly Asked[];
  /** What has come on raw connections. */
  readonly connections: () => number;
}

export const tlsFile = (name: string): string => new URL(`tls/${name}.pem`, import.meta.url).pathname;

/** Answers as `answer` does, given the words behind the key; without it, with 200. */
export async function pingServer(answer: RequestListener = taken, tls = false): Promise<PingServer> {
  const asked: Asked[] = [];
  const listener: RequestListener = async (request, response) => {
    asked.push(await askedBy(request));
    answer(request, response);
  };
  const server = tls
    ? createTlsServer(
        { key: readFileSync(tlsFile('key')), cert: readFileSync(tlsFile('certificate')) },
        listener,
      )
    : createServer(listener);
  return listening(server, asked);
}

/** One that does with a connection what it likes. */
export function rawServer(act: (socket: Socket) => void): Promise<PingServer> {
  const server = createRawServer((socket) => {
    socket.on('error', () => {});
    act(socket);
  });
  return listening(server, []);
}

export const taken: RequestListener = (_request, response) => void response.end('OK');
/** Answers 200 with a body that has no end. */
export const goesOn: RequestListener = (_request, response) => {
  const more = (): void => {
    while (response.write('x'.repeat(10_000)));
  };
  response.on('drain', more).on('error', () => {});
  more();
};
export const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(code, headers).end();

async function listening(server: Server, asked: readonly Asked[]): Promise<PingServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function askedBy(request: IncomingMessage): Promise<Asked> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  const url = new URL(request.url ?? '', 'http://host');
  const rid = url.searchParams.get('rid');
  url.searchParams.delete('rid');
  return { method: request.method ?? '', path: url.pathname + url.search, rid, body };
}
