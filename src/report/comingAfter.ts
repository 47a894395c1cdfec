import type { ComponentReport, Report } from './document.ts';
import { ofComponent } from './ofComponent.ts';

/**
 * Whether a component is short of instances only because what it comes after is not ready yet, and all of that is there
 * or on its way: then nothing is the matter as long as that does not last.
 */
export function isToComeSoon(component: ComponentReport, report: Report): boolean {
  const byName = new Map<string, ComponentReport>(report.components.map((each) => [each.component, each]));
  const asked = new Set<string>();
  const isOnItsWay = (name: string): boolean => {
    const awaited = byName.get(name);
    if (awaited === undefined || !awaited.on || asked.has(name)) return false;
    asked.add(name);
    return awaited.count > 0 && (awaited.missing === 0 || waits(awaited));
  };
  const waits = ({ component: name, after = [] }: ComponentReport): boolean =>
    after.length > 0 && isHeldByThem(name, report) && after.every(isOnItsWay);
  return waits(component);
}

function isHeldByThem(component: string, { actions = [] }: Report): boolean {
  const blocked = ofComponent(actions, component).filter(({ action }) => action === 'blocked');
  return (
    blocked.length > 0 &&
    blocked.every(({ reasons }) => reasons.length > 0 && reasons.every(({ reason }) => isWait(reason)))
  );
}

/** Whether a reason is that it waits for what it comes after. */
export function isWait(reason: string): boolean {
  return reason.startsWith('waits for ');
}
