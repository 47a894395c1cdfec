import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { cloudInit } from '../../src/pilot/cloudInit.ts';
import { runtimeText } from '../../src/pilot/runtime.ts';
import { needs } from '../harness/needs.ts';
import { until } from '../harness/until.ts';
import { PilotSite } from './sites.ts';

interface UserData {
  readonly write_files: readonly {
    readonly path: string;
    readonly owner: string;
    readonly permissions: string;
    readonly defer: boolean;
    readonly encoding: string;
    readonly content: string;
  }[];
  readonly runcmd: readonly (readonly string[])[];
}

/** As cloud-init reads it. */
function parsed(text: string): UserData {
  const program = 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)';
  return JSON.parse(execFileSync('python3', ['-c', program], { input: text, encoding: 'utf8' })) as UserData;
}

describe('user data for cloud-init', () => {
  needs('cloud-init', 'python3');
  let site: PilotSite;
  beforeEach(() => (site = new PilotSite()));
  afterEach(() => site[Symbol.dispose]());

  const userData = async (type: object, own: object = {}): Promise<string> => {
    const { config, component, errors } = await site.config(type, own).load();
    assert.deepEqual(errors, []);
    return cloudInit(config, component, config.hosts[0] ?? null, 'ops');
  };

  it('is what cloud-init takes, and the same for the same pilot', async () => {
    site.write('a.env', 'A=1\n');
    const stage = [{ source: 'client://a.env', target: 'pilot://a.env' }];
    const env = { A: 'it\'s "é: {}" # no comment', B: '$(touch x)' };
    const text = await userData({ stage, env }, { namespace: 'site-a' });
    assert.equal(await userData({ stage, env }, { namespace: 'site-a' }), text);
    site.write('user-data', text);
    const { status, stdout, stderr } = spawnSync(
      'cloud-init',
      ['schema', '--config-file', join(site.folder, 'user-data')],
      { encoding: 'utf8' },
    );
    assert.equal(status, 0, stdout + stderr);
    assert.ok(text.startsWith('#cloud-config\n'));
    const { write_files: files, runcmd } = parsed(text);
    assert.deepEqual(
      files.map(({ path, owner, permissions, defer }) => [path.split('/').at(-1), owner, permissions, defer]),
      [
        ['pilot', 'ops', '0700', true],
        ['a.env', 'ops', '0600', true],
        ['bring-up', 'ops', '0600', true],
      ],
    );
    const [folder = ''] = files.map(({ path }) => dirname(path)).slice(-1);
    assert.match(folder, /^\/var\/lib\/muster-pilot\/[0-9a-f]{16}$/);
    assert.deepEqual(runcmd, [
      ['su', '-s', '/bin/sh', '-c', `exec /bin/sh ${folder}/bring-up ${folder}`, 'ops'],
      ['rm', '-rf', folder],
    ]);
  });

  it('has the script without the comments of what all pilots have in common', async () => {
    const text = await userData({});
    const [script] = parsed(text).write_files;
    const lines = gunzipSync(Buffer.from(script?.content ?? '', 'base64'))
      .toString('utf8')
      .split('\n');
    const runtime = (await runtimeText()).split('\n');
    const code = runtime.filter((line) => !/^\s*#/.test(line));
    assert.ok(code.length < runtime.length * 0.9);
    assert.ok(code.every((line) => lines.includes(line)));
    // What is quoted is part of a program in another language.
    const kept = runtime.filter((line) => /^\s*# /.test(line) && lines.includes(line));
    assert.ok(kept.length < 5, kept.join('\n'));
  });

  it('brings the component up as a launch would have, and done twice puts nothing there twice', async () => {
    site.write('a.env', 'A=1\n');
    const text = await userData({
      stage: [{ source: 'client://a.env', target: 'pilot://a.env' }],
      run: 'cat a.env >"$HOME/came"; ps -A -ww -o args= >"$HOME/listing"; echo "$MUSTER_HOST $MUSTER_TYPE" >>"$HOME/came"',
      env: { A: "it's" },
    });
    const { write_files: files, runcmd } = parsed(text);
    const home = join(site.folder, 'home');
    mkdirSync(home);
    for (const { path, permissions, content } of files) {
      const there = join(site.folder, path);
      mkdirSync(dirname(there), { recursive: true });
      writeFileSync(there, gunzipSync(Buffer.from(content, 'base64')), {
        mode: Number.parseInt(permissions, 8),
      });
    }
    const command = (runcmd[0]?.[4] ?? '').replaceAll('/var/lib', join(site.folder, 'var/lib'));
    const env = { PATH: process.env['PATH'], HOME: home };
    const ran = spawnSync('sh', ['-c', command], { env, encoding: 'utf8', cwd: '/' });
    assert.equal(ran.status, 0, ran.stdout + ran.stderr);
    const root = join(home, '.muster/default');
    const phaseOf = (sandbox: string): string | undefined => {
      const state = join(root, 'sandboxes', sandbox, '.muster/state');
      return existsSync(state) ? readFileSync(state, 'utf8').split(' ')[5] : undefined;
    };
    const ended = (): string[] =>
      readdirSync(join(root, 'sandboxes')).filter((sandbox) => phaseOf(sandbox) === 'ended');
    await until(() => ended().length === 1);
    assert.equal(readFileSync(join(home, 'came'), 'utf8'), 'A=1\nn-1 a\n');
    assert.match(readFileSync(join(home, 'listing'), 'utf8'), /muster-pilot:default:p\/a:/);
    const bundles = readdirSync(join(root, 'bundles'));
    assert.equal(bundles.length, 2, bundles.join());
    for (const name of bundles) assert.ok(existsSync(join(root, 'bundles', name, '.muster-bundle')));
    assert.equal(spawnSync('sh', ['-c', command], { env }).status, 0);
    await until(() => ended().length === 2);
    assert.deepEqual(readdirSync(join(root, 'bundles')), bundles);
  });
});
