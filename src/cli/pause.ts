import { message } from '../core/catalogue/catalogue.ts';
import { matterOf } from '../core/decisions.ts';
import type { Decision, Memory } from '../core/types.ts';
import { decisionsText } from '../report/lifecycleText.ts';
import {
  componentNamed,
  Failure,
  loadConfig,
  namedHosts,
  print,
  printJson,
  stdoutStyle,
  type Io,
} from './context.ts';
import {
  changedDocument,
  changeDecisions,
  said,
  withDecisions,
  withoutMatters,
  fileOption,
  type Changed,
  type DecideOptions,
} from './decide.ts';
import { exits, type Exit } from './exits.ts';

export interface PauseOptions extends DecideOptions {
  /** Names and ranges. */
  readonly host?: string;
}

/** `muster pause`: nothing more of a component is started, in all or on some hosts; what runs is left. */
export async function pause(component: string, options: PauseOptions, io: Io): Promise<Exit> {
  const config = await loadConfig(options);
  const { id } = componentNamed(config, component);
  const hosts = options.host === undefined ? [null] : namedHosts(config, options.host, '--host').map(nameOf);
  const changed = await changeDecisions(config, 'pause', options, io, (memory, log, nowMs) => {
    const pauses = hosts.map((host): Decision => ({
      kind: 'pause',
      ...said(io, options, nowMs),
      component: id,
      host,
      limit: 0,
      stop: false,
    }));
    return withDecisions(memory, pauses, log, 'pause');
  });
  return told('pause', changed, options, io);
}

/** `muster resume`: takes back what `pause` and `stop` have said of a component. */
export async function resume(component: string, options: PauseOptions, io: Io): Promise<Exit> {
  const config = await loadConfig(options);
  // Also one that Interface.json has no more.
  const changed = await changeDecisions(config, 'resume', options, io, (memory, log) =>
    withoutMatters(memory, pausesOf(component, memory, options.host, config), log, 'resume', io),
  );
  return told('resume', changed, options, io);
}

function pausesOf(
  component: string,
  { decisions }: Memory,
  host: string | undefined,
  config: Parameters<typeof namedHosts>[0],
): Set<string> {
  const hosts = host === undefined ? null : new Set(namedHosts(config, host, '--host').map(nameOf));
  const found = decisions.filter(
    (decision) =>
      decision.kind === 'pause' &&
      decision.component === component &&
      (hosts === null || (decision.host !== null && hosts.has(decision.host))),
  );
  if (found.length > 0) return new Set(found.map(matterOf));
  componentNamed(config, component);
  throw new Failure(
    exits.usage,
    message('not-paused', { component, host: host ?? null }),
    'muster status shows what operators have decided.',
  );
}

const nameOf = ({ name }: { name: string }): string => name;

/** Says what holds now. */
export function told(verb: string, changed: Changed, options: DecideOptions, io: Io): Exit {
  const dryRun = options.dryRun === true;
  if (options.json) printJson(io, { ...changedDocument(verb, changed), dryRun });
  else print(io, decisionsText({ ...changed, file: fileOption(options) }, dryRun, stdoutStyle(io)));
  return changed.problems.length > 0 ? exits.internal : exits.ok;
}
