import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Message } from '../../src/core/catalogue/catalogue.ts';
import { newKey } from '../../src/practice/keys.ts';
import { asDocument, LocalSite } from '../cli/localSite.ts';
import { listening } from '../harness/ports.ts';
import { message, number, text } from '../remote/hostile/acts.ts';
import { plainPacket } from '../remote/hostile/server.ts';
import { harmful } from './fuzz.ts';

/** As bytes of a submitter's output, by printf: ESC, OSC 52, raw C1, DEL, bidi, separators, half a surrogate pair. */
const printed = String.raw`a\033[2J\033]52;c;eA==\007 b\233\061m c\302\233 d\342\200\256 e\342\200\250\342\200\251 f\177\010 g\355\240\200 h\303\050 i\363\240\200\201 j\000 k\r`;
/** SSH_MSG_DISCONNECT (RFC 4253, 11.1). */
const disconnect = message(
  1,
  number(2),
  text('\u001B[2J\u009B31m\u202E\u2028\u007F\u0007 is down'),
  text(''),
);

describe('control characters from hosts', () => {
  it('a submitter prints: text, --json and the log [control-characters]', async () => {
    using site = new LocalSite();
    site
      .submitter('bad.sh', `printf '${printed}\\n'; exit 3`)
      .config([site.type('bad', { submitter: 'bad.sh' })]);
    const plain = await site.muster('run', '-v');
    isHarmless(plain.stdout + plain.stderr);
    assert.match(plain.stdout, /a\?\[2J\?\]52;c;eA==\? b/);
    const json = await site.muster('run', '--json', '--retry');
    isHarmless(json.stdout);
    assert.match(JSON.stringify(asDocument(json.stdout)['outcomes']), /\\u001b\[2J/);
    const log = logOf(site);
    isHarmless(log);
    const said = log.split('\n').filter((line) => line.includes('"launched"'));
    assert.equal(said.length, 2);
    // What is escaped still means what the host said.
    for (const line of said) {
      const { detail } = JSON.parse(line) as { detail: Message };
      assert.deepEqual([detail.code, detail.params['exit']], ['submitter-failed', '3']);
      for (const part of ['\u001B[2J', '\u202E', '\u2028'])
        assert.ok(String(detail.params['printed']).includes(part), line);
    }
  });

  it('a server speaks before ssh does: text, --json and the log [control-characters]', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
      socket.write(Buffer.concat([Buffer.from('SSH-2.0-'), Buffer.from('x\r\n'), plainPacket(disconnect)]));
    });
    const port = await listening(server);
    try {
      using site = new LocalSite();
      writeFileSync(join(site.folder, 'key'), newKey(), { mode: 0o600 });
      const available = [
        { host: 'me', via: 'local' },
        { host: 'evil', address: '127.0.0.1', port },
      ];
      const more = {
        available,
        ssh: { user: 'op', identityFile: 'key' },
        ping: { method: 'none' },
        safety: { brownout: 1 },
      };
      site.config([site.type('one', { hosts: 'evil' })], more);
      const plain = await site.muster('run', '-v');
      assert.match(plain.stdout, /evil {2}silent: .*\[2J.* is down/);
      isHarmless(plain.stdout + plain.stderr);
      const json = await site.muster('run', '--json');
      isHarmless(json.stdout);
      const [, evil] = asDocument(json.stdout)['hosts'] as { reason?: Message }[];
      assert.equal(evil?.reason?.code, 'ssh-failed');
      const said = String(evil.reason.params['error']);
      assert.ok(said.includes('\u001B[2J') && said.includes('\u202E\u2028\u007F'), said);
      isHarmless(logOf(site));
    } finally {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });

  it('a probe of its own prints none but control characters', async () => {
    using site = new LocalSite();
    site.submitter('mine', `printf '${printed}\\n'; printf '${printed}\\n' >&2`);
    site.config([site.type('one')], { scripts: { local: 'workerscripts', probe: 'mine' } });
    for (const args of [['status'], ['run'], ['run', '--json']]) {
      const { stdout, stderr } = await site.muster(...args);
      assert.match(stdout, /a\?\[2J\?\]52;c;eA==\? b/);
      isHarmless(stdout + stderr);
    }
    isHarmless(logOf(site));
  });

  it('names of files and the holder of a lock, in what muster says of failures', async () => {
    using site = new LocalSite();
    site.config([site.type('one')]);
    const odd = 'a\u001B[2J\u009B\u202E\u2028.json';
    for (const args of [
      ['check', '-c', odd],
      ['run', '-c', odd],
      ['run', '-w', odd],
      ['run', '--only', odd],
    ]) {
      const { stdout, stderr, exit } = await site.muster(...args);
      assert.notEqual(exit, 0);
      isHarmless(stdout + stderr);
    }
    writeFileSync(join(site.folder, odd), '{"\u001B": 1, "\u202E": "\u2028"}');
    const { stdout } = await site.muster('check', '-c', odd);
    isHarmless(stdout);
    assert.match(stdout, /error/);
  });
});

/** Line ends are ours. */
function isHarmless(shown: string): void {
  for (const line of shown.split('\n')) assert.doesNotMatch(line, harmful);
}

function logOf(site: LocalSite): string {
  const logs = join(site.folder, 'logs');
  const names = readdirSync(logs).filter((name) => name.endsWith('.jsonl'));
  return names.map((name) => readFileSync(join(logs, name), 'utf8')).join('');
}
