import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command on a practice host with OpenSSH's client, checking its host key. */
export function ssh(
  folder: string,
  port: number,
  command: string,
  options: { input?: string; user?: string; key?: string } = {},
): Promise<Ran> {
  const practice = join(folder, 'practice');
  const settings = [
    `UserKnownHostsFile=${join(practice, 'known_hosts')}`,
    'GlobalKnownHostsFile=/dev/null',
    'StrictHostKeyChecking=yes',
    'IdentitiesOnly=yes',
    'BatchMode=yes',
  ].flatMap((setting) => ['-o', setting]);
  const key = options.key ?? join(practice, 'id_ed25519');
  const to = ['-F', 'none', '-i', key, '-p', String(port), `${options.user ?? 'op'}@127.0.0.1`];
  return new Promise((resolve) => {
    const child = spawn('ssh', [...settings, ...to, command], { stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
