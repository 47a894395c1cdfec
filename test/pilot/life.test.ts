import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HandHost, shells } from './handmade.ts';

for (const shell of shells) {
  describe(`a pilot's life under ${shell}`, () => {
    let host: HandHost;
    beforeEach(() => {
      host = new HandHost(shell);
    });
    afterEach(() => host.remove());

    for (const code of [0, 7]) {
      it(`of a component that ends with ${code}`, async () => {
        const flight = host.launch({
          run: `echo out; echo "err $MUSTER_TYPE $COLOUR" >&2; (exit ${code})`,
          env: { COLOUR: "it's red" },
        });
        const state = await flight.ended();
        assert.deepEqual(
          [state.phase, state.step, state.code, state.message],
          ['ended', 'run-component', String(code), undefined],
          state.text,
        );
        assert.deepEqual(state.warnings, []);
        assert.ok(
          state.steps.every((step) => step.state === 'ok'),
          state.text,
        );
        assert.equal(readFileSync(join(flight.sandbox, 'stdout'), 'utf8'), 'out\n');
        assert.equal(readFileSync(join(flight.sandbox, 'stderr'), 'utf8'), "err c0 it's red\n");
        assert.match(flight.read('exit'), new RegExp(`^${code} \\d{10}\n$`));
        assert.deepEqual(state.tail, code === 0 ? [] : ["err c0 it's red"]);
        assert.ok(existsSync(flight.own('journal')));
        assert.equal(flight.read('log').replaceAll(/^.*Killed.*\n/gm, ''), '');
      });
    }
  });
}
