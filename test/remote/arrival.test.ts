import assert from 'node:assert/strict';
import { connect, type LookupFunction, type Socket } from 'node:net';
import * as sinon from 'sinon';
import { message } from '../../src/core/catalogue/catalogue.ts';
import { arrival, type PingOfPort } from '../../src/remote/arrival.ts';
import { explain } from '../../src/remote/sshErrors.ts';
import type { Refused } from '../../src/remote/wire.ts';
import { freePort } from '../harness/ports.ts';

const noEcho = message('ping-unanswered', { seconds: 1 });
const noProgram = message('ping-program-missing');
/** TEST-NET-1: nobody is there. */
const nowhere = '192.0.2.1';

describe('waiting for a host', () => {
  it('takes what refuses for there, and asks no ping', async () => {
    const port = await freePort();
    const { ask, ping } = pinging();
    const socket = connect({ host: '127.0.0.1', port });
    assert.deepEqual(brief(await arrived('127.0.0.1', socket, ping, port)), ['connection-refused', false]);
    assert.equal(ask.callCount, 0);
  });

  it('pings one that is silent', async () => {
    const { ping } = pinging();
    const refused = await arrived(nowhere, silent(), ping);
    assert.deepEqual(refused, { ok: false, absent: true, reason: noEcho });
  });

  it('waits for one that is silent where no ping can be asked, and reports both', async () => {
    const ping: PingOfPort = { kind: 'program', ask: async () => ({ unasked: true, reason: noProgram }) };
    const refused = await arrived(nowhere, silent(), ping);
    assert.deepEqual(brief(refused), ['connect-failed-unpinged', false]);
    assert.equal(refused?.reason.params['causeCode'], 'connect-timeout');
    assert.equal(refused?.reason.remedy, noProgram.remedy);
  });

  it('takes one for down whose port is to answer, and is silent', async () => {
    const refused = await arrived(nowhere, silent(), { kind: 'port', port: 2200, timeoutMs: 50 });
    assert.deepEqual(brief(refused), ['port-unanswered', true]);
    assert.deepEqual(refused?.reason.params, { port: 2200, seconds: 0.05 });
  });

  for (const kind of ['program', 'port', null] as const)
    it(`reports a name that is not looked up in time, ping ${kind ?? 'none'}, and asks no ping`, async () => {
      const { ask, ping } = pinging();
      const by = { program: ping, port: { kind: 'port', port: 22, timeoutMs: 100 } } as const;
      const refused = await arrived('slow.example', silent(), kind && by[kind]);
      assert.deepEqual(brief(refused), ['name-lookup-timeout', false]);
      assert.equal(ask.callCount, 0);
    });

  for (const [what, code, reported] of [
    ['a name that is not known: the host is down', 'ENOTFOUND', ['name-unresolved', true]],
    [
      'name servers that do not answer: nothing is known of the host',
      'EAI_AGAIN',
      ['name-servers-unreachable', false],
    ],
  ] as const)
    it(`reports ${what}, and asks no ping`, async () => {
      const { ask, ping } = pinging();
      const socket = connecting('nobody.example', (_name, _options, found) =>
        found(Object.assign(new Error('nobody'), { code }), ''),
      );
      assert.deepEqual(brief(await arrived('nobody.example', socket, ping)), reported);
      assert.equal(ask.callCount, 0);
    });

  it('takes one of several addresses that refuses for there', async () => {
    const port = await freePort();
    const { ask, ping } = pinging();
    const addresses = [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ];
    const socket = connecting('two.example', (_name, _options, found) => found(null, addresses), port);
    assert.deepEqual(brief(await arrived('two.example', socket, ping, port)), ['connection-refused', false]);
    assert.equal(ask.callCount, 0);
  });

  it('reports the failure of each of several addresses', () => {
    const errors = ['ETIMEDOUT', 'ECONNREFUSED', 'ECONNREFUSED'].map((code) =>
      Object.assign(new Error(code), { code }),
    );
    const { code, params } = explain(
      Object.assign(new AggregateError([]), { errors }),
      reach('two.example', 22),
    );
    assert.deepEqual([code, (params['causes'] as string[]).length], ['addresses-unreachable', 2]);
  });
});

function pinging(): { ask: sinon.SinonSpy; ping: PingOfPort } {
  const ask = sinon.spy(async () => ({ reason: noEcho }));
  return { ask, ping: { kind: 'program', ask } };
}

function brief(refused: Refused | null): unknown[] {
  return [refused?.reason.code, refused?.absent === true];
}

function arrived(
  address: string,
  socket: Socket,
  ping: PingOfPort | null,
  port = 22,
): Promise<Refused | null> {
  return arrival(socket, {
    address,
    timeoutMs: 300,
    signal: new AbortController().signal,
    ping,
    explain: (error) => explain(error, reach(address, port)),
  });
}

function reach(address: string, port: number): Parameters<typeof explain>[1] {
  return { address, port, bindAddress: null, connectTimeoutMs: 300 };
}

/** A socket whose name is looked up by the test. */
function connecting(host: string, lookup: LookupFunction, port = 22): Socket {
  return connect({ host, port, lookup });
}

/** Its name is never looked up, so it is silent wherever the tests run. */
const silent = (): Socket => connecting('silent.example', () => {});
