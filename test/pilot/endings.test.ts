import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCommands, HandHost, shells, signal, until, type Command } from './handmade.ts';

const functionOf = (name: string): string => name.replaceAll('-', '_');
const environment = { env_name: 'e', env_type: 'shell' };
const builds = (host: HandHost): string[] => {
  const folder = join(host.root, 'environments/e-0123456789ab');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('build-')) : [];
};

for (const shell of shells) {
  describe(`how a pilot ends under ${shell}`, () => {
    let host: HandHost;
    beforeEach(() => {
      host = new HandHost(shell);
    });
    afterEach(() => host.remove());

    for (const { name, stage, foreground, failure } of allCommands) {
      it(`${name} fails: its name, code and output are told`, async () => {
        const site = `${functionOf(name)}() { printf 'one\\r\\033[31mtwo\\033[0m\\001\\n%0300d\\n' 1; return 5; }\n`;
        const { flight, status, output } = host.submit({
          site,
          collect: [['copy', '$muster_sandbox/stdout', '/dev/null/x']],
        });
        assert.equal(status, foreground === true ? 1 : 0, output);
        const state = await flight.ended();
        const step = state.steps.find((step) => step.name === name);
        if (failure === 'warns') {
          assert.deepEqual(
            [state.phase, state.step, state.code],
            ['ended', 'run-component', '0'],
            state.text,
          );
          assert.deepEqual([step?.state, step?.code], ['warned', '5']);
          assert.ok(state.warnings.includes(`${name} exit 5`), state.text);
          return;
        }
        assert.deepEqual(
          [state.phase, state.step, state.code, state.message],
          ['failed', name, '5', 'exit 5'],
          state.text,
        );
        assert.deepEqual([step?.state, step?.code], ['failed', '5']);
        assert.deepEqual(state.tail, ['one', 'two', '0'.repeat(200)]);
        if (foreground === true) {
          assert.match(output, /check-host: exit 5/);
          return;
        }
        // What was left of the way up is skipped, and all of the way down is gone.
        const at = allCommands.findIndex((each) => each.name === name);
        const expected = (each: Command, nth: number): boolean =>
          each.stage === 'finish' || nth <= at
            ? state.steps[nth]?.state !== 'skipped'
            : state.steps[nth]?.state === 'skipped';
        assert.ok(allCommands.every(expected), state.text);
        assert.equal(existsSync(flight.own('exit')), stage !== 'prepare' && name !== 'run-component');
      });
    }

    it('a command that takes too long is ended, with all it started', async () => {
      const site = 'stage_files() { trap "" TERM; sleep 1000 & (sleep 1001); }\n';
      const commands = allCommands.map((each) =>
        each.name === 'stage-files' ? { ...each, timeout: 1 } : each,
      );
      const flight = host.launch({ site, commands });
      const state = await flight.ended();
      assert.deepEqual(
        [state.phase, state.step, state.code, state.message],
        ['failed', 'stage-files', '-', 'took longer than 1 s'],
      );
      assert.equal(state.steps.find(({ name }) => name === 'stage-files')?.state, 'timeout');
    });

    it('of a command in time no process is left that would have ended it', async () => {
      const flight = host.launch({ run: 'sleep 1000' });
      await flight.reaches('run-component');
      await until(
        // Its shells, the component, and who looks at the memory of that, with a sleep.
        () => flight.processes().length === 7,
        () => flight.processes().join(' '),
      );
      flight.terminate();
      await flight.ended();
    });

    for (const { name, stage, foreground } of allCommands) {
      for (const who of ['all of it', 'the pilot alone'] as const) {
        if (foreground === true) continue;
        it(`TERM to ${who} during ${name} leaves nothing`, async () => {
          const site = `${functionOf(name)}() { : >"$muster_own/here"; while [ ! -e "$muster_own/go" ]; do sleep 0.1; done; }\n`;
          const slow = name === 'prepare-environment' || name === 'run-component';
          const flight = host.launch({
            ...(slow ? {} : { site }),
            values: environment,
            setup: name === 'prepare-environment' ? [`: >"$muster_own/here"; sleep 1000`] : ['export E=1'],
            run: name === 'run-component' ? ': >.muster/here; sleep 1000; echo never' : 'true',
          });
          await until(
            () => existsSync(flight.own('here')),
            () => flight.state().text,
          );
          if (who === 'all of it') flight.terminate();
          else signal(flight.state().pid, 'SIGTERM');
          // On the way up the signal is the end of it; on the way down it goes on.
          if (stage === 'finish') writeFileSync(flight.own('go'), '');
          const state = await flight.ended();
          assert.deepEqual([state.phase, state.step, state.code], ['stopped', name, '-'], state.text);
          assert.ok(
            state.steps.some((step) => step.name === 'clean-up' && step.state === 'ok'),
            state.text,
          );
          const past = allCommands.findIndex((each) => each.name === name) > 4;
          assert.equal(builds(host).length, past ? 1 : 0);
          if (name === 'run-component')
            assert.equal(readFileSync(join(flight.sandbox, 'stdout'), 'utf8'), '');
        });
      }
    }

    it('TERM during the foreground commands is the end of it', async () => {
      const { flight, child } = host.launchNow({ site: 'check_host() { sleep 1000; }\n' });
      await flight.reaches('check-host');
      flight.terminate();
      const state = await flight.ended();
      assert.deepEqual([state.phase, state.step], ['stopped', 'check-host']);
      await until(() => child.exitCode === 1);
    });

    it('a component gets TERM, and after the grace KILL, with what it has left behind', async () => {
      const run = `(trap '' TERM; : >.muster/deaf; while :; do sleep 1; done) & trap 'echo told' TERM; : >.muster/here; while :; do sleep 1; done`;
      const flight = host.launch({ run: `sh -c ${JSON.stringify(run)}`, grace: 1 });
      await until(() => existsSync(flight.own('here')) && existsSync(flight.own('deaf')));
      signal(flight.state().pid, 'SIGTERM');
      const state = await flight.ended();
      assert.deepEqual([state.phase, state.step], ['stopped', 'run-component']);
      assert.match(readFileSync(join(flight.sandbox, 'stdout'), 'utf8'), /^told\n/);
    });

    it('what a component leaves behind is ended with it', async () => {
      const flight = host.launch({ run: '(setsid sh -c "sleep 1000" &) ; sleep 1001 & exit 0' });
      const state = await flight.ended();
      assert.deepEqual([state.phase, state.code], ['ended', '0']);
    });

    it('KILL of the pilot leaves the component, with its key to be found by, and its exit code', async () => {
      const flight = host.launch({ run: 'while [ ! -e go ]; do sleep 0.1; done; exit 4' });
      await until(() => existsSync(flight.own('running')));
      const { pid } = flight.state();
      signal(pid, 'SIGKILL');
      await until(() => !flight.processes().includes(pid));
      const lines = flight.processes().map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      assert.ok(
        lines.some((line) => line.includes('muster-pilot:test:p0/c0:')),
        lines.join('\n'),
      );
      assert.ok(!existsSync(flight.own('exit')));
      writeFileSync(join(flight.sandbox, 'go'), '');
      await until(() => flight.processes().length === 0);
      assert.match(flight.read('exit'), /^4 \d{10}\n$/);
      assert.equal(flight.state().phase, 'running');
    });
  });
}
