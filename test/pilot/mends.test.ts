import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HandHost, until } from './handmade.ts';

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
