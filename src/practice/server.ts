#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import ssh2 from 'ssh2';

import { endAll, marker, pidsMarked } from './processes.ts';
import { readSettings, type HostSettings } from './settings.ts';
import { sshServer } from './sshServer.ts';

/**
 * One practice host, as a program of its own: `server.js FOLDER`, with the host's settings, key and home in FOLDER.
 * Prints `ready`, or `failed CODE`, and then nothing more. It ends, with all it runs, when its standard input ends:
 * that is when the one who started it ends, however that comes about. A fleet that is kept has no such tie.
 */
const folder = process.argv[2] ?? '.';
const settings = readSettings(folder);

const authorizedKey = ssh2.utils.parseKey(settings.authorizedKey);
if (authorizedKey instanceof Error) throw authorizedKey;
const hostKey = readFileSync(join(folder, 'host_key'), 'utf8');
const at = { home: join(folder, 'home'), env: environmentOf(settings) };

const server = sshServer({ user: settings.user, authorizedKey, hostKey }, at);
server.on('error', (error: NodeJS.ErrnoException) => {
  process.stdout.write(`failed ${error.code ?? error.message}\n`, () => void end());
});
server.listen(settings.port, '127.0.0.1', () => process.stdout.write('ready\n'));

if (!settings.kept) {
  process.stdin.on('error', () => {}).once('close', () => void end());
  process.stdin.resume();
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end());

async function end(): Promise<void> {
  // In a process namespace of its own the kernel ends what runs here once this program has ended.
  if (!settings.isolated) await endAll(() => pidsMarked(marker(folder)));
  // This file is a program, and connections would hold it open.
  process.exit();
}

/** What sshd would give. The mark is for hosts that share one process table: whose process is it? */
function environmentOf({ user, isolated }: HostSettings): Record<string, string> {
  const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  const login = { HOME: join(folder, 'home'), USER: user, LOGNAME: user, SHELL: '/bin/sh', LANG: 'C.UTF-8' };
  if (isolated) return { ...login, PATH: path };
  const [name, value] = marker(folder).split('=') as [string, string];
  return { ...login, PATH: `${join(folder, 'bin')}:${path}`, [name]: value };
}
