import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { changesBetween, type Changes } from '../report/changes.ts';
import type { Report } from '../report/document.ts';
import { failureLines } from '../report/failureLines.ts';
import { harmless } from '../report/harmless.ts';
import { localTime } from '../report/style.ts';
import { viewed, type View } from '../report/view.ts';
import { cut, fitted } from '../report/width.ts';
import { Failure, print, printJsonLine, say, stdoutStyle, type Io } from './context.ts';
import type { Exit } from './exits.ts';
import { PassView } from './passView.ts';
import { look } from './plan.ts';
import type { LookPorts } from './survey.ts';
import { openScreen, pageOf, type Key } from './screen.ts';
import { statusExit, statusLines, type StatusOptions } from './status.ts';

/** What is known while `status --watch` goes on. */
interface Watched {
  /** The last look that told something. */
  readonly report: Report | null;
  readonly changes: Changes;
  /** Why the look after it told nothing. */
  readonly failure: Failure | null;
}

/**
 * `muster status --watch`: looks again and again, one look after the other. The pause between two is never shorter
 * than the look before took, so that hosts that are slow to answer are not asked the more.
 *
 * @returns the exit code of the last look.
 * @throws Failure if the first look fails: then there is nothing to watch.
 */
export async function watchStatus(options: StatusOptions, view: View, io: Io): Promise<Exit> {
  const pauseMs = 1000 * (options.watch === true ? 5 : (options.watch ?? 5));
  const isPage = io.stdout.isTTY === true && io.env['TERM'] !== 'dumb' && !options.json;
  return isPage ? watchOnPage(options, view, pauseMs, io) : watchInLines(options, view, pauseMs, io);
}

const nothingYet: Watched = {
  report: null,
  changes: { components: new Set(), hosts: new Set() },
  failure: null,
};

async function lookAgain(
  before: Watched,
  options: StatusOptions,
  io: Io,
  ports: LookPorts,
): Promise<Watched> {
  try {
    const report = await look('status', options, io, ports);
    const changes = before.report === null ? nothingYet.changes : changesBetween(before.report, report);
    return { report, changes, failure: null };
  } catch (error) {
    if (before.report === null || !(error instanceof Failure)) throw error;
    return { ...before, failure: error };
  }
}

function exitOf({ report, failure }: Watched): Exit {
  return failure?.exit ?? statusExit(report as Report);
}

/** A table for each look under its time, or a document on a line; until nobody reads any more. */
async function watchInLines(options: StatusOptions, view: View, pauseMs: number, io: Io): Promise<Exit> {
  const unread = new AbortController();
  io.stdout.once('error', () => unread.abort());
  let known = nothingYet;
  for (;;) {
    const startedMs = performance.now();
    known = await lookAgain(known, options, io, { signal: unread.signal, progress() {} });
    const { report, failure } = known;
    if (failure !== null) say(io, linesOf(failure));
    else if (report !== null && options.json) printJsonLine(io, viewed(report, view));
    else if (report !== null)
      print(io, [localTime(report.at).join(' '), ...statusLines(report, options, view, stdoutStyle(io)), '']);
    const tookMs = performance.now() - startedMs;
    await sleep(Math.max(pauseMs, tookMs), undefined, { signal: unread.signal }).catch(() => {});
    if (unread.signal.aborted) return exitOf(known);
  }
}

/** One page on the terminal. */
async function watchOnPage(options: StatusOptions, view: View, pauseMs: number, io: Io): Promise<Exit> {
  const quit = new AbortController();
  let known = nothingYet;
  let asked: PassView | null = null;
  let at = 0;
  let pause = new AbortController();

  const draw = (): void => {
    const style = stdoutStyle(io);
    const size = { rows: io.stdout.rows || 24, columns: style.columns };
    const head = [style.bold(cut(headText(known, asked, io), size.columns))];
    for (const line of known.failure === null ? [] : linesOf(known.failure))
      head.push(...fitted(line, size.columns).map(style.red));
    const body =
      known.report === null
        ? []
        : statusLines(known.report, options, view, style, known.changes).flatMap((line) =>
            fitted(line, size.columns),
          );
    const page = pageOf(head, body, at, size);
    at = page.at;
    screen.draw(page.lines);
  };
  const onKey = (key: Key): void => {
    const rows = (io.stdout.rows || 24) - 2;
    if (key === 'quit') quit.abort();
    else if (key === 'now') pause.abort();
    else
      at = { up: at - 1, down: at + 1, pageUp: at - rows, pageDown: at + rows, top: 0, end: Infinity }[key];
    if (key !== 'quit') draw();
  };
  using screen = openScreen(io, onKey, draw);
  const timer = setInterval(draw, 1000);
  try {
    draw();
    for (;;) {
      const startedMs = performance.now();
      const steps = new PassView(Infinity);
      asked = steps;
      const ports = {
        signal: quit.signal,
        progress: (step: Parameters<PassView['show']>[0]) => void steps.show(step),
      };
      const looking = lookAgain(known, options, io, ports);
      // Whoever quits does not wait for hosts.
      const left = once(quit.signal, 'abort').then(() => null);
      const now = quit.signal.aborted ? null : await Promise.race([looking, left]);
      asked = null;
      if (now === null) {
        looking.catch(() => {});
        return known.report === null ? 0 : exitOf(known);
      }
      known = now;
      draw();
      pause = new AbortController();
      const ended = AbortSignal.any([pause.signal, quit.signal]);
      const tookMs = performance.now() - startedMs;
      await sleep(Math.max(pauseMs, tookMs), undefined, { signal: ended }).catch(() => {});
      if (quit.signal.aborted) return exitOf(known);
    }
  } finally {
    clearInterval(timer);
  }
}

/** `03:15:04, 3 s ago  q quits  12 of 16 hosts asked`. */
function headText({ report }: Watched, asked: PassView | null, { clock }: Io): string {
  const told = asked?.told() ?? '';
  if (report === null) return `the first look  q quits  ${told}`;
  const age = Math.max(0, Math.round((clock.now() - Date.parse(report.at)) / 1000));
  return `${localTime(report.at)[1]}, ${age} s ago  q quits  ${told || '> changed since the look before'}`;
}

function linesOf(failure: Failure): string[] {
  return failureLines(failure).map((line) => `muster: ${harmless(line)}`);
}
