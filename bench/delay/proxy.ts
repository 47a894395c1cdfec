import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Forwards every connection to `address`:`port` and hands on what either side says `delayMs` later, never sooner, in order, and all of
 * it, an end included. There is no limit to what is on its way. The handshake of TCP itself is not delayed: it is between the client
 * and this machine.
 */
export function delayProxy(address: string, port: number, delayMs: number): Server {
  return createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ host: address, port, allowHalfOpen: true, noDelay: true });
    later(near, far, delayMs);
    later(far, near, delayMs);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  });
}

function later(from: Socket, to: Socket, delayMs: number): void {
  const queue: { dueMs: number; work: () => void }[] = [];
  let timer: NodeJS.Timeout | null = null;
  const put = (work: () => void): void => {
    queue.push({ dueMs: performance.now() + delayMs, work });
    timer ??= setTimeout(deliver, delayMs);
  };
  const deliver = (): void => {
    // A timer may come up to a millisecond early: what is not due is left to the next.
    while (queue[0] !== undefined && queue[0].dueMs <= performance.now()) queue.shift()?.work();
    const next = queue[0];
    timer = next === undefined ? null : setTimeout(deliver, Math.max(1, next.dueMs - performance.now()));
  };
  from.on('data', (chunk: Buffer) => put(() => to.write(chunk)));
  from.on('end', () => put(() => to.end()));
  // One that is reset ends the other, too.
  from.on('close', (hadError) => put(() => (hadError ? to.destroy() : undefined)));
}
