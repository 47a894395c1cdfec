import assert from 'node:assert/strict';
import { offerIn } from '../../bench/offered.ts';

describe('what a program offers a host', () => {
  const named = [
    'curve25519-sha256,ext-info-c,ecdh-sha2-nistp256,kex-strict-c-v00@openssh.com',
    'ssh-ed25519',
  ];
  const ciphers = ['aes128-gcm@openssh.com,aes128-ctr', 'c', 'hmac-sha2-256', 'm', 'none', 'none', '', ''];
  const said = Buffer.concat([Buffer.from('SSH-2.0-test\r\n'), packetOf([...named, ...ciphers])]);

  it('is heard once the whole packet is there', () => {
    for (let length = 0; length < said.length; length++)
      assert.equal(offerIn(said.subarray(0, length)), null);
    assert.deepEqual(offerIn(said), {
      kex: ['curve25519-sha256', 'ecdh-sha2-nistp256'],
      serverHostKey: ['ssh-ed25519'],
      cipher: ['aes128-gcm@openssh.com', 'aes128-ctr'],
      hmac: ['hmac-sha2-256'],
    });
  });
});

function packetOf(lists: readonly string[]): Buffer {
  const named = lists.map((list) => Buffer.concat([lengthOf(list.length), Buffer.from(list)]));
  const payload = Buffer.concat([Buffer.from([4, 20]), Buffer.alloc(16), ...named, Buffer.alloc(5 + 4)]);
  return Buffer.concat([lengthOf(payload.length), payload]);
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
