import type { Counters, Counts } from '../../core/counters.ts';
import type { Report } from '../document.ts';
import { ofComponent } from '../ofComponent.ts';

/** With what one more pass did. Of components that are not in the file any more nothing is kept. */
export function counted(before: Counters, report: Report, tookMs: number): Counters {
  const { outcomes = [] } = report;
  return {
    passes: added(before.passes, [report.command]),
    held: before.held + (report.brownout.held ? 1 : 0),
    troubled: before.troubled + (report.problems.length > 0 ? 1 : 0),
    // The clock may have been set back during the pass.
    tookMs: before.tookMs + Math.max(0, tookMs),
    launches: Object.fromEntries(
      report.components.flatMap(({ component }) => {
        const counts = added(
          before.launches[component] ?? {},
          ofComponent(outcomes, component).map(({ outcome }) => outcome),
        );
        return Object.keys(counts).length === 0 ? [] : [[component, counts]];
      }),
    ),
    stops: added(
      before.stops,
      (report.stops ?? []).map(({ outcome }) => outcome),
    ),
  };
}

function added(before: Counts, more: readonly string[]): Counts {
  const counts = { ...before };
  for (const one of more) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}
