import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCommands, HandHost, script, shells, until, type Flight } from './handmade.ts';

it('shellcheck has nothing to say of a pilot that is put together', () => {
  execFileSync('shellcheck', ['-'], { input: script(), stdio: ['pipe', 'pipe', 'inherit'] });
});

for (const shell of shells) {
  describe(`commands of pilots under ${shell}`, () => {
    let host: HandHost;
    beforeEach(() => {
      host = new HandHost(shell);
    });
    afterEach(() => host.remove());

    it('a host that does not meet what is required is unfit at once, for all reasons there are', () => {
      const { flight, status, output } = host.submit({
        requires: [
          ['command', 'sh'],
          ['command', 'no-such-command'],
          ['path', '/tmp'],
          ['path', '/no/such path'],
          ['disk', '1'],
          ['disk', '1099511627776'],
          ['memory', '10737418240'],
          ['cores', '1'],
          ['cores', '9999'],
        ],
      });
      assert.equal(status, 69);
      const state = flight.state();
      const message =
        /^it lacks the command no-such-command, the path \/no\/such path, 1048576\.0 GiB of disk \([\d.]+ GiB are free\), 10240\.0 GiB of memory \([\d.]+ GiB are free\), 9999 processors \(it has \d+\)$/;
      assert.match(state.message ?? '', message);
      assert.equal(output, `check-host: ${state.message}\n`);
      assert.deepEqual([state.phase, state.step, state.code], ['unfit', 'check-host', '-']);
      assert.deepEqual(flight.processes(), []);
    });

    it('a host that does is told of', async () => {
      const flight = host.launch({ requires: [['command', 'sh']] });
      assert.equal((await flight.ended()).phase, 'ended');
      const told =
        /^Linux \S+ on \S+, \d+ processors, \d+ KiB of memory and \d+ KiB of disk free, clock \d+$/m;
      assert.match(flight.read('steps/check-host.out'), told);
    });

    it('a component is ready when it says so, and exports what is text', async () => {
      const run = [
        'muster_ready; muster_ready',
        `muster_export A=1 "B=it's = so"; muster_export A=2 EMPTY=`,
        'for word in 1X=1 NONAME =1 "A B=1" "A=1\n2" "A=\t"; do muster_export GOOD=1 "$word"; echo $?; done',
        'muster_export; echo $?',
        'muster_export LD_PRELOAD=/tmp/x; muster_export PATH=/tmp; muster_export "A=$(printf %401s x)"; echo $?',
      ].join('\n');
      const before = Math.floor(Date.now() / 1000);
      const flight = host.launch({ run });
      assert.equal((await flight.ended()).phase, 'ended');
      const ready = Number(flight.read('ready'));
      assert.ok(ready >= before && ready <= Date.now() / 1000, flight.read('ready'));
      // The last of a name counts.
      assert.equal(flight.read('exports'), "A=2\nB=it's = so\nEMPTY=\n");
      assert.equal(flight.out(), '2\n'.repeat(8));
      const said = readFileSync(join(flight.sandbox, 'stderr'), 'utf8');
      assert.match(said, /^muster_export: "1X" is no name of a variable$/m);
      assert.match(said, /^muster_export: "NONAME" is not NAME=VALUE$/m);
      assert.match(said, /^muster_export: the value of A is more than one line of text$/m);
      assert.match(said, /^muster_export: LD_PRELOAD is not handed on: shells and programs go by it$/m);
      assert.match(said, /^muster_export: PATH is not handed on/m);
      assert.match(said, /^muster_export: the value of A is longer than 400 characters$/m);
    });

    it('probes of the site are good, a warning or an error', async () => {
      const good = await host.launch({ tests: ['true', 'echo "a bit full"; exit 1', 'exit 1'] }).ended();
      assert.deepEqual(
        [good.phase, good.warnings],
        ['ended', ['run-tests echo "a bit full"; exit 1: a bit full', 'run-tests exit 1: exit 1']],
      );
      const bad = await host
        .launch({ tests: ['exit 1', 'echo broken; exit 2', 'touch "$HOME/never"'] })
        .ended();
      assert.deepEqual(
        [bad.phase, bad.step, bad.code, bad.message],
        ['failed', 'run-tests', '2', 'test failed: echo broken; exit 2: broken'],
      );
      assert.ok(!existsSync(join(host.home, 'never')));
    });

    it('settings arrive as they are, in each format', async () => {
      const values = {
        PLAIN: 'text',
        QUOTES: `it's "so" \\n \\ $HOME \`id\` %d`,
        LINES: 'one\ntwo\n\nfour',
        EMPTY: '',
        CONTROL: 'tab\there \u0001\u007f',
        LETTERS: 'äöü€',
      };
      const read = (format: string): string =>
        ({
          env: `sh -c '. ./conf/set; for n in ${Object.keys(values).join(' ')} MUSTER_TYPE; do eval "printf \\"%s\\\\\\\\0\\" \\"\\$$n\\""; done'`,
          json: 'cat conf/set',
          ini: `python3 -c 'import configparser as c, json; p = c.RawConfigParser(); p.optionxform = str; p.read("conf/set"); print(json.dumps({**p["settings"], **p["muster"]}))'`,
        })[format] ?? '';
      for (const format of ['env', 'json', 'ini']) {
        const flight = host.launch({
          settings: Object.entries(values),
          values: { settings_file: 'conf/set', settings_format: format },
          run: `stat -c %a conf/set; ${read(format)}`,
        });
        const state = await flight.ended();
        assert.equal(state.phase, 'ended', state.text + readFileSync(join(flight.sandbox, 'stderr'), 'utf8'));
        const text = flight.out();
        assert.ok(text.startsWith('600\n'), text);
        const rest = text.slice(4);
        const expected = [...Object.values(values), 'c0'];
        if (format === 'env') assert.deepEqual(rest.split('\0').slice(0, -1), expected);
        else {
          const found = JSON.parse(rest) as Record<string, string>;
          assert.deepEqual(
            [...Object.keys(values), 'MUSTER_TYPE'].map((name) => found[name]),
            expected,
          );
        }
      }
    });

    it('what it has used is in the journal', async () => {
      const flight = host.launch({ run: 'i=0; while [ $i -lt 30000 ]; do i=$((i + 1)); done' });
      assert.equal((await flight.ended()).phase, 'ended');
      assert.match(flight.read('usage'), /^wall \d+ s, processor \d+\.\d\d s/);
      const line = flight
        .read('journal')
        .split('\n')
        .find((line) => /\treport-usage\tok\t/.test(line));
      assert.equal(line?.split('\t')[4], flight.read('usage').trim());
      for (const line of flight.read('journal').split('\n').slice(0, -1))
        assert.match(line, /^\d+\t[a-z-]+\t(begin\t-\t|ok\t\d+\t[^\t]*)$/);
    });

    it('so is the memory that it was seen to hold', async () => {
      const run = `/usr/bin/python3 -c 'import os, time; held = bytearray(os.urandom(1) * 60_000_000); time.sleep(2.5)'`;
      const flight = host.launch({ run });
      assert.equal((await flight.ended()).phase, 'ended');
      const [, kib = ''] = /, memory (\d+) KiB$/m.exec(flight.read('usage')) ?? [];
      assert.ok(Number(kib) > 58_000 && Number(kib) < 200_000, flight.read('usage'));
    });

    it('of the sandboxes that have ended the three latest of a component stay', async () => {
      const other = host.launch({ values: { type: 'other' } });
      await other.ended();
      const lost = host.launch({ run: 'sleep 1000' });
      await until(() => existsSync(lost.own('running')));
      await lost.kill();
      const living = host.launch({ run: 'while [ ! -e go ]; do sleep 0.1; done' });
      await until(() => existsSync(living.own('running')));
      const flights: Flight[] = [];
      for (let nth = 0; nth < 5; nth += 1) {
        const flight = host.launch({});
        await flight.ended();
        flights.push(flight);
        // The order is by their seconds.
        const second = Math.floor(Date.now() / 1000);
        await until(() => Math.floor(Date.now() / 1000) > second);
      }
      assert.deepEqual(
        flights.map(({ sandbox }) => existsSync(sandbox)),
        [false, false, true, true, true],
      );
      assert.deepEqual(
        [other, lost, living].map(({ sandbox }) => existsSync(sandbox)),
        [true, false, true],
      );
      writeFileSync(join(living.sandbox, 'go'), '');
      await living.ended();
    });

    it('by hand it names itself, and a list of one command is enough', async () => {
      const file = host.write(
        script({ commands: [{ stage: 'run', name: 'run-component' }], run: 'echo $MUSTER_LAUNCH_ID' }),
      );
      execFileSync(file, { env: host.env });
      const listed = (): string[] =>
        execFileSync('ls', [join(host.root, 'sandboxes')], { encoding: 'utf8' })
          .trim()
          .split('\n');
      const sandbox = join(host.root, 'sandboxes', listed()[0] ?? '');
      await until(() => existsSync(join(sandbox, '.muster/exit')));
      assert.match(readFileSync(join(sandbox, 'stdout'), 'utf8'), /^hand-\d+-\d+\n$/);
    });

    it('a command that a site has put in front of a shipped one may call that', async () => {
      const site =
        'check_host() { base_check_host; echo "and more"; }\nconfigure() { muster_env SITE "it\'s"; muster_warning "odd\thost"; }\n';
      const text = script({ site, run: 'echo $SITE' }).replace('\ncheck_host() {', '\nbase_check_host() {');
      const flight = host.launch(text);
      const state = await flight.ended();
      assert.deepEqual(
        [state.phase, state.warnings, flight.out()],
        ['ended', ['configure odd host'], "it's\n"],
      );
      assert.match(flight.read('steps/check-host.out'), /^Linux .*\nand more\n$/);
    });

    it('a command that only warns lets the rest go on, in whatever way it fails', async () => {
      const commands = allCommands.map((each) =>
        each.name === 'stage-files' || each.name === 'open-tunnel'
          ? { ...each, failure: 'warns' as const, timeout: 1 }
          : each,
      );
      const site = 'stage_files() { muster_message "not now"; exit 3; }\nopen_tunnel() { sleep 1000; }\n';
      const state = await host.launch({ commands, site }).ended();
      assert.deepEqual(
        [state.phase, state.code, state.warnings],
        ['ended', '0', ['stage-files not now', 'open-tunnel took longer than 1 s']],
      );
      assert.deepEqual(
        state.steps.filter(({ state }) => state !== 'ok').map(({ name, state, code }) => [name, state, code]),
        [
          ['stage-files', 'warned', '3'],
          ['open-tunnel', 'timeout', '-'],
        ],
      );
    });

    it('the state is bounded, however much there is to say', async () => {
      const site = `configure() { i=0; while [ $i -lt 20 ]; do muster_warning "$(printf %03000d $i)"; i=$((i + 1)); done; muster_message "$(printf %09000d 1)"; i=0; while [ $i -lt 99 ]; do printf '%0999d\\n' $i; i=$((i + 1)); done; return 1; }\n`;
      const state = await host.launch({ site }).ended();
      assert.equal(state.phase, 'failed');
      assert.deepEqual([state.warnings.length, state.tail.length, state.message?.length], [5, 10, 500]);
      assert.ok(state.text.length <= 8192, String(state.text.length));
    });

    it('a sandbox is removed even where folders in it were made read-only', async () => {
      const run = 'mkdir -p a/b .hidden ..odd; touch a/b/c; chmod 500 a/b a';
      const flight = host.launch({ run });
      const state = await flight.ended();
      assert.equal(state.phase, 'ended', state.text);
      assert.deepEqual(
        execFileSync('ls', ['-A', flight.sandbox], { encoding: 'utf8' }).trim().split('\n').toSorted(),
        ['.muster', 'stderr', 'stdout'],
      );
      assert.ok(statSync(flight.own('pilot')).isFile());
    });
  });
}
