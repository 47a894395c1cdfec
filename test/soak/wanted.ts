/** `Interface.json` as the soak writes and edits it. */
export interface Wanted {
  /** By how much time-outs are longer than usual. */
  readonly patience: number;
  readonly hotlimit: number;
  readonly hosts: readonly { readonly name: string; readonly address: string; readonly drained: boolean }[];
  readonly components: readonly WantedComponent[];
}

export interface WantedComponent {
  /** `pipe/name` */
  readonly id: string;
  readonly count: number;
  readonly on: boolean;
  readonly hot: number;
  readonly priority: number;
  /** The hosts it may go to; null is all. */
  readonly only: readonly string[] | null;
  readonly maxPerHost: number | null;
  readonly placement: 'spread' | 'fill';
  /** Virtual milliseconds. */
  readonly lostAfterMs: number;
}

const minuteMs = 60_000;
export const lostAfterMs = 15 * minuteMs;
export const startGraceMs = 2 * minuteMs;
/** Virtual time; as long as a component can back off. */
export const backoffCapMs = 4 * minuteMs;

const plain = {
  on: true,
  priority: 0,
  only: null,
  maxPerHost: null,
  placement: 'spread',
  lostAfterMs,
} as const;

/** Fits on the hosts with room to spare, also after edits that double it; `fill` goes to the limits of a host all the same. */
export function wantedOn(hosts: readonly { name: string; address: string }[]): Wanted {
  const first = hosts.slice(0, Math.ceil(hosts.length / 4)).map(({ name }) => name);
  const share = (part: number): number => Math.max(1, Math.round(part * hosts.length));
  return {
    patience: 1,
    hotlimit: 2,
    hosts: hosts.map(({ name, address }) => ({ name, address, drained: false })),
    components: [
      { ...plain, id: 'out/picker', count: share(0.4), hot: 1 },
      {
        ...plain,
        id: 'out/bundler',
        count: share(0.2),
        hot: 1,
        placement: 'fill',
        lostAfterMs: 5 * minuteMs,
      },
      { ...plain, id: 'out/mover', count: share(0.1), hot: 2, lostAfterMs: Infinity },
      { ...plain, id: 'in/fetcher', count: share(0.25), hot: 0 },
      { ...plain, id: 'in/sorter', count: share(0.15), hot: 0, maxPerHost: 1, placement: 'fill' },
      { ...plain, id: 'in/unpacker', count: share(0.1), hot: 1, only: first, priority: 5 },
      { ...plain, id: 'tape/keeper', count: share(0.1), hot: 0, lostAfterMs: Infinity },
    ],
  };
}

/** Real time. */
export function passTimeoutMs({ patience }: Wanted): number {
  return 25_000 * patience;
}

/** The text of the file. `pass` reaches the submitters through their environment, so that each start tells its pass. */
export function fileText(wanted: Wanted, pass: number, backoff: boolean): string {
  const types = wanted.components.map((component) => {
    const [pipe = '', name = ''] = component.id.split('/');
    const { count, on, hot, priority, only, maxPerHost, placement } = component;
    return {
      pipe,
      type: {
        name,
        count,
        on,
        hot: hot === 0 ? false : hot,
        priority,
        placement,
        submitter: 'start-soaked.sh',
        args: [name],
        key: `soaked:${name}:`,
        env: { SOAK_PASS: String(pass) },
        lostAfter: component.lostAfterMs === Infinity ? 'never' : seconds(component.lostAfterMs),
        ...(only && { hosts: only }),
        ...(maxPerHost !== null && { maxPerHost }),
      },
    };
  });
  const patiently = (ms: number): string => seconds(ms * wanted.patience);
  const pipes = [...new Set(types.map(({ pipe }) => pipe))];
  return JSON.stringify({
    hotlimit: wanted.hotlimit,
    available: wanted.hosts.map(({ name, address, drained }) => ({
      host: name,
      address,
      ...(drained && { drain: 'the soak drained it' }),
    })),
    ssh: { user: 'ops', connectTimeout: patiently(3000) },
    ping: { method: 'tcp', timeout: patiently(1000) },
    timeouts: {
      probe: patiently(6000),
      launch: patiently(3000),
      settle: '300ms',
      pass: seconds(passTimeoutMs(wanted)),
    },
    safety: { lostAfter: seconds(lostAfterMs), startGrace: seconds(startGraceMs), brownout: 0.5 },
    ...(backoff && { backoff: { first: '1m', cap: seconds(backoffCapMs), minUptime: '2s' } }),
    pipes: pipes.map((pipe) => ({
      pipe,
      types: types.filter((each) => each.pipe === pipe).map(({ type }) => type),
    })),
  });
}

export function componentIn(wanted: Wanted, id: string): WantedComponent {
  const component = wanted.components.find((each) => each.id === id);
  if (!component) throw new Error(`no component ${id}`);
  return component;
}

export function withComponent(wanted: Wanted, id: string, change: Partial<WantedComponent>): Wanted {
  const components = wanted.components.map((each) => (each.id === id ? { ...each, ...change } : each));
  return { ...wanted, components };
}

function seconds(ms: number): string {
  return `${ms / 1000}s`;
}
