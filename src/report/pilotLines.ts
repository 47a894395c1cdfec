import type { Message } from '../core/catalogue/catalogue.ts';
import { noteText, type Note } from '../core/note.ts';
import type { ComponentReport, Report } from './document.ts';
import { ofComponent } from './ofComponent.ts';
import { failureNotes, lastFailure, livingNotes, pilotNotes, whereUnfit } from './pilotText.ts';
import { table, type Style } from './style.ts';
import { waitsOf } from './waits.ts';

/** What `plan` and `run` tell of pilots, below what is decided and done. */
export function pilotLines(report: Report, style: Style): string[] {
  return linesOf(report, style, (component, told) =>
    isToldAsOutcome(component, report)
      ? livingNotes(component, report)
      : pilotNotes(component, report, false, told),
  );
}

/** Of the components that are short, what failed last. */
export function pilotTroubleLines(report: Report, style: Style): string[] {
  return linesOf(report, style, (component, told) =>
    component.missing > 0 && !isToldAsOutcome(component, report) ? failureNotes(component, report, told) : [],
  );
}

function linesOf(
  report: Report,
  style: Style,
  notesOf: (component: ComponentReport, told: readonly Message[]) => Note[],
): string[] {
  const rows = report.components
    .filter(({ on }) => on)
    .flatMap((component) => {
      const waits = waitsOf(component.component, report.hosts).map(({ wait }) => wait.why);
      const told = component.backoff === undefined ? waits : [component.backoff.why];
      const notes = [
        ...notesOf(component, component.missing > 0 || component.backoff ? told : []),
        // Of a launch of this pass it stands there already.
        ...(component.missing > 0 && !hasOutcome(component, report)
          ? whereUnfit(component.component, report.hosts)
          : []),
      ];
      return notes.map((note, index) => ['  ', index === 0 ? component.component : '', noteText(note)]);
    });
  return table(rows, [], style.columns);
}

/** Whether the last failure is that of a launch of this very pass, and stands there with all it printed. */
function isToldAsOutcome(component: ComponentReport, report: Report): boolean {
  const failure = lastFailure(component, report);
  if (failure === null) return false;
  return ofComponent(report.outcomes ?? [], component.component).some(
    ({ launchId }) => launchId === failure.last.pilot.launchId,
  );
}

function hasOutcome({ component }: ComponentReport, { outcomes = [] }: Report): boolean {
  return ofComponent(outcomes, component).length > 0;
}
