import { lengthText } from './lengthText.ts';
import { surplusOf } from './lines.ts';
import { ofComponent } from './ofComponent.ts';
import { foldWithCounts, shortNotes, strengthText, textsOf } from './planText.ts';
import type { ActionReport, ComponentReport } from './document.ts';
import type { SimulationReport } from './simulationDocument.ts';
import { table, type Style } from './style.ts';

/** A row for each component: how many run at the end, where, and why no more. */
export function componentLines(
  report: SimulationReport,
  components: readonly ComponentReport[],
  style: Style,
  all: boolean,
): string[] {
  const where = placesOf(report);
  const actions = report.actions ?? [];
  const rows = components.map((component) => {
    const { component: id, on, missing } = component;
    const decided = ofComponent(actions, id).map((action) => untimed(action, report.at));
    const surplus = surplusOf(component);
    const said = [
      ...placeTexts(where.get(id) ?? [], all),
      ...(on ? textsOf(shortNotes(decided, report.at, all, undefined)) : [style.dim('off')]),
      ...(surplus > 0 ? [style.yellow(`${surplus} more than wanted`)] : []),
    ];
    const mark = !on ? style.dim('=') : missing > 0 ? style.red('!') : style.green('+');
    return [mark, id, on ? strengthText(component) : offText(component), said.join('; ')];
  });
  return table([['', 'COMPONENT', 'RUNNING', 'WHERE'].map(style.bold), ...rows], [2], style.columns);
}

function offText({ running, presumed, pending }: ComponentReport): string {
  const there = running + presumed + pending;
  return there === 0 ? '-' : String(there);
}

/** By component, the hosts it is on, each as often as it is there. */
function placesOf({ hosts }: SimulationReport): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { host, components } of hosts) {
    for (const [component, count] of Object.entries(components)) {
      const there = places.get(component) ?? [];
      places.set(component, there);
      for (let one = 0; one < count; one++) there.push(host);
    }
  }
  return places;
}

function placeTexts(places: readonly string[], all: boolean): string[] {
  if (places.length === 0) return [];
  const folded = foldWithCounts(places);
  if (all || folded.length <= longestPlaces) return [folded];
  const hosts = new Set(places).size;
  return [`${hosts} hosts${hosts === places.length ? '' : `, up to ${mostOn(places)} on each`}`];
}

/** Characters of hosts that are named in a row. */
export const longestPlaces = 48;

function mostOn(places: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const host of places) counts.set(host, (counts.get(host) ?? 0) + 1);
  return Math.max(...new Set(counts.values()));
}

/** The same with how long it holds in place of until when: nobody's clock shows the simulated time. */
function untimed(action: ActionReport, at: string): ActionReport {
  const reasons = action.reasons.map(({ until, ...reason }) =>
    until === undefined
      ? reason
      : {
          ...reason,
          text: `${reason.text} for another ${lengthText(Date.parse(until) - Date.parse(at))}`,
        },
  );
  return { ...action, reasons };
}
