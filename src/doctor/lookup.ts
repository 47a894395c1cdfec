import { execFile } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { error, ok, type Finding } from './finding.ts';

/**
 * Looks a name up as ssh and ping would. By a program of its own (`getent`), for a look-up that hangs inside this process
 * holds one of the few threads all hosts share; only where there is no such program, within it.
 */
export async function nameFinding(address: string, timeoutMs: number): Promise<Finding> {
  if (isIP(address) !== 0) return ok('name', 'an address, with no name to look up');
  const answer = await addressesOf(address, timeoutMs);
  if (typeof answer !== 'string')
    return answer.length > 0
      ? ok('name', `${address} is ${answer.join(', ')}`)
      : error(
          'name',
          'the name does not resolve',
          `getent hosts ${address} must print an address: add it to DNS or /etc/hosts, or give the host an "address"`,
        );
  return error('name', answer, 'look at the name servers in /etc/resolv.conf, or give the host an "address"');
}

/** The addresses, none where the name is not known; or a sentence. */
function addressesOf(address: string, timeoutMs: number): Promise<string[] | string> {
  const hung = `the look-up of the name did not end within ${timeoutMs / 1000} s`;
  return new Promise((resolve) => {
    const options = { timeout: timeoutMs, killSignal: 'SIGKILL' as const };
    execFile('getent', ['ahosts', address], options, (fault, stdout) => {
      if (fault?.code === 'ENOENT') return void withinUs(address, timeoutMs, hung).then(resolve);
      if (fault?.killed) return resolve(hung);
      resolve([...new Set(stdout.split('\n').flatMap((line) => /^\S+/.exec(line)?.[0] ?? []))]);
    });
  });
}

async function withinUs(address: string, timeoutMs: number, hung: string): Promise<string[] | string> {
  const late = new Promise<string>((resolve) => {
    setTimeout(() => resolve(hung), timeoutMs).unref();
  });
  const found = lookup(address, { all: true }).then(
    (all) => all.map((one) => one.address),
    () => [],
  );
  return Promise.race([found, late]);
}
