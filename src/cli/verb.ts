import type { Io } from './context.ts';
import type { Exit } from './exits.ts';

/** A verb as data: the command line, `--help`, completion and the manual page are all made of it. */
export interface Verb {
  readonly name: string;
  readonly group: VerbGroup;
  readonly summary: string;
  readonly arguments: readonly Argument[];
  readonly options: readonly VerbOption[];
  readonly examples: readonly Example[];
  /** What it can end with; `true` is what `exitMeanings` says. */
  readonly exits?: VerbExits;
  /** Loads what it needs when it is called for. */
  run(call: Call): Promise<Exit>;
}

export type VerbExits = Readonly<Partial<Record<Exit, string | true>>>;

export type VerbGroup = 'pass' | 'looking' | 'lifecycle' | 'setting up';

/** What a text on the command line stands for: how it is read, and with what it is completed. */
export type ValueKind =
  'component' | 'host' | 'hosts' | 'duration' | 'count' | 'file' | 'folder' | 'text' | readonly string[];

export interface Argument {
  readonly name: string;
  readonly summary: string;
  readonly kind: ValueKind;
  readonly optional?: true;
  /** Taken where an optional one is not given. */
  readonly fallback?: string;
}

export interface VerbOption {
  /** As commander writes them: `-w, --hosts <hosts>`. */
  readonly flags: string;
  readonly summary: string;
  /** null for a switch. */
  readonly kind: ValueKind | null;
  readonly several?: true;
  readonly fallback?: string;
}

export interface Example {
  /** Without `muster` in front. */
  readonly command: string;
  readonly meaning: string;
}

export interface Call {
  readonly arguments: readonly string[];
  readonly options: unknown;
  readonly io: Io;
}

/** A verb whose options are known by type; `run` gets the arguments behind the options. */
export function verb<Options extends object>(
  row: Omit<Verb, 'run' | 'arguments'> & {
    readonly arguments?: readonly Argument[];
    run(io: Io, options: Options, ...args: string[]): Promise<Exit>;
  },
): Verb {
  return {
    ...row,
    arguments: row.arguments ?? [],
    // What commander makes of `options` is what the table says.
    run: ({ arguments: args, options, io }) => row.run(io, options as Options, ...args),
  };
}
