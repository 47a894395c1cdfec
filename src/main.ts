#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { systemClock } from './clock.ts';
import type { Failure as FailureType, Io } from './cli/context.ts';
import { exits, type Exit } from './cli/exits.ts';
import { packageVersion } from './package.ts';
import { harmless } from './report/harmless.ts';

/** argv -> command -> exit code. Each verb is loaded when it is called for. */
async function main(argv: readonly string[], io: Io): Promise<number> {
  let exit: Exit = exits.ok;
  const program = programFor(io, (code) => (exit = code));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    return failed(error, io);
  }
}

function programFor(io: Io, done: (exit: Exit) => void): Command {
  const program = new Command('muster')
    .description(
      'Keeps a wanted number of long-running components alive on a set of hosts, with cron and ssh.',
    )
    .version(packageVersion())
    .showHelpAfterError('(muster --help lists the commands)')
    .exitOverride();

  withCommon(program.command('run'), 'say also why each host was chosen')
    .description('one pass: look at the hosts and start what is missing')
    .addOption(json())
    .option('--dry-run', 'decide, start nothing (the same as muster plan)')
    .addOption(retry())
    .option('--wait <duration>', 'how long to wait while another pass runs, such as 30s', durationMs)
    .addOption(narrowing.hosts())
    .addOption(narrowing.only())
    .action(async (options) => done(await (await import('./cli/run.ts')).run(options, io)));

  withCommon(program.command('plan'), 'say also why each host was chosen')
    .description('what a pass would do now; changes nothing')
    .addOption(json())
    .addOption(retry())
    .option('--detailed-exitcode', 'exit 2 when there is something to start')
    .addOption(narrowing.hosts())
    .addOption(narrowing.only())
    .action(async (options) => done(await (await import('./cli/plan.ts')).plan(options, io)));

  withCommon(program.command('status'), 'show every host, also where there are many')
    .description('what runs where now')
    .addOption(new Option('-w, --hosts <hosts>', 'show only these: names and ranges, n-[01-04],m7'))
    .addOption(narrowing.only('show'))
    .addOption(json())
    .action(async (options) => done(await (await import('./cli/status.ts')).status(options, io)));

  withCommon(program.command('check'), 'has no effect here')
    .description('check Interface.json: all errors and warnings, with line and column')
    .addOption(json())
    .action(async (options) => done(await (await import('./cli/check.ts')).check(options, io)));

  program
    .command('init')
    .description('write a commented Interface.json, a sample submitter and a crontab line')
    .argument('[folder]', 'where to', '.')
    .addOption(json())
    .action(async (folder, options) => done(await (await import('./cli/init.ts')).init(folder, options, io)));

  withCommon(program.command('practice'), 'as for run')
    .description('bring up practice hosts on this machine and run two passes on them')
    .addOption(json())
    .option('--keep', 'leave the practice hosts and what runs on them')
    .option('--stop', 'end practice hosts that were kept')
    .action(async (options) => done(await (await import('./cli/practice.ts')).practice(options, io)));

  for (const verb of program.commands) {
    verb.showHelpAfterError(`(muster ${verb.name()} --help lists the options)`);
  }
  return program;
}

function withCommon(command: Command, verbose: string): Command {
  return command
    .option('-c, --config <file>', 'the configuration', 'Interface.json')
    .option('-q, --quiet', 'say only what needs an operator')
    .option('-v, --verbose', verbose);
}

const json = (): Option => new Option('--json', 'one JSON document on stdout');

const retry = (): Option =>
  new Option('--retry', 'try at once what backs off or vanished; without --only also on hosts in quarantine');

const narrowing = {
  hosts: (): Option =>
    new Option('-w, --hosts <hosts>', 'start only on these: names and ranges, n-[01-04],m7'),
  only: (verb = 'start'): Option =>
    new Option(
      '--only <component>',
      `${verb} only this component, pipe0/bundler; may be given again`,
    ).argParser((value: string, earlier: string[] | undefined) => [...(earlier ?? []), value]),
};

function durationMs(text: string): number {
  const [, number, unit] = /^(\d{1,6})(ms|s|m|h)$/.exec(text) ?? [];
  if (number === undefined) throw new InvalidArgumentError('A duration such as 30s or 2m is wanted.');
  return Number(number) * { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit as 'ms' | 's' | 'm' | 'h'];
}

function failed(error: unknown, io: Io): number {
  // commander has printed what it had to say; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exits.ok : exits.usage;
  if (isFailure(error)) {
    io.stderr.write(`${error.lines.map((line) => `muster: ${harmless(line)}`).join('\n')}\n`);
    return error.exit;
  }
  io.stderr.write(`muster: ${faultText(error).split('\n').map(harmless).join('\n')}\n`);
  return exits.internal;
}

/** What the system refuses is said in its words; only a fault of ours needs its place in the code. */
function faultText(error: unknown): string {
  if (!(error instanceof Error)) return `internal fault: ${String(error)}`;
  return 'syscall' in error ? error.message : `internal fault: ${error.stack ?? error.message}`;
}

function isFailure(error: unknown): error is FailureType {
  return error instanceof Error && 'exit' in error && 'lines' in error;
}

// A key in our own arguments must not be counted on this machine, by us or by another pass.
process.title = 'muster';

const io: Io = {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  clock: systemClock(),
  lastResort(afterMs, text) {
    const end = (): void => {
      process.stderr.write(`muster: ${text}\n`);
      process.exit(exits.internal);
    };
    const timer = setTimeout(end, afterMs).unref();
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};
// A reader that has seen enough (`muster status | head`) is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.exitCode = exits.internal;
    if (stream === process.stdout)
      process.stderr.write(`muster: the output cannot be written: ${error.message}\n`);
  });
}
process.exitCode = (await main(process.argv.slice(2), io)) || (process.exitCode ?? exits.ok);
leaveSoon();

/** A look-up of a name or a ping that nobody waits for any more must not keep the process. */
function leaveSoon(): void {
  const leave = (): void => (process.stdout.writableLength > 0 ? leaveSoon() : process.exit());
  setTimeout(leave, 300).unref();
}
