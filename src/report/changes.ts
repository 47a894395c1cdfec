import type { ComponentReport, HostReport, Report } from './document.ts';

/** What is another than it was at the look before. */
export interface Changes {
  readonly components: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
}

/** What differs between two looks: what runs and what is known, not how busy a host is. */
export function changesBetween(before: Report, now: Report): Changes {
  return {
    components: changed(before.components, now.components, ({ component }) => component, componentSays),
    hosts: changed(before.hosts, now.hosts, ({ host }) => host, hostSays),
  };
}

function changed<T>(
  before: readonly T[],
  now: readonly T[],
  nameOf: (item: T) => string,
  says: (item: T) => string,
): Set<string> {
  const earlier = new Map(before.map((item) => [nameOf(item), says(item)]));
  return new Set(now.filter((item) => earlier.get(nameOf(item)) !== says(item)).map(nameOf));
}

/* Times of waits are reckoned anew at each look, and say nothing new by themselves. */

function componentSays({ backoff, ...component }: ComponentReport): string {
  return JSON.stringify([component, backoff?.failures]);
}

function hostSays({ backoff = {}, quarantine, pilots = [], unfit = {}, ...host }: HostReport): string {
  const failures = Object.entries(backoff).map(([component, { failures }]) => [component, failures]);
  const told = pilots.map(({ launchId, phase, step, ready }) => [launchId, phase, step, ready !== undefined]);
  const quarantined = quarantine?.components;
  return JSON.stringify([{ ...host, vitals: null }, failures, quarantined, told, Object.keys(unfit)]);
}
