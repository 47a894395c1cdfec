import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as fc from 'fast-check';
import type { ConfigComponent } from '../../src/interface/config.ts';
import { readBundle, stageCommand } from '../../src/remote/bundle.ts';
import { launchScript, parseLaunch, sweepScript } from '../../src/remote/launch.ts';
import { parseProbe, probeScript } from '../../src/remote/probe.ts';
import { packagePath } from '../../src/package.ts';
import { LocalSite, mainFile } from '../cli/localSite.ts';
import { programsIn } from '../harness/programs.ts';
import { isDeep, sample } from '../harness/sample.ts';
import { load, small, smallType } from '../interface/samples.ts';
import { ShellHost } from '../remote/shells.ts';
import { controls, shellTexts } from './fuzz.ts';
import { forAllAsync } from '../harness/forAll.ts';

const script = (name: string): string => readFileSync(packagePath(`workerscripts/${name}`), 'utf8');
const nonce = '0123456789abcdef';
const canary = 'CANARY';

/** Gives back, each behind a NUL, its arguments and its environment, as they arrived. */
const teller = '#!/bin/sh\nprintf "%s\\0" "$#" "$@" >"$HOME/args"; cat /proc/self/environ >"$HOME/env"\n';

describe('what a hostile Interface.json says to hosts', () => {
  const host = new ShellHost('.muster/a.b-c');
  let launched = 0;

  /** A launch by the shell of the host, of a type's submitter in a folder. */
  function launch(folder: string, { submitter, args, env }: Launched): ReturnType<typeof parseLaunch> {
    const launchId = `L${++launched}`;
    const words = {
      nonce,
      root: host.root,
      launchId,
      folder,
      uses: [],
      submitter,
      deadlineS: null,
      args,
      env,
    };
    return parseLaunch({ kind: 'exited', ...host.feed(launchScript(script('launch'), words)) }, nonce);
  }

  const wordsIn = (file: string): string[] => host.read(`~/${file}`).split('\0');

  host.it('arrives as it was written and is run by no shell [config-metacharacters]', async () => {
    const types = sample(host.shell.join(' '), hostileTypes(), 8);
    for (const [at, type] of types.entries()) await arrives(type, at === 0);
    const word = fc.string({
      unit: fc.constantFrom(...'\'"\\$`!*?[](){}<>|&;#~=%- \t\n\r', canary, 'touch '),
      maxLength: 40,
    });
    await forAllAsync(
      { numRuns: isDeep ? 3 : 1 },
      fc.array(word, { minLength: 20, maxLength: 40 }),
      async (texts) => {
        for (const type of loading(texts, {})) await arrives(type);
      },
    );
  });

  /** Stages and launches it, and looks for all that its submitter was told. */
  async function arrives(type: ConfigComponent, alsoProbed = false): Promise<void> {
    const folder = host.at('~/scripts');
    rmSync(folder, { recursive: true, force: true });
    host.write(`~/scripts/${type.submitter}`, teller, { mode: 0o755 });
    const { name, archive } = await readBundle(folder);
    const [program, ...options] = host.shell;
    const staged = spawnSync(program, [...options, '-c', stageCommand(host.root, name, nonce)], {
      input: archive,
      env: { PATH: process.env['PATH'], HOME: host.home },
      cwd: host.home,
    });
    assert.equal(staged.status, 0, staged.stderr.toString());
    const own = { MUSTER_COMPONENT: type.id, MUSTER_TYPE: type.type, MUSTER_KEY: type.key };
    const env = { ...type.env, ...own };
    const answer = launch(name, { ...type, env });
    assert.equal(answer.outcome, 'done', JSON.stringify(answer));
    const [count, ...args] = wordsIn('args').slice(0, -1);
    assert.deepEqual([Number(count), args], [type.args.length, type.args]);
    const arrived = wordsIn('env');
    for (const [key, value] of Object.entries(env)) assert.ok(arrived.includes(`${key}=${value}`), key);
    // These cost the host most, and do not change with the type.
    if (alsoProbed) {
      const probed = parseProbe(host.feed(probeScript(script('getmex'), host.root, nonce)).stdout, nonce);
      assert.ok(probed.ok && probed.vitals.bundles.includes(name), JSON.stringify(probed).slice(0, 300));
      host.feed(sweepScript(script('sweep'), { root: host.root, bundle: name, keepDays: 0 }));
    }
    assert.deepEqual(strangers(), []);
  }

  /** Those that bash takes for numbers, and evaluates; and what other shells know. */
  const special = 'OPTIND RANDOM SRANDOM HISTCMD SECONDS FUNCNAME BASH_ENV ENV PS4 IFS PATH HOME'.split(' ');

  host.it(
    'names of variables that a shell takes for itself are refused, and no other arrives changed',
    () => {
      const names = spawnSync('bash', ['-c', 'compgen -v'], { encoding: 'utf8' }).stdout.trim().split('\n');
      const ours = ['__proto__', 'muster_nonce', 'dir', 'folder', 'constructor'];
      // Not by a shell: that would change some of them itself.
      const perl = 'open(F, "/proc/self/environ"); open(O, ">", $ARGV[0]); print O <F>;';
      host.write('~/b/tell', `#!/usr/bin/perl\n${perl}\n`, { mode: 0o755 });
      const value = `a[$(touch ${canary})]`;
      let refused = 0;
      for (const name of new Set([...names, ...special, ...ours])) {
        const loaded = load({
          ...small,
          pipes: [{ pipe: 'p', types: [{ ...smallType, env: { [name]: value } }] }],
        });
        // JSON and not an object, for `__proto__`.
        if (!loaded.ok) {
          refused += 1;
          assert.equal(loaded.errors[0]?.code, 'key-not-allowed');
          continue;
        }
        const env = loaded.config.components[0]?.env ?? {};
        launch(host.at('~/b'), { submitter: 'tell', args: [host.at('~/told')], env });
        const arrived = wordsIn('told');
        for (const [key, text] of Object.entries(env)) assert.ok(arrived.includes(`${key}=${text}`), key);
        assert.deepEqual(strangers(), []);
      }
      assert.ok(refused > 10, String(refused));
    },
  );

  it('through a whole pass of the real thing nothing is run on either side [config-metacharacters]', async () => {
    using site = new LocalSite();
    const texts = [...shellTexts(canary), ...shellTexts(join(site.folder, canary))];
    const types = texts.map((text, n) =>
      site.type(`t${n}`, {
        count: 1,
        submitter: `s;touch ${canary};$(touch ${canary})\`'"${n}.sh`,
        key: `hostile $(touch ${canary}) ${n}`,
        args: [text, '--', text],
        env: { HOSTILE: text, [`A${n}`]: text },
        hosts: ['me'],
      }),
    );
    const teller = `printf '%s\\n' "$@" "$HOSTILE" >"$MUSTER_TYPE.told"; echo "\${HOSTILE}"; exit 1`;
    for (const type of types) site.submitter(String(type['submitter']), teller);
    const odd = `it's $(touch ${canary}) "; touch ${canary} \``;
    site.config(types, {
      logs: odd,
      namespace: 'a.b-c',
      fanout: { launchesPerHost: 1000 },
      ssh: { user: 'me', identityFile: odd, knownHosts: [odd] },
    });
    const { exit, report, stderr } = await site.report('run');
    assert.equal(exit, 3, stderr);
    assert.equal(report.outcomes?.length, types.length);
    assert.ok(report.outcomes.every(({ outcome }) => outcome === 'failed'));
    const made = readdirSync(site.folder, { recursive: true }).map(String);
    assert.deepEqual(
      made.filter((path) => basename(path) === canary),
      [],
    );
    assert.equal(made.filter((path) => path.endsWith('.told')).length, types.length);
    for (const [n, text] of texts.entries()) {
      const path = made.find((it) => it.endsWith(`/t${n}.told`)) ?? '';
      assert.equal(readFileSync(join(site.folder, path), 'utf8'), `${text}\n--\n${text}\n${text}\n`);
    }
  });

  it('the programs of the control VM get names as one argument, and never as an option', async () => {
    using site = new LocalSite();
    const telling = (name: string, rest: string): string =>
      `printf '%s\\n' "$#:$*" >>"${site.folder}/${name}ed"\n${rest}`;
    const env = programsIn(join(site.folder, 'bin'), {
      // No connection can be made to all that there are, so the ping program is asked.
      ping: telling('ping', 'exit 1'),
      getent: telling('getent', 'echo "255.255.255.255 STREAM it"'),
    });
    const told = (name: string): string[] =>
      readFileSync(join(site.folder, `${name}ed`), 'utf8')
        .trim()
        .split('\n')
        .toSorted();
    const available = [
      '_-c',
      '_a,b',
      { host: 'h1', address: ':-i' },
      { host: 'h2', address: '_%-x', user: '_-o@x' },
    ];
    site.config([site.type('one')], { available });
    const { exit, stdout, stderr } = await site.run([process.execPath, mainFile, 'run'], {
      ...process.env,
      ...env,
    });
    assert.equal(exit, 69, stdout + stderr);
    const names = [':-i', '_%-x', '_-c', '_a', 'b'];
    assert.deepEqual(told('getent'), names.map((name) => `2:ahosts ${name}`).toSorted());
    assert.deepEqual(
      told('ping').map((line) => line.replace(/^(\d+):.*-s 56 /, '$1 ')),
      names.map((name) => `8 ${name}`).toSorted(),
    );
    for (const address of ['-c', '--help', '-f', ' -x', 'a b', 'a\n-c', '$(x)']) {
      const bad = load({ ...small, available: [{ host: 'n', address }] });
      assert.ok(!bad.ok, address);
    }
  });

  /** Files that muster and the teller do not make. */
  function strangers(): string[] {
    const known = new Set(['.muster', 'b', 'scripts', 'args', 'env', 'told']);
    const inBundles = readdirSync(host.home, { recursive: true })
      .map(String)
      .filter((path) => basename(path) === canary);
    return [...host.list('~/').filter((name) => !known.has(name)), ...inBundles];
  }
});

type Launched = Pick<ConfigComponent, 'submitter' | 'args' | 'env'>;

/** One type that has all hostile texts as arguments and environment, and one for each that may be a name. */
function hostileTypes(): ConfigComponent[] {
  const texts = [...shellTexts(canary), ...shellTexts(`"$HOME/${canary}"`), ...controls];
  const names = shellTexts(canary).flatMap((text) => {
    const named = { name: text.trim(), key: text.trim(), submitter: text.replaceAll(/[/\n\r]/g, '.').trim() };
    return [
      ...loading([text], { ...named, name: 'n' }),
      ...loading([text], { ...named, submitter: `s${named.submitter}`, key: 'some.key' }),
    ];
  });
  assert.ok(names.length > 15, String(names.length));
  return [...loading(texts, {}), ...names];
}

/** The type of a file with these texts, less those that cannot be handed over; nothing if the file does not load. */
function loading(texts: readonly string[], own: object): readonly ConfigComponent[] {
  const args = texts.filter((text) => !/\0|\p{Cs}/u.test(text));
  const env = Object.fromEntries(args.map((text, n) => [`A${n}`, text]));
  const loaded = load({
    ...small,
    pipes: [{ pipe: 'p', types: [{ ...smallType, args, env, ...own }] }],
  });
  return loaded.ok ? loaded.config.components : [];
}
