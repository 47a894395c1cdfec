import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { commandName } from '../interface/pilotKinds.ts';
import { packagePath } from '../package.ts';
import { functionName, readCommand, type CommandHeader, type Slip } from './commandText.ts';
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
  /** Of the files that are no sound commands, by the name they would have: `file:line: what, what is allowed`. */
  readonly broken: ReadonlyMap<string, readonly string[]>;
  /** Folders that cannot be read, with what is wrong; by their place in `folders`. */
  readonly unreadable: ReadonlyMap<number, string>;
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
  const broken = new Map<string, string[]>();
  const unreadable = new Map<number, string>();
  const filesOf = new Map<string, string[]>();
  for (const [index, folder] of folders.entries()) {
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      unreadable.set(index, folderTrouble(folder, error));
      return [];
    });
    for (const name of names.filter(isCommandName))
      filesOf.set(name, [...(filesOf.get(name) ?? []), join(folder, name)]);
  }
  for (const name of [...filesOf.keys()].toSorted()) {
    const read = await Promise.all((filesOf.get(name) ?? []).map((file) => layerOf(name, file)));
    const slips = [...read.flatMap(({ slips }) => slips), ...baselessSlips(name, read.at(-1)?.layer)];
    const [top] = read;
    if (slips.length > 0) broken.set(name, slips);
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
function baselessSlips(name: string, lowest: Layer | undefined): string[] {
  const base = `base_${functionName(name)}`;
  const line = lowest === undefined ? 0 : lineOfBase(lowest.text, functionName(name));
  return line === 0
    ? []
    : [
        `${lowest?.file}:${line}: it calls \`${base}\`, but no folder of the toolbox further down has a command ${name}; remove the call, or rename the file after the command that it is to replace`,
      ];
}

async function layerOf(
  name: string,
  file: string,
): Promise<{ layer: Layer; header: CommandHeader | null; slips: string[] }> {
  const read = await textOf(file);
  const command = 'slip' in read ? null : readCommand(name, read.text);
  const slips: Slip[] = [
    ...('slip' in read ? [{ line: 0, message: read.slip }] : []),
    ...(command?.ok === false ? command.slips : []),
  ];
  if (taken.has(functionName(name)))
    slips.push({
      line: 0,
      message: `a command cannot be called ${name}: a function of that name would stand in the way of the program, which pilots call; rename the file`,
    });
  return {
    layer: { file, text: 'slip' in read ? '' : read.text },
    header: command?.ok === true ? command.header : null,
    slips: slips.map(({ line, message }) => `${file}${line === 0 ? '' : `:${line}`}: ${message}`),
  };
}

async function textOf(file: string): Promise<{ text: string } | { slip: string }> {
  try {
    const { size, ...found } = await stat(file).then((stat) => ({
      size: stat.size,
      isFile: stat.isFile(),
    }));
    if (!found.isFile) return { slip: 'this is no regular file; a command is one' };
    if (size > largestBytes)
      return { slip: `it is larger than ${largestBytes / 1024} KiB; is it a command?` };
    const bytes = await readFile(file);
    return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { slip: 'it is not UTF-8; save it as UTF-8' };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return {
      slip:
        code === 'EACCES'
          ? 'it cannot be read by this user; change its mode'
          : `it cannot be read: ${message}`,
    };
  }
}

function folderTrouble(folder: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return `there is no folder ${folder}; commands are looked for there`;
  if (code === 'ENOTDIR') return `${folder} is no folder; commands are looked for in folders`;
  return `the folder ${folder} cannot be read: ${message}`;
}
