import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signal } from '../harness/processes.ts';
import { sample } from '../harness/sample.ts';
import { until } from '../harness/until.ts';
import { allCommands, underShells, type Command, type HandHost } from './handmade.ts';

const functionOf = (name: string): string => name.replaceAll('-', '_');
const positionOf = (name: string): number => allCommands.findIndex((each) => each.name === name);
const builds = (host: HandHost): string[] => {
  const folder = join(host.root, 'environments/e-0123456789ab');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('build-')) : [];
};

/** The shipped commands, one of them with another time limit. */
const limited = (name: string, timeout: number): Command[] =>
  allCommands.map((each) => (each.name === name ? { ...each, timeout } : each));

const endsWith = (code: number) => async (host: HandHost) => {
  const flight = host.launch({
    run: `echo out; echo "err $MUSTER_TYPE $COLOUR" >&2; (exit ${code})`,
    env: { COLOUR: "it's red" },
  });
  const state = await flight.endsWith({
    phase: 'ended',
    step: 'run-component',
    code: String(code),
    message: undefined,
    warnings: [],
    tail: code === 0 ? [] : ["err c0 it's red"],
  });
  assert.ok(
    state.steps.every((step) => step.state === 'ok'),
    state.text,
  );
  assert.deepEqual([flight.out(), flight.err()], ['out\n', "err c0 it's red\n"]);
  assert.match(flight.read('exit'), new RegExp(`^${code} \\d{10}\n$`));
  assert.ok(existsSync(flight.own('journal')));
  assert.equal(flight.read('log').replaceAll(/^.*Killed.*\n/gm, ''), '');
};

const fails =
  ({ name, stage, foreground, failure }: Command) =>
  async (host: HandHost) => {
    const site = `${functionOf(name)}() { printf 'one\\r\\033[31mtwo\\033[0m\\001\\n%0300d\\n' 1; return 5; }\n`;
    const { flight, status, output } = host.submit({
      site,
      collect: [['copy', '$muster_sandbox/stdout', '/dev/null/x']],
    });
    assert.equal(status, foreground === true ? 1 : 0, output);
    const warns = failure === 'warns';
    const state = await flight.endsWith(
      warns
        ? { phase: 'ended', step: 'run-component', code: '0' }
        : { phase: 'failed', step: name, code: '5', tail: ['one', 'two', '0'.repeat(200)] },
    );
    const step = state.steps.find((step) => step.name === name);
    assert.deepEqual([step?.state, step?.code], [warns ? 'warned' : 'failed', '5']);
    if (warns)
      assert.ok(
        state.warnings.some((warning) => warning.startsWith(`${name} `)),
        state.text,
      );
    if (foreground === true) assert.ok(output.includes(name), output);
    if (warns || foreground === true) return;
    // What was left of the way up is skipped, and all of the way down is gone.
    const expected = (each: Command, nth: number): boolean =>
      (state.steps[nth]?.state === 'skipped') !== (each.stage === 'finish' || nth <= positionOf(name));
    assert.ok(allCommands.every(expected), state.text);
    assert.equal(existsSync(flight.own('exit')), stage !== 'prepare' && name !== 'run-component');
  };

const terminated = (name: string, stage: Command['stage'], who: string) => async (host: HandHost) => {
  const site = `${functionOf(name)}() { : >"$muster_own/here"; while [ ! -e "$muster_own/go" ]; do sleep 0.1; done; }\n`;
  const slow = name === 'prepare-environment' || name === 'run-component';
  const flight = host.launch({
    ...(slow ? {} : { site }),
    values: { env_name: 'e', env_type: 'shell' },
    setup: name === 'prepare-environment' ? [`: >"$muster_own/here"; sleep 1000`] : ['export E=1'],
    run: name === 'run-component' ? ': >.muster/here; sleep 1000; echo never' : 'true',
  });
  await flight.makes('here');
  if (who === 'all of it') flight.terminate();
  else signal(flight.state().pid, 'SIGTERM');
  // On the way up the signal is the end of it; on the way down it goes on.
  if (stage === 'finish') writeFileSync(flight.own('go'), '');
  const state = await flight.endsWith({ phase: 'stopped', step: name, code: '-' });
  assert.ok(
    state.steps.some((step) => step.name === 'clean-up' && step.state === 'ok'),
    state.text,
  );
  assert.equal(builds(host).length, positionOf(name) > 4 ? 1 : 0);
  if (name === 'run-component') assert.equal(flight.out(), '');
};

const interruptible = allCommands
  .filter(({ foreground }) => foreground !== true)
  .flatMap(({ name, stage }) => ['all of it', 'the pilot alone'].map((who) => ({ name, stage, who })));

underShells(
  'how a pilot ends',
  {
    'a component ends with 0': endsWith(0),
    'a component ends with 7': endsWith(7),

    ...Object.fromEntries(
      sample('commands that fail', allCommands, 2).map((command) => [
        `${command.name} fails: its name, code and output are reported`,
        fails(command),
      ]),
    ),

    'a command that takes too long is ended, with all it started': async (host) => {
      const site = 'stage_files() { trap "" TERM; sleep 1000 & (sleep 1001); }\n';
      const flight = host.launch({ site, commands: limited('stage-files', 1), grace: 1 });
      const state = await flight.endsWith({ phase: 'failed', step: 'stage-files', code: '-' });
      assert.equal(state.steps.find(({ name }) => name === 'stage-files')?.state, 'timeout');
    },

    'of a command in time no process is left that would have ended it': async (host) => {
      const flight = host.launch({ run: 'sleep 1000' });
      await flight.reaches('run-component');
      await until(
        // Its shells, the component, and who looks at the memory of that, with a sleep.
        () => flight.processes().length === 7,
        () => flight.processes().join(' '),
      );
      flight.terminate();
      await flight.ended();
    },

    ...Object.fromEntries(
      sample('TERM', interruptible, 3).map(({ name, stage, who }) => [
        `TERM to ${who} during ${name} leaves nothing [pilot-terminated]`,
        terminated(name, stage, who),
      ]),
    ),

    'TERM during the foreground commands is the end of it': async (host) => {
      const { flight, child } = host.launchNow({ site: 'check_host() { sleep 1000; }\n' });
      await flight.reaches('check-host');
      flight.terminate();
      await flight.endsWith({ phase: 'stopped', step: 'check-host' });
      await until(() => child.exitCode === 1);
    },

    'a component gets TERM, and after the grace KILL, with what it has left behind': async (host) => {
      const run = `(trap '' TERM; : >.muster/deaf; while :; do sleep 1; done) & trap 'echo told' TERM; : >.muster/here; while :; do sleep 1; done`;
      const flight = host.launch({ run: `sh -c ${JSON.stringify(run)}`, grace: 1 });
      await flight.makes('here');
      await flight.makes('deaf');
      signal(flight.state().pid, 'SIGTERM');
      await flight.endsWith({ phase: 'stopped', step: 'run-component' });
      assert.match(flight.out(), /^told\n/);
    },

    'what a component leaves behind is ended with it': async (host) => {
      const flight = host.launch({ run: '(setsid sh -c "sleep 1000" &) ; sleep 1001 & exit 0' });
      await flight.endsWith({ phase: 'ended', code: '0' });
    },

    'KILL of the pilot leaves the component, with its key to be found by, and its exit code [pilot-killed]':
      async (host) => {
        const flight = host.launch({ run: 'while [ ! -e go ]; do sleep 0.1; done; exit 4' });
        await flight.makes('running');
        const { pid } = flight.state();
        signal(pid, 'SIGKILL');
        await until(() => !flight.processes().includes(pid));
        const lines = flight.commandLines().map(({ line }) => line);
        assert.ok(
          lines.some((line) => line.includes('muster-pilot:test:p0/c0:')),
          lines.join('\n'),
        );
        assert.ok(!existsSync(flight.own('exit')));
        writeFileSync(join(flight.sandbox, 'go'), '');
        await until(() => flight.processes().length === 0);
        assert.match(flight.read('exit'), /^4 \d{10}\n$/);
        assert.equal(flight.state().phase, 'running');
      },

    'a command whose shell was killed is not reported to have taken too long': async (host) => {
      const site = 'stage_files() { : >.muster/here; sleep 1000; }\n';
      const flight = host.launch({ site, commands: limited('stage-files', 2) });
      await flight.makes('here');
      const children = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(flight.state().pid)], {
        encoding: 'utf8',
      });
      const outer = children.stdout.split('\n').find((line) => line.includes('/.muster/pilot'));
      signal(Number(outer?.trim().split(' ')[0]), 'SIGKILL');
      await flight.endsWith({ phase: 'failed', step: 'stage-files', code: '137' });
    },

    'a launch is carried out once, be it by hand': async (host) => {
      const flight = host.launch({ run: 'sleep 1000' });
      await flight.makes('running');
      const state = flight.read('state');
      const again = spawnSync(host.sh, [flight.own('pilot')], {
        env: { ...host.env, MUSTER_LAUNCH_ID: flight.launch },
        encoding: 'utf8',
      });
      assert.deepEqual([again.status, flight.read('state')], [1, state]);
      assert.ok(again.stdout.includes('MUSTER_LAUNCH_ID'), again.stdout);
      flight.terminate();
      await flight.ended();
    },

    'of launches that fail in the foreground the three latest sandboxes stay, and of one that is lost once its pilot is dead [pilot-flood]':
      async (host) => {
        const lost = host.launch({ run: 'sleep 1000' });
        await lost.makes('running');
        rmSync(lost.own('state'));
        const fail = (): void => {
          for (let nth = 0; nth < 4; nth += 1)
            assert.equal(host.submit({ requires: [['path', '/no/such']] }).status, 69);
        };
        fail();
        assert.ok(existsSync(lost.sandbox));
        assert.equal(readdirSync(join(host.root, 'sandboxes')).length, 4);
        await lost.kill();
        writeFileSync(lost.own('state'), '');
        fail();
        assert.ok(!existsSync(lost.sandbox));
        assert.equal(readdirSync(join(host.root, 'sandboxes')).length, 3);
      },
  },
  11,
);
