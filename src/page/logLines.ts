import type { Message } from '../core/catalogue/catalogue.ts';
import { livedText } from '../report/historyText.ts';
import { localTime } from '../report/style.ts';
import type { GoneEntry, HistoryEntry, OperatorEntry, PassEntry } from '../store/historyRecord.ts';
import type { LogLine } from './data.ts';
import { plain } from './plain.ts';

/** So many are shown. */
export const mostLogLines = 1000;

/**
 * What happened, the newest first: the events, and passes that had problems of their own.
 *
 * @param events the newest first
 * @param passes ascending
 */
export function logLines(events: readonly HistoryEntry[], passes: readonly PassEntry[]): LogLine[] {
  const troubled = passes.filter(({ problems }) => problems.length > 0).toReversed();
  return [...events.filter(({ kind }) => kind !== 'pass'), ...troubled]
    .map((entry) => ({ entry, atMs: Date.parse(entry.at) }))
    .toSorted((a, b) => b.atMs - a.atMs)
    .slice(0, mostLogLines)
    .map(({ entry }) => lineOf(entry));
}

function lineOf(entry: HistoryEntry): LogLine {
  switch (entry.kind) {
    case 'pass':
      return line(entry, {
        what: entry.command,
        detail: entry.problems.map(({ text }) => text).join('; '),
        why: entry.problems,
      });
    case 'operator':
      return line(entry, { ...placeOf(entry), what: entry.verb, detail: decidedText(entry) });
    case 'gone':
      return line(entry, {
        ...placeOf(entry),
        what: 'ended',
        detail: endText(entry),
        why: listed(entry.end),
      });
    case 'rebooted':
      return line(entry, { ...placeOf(entry), what: 'reboot', detail: '' });
    case 'pilot':
    case 'stopped':
    case 'launch':
      return line(entry, {
        ...placeOf(entry),
        what: entry.outcome,
        detail: entry.detail?.text ?? '',
        why: listed(entry.detail),
      });
  }
}

function line({ at, kind }: HistoryEntry, { what, detail, why = [], ...place }: Parts): LogLine {
  const said = plain(detail, 300);
  return {
    at,
    kind,
    ...place,
    what: plain(what, 80),
    ...(said !== '' && { detail: said }),
    ...(why.length > 0 && { codes: why.map(({ code }) => code) }),
  };
}

interface Parts extends Pick<LogLine, 'component' | 'host'> {
  readonly what: string;
  readonly detail: string;
  readonly why?: readonly Message[];
}

function listed(message: Message | undefined): Message[] {
  return message === undefined ? [] : [message];
}

function placeOf({
  component,
  host,
}: {
  readonly component?: string;
  readonly host?: string;
}): Pick<LogLine, 'component' | 'host'> {
  return {
    ...(component !== undefined && { component: plain(component) }),
    ...(host !== undefined && { host: plain(host) }),
  };
}

function decidedText({ verb, by, reason, until }: OperatorEntry): string {
  // The record of taking back holds what had been said before.
  const isBack = verb === 'undrain' || verb === 'resume';
  const end =
    until === undefined || isBack || Number.isNaN(Date.parse(until))
      ? ''
      : ` until ${localTime(until).join(' ')}`;
  const why = reason === undefined || isBack ? '' : `: ${reason}`;
  return `by ${by ?? 'an operator'}${end}${why}`;
}

function endText(entry: GoneEntry): string {
  const lived = entry.rebooted ? 'by the reboot' : livedText([entry]).replace(/^, /, '');
  return entry.end === undefined ? lived : [lived, entry.end.text].filter((said) => said !== '').join(': ');
}
