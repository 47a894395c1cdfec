import { message } from '../core/catalogue/catalogue.ts';
import { failureLines } from '../report/failureLines.ts';
import { harmless } from '../report/harmless.ts';
import { styleFor } from '../report/style.ts';
import { fitted } from '../report/width.ts';
import { Failure, type Io } from './context.ts';
import { errorDocument } from './errorDocument.ts';
import { exits, isCommanderError, type Exit } from './exits.ts';

/** Reports why a verb could not go on, on stderr and with `--json` as a document, and returns the exit code. */
export function reportFailure(error: unknown, io: Io, argv: readonly string[]): Exit {
  // commander has printed its own error; help and version end with 0.
  if (isCommanderError(error)) return error.exitCode === 0 ? exits.ok : exits.usage;
  const failure = failureOf(error);
  if (argv.includes('--json')) io.stdout.write(errorDocument(failure));
  const { columns } = styleFor(io.stderr, io.env);
  const lines = errorLines(error).map((line) => `muster: ${harmless(line)}`);
  io.stderr.write(`${lines.flatMap((line) => fitted(line, columns)).join('\n')}\n`);
  return failure.exit;
}

/** The lines for stderr; of a fault of muster with its stack. */
export function errorLines(error: unknown): readonly string[] {
  if (isCommanderError(error)) return [error.message.replace(/^error: /, '')];
  const [first = '', ...others] = failureLines(failureOf(error));
  const stack = isInternal(error)
    ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
    : [];
  return [first, ...stack, ...others];
}

/** A refusal of the operating system is reported in its words; everything else that is thrown is a fault of muster. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const text = error instanceof Error ? error.message : String(error);
  const isSystems = error instanceof Error && 'syscall' in error;
  return new Failure(exits.internal, message(isSystems ? 'system-error' : 'internal-fault', { error: text }));
}

function isInternal(error: unknown): error is Error {
  return error instanceof Error && !(error instanceof Failure) && !('syscall' in error);
}
