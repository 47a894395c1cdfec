import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shells } from '../../src/completion/scripts.ts';
import { mainFile } from '../cli/localSite.ts';
import { scratchFolder } from '../store/scratch.ts';
import { Terminal } from '../terminal/terminal.ts';
import { itNeeds, needs } from '../harness/needs.ts';

/** A name that `Interface.json` may hold and a shell must not read. */
const hostile = 'my $(touch pwned) `touch pwned` "q" \'s';

const starts: Record<(typeof shells)[number], readonly string[]> = {
  bash: ['bash', '--noprofile', '--rcfile', 'rc', '-i'],
  zsh: ['zsh', '-i'],
  fish: ['fish', '--init-command', 'source rc', '--private'],
};

/** Each shell as a person has it who put the script where the help says. */
const settings: Record<(typeof shells)[number], string> = {
  bash: 'PS1="> "\nbind "set show-all-if-ambiguous on"\nsource <(muster completion bash)\n',
  zsh: 'PS1="> "\nbindkey -e\nautoload -Uz compinit && compinit -u -D\nsource <(muster completion zsh)\n',
  fish: 'function fish_prompt; echo "> "; end\nset -g fish_greeting\nset -g fish_autosuggestion_enabled 0\nmuster completion fish | source\n',
};

for (const shell of shells)
  describe(`completion in ${shell}`, () => {
    needs(shell, 'tmux');
    const scratch = scratchFolder();
    let folder: string;
    beforeEach(() => {
      folder = scratch();
      const bin = join(folder, 'bin');
      mkdirSync(bin);
      // Else fish reads all manual pages in the background, and writes what it found there.
      mkdirSync(join(folder, 'fish/generated_completions'), { recursive: true });
      writeFileSync(join(bin, 'muster'), `#!/bin/sh\nexec '${process.execPath}' '${mainFile}' "$@"\n`, {
        mode: 0o755,
      });
      writeFileSync(join(folder, 'Interface.json'), interfaceOf(['bundler', 'mover']));
      writeFileSync(join(folder, shell === 'zsh' ? '.zshrc' : 'rc'), settings[shell]);
    });

    function open(): Terminal {
      const env = {
        PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
        HOME: folder,
        ZDOTDIR: folder,
        XDG_CONFIG_HOME: folder,
        XDG_DATA_HOME: folder,
        TMPDIR: folder,
        ENV: undefined,
        BASH_ENV: undefined,
      };
      return new Terminal(starts[shell], { columns: 110, rows: 30, cwd: folder, env });
    }

    it('verbs, options, components, hosts and files, key by key', async () => {
      using terminal = open();
      await terminal.shows(/^> $|^>$/m);
      const clear = async (): Promise<void> => {
        terminal.press('C-u');
        await terminal.shows(/>$/);
      };
      const complete = async (typed: string, shown: string | RegExp): Promise<void> => {
        terminal.type(typed);
        terminal.press('Tab');
        await terminal.shows(shown);
      };
      await complete('muster pl', /> muster plan\b/);
      await complete('--det', 'plan --detailed-exitcode');
      await complete('--only pipe0/b', '--only pipe0/bundler');
      await complete('-w n-2', /-w n-2/);
      // A list goes on behind the comma, without the host that is there.
      await complete(shell === 'fish' ? '\b,m' : ',m', /-w n-2 ?,m7/);
      await clear();
      await complete('muster check -c Inter', '-c Interface.json');
      await clear();
      await complete('muster run --only=pipe0/m', '--only=pipe0/mover');
      await clear();
      await complete('muster status -w ', /n-3[^]*n-\\?\[1-3\\?\]/);
      await clear();
      terminal.type('muster nonsense ');
      terminal.press('Tab');
      terminal.type('end');
      await terminal.shows(/nonsense *end/);
      assert.doesNotMatch(terminal.scrollback().join('\n'), /rror|not found|at .*\.js/);
      await clear();
      await leave(terminal);
    });

    it('a name full of quotes and commands is put in as it is, and nothing of it is run', async () => {
      writeFileSync(join(folder, 'Interface.json'), interfaceOf([hostile]).slice(0, -2));
      using terminal = open();
      await terminal.shows(/^> $|^>$/m);
      terminal.type('muster run --only pipe0/');
      terminal.press('Tab');
      await terminal.shows('touch');
      // What the line means: its words, told by printf.
      terminal.press('C-a');
      terminal.type('printf "%s\\n" >told ');
      terminal.press('C-e');
      terminal.press('Enter');
      await terminal.shows(
        () => existsSync(join(folder, 'told')) && readFileSync(join(folder, 'told')).length > 0,
      );
      assert.deepEqual(readFileSync(join(folder, 'told'), 'utf8').trimEnd().split('\n'), [
        'muster',
        'run',
        '--only',
        `pipe0/${hostile}`,
      ]);
      assert.equal(existsSync(join(folder, 'pwned')), false);
      await leave(terminal);
    });
  });

describe('the scripts for shells', () => {
  const scratch = scratchFolder();

  for (const shell of shells)
    itNeeds([shell], `${shell} reads its script without a word`, () => {
      const script = execFileSync(process.execPath, [mainFile, 'completion', shell], { encoding: 'utf8' });
      const file = join(scratch(), 'script');
      writeFileSync(file, script);
      assert.equal(execFileSync(shell, ['-n', file], { encoding: 'utf8', stdio: 'pipe' }), '');
    });

  itNeeds(['shellcheck'], 'shellcheck has nothing to say of that for bash', () => {
    const script = execFileSync(process.execPath, [mainFile, 'completion', 'bash']);
    execFileSync('shellcheck', ['-s', 'bash', '-'], { input: script });
  });

  it('whatever is asked, it answers with 0 and says nothing else', () => {
    const broken = ['bash', 'muster "$(', '"$('];
    const questions = [[], ['bash'], ['zsh', '-c'], ['nonsense', 'x'], broken, ['fish', '']];
    for (const words of questions) {
      const command = [mainFile, '__complete', ...words];
      const answer = execFileSync(process.execPath, command, { encoding: 'utf8', cwd: scratch() });
      assert.match(answer, /^(names|list|files|folders)\n/);
    }
  });
});

function interfaceOf(types: readonly string[]): string {
  return JSON.stringify({
    hotlimit: 2,
    available: ['n-[1-3]', 'm7'],
    pipes: [{ pipe: 'pipe0', types: types.map((name) => ({ name, count: 2 })) }],
  });
}

/** A shell may write its history as it ends. */
async function leave(terminal: Terminal): Promise<void> {
  terminal.type('exit');
  terminal.press('Enter');
  await terminal.exit();
}
