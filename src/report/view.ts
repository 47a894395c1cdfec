import type { ComponentReport, HostReport, Report } from './document.ts';

/** Which part of a report is to be shown, and in which order. */
export interface View {
  readonly sort?: SortKey;
  /** Hosts of which one of these is true. */
  readonly states?: readonly HostState[];
  /** Only components that are short. */
  readonly short?: boolean;
}

export const sortKeys = ['name', 'state', 'hot', 'load', 'memory', 'runs'] as const;
export type SortKey = (typeof sortKeys)[number];

export const hostStates = [
  'seen',
  'silent',
  'down',
  'unknown',
  'drained',
  'quarantined',
  'failing',
  'full',
] as const;
export type HostState = (typeof hostStates)[number];

/** The part of a report that is to be shown. What is asked of the whole (`summary`, `brownout`) stays. */
export function viewed(report: Report, { sort, states, short }: View = {}): Report {
  const components = short ? report.components.filter(({ missing }) => missing > 0) : report.components;
  const hosts = states
    ? report.hosts.filter((host) => states.some((state) => isIn[state](host)))
    : report.hosts;
  return {
    ...report,
    components: sort ? components.toSorted(componentOrder(sort)) : components,
    // What is equal stays in the order of the file.
    hosts: sort ? hosts.toSorted(hostOrder[sort]) : hosts,
  };
}

const isIn: Readonly<Record<HostState, (host: HostReport) => boolean>> = {
  seen: ({ sighting }) => sighting === 'seen',
  silent: ({ sighting }) => sighting === 'silent',
  down: ({ sighting }) => sighting === 'down',
  unknown: ({ sighting }) => sighting !== 'seen',
  drained: ({ drain }) => drain !== undefined,
  quarantined: ({ quarantine }) => quarantine !== undefined,
  failing: ({ backoff }) => backoff !== undefined,
  full: ({ hot, hotlimit }) => hot >= hotlimit,
};

type Order<T> = (a: T, b: T) => number;

/** By numbers in them as numbers: n2 before n10. Made when it is needed, for it takes a while. */
let collator: Intl.Collator | null = null;

function compare(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a, b);
}

/** What an operator looks for comes first: the worst, the fullest, the busiest. */
const hostOrder: Readonly<Record<SortKey, Order<HostReport>>> = {
  name: (a, b) => compare(a.host, b.host),
  state: (a, b) => worst(a) - worst(b),
  hot: (a, b) => shareOf(b) - shareOf(a) || b.hot - a.hot,
  load: (a, b) => (b.vitals?.load1 ?? -1) - (a.vitals?.load1 ?? -1),
  memory: (a, b) => freeOf(a) - freeOf(b),
  runs: (a, b) => instancesOn(b) - instancesOn(a),
};

function worst({ sighting, quarantine, backoff, drain }: HostReport): number {
  if (sighting === 'down') return 0;
  if (sighting === 'silent') return 1;
  if (quarantine !== undefined) return 2;
  if (backoff !== undefined) return 3;
  return drain === undefined ? 5 : 4;
}

function shareOf({ hot, hotlimit }: HostReport): number {
  return hotlimit === 0 ? Number(hot > 0) : hot / hotlimit;
}

/** Hosts that cannot tell come last. */
function freeOf({ vitals }: HostReport): number {
  return vitals?.memoryAvailableKiB ?? Number.MAX_VALUE;
}

function instancesOn({ components }: HostReport): number {
  return Object.values(components).reduce((sum, count) => sum + count, 0);
}

function componentOrder(sort: SortKey): Order<ComponentReport> {
  if (sort === 'name') return (a, b) => compare(a.component, b.component);
  if (sort === 'state') return (a, b) => Number(b.on) - Number(a.on) || b.missing - a.missing;
  if (sort === 'runs') return (a, b) => b.running - a.running;
  return () => 0;
}
