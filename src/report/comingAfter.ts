import type { ComponentReport, Report } from './document.ts';

/**
 * Whether a component is short of instances only because what it comes after is not ready yet, and all of that is there
 * or on its way: then nothing is the matter as long as that does not last.
 */
export function isToComeSoon(component: ComponentReport, report: Report): boolean {
  if (component.waitsFor === undefined) return false;
  const byName = new Map<string, ComponentReport>(report.components.map((each) => [each.component, each]));
  const asked = new Set<string>();
  const isOnItsWay = (name: string): boolean => {
    const awaited = byName.get(name);
    if (awaited === undefined || !awaited.on || asked.has(name)) return false;
    asked.add(name);
    return awaited.count > 0 && (awaited.missing === 0 || waits(awaited));
  };
  const waits = ({ waitsFor = [] }: ComponentReport): boolean =>
    waitsFor.length > 0 && waitsFor.every(isOnItsWay);
  return waits(component);
}
