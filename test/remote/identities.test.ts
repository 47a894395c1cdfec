import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { authMethods, loadIdentities, type Identity } from '../../src/remote/identities.ts';

function makeKey(file: string, ...options: string[]): string {
  execFileSync('ssh-keygen', ['-q', '-N', '', '-f', file, ...options]);
  return file;
}

/** The files of keys, and `agent`. */
function shown(methods: Identity[]): string[] {
  return methods.map((identity) => (identity.kind === 'key' ? identity.file : 'agent'));
}

describe('identities', () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-identities-'));
  const home = join(folder, 'home');
  const defaultKey = (name: string): string => join(home, '.ssh', name);
  const named = (...files: string[]): ReturnType<typeof loadIdentities> =>
    loadIdentities({ identityFiles: files, env: {}, home });
  let agent: ChildProcess;
  const socket = join(folder, 'agent.sock');
  const withAgent = { SSH_AUTH_SOCK: socket };
  const addToAgent = (file: string, ...options: string[]): void => {
    execFileSync('ssh-add', ['-q', ...options, file], {
      env: { ...process.env, ...withAgent },
      stdio: 'ignore',
    });
  };

  let ed25519: string;
  let rsa: string;
  let locked: string;
  before(async () => {
    mkdirSync(join(home, '.ssh'), { recursive: true });
    ed25519 = makeKey(join(folder, 'ed25519'));
    rsa = makeKey(join(folder, 'rsa'), '-t', 'rsa', '-m', 'PEM');
    locked = makeKey(join(folder, 'locked'), '-t', 'ed25519');
    agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    while (!existsSync(socket)) await sleep(20);
    addToAgent(locked);
    execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'secret', '-f', locked], { stdio: 'ignore' });
  });
  after(async () => {
    agent.kill();
    await once(agent, 'exit');
    rmSync(folder, { recursive: true });
  });

  it('takes named files in their order, then the agent', async () => {
    const { methods, problems } = await loadIdentities({
      identityFiles: [rsa, ed25519],
      env: withAgent,
      home,
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(shown(methods), [rsa, ed25519, 'agent']);
  });

  it('takes the agent, then the default keys that exist, the cheapest first', async () => {
    copyFileSync(rsa, defaultKey('id_rsa'));
    copyFileSync(ed25519, defaultKey('id_ed25519'));
    const { methods, problems } = await loadIdentities({ identityFiles: null, env: withAgent, home });
    assert.deepEqual(problems, []);
    assert.deepEqual(shown(methods), ['agent', defaultKey('id_ed25519'), defaultKey('id_rsa')]);
  });

  it('gives ssh2 its methods for one login name', async () => {
    const { methods } = await loadIdentities({ identityFiles: [ed25519], env: withAgent, home });
    const [key, fromAgent] = authMethods(methods, 'op');
    assert.ok(key?.type === 'publickey' && key.username === 'op');
    assert.ok(
      fromAgent?.type === 'agent' && fromAgent.username === 'op' && typeof fromAgent.agent === 'object',
    );
  });

  it('reads every kind of key ssh-keygen writes by default', async () => {
    const files = ['ed25519', 'ecdsa', 'rsa'].map((type) =>
      makeKey(join(folder, `kind-${type}`), '-t', type),
    );
    files.push(makeKey(join(folder, 'kind-521'), '-t', 'ecdsa', '-b', '521', '-m', 'PEM'));
    const { methods, problems } = await named(...files);
    assert.deepEqual(problems, []);
    assert.deepEqual(shown(methods), files);
  });

  const problemOf = async (file: string): Promise<string> => {
    const { methods, problems } = await named(file, ed25519);
    assert.deepEqual(shown(methods), [ed25519]);
    assert.equal(problems.length, 1);
    return problems[0]!;
  };

  describe('says of a named file', () => {
    it('that it is missing', async () => {
      const file = join(folder, 'missing');
      assert.equal(await problemOf(file), `the identity file ${file} does not exist`);
    });

    it('that it cannot be read', async () => {
      assert.equal(
        await problemOf(home),
        `${home} can be read by others (mode 0755), so OpenSSH would not use it either: \`chmod 600 ${home}\``,
      );
      chmodSync(home, 0o700);
      assert.equal(await problemOf(home), `the identity file ${home} cannot be read: it is a folder`);
    });

    it('that others can read it, and with what it can be used again', async () => {
      const file = makeKey(join(folder, 'open'));
      chmodSync(file, 0o640);
      const problem = await problemOf(file);
      assert.match(problem, /\(mode 0640\)/);
      execFileSync('/bin/sh', ['-c', /`(.*)`/.exec(problem)![1]!]);
      assert.deepEqual((await named(file)).problems, []);
    });

    it('that it is encrypted', async () => {
      for (const options of [[], ['-t', 'rsa', '-m', 'PEM'], ['-t', 'rsa', '-m', 'PKCS8']]) {
        const file = join(folder, `encrypted${options.join('')}`);
        execFileSync('ssh-keygen', ['-q', '-N', 'secret', '-f', file, ...options]);
        assert.equal(
          await problemOf(file),
          `${file} is encrypted with a passphrase: load it into an agent with \`ssh-add ${file}\`, ` +
            `or use a key without passphrase for cron`,
        );
      }
    });

    it('that it is a public key', async () => {
      const file = join(folder, 'public');
      copyFileSync(`${ed25519}.pub`, file);
      chmodSync(file, 0o600);
      assert.equal(await problemOf(file), `${file} is a public key; name the private key that belongs to it`);
    });

    it('that it is no key, or in a format that has to be rewritten', async () => {
      const file = join(folder, 'text');
      writeFileSync(file, 'hello\n', { mode: 0o600 });
      assert.match(await problemOf(file), /is not a private key/);
      const pkcs8 = makeKey(join(folder, 'pkcs8'), '-t', 'rsa', '-m', 'PKCS8');
      assert.match(await problemOf(pkcs8), /PKCS#8/);
      execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', '', '-f', pkcs8], { stdio: 'ignore' });
      assert.deepEqual((await named(pkcs8)).problems, []);
    });
  });

  it('says nothing of an encrypted key that the agent holds', async () => {
    const { methods, problems } = await loadIdentities({ identityFiles: [locked], env: withAgent, home });
    assert.deepEqual(problems, []);
    assert.deepEqual(shown(methods), ['agent']);
  });

  it('says it when nothing is left', async () => {
    const { methods, problems } = await loadIdentities({ identityFiles: null, env: {}, home: folder });
    assert.deepEqual(methods, []);
    assert.equal(problems.length, 1);
    assert.match(
      problems[0]!,
      /nothing to authenticate with: no ~\/\.ssh\/id_ed25519.*ssh-keygen -t ed25519/,
    );
  });

  it('takes an agent whose socket is gone for none', async () => {
    const env = { SSH_AUTH_SOCK: join(folder, 'gone') };
    const { methods, problems } = await loadIdentities({ identityFiles: [ed25519], env, home });
    assert.deepEqual(problems, []);
    assert.deepEqual(shown(methods), [ed25519]);
  });

  it('says that the agent is empty', async () => {
    const empty = join(folder, 'empty.sock');
    const other = spawn('ssh-agent', ['-D', '-a', empty], { stdio: 'ignore' });
    while (!existsSync(empty)) await sleep(20);
    const { methods, problems } = await loadIdentities({
      identityFiles: null,
      env: { SSH_AUTH_SOCK: empty },
      home: folder,
    });
    other.kill();
    assert.deepEqual(methods, []);
    assert.match(problems[0]!, /holds no key it can use: `ssh-add` loads one/);
  });

  describe('an agent that never answers', () => {
    const hung = join(folder, 'hung.sock');
    let server: Server;
    before(async () => {
      server = createServer().listen(hung);
      await once(server, 'listening');
    });
    after(() => server.close());

    it('is given up', async () => {
      const { methods, problems } = await loadIdentities({
        identityFiles: null,
        env: { SSH_AUTH_SOCK: hung },
        home,
      });
      assert.ok(methods.length > 0 && !shown(methods).includes('agent'));
      assert.match(problems[0]!, /does not answer/);
    });
  });
});
