import type { PassTally } from '../store/historyRecord.ts';
import type { ComponentReport, DecisionReport, Report } from './document.ts';

/** What a pass leaves in the history of each component. */
export function talliesOf({ components, decisions }: Report): Record<string, PassTally> {
  return Object.fromEntries(
    components.map((component) => {
      const { running, presumed, pending, missing } = component;
      return [
        component.component,
        { wanted: wantedOf(component, decisions), running, presumed, pending, missing },
      ];
    }),
  );
}

/** As `missing` counts it: none while it is off, and no more than an operator allows in all. */
function wantedOf({ component, on, count }: ComponentReport, decisions: readonly DecisionReport[]): number {
  if (!on) return 0;
  return decisions.reduce(
    (wanted, decision) =>
      decision.kind === 'pause' && decision.component === component && decision.host === undefined
        ? Math.min(wanted, decision.limit)
        : wanted,
    count,
  );
}
