import { spawn } from 'node:child_process';

/**
 * What this machine's `sh -n` has against a text, as it says it (`sh: 3: Syntax error: …`); null where it reads it.
 * Nothing of the text is run. Where there is no sh, nothing is said.
 */
export function syntaxError(text: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-n'], {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk.slice(0, 4096)));
    child.on('error', () => resolve(null));
    child.on('close', (exit) => resolve(exit === 0 ? null : (said.trim().split('\n')[0] ?? '')));
    // It may end before it has read everything.
    child.stdin.on('error', () => {}).end(text);
  });
}
