import { execFile } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { error, ok, type Finding } from './finding.ts';

/**
 * Looks a name up as ssh and ping would. By a program of its own (`getent`), for a look-up that hangs inside this process
 * holds one of the few threads all hosts share; only where there is no such program, within it.
 */
export async function nameFinding(address: string, timeoutMs: number): Promise<Finding> {
  if (isIP(address) !== 0) return ok('name', message('name-unneeded'));
  const answer = await addressesOf(address, timeoutMs);
  if (!Array.isArray(answer)) return error('name', answer);
  return answer.length > 0
    ? ok('name', message('name-resolves', { name: address, addresses: answer }))
    : error('name', message('name-not-found', { name: address }));
}

/** The addresses, none where the name is not known; or why they are not known. */
function addressesOf(address: string, timeoutMs: number): Promise<string[] | Message> {
  const hung = message('name-lookup-hangs', { seconds: timeoutMs / 1000 });
  return new Promise((resolve) => {
    const options = { timeout: timeoutMs, killSignal: 'SIGKILL' as const };
    execFile('getent', ['ahosts', address], options, (fault, stdout) => {
      if (fault?.code === 'ENOENT') return void withinUs(address, timeoutMs, hung).then(resolve);
      if (fault?.killed) return resolve(hung);
      resolve([...new Set(stdout.split('\n').flatMap((line) => /^\S+/.exec(line)?.[0] ?? []))]);
    });
  });
}

async function withinUs(address: string, timeoutMs: number, hung: Message): Promise<string[] | Message> {
  const late = new Promise<Message>((resolve) => {
    setTimeout(() => resolve(hung), timeoutMs).unref();
  });
  const found = lookup(address, { all: true }).then(
    (all) => all.map((one) => one.address),
    () => [],
  );
  return Promise.race([found, late]);
}
