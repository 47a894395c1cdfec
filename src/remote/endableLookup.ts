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
    let told = '';
    let isOver = false;
    const answer = (error: Error | null, found: readonly LookupAddress[]): void => {
      if (isOver) return;
      isOver = true;
      signal.removeEventListener('abort', kill);
      const [first] = found;
      if (first === undefined) callback(error ?? withCode(`the name ${name} is not known`, 'ENOTFOUND'), '');
      else if (options.all === true) callback(null, [...found]);
      else callback(null, first.address, first.family);
    };
    const child = spawn('getent', ['ahosts', name], { stdio: ['ignore', 'pipe', 'ignore'] });
    const kill = (): void => {
      child.kill('SIGKILL');
      answer(withCode(`the name ${name} was not looked up in time`, 'ETIMEOUT'), []);
    };
    child.on('error', ({ message, code }: NodeJS.ErrnoException) => {
      if (isOver) return;
      if (code !== 'ENOENT')
        return answer(withCode(`the name ${name} was not looked up: ${message}`, code), []);
      // No such program, as on macOS.
      isOver = true;
      signal.removeEventListener('abort', kill);
      lookup(name, options, callback);
    });
    // Where nothing more can be opened there is no stdout, and nothing is closed.
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      if (told.length < mostBytes) told += chunk;
    });
    child.on('close', () => answer(null, addressesIn(told, options.family)));
    signal.addEventListener('abort', kill, { once: true });
    if (signal.aborted) kill();
  };
}

function withCode(message: string, code: string | undefined): NodeJS.ErrnoException {
  return Object.assign(new Error(message), code !== undefined && { code });
}

/** `192.0.2.7      STREAM www.example.org`, each address several times. */
function addressesIn(told: string, family: number | string | undefined): LookupAddress[] {
  const wanted = family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : (family ?? 0);
  const words = told.split('\n').map((line) => line.split(/\s/)[0] ?? '');
  return [...new Set(words)]
    .map((address) => ({ address, family: isIP(address) }))
    .filter(({ family }) => family !== 0 && (wanted === 0 || family === wanted));
}
