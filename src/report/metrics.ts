import { componentFamilies } from './metrics/components.ts';
import { exposition, type Family } from './metrics/exposition.ts';
import type { Facts } from './metrics/facts.ts';
import { fleetFamilies } from './metrics/fleet.ts';
import { hostFamilies } from './metrics/hosts.ts';
import { passFamilies } from './metrics/pass.ts';

/** Everything that is measured, in the order it is printed. */
export const families: readonly Family<Facts>[] = [
  ...fleetFamilies,
  ...passFamilies,
  ...componentFamilies,
  ...hostFamilies,
];

/**
 * The metrics of a pass in Prometheus' text format, without times: node_exporter refuses those.
 *
 * @param fleet tells this fleet from others whose metrics lie in the same folder: node_exporter serves none of them when two have the
 *   same series.
 */
export function metricsText(fleet: string, facts: Facts): string {
  return exposition(families, facts, { fleet });
}
