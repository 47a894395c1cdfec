import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { message } from '../core/catalogue/catalogue.ts';
import { isNews, type Item, type Look, type News, type Told } from '../core/news.ts';
import { noteText } from '../core/note.ts';
import { harmless, harmlessJson } from '../report/harmless.ts';
import { newsSubject, newsText } from '../report/newsText.ts';
import { runProgram, type Program } from './runProgram.ts';
import { tellNews, type Fault } from './tellNews.ts';

/** What the program of `monitor.notify` reads on its stdin; `schema/report.schema.json` has it as `notify`. */
export interface NotifyDocument {
  readonly formatVersion: 2;
  readonly command: 'notify';
  readonly at: string;
  /** This machine. */
  readonly machine: string;
  /** Path of `Interface.json`. */
  readonly config: string;
  /** The exit code of the pass. */
  readonly exit: number;
  readonly subject: string;
  readonly text: string;
  readonly begun: readonly NotifyItem[];
  readonly ended: readonly NotifyItem[];
  readonly still: readonly NotifyItem[];
  /** How many problems go on that are not told now. */
  readonly silent: number;
}

export interface NotifyItem {
  /** The same for the same problem, from its begin to its end and if it comes back. */
  readonly id: string;
  readonly kind: Item['kind'];
  readonly about: string;
  /** Why; docs/codes.md has all codes. */
  readonly code: string;
  readonly params: Item['params'];
  readonly text: string;
  readonly since: string;
  readonly endedAt?: string;
  /** Of what has begun. */
  readonly again?: Item['again'];
  /** It happened, and no end will be told. */
  readonly event: boolean;
}

export interface Notified {
  readonly program: Program;
  readonly look: Look;
  readonly exit: number;
  /** Path of `Interface.json`. */
  readonly file: string;
  readonly logs: string | null;
  readonly env: NodeJS.ProcessEnv;
  readonly nowMs: number;
  readonly patienceMs?: number;
}

export const notifyMs = 30_000;

/** Gives the program what is news since it was given some last. @returns what went wrong. */
export async function notify({
  program,
  look,
  exit,
  file,
  logs,
  env,
  nowMs,
  patienceMs = notifyMs,
}: Notified): Promise<readonly Fault[]> {
  const { faults, writeFault } = await tellNews(
    look,
    {
      memory: 'notified.json',
      file,
      logs,
      async tell(news, told) {
        if (!isNews(news)) return null;
        const document = notifyDocument(news, told, { machine: hostname(), file, exit, nowMs });
        const wrong = await runProgram(program, `${harmlessJson(JSON.stringify(document))}\n`, {
          cwd: dirname(file),
          env: { ...env, MUSTER_CONFIG: file },
          patienceMs,
        });
        if (wrong === null) return null;
        const problem = message('notify-failed', { program: program.file, ...wrong });
        return { about: 'monitor.notify', problem };
      },
    },
    nowMs,
  );
  const unwritten = writeFault === null ? [] : [{ about: 'monitor.notify: memory', problem: writeFault }];
  return [...faults, ...unwritten];
}

export function notifyDocument(
  news: News,
  told: Told,
  {
    machine,
    file,
    exit,
    nowMs,
  }: {
    readonly machine: string;
    readonly file: string;
    readonly exit: number;
    readonly nowMs: number;
  },
): NotifyDocument {
  const events = new Set(told.filter(({ event }) => event).map(({ kind, about }) => `${kind} ${about}`));
  const item = ({ kind, about, code, params, text, more = [], sinceMs, endedAtMs }: Item): NotifyItem => ({
    id: incidentId(machine, file, kind, about),
    kind,
    about: harmless(about),
    code,
    params,
    text: [text, ...more.map(noteText)].map(harmless).join('\n'),
    since: new Date(sinceMs).toISOString(),
    ...(endedAtMs === null ? {} : { endedAt: new Date(endedAtMs).toISOString() }),
    event: events.has(`${kind} ${about}`),
  });
  const setting = { machine, file, nowMs };
  return {
    formatVersion: 2,
    command: 'notify',
    at: new Date(nowMs).toISOString(),
    machine: harmless(machine),
    config: file,
    exit,
    subject: newsSubject(news, setting),
    text: newsText(news, setting).join('\n'),
    begun: news.begun.map((one) => ({ ...item(one), again: one.again })),
    ended: news.ended.map(item),
    still: news.still.map(item),
    silent: news.silent,
  };
}

/** Short enough for any pager, and never that of another machine or `Interface.json`. */
function incidentId(machine: string, file: string, kind: string, about: string): string {
  const whole = JSON.stringify([machine, file, kind, about]);
  return `muster-${kind}-${createHash('sha256').update(whole).digest('hex').slice(0, 16)}`;
}
