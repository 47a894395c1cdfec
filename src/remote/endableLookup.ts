import { spawn } from 'node:child_process';
import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

/** As much as a name with very many addresses needs. */
const mostBytes = 64 * 1024;

/**
 * Looks names up as the system does, by its `getent`.
 *
 * Node's own look-up cannot be ended: a name server that does not answer would keep the whole process from ending for as long as
 * the resolver has patience. A program can be killed.
 */
export function endableLookup(signal: AbortSignal): LookupFunction {
  return (name, options, callback) => {
    const child = spawn('getent', ['ahosts', name], { stdio: ['ignore', 'pipe', 'ignore'] });
    const kill = (): void => void child.kill('SIGKILL');
    if (signal.aborted) kill();
    signal.addEventListener('abort', kill, { once: true });
    let told = '';
    let isThere = true;
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (told.length < mostBytes) told += chunk;
    });
    child.on('error', () => {
      // No such program, as on macOS.
      isThere = false;
      lookup(name, options, callback);
    });
    child.on('close', () => {
      signal.removeEventListener('abort', kill);
      if (!isThere) return;
      const found = addressesIn(told, options.family);
      const [first] = found;
      if (first === undefined)
        callback(Object.assign(new Error(`the name ${name} is not known`), { code: 'ENOTFOUND' }), '');
      else if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

/** `192.0.2.7      STREAM www.example.org`, each address several times. */
function addressesIn(told: string, family: number | string | undefined): LookupAddress[] {
  const wanted = family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : (family ?? 0);
  const words = told.split('\n').map((line) => line.split(/\s/)[0] ?? '');
  return [...new Set(words)]
    .map((address) => ({ address, family: isIP(address) }))
    .filter(({ family }) => family !== 0 && (wanted === 0 || family === wanted));
}
