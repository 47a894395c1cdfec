import type { CommanderError } from 'commander';
import type { Message } from '../core/catalogue/catalogue.ts';
import { harmless } from '../report/harmless.ts';
import { styleFor } from '../report/style.ts';
import { fitted } from '../report/width.ts';
import type { Failure, Io } from './context.ts';
import { errorDocument } from './errorDocument.ts';
import { exits, type Exit } from './exits.ts';

/** Reports why a verb could not go on, on stderr and with `--json` as a document, and returns the exit code. */
export function reportFailure(error: unknown, io: Io, argv: readonly string[]): Exit {
  // commander has printed what it had to say; help and version end with 0.
  if (isCommanders(error)) return error.exitCode === 0 ? exits.ok : exits.usage;
  const failure = isFailure(error) ? error : { exit: exits.internal, problems: [faultOf(error)], hints: [] };
  if (argv.includes('--json')) io.stdout.write(errorDocument(failure));
  const { columns } = styleFor(io.stderr, io.env);
  const lines = failureLines(error).map((line) => `muster: ${harmless(line)}`);
  io.stderr.write(`${lines.flatMap((line) => fitted(line, columns)).join('\n')}\n`);
  return failure.exit;
}

/** Why there is no answer, in lines. */
export function failureLines(error: unknown): readonly string[] {
  if (isCommanders(error)) return [error.message.replace(/^error: /, '')];
  return isFailure(error) ? error.lines : faultText(error).split('\n');
}

export function isHelp(error: unknown): boolean {
  return isCommanders(error) && error.exitCode === 0;
}

function faultOf(error: unknown): Message {
  const [text = ''] = faultText(error).split('\n');
  return { code: 'internal-fault', text, params: {} };
}

/** What the system refuses is said in its words; only a fault of ours needs its place in the code. */
function faultText(error: unknown): string {
  if (!(error instanceof Error)) return `internal fault: ${String(error)}`;
  return 'syscall' in error ? error.message : `internal fault: ${error.stack ?? error.message}`;
}

function isCommanders(error: unknown): error is CommanderError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}

function isFailure(error: unknown): error is Failure {
  return error instanceof Error && 'exit' in error && 'lines' in error;
}
