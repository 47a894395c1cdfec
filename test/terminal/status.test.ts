import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { musterCommand, sampleType, Site } from '../e2e/site.ts';
import { needs } from '../harness/needs.ts';
import { bringUpFleet, type Fleet } from '../fleet/fleet.ts';
import { Terminal, type TerminalOptions } from './terminal.ts';

/** The rows of three hosts, which may have notes below them. */
const allSeen = /(?:^[ >]*t[1-3] +seen [^]*){3}/m;

/** The words of a text, however they are wrapped. */
const words = (screen: string): string => screen.replaceAll(/\s+/g, ' ');

describe('muster on a terminal', () => {
  needs('root');
  let fleet: Fleet;
  let site: Site;

  before(async () => {
    fleet = await bringUpFleet({ hosts: ['t1', 't2', 't3'] });
    site = new Site(fleet).submitter('fails.sh', `echo ${complaint}; exit 3`);
    site.config({ types: [sampleType('one', { count: 3, maxPerHost: 1 }), failing] });
    await site.muster('run');
  });
  after(() => fleet?.down());
  afterEach(async () => {
    await fleet.host('t2').heal();
  });

  const complaint = 'the scratch file system of this host is full, and nobody has been told of that yet';
  const failing = { name: 'fails', count: 1, on: true, hot: false, submitter: 'fails.sh', key: 'fails.sh-x' };

  function open(args: readonly string[], { env, ...options }: TerminalOptions = {}): Terminal {
    const command = fleet.asControl([...musterCommand, ...args, '-c', site.file]);
    return new Terminal(command, {
      ...options,
      env: { HOME: fleet.controlHome, SSH_AUTH_SOCK: undefined, ...env },
    });
  }

  it('status --watch shows what changes, marks it, and leaves the terminal as it was', async () => {
    using terminal = open(['status', '--watch=1'], { rows: 40 });
    await terminal.shows(/^ {2}p\/one +3 +3 /m);
    assert.deepEqual([terminal.isAlternate(), terminal.isCursorShown()], [true, false]);
    const one = fleet
      .host('t2')
      .processes()
      .find(({ command }) => command.includes('sample-one'));
    fleet.host('t2').signal(one?.pid ?? 0, 'SIGKILL');
    await terminal.shows(/^> p\/one +3 +2 +1 short$/m);
    assert.match(terminal.screen().join('\n'), /^> t2 +seen +░░ 0\/2/m);
    assert.match(terminal.screen().join('\n'), /^ {2}t1 +seen +█░ 1\/2/m);
    // Nothing changes any more, so nothing stays marked.
    await terminal.shows((screen) => !/^>/m.test(screen) && /^ {2}p\/one +3 +2 +1 short$/m.test(screen));
    terminal.press('q');
    assert.equal(await terminal.exit(), 3);
    assert.equal(terminal.isAlternate(), false);
    assert.deepEqual(terminal.screen(), []);
  });

  it('status --watch keeps the last look, with its age, while a host does not answer', async () => {
    site.edit({ ping: { method: 'none' } });
    using terminal = open(['status', '--watch=1'], { rows: 40, columns: 100 });
    await terminal.shows(allSeen);
    await fleet.host('t2').cutOff();
    const waiting = await terminal.shows(/^\d\d:\d\d:\d\d.*\b2 of 3\b.*\bt2$/m);
    assert.match(waiting, allSeen);
    // Whoever leaves does not wait for it.
    terminal.press('C-c');
    assert.equal(await terminal.exit(), 3);
  });

  it('status --watch goes with the size of the terminal, and shows what is wrong with Interface.json', async () => {
    using terminal = open(['status', '--watch=1'], { columns: 132, rows: 40 });
    const wide = await terminal.shows(allSeen);
    assert.ok(words(wide).includes(complaint), wide);
    terminal.resize(60, 40);
    // At first the terminal only cuts off what it has; then the page is drawn anew.
    const narrow = await terminal.shows((screen) => words(screen).includes(complaint));
    assert.ok(narrow.split('\n').every((line) => line.length <= 60));
    // A line of the page that were too wide would go on at the very left.
    assert.ok(
      narrow
        .split('\n')
        .slice(1, -1)
        .every((line) => /^( {2}|> |$)/.test(line)),
      narrow,
    );
    terminal.resize(60, 8);
    await terminal.shows(/ 1-6 of \d+;/);
    terminal.press('G');
    await terminal.shows(/ \d+-(\d+) of \1;/);
    terminal.resize(80, 40);

    const well = readFileSync(site.file, 'utf8');
    writeFileSync(site.file, well.replace('"hotlimit"', '"hotlimt"'));
    const broken = await terminal.shows(/hotlimt/);
    assert.match(broken, /`hotlimit`/);
    assert.match(broken, allSeen);
    writeFileSync(site.file, well);
    await terminal.shows((screen) => !screen.includes('hotlimt') && allSeen.test(screen));
    terminal.press('q');
    assert.equal(await terminal.exit(), 3);
  });

  it('status --watch goes to the background and comes back', async () => {
    using terminal = new Terminal(fleet.asControl(['bash', '--norc', '-i']), {
      env: { HOME: fleet.controlHome, SSH_AUTH_SOCK: undefined, PS1: 'shell> ' },
    });
    await terminal.shows('shell>');
    terminal.type(`${musterCommand.join(' ')} status --watch=1 -c ${site.file}\n`);
    await terminal.shows(allSeen);
    terminal.press('C-z');
    await terminal.shows(/Stopped/);
    assert.deepEqual([terminal.isAlternate(), terminal.isCursorShown()], [false, true]);
    terminal.type('fg\n');
    await terminal.shows(allSeen);
    assert.equal(terminal.isAlternate(), true);
    terminal.press('q');
    await terminal.shows(/shell>$/);
    terminal.type('exit\n');
    assert.equal(await terminal.exit(), 3);
  });

  it('run shows how far it is on one line that is gone at the end, in colours, wrapped', async () => {
    const go = '.muster-go';
    site.submitter('slow.sh', `until [ -e "$HOME/${go}" ]; do sleep 0.1; done; exec ./start-sample.sh "$@"`);
    const slow = sampleType('slow', { submitter: 'slow.sh', count: 2, maxPerHost: 1, hosts: ['t[1,3]'] });
    site.config({ types: [slow, failing] });
    using terminal = open(['run', '--retry', '--only', 'p/slow', '--only', 'p/fails'], { columns: 60 });
    const progress = /^[12] of 3 .* t\[1,3\]; [0-4]:\d\d /gm;
    const screenBefore = await terminal.shows((screen) => screen.search(progress) >= 0);
    assert.equal(screenBefore.match(progress)?.length, 1);
    for (const name of ['t1', 't3']) await fleet.host(name).exec(`touch ${go}`);
    assert.equal(await terminal.exit(), 3);
    const screen = terminal.screen().join('\n');
    assert.doesNotMatch(screen, /\d of 3/);
    assert.ok(words(screen).includes(complaint), screen);
    assert.ok(
      terminal.coloured().some((text) => text.includes('\u001B[32m+')),
      screen,
    );
  });

  it('NO_COLOR: the same without colours', async () => {
    using terminal = open(['plan'], { env: { NO_COLOR: '1' } });
    await terminal.exit();
    assert.match(terminal.screen().join('\n'), /^Plan: /m);
    assert.deepEqual(terminal.coloured(), terminal.screen());
  });
});
