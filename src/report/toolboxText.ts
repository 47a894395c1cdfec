import { dirname } from 'node:path';
import { harmless } from './harmless.ts';
import type { CommandReport, ToolboxReport } from './toolboxDocument.ts';
import { many, table, type Style } from './style.ts';

/** What `pilot list` prints: a line a command. */
export function toolboxText(report: ToolboxReport, style: Style): string[] {
  const { commands, toolbox } = report;
  const sites = toolbox.length - 1;
  return [
    ...commandLines(report, style),
    style.bold(
      `${many(commands.length, 'command')}, from ${sites === 0 ? 'muster alone' : `${many(sites, 'folder')} of this site, then muster`}.`,
    ),
  ];
}

/** What `pilot commands` prints: the list for each kind of host. */
export function listsText(report: ToolboxReport, style: Style): string[] {
  const { lists = [], commands } = report;
  return lists.flatMap(({ kind, commands: names }) => [
    style.bold(
      kind === 'default' ? `${report.component}:` : `${report.component} on hosts of the kind ${kind}:`,
    ),
    ...commandLines(
      {
        ...report,
        commands: names.flatMap((name) => commands.filter(({ command }) => command === name)),
        problems: [],
      },
      style,
    ),
    ...names
      .filter((name) => !commands.some(({ command }) => command === name))
      .map((name) => `${style.red('!')}  ${name} is missing or broken`),
  ]);
}

function commandLines({ commands, toolbox, problems }: ToolboxReport, style: Style): string[] {
  const head = ['COMMAND', 'STAGE', 'TIMEOUT', 'FAILURE', 'FROM', 'WHAT IT DOES'];
  const rows = commands.map((command) => [
    command.command,
    command.stage,
    timeoutText(command.timeoutS),
    command.failure,
    fromText(command, toolbox),
    harmless(command.summary),
  ]);
  return [
    ...(rows.length > 0 ? table([head, ...rows], [], style.columns) : []),
    ...problems.map(({ text }) => `${style.red('!')}  ${harmless(text)}`),
  ];
}

/** Where a command is from, and whose it replaces. */
function fromText({ file, overrides }: CommandReport, toolbox: readonly string[]): string {
  const own = toolbox.at(-1);
  const from = (path: string): string => (dirname(path) === own ? 'muster' : harmless(dirname(path)));
  return [from(file), ...overrides.map((path) => `over ${from(path)}`)].join(', ');
}

function timeoutText(seconds: number | null): string {
  if (seconds === null) return 'none';
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
