import assert from 'node:assert/strict';
import { execFileSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as sinon from 'sinon';
import type { Message } from '../../src/core/catalogue/catalogue.ts';
import { authMethods, loadIdentities, type Identities } from '../../src/remote/identities.ts';
import { ended } from '../harness/children.ts';
import { needs } from '../harness/needs.ts';
import { sshAgent } from '../harness/sshAgent.ts';
import { makeKey } from './sshKeys.ts';
import { codesOf } from '../harness/messages.ts';
import { suiteFolder } from '../store/scratch.ts';

describe('identities', () => {
  needs('ssh-keygen', 'ssh-agent', 'ssh-add');
  const folder = suiteFolder();
  const home = join(folder, 'home');
  const socket = join(folder, 'agent.sock');
  let ed25519 = '';
  let rsa = '';
  let agent: ChildProcess;
  before(async () => {
    mkdirSync(join(home, '.ssh'), { recursive: true, mode: 0o700 });
    chmodSync(home, 0o755);
    ed25519 = makeKey(join(folder, 'ed25519'));
    rsa = makeKey(join(folder, 'rsa'), 'rsa', '-m', 'PEM');
    agent = await sshAgent(socket, makeKey(join(folder, 'locked')));
    rewritten(join(folder, 'locked'), 'locked', '-N', 'secret');
  });
  after(() => ended(agent));

  /** A copy of a key as ssh-keygen rewrites it. */
  function rewritten(key: string, name: string, ...options: readonly string[]): string {
    const file = join(folder, name);
    if (file !== key) copyFileSync(key, file);
    execFileSync('ssh-keygen', ['-q', '-p', '-P', '', ...options, '-f', file], { stdio: 'ignore' });
    return file;
  }
  const defaultKey = (name: string): string => join(home, '.ssh', name);
  const found = (
    identityFiles: readonly string[] | null,
    agentSocket?: string,
    at = home,
  ): Promise<Identities> =>
    loadIdentities({
      identityFiles,
      env: agentSocket === undefined ? {} : { SSH_AUTH_SOCK: agentSocket },
      home: at,
    });
  /** The files of keys, and `agent`; and the codes of problems. */
  const brief = async (...asked: Parameters<typeof found>): Promise<[string[], string[]]> => {
    const { methods, problems } = await found(...asked);
    return [
      methods.map((identity) => (identity.kind === 'key' ? identity.file : 'agent')),
      codesOf(problems),
    ];
  };

  async function problemOf(file: string): Promise<Message> {
    const { methods, problems } = await found([file, ed25519]);
    assert.deepEqual([methods.length, problems.length], [1, 1]);
    const [problem] = problems as [Message];
    assert.equal(problem.params['file'], file);
    return problem;
  }
  const codeOf = async (file: string): Promise<string> => (await problemOf(file)).code;

  it('are named files in their order, then the agent', async () => {
    assert.deepEqual(await brief([rsa, ed25519], socket), [[rsa, ed25519, 'agent'], []]);
  });

  it('are the agent, then the default keys that exist, the cheapest first', async () => {
    copyFileSync(rsa, defaultKey('id_rsa'));
    copyFileSync(ed25519, defaultKey('id_ed25519'));
    const keys = [defaultKey('id_ed25519'), defaultKey('id_rsa')];
    assert.deepEqual(await brief(null, socket), [['agent', ...keys], []]);
  });

  it('are the methods of ssh2 for one login name', async () => {
    const { methods } = await found([ed25519], socket);
    const [key, fromAgent] = authMethods(methods, 'op');
    assert.ok(key?.type === 'publickey' && key.username === 'op');
    assert.ok(
      fromAgent?.type === 'agent' && fromAgent.username === 'op' && typeof fromAgent.agent === 'object',
    );
  });

  it('are keys of every kind that ssh-keygen writes by default', async () => {
    const files = ['ed25519', 'ecdsa', 'rsa'].map((type) => makeKey(join(folder, `kind-${type}`), type));
    files.push(makeKey(join(folder, 'kind-521'), 'ecdsa', '-b', '521', '-m', 'PEM'));
    assert.deepEqual(await brief(files), [files, []]);
  });

  describe('that cannot be used are reported:', () => {
    it('one that is missing, and one that is a folder', async () => {
      assert.equal(await codeOf(join(folder, 'missing')), 'identity-missing');
      assert.equal(await codeOf(home), 'identity-open');
      chmodSync(home, 0o700);
      assert.equal(await codeOf(home), 'identity-unreadable');
    });

    it('one that others can read, with the command that mends it', async () => {
      const file = makeKey(join(folder, 'open'));
      chmodSync(file, 0o640);
      const { code, params } = await problemOf(file);
      assert.deepEqual([code, params['mode']], ['identity-open', '0640']);
      execFileSync('/bin/sh', ['-c', String(params['command'])]);
      assert.deepEqual((await found([file])).problems, []);
    });

    it('one that is encrypted, in every format', async () => {
      for (const [key, format] of [
        [ed25519, 'RFC4716'],
        [rsa, 'PEM'],
        [rsa, 'PKCS8'],
      ] as const) {
        const file = rewritten(key, `encrypted-${format}`, '-m', format, '-N', 'secret');
        const { code, params } = await problemOf(file);
        assert.deepEqual([code, params['command']], ['identity-encrypted', `ssh-add ${file}`]);
      }
    });

    it('one that is a public key, no key, or has to be rewritten first', async () => {
      const [pub, text] = [join(folder, 'public'), join(folder, 'text')];
      copyFileSync(`${ed25519}.pub`, pub);
      chmodSync(pub, 0o600);
      writeFileSync(text, 'hello\n', { mode: 0o600 });
      assert.equal(await codeOf(pub), 'identity-public');
      assert.equal(await codeOf(text), 'identity-no-key');
      const pkcs8 = rewritten(rsa, 'pkcs8', '-m', 'PKCS8', '-N', '');
      assert.equal(await codeOf(pkcs8), 'identity-pkcs8');
      rewritten(pkcs8, 'openssh', '-N', '');
      assert.deepEqual((await found([join(folder, 'openssh')])).problems, []);
    });
  });

  it('that are encrypted are no problem where the agent has them', async () => {
    assert.deepEqual(await brief([join(folder, 'locked')], socket), [['agent'], []]);
  });

  it('are none where there is no key, and that is the one problem', async () => {
    assert.deepEqual(await brief(null, undefined, folder), [[], ['no-identity']]);
  });

  it('are none where no named key can be used, and the last problem has all that the others say', async () => {
    const { problems } = await found([join(folder, 'missing')]);
    assert.deepEqual(codesOf(problems), ['identity-missing', 'no-identity']);
    assert.deepEqual(problems[1]?.params, { named: true, problems: [problems[0]?.text] });
  });

  it('are of no agent whose socket is gone', async () => {
    assert.deepEqual(await brief([ed25519], join(folder, 'gone')), [[ed25519], []]);
  });

  it('are not of an agent without keys, which is reported', async () => {
    const empty = join(folder, 'empty.sock');
    const other = await sshAgent(empty);
    assert.deepEqual(await brief(null, empty, folder), [[], ['agent-without-keys', 'no-identity']]);
    await ended(other);
  });

  it('are not of an agent that never answers, which is given up and reported', async () => {
    const hung = join(folder, 'hung.sock');
    const server = createServer().listen(hung);
    await once(server, 'listening');
    const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const asked = brief(null, hung);
      const isDone = asked.then(() => true);
      while (!(await Promise.race([isDone, new Promise<false>((resolve) => setImmediate(resolve, false))])))
        clock.tick(100);
      const [methods, problems] = await asked;
      assert.ok(methods.length > 0 && !methods.includes('agent'));
      assert.deepEqual(problems, ['agent-unanswered']);
    } finally {
      clock.restore();
      server.close();
    }
  });
});
