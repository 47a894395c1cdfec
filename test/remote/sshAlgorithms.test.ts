import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { sshCiphers, sshKex, sshMacs, type Algorithms } from '../../src/remote/sshAlgorithms.ts';

describe('the algorithms of ssh', () => {
  const constants = createRequire(import.meta.url)('ssh2/lib/protocol/constants.js') as Readonly<
    Record<string, readonly string[]>
  >;
  const kinds: Readonly<Record<string, Algorithms>> = { CIPHER: sshCiphers, MAC: sshMacs, KEX: sshKex };

  for (const [kind, { all, defaults }] of Object.entries(kinds)) {
    it(`of the kind ${kind} are those ssh2 has, but for groups that the host would choose`, () => {
      const supported = constants[`SUPPORTED_${kind}`]?.filter(isExchanged);
      assert.deepEqual(all.toSorted(), supported?.toSorted());
    });

    it(`of the kind ${kind} that are offered are those ssh2 offers`, () => {
      const offered = constants[`DEFAULT_${kind}`]?.filter(isExchanged);
      assert.deepEqual(defaults.toSorted(), offered?.toSorted());
    });
  }

  it('for the key exchange begin with P-256, else they come in the order of ssh2', () => {
    const [first, ...others] = sshKex.defaults;
    assert.equal(first, 'ecdh-sha2-nistp256');
    const order = constants['DEFAULT_KEX']?.filter((name) => isExchanged(name) && name !== first);
    assert.deepEqual(others, order);
  });
});

function isExchanged(name: string): boolean {
  return !name.includes('group-exchange');
}
