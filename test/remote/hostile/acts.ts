import type { Moment, Trouble } from './server.ts';

type Act = Trouble['act'];

/** What a server may do at any stage. */
export const acts = {
  /** Says nothing more. */
  stalls(at) {
    at.hush();
  },
  resets(at) {
    at.hush();
    at.socket.resetAndDestroy();
  },
  closes(at) {
    at.hush();
    at.socket.end();
  },
  /** Goes on, a byte a second. */
  drips(at) {
    at.drip();
    return 'on';
  },
  /** Never stops sending. */
  floods(at) {
    if (at.channelId !== null) return floodWith(data(at.channelId, 32_000))(at);
    if (at.connection === null && at.socket.bytesWritten === 0) return floodWith(null)(at);
    return floodWith(message(2, text('x'.repeat(32_000))))(at);
  },
} satisfies Record<string, Act>;

/** Sends a message without end; lines of a greeting if there is none. Goes on for all that is not said by it. */
export function floodWith(payload: Buffer | null): Act {
  return (at) => pump(at, () => (payload ? at.send(payload) : at.write(`${'greeting '.repeat(10)}\r\n`)));
}

function pump({ socket }: Moment, sendOne: () => void): void {
  const more = (): void => {
    for (let n = 0; n < 50 && !socket.destroyed && socket.writable; n++) sendOne();
    if (socket.destroyed || !socket.writable) return;
    if (socket.writableNeedDrain) socket.once('drain', more);
    else setImmediate(more);
  };
  more();
}

/** A message of the ssh protocol: its number (RFC 4250, 4.1.2) and its fields. */
export function message(number: number, ...fields: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([number]), ...fields]);
}

export function number(value: number): Buffer {
  const field = Buffer.alloc(4);
  field.writeUInt32BE(value);
  return field;
}

export function text(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([number(bytes.length), bytes]);
}

export function flag(value: boolean): Buffer {
  return Buffer.from([Number(value)]);
}

/** Output of a command, whatever window there is for it. */
export function data(channelId: number, bytes: number): Buffer {
  return message(94, number(channelId), text(Buffer.alloc(bytes, 'x')));
}

export function stderrData(channelId: number, bytes: number): Buffer {
  return message(95, number(channelId), number(1), text(Buffer.alloc(bytes, 'x')));
}

export function endOfFile(channelId: number): Buffer {
  return message(96, number(channelId));
}
