import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../../src/package.ts';
import { asDocument, LocalSite, mainFile, type Ran } from '../cli/localSite.ts';
import { pingServer, status } from './pingServer.ts';

const example = (name: string): string => packagePath(`examples/notify/${name}`);
const me = { host: 'me', via: 'local' };
/** Nothing listens on port 1. */
const dead = { host: 'n01', address: '127.0.0.1', port: 1 };

interface PagerEvent {
  readonly routing_key: string;
  readonly event_action: string;
  readonly dedup_key: string;
  readonly payload: { readonly summary: string; readonly source: string; readonly severity: string };
}

describe('the examples of programs that are notified', () => {
  let site: LocalSite;
  beforeEach(() => {
    site = new LocalSite();
    writeFileSync(join(site.folder, 'secret'), 'a-key\n', { mode: 0o600 });
  });
  afterEach(() => site[Symbol.dispose]());

  const pass = async (
    down: boolean,
    notify: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): Promise<Ran> => {
    site.config([site.type('a')], {
      available: down ? [me, dead] : [me],
      ping: { method: 'tcp' },
      safety: { brownout: 1 },
      monitor: { page: 'none', notify },
    });
    return site.run([process.execPath, mainFile, 'run', '-q'], { ...process.env, ...env });
  };

  it('mail: a letter with To, Subject and the text of cron’s mail goes to sendmail', async () => {
    mkdirSync(join(site.folder, 'bin'));
    const sendmail = join(site.folder, 'bin/sendmail');
    writeFileSync(sendmail, `#!/bin/sh\n{ echo "$@"; cat; } >${site.folder}/letter\n`);
    chmodSync(sendmail, 0o755);
    const PATH = `${join(site.folder, 'bin')}:${process.env['PATH']}`;
    const { exit, stderr } = await pass(true, [example('mail'), 'ops@example.org', 'night@example.org'], {
      PATH,
    });
    assert.deepEqual([exit, stderr], [0, '']);
    const letter = readFileSync(join(site.folder, 'letter'), 'utf8');
    assert.equal(
      letter.replaceAll(/\n\nmuster on .*/gs, ''),
      [
        '-t -i',
        'To: ops@example.org, night@example.org',
        `Subject: muster on ${hostname()}: new: n01`,
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: 8bit',
        'Auto-Submitted: auto-generated',
      ].join('\n'),
    );
    assert.match(
      letter,
      /\n\nNEW\n\? {2}n01 {2}down: connection refused at port 1\n\nAll there is now: muster status -c /,
    );
  });

  it('mail: a subject that is no ASCII is coded, and without sendmail the program mail takes it', () => {
    mkdirSync(join(site.folder, 'bin'));
    for (const [name, text] of [
      ['mail', `{ printf '%s|' "$@"; cat; } >${site.folder}/letter`],
      ['sendmail', `cat >${site.folder}/letter`],
    ] as const) {
      writeFileSync(join(site.folder, 'bin', name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(site.folder, 'bin', name), 0o755);
    }
    const letter = (): string => {
      const input = JSON.stringify({ subject: 'muster on büro: new', text: 'zwölf $(id) `id`\n%s\\n' });
      const PATH = `${join(site.folder, 'bin')}:${process.env['PATH']}`;
      const { status } = spawnSync(example('mail'), ['ops@example.org'], { input, env: { PATH } });
      assert.equal(status, 0);
      return readFileSync(join(site.folder, 'letter'), 'utf8');
    };
    const coded = letter();
    const words = [...coded.matchAll(/=\?utf-8\?b\?(.*?)\?=/g)].map(([, word = '']) =>
      Buffer.from(word, 'base64'),
    );
    assert.equal(Buffer.concat(words).toString(), 'muster on büro: new');
    assert.ok(coded.endsWith('\n\nzwölf $(id) `id`\n%s\\n\n'));
    rmSync(join(site.folder, 'bin/sendmail'));
    // As on a machine that has none anywhere.
    if (spawnSync('sh', ['-c', 'command -v /usr/sbin/sendmail /usr/lib/sendmail']).status !== 0)
      assert.equal(letter(), '-s|muster on büro: new|ops@example.org|zwölf $(id) `id`\n%s\\n\n');
  });

  it('shellcheck has nothing to say of mail', () => {
    const { stdout, status, error } = spawnSync('shellcheck', ['-s', 'sh', example('mail')], {
      encoding: 'utf8',
    });
    assert.equal(error, undefined);
    assert.equal(status, 0, stdout);
  });

  it('webhook: one message as code, in which nothing is called', async () => {
    await using chat = await pingServer();
    writeFileSync(join(site.folder, 'secret'), `http://${chat.host}/hooks/a-key\n`);
    const { exit, stderr } = await pass(true, [example('webhook.mjs'), join(site.folder, 'secret')]);
    assert.deepEqual([exit, stderr], [0, '']);
    const [message, ...more] = chat.asked;
    assert.deepEqual([more.length, message?.method, message?.path], [0, 'POST', '/hooks/a-key']);
    const { text } = JSON.parse(message?.body ?? '') as { text: string };
    assert.match(text, /^```\nmuster on .*: new: n01\n\nNEW\n\? {2}n01 {2}down: [^`]*\n```$/);
    const input = JSON.stringify({ text: `<!channel> \`\`\` @here ${'x'.repeat(20_000)}` });
    await site.run(['sh', '-c', 'printf %s "$1" | "$2" secret', 'sh', input, example('webhook.mjs')]);
    const told = JSON.parse(chat.asked[1]?.body ?? '') as { text: string };
    assert.match(told.text, /^```\n‹!channel› ''' @here x+\n\.\.\.\n```$/);
    assert.ok(told.text.length < 12_100);
  });

  it('pager: an incident is opened for each problem and closed by its end, with the same key', async () => {
    await using pager = await pingServer(status(202));
    const notify = [example('pager.mjs'), join(site.folder, 'secret'), `http://${pager.host}/v2/enqueue`];
    for (const down of [true, true, false, false, false]) assert.equal((await pass(down, notify)).stderr, '');
    const events = pager.asked.map(({ body }) => JSON.parse(body) as PagerEvent);
    assert.deepEqual(
      events.map(({ routing_key, event_action, payload }) => [routing_key, event_action, payload]),
      ['trigger', 'resolve'].map((action, index) => ['a-key', action, events[index]?.payload]),
    );
    assert.match(events[0]?.dedup_key ?? '', /^muster-host-[0-9a-f]{16}$/);
    assert.equal(events[0]?.dedup_key, events[1]?.dedup_key);
    const { summary, source, severity } = events[0]?.payload ?? {};
    assert.deepEqual(
      [summary, source, severity],
      ['n01: down: connection refused at port 1', hostname(), 'warning'],
    );
  });

  for (const name of ['webhook.mjs', 'pager.mjs'])
    it(`${name}: what does not take it is a failure, and the address and the key are not said`, async () => {
      await using other = await pingServer(status(500));
      const address = `http://${other.host}/a-key`;
      writeFileSync(join(site.folder, 'secret'), name === 'webhook.mjs' ? address : 'a-key');
      const args = [example(name), join(site.folder, 'secret'), ...(name === 'pager.mjs' ? [address] : [])];
      const { exit, stderr } = await pass(true, args);
      assert.equal(exit, 1);
      assert.match(stderr, /ended with exit 1; it printed: the (chat|pager) answered 500\./);
      await other[Symbol.asyncDispose]();
      const gone = await pass(true, args);
      assert.match(gone.stderr, /it printed: ECONNREFUSED\./);
      assert.ok(!`${stderr}${gone.stderr}`.includes('a-key'));
    });
});

describe('the page on alerts', () => {
  const page = readFileSync(packagePath('docs/alerts.md'), 'utf8');

  it('shows a document as the schema says, and the mail that is made of it', () => {
    const [, text = ''] = /^```json\n(.*?)^```$/ms.exec(page) ?? [];
    const { subject, text: told } = asDocument(text);
    assert.ok(page.includes(`\nSubject: ${String(subject)}\n`));
    assert.ok(page.includes(`\n\n${String(told)}\n\`\`\``));
  });

  it('tells every field and kind', () => {
    const { $defs } = JSON.parse(readFileSync(packagePath('schema/report.schema.json'), 'utf8')) as {
      $defs: Record<'notify' | 'notifyItem', { properties: Record<string, { enum?: string[] }> }>;
    };
    const { notify, notifyItem } = $defs;
    const kinds = notifyItem.properties['kind']?.enum ?? [];
    assert.ok(kinds.length > 10);
    for (const name of [...Object.keys(notify.properties), ...Object.keys(notifyItem.properties), ...kinds])
      assert.match(page, new RegExp(`\`${name}\`|"${name}": `), name);
  });
});
