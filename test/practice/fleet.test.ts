import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import ssh2 from 'ssh2';

import { message, type Code } from '../../src/core/catalogue/catalogue.ts';
import {
  bringUp,
  endKept,
  PracticeError,
  type PracticeFleet,
  type PracticeOptions,
} from '../../src/practice/fleet.ts';
import { authMethods, loadIdentities } from '../../src/remote/identities.ts';
import { ended } from '../harness/children.ts';
import { freePort } from '../harness/ports.ts';
import { commandLine, processIds } from '../harness/processes.ts';
import { sshAgent } from '../harness/sshAgent.ts';
import { until } from '../harness/until.ts';
import { practiceConfig } from './practiceConfig.ts';
import { ssh } from './sshClient.ts';

/** The command lines of processes that work below a folder or have it in their command line. */
function processesOf(folder: string): string[] {
  return processIds().flatMap((pid) => {
    const command = commandLine(pid);
    return command.includes(folder) || folderOf(pid).startsWith(folder) ? [`${pid} ${command}`] : [];
  });
}

/** Where a process works; empty once it has ended. */
function folderOf(pid: number): string {
  try {
    return realpathSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

/** The program `holder.ts`, running. */
function holder(folder: string, options: string[], hosts: { name: string; port: number }[]): ChildProcess {
  const words = hosts.map(({ name, port }) => `${name}:${port}`);
  const program = fileURLToPath(new URL('holder.ts', import.meta.url));
  return spawn(process.execPath, [...process.execArgv, program, folder, ...options, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

const refused =
  (code: Code) =>
  (error: unknown): boolean =>
    error instanceof PracticeError && error.reason.code === code;

describe('the practice fleet', () => {
  const names = ['alpha', 'beta.example.org'];
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'muster-practice-'));
    folders.push(folder);
    return folder;
  };
  after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  const plan = async (): Promise<{ folder: string; hosts: { name: string; port: number }[] }> => {
    const hosts = [];
    for (const name of names) hosts.push({ name, port: await freePort() });
    return { folder: newFolder(), hosts };
  };
  const up = async (options: PracticeOptions): Promise<{ folder: string; fleet: PracticeFleet }> => {
    const { folder, hosts } = await plan();
    return { folder, fleet: await bringUp(practiceConfig(folder, hosts), options) };
  };

  for (const isolation of ['auto', 'none'] as const) {
    describe(isolation === 'auto' ? 'with process tables of their own' : 'on one process table', () => {
      let folder: string;
      let fleet: PracticeFleet;
      let port: number;
      let other: number;
      before(async () => {
        ({ folder, fleet } = await up({ isolation }));
        [port, other] = fleet.hosts.map((host) => host.port) as [number, number];
      });
      after(async () => {
        await fleet.end();
        assert.deepEqual(processesOf(folder), []);
      });

      /** A connection by muster's own client, with the key of the fleet where nothing else is said. */
      async function loggedIn(
        to: ssh2.ConnectConfig,
        identities: Parameters<typeof loadIdentities>[0] = {
          identityFiles: [join(folder, 'practice', 'id_ed25519')],
          env: {},
        },
      ): Promise<ssh2.Client> {
        const { methods } = await loadIdentities(identities);
        const client = new ssh2.Client();
        client.connect({ ...to, username: 'op', authHandler: authMethods(methods, 'op') });
        await once(client, 'ready');
        return client;
      }

      it('has every host up, with a home', () => {
        assert.deepEqual(
          fleet.hosts.map(({ name, home, isolated }) => ({ name, home, isolated })),
          names.map((name) => ({
            name,
            home: join(folder, 'practice', 'hosts', name, 'home'),
            isolated: isolation === 'auto',
          })),
        );
        assert.equal(statSync(join(folder, 'practice', 'id_ed25519')).mode & 0o777, 0o600);
      });

      it('runs commands in the home with a clean environment', async () => {
        const { stdout, code } = await ssh(folder, port, 'pwd; env');
        assert.equal(code, 0);
        const [pwd, ...env] = stdout.trim().split('\n');
        const home = fleet.hosts[0]!.home;
        assert.equal(pwd, home);
        assert.ok(env.includes(`HOME=${home}`) && env.includes('USER=op') && env.includes('LOGNAME=op'));
        const expected = ['HOME', 'LANG', 'LOGNAME', 'PATH', 'PWD', 'SHELL', 'USER'];
        if (isolation === 'none') expected.push('MUSTER_PRACTICE_HOST');
        assert.deepEqual(env.map((line) => line.split('=')[0]).toSorted(), expected.toSorted());
      });

      it('gives standard input, output, errors and exit status', async () => {
        const ran = await ssh(folder, port, 'cat; echo wrong >&2; exit 7', { input: 'hello\n' });
        assert.deepEqual([ran.stdout, ran.stderr, ran.code], ['hello\n', 'wrong\n', 7]);
        assert.equal((await ssh(folder, port, 'kill -9 $$')).code, 255);
        assert.equal((await ssh(folder, port, 'kill -XCPU $$')).code, 128 + 24);
      });

      it('loses nothing of a long output', async () => {
        const { stdout } = await ssh(folder, port, 'seq 1 1000000; seq 1 1000 >&2');
        assert.equal(stdout.length, 6_888_896);
      });

      it('is told the exit status although a background child holds the output', async () => {
        const ran = await ssh(folder, port, 'sleep 300 & echo started; exit 3');
        assert.deepEqual([ran.stdout, ran.code], ['started\n', 3]);
        assert.match((await ssh(folder, port, 'ps xww -o user= -o pid= -o args=')).stdout, /sleep 300$/m);
      });

      it('runs several commands over one connection at once', async () => {
        const client = await loggedIn({ host: '127.0.0.1', port });
        // Each ends only once all have begun.
        const meet =
          'until [ -e met-1 ] && [ -e met-2 ] && [ -e met-3 ] && [ -e met-4 ]; do sleep 0.05; done';
        const codes = await Promise.all(
          [1, 2, 3, 4].map(
            (code) =>
              new Promise((resolve) => {
                client.exec(`touch met-${code}; ${meet}; exit ${code}`, (error, channel) => {
                  assert.ifError(error);
                  channel.on('exit', resolve).resume();
                });
              }),
          ),
        );
        client.end();
        assert.deepEqual(codes, [1, 2, 3, 4]);
      });

      it('lists of each host only its own processes', async () => {
        const listing = 'ps xww -o user= -o pid= -o ppid= -o stat= -o etime= -o args=';
        await ssh(folder, port, '(exec sleep 1111) >/dev/null 2>&1 </dev/null &');
        await ssh(folder, other, '(exec sleep 2222) >/dev/null 2>&1 </dev/null &');
        const one = (await ssh(folder, port, listing)).stdout;
        const two = (await ssh(folder, other, listing)).stdout;
        assert.match(one, /sleep 1111$/m);
        assert.doesNotMatch(one, /sleep 2222$/m);
        assert.match(two, /sleep 2222$/m);
        assert.doesNotMatch(two, /sleep 1111$/m);
        assert.ok(one.split('\n').length < 15, one);
        assert.match((await ssh(folder, port, 'ps aux')).stdout, /PID.*sleep 1111$/ms);
        assert.match((await ssh(folder, port, 'ps -o args= -p $$')).stdout, /ps -o args=/);
      });

      it('leaves no zombies of what is orphaned', async () => {
        await ssh(folder, port, '(sleep 0.1 & sleep 0.1 &) >/dev/null 2>&1 </dev/null');
        const left = async () => (await ssh(folder, port, 'ps xww -o stat= -o pid= -o args=')).stdout;
        await until(async () => !/^Z|sleep 0\.1$/m.test(await left()), 'what was orphaned is reaped');
      });

      it('lets in one key under one name, and gives no shell', async () => {
        const stranger = join(folder, 'stranger');
        if (!existsSync(stranger))
          execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', stranger]);
        const refused = await ssh(folder, port, 'true', { key: stranger });
        assert.ok(
          refused.code === 255 && refused.stderr.includes('Permission denied (publickey)'),
          refused.stderr,
        );
        assert.equal((await ssh(folder, port, 'true', { user: 'root' })).code, 255);
        assert.equal((await ssh(folder, port, '')).code, 255);
      });

      it('lets in a key that only the agent has', async () => {
        const socket = join(folder, 'agent.sock');
        const agent = await sshAgent(socket, join(folder, 'practice', 'id_ed25519'));
        const env = { SSH_AUTH_SOCK: socket };
        const identities = { identityFiles: null, env, home: folder };
        (await loggedIn({ host: '127.0.0.1', port }, identities)).end();
        await ended(agent);
        rmSync(socket, { force: true });
      });

      it('survives clients that reset, at every stage', async () => {
        for (const afterMs of [0, 5, 20, 60, 120]) {
          const socket = connect(port, '127.0.0.1').on('error', () => {});
          await once(socket, 'connect');
          await sleep(afterMs);
          socket.resetAndDestroy();
        }
        for (const command of ['yes', 'cat', 'sleep 5; echo late']) {
          const socket = connect(port, '127.0.0.1').on('error', () => {});
          const client = await loggedIn({ sock: socket });
          client.on('error', () => {});
          client.exec(command, (_, channel) => channel?.on('error', () => {}));
          await sleep(100);
          socket.resetAndDestroy();
        }
        assert.equal((await ssh(folder, port, 'echo alive')).stdout, 'alive\n');
      });

      if (isolation === 'auto') {
        it('names the host', async () => {
          assert.equal((await ssh(folder, other, 'uname -n')).stdout, 'beta.example.org\n');
        });
      }
    });
  }

  describe('its life', () => {
    for (const isolation of ['auto', 'none'] as const) {
      it(`leaves nothing when its parent is killed (isolation ${isolation})`, async () => {
        const { folder, hosts } = await plan();
        const parent = holder(folder, [isolation, 'end'], hosts);
        await once(parent.stdout!, 'data');
        const job = '(exec sleep 3333) >/dev/null 2>&1 </dev/null &';
        assert.equal((await ssh(folder, hosts[0]!.port, job)).code, 0);
        assert.ok(processesOf(folder).some((line) => line.includes('sleep 3333')));
        parent.kill('SIGKILL');
        await until(
          () => processesOf(folder).length === 0,
          () => processesOf(folder).join('\n'),
        );
      });

      it(`outlives its parent if it is kept, is found again, and ends when told (isolation ${isolation})`, async () => {
        const { folder, hosts } = await plan();
        const parent = holder(folder, [isolation, 'keep'], hosts);
        assert.deepEqual(await once(parent, 'exit'), [0, null]);
        const job = '(exec sleep 4444) >/dev/null 2>&1 </dev/null &';
        assert.equal((await ssh(folder, hosts[0]!.port, job)).code, 0);

        const again = await bringUp(practiceConfig(folder, hosts), { isolation, keep: true });
        assert.equal(again.reused, true);
        assert.deepEqual(
          again.hosts.map(({ name, port }) => ({ name, port })),
          hosts,
        );
        assert.match(
          (await ssh(folder, hosts[0]!.port, 'ps xww -o user= -o pid= -o args=')).stdout,
          /sleep 4444$/m,
        );

        assert.equal(await endKept(join(folder, 'practice')), 2);
        assert.deepEqual(processesOf(folder), []);
        assert.equal(await endKept(join(folder, 'practice')), 0);
      });
    }

    it('keeps its keys and homes from one time to the next', async () => {
      const { folder, hosts } = await plan();
      const config = practiceConfig(folder, hosts);
      const first = await bringUp(config);
      await ssh(folder, hosts[0]!.port, 'echo here >note');
      await first.end();
      const known = readFileSync(join(folder, 'practice', 'known_hosts'), 'utf8');
      const second = await bringUp(config);
      assert.equal((await ssh(folder, hosts[0]!.port, 'cat note')).stdout, 'here\n');
      assert.equal(readFileSync(join(folder, 'practice', 'known_hosts'), 'utf8'), known);
      await second.end();
    });

    it('says which port is taken, and leaves nothing', async () => {
      const { folder, hosts } = await plan();
      const squatter = createServer().listen(hosts[1]!.port, '127.0.0.1');
      await once(squatter, 'listening');
      await assert.rejects(bringUp(practiceConfig(folder, hosts)), {
        reason: message('practice-port-taken', {
          host: 'beta.example.org',
          port: hosts[1]!.port,
          file: join(folder, 'Interface.json'),
        }),
      });
      squatter.close();
      assert.deepEqual(processesOf(folder), []);
    });

    it('says what is missing in Interface.json', async () => {
      const folder = newFolder();
      await assert.rejects(bringUp(practiceConfig(folder, [])), refused('practice-without-hosts'));
      const config = practiceConfig(folder, []);
      await assert.rejects(
        bringUp({ ...config, ssh: { ...config.ssh, identityFiles: null } }),
        refused('practice-folder-unset'),
      );
    });

    it('will not have a file that names a real host, nor a folder that is not its own', async () => {
      const { folder, hosts } = await plan();
      const config = practiceConfig(folder, hosts);
      const real = { ...config.hosts[0]!, name: 'worker-01', address: '198.18.0.1' };
      await assert.rejects(
        bringUp({ ...config, hosts: [...config.hosts, real] }),
        refused('practice-host-real'),
      );
      for (const file of [join(homedir(), '.ssh/id_ed25519'), join(folder, 'id_ed25519')]) {
        const identityFiles = [file];
        await assert.rejects(
          bringUp({ ...config, ssh: { ...config.ssh, identityFiles } }),
          refused('practice-folder-unset'),
        );
      }
      assert.deepEqual(processesOf(folder), []);
    });
  });
});
