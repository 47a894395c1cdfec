import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../harness/until.ts';
import { allCommands, script, underShells, type Flight } from './handmade.ts';

const values = {
  PLAIN: 'text',
  QUOTES: `it's "so" \\n \\ $HOME \`id\` %d`,
  LINES: 'one\ntwo\n\nfour',
  EMPTY: '',
  CONTROL: 'tab\there \u0001\u007f',
  LETTERS: 'äöü€',
};

/** What prints the settings, in each format. */
const readers = {
  env: `sh -c '. ./conf/set; for n in ${Object.keys(values).join(' ')} MUSTER_TYPE; do eval "printf \\"%s\\\\\\\\0\\" \\"\\$$n\\""; done'`,
  json: 'cat conf/set',
  ini: `python3 -c 'import configparser as c, json; p = c.RawConfigParser(); p.optionxform = str; p.read("conf/set"); print(json.dumps({**p["settings"], **p["muster"]}))'`,
};

underShells(
  'commands of pilots',
  {
    'a host that does not meet what is required is unfit at once': (host) => {
      const { flight, status, output } = host.submit({
        requires: [
          ['command', 'sh'],
          ['command', 'no-such-command'],
          ['path', '/tmp'],
          ['disk', '1'],
          ['cores', '1'],
        ],
      });
      assert.equal(status, 69);
      const { message, phase, step, code } = flight.state();
      assert.equal(output, `check-host: ${message}\n`);
      assert.deepEqual([phase, step, code], ['unfit', 'check-host', '-']);
      assert.match(message ?? '', /no-such-command$/);
      assert.deepEqual(flight.processes(), []);
    },

    'a host that does is described': async (host) => {
      const flight = host.launch({ requires: [['command', 'sh']] });
      await flight.endsWith({ phase: 'ended' });
      const [, ...numbers] =
        /^Linux \S+ on \S+, (\d+) \D+ (\d+) KiB \D+ (\d+) KiB .* (\d+)$/m.exec(
          flight.read('steps/check-host.out'),
        ) ?? [];
      assert.equal(numbers.filter((number) => Number(number) > 0).length, 4);
    },

    'a component is ready when it says so, and exports what is text': async (host) => {
      const run = [
        'muster_ready; muster_ready',
        `muster_export A=1 "B=it's = so"; muster_export A=2 EMPTY=`,
        'for word in 1X=1 NONAME =1 "A B=1" "A=1\n2" "A=\t"; do muster_export GOOD=1 "$word"; echo $?; done',
        'muster_export; echo $?',
        'muster_export LD_PRELOAD=/tmp/x; muster_export PATH=/tmp; muster_export "A=$(printf %401s x)"; echo $?',
      ].join('\n');
      const before = Math.floor(Date.now() / 1000);
      const flight = host.launch({ run });
      await flight.endsWith({ phase: 'ended' });
      const ready = Number(flight.read('ready'));
      assert.ok(ready >= before && ready <= Date.now() / 1000, flight.read('ready'));
      // The last of a name counts.
      assert.equal(flight.read('exports'), "A=2\nB=it's = so\nEMPTY=\n");
      assert.equal(flight.out(), '2\n'.repeat(8));
      // Those, and that it needs an argument.
      assert.equal(flight.err().match(/^muster_export: /gm)?.length, 10, flight.err());
    },

    'tests of the site pass, warn or fail': async (host) => {
      const good = host.launch({ tests: ['true', 'echo "a bit full"; exit 1', 'exit 1'] });
      const { warnings } = await good.endsWith({ phase: 'ended' });
      assert.equal(warnings.length, 2);
      const bad = host.launch({ tests: ['exit 1', 'echo broken; exit 2', 'touch "$HOME/never"'] });
      await bad.endsWith({ phase: 'failed', step: 'run-tests', code: '2' });
      assert.ok(!existsSync(join(host.home, 'never')));
    },

    ...Object.fromEntries(
      Object.entries(readers).map(([format, run]) => [
        `settings arrive as they are in the format ${format}`,
        async (host) => {
          const flight = host.launch({
            settings: Object.entries(values),
            values: { settings_file: 'conf/set', settings_format: format },
            run: `stat -c %a conf/set; ${run}`,
          });
          await flight.endsWith({ phase: 'ended', code: '0' });
          const text = flight.out();
          assert.ok(text.startsWith('600\n'), text);
          const rest = text.slice(4);
          const found = format === 'env' ? null : (JSON.parse(rest) as Record<string, string>);
          assert.deepEqual(
            found === null
              ? rest.split('\0').slice(0, -1)
              : [...Object.keys(values), 'MUSTER_TYPE'].map((name) => found[name]),
            [...Object.values(values), 'c0'],
          );
        },
      ]),
    ),

    'what it has used is in the journal, with the memory that it was seen to hold': async (host) => {
      // It ends once that was measured.
      const run = `/usr/bin/python3 -c 'import os, time
held = bytearray(os.urandom(1) * 60_000_000)
def seen():
  try: return int(open(".muster/peak").read())
  except (OSError, ValueError): return 0
while seen() < 58_000: time.sleep(0.05)'`;
      const flight = host.launch({ run });
      await flight.endsWith({ phase: 'ended', code: '0' });
      const usage = flight.read('usage').trim();
      const [, kib = ''] = /(\d+) KiB$/.exec(usage) ?? [];
      assert.ok(Number(kib) > 58_000 && Number(kib) < 200_000, usage);
      const journal = flight.read('journal').split('\n').slice(0, -1);
      const line = journal.find((line) => /\treport-usage\tok\t/.test(line));
      assert.equal(line?.split('\t')[4], usage);
      for (const line of journal) assert.match(line, /^\d+\t[a-z-]+\t(begin\t-\t|ok\t\d+\t[^\t]*)$/);
    },

    'of the sandboxes that have ended the three latest of a component stay': async (host) => {
      const other = host.launch({ values: { type: 'other' } });
      const lost = host.launch({ run: 'sleep 1000' });
      const living = host.launch({ run: 'while [ ! -e go ]; do sleep 0.1; done' });
      await other.ended();
      await lost.makes('running');
      await lost.kill();
      await living.makes('running');
      const flights: Flight[] = [];
      for (let nth = 0; nth < 4; nth += 1) {
        const flight = host.launch({});
        await flight.ended();
        flights.push(flight);
      }
      assert.deepEqual(
        [...flights, other, lost, living].map(({ sandbox }) => existsSync(sandbox)),
        [false, true, true, true, true, false, true],
      );
      writeFileSync(join(living.sandbox, 'go'), '');
      await living.ended();
    },

    'by hand it names itself, and a list of one command is enough': async (host) => {
      const commands = [{ stage: 'run', name: 'run-component' }] as const;
      const file = host.write(script({ commands, run: 'echo $MUSTER_LAUNCH_ID' }));
      execFileSync(file, { env: host.env });
      const [name = ''] = readdirSync(join(host.root, 'sandboxes'));
      const sandbox = join(host.root, 'sandboxes', name);
      await until(() => existsSync(join(sandbox, '.muster/exit')));
      assert.match(readFileSync(join(sandbox, 'stdout'), 'utf8'), /^hand-\d+-\d+\n$/);
    },

    'a command that a site has put in front of a shipped one may call that': async (host) => {
      const site =
        'check_host() { base_check_host; echo "and more"; }\nconfigure() { muster_env SITE "it\'s"; muster_warning "odd\thost"; }\n';
      const text = script({ site, run: 'echo $SITE' }).replace('\ncheck_host() {', '\nbase_check_host() {');
      const flight = host.launch(text);
      await flight.endsWith({ phase: 'ended', warnings: ['configure odd host'] });
      assert.equal(flight.out(), "it's\n");
      assert.match(flight.read('steps/check-host.out'), /^Linux .*\nand more\n$/);
    },

    'a command that only warns lets the rest go on, in whatever way it fails': async (host) => {
      const commands = allCommands.map((each) =>
        each.name === 'stage-files' || each.name === 'open-tunnel'
          ? { ...each, failure: 'warns' as const, timeout: 1 }
          : each,
      );
      const site = 'stage_files() { muster_message "not now"; exit 3; }\nopen_tunnel() { sleep 1000; }\n';
      const state = await host.launch({ commands, site }).endsWith({ phase: 'ended', code: '0' });
      assert.ok(state.warnings[0]?.startsWith('stage-files '), state.text);
      assert.deepEqual(
        state.steps.filter(({ state }) => state !== 'ok').map(({ name, state, code }) => [name, state, code]),
        [
          ['stage-files', 'warned', '3'],
          ['open-tunnel', 'timeout', '-'],
        ],
      );
    },

    'the state is bounded, however much there is to say': async (host) => {
      const site = `configure() { i=0; while [ $i -lt 20 ]; do muster_warning "$(printf %03000d $i)"; i=$((i + 1)); done; muster_message "$(printf %09000d 1)"; i=0; while [ $i -lt 99 ]; do printf '%0999d\\n' $i; i=$((i + 1)); done; return 1; }\n`;
      const state = await host.launch({ site }).endsWith({ phase: 'failed' });
      assert.deepEqual([state.warnings.length, state.tail.length, state.message?.length], [5, 10, 500]);
      assert.ok(state.text.length <= 8192, String(state.text.length));
    },

    'a sandbox is removed even where folders in it were made read-only': async (host) => {
      const flight = host.launch({ run: 'mkdir -p a/b .hidden ..odd; touch a/b/c; chmod 500 a/b a' });
      await flight.endsWith({ phase: 'ended' });
      assert.deepEqual(readdirSync(flight.sandbox).toSorted(), ['.muster', 'stderr', 'stdout']);
      assert.ok(statSync(flight.own('pilot')).isFile());
    },
  },
  8,
  'python3',
);
