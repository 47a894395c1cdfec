import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { message, type Message } from '../../src/core/catalogue/catalogue.ts';
import { bodyOf, heartbeatTo, mostBodyBytes, pingUrl, type Answer } from '../../src/monitor/healthcheck.ts';
import { endableLookup } from '../../src/remote/endableLookup.ts';
import { until } from '../harness/until.ts';
import { scratchFolder } from '../store/scratch.ts';
import { goesOn, pingServer, rawServer, status, taken, type PingServer } from './pingServer.ts';
import { fieldLines } from '../harness/fields.ts';

const secret = '0d8a-SECRET';
/** Longer than anything takes that is not meant to hang. */
const patient = { beginMs: 30_000, endMs: 30_000, pause: async () => {} };
const brief = { ...patient, beginMs: 300, endMs: 300 };

const refused = (reason: Message): Answer => ({ kind: 'refused', reason });
const invalid = refused(message('healthcheck-address-invalid'));
const missed = (host: string, answered: number | null, error: string | null, again = false): Answer => ({
  kind: 'missed',
  reason: message('healthcheck-missed', { host, status: answered, error }),
  again,
});

const beatOf = ({ host }: PingServer, limits = patient) => heartbeatTo(`http://${host}/${secret}`, limits);

async function endAt(server: PingServer): Promise<Answer> {
  const answer = await beatOf(server).end(0, ['done']);
  assert.doesNotMatch(JSON.stringify(answer), /SECRET/);
  return answer;
}

/** Sends something every 20 ms. */
const slowly = (first: string, next: string) => (socket: Socket) => {
  socket.write(first);
  const timer = setInterval(() => socket.write(next), 20);
  socket.on('close', () => clearInterval(timer));
};
const unknown: RequestListener = (_request, response) => void response.end('OK (not found)');

describe('telling a dead-man’s switch', () => {
  for (const [address, word, asked] of [
    ['https://h/key/slug?create=1', 'start', 'https://h/key/slug/start?create=1&rid=r1'],
    ['https://h/key/slug?create=1', '', 'https://h/key/slug?create=1&rid=r1'],
    ['https://h/id/', '3', 'https://h/id/3?rid=r1'],
    ['https://h', '78', 'https://h/78?rid=r1'],
    ['https://h/a?', '', 'https://h/a?rid=r1'],
  ] as const)
    it(`"${word}" at ${address} asks for ${asked}`, () =>
      assert.equal(pingUrl(address, word, 'r1').href, asked));

  it('begin and end are posted with one run id; another pass has another', async () => {
    await using server = await pingServer();
    for (const exit of [0, 3]) {
      const heartbeat = heartbeatTo(`http://${server.host}/key/slug?create=1`, patient);
      heartbeat.begin();
      // It is waited for here only so that both have arrived.
      await until(() => server.asked.length % 2 === 1);
      await heartbeat.begun();
      assert.deepEqual(await heartbeat.end(exit, ['one', 'zwölf']), { kind: 'taken' });
    }
    assert.deepEqual(fieldLines(server.asked, 'method', 'path', 'body'), [
      'POST /key/slug/start?create=1 ""',
      'POST /key/slug?create=1 one\nzwölf\n',
      'POST /key/slug/start?create=1 ""',
      'POST /key/slug/3?create=1 one\nzwölf\n',
    ]);
    const ids = server.asked.map(({ rid }) => rid);
    assert.match(ids[0] ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual([ids[0], ids[2]], [ids[1], ids[3]]);
    assert.notEqual(ids[0], ids[2]);
  });

  for (const [code, answer] of [
    ...[400, 401, 404, 409, 410].map((code) => [code, status(code)] as const),
    [200, unknown] as const,
  ])
    it(`${code} means that the address is wrong, 200 where its words say so`, async () => {
      await using server = await pingServer(answer);
      const { host } = server;
      assert.deepEqual(await endAt(server), refused(message('healthcheck-refused', { host, status: code })));
    });

  for (const code of [301, 302, 307, 408, 429])
    it(`${code} is left to the other side, and asked once; nobody is followed`, async () => {
      await using other = await pingServer();
      await using server = await pingServer(status(code, { location: `http://${other.host}/` }));
      assert.deepEqual(await endAt(server), missed(server.host, code, null));
      assert.deepEqual([server.asked.length, other.asked.length], [1, 0]);
    });

  it('after a 5xx it is told a second time, and no third', async () => {
    let count = 0;
    await using first = await pingServer((request, response) => {
      count += 1;
      (count === 1 ? status(503) : taken)(request, response);
    });
    assert.deepEqual(await endAt(first), { kind: 'taken' });
    assert.equal(first.asked.length, 2);
    await using always = await pingServer(status(500));
    assert.deepEqual(await endAt(always), missed(always.host, 500, null, true));
    assert.equal(always.asked.length, 2);
  });

  it('after a refused connection it is told a second time, when the server is there again', async () => {
    // A port that is free, as nothing else takes it in between.
    const holder = await rawServer(() => {});
    const { host } = holder;
    await holder[Symbol.asyncDispose]();
    const late = createServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nOK')),
    );
    const pause = () => once(late.listen(Number(host.split(':')[1]), '127.0.0.1'), 'listening');
    try {
      const { end } = heartbeatTo(`http://${host}/${secret}`, { ...patient, pause });
      assert.deepEqual(await end(0, []), { kind: 'taken' });
    } finally {
      late.close();
    }
  });

  const acts: Record<string, (socket: Socket) => void> = {
    'closes at once': (socket) => socket.end(),
    'cuts the connection': (socket) => socket.resetAndDestroy(),
    'closes within its answer': (socket) => socket.end('HTTP/1.1 20'),
    'answers no HTTP': (socket) => socket.end('220 smtp.example.org ESMTP\r\n'),
    'changes the protocol': (socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'),
    'has headers without end': (socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`),
  };
  for (const [what, act] of Object.entries(acts))
    it(`a server that ${what} is no error, and is not told`, async () => {
      await using server = await rawServer((socket) => socket.once('data', () => act(socket)));
      assert.equal((await endAt(server)).kind, 'missed');
    });

  it('a server that answers 200 and goes on for ever has taken it', async () => {
    await using server = await pingServer(goesOn);
    assert.deepEqual(await endAt(server), { kind: 'taken' });
  });

  for (const [what, act] of [
    ['never answers', () => {}],
    ['goes on with answers that are none yet', slowly('', 'HTTP/1.1 103 Early Hints\r\n\r\n')],
    ['sends a byte now and then', slowly('HTTP/1.1 200 OK\r\nx: ', 'x')],
  ] as const)
    it(`a server that ${what} is given up when the time is over, for begin and end`, async () => {
      await using server = await rawServer(act);
      const heartbeat = beatOf(server, brief);
      heartbeat.begin();
      assert.deepEqual(await heartbeat.end(0, ['done']), missed(server.host, null, 'ETIMEDOUT'));
      assert.equal((await heartbeat.begun()).kind, 'missed');
    });

  it('the begin is given up when the pass has ended', async () => {
    await using server = await rawServer(() => {});
    const heartbeat = beatOf(server);
    heartbeat.begin();
    await until(() => server.connections() > 0);
    // Half a minute before its time is over.
    assert.equal((await heartbeat.begun()).kind, 'missed');
  });

  it('the begin is waited for where somebody is to be told of its answer', async () => {
    const answers: (() => void)[] = [];
    await using server = await pingServer((request, response) => {
      answers.push(() => status(404)(request, response));
    });
    const heartbeat = beatOf(server);
    heartbeat.begin();
    await until(() => answers.length === 1);
    const begun = heartbeat.begun(true);
    answers[0]?.();
    assert.equal((await begun).kind, 'refused');
  });

  it('an address that cannot be asked is told as wrong, and does not end the process in the middle of a pass', async () => {
    assert.deepEqual(await heartbeatTo('https://host:99999/SECRET').end(0, []), invalid);
    const heartbeat = heartbeatTo('http://user:100%@host/SECRET');
    heartbeat.begin();
    // Longer than a rejection that nobody handles lets the process live.
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([await heartbeat.begun(), await heartbeat.end(0, [])], [invalid, invalid]);
  });

  it('a name that is not known is no error', async () => {
    const answer = await heartbeatTo('http://nowhere.invalid/SECRET', patient).end(0, []);
    const { code, params } = answer.kind === 'missed' ? answer.reason : assert.fail();
    assert.deepEqual([code, params['host']], ['healthcheck-missed', 'nowhere.invalid']);
  });
});

describe('looking a name up so that it can be ended', () => {
  const folder = scratchFolder();
  const { PATH } = process.env;
  afterEach(() => (process.env['PATH'] = PATH));

  it('finds what the system finds', async () => {
    const [error, all] = (await lookUp({ all: true })) as [unknown, { address: string }[]];
    assert.equal(error, null);
    assert.ok(all.some(({ address }) => address === '127.0.0.1' || address === '::1'));
    assert.deepEqual(await lookUp({ all: false, family: 4 }), [null, '127.0.0.1', 4]);
  });

  it('is done by node without the program', async () => {
    process.env['PATH'] = folder();
    assert.deepEqual(await lookUp({ all: false, family: 4 }), [null, '127.0.0.1', 4]);
  });

  it('a look-up that hangs is ended with the telling, and its process too [healthcheck-name]', async () => {
    const pidFile = join(folder(), 'pid');
    const script = `#!/bin/sh\necho $$ >${pidFile}.new\nmv ${pidFile}.new ${pidFile}\nexec sleep 600\n`;
    writeFileSync(join(folder(), 'getent'), script, { mode: 0o755 });
    process.env['PATH'] = `${folder()}:${PATH}`;
    const heartbeat = heartbeatTo('http://switch.example.org/SECRET', patient);
    heartbeat.begin();
    await until(() => existsSync(pidFile));
    assert.equal((await heartbeat.begun()).kind, 'missed');
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await until(() => !existsSync(`/proc/${pid}`));
  });
});

describe('the body of what is told', () => {
  it('is the lines, cut at the end of a line by bytes', () => {
    assert.equal(bodyOf(['a', 'ß']), 'a\nß\n');
    const lines = Array.from({ length: 300 }, (_, index) => `${index} ${'ü'.repeat(40)}`);
    const body = bodyOf(lines);
    const size = Buffer.byteLength(body);
    assert.ok(size <= mostBodyBytes && size > mostBodyBytes - 200, String(size));
    const kept = body.split('\n').slice(0, -2);
    assert.deepEqual(kept, lines.slice(0, kept.length));
    const line = 'x'.repeat(mostBodyBytes - 1);
    assert.equal(bodyOf([line]), `${line}\n`);
    // What is left out is counted.
    const leftOut = [bodyOf([`${line}x`]), body].map((text) => /\((\d+) [^\n]*\n$/.exec(text)?.[1]);
    assert.deepEqual(leftOut, ['1', String(lines.length - kept.length)]);
  });
});

function lookUp(options: { all: boolean; family?: number }): Promise<unknown[]> {
  const { signal } = new AbortController();
  return new Promise((resolve) =>
    endableLookup(signal)('localhost', options, (...found: unknown[]) => resolve(found)),
  );
}
