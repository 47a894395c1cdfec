import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { compareKeys } from '../../src/remote/keyComparison.ts';
import { parseKnownHosts, recordLine } from '../../src/remote/knownHosts.ts';
import { withoutKeys } from '../../src/remote/knownHostsEdit.ts';

const part = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** A key blob of the right shape; nobody signs with it here. */
function keyOf(type: string): Buffer {
  const parts = type === 'ssh-ed25519' ? [randomBytes(32)] : [randomBytes(3), randomBytes(64)];
  return Buffer.concat([Buffer.from(type), ...parts].map(part));
}

const place = { host: '10.0.0.1', port: 22 };
const [ed, edNew] = [keyOf('ssh-ed25519'), keyOf('ssh-ed25519')];
const [rsa, rsaNew] = [keyOf('ssh-rsa'), keyOf('ssh-rsa')];
const words = (key: Buffer): string => recordLine({ host: 'x', port: 22 }, key).slice(2);

const compared = (text: string, offered: Buffer[], at = place) => {
  const { state, keys, record } = compareKeys(parseKnownHosts(text, '/k'), at, offered);
  return [state, keys.map((key) => key.state).join(','), record.length];
};

describe('the keys a host offers beside those on file', () => {
  const line = (name: string, key: Buffer): string => `${name} ${words(key)}\n`;

  const cases: readonly (readonly [what: string, text: string, offered: Buffer[], ...expected: unknown[]])[] =
    [
      ['nothing on file', '', [ed, rsa], 'new', 'new,new', 2],
      ['all on file', line('10.0.0.1', ed) + line('10.0.0.1', rsa), [ed, rsa], 'known', 'known,known', 0],
      ['one more kind than on file', line('10.0.0.1', ed), [ed, rsa], 'new', 'known,new', 1],
      ['another of the same kind', line('10.0.0.1', ed), [edNew], 'changed', 'changed', 1],
      [
        'one known, one changed',
        line('10.0.0.1', ed) + line('10.0.0.1', rsa),
        [ed, rsaNew],
        'changed',
        'known,changed',
        1,
      ],
      // Whoever has none of the keys we know is not the host that was recorded.
      ['only a kind that is not on file', line('10.0.0.1', ed), [rsa], 'changed', 'changed', 1],
      ['revoked for all', `@revoked * ${words(rsa)}\n`, [ed, rsa], 'revoked', 'new,revoked', 0],
      [
        'revoked, and on file as well',
        `${line('10.0.0.1', ed)}@revoked 10.0.0.1 ${words(ed)}\n`,
        [ed],
        'revoked',
        'revoked',
        0,
      ],
      ['other hosts', line('10.0.0.2,other', ed), [ed], 'new', 'new', 1],
    ];
  for (const [what, text, offered, ...expected] of cases) {
    it(what, () => assert.deepEqual(compared(text, offered), expected));
  }

  it('at another port the plain name makes it known, and never changed', () => {
    const there = { host: '10.0.0.1', port: 2222 };
    assert.deepEqual(compared(line('10.0.0.1', ed), [ed], there), ['known', 'known', 0]);
    assert.deepEqual(compared(line('10.0.0.1', ed), [edNew], there), ['new', 'new', 1]);
    // What is recorded under the name with the port takes the place of the plain name: so all of it is.
    assert.deepEqual(compared(line('10.0.0.1', ed), [ed, rsa], there), ['new', 'known,new', 2]);
  });

  it('a name is hashed so that it is found again', () => {
    const hashed = `${recordLine(place, ed, true)}\n`;
    assert.ok(hashed.startsWith('|1|'));
    assert.deepEqual(compared(hashed, [ed]), ['known', 'known', 0]);
    assert.notEqual(recordLine(place, ed, true), hashed.trim());
  });
});

describe('taking the keys of a host out of known_hosts', () => {
  const keep = new Set([rsa.toString('base64')]);
  const without = (text: string, name = '10.0.0.1') => withoutKeys(text, name, keep);

  it('leaves comments, other hosts, markers, broken lines and what is to stay', () => {
    const text = [
      '# a comment',
      `10.0.0.1 ${words(rsa)} stays`,
      `other ${words(ed)}`,
      `@revoked 10.0.0.1 ${words(ed)}`,
      `@cert-authority 10.0.0.1 ${words(ed)}`,
      '10.0.0.1 ssh-ed25519 AAAA',
      '',
    ].join('\n');
    assert.deepEqual(without(text), { text, removed: 0, stuck: [] });
  });

  it('takes a line out, a name out of several, and a hashed one', () => {
    const text = `10.0.0.1 ${words(ed)}\nA,10.0.0.1,b ${words(ed)} why\n${recordLine(place, edNew, true)}\nlast ${words(ed)}\n`;
    assert.deepEqual(without(text), {
      text: `A,b ${words(ed)} why\nlast ${words(ed)}\n`,
      removed: 3,
      stuck: [],
    });
  });

  it('a port is part of the name', () => {
    const text = `[10.0.0.1]:2222,10.0.0.1 ${words(ed)}\n`;
    assert.equal(without(text, '[10.0.0.1]:2222').text, `10.0.0.1 ${words(ed)}\n`);
  });

  it('tells of patterns and leaves them', () => {
    const text = `# x\n10.0.0.* ${words(ed)}\n`;
    assert.deepEqual(without(text), { text, removed: 0, stuck: [2] });
  });
});
