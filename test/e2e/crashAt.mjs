import { Buffer } from 'node:buffer';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

// Loaded before muster (`node --import crashAt.mjs dist/main.js run`), which knows nothing of it. Whatever the pass
// does to the world goes through here, and each such step gets a name: what it is, and the how-manieth of its kind.
// Steps of several hosts may come in any order; their names do not depend on it.
//
// CRASH_STEPS   the file that every step is written to as it comes
// CRASH_AT      the step at which this process gets CRASH_SIGNAL (SIGKILL)
// CRASH_SITE    files below this folder and below the home are muster's
// CRASH_HOMES   where the homes of the hosts are, `HOST/home/ops`

const require = createRequire(import.meta.url);
const fs = require('node:fs');
const promises = require('node:fs/promises');
const timers = require('node:timers/promises');
const childProcess = require('node:child_process');
const { Client } = require('ssh2');

const { CRASH_STEPS, CRASH_AT, CRASH_SITE, CRASH_HOMES, CRASH_SIGNAL = 'SIGKILL' } = process.env;
const roots = [CRASH_SITE, homedir()];
const { appendFileSync, existsSync, writeSync } = fs;
const seen = new Map();

/** @param ready what must hold before a crash here; it may block, so that this process handles nothing meanwhile. */
function step(kind, ready = () => {}) {
  const count = (seen.get(kind) ?? 0) + 1;
  seen.set(kind, count);
  const name = `${kind} #${count}`;
  appendFileSync(CRASH_STEPS, `${name}\n`);
  if (name !== CRASH_AT) return;
  ready();
  // The kernel ends all threads before this call returns.
  process.kill(process.pid, CRASH_SIGNAL);
}

/** Whether the next step of this kind is where to crash. */
function isNext(kind) {
  return `${kind} #${(seen.get(kind) ?? 0) + 1}` === CRASH_AT;
}

const names = {
  'state.json': 'state',
  'state.json.previous': 'state before',
  'Interface.json': 'config',
  'rolled.json': 'history rolled',
  'index.html': 'page',
  'after.json': 'what went wrong after',
};

/** A name for a path that is the same in every pass; null for what is not muster's. */
function nameOf(path) {
  if (typeof path !== 'string' || !roots.some((root) => path.startsWith(root))) return null;
  if (path === CRASH_SITE) return 'known_hosts folder';
  if (path.includes('/workerscripts/')) return 'scripts';
  if (path.includes('/.muster/')) return path.endsWith('lock') ? 'path' : 'state stand-in';
  if (path.endsWith('/logs')) return 'state folder';
  if (path.endsWith('/logs/history')) return 'history folder';
  const [file, temp] = basename(path).split(/(?<=\.[a-z]+)\.[0-9a-f]{8}(\.tmp)$/);
  const [, kind] = /^([a-z]+)-[\d-]+\.jsonl$/.exec(file) ?? [];
  const name = kind === undefined ? (names[file] ?? file) : kind === 'muster' ? 'log' : `history of ${kind}`;
  return temp === undefined ? name : `${name} temp file`;
}

function wrap(owner, method, around) {
  const original = owner[method];
  owner[method] = (...args) => around((...given) => original.apply(owner, given), ...args);
}

// Files.
for (const method of ['mkdir', 'rename', 'rm', 'link', 'readFile']) {
  wrap(promises, method, (original, path, ...rest) => {
    const name = nameOf(path);
    if (name !== null) step(`${name}: ${method === 'readFile' ? 'read' : method}`);
    return original(path, ...rest);
  });
}
wrap(promises, 'open', async (original, path, ...rest) => {
  const name = nameOf(path);
  if (name === null) return original(path, ...rest);
  step(`${name}: open`);
  const handle = await original(path, ...rest);
  const write = handle.write.bind(handle);
  for (const method of ['chmod', 'sync', 'close', 'write', 'writeFile']) {
    wrap(handle, method, async (inner, ...args) => {
      if (method === 'writeFile') {
        const half = `${name}: half written`;
        if (isNext(half)) await write(args[0].slice(0, args[0].length / 2));
        step(half);
      }
      step(`${name}: ${method}`);
      return inner(...args);
    });
  }
  return handle;
});

// The lock, whose files are opened at once, and the log, a stream of node's.
const nameOfFd = new Map();
wrap(fs, 'openSync', (original, path, ...rest) => {
  const name = nameOf(path);
  if (name !== null) step(`lock on ${name}: open`);
  const fd = original(path, ...rest);
  if (name !== null) nameOfFd.set(fd, name);
  return fd;
});
for (const method of ['rmSync', 'unlinkSync']) {
  wrap(fs, method, (original, path, ...rest) => {
    const name = nameOf(path);
    if (name !== null) step(`lock on ${name}: remove`);
    return original(path, ...rest);
  });
}
for (const method of ['ftruncateSync', 'writeSync', 'closeSync']) {
  wrap(fs, method, (original, fd, ...rest) => {
    const name = nameOfFd.get(fd);
    if (method === 'closeSync') nameOfFd.delete(fd);
    if (name !== undefined) step(`lock on ${name}: ${method.replace('Sync', '')}`);
    return original(fd, ...rest);
  });
}
wrap(fs, 'open', (original, path, ...rest) => {
  const name = nameOf(path);
  if (name === null) return original(path, ...rest);
  const done = rest.pop();
  step(`${name}: open`);
  return original(path, ...rest, (error, fd) => {
    if (!error) nameOfFd.set(fd, name);
    done(error, fd);
  });
});
for (const method of ['write', 'writev', 'close']) {
  wrap(fs, method, (original, fd, ...rest) => {
    const name = nameOfFd.get(fd);
    if (method === 'close') nameOfFd.delete(fd);
    if (name !== undefined && method !== 'close') {
      const half = `${name}: half written`;
      const text = Buffer.concat([rest[0]].flat().map((piece) => Buffer.from(piece)));
      step(half, () => writeSync(fd, text, 0, Math.ceil(text.length / 2)));
    }
    if (name !== undefined) step(`${name}: ${method.replace('writev', 'write')}`);
    return original(fd, ...rest);
  });
}

// Programs: flock and ping.
wrap(childProcess, 'spawn', (original, program, ...rest) => {
  // flock is run by a shell, once for each file.
  const name = rest[0].includes('flock') ? 'flock' : basename(program);
  step(`${name}: start`);
  const child = original(program, ...rest);
  child.once('close', () => step(`${name}: ended`));
  step(`${name}: started`);
  return child;
});

// The wait before the last look.
wrap(timers, 'setTimeout', async (original, ...args) => {
  step('settle: wait');
  const waited = await original(...args);
  step('settle: waited');
  return waited;
});

// ssh.
const { connect, exec } = Client.prototype;
Client.prototype.connect = function connectInSteps(...args) {
  step('connection: open');
  this.prependListener('ready', () => step('connection: ready'));
  return Reflect.apply(connect, this, args);
};
Client.prototype.exec = function execInSteps(command, options, answered) {
  step('channel: ask');
  return Reflect.apply(exec, this, [
    command,
    options,
    (error, channel) => {
      if (channel) inSteps(this, channel, command);
      step('channel: open');
      answered(error, channel);
    },
  ]);
};

function inSteps(client, channel, command) {
  const end = channel.end.bind(channel);
  let what = '';
  // Ahead of the product's own listener: the answer is here, and nobody has heard of it.
  channel.once('exit', () => step(`${what}: answered`));
  channel.end = (stdin) => {
    // From here on it is ssh2 that ends what has ended.
    channel.end = end;
    const launch = launchIn(stdin);
    what = kindOf(command, stdin, launch);
    step(`${what}: not sent yet`);
    const half = `${what}: half sent`;
    if (isNext(half)) {
      channel.write(stdin.slice(0, stdin.length / 2), () => onceFlushed(client, () => step(half)));
      return channel;
    }
    step(half);
    channel.once('finish', () =>
      onceFlushed(client, () => {
        step(`${what}: sent`);
        if (launch)
          step(`${what}: begun`, () =>
            waitFor(join(CRASH_HOMES, launch.host, 'home/ops', `begun-${launch.id}`)),
          );
      }),
    );
    return end(stdin);
  };
}

function kindOf(command, stdin, launch) {
  if (command !== 'sh -s') return 'scripts';
  if (launch) return `launch ${launch.component}`;
  if (String(stdin).includes('muster_grace=')) return 'stop';
  return String(stdin).includes('muster_keep_days=') ? 'sweep' : 'probe';
}

function launchIn(stdin) {
  const value = (name) => new RegExp(`\\b${name}='?([^'\\n]+)`).exec(String(stdin))?.[1];
  const id = value('muster_launch');
  return id && { id, component: value('MUSTER_COMPONENT'), host: value('MUSTER_HOST') };
}

/** Calls back when all that was written to a connection is with the kernel. */
function onceFlushed({ _sock: socket }, done) {
  if (socket.writableLength === 0) done();
  else socket.once('drain', done);
}

function waitFor(path) {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (const deadline = Date.now() + 30_000; !existsSync(path); Atomics.wait(clock, 0, 0, 5)) {
    if (Date.now() > deadline) throw new Error(`${path} did not come`);
  }
}

// What is said, and the end.
wrap(process.stdout, 'write', (original, ...args) => {
  step('report: print');
  return original(...args);
});
process.once('exit', () => step('exit: now'));

syncBuiltinESMExports();
