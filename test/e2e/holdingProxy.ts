import { connect, createServer, type Socket } from 'node:net';
import { listening } from '../harness/ports.ts';

/** A relay on the way to a host that can hold a launch back, as a network does that stalls. */
export interface HoldingProxy extends AsyncDisposable {
  readonly port: number;
  /** From now on a launch, and all that is sent behind it, waits here. */
  holdLaunches(): void;
  readonly holds: boolean;
  /** Lets it go on its way, also when whoever sent it has hung up since. */
  release(): void;
}

/** Scripts are larger than that, and nothing else is that is sent to a host which has its bundle. */
const scriptBytes = 1500;

export async function holdingProxy(address: string): Promise<HoldingProxy> {
  let holding = false;
  const waiting: (() => void)[] = [];
  const sockets = new Set<Socket>();
  const forward = (what: () => void): void => {
    if (waiting.length > 0) waiting.push(what);
    else what();
  };
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ host: address, port: 22, allowHalfOpen: true });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    let probed = false;
    let answered = 0;
    near.on('data', (chunk: Buffer) => {
      // The first script is the probe; one that comes after its answer is a launch.
      if (holding && waiting.length === 0 && answered > 500 && chunk.length > scriptBytes)
        waiting.push(() => far.write(chunk));
      else forward(() => far.write(chunk));
      if (chunk.length > scriptBytes) probed = true;
    });
    near.on('close', () => forward(() => far.end()));
    far.on('data', (chunk: Buffer) => {
      if (probed) answered += chunk.length;
      if (!near.destroyed) near.write(chunk);
    });
    far.on('end', () => near.end());
  });
  return {
    port: await listening(server),
    holdLaunches: () => (holding = true),
    get holds() {
      return waiting.length > 0;
    },
    release() {
      holding = false;
      for (const forward of waiting.splice(0)) forward();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
