import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { message, type Message } from '../../src/core/catalogue/catalogue.ts';
import { bodyOf, heartbeatTo, mostBodyBytes, pingUrl, type Answer } from '../../src/monitor/healthcheck.ts';
import { endableLookup } from '../../src/remote/endableLookup.ts';
import { pingServer, rawServer, status, taken, type PingServer } from './pingServer.ts';
import { until } from '../harness/until.ts';

const secret = '0d8a-SECRET';
/** Longer than anything takes that is not meant to hang. */
const patient = { beginMs: 30_000, endMs: 30_000, pause: async () => {} };
const brief = { ...patient, beginMs: 300, endMs: 300 };

const refused = (reason: Message): Answer => ({ kind: 'refused', reason });
const invalid = refused(message('healthcheck-address-invalid'));

async function endAt(server: PingServer, limits = patient): Promise<Answer> {
  const answer = await heartbeatTo(`http://${server.host}/${secret}`, limits).end(0, ['done']);
  assert.doesNotMatch(JSON.stringify(answer), /SECRET/);
  return answer;
}

describe('telling a dead-man’s switch', () => {
  it('words go into the path, before a query, and never after a slash twice', () => {
    const run = 'r1';
    const asked = (address: string, word: string): string => pingUrl(address, word, run).href;
    assert.equal(asked('https://h/key/slug?create=1', 'start'), 'https://h/key/slug/start?create=1&rid=r1');
    assert.equal(asked('https://h/key/slug?create=1', ''), 'https://h/key/slug?create=1&rid=r1');
    assert.equal(asked('https://h/id/', '3'), 'https://h/id/3?rid=r1');
    assert.equal(asked('https://h', '78'), 'https://h/78?rid=r1');
    assert.equal(asked('https://h/a?', ''), 'https://h/a?rid=r1');
  });

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
    assert.deepEqual(
      server.asked.map(({ method, path, body }) => [method, path, body]),
      [
        ['POST', '/key/slug/start?create=1', ''],
        ['POST', '/key/slug?create=1', 'one\nzwölf\n'],
        ['POST', '/key/slug/start?create=1', ''],
        ['POST', '/key/slug/3?create=1', 'one\nzwölf\n'],
      ],
    );
    const ids = server.asked.map(({ rid }) => rid);
    assert.match(ids[0] ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual([ids[0], ids[2]], [ids[1], ids[3]]);
    assert.notEqual(ids[0], ids[2]);
  });

  for (const [code, answer] of [
    ...[400, 401, 404, 409, 410].map((code) => [code, status(code)] as const),
    [200, (_request, response) => void response.end('OK (not found)')],
  ] as readonly (readonly [number, RequestListener])[])
    it(`${code} ${code === 200 ? 'with the words that there is no such check ' : ''}means that the address is wrong`, async () => {
      await using server = await pingServer(answer);
      assert.deepEqual(
        await endAt(server),
        refused(message('healthcheck-refused', { host: server.host, status: code })),
      );
    });

  for (const code of [301, 302, 307, 408, 429])
    it(`${code} is left to the other side, and asked once; nobody is followed`, async () => {
      await using other = await pingServer();
      await using server = await pingServer(status(code, { location: `http://${other.host}/` }));
      const params = { host: server.host, status: code, error: null };
      assert.deepEqual(await endAt(server), {
        kind: 'missed',
        reason: message('healthcheck-missed', params),
        again: false,
      });
      assert.deepEqual([server.asked.length, other.asked.length], [1, 0]);
    });

  it('after a 5xx it is told a second time, and no third', async () => {
    let count = 0;
    await using once = await pingServer((request, response) => {
      count += 1;
      (count === 1 ? status(503) : taken)(request, response);
    });
    assert.deepEqual(await endAt(once), { kind: 'taken' });
    assert.equal(once.asked.length, 2);
    await using always = await pingServer(status(500));
    assert.equal((await endAt(always)).kind, 'missed');
    assert.equal(always.asked.length, 2);
  });

  it('after a refused connection it is told a second time, when the server is there again', async () => {
    // A port that is free, as nothing else takes it in between.
    const holder = await rawServer(() => {});
    const { host } = holder;
    await holder[Symbol.asyncDispose]();
    const asked: string[] = [];
    const late = createServer((socket) =>
      socket.on('data', (chunk) => {
        asked.push(chunk.toString());
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nOK');
      }),
    );
    const pause = () => once(late.listen(Number(host.split(':')[1]), '127.0.0.1'), 'listening');
    try {
      const ending = heartbeatTo(`http://${host}/${secret}`, { ...patient, pause }).end(0, []);
      assert.deepEqual(await ending, { kind: 'taken' });
      assert.equal(asked.length, 1);
    } finally {
      late.close();
    }
  });

  it('whatever else a server does is no error, and is not told', async () => {
    const acts: Record<string, (socket: Socket) => void> = {
      'closes at once': (socket) => socket.end(),
      'cuts the connection': (socket) => socket.resetAndDestroy(),
      'closes within its answer': (socket) => socket.end('HTTP/1.1 20'),
      'answers no HTTP': (socket) => socket.end('220 smtp.example.org ESMTP\r\n'),
      'changes the protocol': (socket) =>
        socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'),
      'has headers without end': (socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`),
    };
    const answers = await Promise.all(
      Object.entries(acts).map(async ([what, act]) => {
        await using server = await rawServer((socket) => socket.once('data', () => act(socket)));
        return [what, (await endAt(server, patient)).kind];
      }),
    );
    assert.deepEqual(
      answers,
      Object.keys(acts).map((what) => [what, 'missed']),
    );
  });

  it('a server that answers 200 and goes on for ever has taken it', async () => {
    await using server = await pingServer((_request, response) => {
      const more = (): void => {
        while (response.write('x'.repeat(10_000)));
      };
      response.on('drain', more).on('error', () => {});
      more();
    });
    assert.deepEqual(await endAt(server), { kind: 'taken' });
  });

  for (const [what, act] of [
    ['never answers', () => {}],
    [
      'goes on with answers that are none yet',
      (socket) => {
        const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 20);
        socket.on('close', () => clearInterval(timer));
      },
    ],
    [
      'sends a byte now and then',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nx: ');
        const timer = setInterval(() => socket.write('x'), 20);
        socket.on('close', () => clearInterval(timer));
      },
    ],
  ] as const satisfies [string, (socket: Socket) => void][])
    it(`a server that ${what} is given up when the time is over, for begin and end`, async () => {
      await using server = await rawServer(act);
      const heartbeat = heartbeatTo(`http://${server.host}/${secret}`, brief);
      heartbeat.begin();
      assert.equal((await heartbeat.end(0, ['done'])).kind, 'missed');
      assert.equal((await heartbeat.begun()).kind, 'missed');
    });

  it('the begin is given up when the pass has ended', async () => {
    await using server = await rawServer(() => {});
    const heartbeat = heartbeatTo(`http://${server.host}/`, patient);
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
    const heartbeat = heartbeatTo(`http://${server.host}/`, patient);
    heartbeat.begin();
    await until(() => answers.length === 1);
    const begun = heartbeat.begun(true);
    answers[0]?.();
    assert.equal((await begun).kind, 'refused');
  });

  it('an address that only looks like one is told as wrong', async () => {
    const answer = await heartbeatTo('https://host:99999/SECRET').end(0, []);
    assert.deepEqual(answer, invalid);
  });

  it('nor does one with a percent sign in its password end the process in the middle of a pass', async () => {
    const heartbeat = heartbeatTo('http://user:100%@host/SECRET');
    heartbeat.begin();
    // Longer than a rejection that nobody handles lets the process live.
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(await heartbeat.begun(), invalid);
    assert.deepEqual(await heartbeat.end(0, []), invalid);
  });

  it('a name that is not known', async () => {
    const answer = await heartbeatTo('http://nowhere.invalid/SECRET', patient).end(0, []);
    assert.deepEqual(answer.kind === 'missed' && [answer.reason.code, answer.reason.params['host']], [
      'healthcheck-missed',
      'nowhere.invalid',
    ]);
  });
});

describe('looking a name up so that it can be ended', () => {
  let folder: string;
  const { PATH } = process.env;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'muster-lookup-'))));
  afterEach(() => {
    process.env['PATH'] = PATH;
    rmSync(folder, { recursive: true });
  });

  it('finds what the system finds', async () => {
    const [error, all] = (await lookUp({ all: true })) as [unknown, { address: string }[]];
    assert.equal(error, null);
    assert.ok(all.some(({ address }) => address === '127.0.0.1' || address === '::1'));
    assert.deepEqual(await lookUp({ all: false, family: 4 }), [null, '127.0.0.1', 4]);
  });

  it('without the program by node', async () => {
    process.env['PATH'] = folder;
    assert.deepEqual(await lookUp({ all: false, family: 4 }), [null, '127.0.0.1', 4]);
  });

  it('a look-up that hangs is ended with the telling, and its process too [healthcheck-name]', async () => {
    const pidFile = join(folder, 'pid');
    writeFileSync(
      join(folder, 'getent'),
      `#!/bin/sh\necho $$ >${pidFile}.new\nmv ${pidFile}.new ${pidFile}\nexec sleep 600\n`,
    );
    chmodSync(join(folder, 'getent'), 0o755);
    process.env['PATH'] = `${folder}:${PATH}`;
    const heartbeat = heartbeatTo('http://switch.example.org/SECRET', patient);
    heartbeat.begin();
    await until(() => existsSync(pidFile));
    const answer = await heartbeat.begun();
    assert.equal(answer.kind, 'missed');
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await until(() => !existsSync(`/proc/${pid}`));
  });
});

describe('the body of what is told', () => {
  it('is the lines', () => assert.equal(bodyOf(['a', 'ß']), 'a\nß\n'));

  it('is cut at the end of a line, by bytes, and says how much is missing', () => {
    const lines = Array.from({ length: 300 }, (_, index) => `${index} ${'ü'.repeat(40)}`);
    const body = bodyOf(lines);
    const size = Buffer.byteLength(body);
    assert.ok(size <= mostBodyBytes && size > mostBodyBytes - 200, String(size));
    const kept = body.split('\n').slice(0, -2);
    assert.deepEqual(kept, lines.slice(0, kept.length));
    assert.ok(body.endsWith(`\n(${lines.length - kept.length} more lines are left out)\n`));
  });

  it('up to the limit nothing is cut', () => {
    const line = 'x'.repeat(mostBodyBytes - 1);
    assert.equal(bodyOf([line]), `${line}\n`);
    assert.equal(bodyOf([`${line}x`]), '(1 more line is left out)\n');
  });
});

function lookUp(options: { all: boolean; family?: number }): Promise<unknown[]> {
  const { signal } = new AbortController();
  return new Promise((resolve) =>
    endableLookup(signal)('localhost', options, (...found: unknown[]) => resolve(found)),
  );
}
