import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { commandName } from '../interface/pilotKinds.ts';
import { packagePath } from '../package.ts';
import { functionName, readCommand, type CommandHeader } from './commandText.ts';
import { lineOfBase } from './layers.ts';
import { taken } from './takenNames.ts';

/** A command that is sound, with those it overrides. */
export interface Command extends CommandHeader {
  readonly name: string;
  /** Its sh function. */
  readonly function: string;
  /** The files of its name in the order they are searched; the first is the one that is called. */
  readonly layers: readonly Layer[];
}

export interface Layer {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
}

export interface Toolbox {
  /** Folders in the order they are searched; muster's own is the last. */
  readonly folders: readonly string[];
  /** By name, in the order of names. */
  readonly commands: ReadonlyMap<string, Command>;
  /** Of the files that are no sound commands, by the name they would have; each has the file as a parameter. */
  readonly broken: ReadonlyMap<string, readonly Message[]>;
  /** Folders that cannot be read, with what is wrong; by their place in `folders`. */
  readonly unreadable: ReadonlyMap<number, Message>;
}

/** More than this is no command. */
const largestBytes = 256 * 1024;

/** muster's own commands, wherever it is installed. */
export const ownCommands = (): string => packagePath('workerscripts/commands');

/**
 * Reads all commands of these folders (absolute paths) and, after them, of muster's own: of two with the same name the
 * first counts, and can call the other as `base_NAME`. What is wrong is part of the result; nothing is thrown.
 */
export async function readToolbox(siteFolders: readonly string[], own = ownCommands()): Promise<Toolbox> {
  const folders = [...siteFolders, own];
  const commands = new Map<string, Command>();
  const broken = new Map<string, Message[]>();
  const unreadable = new Map<number, Message>();
  const filesOf = new Map<string, string[]>();
  for (const [index, folder] of folders.entries()) {
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      unreadable.set(index, folderProblem(folder, error));
      return [];
    });
    for (const name of names.filter(isCommandName))
      filesOf.set(name, [...(filesOf.get(name) ?? []), join(folder, name)]);
  }
  for (const name of [...filesOf.keys()].toSorted()) {
    const read = await Promise.all((filesOf.get(name) ?? []).map((file) => layerOf(name, file)));
    const problems = [...read.flatMap(({ problems }) => problems), ...baseless(name, read.at(-1)?.layer)];
    const [top] = read;
    if (problems.length > 0) broken.set(name, problems);
    else if (top?.header)
      commands.set(name, {
        ...top.header,
        name,
        function: functionName(name),
        layers: read.map(({ layer }) => layer),
      });
  }
  return { folders, commands, broken, unreadable };
}

/** Other files of the folder are none of ours: a README, what an editor left. */
const isCommandName = (name: string): boolean => new RegExp(commandName.pattern, 'u').test(name);

/** Of the last file of a command: there is nothing below it that it could call. */
function baseless(command: string, lowest: Layer | undefined): Message[] {
  if (lowest === undefined) return [];
  const line = lineOfBase(lowest.text, functionName(command));
  const base = `base_${functionName(command)}`;
  return line === 0 ? [] : [message('command-base-missing', { file: lowest.file, line, command, base })];
}

async function layerOf(
  name: string,
  file: string,
): Promise<{ layer: Layer; header: CommandHeader | null; problems: Message[] }> {
  const read = await textOf(file);
  if (typeof read !== 'string') return { layer: { file, text: '' }, header: null, problems: [read] };
  const command = readCommand(name, read, file);
  return {
    layer: { file, text: read },
    header: command.ok ? command.header : null,
    problems: [
      ...(command.ok ? [] : command.problems),
      ...(taken.has(functionName(name)) ? [message('command-name-taken', { file, command: name })] : []),
    ],
  };
}

/** The text of a file, or why it cannot be one of a command. */
async function textOf(file: string): Promise<string | Message> {
  const unusable = (problem: 'not-a-file' | 'too-large' | 'not-utf8' | 'not-permitted'): Message =>
    message('command-file-unusable', { file, problem, error: '' });
  try {
    const found = await stat(file);
    if (!found.isFile()) return unusable('not-a-file');
    if (found.size > largestBytes) return unusable('too-large');
    const bytes = await readFile(file);
    return isUtf8(bytes) ? bytes.toString('utf8') : unusable('not-utf8');
  } catch (error) {
    const { code, message: text } = error as NodeJS.ErrnoException;
    if (code === 'EACCES') return unusable('not-permitted');
    return message('command-file-unusable', { file, problem: 'unreadable', error: text });
  }
}

function folderProblem(folder: string, { code, message: error }: NodeJS.ErrnoException): Message {
  const problem = code === 'ENOENT' ? 'missing' : code === 'ENOTDIR' ? 'not-a-folder' : 'unreadable';
  return message('toolbox-folder-unusable', { folder, problem, error });
}
