import { message } from '../core/catalogue/catalogue.ts';
import { chmod, constants, copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { packagePath } from '../package.ts';
import { makeFolders } from '../store/folders.ts';
import { formatVersion } from '../report/document.ts';
import { shellQuote } from '../remote/quote.ts';
import { Failure, invalid, print, printJson, type Io } from './context.ts';
import { exits, type Exit } from './exits.ts';

export interface InitOptions {
  readonly json?: boolean;
}

/** `muster init [FOLDER]`: writes a commented start for one's own hosts. Never touches a file that is there. */
export async function init(folder: string, options: InitOptions, io: Io): Promise<Exit> {
  if (folder.trim() === '') throw invalid('folder', '', 'the name of a folder, or . for this one,');
  const target = resolve(io.cwd, folder);
  const files = await startFiles(target);
  const there: string[] = [];
  for (const { path } of files) if (await exists(path)) there.push(relative(io.cwd, path) || path);
  if (there.length > 0) {
    throw new Failure(
      exits.usage,
      message('files-exist', { files: there }),
      'Name an empty folder: muster init FOLDER',
    );
  }
  try {
    await write(files);
    await makeFolders(join(target, 'logs'));
  } catch (error) {
    throw new Failure(
      exits.internal,
      message('folder-unwritable', { folder: target, error: (error as Error).message }),
    );
  }
  const written = files.map(({ path }) => path);
  if (options.json) printJson(io, { formatVersion, command: 'init', folder: target, written });
  else print(io, [...written.map((path) => `wrote ${path}`), '', ...nextSteps(target)]);
  return exits.ok;
}

async function write(files: readonly StartFile[]): Promise<void> {
  for (const { path, text, from } of files) {
    await makeFolders(dirname(path));
    if (text !== undefined) await writeFile(path, text, { flag: 'wx' });
    else await copyFile(from, path, constants.COPYFILE_EXCL);
    if (from.endsWith('.sh')) await chmod(path, 0o755);
  }
}

type StartFile = { readonly path: string; readonly from: string; readonly text?: string };

async function startFiles(target: string): Promise<StartFile[]> {
  const crontab = packagePath('crontab.example');
  return [
    { path: join(target, 'Interface.json'), from: packagePath('examples/start.json') },
    {
      path: join(target, 'workerscripts', 'start-sample.sh'),
      from: packagePath('workerscripts/start-sample.sh'),
    },
    { path: join(target, 'crontab.example'), from: crontab, text: await crontabFor(crontab, target) },
  ];
}

/** The line for this very folder, node and muster, since cron has neither our folder nor our PATH. */
async function crontabFor(path: string, target: string): Promise<string> {
  const command = [process.execPath, process.argv[1] ?? 'muster'].map(cronWord).join(' ');
  const file = cronWord(join(target, 'Interface.json'));
  return (await readFile(path, 'utf8')).replace(
    '/usr/bin/muster run --cron -c /srv/muster/Interface.json',
    () => `${command} run --cron -c ${file}`,
  );
}

/** A word of a command in a crontab, where % ends the command even inside quotes. */
function cronWord(text: string): string {
  return (/^[\w@%+=:,./-]+$/.test(text) ? text : shellQuote(text)).replaceAll('%', '\\%');
}

function nextSteps(target: string): string[] {
  return [
    'Next:',
    `  1. edit ${join(target, 'Interface.json')}: "available" are your hosts, "pipes" what is to run on them`,
    `  2. muster check -c ${join(target, 'Interface.json')}`,
    `  3. muster trust -c ${join(target, 'Interface.json')}   (shows the host keys, records them after a yes)`,
    `  4. muster doctor -c ${join(target, 'Interface.json')}  (this machine, cron and the hosts: what is missing)`,
    `  5. muster plan -c ${join(target, 'Interface.json')}    (looks at the hosts, starts nothing)`,
    `  6. muster run -c ${join(target, 'Interface.json')}`,
    `  7. crontab -e, with the line from ${join(target, 'crontab.example')}`,
  ];
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
