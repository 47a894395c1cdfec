import { excuseFor, type Excuse } from './excuses.ts';
import { livingAt, passAt, passOf, type History, type Pass } from './history.ts';
import type { Launch } from './truth.ts';
import { componentIn } from './wanted.ts';

/** What a check found. */
export interface Finding {
  readonly guarantee: string;
  readonly what: string;
}

export interface Judgement {
  readonly violations: readonly Finding[];
  readonly excuses: readonly Excuse['kind'][];
}

type StartedLaunch = Launch & { readonly startedMs: number };

/** Holds one new instance against what was there at the moment it started. */
export function judgeStart(history: History, launch: Launch): Judgement {
  if (launch.startedMs === null) return { violations: [], excuses: [] };
  const started = { ...launch, startedMs: launch.startedMs };
  const judgements = [count(history, started), hotLimit(history, started), place(history, started)];
  return {
    violations: judgements.flatMap(({ violations }) => violations),
    excuses: judgements.flatMap(({ excuses }) => excuses),
  };
}

/**
 * Guarantee 1: no component above its count by muster's doing. What lived when an instance started, that one included,
 * was at most what Interface.json asked for; in the pass that launched it, or, where it came later, in one since.
 */
function count(history: History, launch: StartedLaunch): Judgement {
  const passes = passesFrom(history, launch);
  const limit = Math.max(...passes.map(({ wanted }) => componentIn(wanted, launch.component).count));
  const living = livingAt(history, launch.startedMs).filter(
    ({ component }) => component === launch.component,
  );
  return held(history, launch, living, () => 1, limit, 'above its count', 'everywhere');
}

/** Guarantee 2: no host above its hot limit by muster's doing. */
function hotLimit(history: History, launch: StartedLaunch): Judgement {
  const passes = passesFrom(history, launch);
  const slots = ({ component }: Launch): number => componentIn(passes[0]!.wanted, component).hot;
  if (slots(launch) === 0) return { violations: [], excuses: [] };
  const limit = Math.max(...passes.map(({ wanted }) => wanted.hotlimit));
  const living = livingAt(history, launch.startedMs).filter(({ host }) => host === launch.host);
  return held(history, launch, living, slots, limit, 'above the hot limit', 'on its host');
}

/** What the operator asked for by host: a type that is off, drained and unlisted hosts, `hosts`, `maxPerHost`. */
function place(history: History, launch: StartedLaunch): Judgement {
  const { wanted } = passOf(history, launch.pass);
  const { on, only, maxPerHost } = componentIn(wanted, launch.component);
  const host = wanted.hosts.find(({ name }) => name === launch.host);
  const wrong = [
    ...(on ? [] : ['its type was off']),
    ...(host ? [] : ['the host was not listed']),
    ...(host?.drained ? ['the host was drained'] : []),
    ...(only === null || only.includes(launch.host) ? [] : ['"hosts" does not name the host']),
  ].map((why) => ({ guarantee: 'placement', what: `${named(launch)} although ${why}` }));
  if (maxPerHost === null) return { violations: wrong, excuses: [] };
  const there = livingAt(history, launch.startedMs).filter(
    ({ host, component }) => host === launch.host && component === launch.component,
  );
  const { violations, excuses } = held(
    history,
    launch,
    there,
    () => 1,
    maxPerHost,
    'above maxPerHost',
    'there',
  );
  return { violations: [...wrong, ...violations], excuses };
}

function held(
  history: History,
  launch: StartedLaunch,
  living: readonly Launch[],
  weight: (launch: Launch) => number,
  limit: number,
  guarantee: string,
  where: string,
): Judgement {
  const sum = (launches: readonly Launch[]): number =>
    launches.reduce((total, each) => total + weight(each), 0);
  if (sum(living) <= limit) return { violations: [], excuses: [] };
  const excused = living.flatMap((each) => {
    const excuse = excuseFor(history, launch, each, living);
    return excuse ? [excuse] : [];
  });
  const left = sum(living.filter((each) => !excused.some(({ launch }) => launch.id === each.id)));
  const kinds = excused.map(({ kind }) => kind);
  if (left <= limit) return { violations: [], excuses: kinds };
  const others = living.map(named).join('; ');
  const what = `${named(launch)}: ${sum(living)} ${where}, ${excused.length} of them excused, ${limit} allowed. Living: ${others}`;
  return { violations: [{ guarantee, what }], excuses: [] };
}

/** From the pass that launched it to the one that ran, or had ended last, when it came. */
export function passesFrom(history: History, { pass, startedMs }: StartedLaunch): Pass[] {
  const last = passAt(history, startedMs).number;
  return [...history.passes.values()].filter(
    ({ number }) => number >= pass && number <= Math.max(pass, last),
  );
}

export function named({ id, component, host, pass, mode, startedMs, begunMs }: Launch): string {
  return `${component} on ${host} (launch ${id} of pass ${pass}, ${mode}, begun ${begunMs}, started ${startedMs})`;
}
