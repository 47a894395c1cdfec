import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommand } from '../../src/pilot/commandText.ts';
import { layersOf } from '../../src/pilot/layers.ts';
import { ownCommands, readToolbox } from '../../src/pilot/toolbox.ts';
import { scratchFolder } from '../store/scratch.ts';
import { commandText } from './sites.ts';

const slipsOf = (name: string, text: string): string[] => {
  const read = readCommand(name, text);
  return read.ok ? [] : read.slips.map(({ line, message }) => `${line}: ${message}`);
};

const body = (word: string, more = '') =>
  `check_host() { check_host__say ${word}; ${more}; }\ncheck_host__say() { echo "$1"; }\n`;

describe("a command's file", () => {
  it('says what it is', () => {
    const text = commandText('check-host', { timeout: '2m', failure: 'warns', foreground: 'yes' });
    assert.deepEqual(readCommand('check-host', text), {
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
  for (const [what, text, slip] of [
    ['no shebang', sound.replace('#!/bin/sh', '# hello'), /^1: the first line is not `#!\/bin\/sh`/],
    ['CR LF', sound.replaceAll('\n', '\r\n'), /^1: the line ends with CR LF/],
    ['a NUL', sound.replace('true', 'tr\0ue'), /^\d+: a NUL character is in it/],
    ['no end of the last line', sound.trimEnd(), /the last line has no end/],
    ['no summary', sound.replace(/# summary.*\n/, ''), /^1: the line `# summary: …` is missing/],
    ['an empty summary', sound.replace(/(# summary:).*/, '$1'), /^2: `summary` is ""; a line of at most/],
    [
      'a wrong stage',
      sound.replace('prepare', 'begin'),
      /`stage` is "begin"; prepare, run, finish are allowed/,
    ],
    ['a wrong timeout', sound.replace('30s', '30'), /^4: `timeout` is "30"; a time such as 30s/],
    [
      'an unknown header',
      sound.replace('# failure', '# failing'),
      /^5: `# failing:` is unknown; did you mean `failure`\?/,
    ],
    ['a header twice', sound.replace('# failure', '# stage: run\n# failure'), /^5: `stage` is here twice/],
    [
      'foreground at its end',
      commandText('check-host', { stage: 'finish', foreground: 'yes' }),
      /^1: `foreground` is yes, and the stage is not prepare/,
    ],
    [
      'another function',
      sound.replace('check_host()', 'chek_host()'),
      /the function `chek_host` is defined; allowed are `check_host`/,
    ],
    [
      'no function',
      sound.replace(/check_host\(\)[^]*/, ''),
      /^0: it does not define the function `check_host`/,
    ],
    ['a line outside', `${sound}rm -rf /tmp/x\n`, /found "rm -rf \/tmp\/x" outside of a function/],
    [
      'a function without an end',
      `${sound}check_host__b() {\n  true\n`,
      /the function that begins here does not end/,
    ],
  ] as const)
    it(`with ${what} is told with its line`, () => {
      const slips = slipsOf('check-host', text);
      assert.ok(
        slips.some((one) => slip.test(one)),
        slips.join('\n'),
      );
    });

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
      assert.deepEqual(slipsOf('check-host', text), []);
      assert.equal(spawnSync('sh', ['-n'], { input: text }).status, 0);
      assert.notDeepEqual(slipsOf('check-host', `${text}set -e\n`), [], 'what stands behind is seen');
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
    const told = Object.fromEntries(
      [...broken].map(([name, [first]]) => [name, first?.replace(folder(), '')]),
    );
    assert.match(told['a'] ?? '', /^\/site\/a:1: the line `# summary/);
    assert.match(told['kill'] ?? '', /^\/site\/kill: a command cannot be called kill/);
    assert.match(told['folder'] ?? '', /^\/site\/folder: this is no regular file/);
    assert.match(told['gone'] ?? '', /^\/site\/gone: it cannot be read/);
    assert.match(told['latin'] ?? '', /^\/site\/latin: it is not UTF-8/);
    // root reads everything.
    if (process.getuid?.() !== 0) assert.match(told['secret'] ?? '', /cannot be read by this user/);
    assert.match(
      [...unreadable.values()].join(),
      /^there is no folder .*\/none; commands are looked for there$/,
    );
    assert.deepEqual([...unreadable.keys()], [1]);
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
