#!/usr/bin/env node
import { systemClock } from './clock.ts';
import type { Io } from './cli/context.ts';
import { exits, isHelp, type Exit } from './cli/exits.ts';

/** argv -> command -> exit code. Each verb is loaded when it is called for. */
async function main(argv: readonly string[], io: Io): Promise<number> {
  if (argv[0] === '__complete') {
    io.stdout.write(await (await import('./cli/complete.ts')).complete(argv.slice(1), io.cwd));
    return exits.ok;
  }
  let exit: Exit = exits.ok;
  // Not loaded for the shell that asks for completions at every key.
  const { programFor } = await import('./cli/program.ts');
  const program = programFor(io, (code) => (exit = code), argv);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    return await failed(error, io);
  }
}

async function failed(error: unknown, io: Io): Promise<number> {
  if (isHelp(error)) return answer === null ? exits.ok : answer.of([]).exit;
  if (answer !== null) return lastWords(answer.linesOf(error));
  // What is wrong may keep it from being loaded.
  const reporting = await import('./cli/reportFailure.ts').catch(() => null);
  return reporting?.reportFailure(error, io, process.argv) ?? lastWords([String(error)]);
}

// A key in our own arguments must not be counted on this machine, by us or by another pass.
process.title = 'muster';

/** A monitoring system takes silence, or an exit code that means something else to it, for what it is not. */
const answer = await answerFor(process.argv.slice(2));

async function answerFor(argv: readonly string[]): Promise<{
  of(reasons: readonly string[]): { text: string; exit: Exit };
  linesOf(error: unknown): readonly string[];
} | null> {
  if (!argv.some((word) => /^--(nagios|check-mk)(=|$)/.test(word))) return null;
  const { askerIn, noAnswer } = await import('./cli/monitoring.ts');
  const asker = askerIn(argv);
  if (asker === null) return null;
  const { errorLines } = await import('./cli/reportFailure.ts');
  return { of: (reasons) => noAnswer(asker, reasons), linesOf: errorLines };
}

/** What there is to say when nothing else will be said. */
function lastWords(reasons: readonly string[]): Exit {
  if (answer === null) {
    process.stderr.write(`muster: ${reasons.join('\n')}\n`);
    return exits.internal;
  }
  const { text, exit } = answer.of(reasons);
  process.stdout.write(text);
  return exit;
}

if (answer !== null)
  process.on('uncaughtException', (error) => process.exit(lastWords(answer.linesOf(error))));

const io: Io = {
  stdout: process.stdout,
  stderr: process.stderr,
  // A copy: the ping package changes the locale of this process.
  env: { ...process.env },
  cwd: process.cwd(),
  clock: systemClock(),
  lastResort(afterMs, text) {
    const timer = setTimeout(() => process.exit(lastWords([text])), afterMs).unref();
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};
// A reader that has seen enough (`muster status | head`) is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.exitCode = answer === null ? exits.internal : exits.short;
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
