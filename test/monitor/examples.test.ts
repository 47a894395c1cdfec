import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { packagePath } from '../../src/package.ts';
import { asDocument, type Ran, withDead } from '../cli/localSite.ts';
import { fieldLines } from '../harness/fields.ts';
import { needs } from '../harness/needs.ts';
import { NotifySite } from './notifySite.ts';
import { pingServer, status } from './pingServer.ts';

const example = (name: string): string => packagePath(`examples/notify/${name}`);

interface PagerEvent {
  readonly routing_key: string;
  readonly event_action: string;
  readonly dedup_key: string;
  readonly payload: { readonly summary: string; readonly source: string; readonly severity: string };
}

describe('the examples of programs that are notified', () => {
  let site: NotifySite;
  beforeEach(() => {
    site = new NotifySite();
    mkdirSync(site.path('bin'));
    writeFileSync(site.path('secret'), 'a-key\n', { mode: 0o600 });
  });
  afterEach(() => site[Symbol.dispose]());

  const pass = (down: boolean, notify: readonly string[]): Promise<Ran> =>
    site.notifying(withDead(...(down ? ['n01'] : [])), notify).muster('run', '-q');
  const letter = (): string => readFileSync(site.path('letter'), 'utf8');
  /** A program that muster's mail goes to. */
  const mailer = (name: string, text: string): void => {
    writeFileSync(site.path(`bin/${name}`), `#!/bin/sh\n${text} >${site.path('letter')}\n`);
    chmodSync(site.path(`bin/${name}`), 0o755);
  };
  const PATH = (): string => `${site.path('bin')}:${process.env['PATH']}`;

  const mailed = (): string => {
    const input = JSON.stringify({ subject: 'muster on büro: new', text: 'zwölf $(id) `id`\n%s\\n' });
    const env = { PATH: PATH() };
    assert.equal(spawnSync(example('mail'), ['ops@example.org'], { input, env }).status, 0);
    return letter();
  };

  it('mail: a letter with To, Subject and the text of cron’s mail goes to sendmail', async () => {
    mailer('sendmail', '{ echo "$@"; cat; }');
    const mail = ['/usr/bin/env', `PATH=${PATH()}`, example('mail'), 'ops@example.org', 'night@example.org'];
    const { exit, stderr } = await pass(true, mail);
    assert.deepEqual([exit, stderr], [0, '']);
    const [head = '', subject = '', news = ''] = letter().split('\n\n');
    assert.deepEqual(head.split('\n'), [
      '-t -i',
      'To: ops@example.org, night@example.org',
      `Subject: ${subject}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      'Auto-Submitted: auto-generated',
    ]);
    assert.ok(subject.includes(hostname()) && subject.includes('n01'), subject);
    assert.match(news, /^[A-Z]+\n\? {2}n01 {2}/);
  });

  it('mail: a subject that is no ASCII is coded, and without sendmail the program mail takes it', () => {
    mailer('mail', `{ printf '%s|' "$@"; cat; }`);
    mailer('sendmail', 'cat');
    const coded = mailed();
    const words = [...coded.matchAll(/=\?utf-8\?b\?(.*?)\?=/g)];
    const subject = Buffer.concat(words.map(([, word = '']) => Buffer.from(word, 'base64')));
    assert.equal(subject.toString(), 'muster on büro: new');
    assert.ok(coded.endsWith('\n\nzwölf $(id) `id`\n%s\\n\n'));
    rmSync(site.path('bin/sendmail'));
    // As on a machine that has none anywhere.
    if (spawnSync('sh', ['-c', 'command -v /usr/sbin/sendmail /usr/lib/sendmail']).status !== 0)
      assert.equal(mailed(), '-s|muster on büro: new|ops@example.org|zwölf $(id) `id`\n%s\\n\n');
  });

  it('webhook: one message as code, in which nothing is called', async () => {
    await using chat = await pingServer();
    writeFileSync(site.path('secret'), `http://${chat.host}/hooks/a-key\n`);
    const { exit, stderr } = await pass(true, [example('webhook.mjs'), site.path('secret')]);
    assert.deepEqual([exit, stderr], [0, '']);
    const [message, ...more] = chat.asked;
    assert.deepEqual([more.length, message?.method, message?.path], [0, 'POST', '/hooks/a-key']);
    const { text } = JSON.parse(message?.body ?? '') as { text: string };
    assert.match(text, /^```\nmuster on [^`]*\n\? {2}n01 {2}[^`]*\n```$/);
    const input = JSON.stringify({ text: `<!channel> \`\`\` @here ${'x'.repeat(20_000)}` });
    await site.run(['sh', '-c', 'printf %s "$1" | "$2" secret', 'sh', input, example('webhook.mjs')]);
    const told = JSON.parse(chat.asked[1]?.body ?? '') as { text: string };
    assert.match(told.text, /^```\n‹!channel› ''' @here x+\n\.\.\.\n```$/);
    assert.ok(told.text.length < 12_100);
  });

  it('pager: an incident is opened for each problem and closed by its end, with the same key', async () => {
    await using pager = await pingServer(status(202));
    const notify = [example('pager.mjs'), site.path('secret'), `http://${pager.host}/v2/enqueue`];
    for (const down of [true, true, false, false, false]) assert.equal((await pass(down, notify)).stderr, '');
    const events = pager.asked.map(({ body }) => JSON.parse(body) as PagerEvent);
    assert.deepEqual(fieldLines(events, 'routing_key', 'event_action'), ['a-key trigger', 'a-key resolve']);
    assert.match(events[0]?.dedup_key ?? '', /^muster-host-[0-9a-f]{16}$/);
    assert.equal(events[0]?.dedup_key, events[1]?.dedup_key);
    const { summary = '', source, severity } = events[0]?.payload ?? {};
    assert.ok(summary.startsWith('n01: '), summary);
    assert.deepEqual([source, severity], [hostname(), 'warning']);
  });

  for (const name of ['webhook.mjs', 'pager.mjs'])
    it(`${name}: what does not take it is a failure, and the address and the key are not said`, async () => {
      await using other = await pingServer(status(500));
      const address = `http://${other.host}/a-key`;
      writeFileSync(site.path('secret'), name === 'webhook.mjs' ? address : 'a-key');
      const args = [example(name), site.path('secret'), ...(name === 'pager.mjs' ? [address] : [])];
      const { exit, stderr } = await pass(true, args);
      assert.equal(exit, 1);
      assert.ok(stderr.includes('500'), stderr);
      await other[Symbol.asyncDispose]();
      const gone = await pass(true, args);
      assert.ok(gone.stderr.includes('ECONNREFUSED'), gone.stderr);
      assert.ok(!`${stderr}${gone.stderr}`.includes('a-key'));
    });
});

describe('the example mail', () => {
  needs('shellcheck');

  it('is taken by shellcheck', () => {
    const { stdout, status } = spawnSync('shellcheck', ['-s', 'sh', example('mail')], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
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
