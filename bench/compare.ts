import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Fleet } from '../test/fleet/fleet.ts';
import type { Access } from './access.ts';
import { interleaved, medians, settled, timed, watched, type Run, type Timed } from './measure.ts';
import { whyNotConverged } from './musterSite.ts';
import type { Memory } from './processTree.ts';
import type { Comparison, Outcome } from './results.ts';
import type { Subject } from './subjects.ts';

export interface Terms {
  readonly rounds: number;
  /** Measure each on this one host as well. */
  readonly oneHost?: Access;
  /** How many hosts must answer; the number of hosts unless given. */
  readonly answers?: number;
  /** Who is run once before anything is timed; that run is looked at for its memory. Nobody unless said otherwise. */
  readonly runsFirst?: (subject: Subject) => boolean;
  readonly say: (text: string) => void;
}

/**
 * Subjects side by side on the hosts of an access. Only runs in which as many hosts answered as must are counted; throws when one of
 * the subjects does not come to that.
 */
export async function compare(
  access: Access,
  subjects: readonly Subject[],
  terms: Terms,
): Promise<Comparison> {
  const present = subjects.filter((subject) => whyNot(subject, access) === null);
  const memories = new Map<string, Memory>();
  for (const subject of present.filter(terms.runsFirst ?? (() => false))) {
    terms.say(`${subject.name}: does it reach all ${access.hosts.length}?`);
    await complete(
      subject,
      access,
      terms,
      () => {},
      async (fleet, run) => {
        const { pssMiB, residentMiB, ...ran } = await watched(fleet, run);
        memories.set(subject.key, { pssMiB, residentMiB });
        return ran;
      },
    );
  }
  const runs = present.map((subject) => {
    const rounds = roundsOf(subject, access, terms);
    let round = 0;
    return {
      rounds,
      async run() {
        terms.say(`${subject.name}, ${access.hosts.length} hosts: round ${(round += 1)} of ${rounds}`);
        let incomplete = 0;
        const all = await complete(subject, access, terms, () => (incomplete += 1));
        if (terms.oneHost === undefined) return { all, one: null, incomplete };
        const alone = { say: terms.say };
        return { all, one: await complete(subject, terms.oneHost, alone, () => {}), incomplete };
      },
    };
  });
  const taken = await interleaved(runs);
  const outcomes = subjects.map((subject): Outcome => {
    const { key, name } = subject;
    const missing = whyNot(subject, access);
    if (missing !== null) return { key, name, missing };
    const list = taken[present.indexOf(subject)]!;
    const ones = list.flatMap(({ one }) => (one === null ? [] : [one]));
    return {
      key,
      name,
      rounds: list.length,
      incomplete: list.reduce((sum, { incomplete }) => sum + incomplete, 0),
      ...medians(list.map(({ all }) => all)),
      oneHost: ones.length === 0 ? null : medians(ones),
      memory: memories.get(key) ?? null,
      answered: terms.answers ?? access.hosts.length,
    };
  });
  return { hosts: access.hosts.length, outcomes };
}

/** A machine that has too much to do misses a host now and then. */
const mostTries = 3;

/** On so many hosts what is slow takes minutes a round. */
export const manyHosts = 200;

function roundsOf({ share }: Subject, { hosts }: Access, { rounds }: Terms): number {
  return hosts.length > manyHosts && share < 1 ? 1 : Math.max(1, Math.round(rounds * share));
}

/** Runs it until as many hosts answered as must; `incomplete` is told of each run in which they did not. Throws after a few. */
export async function complete(
  subject: Subject,
  access: Access,
  { answers: wanted = access.hosts.length, say }: Pick<Terms, 'answers' | 'say'>,
  incomplete: () => void,
  measure: (fleet: Fleet, run: Run) => Promise<Timed> = timed,
): Promise<Timed> {
  for (let left = mostTries - 1; ; left--) {
    const ran = await measure(access.fleet, { command: subject.command(access), env: subject.env?.(access) });
    const problem = await whyIncomplete(subject, access, ran, wanted);
    await settled();
    if (problem === null) return ran;
    if (left === 0) throw new Error(problem);
    say(`not counted: ${problem}`);
    incomplete();
  }
}

/** null if as many hosts answered as must. */
async function whyIncomplete(
  subject: Subject,
  access: Access,
  ran: Timed,
  wanted: number,
): Promise<string | null> {
  if (subject.answers === undefined) return whyNotConverged(access, ran, wanted);
  const answered = subject.answers(ran.stdout);
  if (answered === wanted && (ran.code === 0 || wanted < access.hosts.length)) return null;
  return `${subject.name}: ${answered} hosts answered where ${wanted} should, exit ${ran.code}: ${ran.stderr.slice(0, 2000)}`;
}

function whyNot(
  { program, package: debian, mostHosts = Infinity }: Subject,
  { hosts }: Access,
): string | null {
  if (program !== undefined && !isInstalled(program)) return `not installed: apt-get install ${debian}`;
  return hosts.length > mostHosts
    ? `not measured on more than ${mostHosts} hosts: it would take minutes`
    : null;
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
