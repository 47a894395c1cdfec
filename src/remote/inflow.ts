import type { Readable } from 'node:stream';
import { message, type Message } from '../core/catalogue/catalogue.ts';

/** What a host sends over one connection, counted. */
export interface Inflow {
  /** We are logged in: commands may be run from here on. */
  admitted(): void;
  /** One packet of it was output, of so many bytes, of a command that somebody waits for. */
  asked(bytes: number): void;
}

/**
 * Before we are logged in a host has little to say. ssh2 reads a greeting from its beginning with every piece of it
 * that arrives, so a long one would cost this process its time.
 */
export const maxGreetingBytes = 128 * 1024;

/**
 * What a host may send on top of the output it was asked for. Without this bound, messages that nobody asked for and
 * packets of one byte would cost memory and time without end.
 */
export const maxUnaskedBytes = 1024 * 1024;

/** About what ssh adds to a packet. One that holds less than that is hardly output. */
const packetHeadBytes = 64;

/** @param tooMuch is called once. */
export function watchInflow(socket: Readable, tooMuch: (reason: Message) => void): Inflow {
  let greeting = 0;
  let unasked = 0;
  let admitted = false;
  const count = ({ length }: Buffer): void => {
    if (admitted) unasked += length;
    else greeting += length;
    if (greeting > maxGreetingBytes) stop(message('flood-before-login', { kib: maxGreetingBytes / 1024 }));
    else if (unasked > maxUnaskedBytes)
      stop(message('flood-unasked', { mib: maxUnaskedBytes / 1024 / 1024 }));
  };
  function stop(reason: Message): void {
    socket.off('data', count);
    tooMuch(reason);
  }
  socket.on('data', count);
  return {
    admitted() {
      admitted = true;
    },
    asked(bytes) {
      unasked -= bytes + Math.min(bytes, packetHeadBytes);
    },
  };
}
