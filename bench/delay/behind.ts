import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Place } from '../access.ts';

/** Places on this machine that lead to hosts, everything `delayMs` later in each direction. */
export interface Delayed extends Disposable {
  readonly places: readonly Place[];
}

export async function behindDelay(
  hosts: readonly { readonly address: string }[],
  delayMs: number,
): Promise<Delayed> {
  // pdeathsig: however this process ends, its proxies end with it.
  const command = [
    '--pdeathsig',
    'KILL',
    process.execPath,
    '--import',
    'tsx',
    join(import.meta.dirname, 'main.ts'),
  ];
  const child = spawn('setpriv', command, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ delayMs, hosts: hosts.map(({ address }) => ({ address, port: 22 })) }));
  const [said] = (await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the proxies ended with ${code}`))),
  ])) as [Buffer];
  const ports = JSON.parse(said.toString()) as number[];
  return {
    places: ports.map((port) => ({ address: '127.0.0.1', port })),
    [Symbol.dispose]: () => void child.kill(),
  };
}
