import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exited } from '../harness/children.ts';
import { signal } from '../harness/processes.ts';
import { isDeep } from '../harness/sample.ts';
import { until } from '../harness/until.ts';
import { underShell, underShells, type Data, type HandHost } from './handmade.ts';

const environment = (
  mode = 'create',
  more: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  env_name: 'lta',
  env_type: 'shell',
  env_mode: mode,
  ...more,
});

const count = 'printf x >>"$HOME/built"';

/** An environment whose setup tells its definition. */
const defined = (mode: string, env_definition: string): Data => ({
  values: environment(mode, { env_definition }),
  setup: [count, `export E=${env_definition}`],
  run: 'echo $E',
});

const folder = (host: HandHost): string => join(host.root, 'environments/lta-0123456789ab');
const builds = (host: HandHost): string[] =>
  existsSync(folder(host)) ? readdirSync(folder(host)).filter((name) => name.startsWith('build-')) : [];
const current = (host: HandHost): string => readFileSync(join(folder(host), 'current'), 'utf8').trim();
const built = (host: HandHost): number =>
  existsSync(join(host.home, 'built')) ? readFileSync(join(host.home, 'built'), 'utf8').length : 0;

underShells(
  'environments',
  {
    'values of all sorts reach the component, at first and when it is only sourced': async (host) => {
      const nasty = `it's "quoted" \\n \\\\ $HOME \`id\` %s\n\nnext=line\ttab  two blanks \u00e4\u20ac`;
      writeFileSync(join(host.home, 'nasty'), nasty);
      const setup = [
        count,
        'NASTY=$(cat "$HOME/nasty"); export NASTY',
        `export PATH="$HOME/first:$PATH" EMPTY= GIVEN="changed it's"`,
        'unset GONE; MUSTER_FAKE=1; export MUSTER_FAKE; NOT_EXPORTED=1',
      ];
      const data: Data = {
        values: environment(),
        setup,
        run: 'printf "%s|" "$NASTY" "${EMPTY-unset}" "$GIVEN" "${GONE-unset}" "${NOT_EXPORTED-unset}" "${MUSTER_FAKE-unset}" "$PATH"',
      };
      for (const round of [1, 2]) {
        const flight = host.launch(data, {
          GIVEN: 'given',
          GONE: 'here',
          PATH: `${host.path}:/round${round}`,
        });
        await flight.endsWith({ phase: 'ended' });
        assert.deepEqual(flight.out().split('|').slice(0, -1), [
          nasty,
          '',
          "changed it's",
          'unset',
          'unset',
          'unset',
          // What is on a path of the one who sources it stays there.
          `${flight.own('bin')}:${host.home}/first:${host.path}:/round${round}`,
        ]);
      }
      assert.equal(built(host), 1);
      assert.doesNotMatch(
        readFileSync(join(folder(host), current(host), 'env.sh'), 'utf8'),
        /MUSTER_|OLDPWD|SHLVL/,
      );
    },

    'eight pilots at once build it once': async (host) => {
      const data: Data = { values: environment(), setup: [count, 'sleep 0.5', 'export E=1'], run: 'echo $E' };
      const flights = Array.from({ length: 8 }, (_, nth) =>
        host.launchNow({ ...data, values: { ...data.values, type: `c${nth}` } }),
      );
      for (const { child } of flights) assert.equal(await exited(child), 0);
      let waited = 0;
      for (const { flight } of flights) {
        await flight.endsWith({ phase: 'ended', code: '0', message: undefined });
        assert.equal(flight.out(), '1\n');
        waited += readFileSync(flight.own('steps/prepare-environment.out'), 'utf8').startsWith('takes')
          ? 1
          : 0;
      }
      assert.deepEqual([built(host), waited, builds(host).length], [1, 7, 1]);
      assert.deepEqual(readdirSync(join(folder(host), current(host), 'users')), []);
    },

    'a builder that is killed half-way is told from one that works, and another repairs it [pilot-builder-killed]':
      async (host) => {
        const setup = [count, '[ -e "$HOME/go" ] || sleep 1000', 'export E=1'];
        const first = host.launch({ values: environment(), setup });
        await until(() => built(host) === 1);
        const second = host.launch({ values: environment(), setup, run: 'echo $E' });
        await until(
          () => second.state().message?.includes(first.launch) === true,
          () => second.state().text,
        );
        assert.ok(!existsSync(join(folder(host), 'current')));
        writeFileSync(join(host.home, 'go'), '');
        await first.kill();
        await second.endsWith({ phase: 'ended', code: '0', message: undefined });
        assert.deepEqual([second.out(), built(host), builds(host)], ['1\n', 2, [`build-${second.launch}`]]);
      },

    'KILL of the pilot alone does not stop who builds for the others': async (host) => {
      const setup = [count, 'while [ ! -e "$HOME/go" ]; do sleep 0.1; done', 'export E=1'];
      const first = host.launch({ values: environment(), setup });
      await until(() => built(host) === 1);
      const second = host.launch({ values: environment(), setup, run: 'echo $E' });
      await until(() => second.state().message !== undefined);
      signal(first.state().pid, 'SIGKILL');
      writeFileSync(join(host.home, 'go'), '');
      await second.endsWith({ phase: 'ended' });
      assert.deepEqual([second.out(), built(host)], ['1\n', 1]);
      await until(() => first.processes().length === 0);
    },

    'nothing is left of a build whose setup line fails or ends its shell': async (host) => {
      for (const setup of [['true', 'false', count], ['exit 0']]) {
        const flight = host.launch({ values: environment(), setup });
        await flight.endsWith({ phase: 'failed', step: 'prepare-environment', code: '1' });
        assert.deepEqual([builds(host), built(host)], [[], 0]);
      }
    },

    'create takes what is there, use needs it, private is for one alone': async (host) => {
      const setup = [count, 'export E=1'];
      const absent = host.launch({ values: environment('use'), setup });
      await absent.endsWith({ phase: 'failed', step: 'prepare-environment' });
      for (const [mode, times] of [
        ['private', 1],
        ['create', 2],
        ['create', 2],
        ['use', 2],
        ['private', 3],
      ] as const) {
        const flight = host.launch({ values: environment(mode), setup, run: 'echo $E' });
        await flight.endsWith({ phase: 'ended' });
        assert.deepEqual([flight.out(), built(host)], ['1\n', times]);
        assert.ok(!existsSync(join(flight.sandbox, 'environment')));
      }
      assert.equal(builds(host).length, 1);
    },

    'update builds anew when the definition changed; who uses the old one keeps it': async (host) => {
      const user = host.launch({ ...defined('update', 'd1'), run: 'while [ ! -e go ]; do sleep 0.1; done' });
      await user.reaches('run-component');
      const old = current(host);
      for (const [definition, times] of [
        ['d1', 1],
        ['d2', 2],
        ['d2', 2],
      ] as const) {
        const flight = host.launch(defined('update', definition));
        await flight.endsWith({ phase: 'ended' });
        assert.deepEqual([flight.out(), built(host)], [`${definition}\n`, times]);
      }
      assert.ok(builds(host).includes(old) && builds(host).length === 2, builds(host).join(' '));
      writeFileSync(join(user.sandbox, 'go'), '');
      await user.ended();
      await host.launch(defined('update', 'd3')).ended();
      assert.deepEqual([builds(host), built(host)], [[current(host)], 3]);
    },

    'recreate builds anew, but once for those that come at the same time': async (host) => {
      const go = join(host.home, 'go');
      const setup = [count, 'while [ ! -e "$HOME/go" ]; do sleep 0.1; done', 'export E=1'];
      const data: Data = { values: environment('recreate'), setup };
      writeFileSync(go, '');
      await host.launch(data).endsWith({ phase: 'ended' });
      rmSync(go);
      // What was begun in the second in which a pilot began is not older than that.
      const began = Number(readFileSync(join(folder(host), current(host), 'began'), 'utf8'));
      await until(() => Math.floor(Date.now() / 1000) > began);
      const flights = [host.launch(data), host.launch(data)];
      // One waits for the other.
      await until(() => flights.some((flight) => flight.state().message !== undefined));
      writeFileSync(go, '');
      for (const flight of flights) await flight.endsWith({ phase: 'ended' });
      assert.deepEqual([built(host), builds(host).length], [2, 1]);
    },

    'a path is used as it is, and must be there': async (host) => {
      const path = join(host.home, 'opt env');
      const data: Data = { values: environment('create', { env_type: 'path', env_path: path }), run: 'tool' };
      await host.launch(data).endsWith({ phase: 'failed', step: 'prepare-environment' });
      mkdirSync(join(path, 'bin'), { recursive: true });
      writeFileSync(join(path, 'bin/tool'), '#!/bin/sh\necho "tool of $VIRTUAL_ENV"\n', { mode: 0o755 });
      for (const mode of ['create', 'private']) {
        const flight = host.launch({ ...data, values: { ...data.values, env_mode: mode } });
        await flight.endsWith({ phase: 'ended' });
        assert.equal(flight.out(), `tool of ${path}\n`);
      }
    },

    'what a line of preExec sets holds for the component, which is not started where one fails': async (
      host,
    ) => {
      const good = host.launch({ preExec: ['ulimit -n 77', 'X=1'], run: 'ulimit -n; echo $X' });
      await good.endsWith({ phase: 'ended' });
      assert.equal(good.out(), '77\n1\n');
      for (const line of ['false', 'exit 0', 'if']) {
        const bad = host.launch({ preExec: ['true', line], run: 'echo never' });
        const { message } = await bad.endsWith({ phase: 'failed', step: 'run-component' });
        assert.ok(message?.endsWith(`: ${line}`), message);
        assert.equal(bad.out(), '');
      }
    },
  },
  5,
);

/** A wheel is an archive; this one holds a module. */
function wheel(host: HandHost, name: string, text: string): string {
  const file = join(host.home, `${name}-1.0-py3-none-any.whl`);
  const script = [
    'import sys, zipfile',
    'file, name, text = sys.argv[1:]',
    'z = zipfile.ZipFile(file, "w")',
    'info = name + "-1.0.dist-info/"',
    'z.writestr(name + ".py", text)',
    'z.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: " + name + "\\nVersion: 1.0\\n")',
    'z.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")',
    'z.writestr(info + "RECORD", "")',
  ];
  execFileSync('python3', ['-c', script.join('\n'), file, name, text], { env: host.env });
  return file;
}

underShell(
  'dash',
  'environments of Python and conda',
  {
    // It costs seconds of processor time.
    ...(isDeep && {
      'a wheel in a venv, whose python the component finds; the second pilot builds nothing': async (
        host,
      ) => {
        const requirements = [['file', wheel(host, 'lta_hand', 'print("lta runs")')]];
        const values = { env_name: 'lta', env_type: 'venv', env_python: 'python3' };
        const run = 'python -m lta_hand && python -c "import sys; print(sys.prefix)" && echo $VIRTUAL_ENV';
        for (const begin of ['builds', 'takes']) {
          const flight = host.launch({ values, requirements, run });
          await flight.endsWith({ phase: 'ended', code: '0' });
          const [line, prefix, virtual] = flight.out().split('\n');
          assert.equal(line, 'lta runs');
          assert.match(prefix ?? '', /environments\/lta-0123456789ab\/build-[^/]+\/venv$/);
          assert.equal(virtual, prefix);
          assert.ok(flight.read('steps/prepare-environment.out').startsWith(begin));
        }
      },
    }),

    'where Python has no ensurepip, a wheel of pip among the requirements does its work': async (host) => {
      // It does what this test asks of pip: it prints how it was called, and fails for a file that is missing.
      const pip = join(host.home, 'pip-99-py3-none-any.whl');
      const program = 'import sys; print(sys.argv[1:]); sys.exit(3 * ("/no/such.whl" in sys.argv))';
      const script =
        'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "w").writestr("pip/__main__.py", sys.argv[2])';
      execFileSync('python3', ['-c', script, pip, program], { env: host.env });
      const python = join(host.home, 'bin/bare');
      writeFileSync(python, '#!/bin/sh\ncase $2 in *ensurepip*) exit 1 ;; esac\nexec python3 "$@"\n', {
        mode: 0o755,
      });
      const values = { env_name: 'lta', env_type: 'venv', env_python: 'bare' };
      const requirements = [
        ['list', '/some/list.txt'],
        ['file', pip],
        ['spec', "a>1; python_version>'3'"],
      ];
      const flight = host.launch({ values, requirements });
      await flight.endsWith({ phase: 'ended' });
      const words = `['install', '--disable-pip-version-check', '--no-input', '-r', '/some/list.txt', '${pip}', "a>1; python_version>'3'"]`;
      const said = flight.read('steps/prepare-environment.out');
      assert.ok(said.includes(words), said);
      // What pip cannot do is reported as pip's.
      const missing = { ...values, env_name: 'other', env_hash: 'ffff' };
      const bad = host.launch({
        values: missing,
        requirements: [
          ['file', pip],
          ['file', '/no/such.whl'],
        ],
      });
      const { message, tail } = await bad.endsWith({
        phase: 'failed',
        step: 'prepare-environment',
        code: '3',
      });
      assert.match(message ?? '', /^pip /);
      assert.match(tail.join('\n'), /no\/such\.whl/);
    },

    'conda, or what stands for it, makes a prefix of what is asked for': async (host) => {
      const values = { env_name: 'lta', env_type: 'conda' };
      const requirements = [
        ['spec', 'numpy=1.26'],
        ['list', '/some/list.txt'],
      ];
      await host.launch({ values, requirements }).endsWith({ phase: 'failed', step: 'prepare-environment' });
      const mamba = '#!/bin/sh\necho "called $*"\nmkdir -p "$4/bin"\n';
      writeFileSync(join(host.home, 'bin/mamba'), mamba, { mode: 0o755 });
      const flight = host.launch({ values, requirements, run: 'echo $CONDA_PREFIX; echo $PATH' });
      await flight.endsWith({ phase: 'ended' });
      const [prefix = '', path = ''] = flight.out().split('\n');
      assert.match(prefix, /\/build-[^/]+\/conda$/);
      assert.ok(path.startsWith(`${flight.own('bin')}:${prefix}/bin:`));
      const said = flight.read('steps/prepare-environment.out');
      assert.ok(said.includes(`called create -y -p ${prefix} numpy=1.26 --file /some/list.txt\n`), said);
    },
  },
  'python3',
);
