import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as fc from 'fast-check';
import type { ConfigComponent } from '../../src/interface/config.ts';
import { readBundle, stageCommand } from '../../src/remote/bundle.ts';
import { launchScript, parseLaunch, sweepScript } from '../../src/remote/launch.ts';
import { parseProbe, probeScript } from '../../src/remote/probe.ts';
import { packagePath } from '../../src/package.ts';
import { LocalSite } from '../cli/localSite.ts';
import { itNeeds } from '../harness/needs.ts';
import { isDeep, sample } from '../harness/sample.ts';
import { load, small, smallType } from '../interface/samples.ts';
import { posixShells, type Shell } from '../remote/shells.ts';
import { controls, runs, shellTexts } from './fuzz.ts';

const script = (name: string): string => readFileSync(packagePath(`workerscripts/${name}`), 'utf8');
const nonce = '0123456789abcdef';
const canary = 'CANARY';

/** Gives back, each behind a NUL, its arguments and its environment, as they arrived. */
const teller = '#!/bin/sh\nprintf "%s\\0" "$#" "$@" >"$HOME/args"; cat /proc/self/environ >"$HOME/env"\n';

describe('what a hostile Interface.json says to hosts', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'muster-hostile-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  for (const shell of posixShells) {
    itNeeds(
      [shell[0]],
      `arrives as it was written and is run by no ${shell.join(' ')} [config-metacharacters]`,
      async () => {
        let launched = 0;
        const told = async (types: ConfigComponent, namespace: string): Promise<void> => {
          const folder = join(home, 'scripts');
          rmSync(folder, { recursive: true, force: true });
          mkdirSync(folder);
          writeFileSync(join(folder, types.submitter), teller, { mode: 0o755 });
          const { name, archive } = await readBundle(folder);
          const root = `.muster/${namespace}`;
          const staged = say(shell, stageCommand(root, name, nonce), archive, true);
          assert.equal(staged.status, 0, staged.stderr.toString());
          const env = {
            ...types.env,
            MUSTER_COMPONENT: types.id,
            MUSTER_TYPE: types.type,
            MUSTER_KEY: types.key,
          };
          const words = {
            nonce,
            root,
            launchId: `L${++launched}`,
            folder: name,
            uses: [],
            submitter: types.submitter,
            deadlineS: null,
          };
          const { status, stdout, stderr } = say(
            shell,
            launchScript(script('launch'), { ...words, args: types.args, env }),
          );
          const answer = parseLaunch({ kind: 'exited', code: status, stdout, stderr }, nonce);
          assert.equal(answer.outcome, 'done', JSON.stringify(answer));
          const [count, ...args] = readFileSync(join(home, 'args'), 'utf8').split('\0').slice(0, -1);
          assert.deepEqual([Number(count), args], [types.args.length, types.args]);
          const arrived = readFileSync(join(home, 'env'), 'utf8').split('\0');
          for (const [name, value] of Object.entries(env))
            assert.ok(arrived.includes(`${name}=${value}`), name);
          // What costs the host most does not change with the type.
          if (launched === 1) {
            const probed = parseProbe(say(shell, probeScript(script('getmex'), root, nonce)).stdout, nonce);
            assert.ok(
              probed.ok && probed.vitals.bundles.includes(name),
              JSON.stringify(probed).slice(0, 300),
            );
            say(shell, sweepScript(script('sweep'), { root, bundle: name, keepDays: 0 }));
          }
          assert.deepEqual(strangers(), []);
        };
        for (const [type, namespace] of sample(shell.join(' '), hostileTypes(), 8))
          await told(type, namespace);
        const word = fc.string({
          unit: fc.constantFrom(...'\'"\\$`!*?[](){}<>|&;#~=%- \t\n\r', canary, 'touch '),
          maxLength: 40,
        });
        await fc.assert(
          fc.asyncProperty(fc.array(word, { minLength: 20, maxLength: 40 }), async (texts) => {
            for (const [type, namespace] of loading(texts, {})) await told(type, namespace);
          }),
          runs(isDeep ? 3 : 1),
        );
      },
    );
  }

  it('names of variables that a shell takes for itself are refused, and no other arrives changed', () => {
    const names = spawnSync('bash', ['-c', 'compgen -v'], { encoding: 'utf8' }).stdout.trim().split('\n');
    const more = [
      // Those that bash takes for numbers, and evaluates; and what other shells know.

      'OPTIND',
      'RANDOM',
      'SRANDOM',
      'HISTCMD',
      'SECONDS',
      'FUNCNAME',
      'BASH_ENV',
      'ENV',
      'PS4',
      'IFS',
      'PATH',
      'HOME',
    ];
    mkdirSync(join(home, 'b'));
    // Not by a shell: that would change some of them itself.
    const python = '#!/usr/bin/perl\nopen(F, "/proc/self/environ"); open(O, ">", $ARGV[0]); print O <F>;\n';
    writeFileSync(join(home, 'b/tell'), python, { mode: 0o755 });
    const value = `a[$(touch ${canary})]`;
    let refused = 0;
    for (const name of new Set([
      ...names,
      ...more,
      '__proto__',
      'muster_nonce',
      'dir',
      'folder',
      'constructor',
    ])) {
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
      const others = sample(name, posixShells, 1);
      for (const shell of more.includes(name) ? others : [posixShells[1] as Shell]) {
        const words = {
          nonce,
          root: '.m',
          launchId: `L-${name}-${shell.join('')}`,
          folder: join(home, 'b'),
          uses: [],
          submitter: 'tell',
          deadlineS: null,
        };
        say(shell, launchScript(script('launch'), { ...words, args: [join(home, 'told')], env }));
        const arrived = readFileSync(join(home, 'told'), 'utf8').split('\0');
        for (const [key, text] of Object.entries(env))
          assert.ok(arrived.includes(`${key}=${text}`), `${shell.join(' ')}: ${key}`);
        assert.deepEqual(strangers(), []);
      }
    }
    assert.ok(refused > 10, String(refused));
  });

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
    const bin = join(site.folder, 'bin');
    mkdirSync(bin);
    // No connection can be made to all that there are, so the ping program is asked.
    const programs = { ping: 'exit 1', getent: 'echo "255.255.255.255 STREAM it"' };
    for (const [name, rest] of Object.entries(programs)) {
      const script = `#!/bin/sh\nprintf '%s\\n' "$#:$*" >>"${site.folder}/${name}ed"\n${rest}\n`;
      writeFileSync(join(bin, name), script, { mode: 0o755 });
    }
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
    const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
    const { exit, stdout, stderr } = await site.run(
      [process.execPath, packagePath('dist/main.js'), 'run'],
      env,
    );
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
    const known = new Set(['.muster', '.m', 'b', 'scripts', 'args', 'env', 'told']);
    const inBundles = readdirSync(home, { recursive: true })
      .map(String)
      .filter((path) => basename(path) === canary);
    return [...readdirSync(home).filter((name) => !known.has(name)), ...inBundles];
  }

  function say([program, ...options]: Shell, words: string, stdin: string | Buffer = '', line = false) {
    const env = { PATH: process.env['PATH'], HOME: home };
    const [args, input] = line ? [['-c', words], stdin] : [['-s'], words];
    return spawnSync(program, [...options, ...args], { input, env, cwd: home });
  }
});

/** One type that has all hostile texts as arguments and environment, and one for each that may be a name. */
function hostileTypes(): [ConfigComponent, string][] {
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
function loading(texts: readonly string[], own: object): [ConfigComponent, string][] {
  const args = texts.filter((text) => !/\0|\p{Cs}/u.test(text));
  const env = Object.fromEntries(args.map((text, n) => [`A${n}`, text]));
  const loaded = load({
    ...small,
    namespace: 'a.b-c',
    pipes: [{ pipe: 'p', types: [{ ...smallType, args, env, ...own }] }],
  });
  if (!loaded.ok) return [];
  return loaded.config.components.map((component) => [component, loaded.config.namespace]);
}
