import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Access } from './access.ts';
import { interleaved, medians, settled, timed, watched, type Timed } from './measure.ts';
import { requireConverged } from './musterSite.ts';
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

/** Subjects side by side on the hosts of an access. Throws when one of them does not get the answers of as many hosts as it must. */
export async function compare(
  access: Access,
  subjects: readonly Subject[],
  terms: Terms,
): Promise<Comparison> {
  const present = subjects.filter((subject) => whyNot(subject, access) === null);
  const memories = new Map<string, Memory>();
  for (const subject of present.filter(terms.runsFirst ?? (() => false))) {
    terms.say(`${subject.name}: does it reach all ${access.hosts.length}?`);
    const first = await watched(access.fleet, runOf(subject, access));
    await checked(subject, access, first, terms);
    memories.set(subject.key, { pssMiB: first.pssMiB, residentMiB: first.residentMiB });
    await settled();
  }
  const runs = present.map((subject) => {
    const rounds = roundsOf(subject, access, terms);
    let round = 0;
    return {
      rounds,
      run: async () => {
        terms.say(`${subject.name}, ${access.hosts.length} hosts: round ${(round += 1)} of ${rounds}`);
        const all = await timed(access.fleet, runOf(subject, access));
        await checked(subject, access, all, terms);
        await settled();
        if (terms.oneHost === undefined) return { all, one: null };
        const one = await timed(access.fleet, runOf(subject, terms.oneHost));
        await checked(subject, terms.oneHost, one, { ...terms, answers: 1 });
        await settled();
        return { all, one };
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
      ...medians(list.map(({ all }) => all)),
      oneHost: ones.length === 0 ? null : medians(ones),
      memory: memories.get(key) ?? null,
      answered: terms.answers ?? access.hosts.length,
    };
  });
  return { hosts: access.hosts.length, outcomes };
}

function runOf(
  subject: Subject,
  access: Access,
): { command: readonly string[]; env?: Readonly<Record<string, string>> | undefined } {
  return { command: subject.command(access), env: subject.env?.(access) };
}

/** On so many hosts what is slow takes minutes a round. */
export const manyHosts = 200;

function roundsOf({ share }: Subject, { hosts }: Access, { rounds }: Terms): number {
  return hosts.length > manyHosts && share < 1 ? 1 : Math.max(1, Math.round(rounds * share));
}

/** Throws unless as many hosts answered as must. */
async function checked(subject: Subject, access: Access, ran: Timed, terms: Terms): Promise<void> {
  const wanted = terms.answers ?? access.hosts.length;
  if (subject.answers === undefined) return requireConverged(access, ran, wanted);
  const answered = subject.answers(ran.stdout);
  if (answered === wanted && (ran.code === 0 || wanted < access.hosts.length)) return;
  throw new Error(
    `${subject.name}: ${answered} hosts answered where ${wanted} should, exit ${ran.code}: ${ran.stderr.slice(0, 2000)}`,
  );
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
