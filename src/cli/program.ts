import { Argument as CommanderArgument, Command, InvalidArgumentError, Option } from 'commander';
import type { OutputConfiguration } from 'commander';
import { packageVersion } from '../package.ts';
import { harmless } from '../report/harmless.ts';
import { styleFor } from '../report/style.ts';
import { fitted } from '../report/width.ts';
import type { Io } from './context.ts';
import { exitMeanings, type Exit } from './exits.ts';
import type { Argument, ValueKind, Verb, VerbExits, VerbOption } from './verb.ts';
import { verbGroups, verbs } from './verbs.ts';

/**
 * The command line as commander reads it, made from the table of verbs.
 *
 * @param argv where it begins with a verb, the others are names alone: to make what they all take costs milliseconds.
 */
export function programFor(io: Io, done: (exit: Exit) => void, argv: readonly string[] = []): Command {
  const called = verbs.find(({ name }) => name === argv[0]);
  const program = new Command('muster')
    .description(
      'Keeps a wanted number of long-running components alive on a set of hosts, with cron and ssh.',
    )
    .version(packageVersion())
    .configureOutput(errorOutput(io))
    .showHelpAfterError('muster: "muster --help" lists the commands')
    .configureHelp(helpForm)
    .exitOverride();
  for (const { group, title } of verbGroups) {
    for (const row of verbs.filter((candidate) => candidate.group === group))
      program.addCommand(
        (called ?? row) === row ? commandFor(row, io, done).helpGroup(`${title}:`) : new Command(row.name),
      );
  }
  return program;
}

function commandFor(row: Verb, io: Io, done: (exit: Exit) => void): Command {
  const command = new Command(row.name)
    .description(row.summary)
    .configureOutput(errorOutput(io))
    .showHelpAfterError(`muster: "muster ${row.name} --help" lists the options`)
    .addHelpText('after', () => `\n${exitsText(row)}${examplesText(row)}`)
    .configureHelp(helpForm)
    .exitOverride()
    .action(async () => {
      const args = command.processedArgs.filter((given) => given !== undefined).map(String);
      done(await row.run({ arguments: args, options: command.opts(), io }));
    });
  for (const argument of row.arguments) command.addArgument(argumentFor(argument));
  for (const option of row.options) command.addOption(optionFor(option));
  return command;
}

/** What commander complains of, in the form of every other error: `muster:`, what, and what to do on a line below. */
function errorOutput({ env, stderr, stdout }: Io): OutputConfiguration {
  const wide = (stream: NodeJS.WriteStream): number => Math.min(styleFor(stream, env).columns, widestHelp);
  const write = (text: string): void => {
    const lines = text.trimEnd().split('\n');
    const { columns } = styleFor(stderr, env);
    stderr.write(`${lines.flatMap((line) => fitted(line, columns)).join('\n')}\n`);
  };
  return {
    getOutHelpWidth: () => wide(stdout),
    getErrHelpWidth: () => wide(stderr),
    writeOut: (text) => void stdout.write(text),
    writeErr: write,
    outputError: (text) =>
      write(
        text
          .trim()
          .split('\n')
          .map((line) => `muster: ${harmless(line.replace(/^error: /, '').replace(/^\((D)(.*)\)$/, 'd$2'))}`)
          .join('\n'),
      ),
  };
}

/** Below this commander does not wrap at all, and whoever shows it breaks words. */
const helpForm = { minWidthToWrap: 16 };

/** Lines of help that are longer are hard to read. */
const widestHelp = 100;

function exitsText({ exits = {} }: Verb): string {
  const lines = exitsOf(exits).map(([exit, meaning]) => `  ${exit.padEnd(2)}  ${meaning}\n`);
  return lines.length === 0 ? '' : `Exit status:\n${lines.join('')}\n`;
}

/** Each exit code with what it means. */
export function exitsOf(exits: VerbExits): [exit: string, meaning: string][] {
  const meanings: Readonly<Record<string, string>> = exitMeanings;
  return Object.entries(exits).map(([exit, own]) => [exit, own === true ? (meanings[exit] ?? '') : own]);
}

function examplesText({ examples }: Verb): string {
  const width = Math.max(...examples.map(({ command }) => command.length));
  const lines = examples.map(({ command, meaning }) => `  muster ${command.padEnd(width)}  ${meaning}`);
  return ['Examples:', ...lines].join('\n');
}

function argumentFor({ name, summary, optional, fallback, kind }: Argument): CommanderArgument {
  const argument = new CommanderArgument(optional ? `[${name}]` : `<${name}>`, summary);
  if (fallback !== undefined) argument.default(fallback);
  if (isChoice(kind)) argument.choices([...kind]);
  return argument;
}

function optionFor({ flags, summary, kind, several, fallback }: VerbOption): Option {
  const option = new Option(flags, summary);
  if (fallback !== undefined) option.default(kind === 'duration' ? durationMs(fallback) : fallback, fallback);
  if (several)
    option.argParser((value: string, earlier: string[] | undefined) => [...(earlier ?? []), value]);
  else if (kind === 'duration') option.argParser(durationMs);
  else if (kind === 'count') option.argParser(count);
  else if (isChoice(kind)) option.choices([...kind]);
  return option;
}

function isChoice(kind: ValueKind | null): kind is readonly string[] {
  return Array.isArray(kind);
}

function durationMs(text: string): number {
  const [, number, unit] = /^(\d{1,6})(ms|s|m|h|d)$/.exec(text) ?? [];
  if (number === undefined) throw new InvalidArgumentError('A duration such as 30s, 2m, 4h or 7d is wanted.');
  return (
    Number(number) *
    { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 'ms' | 's' | 'm' | 'h' | 'd']
  );
}

function count(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new InvalidArgumentError('A whole number from 1 to 999999 is wanted.');
  return Number(text);
}
