import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { systemClock } from '../../src/clock.ts';
import type { Io } from '../../src/cli/context.ts';
import { exitsOf, programFor } from '../../src/cli/program.ts';
import { exitMeanings } from '../../src/cli/exits.ts';
import { verbGroups, verbs } from '../../src/cli/verbs.ts';
import { rawWords, unquoted } from '../../src/completion/shellWords.ts';
import { expandRange } from '../../src/interface/ranges.ts';
import { packagePath } from '../../src/package.ts';
import { catalogueEntries, exampleOf } from '../harness/messages.ts';
import { LocalSite } from './localSite.ts';
import { itNeeds } from '../harness/needs.ts';

const manual = packagePath('man/muster.1');

describe('what --help says', () => {
  let site: LocalSite;
  before(() => (site = new LocalSite()));
  after(() => site[Symbol.dispose]());

  it('verbs stand under what they are for', async () => {
    const { exit, stdout, stderr } = await site.muster('--help');
    assert.deepEqual([exit, stderr], [0, '']);
    for (const { group, title } of verbGroups) {
      const [, section = ''] = stdout.split(`\n${title}:\n`);
      const members = verbs.filter((verb) => verb.group === group);
      const [listed = ''] = section.split('\n\n');
      for (const { name } of members) assert.match(listed, new RegExp(`^  ${name} `, 'm'));
    }
  });

  it('on a terminal of 60 columns no word is broken', () => {
    const written: string[] = [];
    const stream = { isTTY: true, columns: 60, write: (text: string) => written.push(text) > 0 };
    const io = { ...nowhere, stdout: stream, stderr: stream } as unknown as Io;
    const program = programFor(io, () => {});
    const helps = [program, ...program.commands].map((command) => ({
      command,
      lines: command.helpInformation().split('\n'),
    }));
    for (const { lines } of helps) for (const line of lines) assert.ok(line.length <= 60, line);
    const said = helps.flatMap(({ command, lines }) => [
      ...command.commands.map((verb) => ({ summary: verb.description(), lines })),
      ...command.options.map(({ description }) => ({ summary: description, lines })),
    ]);
    assert.ok(said.length > 50);
    for (const { summary, lines } of said) {
      const words = lines.join(' ').split(/\s+/);
      for (const word of summary.split(' ')) assert.ok(words.includes(word), `${word} of ${summary}`);
    }
  });

  for (const { name, examples, exits = {} } of verbs) {
    it(`muster ${name}: its help shows two examples or more, each a command line that muster takes`, async () => {
      const help = await site.muster(name, '--help');
      assert.deepEqual([help.exit, help.stderr], [0, '']);
      assert.ok(help.stdout.startsWith(`Usage: muster ${name} [options]`), help.stdout);
      assert.match(help.stdout, /^ {2}-h, --help /m);
      assert.ok(examples.length >= 2);
      for (const { command } of examples) {
        assert.ok(command.startsWith(name) && help.stdout.includes(`\n  muster ${command}  `), command);
        const parsed = await parse(rawWords(command).map(unquoted));
        assert.equal(parsed.verb, name);
        if (typeof parsed.options['hosts'] === 'string')
          assert.ok(expandRange(parsed.options['hosts']).ok, command);
      }
      await assert.rejects(parse([name, '--no-such-option']), /unknown option/);
    });

    it(`muster ${name}: the exit codes told are those of the page on commands`, () => {
      const page = readFileSync(packagePath('docs/commands.md'), 'utf8');
      const [, section = ''] = page.split(`\n## muster ${name}\n`);
      const line = /^Exits: (.*)$/m.exec(section.split('\n## ')[0] ?? '')?.[1] ?? '';
      const told = exitsOf(exits).map(([exit]) => exit);
      assert.ok(told.length > 0);
      const written = [...line.matchAll(/\b\d+\b/g)].map(([exit]) => exit);
      assert.deepEqual(
        written.toSorted((a, b) => Number(a) - Number(b)),
        told,
        line,
      );
    });
  }
});

describe('commands that messages name', () => {
  it('are command lines that muster takes', async () => {
    const named = catalogueEntries.flatMap((entry) => {
      const [code, { meaning, remedy }] = entry;
      const { text, params, remedy: inThisCase } = exampleOf(entry);
      const values = Object.values(params).filter((value) => typeof value === 'string' && value !== '');
      const own = values.reduce<string>((left, value) => left.replaceAll(String(value), ''), text);
      const texts = [meaning, remedy, own, inThisCase, ...values];
      return texts
        .flatMap((each) => (typeof each === 'string' ? commandsIn(each) : []))
        .map((each) => [code, each]);
    });
    assert.ok(named.length > 60, String(named.length));
    const refused: string[] = [];
    for (const [code, command = ''] of named)
      await parse(rawWords(command).map(unquoted)).catch(() => refused.push(`${code}: muster ${command}`));
    assert.deepEqual(refused, []);
  });
});

/** Commands of muster in a text: in backquotes, or from `muster VERB` to the end of the text. */
function commandsIn(text: string): string[] {
  const quoted = [...text.matchAll(/`muster ([^`]*)`/g)].map(([, command = '']) => command);
  const names = verbs.map(({ name }) => name).join('|');
  const bare = new RegExp(`\\bmuster ((?:${names})\\b.*)`, 's').exec(text.replaceAll(/`[^`]*`/g, ''));
  return [...quoted, ...(bare === null ? [] : [bare[1] ?? ''])];
}

const unused = (): never => assert.fail('nothing is run');
/** What a command gets that is not run. */
const nowhere = { env: {}, cwd: '/', clock: systemClock(), lastResort: unused };

/** What a command line says, nothing of it done. */
async function parse(words: readonly string[]): Promise<{ verb: string; options: Record<string, unknown> }> {
  const program = programFor({ ...nowhere, stdout: process.stdout, stderr: process.stderr }, unused);
  const quiet = { writeOut: () => {}, writeErr: () => {} };
  let parsed = { verb: '', options: {} };
  for (const command of program.commands)
    command.configureOutput(quiet).action(() => {
      parsed = { verb: command.name(), options: command.opts() };
    });
  await program.parseAsync([...words], { from: 'user' });
  return parsed;
}

/** How bold letters are written for a printer: the letter, a step back, the letter again. */
const overstruck = new RegExp(`.${'\b'}`, 'g');

describe('the manual page', () => {
  const text = readFileSync(manual, 'utf8');

  itNeeds(['groff', 'mandoc'], 'groff and mandoc have nothing to say of it but that it has no date', () => {
    const groff = spawnSync('groff', ['-ww', '-man', '-z', '-Tutf8', manual], { encoding: 'utf8' });
    assert.deepEqual([groff.status, groff.stderr], [0, '']);
    const { stdout } = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning', manual], { encoding: 'utf8' });
    const said = stdout.split('\n').filter((line) => line !== '' && !line.includes('missing date'));
    assert.deepEqual(said, []);
  });

  itNeeds(['mandoc'], 'shows every verb and option, what can be copied, and every exit code', () => {
    const args = ['-T', 'utf8', '-O', 'width=400', manual];
    const shown = execFileSync('mandoc', args, { encoding: 'utf8' }).replaceAll(overstruck, '');
    for (const { name, options, examples } of verbs) {
      assert.ok(shown.includes(`muster ${name}`), name);
      for (const { flags, kind } of options) {
        assert.ok(shown.includes(flags.replaceAll(/[<>[\]]/g, '')), flags);
        if (Array.isArray(kind)) assert.ok(shown.includes(kind.join(', ')), flags);
      }
      for (const { command } of examples) assert.ok(shown.includes(`muster ${command}`), command);
    }
    for (const [exit, meaning] of exitsOf(exitMeanings))
      assert.match(shown, new RegExp(`^ +${exit} +${meaning.slice(0, 9)}`, 'm'));
  });

  it('is the page of this version, installed with it', () => {
    const description = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as {
      version: string;
      man: string[];
      files: string[];
    };
    assert.ok(text.includes(`"muster ${description.version}"`));
    assert.deepEqual(description.man, ['man/muster.1']);
    assert.ok(description.files.includes('man'));
  });
});
