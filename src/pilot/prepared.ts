import type { Config, ConfigComponent, ConfigHost } from '../interface/config.ts';
import { bundleOf, type Bundle } from '../remote/bundle.ts';
import { clientBundle, clientPaths } from './files.ts';
import { workshopOf, type Workshop } from './workshop.ts';

/** What a host needs before a pilot is launched there. */
export interface PreparedPilot {
  /** One executable file, `pilot`, which is the submitter. */
  readonly script: Bundle;
  /** One for each file beside `Interface.json` that it makes use of. */
  readonly files: readonly Bundle[];
}

/**
 * The pilot of a component for a host. Made once for all hosts of a kind.
 *
 * @throws PilotFault where the toolbox or a file is not what it was when the configuration was loaded
 */
export function preparedPilot(
  config: Config,
  component: ConfigComponent,
  { kind }: Pick<ConfigHost, 'kind'>,
): Promise<PreparedPilot> {
  const workshop = workshopOf(config);
  const made = prepared.get(workshop) ?? new Map<string, Promise<PreparedPilot>>();
  prepared.set(workshop, made);
  const key = `${component.id}\0${kind ?? ''}`;
  const pilot = made.get(key) ?? prepare(workshop, component, kind);
  made.set(key, pilot);
  return pilot;
}

const prepared = new WeakMap<Workshop, Map<string, Promise<PreparedPilot>>>();

async function prepare(
  workshop: Workshop,
  component: ConfigComponent,
  kind: string | null,
): Promise<PreparedPilot> {
  const text = await workshop.script(component, kind);
  const { pilot } = component;
  const files = pilot === null ? [] : clientPaths(pilot);
  return {
    script: await bundleOf([scriptFile(text)]),
    files: await Promise.all(files.map((path) => bundleOnce(workshop, pilot?.folder ?? '', path))),
  };
}

/** The script as the only file of its bundle. */
export const scriptFile = (text: string) => ({
  name: 'pilot',
  executable: true,
  content: Buffer.from(text),
});

/** Components often share a file. */
function bundleOnce(workshop: Workshop, folder: string, path: string): Promise<Bundle> {
  const made = bundles.get(workshop) ?? new Map<string, Promise<Bundle>>();
  bundles.set(workshop, made);
  const bundle =
    made.get(path) ?? workshop.file(folder, path).then((known) => clientBundle(folder, path, known));
  made.set(path, bundle);
  return bundle;
}

const bundles = new WeakMap<Workshop, Map<string, Promise<Bundle>>>();
