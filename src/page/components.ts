import type { Message } from '../core/catalogue/catalogue.ts';
import type { Look } from '../core/news.ts';
import type { Note } from '../core/note.ts';
import type { Config } from '../interface/config.ts';
import type { ComponentReport, Report } from '../report/document.ts';
import { ofComponent } from '../report/ofComponent.ts';
import { foldWithCounts, troubles } from '../report/planText.ts';
import { pilotNotes } from '../report/pilotText.ts';
import { stateText } from '../report/statusText.ts';
import { styleFor } from '../report/style.ts';
import type { PageComponent } from './data.ts';
import { plain, plainMessage, plainNote } from './plain.ts';

/** The components as the page shows them, in the order of the file. */
export function pageComponents(
  { components: configured }: Config,
  report: Report,
  { problems }: Look,
): PageComponent[] {
  const descriptions = new Map<string, string | null>(
    configured.map(({ id, description }) => [id, description]),
  );
  const told = new Map(
    problems.flatMap(({ kind, about, more }) => (kind === 'short' && more ? [[about, more]] : [])),
  );
  return report.components.map((component) => {
    const {
      component: id,
      on,
      count,
      hot,
      running,
      presumed,
      pending,
      vanished,
      missing,
      backoff,
    } = component;
    const description = descriptions.get(id) ?? '';
    const reasons = on && missing > 0 ? reasonsOf(component, report, told.get(id) ?? []) : [];
    const pilots = on
      ? pilotNotes(component, report, false, waitsFor(component)).map((note) => plainNote(note))
      : [];
    return {
      component: id,
      ...(description !== '' && { description: plain(description) }),
      on,
      count,
      hot,
      running,
      presumed,
      pending,
      vanished,
      missing,
      ...(backoff && { backoff: { ...backoff, why: plainMessage(backoff.why) } }),
      state: plain(stateText(component, report, plainStyle)),
      ...(reasons.length > 0 && { reasons }),
      ...(pilots.length > 0 && { pilots }),
    };
  });
}

/** What stands there as the reason of its wait. */
function waitsFor({ backoff }: ComponentReport): Message[] {
  return backoff === undefined ? [] : [backoff.why];
}

const plainStyle = styleFor({}, {});

/** @param told what fails, and what mends it. */
function reasonsOf(component: ComponentReport, report: Report, told: readonly Note[]): Note[] {
  const starts = ofComponent(report.actions ?? [], component.component).flatMap((action) =>
    action.action === 'start' ? [action.host] : [],
  );
  // After a pass that was no plan, what was to be started has been.
  const planned =
    report.command === 'plan' && starts.length > 0
      ? [{ text: `a pass would start it on ${foldWithCounts(starts)}`, codes: [] }]
      : [];
  return [...planned, ...troubles(report, component), ...told].map((note) => plainNote(note, 600));
}
