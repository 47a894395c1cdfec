import { message } from '../core/catalogue/catalogue.ts';
import type { Config, ConfigComponent, ConfigHost } from '../interface/config.ts';
import { formatVersion } from '../report/document.ts';
import { commandReport, type ToolboxReport } from '../report/toolboxDocument.ts';
import { listsText, toolboxText } from '../report/toolboxText.ts';
import {
  componentNamed,
  Failure,
  invalid,
  loadConfig,
  loadToLaunch,
  namedHosts,
  print,
  printJson,
  say,
  stdoutStyle,
  suggestions,
  useless,
  type CommonOptions,
  type Io,
} from './context.ts';
import { exits, type Exit } from './exits.ts';
import type { pilotTasks } from './pilotTasks.ts';

export interface PilotOptions extends CommonOptions {
  /** One host. */
  readonly host?: string;
  readonly cloudInit?: boolean;
  /** Login name on the machine; with `cloudInit` alone. */
  readonly user?: string;
}

type Task = (typeof pilotTasks)[number];

/** `muster pilot list|commands|render`: the toolbox, the commands of a component, its script. Asks no host. */
export async function pilot(
  task: Task,
  id: string | undefined,
  options: PilotOptions,
  io: Io,
): Promise<Exit> {
  requireSense(task, id, options);
  if (task === 'list') return list(options, io);
  return task === 'commands' ? commands(id ?? '', options, io) : render(id ?? '', options, io);
}

/** Options that say nothing for a task are a slip, and not passed over. */
function requireSense(task: Task, id: string | undefined, options: PilotOptions): void {
  if (task === 'list' && id !== undefined)
    throw useless(id, `pilot list prints the whole toolbox; muster pilot commands ${id} prints what it uses`);
  if (task !== 'list' && id === undefined)
    throw new Failure(
      exits.usage,
      message('option-missing', { option: 'a component', why: `muster pilot ${task} pipe0/bundler` }),
    );
  if (task === 'list' && options.host !== undefined)
    throw useless('--host', 'pilot list is the same for all hosts');
  if (task !== 'render' && options.cloudInit) throw useless('--cloud-init', 'it goes with pilot render');
  if (options.user !== undefined && !options.cloudInit) throw useless('--user', 'it goes with --cloud-init');
  if (task === 'render' && options.json) throw useless('--json', 'pilot render prints a script');
}

async function list(options: PilotOptions, io: Io): Promise<Exit> {
  const config = await loadConfig(options);
  const report = await toolboxReport(config);
  if (options.json) printJson(io, report);
  else print(io, toolboxText(report, stdoutStyle(io)));
  return exits.ok;
}

async function commands(id: string, options: PilotOptions, io: Io): Promise<Exit> {
  const config = await loadConfig(options);
  const { component, pilot } = pilotOf(config, id);
  const host = hostOf(config, options);
  const whole = await toolboxReport(config);
  const only =
    host === null ? null : host.kind !== null && pilot.lists.has(host.kind) ? host.kind : 'default';
  const lists = [...pilot.lists]
    .filter(([kind]) => only === null || kind === only)
    .map(([kind, commands]) => ({ kind, commands }));
  const named = new Set(lists.flatMap(({ commands }) => commands));
  const report: ToolboxReport = {
    ...whole,
    commands: whole.commands.filter(({ command }) => named.has(command)),
    component: component.id,
    lists,
  };
  if (options.json) printJson(io, report);
  else print(io, listsText(report, stdoutStyle(io)));
  return exits.ok;
}

async function render(id: string, options: PilotOptions, io: Io): Promise<Exit> {
  const config = await loadToLaunch(options);
  const { component } = pilotOf(config, id);
  const host = hostOf(config, options);
  const { cloudInit, commonLimitBytes, workshopOf } = await import('../pilot/pilots.ts');
  if (!options.cloudInit) {
    io.stdout.write(await workshopOf(config).script(component, host?.kind ?? null));
    return exits.ok;
  }
  const text = await cloudInit(config, component, host, userOf(config, host, options));
  io.stdout.write(text);
  const bytes = Buffer.byteLength(text);
  if (bytes > commonLimitBytes) {
    const size = { kib: Math.ceil(bytes / 1024), commonKib: commonLimitBytes / 1024 };
    say(io, [`muster: ${message('user-data-large', size).text}`]);
  }
  return exits.ok;
}

async function toolboxReport(config: Config): Promise<ToolboxReport> {
  const { workshopOf } = await import('../pilot/pilots.ts');
  const { folders, commands, broken, unreadable } = await workshopOf(config).toolbox();
  return {
    formatVersion,
    command: 'pilot',
    config: config.file,
    toolbox: folders,
    commands: [...commands.values()].map(commandReport),
    problems: [...unreadable.values(), ...[...broken.values()].flat()],
  };
}

function pilotOf(config: Config, id: string) {
  const component = componentNamed(config, id);
  const { pilot } = component;
  if (pilot === null)
    throw new Failure(
      exits.usage,
      message('pilot-missing', { component: id, submitter: component.submitter }),
      ...suggestions([id], withPilot(config)),
    );
  return { component, pilot };
}

const withPilot = ({ components }: { components: readonly ConfigComponent[] }): string[] =>
  components.flatMap(({ id, pilot }) => (pilot === null ? [] : [id]));

function hostOf(config: Config, { host }: PilotOptions): ConfigHost | null {
  if (host === undefined) return null;
  const [found, ...more] = namedHosts(config, host, '--host');
  if (more.length > 0) throw invalid('--host', host, 'one host');
  return found ?? null;
}

function userOf({ ssh }: Config, host: ConfigHost | null, { user }: PilotOptions): string {
  const found = user ?? host?.user ?? ssh.user;
  if (found == null)
    throw new Failure(
      exits.usage,
      message('option-missing', {
        option: '--user NAME',
        why: 'the login that muster has on that machine (or --host, for a host whose user is set in Interface.json; or `ssh.user` there)',
      }),
    );
  if (!/^[a-z_][A-Za-z0-9_.-]{0,63}$/.test(found)) throw invalid('--user', found, 'a login name');
  return found;
}
