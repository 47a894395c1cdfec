import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exited, HandHost, shells, signal, until, type Data } from './handmade.ts';

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

for (const shell of shells) {
  describe(`environments under ${shell}`, () => {
    let host: HandHost;
    beforeEach(() => {
      host = new HandHost(shell);
    });
    afterEach(() => host.remove());

    const folder = (): string => join(host.root, 'environments/lta-0123456789ab');
    const builds = (): string[] =>
      existsSync(folder()) ? readdirSync(folder()).filter((name) => name.startsWith('build-')) : [];
    const current = (): string => readFileSync(join(folder(), 'current'), 'utf8').trim();
    const built = (): number =>
      existsSync(join(host.home, 'built')) ? readFileSync(join(host.home, 'built'), 'utf8').length : 0;

    it('values of all sorts reach the component, at first and when it is only sourced', async () => {
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
        const state = await flight.ended();
        assert.equal(state.phase, 'ended', state.text);
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
      assert.equal(built(), 1);
      assert.doesNotMatch(readFileSync(join(folder(), current(), 'env.sh'), 'utf8'), /MUSTER_|OLDPWD|SHLVL/);
    });

    it('eight pilots at once build it once', async () => {
      const data: Data = { values: environment(), setup: [count, 'sleep 0.5', 'export E=1'], run: 'echo $E' };
      const flights = Array.from({ length: 8 }, (_, nth) =>
        host.launchNow({ ...data, values: { ...data.values, type: `c${nth}` } }),
      );
      for (const { child } of flights) assert.equal(await exited(child), 0);
      let waited = 0;
      for (const { flight } of flights) {
        const state = await flight.ended();
        assert.deepEqual([state.phase, state.code, state.message], ['ended', '0', undefined], state.text);
        assert.equal(flight.out(), '1\n');
        waited += readFileSync(flight.own('steps/prepare-environment.out'), 'utf8').startsWith('takes')
          ? 1
          : 0;
      }
      assert.deepEqual([built(), waited, builds().length], [1, 7, 1]);
      assert.deepEqual(readdirSync(join(folder(), current(), 'users')), []);
    });

    it('a builder that is killed half-way is told from one that works, and another repairs it', async () => {
      const setup = [count, '[ -e "$HOME/go" ] || sleep 1000', 'export E=1'];
      const first = host.launch({ values: environment(), setup });
      await until(() => built() === 1);
      const second = host.launch({ values: environment(), setup, run: 'echo $E' });
      const said = `waits for environment lta, built by ${first.launch}`;
      await until(
        () => second.state().message === said,
        () => second.state().text,
      );
      assert.ok(!existsSync(join(folder(), 'current')));
      writeFileSync(join(host.home, 'go'), '');
      await first.kill();
      const state = await second.ended();
      assert.deepEqual([state.phase, state.code, state.message], ['ended', '0', undefined], state.text);
      assert.deepEqual([second.out(), built(), builds()], ['1\n', 2, [`build-${second.launch}`]]);
    });

    it('KILL of the pilot alone does not stop who builds for the others', async () => {
      const setup = [count, 'while [ ! -e "$HOME/go" ]; do sleep 0.1; done', 'export E=1'];
      const first = host.launch({ values: environment(), setup });
      await until(() => built() === 1);
      const second = host.launch({ values: environment(), setup, run: 'echo $E' });
      await until(() => second.state().message !== undefined);
      signal(first.state().pid, 'SIGKILL');
      writeFileSync(join(host.home, 'go'), '');
      const state = await second.ended();
      assert.deepEqual([state.phase, second.out(), built()], ['ended', '1\n', 1], state.text);
      await until(() => first.processes().length === 0);
    });

    it('a setup line that fails is in the message, and nothing is left of the build', async () => {
      const flight = host.launch({ values: environment(), setup: ['true', 'echo no >&2; false', count] });
      const state = await flight.ended();
      assert.deepEqual(
        [state.phase, state.step, state.code, state.message],
        ['failed', 'prepare-environment', '1', 'setup line failed: echo no >&2; false'],
      );
      assert.ok(state.tail.includes('no'), state.text);
      assert.deepEqual([builds(), built()], [[], 0]);
    });

    it('a setup line that ends its shell fails as well', async () => {
      const state = await host.launch({ values: environment(), setup: ['exit 0'] }).ended();
      assert.deepEqual([state.phase, state.step], ['failed', 'prepare-environment'], state.text);
      assert.equal(state.message, 'setup line failed: exit 0');
    });

    it('create takes what is there, use needs it, private is for one alone', async () => {
      const setup = [count, 'export E=1'];
      const absent = await host.launch({ values: environment('use'), setup }).ended();
      assert.deepEqual(
        [absent.phase, absent.step, absent.message],
        ['failed', 'prepare-environment', 'environment lta is not there, and its mode is use'],
      );
      for (const [mode, times] of [
        ['private', 1],
        ['create', 2],
        ['create', 2],
        ['use', 2],
        ['private', 3],
      ] as const) {
        const flight = host.launch({ values: environment(mode), setup, run: 'echo $E' });
        const state = await flight.ended();
        assert.deepEqual([state.phase, flight.out(), built()], ['ended', '1\n', times], state.text);
        assert.ok(!existsSync(join(flight.sandbox, 'environment')));
      }
      assert.equal(builds().length, 1);
    });

    it('update builds anew when the definition changed; who uses the old one keeps it', async () => {
      const user = host.launch({ ...defined('update', 'd1'), run: 'while [ ! -e go ]; do sleep 0.1; done' });
      await user.reaches('run-component');
      const old = current();
      for (const [definition, times] of [
        ['d1', 1],
        ['d2', 2],
        ['d2', 2],
      ] as const) {
        const flight = host.launch(defined('update', definition));
        assert.equal((await flight.ended()).phase, 'ended');
        assert.deepEqual([flight.out(), built()], [`${definition}\n`, times]);
      }
      assert.ok(builds().includes(old) && builds().length === 2, builds().join(' '));
      writeFileSync(join(user.sandbox, 'go'), '');
      await user.ended();
      await host.launch(defined('update', 'd3')).ended();
      assert.deepEqual([builds(), built()], [[current()], 3]);
    });

    it('recreate builds anew, but once for those that come at the same time', async () => {
      const data: Data = { values: environment('recreate'), setup: [count, 'sleep 1.5', 'export E=1'] };
      assert.equal((await host.launch(data).ended()).phase, 'ended');
      // What was begun in the second in which a pilot began is not older than that.
      const began = Number(readFileSync(join(folder(), current(), 'began'), 'utf8'));
      await until(() => Math.floor(Date.now() / 1000) > began);
      const flights = [host.launchNow(data), host.launchNow(data)];
      for (const { child, flight } of flights) {
        assert.equal(await exited(child), 0);
        const state = await flight.ended();
        assert.equal(state.phase, 'ended', state.text);
      }
      assert.deepEqual([built(), builds().length], [2, 1]);
    });

    it('a path is used as it is, and must be there', async () => {
      const path = join(host.home, 'opt env');
      const data: Data = { values: environment('create', { env_type: 'path', env_path: path }), run: 'tool' };
      const absent = await host.launch(data).ended();
      assert.deepEqual(
        [absent.phase, absent.message],
        ['failed', `the environment ${path} is not there`],
        absent.text,
      );
      mkdirSync(join(path, 'bin'), { recursive: true });
      writeFileSync(join(path, 'bin/tool'), '#!/bin/sh\necho "tool of $VIRTUAL_ENV"\n', { mode: 0o755 });
      for (const mode of ['create', 'use', 'private']) {
        const flight = host.launch({ ...data, values: { ...data.values, env_mode: mode } });
        assert.equal((await flight.ended()).phase, 'ended');
        assert.equal(flight.out(), `tool of ${path}\n`);
      }
    });

    it('a line of preExec that fails is in the message; those before it hold for the component', async () => {
      const good = host.launch({ preExec: ['ulimit -n 77', 'X=1'], run: 'ulimit -n; echo $X' });
      assert.equal((await good.ended()).phase, 'ended');
      assert.equal(good.out(), '77\n1\n');
      for (const line of ['echo why >&2; false', 'exit 0', 'if']) {
        const state = await host.launch({ preExec: ['true', line], run: 'echo never' }).ended();
        assert.deepEqual(
          [state.phase, state.step, state.message],
          ['failed', 'run-component', `preExec line failed: ${line}`],
          state.text,
        );
        if (line.startsWith('echo')) assert.deepEqual(state.tail, ['why']);
      }
    });
  });
}

describe('environments of Python and conda', () => {
  let host: HandHost;
  beforeEach(() => {
    host = new HandHost('dash');
  });
  afterEach(() => host.remove());

  /** A wheel is an archive; this one holds a module that tells where it is. */
  const wheel = (name: string, text: string): string => {
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
  };

  it('a wheel in a venv, whose python the component finds; the second pilot builds nothing', async () => {
    const requirements = [['file', wheel('lta_hand', 'print("lta runs")')]];
    const values = { env_name: 'lta', env_type: 'venv', env_python: 'python3' };
    const run = 'python -m lta_hand && python -c "import sys; print(sys.prefix)" && echo $VIRTUAL_ENV';
    for (const begin of ['builds', 'takes']) {
      const flight = host.launch({ values, requirements, run });
      const state = await flight.ended();
      assert.deepEqual([state.phase, state.code], ['ended', '0'], state.text);
      const [line, prefix, virtual] = flight.out().split('\n');
      assert.equal(line, 'lta runs');
      assert.match(prefix ?? '', /environments\/lta-0123456789ab\/build-[^/]+\/venv$/);
      assert.equal(virtual, prefix);
      assert.ok(flight.read('steps/prepare-environment.out').startsWith(begin));
    }
  });

  it("what pip cannot do is told as pip's", async () => {
    const state = await host
      .launch({ values: { env_name: 'lta', env_type: 'venv' }, requirements: [['file', '/no/such.whl']] })
      .ended();
    assert.deepEqual(
      [state.phase, state.step, state.message],
      ['failed', 'prepare-environment', 'pip exit 1'],
    );
    assert.match(state.tail.join('\n'), /no\/such\.whl/);
  });

  it('where Python has no ensurepip, a wheel of pip among the requirements does its work', async () => {
    // It does what this test asks of pip: it tells how it was called.
    const pip = join(host.home, 'pip-99-py3-none-any.whl');
    const script =
      'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "w").writestr("pip/__main__.py", "import sys; print(sys.argv[1:])")';
    execFileSync('python3', ['-c', script, pip], { env: host.env });
    const python = join(host.home, 'bin/bare');
    writeFileSync(python, '#!/bin/sh\ncase $2 in *ensurepip*) exit 1 ;; esac\nexec python3 "$@"\n', {
      mode: 0o755,
    });
    const flight = host.launch({
      values: { env_name: 'lta', env_type: 'venv', env_python: 'bare' },
      requirements: [
        ['list', '/some/list.txt'],
        ['file', pip],
        ['spec', "a>1; python_version>'3'"],
      ],
    });
    const state = await flight.ended();
    assert.equal(state.phase, 'ended', state.text);
    const words = `['install', '--disable-pip-version-check', '--no-input', '-r', '/some/list.txt', '${pip}', "a>1; python_version>'3'"]`;
    assert.ok(
      flight.read('steps/prepare-environment.out').includes(words),
      flight.read('steps/prepare-environment.out'),
    );
  });

  it('conda, or what stands for it, makes a prefix of what is asked for', async () => {
    const values = { env_name: 'lta', env_type: 'conda' };
    const requirements = [
      ['spec', 'numpy=1.26'],
      ['list', '/some/list.txt'],
    ];
    const absent = await host.launch({ values, requirements }).ended();
    assert.equal(absent.message, 'neither conda, mamba nor micromamba is here');
    const mamba = '#!/bin/sh\necho "called $*"\nmkdir -p "$4/bin"\n';
    writeFileSync(join(host.home, 'bin/mamba'), mamba, { mode: 0o755 });
    const flight = host.launch({ values, requirements, run: 'echo $CONDA_PREFIX; echo $PATH' });
    const state = await flight.ended();
    assert.equal(state.phase, 'ended', state.text);
    const [prefix = '', path = ''] = flight.out().split('\n');
    assert.match(prefix, /\/build-[^/]+\/conda$/);
    assert.ok(path.startsWith(`${flight.own('bin')}:${prefix}/bin:`));
    const said = flight.read('steps/prepare-environment.out');
    assert.ok(said.includes(`called create -y -p ${prefix} numpy=1.26 --file /some/list.txt\n`), said);
  });
});
