import pLimit from 'p-limit';
import { matchesOf, overlapsOf, type Matched } from '../core/match.ts';
import { merged } from '../core/machines.ts';
import { emptyMemory, type Component, type Sighting } from '../core/types.ts';
import type { Config } from '../interface/config.ts';
import type { Listed } from '../remote/port.ts';
import { matchReportOf } from '../report/matchDocument.ts';
import { matchText } from '../report/matchText.ts';
import {
  invalid,
  loadConfig,
  namedHosts,
  print,
  printJson,
  say,
  stdoutStyle,
  type CommonOptions,
  type Io,
} from './context.ts';
import { passSignal } from './deadline.ts';
import { exits, type Exit } from './exits.ts';
import { progressOn } from './progress.ts';
import { openHosts } from './world.ts';

/** `muster match KEY|COMPONENT`: the very processes that a key counts, host by host. Changes nothing. */
export async function match(text: string, options: CommonOptions, io: Io): Promise<Exit> {
  const config = await loadConfig(options);
  const target = targetOf(config, text, io);
  const asked = options.hosts === undefined ? config.hosts : namedHosts(config, options.hosts);
  // What does not match is dropped at once: a fleet lists hundreds of thousands of processes.
  const matchedOf = ({ listing }: Listed): Matched | null =>
    listing && matchesOf(listing, target, config.components);
  const found = await fromAll({ ...config, hosts: asked }, matchedOf, options, io);
  const sightings = new Map([...found].map(([host, { sighting }]) => [host, sighting]));
  const known = merged(asked, emptyMemory, sightings).sightings;
  const report = matchReportOf({
    atMs: io.clock.now(),
    config: config.file,
    key: target.key,
    component: target.id === triedOut ? null : target.id,
    overlaps: overlapsOf(target, config.components),
    hosts: [...found].map(([host, { matched, sighting }]) => {
      const as = known.get(host) ?? sighting;
      const isAlias = as.kind === 'seen' && as.sameAs !== undefined;
      return { host, sighting: as, matched: isAlias ? null : matched };
    }),
  });
  const columns = options.verbose === true ? Infinity : (io.stdout.columns ?? Infinity);
  if (options.json) printJson(io, report);
  else print(io, matchText(report, stdoutStyle(io), columns));
  return exits.ok;
}

/** A name that no component has: a key that is not in the file yet. */
const triedOut = '/';

/** The component of that name, else the text as a key. */
function targetOf({ components, file }: Config, text: string, io: Io): Pick<Component, 'id' | 'key'> {
  const component = components.find(({ id }) => id === text);
  if (component !== undefined) return component;
  if (!/^[^\p{Cc}\p{Cs}]{1,1000}$/u.test(text))
    throw invalid(
      'key',
      'a text that is none',
      'a text of 1 to 1000 characters without line breaks and other control characters',
    );
  const [pipe] = text.split('/');
  if (text.includes('/') && components.some((each) => each.pipe === pipe))
    say(io, [`muster: there is no component ${text} in ${file}; it is taken for a key`]);
  return { id: triedOut, key: text };
}

/** What is found on every host, each asked at its own pace. */
async function fromAll(
  config: Config,
  matchedOf: (listed: Listed) => Matched | null,
  options: CommonOptions,
  io: Io,
): Promise<Map<string, { readonly sighting: Sighting; readonly matched: Matched | null }>> {
  using _end = io.lastResort(config.timeouts.passMs, 'looking at the hosts hung past the deadline of a pass');
  using deadline = passSignal(config.timeouts.passMs, false);
  const hosts = await openHosts(config, io, deadline.signal);
  using progress = progressOn(io, options, config);
  const limit = pLimit(config.fanoutHosts);
  progress.show({ step: 'asking', hosts: config.hosts.map(({ name }) => name) });
  const found = config.hosts.map((host) =>
    limit(async () => {
      const listed = await hosts.list(host);
      const { sighting } = listed;
      progress.show({ step: 'sighted', host: host.name, sighting });
      return [host.name, { sighting, matched: matchedOf(listed) }] as const;
    }),
  );
  try {
    return new Map(await Promise.all(found));
  } finally {
    hosts.close();
  }
}
