import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommand } from '../../src/pilot/commandText.ts';
import { message } from '../../src/core/catalogue/catalogue.ts';
import { layersOf } from '../../src/pilot/layers.ts';
import { ownCommands, readToolbox } from '../../src/pilot/toolbox.ts';
import { formatVersion } from '../../src/report/document.ts';
import { styleFor } from '../../src/report/style.ts';
import type { CommandReport, ToolboxReport } from '../../src/report/toolboxDocument.ts';
import { listsText, toolboxText } from '../../src/report/toolboxText.ts';
import { golden } from '../harness/golden.ts';
import { scratchFolder } from '../store/scratch.ts';
import { commandText } from './sites.ts';

/** What is wrong with a command's file, as `line code`. */
const problemsOf = (name: string, text: string): string[] => {
  const read = readCommand(name, text, '/site/file');
  return read.ok ? [] : read.problems.map(({ code, params }) => `${String(params['line'])} ${code}`);
};

const body = (word: string, more = '') =>
  `check_host() { check_host__say ${word}; ${more}; }\ncheck_host__say() { echo "$1"; }\n`;

describe("a command's file", () => {
  it('says what it is', () => {
    const text = commandText('check-host', { timeout: '2m', failure: 'warns', foreground: 'yes' });
    assert.deepEqual(readCommand('check-host', text, '/site/check-host'), {
      ok: true,
      header: {
        summary: 'tests check-host',
        stage: 'prepare',
        timeoutS: 120,
        failure: 'warns',
        foreground: true,
      },
    });
  });

  const sound = commandText('check-host');
  for (const [what, text, ...expected] of [
    ['no shebang', sound.replace('#!/bin/sh', '# hello'), '1 command-shebang-missing'],
    ['CR LF', sound.replaceAll('\n', '\r\n'), '1 command-has-crlf', '1 command-code-outside'],
    ['a NUL', sound.replace('true', 'tr\0ue'), '7 command-has-nul'],
    ['no end of the last line', sound.trimEnd(), '8 command-last-line-open'],
    ['no summary', sound.replace(/# summary.*\n/, ''), '1 command-header-missing'],
    ['an empty summary', sound.replace(/(# summary:).*/, '$1'), '2 command-header-invalid'],
    ['a wrong stage', sound.replace('prepare', 'begin'), '3 command-header-invalid'],
    ['a wrong timeout', sound.replace('30s', '30'), '4 command-header-invalid'],
    ['an unknown header', sound.replace('# failure', '# failing'), '5 command-header-unknown'],
    ['a header twice', sound.replace('# failure', '# stage: run\n# failure'), '5 command-header-repeated'],
    [
      'foreground at its end',
      commandText('check-host', { stage: 'finish', foreground: 'yes' }),
      '1 command-foreground-late',
    ],
    ['another function', sound.replace('check_host()', 'chek_host()'), '6 command-function-foreign'],
    ['no function', sound.replace(/check_host\(\)[^]*/, ''), '0 command-function-missing'],
    ['a line outside', `${sound}rm -rf /tmp/x\n`, '9 command-code-outside'],
    ['a function without an end', `${sound}check_host__b() {\n  true\n`, '9 command-function-open'],
  ] as const)
    it(`with ${what} is reported with its line`, () =>
      assert.deepEqual(problemsOf('check-host', text), expected));

  for (const [where, body] of [
    ['a here-document', "  cat <<'END'\n}\nfoo() {\nset -e\nit's\nEND\n"],
    ['two of them', '  cat <<A; cat <<-"B C"\n}\nA\nfoo() {\n\tB C\n'],
    ['a quoted text', "  printf '\nfoo() {\n  \"x\n}\nset -e # it is\n'\n"],
    ['a text in double quotes', '  echo "it\'s $(echo "x") \\"\n}\nset -e"\n'],
    ['a comment', "  true # it's\n  # don't\n  echo ${x#y} $# a#b $((1<<2))\n"],
  ] as const)
    it(`may hold what looks like a slip in ${where}`, () => {
      const text = sound.replace(
        /check_host\(\)[^]*/,
        `check_host() {\n${body}}\ncheck_host__a() { :; } # short\n`,
      );
      assert.deepEqual(problemsOf('check-host', text), []);
      assert.equal(spawnSync('sh', ['-n'], { input: text }).status, 0);
      assert.equal(problemsOf('check-host', `${text}set -e\n`).length, 1, 'what stands behind is seen');
    });
});

describe('the toolbox', () => {
  const folder = scratchFolder();
  const write = (where: string, name: string, text: string): void => {
    mkdirSync(join(folder(), where), { recursive: true });
    writeFileSync(join(folder(), where, name), text);
  };
  const read = (...sites: string[]) =>
    readToolbox(
      sites.map((site) => join(folder(), site)),
      join(folder(), 'own'),
    );

  it("muster's own commands are sound", async () => {
    const { commands, broken, unreadable } = await readToolbox([]);
    assert.deepEqual([[...broken], [...unreadable]], [[], []]);
    assert.deepEqual([...commands.keys()], readdirSync(ownCommands()).toSorted());
    assert.ok(commands.has('run-component'));
  });

  it('a folder that is searched first replaces, adds, and leaves the rest', async () => {
    write('own', 'a', commandText('a'));
    write('own', 'check-host', commandText('check-host'));
    write('site', 'check-host', commandText('check-host', { timeout: '5s' }));
    write('site', 'check-gpu', commandText('check-gpu'));
    write('site', 'README.md', 'not a command');
    const { commands, folders } = await read('site');
    assert.deepEqual([...commands.keys()], ['a', 'check-gpu', 'check-host']);
    assert.deepEqual(folders, [join(folder(), 'site'), join(folder(), 'own')]);
    const { layers, timeoutS } = commands.get('check-host') ?? assert.fail();
    assert.equal(timeoutS, 5);
    assert.deepEqual(
      layers.map(({ file }) => file),
      [join(folder(), 'site/check-host'), join(folder(), 'own/check-host')],
    );
  });

  it('what is broken is told with its file, and is no command', async () => {
    write('own', 'a', commandText('a'));
    write('site', 'a', '#!/bin/sh\n');
    write('site', 'kill', commandText('kill'));
    mkdirSync(join(folder(), 'site/folder'));
    symlinkSync('nowhere', join(folder(), 'site/gone'));
    writeFileSync(join(folder(), 'site/latin'), Buffer.from([0x23, 0xe4, 0x0a]));
    writeFileSync(join(folder(), 'site/secret'), commandText('secret'));
    chmodSync(join(folder(), 'site/secret'), 0o000);
    const { commands, broken, unreadable } = await read('site', 'none');
    assert.deepEqual(
      [...commands.keys()].filter((name) => name !== 'secret'),
      [],
    );
    const first = Object.fromEntries(
      [...broken].map(([name, [problem]]) => [name, [problem?.code, problem?.params['problem']]]),
    );
    assert.deepEqual(first, {
      a: ['command-header-missing', undefined],
      folder: ['command-file-unusable', 'not-a-file'],
      gone: ['command-file-unusable', 'unreadable'],
      kill: ['command-name-taken', undefined],
      latin: ['command-file-unusable', 'not-utf8'],
      // root reads everything.
      ...(process.getuid?.() === 0 ? {} : { secret: ['command-file-unusable', 'not-permitted'] }),
    });
    for (const [name, [problem]] of broken)
      assert.equal(problem?.params['file'], join(folder(), 'site', name));
    assert.deepEqual(
      [...unreadable].map(([index, { code, params }]) => [index, code, params['problem']]),
      [[1, 'toolbox-folder-unusable', 'missing']],
    );
  });

  it('each file can call the one it replaces, through several folders', async () => {
    write('own', 'check-host', commandText('check-host', {}, body('own', ':')));
    write('mid', 'check-host', commandText('check-host', {}, body('mid', 'base_check_host')));
    write('top', 'check-host', commandText('check-host', {}, body('top', 'base_check_host')));
    const { commands } = await read('top', 'mid');
    const layers = layersOf(commands.get('check-host') ?? assert.fail());
    assert.equal(layers.length, 3);
    const script = `${layers.map(({ text }) => text).join('\n')}\ncheck_host`;
    assert.equal(spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout, 'top\nmid\nown\n');
  });

  it('a name of one word is renamed where it is the function, and nowhere else', async () => {
    const own =
      'configure() {\n  echo ./configure configure-it "configure: x"\n  configure__x && true\n}\nconfigure__x() { echo x; }\n';
    write('own', 'configure', commandText('configure', {}, own));
    write('site', 'configure', commandText('configure', {}, 'configure() { base_configure; }\n'));
    const { commands } = await read('site');
    const layers = layersOf(commands.get('configure') ?? assert.fail());
    const script = `${layers.map(({ text }) => text).join('\n')}\nconfigure`;
    assert.equal(
      spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout,
      './configure configure-it configure: x\nx\n',
    );
  });

  it('what is replaced and not called is left out', async () => {
    write('own', 'check-host', commandText('check-host'));
    write(
      'site',
      'check-host',
      commandText('check-host', {}, '# not base_check_host\ncheck_host() { :; }\n'),
    );
    const { commands } = await read('site');
    assert.equal(layersOf(commands.get('check-host') ?? assert.fail()).length, 1);
  });
});

const command = (name: string, more: Partial<CommandReport> = {}): CommandReport => ({
  command: name,
  stage: 'prepare',
  timeoutS: 30,
  failure: 'ends',
  foreground: false,
  summary: `what ${name} does`,
  file: `/opt/muster/commands/${name}`,
  overrides: [],
  ...more,
});

describe('the text of muster pilot', () => {
  const report: ToolboxReport = {
    formatVersion,
    command: 'pilot',
    config: '/srv/fleet/Interface.json',
    toolbox: ['/srv/fleet/site', '/opt/muster/commands'],
    commands: [
      command('check-gpu', { file: '/srv/fleet/site/check-gpu', timeoutS: 7200 }),
      command('check-host', {
        file: '/srv/fleet/site/check-host',
        overrides: ['/opt/muster/commands/check-host'],
        timeoutS: 120,
      }),
      command('run-component', { stage: 'run', timeoutS: null }),
    ],
    problems: [message('command-has-crlf', { file: '/srv/fleet/site/stage-data', line: 3 })],
  };
  const plain = styleFor({}, {});
  golden('toolboxText', {
    'pilot list': () => toolboxText(report, plain),
    'pilot list without folders of the site': () =>
      toolboxText({ ...report, toolbox: report.toolbox.slice(1), commands: [], problems: [] }, plain),
    'pilot commands': () =>
      listsText(
        {
          ...report,
          component: 'p/a',
          lists: [
            { kind: 'default', commands: ['check-host', 'run-component'] },
            { kind: 'gpu', commands: ['check-gpu', 'missing-one', 'run-component'] },
          ],
        },
        plain,
      ),
  });
});
