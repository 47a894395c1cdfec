import type { BackoffReport, HostReport } from './document.ts';
import { ofComponent } from './ofComponent.ts';

/** That something backs off on a host. */
export interface Wait {
  readonly component: string;
  readonly host: HostReport;
  readonly wait: BackoffReport;
}

/** Where a component backs off, in the order of the hosts. What was found in a list of hosts is kept as long as that. */
export function waitsOf(component: string, hosts: readonly HostReport[]): readonly Wait[] {
  const known = found.get(hosts) ?? hosts.flatMap(waitsOn);
  found.set(hosts, known);
  return ofComponent(known, component);
}

const found = new WeakMap<readonly HostReport[], readonly Wait[]>();

function waitsOn(host: HostReport): Wait[] {
  return Object.entries(host.backoff ?? {}).map(([component, wait]) => ({ component, host, wait }));
}
