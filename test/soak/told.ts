import type { Finding } from './guarantees.ts';
import { passAt, type History, type Pass, type Told } from './history.ts';
import { passTimeoutMs } from './wanted.ts';

/** Guarantees 5 and 6 of one pass: it ended by its deadline, and what it said happened did happen. */
export function judgePass(history: History, pass: Pass): Finding[] {
  const tookMs = pass.endedMs - pass.startedMs;
  const late = tookMs > passTimeoutMs(pass.wanted) + startingMs;
  return [
    ...(late ? [{ guarantee: 'deadline', what: `pass ${pass.number} took ${tookMs} ms` }] : []),
    ...judgeBrownout(history, pass),
    ...(pass.told
      ? [
          ...judgeOutcomes(history, pass, pass.told),
          ...judgeTallies(pass, pass.told),
          ...judgeExit(pass, pass.told),
        ]
      : judgeSilence(pass)),
  ];
}

/** More than half of the hosts gone is more likely our own fault: the pass starts nothing and says so. */
function judgeBrownout(
  history: History,
  { number, wanted, reachable, meddledWith, killed, exit }: Pass,
): Finding[] {
  const watched = wanted.hosts.filter(({ drained }) => !drained);
  const gone = watched.filter(({ name }) => !reachable.has(name) && !meddledWith.has(name)).length;
  if (gone < 2 || gone * 2 <= watched.length) return [];
  const started = [...history.launches.values()].filter(({ pass }) => pass === number);
  return started.length > 0 || (!killed && exit !== 69)
    ? [
        {
          guarantee: 'brownout',
          what: `pass ${number} launched ${started.length} and ended with ${exit} although ${gone} of ${watched.length} hosts were gone`,
        },
      ]
    : [];
}

/** Allowed beyond the deadline, which counts from when muster runs: starting node, and looking at the hosts. */
const startingMs = 5000;

function judgeSilence({ killed, exit, number }: Pass): Finding[] {
  return killed
    ? []
    : [{ guarantee: 'truth', what: `pass ${number} ended with ${exit} and printed no report` }];
}

type Outcome = NonNullable<Told['outcomes']>[number];

function judgeOutcomes(history: History, pass: Pass, told: Told): Finding[] {
  const outcomes = told.outcomes ?? [];
  const began = [...history.launches.values()].filter((launch) => launch.pass === pass.number);
  const unsaid = began.filter(({ id }) => !outcomes.some(({ launchId }) => launchId === id));
  return [
    ...unsaid.map(({ id, component, host }) => ({
      guarantee: 'truth',
      what: `pass ${pass.number} says nothing of its launch ${id} of ${component} on ${host}`,
    })),
    ...outcomes.flatMap((outcome) => {
      const wrong = wrongIn(history, pass, outcome, outcomes);
      return wrong === null
        ? []
        : [
            {
              guarantee: 'truth',
              what: `pass ${pass.number} says ${outcome.outcome} of ${outcome.component} on ${outcome.host} (${outcome.launchId}), but ${wrong}`,
            },
          ];
    }),
  ];
}

function wrongIn(history: History, pass: Pass, outcome: Outcome, all: readonly Outcome[]): string | null {
  const launch = history.launches.get(outcome.launchId);
  const wasThere = launch !== undefined && startedBy(launch.startedMs, pass.endedMs);
  switch (outcome.outcome) {
    case 'confirmed':
      return wasThere || cameInstead(history, pass, outcome) ? null : 'no instance of it ever started';
    case 'failed':
      return wasThere && livedOn(history, pass, launch.id) ? 'its instance runs' : null;
    case 'refused':
      return launch ? 'its submitter was called' : null;
    case 'vanished':
      // A submitter that leaves at once and starts later may do so between muster's look and the end of the pass. Of
      // two launches of one component on one host muster cannot tell which one's instance it sees.
      return wasThere &&
        launch.mode !== 'late' &&
        livedOn(history, pass, launch.id) &&
        all.filter(({ component, host }) => component === outcome.component && host === outcome.host)
          .length === 1 &&
        !hasOlder(history, pass, outcome)
        ? 'its instance runs'
        : null;
    case 'unknown':
      return null;
  }
}

function startedBy(startedMs: number | null, ms: number): boolean {
  return startedMs !== null && startedMs <= ms;
}

/** Not ended before the pass was over. */
function livedOn(history: History, pass: Pass, id: string): boolean {
  return (history.ends.get(id) ?? Infinity) > pass.endedMs;
}

/** "One more instance is there": it may be that of an earlier launch, of the same component there, that was late. */
function cameInstead(history: History, pass: Pass, { component, host }: Outcome): boolean {
  return [...history.launches.values()].some(
    (launch) =>
      launch.component === component &&
      launch.host === host &&
      startedBy(launch.startedMs, pass.endedMs) &&
      (launch.startedMs ?? 0) >= pass.startedMs,
  );
}

/** Whether a launch of the same component is still out on that host from an earlier pass, or was while this one ran. */
function hasOlder(history: History, pass: Pass, { component, host }: Outcome): boolean {
  return [...history.launches.values()].some(
    (launch) =>
      launch.component === component &&
      launch.host === host &&
      launch.pass < pass.number &&
      (launch.startedMs === null || passAt(history, launch.startedMs).number > launch.pass),
  );
}

/** What it counted on each host it saw, against the process table. Exact where nothing came or went while it ran. */
function judgeTallies(pass: Pass, told: Told): Finding[] {
  return told.hosts
    .filter(({ host, sighting }) => sighting === 'seen' && !pass.meddledWith.has(host))
    .flatMap(({ host, components, pending = {} }) =>
      pass.wanted.components.flatMap(({ id }) => {
        const running = (components[id] ?? 0) - (pending[id] ?? 0);
        const on = ({ host: where, component }: { host: string; component: string }): boolean =>
          where === host && component === id;
        const confirmed = (told.outcomes ?? []).filter(
          (each) => each.outcome === 'confirmed' && on(each),
        ).length;
        const before = pass.before.filter(on).length;
        const after = pass.after.filter(on).length;
        const least = Math.min(before + confirmed, after);
        return running >= least && running <= after
          ? []
          : [
              {
                guarantee: 'truth',
                what: `pass ${pass.number} counts ${running} of ${id} on ${host}; there were ${before} before, ${after} after, ${confirmed} confirmed`,
              },
            ];
      }),
    );
}

/** The exit code, against what really runs on the hosts that were seen and what it says of the others. */
function judgeExit(pass: Pass, told: Told): Finding[] {
  const seen = new Set(told.hosts.filter(({ sighting }) => sighting === 'seen').map(({ host }) => host));
  const isShort = told.components.some(({ component, presumed, pending, vanished }) => {
    const wanted = pass.wanted.components.find(({ id }) => id === component);
    const running = pass.after.filter((each) => each.component === component && seen.has(each.host)).length;
    return wanted?.on === true && running + presumed + pending - vanished < wanted.count;
  });
  const wrong = ((): boolean => {
    switch (pass.exit) {
      case 0:
        return isShort && pass.meddledWith.size === 0;
      case 1:
        return told.problems.length === 0;
      case 3:
        return pass.meddledWith.size === 0 && wasMetBefore(pass, seen);
      case 69: {
        const watched = pass.wanted.hosts.filter(({ drained }) => !drained);
        return watched.filter(({ name }) => seen.has(name)).length * 2 > watched.length;
      }
      default:
        return true;
    }
  })();
  return wrong
    ? [
        {
          guarantee: 'truth',
          what: `pass ${pass.number} ended with ${pass.exit}${isShort ? ', and a count was not met' : ''}`,
        },
      ]
    : [];
}

/** Whether every count was met by what ran on hosts that were seen, before the pass had done anything. */
function wasMetBefore({ wanted, before }: Pass, seen: ReadonlySet<string>): boolean {
  return wanted.components.every(
    ({ id, on, count }) =>
      !on || before.filter(({ component, host }) => component === id && seen.has(host)).length >= count,
  );
}
