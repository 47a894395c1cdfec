import type { Message } from '../core/catalogue/catalogue.ts';
import { formatVersion } from './document.ts';

/** What `pilot list` and `pilot commands` have to say, as data. */
export interface ToolboxReport {
  readonly formatVersion: typeof formatVersion;
  readonly command: 'pilot';
  /** Absolute path of `Interface.json`. */
  readonly config: string;
  /** Folders in the order they are searched; muster's own is the last. */
  readonly toolbox: readonly string[];
  /** Of `pilot list` all there are, of `pilot commands` those of the component. */
  readonly commands: readonly CommandReport[];
  /** What is wrong with a folder or a file. */
  readonly problems: readonly Message[];
  /** `pilot commands` alone: whose commands they are. */
  readonly component?: string;
  /** `pilot commands` alone: the commands in order, by kind of host. */
  readonly lists?: readonly { readonly kind: string; readonly commands: readonly string[] }[];
}

export interface CommandReport {
  readonly command: string;
  readonly stage: 'prepare' | 'run' | 'finish';
  /** null for one that may take as long as it takes. */
  readonly timeoutS: number | null;
  readonly failure: 'ends' | 'warns';
  readonly foreground: boolean;
  readonly summary: string;
  /** Absolute path. */
  readonly file: string;
  /** Absolute paths of the files of the same name that are further down. */
  readonly overrides: readonly string[];
}

/** A command as `pilot list` tells it. */
export function commandReport(command: {
  readonly name: string;
  readonly stage: CommandReport['stage'];
  readonly timeoutS: number | null;
  readonly failure: CommandReport['failure'];
  readonly foreground: boolean;
  readonly summary: string;
  readonly layers: readonly { readonly file: string }[];
}): CommandReport {
  const { name, stage, timeoutS, failure, foreground, summary } = command;
  const [file = '', ...overrides] = command.layers.map((layer) => layer.file);
  return { command: name, stage, timeoutS, failure, foreground, summary, file, overrides };
}
