import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCommands, HandHost, signal, until } from './handmade.ts';

for (const shell of ['dash', 'bash'] as const) {
  describe(`pilots under ${shell}, where things go wrong around them:`, () => {
    let host: HandHost;
    beforeEach(() => {
      host = new HandHost(shell);
    });
    afterEach(() => host.remove());

    const sandboxes = (): string[] => readdirSync(join(host.root, 'sandboxes'));

    it('of launches that fail in the foreground the three latest sandboxes stay', () => {
      for (let nth = 0; nth < 6; nth += 1)
        assert.equal(host.submit({ requires: [['path', '/no/such']] }).status, 69);
      assert.equal(sandboxes().length, 3);
    });

    it('a command whose shell was killed is not said to have taken too long', async () => {
      const commands = allCommands.map((each) =>
        each.name === 'stage-files' ? { ...each, timeout: 2 } : each,
      );
      const flight = host.launch({ site: 'stage_files() { : >.muster/here; sleep 1000; }\n', commands });
      await until(() => existsSync(flight.own('here')));
      const children = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(flight.state().pid)], {
        encoding: 'utf8',
      });
      const outer = children.stdout.split('\n').find((line) => line.includes('/.muster/pilot'));
      signal(Number(outer?.trim().split(' ')[0]), 'SIGKILL');
      const state = await flight.ended();
      assert.deepEqual(
        [state.phase, state.step, state.code, state.message],
        ['failed', 'stage-files', '137', 'exit 137'],
      );
      await until(() => flight.processes().length === 0);
    });

    it('a launch is carried out once, be it by hand', async () => {
      const flight = host.launch({ run: 'sleep 1000' });
      await until(() => existsSync(flight.own('running')));
      const state = flight.read('state');
      const again = spawnSync('sh', [flight.own('pilot')], {
        env: { ...host.env, MUSTER_LAUNCH_ID: flight.launch },
        encoding: 'utf8',
      });
      assert.deepEqual([again.status, flight.read('state')], [1, state]);
      assert.match(again.stdout, /was carried out before: unset MUSTER_LAUNCH_ID/);
      flight.terminate();
      await flight.ended();
    });

    it('a sandbox without a state goes once its pilot is dead, and not before', async () => {
      const lost = host.launch({ run: 'sleep 1000' });
      await until(() => existsSync(lost.own('running')));
      rmSync(lost.own('state'));
      const end = (): void => {
        for (let nth = 0; nth < 4; nth += 1)
          assert.equal(host.submit({ requires: [['path', '/no/such']] }).status, 69);
      };
      end();
      assert.ok(existsSync(lost.sandbox));
      await lost.kill();
      writeFileSync(lost.own('state'), '');
      end();
      assert.ok(!existsSync(lost.sandbox));
    });
  });
}
