import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import ssh2, { type Connection, type ParsedKey, type ServerChannel } from 'ssh2';
import { newKey, publicLine } from '../../../src/practice/keys.ts';
import { listening } from '../../harness/ports.ts';

/** Where a server stops doing what it should, in the order a connection goes through them. */
export type Stage =
  | 'accepted'
  | 'banner sent'
  | 'key exchange begun'
  | 'key exchange done'
  | 'login asked for'
  | 'logged in'
  | 'channel asked for'
  | 'command asked for'
  | 'command begun'
  | 'in the middle of a line'
  | 'answer sent'
  | 'exit status sent';

/** Which command of a connection it is about. */
export type Command = 'probe' | 'staging' | 'launch';

export interface Trouble {
  readonly stage: Stage;
  /** Returns `on` if the server is then to go on as it should. */
  readonly act: (at: Moment) => 'on' | void;
  /** Commands before this one are answered well; `probe` where it is not given. */
  readonly command?: Command;
  readonly server?: Partial<ssh2.ServerConfig>;
}

/** A connection at the stage of its trouble, and what may be done with it. */
export interface Moment {
  readonly socket: Socket;
  /** Bytes as they are. */
  write(bytes: string | Buffer): void;
  /** One message of the ssh protocol. */
  send(payload: Buffer): void;
  /** From now on nothing goes out but what is told here. */
  hush(): void;
  /** From now on a byte goes out every second. */
  drip(): void;
  /** null before there is a connection that ssh2 knows. */
  readonly connection: Connection | null;
  /** The client's number of the channel it asked for. */
  readonly channelId: number | null;
  readonly channel: ServerChannel | null;
}

export interface HostileServer {
  readonly port: number;
  /** How often the stage of its trouble was reached. */
  reached(): number;
  /** Bytes of the connections that got there, as far as they were taken. */
  sent(): number;
  /** Connections that are not closed by both sides. */
  open(): number;
  close(): void;
}

const key = newKey();

/** The public key of every hostile server, as known_hosts has it. */
export const hostileKey = publicLine(ssh2.utils.parseKey(key) as ParsedKey);

/** An ssh server that answers well, by running what it is told in `home`, up to the stage of its trouble. */
export async function hostileServer(trouble: Trouble, home: string): Promise<HostileServer> {
  const lines = new Map<Socket, Line>();
  const touched = new Set<Socket>();
  const server = new ssh2.Server({ hostKeys: [key], ...trouble.server }, (connection) => {
    const line = lines.get(privateParts(connection)._sock);
    if (line) serve(connection, line, home);
  });
  const tcp = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('close', () => lines.delete(socket));
    const line = new Line(socket, trouble, () => touched.add(socket));
    lines.set(socket, line);
    server.injectSocket(socket);
  });
  return {
    port: await listening(tcp),
    reached: () => touched.size,
    sent: () => [...touched].reduce((sum, socket) => sum + socket.bytesWritten, 0),
    open: () => lines.size,
    close() {
      tcp.close();
      for (const socket of lines.keys()) socket.destroy();
    },
  };
}

/** What ssh2 writes first, and what that means has been reached. */
const writes: readonly Stage[] = ['accepted', 'banner sent', 'key exchange begun', 'key exchange done'];

/** One connection, from below. */
class Line {
  readonly socket: Socket;
  readonly #trouble: Trouble;
  readonly #reached: () => void;
  readonly #write: Socket['write'];
  #written = 0;
  #hushed = false;
  #dripping: Buffer[] | null = null;
  probed = false;

  constructor(socket: Socket, trouble: Trouble, reached: () => void) {
    this.socket = socket;
    this.#trouble = trouble;
    this.#reached = reached;
    this.#write = socket.write.bind(socket) as Socket['write'];
    socket.write = ((bytes: Buffer) => this.#out(bytes)) as Socket['write'];
  }

  /** Whether the server goes on as it should. */
  at(stage: Stage, command: Command | null, own: Partial<Moment> = {}): boolean {
    const due = command === null || command === (this.#trouble.command ?? 'probe');
    if (stage !== this.#trouble.stage || !due) return true;
    this.#reached();
    const connection = own.connection ?? null;
    return (
      this.#trouble.act({
        socket: this.socket,
        write: (bytes) => void this.#write(bytes),
        send: (payload) => sendMessage(connection, payload, (bytes) => void this.#write(bytes)),
        hush: () => (this.#hushed = true),
        drip: () => this.#drip(),
        connection,
        channelId: null,
        channel: null,
        ...own,
      }) === 'on'
    );
  }

  #out(bytes: Buffer): boolean {
    const stage = writes[this.#written++];
    if (stage !== undefined && !this.at(stage, null)) this.#hushed = true;
    if (this.#hushed) return true;
    if (!this.#dripping) return this.#write(bytes);
    this.#dripping.push(Buffer.from(bytes));
    return true;
  }

  #drip(): void {
    this.#dripping = [];
    const timer = setInterval(() => {
      const next = this.#dripping?.shift();
      if (!next || this.socket.destroyed) return;
      this.#write(next.subarray(0, 1));
      if (next.length > 1) this.#dripping?.unshift(next.subarray(1));
    }, 1000);
    this.socket.once('close', () => clearInterval(timer));
  }
}

/** The same, from above. */
function serve(connection: Connection, line: Line, home: string): void {
  connection.on('error', () => {});
  connection.on('authentication', (attempt) => {
    if (attempt.method !== 'publickey') return attempt.reject(['publickey']);
    if (line.at('login asked for', null, { connection })) attempt.accept();
  });
  connection.on('ready', () => void line.at('logged in', null, { connection }));
  connection.on('session', (accept) => {
    // What the channel is for is told later; the launch's is never the first.
    const opened = line.probed ? (line.at.bind(line) as Line['at']) : null;
    if (!opened && !line.at('channel asked for', 'probe', { connection })) return;
    if (opened && !opened('channel asked for', 'launch', { connection })) return;
    accept().on('exec', (acceptExec, _reject, { command }) => {
      const kind: Command = / tar /.test(command) ? 'staging' : line.probed ? 'launch' : 'probe';
      line.probed = true;
      void answer(kind, command, () => acceptExec(), { connection, line, home });
    });
  });
}

async function answer(
  kind: Command,
  command: string,
  accept: () => ServerChannel,
  { connection, line, home }: { connection: Connection; line: Line; home: string },
): Promise<void> {
  const channelId = lastChannel(connection);
  if (!line.at('command asked for', kind, { connection, channelId })) return;
  const channel = accept();
  channel.on('error', () => {});
  channel.stderr.on('error', () => {});
  const here = { connection, channel, channelId };
  // As long as nothing of a launch has arrived, muster may know that it has sent nothing.
  if (kind === 'launch') await once(channel, 'readable');
  if (!line.at('command begun', kind, here)) return;
  const child = spawn('/bin/sh', ['-c', command], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home },
  });
  child.stdin.on('error', () => {});
  line.socket.once('close', () => child.stdin.destroy());
  child.stderr.resume();
  channel.pipe(child.stdin);
  const [own, [code]] = await Promise.all([buffer(child.stdout), once(child, 'exit') as Promise<[number]>]);
  // Each of these servers is a machine of its own.
  const boot = `boot=hostile-${line.socket.localPort}`;
  const printed = Buffer.from(own.toString('latin1').replace(/boot=\S+/, boot), 'latin1');
  // The middle of a line, never its end.
  const half = printed.indexOf('\n', printed.length / 2) - 1;
  channel.write(printed.subarray(0, half));
  if (!line.at('in the middle of a line', kind, here)) return;
  channel.write(printed.subarray(half));
  if (!line.at('answer sent', kind, here)) return;
  channel.exit(code);
  if (!line.at('exit status sent', kind, here)) return;
  channel.end();
}

interface PrivateParts {
  readonly _sock: Socket;
  readonly _chanMgr: {
    readonly _channels: Readonly<Record<number, { readonly _chanInfo?: ChannelInfo } & Partial<ChannelInfo>>>;
  };
  readonly _protocol: {
    readonly _packetRW: {
      readonly write: {
        readonly allocStart: number;
        alloc(size: number): Buffer;
        finalize(packet: Buffer): Buffer;
      };
    };
    readonly _cipher: { encrypt(packet: Buffer): void };
  };
}

interface ChannelInfo {
  readonly outgoing: { readonly id: number };
}

/** What ssh2 does not let its users do: a server that is to misbehave has to reach inside. */
function privateParts(connection: Connection): PrivateParts {
  return connection as unknown as PrivateParts;
}

function lastChannel(connection: Connection): number {
  const channels = Object.values(privateParts(connection)._chanMgr._channels);
  const last = channels.at(-1);
  return (last?._chanInfo ?? (last as ChannelInfo)).outgoing.id;
}

/** A message, enciphered once there are keys. */
function sendMessage(connection: Connection | null, payload: Buffer, write: (bytes: Buffer) => void): void {
  if (!connection) return write(plainPacket(payload));
  const { _packetRW, _cipher } = privateParts(connection)._protocol;
  const packet = _packetRW.write.alloc(payload.length);
  packet.set(payload, _packetRW.write.allocStart);
  _cipher.encrypt(_packetRW.write.finalize(packet));
}

/** As it is sent before there are keys (RFC 4253, 6): length, length of the padding, payload, padding; in blocks of eight. */
export function plainPacket(payload: Buffer): Buffer {
  const padding = 8 - ((5 + payload.length) % 8) + 8;
  const packet = Buffer.alloc(5 + payload.length + padding);
  packet.writeUInt32BE(1 + payload.length + padding);
  packet[4] = padding;
  packet.set(payload, 5);
  return packet;
}
