import { message } from '../core/catalogue/catalogue.ts';
import type { Config, ConfigComponent } from '../interface/config.ts';
import type { PilotSettings } from '../interface/pilotConfig.ts';
import { clientFile, clientPaths, PilotFault } from './files.ts';
import { renderPilot, type BroughtFile } from './render.ts';
import { runtimeText } from './runtime.ts';
import { readToolbox, type Command, type Toolbox } from './toolbox.ts';

/** What the pilots of one configuration are made of, each part read once and when it is asked for. */
export interface Workshop {
  toolbox(): Promise<Toolbox>;
  /** A file beside `Interface.json`; rejects with a PilotFault. */
  file(folder: string, path: string): Promise<BroughtFile>;
  /** The script for hosts of a kind; rejects where `pilotFindings` has errors. */
  script(component: ConfigComponent, kind: string | null): Promise<string>;
}

/** The workshop of a configuration; one that was narrowed to some hosts or components has the same. */
export function workshopOf({ toolbox, namespace }: Config): Workshop {
  const workshop = workshops.get(toolbox) ?? openWorkshop(toolbox, namespace);
  workshops.set(toolbox, workshop);
  return workshop;
}

/** By the list of folders, which is made anew when a file is loaded, and kept when its config is copied. */
const workshops = new WeakMap<readonly string[], Workshop>();

/** The commands that a pilot has on hosts of a kind, in order. */
export const commandsFor = ({ lists }: PilotSettings, kind: string | null): readonly string[] =>
  (kind === null ? undefined : lists.get(kind)) ?? lists.get('default') ?? [];

function openWorkshop(folders: readonly string[], namespace: string): Workshop {
  let toolbox: Promise<Toolbox> | undefined;
  let runtime: Promise<string> | undefined;
  const files = new Map<string, Promise<BroughtFile>>();
  const workshop: Workshop = {
    toolbox: () => (toolbox ??= readToolbox(folders)),
    file(folder, path) {
      const key = `${folder}\0${path}`;
      const known = files.get(key) ?? clientFile(folder, path);
      files.set(key, known);
      return known;
    },
    async script(component, kind) {
      const { pilot } = component;
      if (pilot === null) throw new Error(`${component.id} has no pilot`);
      const { commands } = await workshop.toolbox();
      const brought = await Promise.all(
        clientPaths(pilot).map(async (path) => [path, await workshop.file(pilot.folder, path)] as const),
      );
      return renderPilot(component, {
        namespace,
        kind,
        commands: commandsFor(pilot, kind).map((name) => sound(name, commands)),
        runtime: await (runtime ??= runtimeText()),
        files: new Map(brought),
      });
    },
  };
  return workshop;
}

function sound(name: string, commands: ReadonlyMap<string, Command>): Command {
  const command = commands.get(name);
  if (command === undefined) throw new PilotFault(message('command-broken', { command: name }));
  return command;
}
