import assert from 'node:assert/strict';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import * as sinon from 'sinon';
import { arrival, type PingOfPort } from '../../src/remote/arrival.ts';
import type { PingAnswer } from '../../src/remote/ping.ts';
import type { Reach } from '../../src/remote/reach.ts';
import { explain } from '../../src/remote/sshErrors.ts';
import type { Refused } from '../../src/remote/wire.ts';

describe('waiting for a host', () => {
  const noName = { reason: 'nobody knows it', remedy: 'check the name' };
  const noEcho: PingAnswer = { reason: 'no answer to the ping within 1 s' };
  const noPing: PingAnswer = {
    unasked: true,
    reason: 'the ping program could not be run',
    remedy: 'install it',
  };

  it('what refuses is there: no ping is asked, and the refusal is told', async () => {
    const ask = sinon.spy(async () => noEcho);
    const port = await closedPort();
    assert.deepEqual(
      await arrived(
        '127.0.0.1',
        connect({ host: '127.0.0.1', port }),
        { kind: 'program', ask, noName },
        port,
      ),
      {
        ok: false,
        reason: `connection refused at port ${port}: no ssh server there`,
      },
    );
    assert.equal(ask.callCount, 0);
  });

  it('one that is silent is pinged; where that cannot be, it is waited for, and both are told', async () => {
    const silent = { kind: 'program', ask: async () => noEcho, noName } as const;
    assert.deepEqual(await arrived(nowhere, neverConnected(), silent), {
      ok: false,
      absent: true,
      ...noEcho,
    });
    const unasked = { kind: 'program', ask: async () => noPing, noName } as const;
    assert.deepEqual(await arrived(nowhere, neverConnected(), unasked), {
      ok: false,
      reason: 'ssh did not come up within 0.3 s; the ping program could not be run',
      remedy: 'install it',
    });
  });

  for (const kind of ['program', 'port', null] as const)
    it(`a name that is not looked up in time is told as that, ping ${kind ?? 'none'}; no ping is asked`, async () => {
      const ask = sinon.spy(async () => noEcho);
      const ping = {
        program: { kind: 'program', ask, noName },
        port: { kind: 'port', timeoutMs: 100, noName },
      } as const;
      const socket = connect({ host: 'slow.example', port: 22, lookup: () => {} });
      assert.deepEqual(await arrived('slow.example', socket, kind && ping[kind]), {
        ok: false,
        reason: 'the name slow.example was not looked up in time',
      });
      assert.equal(ask.callCount, 0);
    });

  it('a name that is not known needs no ping to be told', async () => {
    const ask = sinon.spy(async () => noEcho);
    const socket = connect({
      host: 'nobody.example',
      port: 22,
      lookup: (_name, _options, found) =>
        found(Object.assign(new Error('nobody'), { code: 'ENOTFOUND' }), ''),
    });
    assert.deepEqual(await arrived('nobody.example', socket, { kind: 'program', ask, noName }), {
      ok: false,
      absent: true,
      ...noName,
    });
    assert.equal(ask.callCount, 0);
  });

  it('of a name with several addresses each failure is told, and one that refuses is there', async () => {
    const port = await closedPort();
    const ask = sinon.spy(async () => noEcho);
    const addresses = [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ];
    const socket = connect({
      host: 'two.example',
      port,
      lookup: (_name, _options, found) => found(null, addresses),
    });
    const answer = await arrived('two.example', socket, { kind: 'program', ask, noName }, port);
    assert.equal(answer?.reason, `connection refused at port ${port}: no ssh server there`);
    assert.equal(ask.callCount, 0);
    const both = Object.assign(new AggregateError([]), {
      errors: [
        Object.assign(new Error('connect ETIMEDOUT 192.0.2.1:22'), { code: 'ETIMEDOUT' }),
        Object.assign(new Error(''), { code: 'ECONNREFUSED' }),
      ],
    });
    assert.equal(
      explain(both, reach('two.example', 22), ''),
      'ssh failed: connect ETIMEDOUT 192.0.2.1:22; connection refused at port 22: no ssh server there',
    );
  });
});

/** TEST-NET-1: nobody is there. */
const nowhere = '192.0.2.1';

function arrived(
  address: string,
  socket: Socket,
  ping: PingOfPort | null,
  port = 22,
): Promise<Refused | null> {
  const { signal } = new AbortController();
  return arrival(socket, {
    address,
    timeoutMs: 300,
    signal,
    ping,
    explain: (error) => explain(error, reach(address, port), ''),
  });
}

function reach(address: string, port: number): Reach {
  return { address, port, bindAddress: null } as unknown as Reach;
}

/** A socket that is told nothing, wherever the tests run. */
function neverConnected(): Socket {
  return connect({ host: 'silent.example', port: 22, lookup: () => {} });
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}
