import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { needs } from '../harness/needs.ts';
import { suiteFolder } from '../store/scratch.ts';

describe('looking names up beside a name server that does not answer', () => {
  needs('root', 'unshare', 'ip', 'getent');
  const folder = suiteFolder();

  it('finds names that are known, and waits for nothing once it is over', async () => {
    const good = ['good0', 'good1', 'good2', 'good3', 'good4', 'good5'];
    const files = {
      'resolv.conf': 'nameserver 127.0.0.1\noptions timeout:20 attempts:1\n',
      hosts: `127.0.0.1 localhost\n${good.map((name, index) => `127.0.0.${10 + index} ${name}\n`).join('')}`,
      'nsswitch.conf': 'hosts: files dns\n',
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const mounts = Object.keys(files).map((name) => `mount --bind ${folder}/${name} /etc/${name} && `);
    const looking = lookingUp(folder, lookingScript(good));
    const inside = `ip link set lo up && ${mounts.join('')}${looking}`;
    // The name server was asked, and had not answered, when all that are known had been found.
    assert.deepEqual(JSON.parse(await printed('unshare', '--net', '--mount', 'sh', '-c', inside)), {
      found: good,
      asked: true,
      dead: [],
    });
  });
});

describe('looking names up where nothing more can be opened', () => {
  const folder = suiteFolder();

  it('fails with the error of the system, and throws nothing', async () => {
    const command = `ulimit -n 100; ${lookingUp(folder, exhaustedScript())}`;
    assert.equal(await printed('sh', '-c', command), 'EMFILE\n');
  });
});

/** A line of shell that runs a program of TypeScript. */
function lookingUp(folder: string, program: string): string {
  const file = join(folder, 'look.mts');
  writeFileSync(file, program);
  return `exec '${process.execPath}' --import tsx '${file}'`;
}

/** What a command prints that ends well. */
async function printed(file: string, ...args: string[]): Promise<string> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  assert.equal(code, 0, stdout);
  return stdout;
}

function lookingScript(good: readonly string[]): string {
  const module = new URL('../../src/remote/endableLookup.ts', import.meta.url).href;
  return `
import { createSocket } from 'node:dgram';
import { endableLookup } from '${module}';
let asked = false;
const mute = createSocket('udp4', () => (asked = true)).unref();
await new Promise((resolve) => mute.bind(53, '127.0.0.1', resolve));
const over = new AbortController();
const look = endableLookup(over.signal);
const dead = [];
for (const name of ['dead0.example', 'dead1.example', 'dead2.example'])
  look(name, { family: 0 }, () => dead.push(name));
const found = [];
await Promise.all(
  ${JSON.stringify(good)}.map((name) => new Promise((resolve) =>
    look(name, { family: 0 }, (error) => { if (!error) found.push(name); resolve(); }))),
);
console.log(JSON.stringify({ found: found.toSorted(), asked, dead }));
over.abort();
`;
}

function exhaustedScript(): string {
  const module = new URL('../../src/remote/endableLookup.ts', import.meta.url).href;
  return `
import { closeSync, openSync } from 'node:fs';
import { endableLookup } from '${module}';
const open = [];
try {
  for (;;) open.push(openSync('/dev/null'));
} catch {}
const code = await new Promise((resolve) =>
  endableLookup(new AbortController().signal)('localhost', { family: 0 }, (error) => resolve(error?.code)),
);
for (const file of open) closeSync(file);
console.log(code);
`;
}
