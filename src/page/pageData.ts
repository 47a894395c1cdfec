import type { Message } from '../core/catalogue/catalogue.ts';
import type { Shown } from '../monitor/show.ts';
import { staleAfterMs, usualGapMs } from '../core/stale.ts';
import type { Presence } from '../core/rollup.ts';
import { withAfter } from '../report/afterText.ts';
import { lookOf } from '../report/problems.ts';
import type { DecisionReport, Report } from '../report/document.ts';
import { talliesOf } from '../report/tallies.ts';
import type { After } from '../store/afterFile.ts';
import type { HistoryEntry, PassEntry } from '../store/historyRecord.ts';
import { pageComponents } from './components.ts';
import type { PageData } from './data.ts';
import { pageHosts } from './hosts.ts';
import { logLines } from './logLines.ts';
import { pageProblems } from './pageProblems.ts';
import { daySeries, monthSeries } from './series.ts';
import { plain, plainMessage } from './plain.ts';

/** What the page tells of the past. */
export interface Past {
  /** Of the last day, ascending. */
  readonly passes: readonly PassEntry[];
  /** The newest the history has, however long ago; null where it has none. */
  readonly last: PassEntry | null;
  /** When the last passes took place that came by themselves, ascending, in milliseconds since the epoch. */
  readonly timesMs: readonly number[];
  /** Of the last month, ascending; their components are those of the report. */
  readonly hours: readonly Presence[];
  /** What happened between and in passes, the newest first. */
  readonly events: readonly HistoryEntry[];
  /** What could not be read, or is left out. */
  readonly missing: readonly Message[];
  /** What the pass before had trouble with once it was written down; null where nothing. */
  readonly after: After | null;
}

export interface Setting {
  /** This machine. */
  readonly machine: string;
  /** muster's own. */
  readonly version: string;
}

/** What the page shows after a pass, or a look. */
export function pageData(shown: Shown, past: Past, { machine, version }: Setting): PageData {
  const { config, report } = shown;
  const look = lookOf(withAfter(report, past.after), config.debugMode);
  const passes = withThisPass(shown, past.passes);
  const everyMs = usualGapMs(past.timesMs);
  const last = passes.at(-1) ?? past.last;
  return {
    formatVersion: 2,
    version,
    at: report.at,
    machine: plain(machine),
    config: plain(report.config),
    command: report.command,
    passes: {
      everyMs,
      // Where nothing is ever launched, looks leave no trace in the history.
      lastAt: config.debugMode ? null : (last?.at ?? null),
      lastTookMs: last?.tookMs ?? null,
      staleAfterMs: staleAfterMs(past.timesMs, config.monitor.staleMs, config.timeouts.passMs),
    },
    problems: pageProblems(look, report),
    brownout: report.brownout,
    summary: report.summary,
    components: pageComponents(config, report, look),
    hosts: pageHosts(config, report),
    unlisted: report.unlisted.map(({ host, components }) => ({
      host: plain(host),
      components: Object.fromEntries(Object.entries(components).map(([id, count]) => [plain(id), count])),
    })),
    decisions: report.decisions.map(plainDecision),
    day: daySeries(passes, idsOf(report), everyMs),
    month: monthSeries(past.hours, passes, idsOf(report)),
    log: logLines(past.events, passes),
    missing: past.missing.map((message) => plainMessage(message)),
  };
}

/** This one is not in the history where that could not be written. */
function withThisPass({ report, tookMs }: Shown, passes: readonly PassEntry[]): readonly PassEntry[] {
  if (tookMs === null || passes.some(({ at }) => at === report.at)) return passes;
  const { at, command, hosts, summary, outcomes = [], problems } = report;
  const counts: Record<string, number> = {};
  for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  const pass: PassEntry = {
    kind: 'pass',
    at,
    pass: null,
    command,
    tookMs,
    hosts: { of: hosts.length, seen: hosts.filter(({ sighting }) => sighting === 'seen').length },
    unknown: null,
    outcomes: counts,
    blocked: summary.blocked,
    held: summary.held,
    components: talliesOf(report),
    problems,
  };
  return [...passes, pass].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** The components, in the order of the file. */
export function idsOf({ components }: Report): string[] {
  return components.map(({ component }) => component);
}

function plainDecision(decision: DecisionReport): DecisionReport {
  const said = { by: plain(decision.by), ...(decision.why !== undefined && { why: plain(decision.why) }) };
  if (decision.kind === 'drain') return { ...decision, ...said, host: plain(decision.host) };
  return { ...decision, ...said };
}
