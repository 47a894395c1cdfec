import type { Config, ConfigHost } from '../interface/config.ts';

/**
 * The same configuration for a fleet of so many hosts: those that are listed, in their order, again and again under new
 * names, each with what is said of the one it repeats; fewer are the first of them.
 */
export function withHosts(config: Config, count: number): Config {
  const { hosts: listed } = config;
  if (listed.length === 0 || count === listed.length) return config;
  const names = namesFor(
    listed.map(({ name }) => name),
    count,
  );
  const hosts = names.map((name, index): ConfigHost => ({
    ...(listed[index % listed.length] as ConfigHost),
    name,
  }));
  const components = config.components.map((component) => {
    const { eligible } = component;
    if (eligible === 'all') return component;
    // Whoever may go to a host may go to what repeats it.
    const named = hosts.filter((_, index) =>
      eligible.has((listed[index % listed.length] as ConfigHost).name),
    );
    return { ...component, eligible: new Set(named.map(({ name }) => name)) };
  });
  return { ...config, hosts, components };
}

/** The same configuration with counts and pools so many times as large. */
export function withCounts(config: Config, times: number): Config {
  return {
    ...config,
    components: config.components.map((component) => ({ ...component, count: component.count * times })),
    pools: new Map([...config.pools].map(([name, limit]) => [name, limit * times])),
  };
}

/** The names there are, then as many new ones as are needed: the numbers in them go on, n-16 to n-17. */
function namesFor(listed: readonly string[], count: number): string[] {
  const names = listed.slice(0, count);
  const taken = new Set(names);
  const series = new Map<string, Series>();
  for (const name of listed) {
    const { head, digits, tail } = partsOf(name);
    const key = `${head}\n${tail}`;
    const last = Math.max(series.get(key)?.last ?? 0, Number(digits));
    series.set(key, { head, tail, width: digits.length, last });
  }
  while (names.length < count) {
    const { head, tail } = partsOf(listed[names.length % listed.length] as string);
    const own = series.get(`${head}\n${tail}`) as Series;
    let name: string;
    do name = `${head}${String(++own.last).padStart(own.width, '0')}${tail}`;
    while (taken.has(name));
    taken.add(name);
    names.push(name);
  }
  return names;
}

interface Series {
  readonly head: string;
  readonly tail: string;
  readonly width: number;
  last: number;
}

/** Around the last number of the first label; `gpu.example.org` is to be followed by `gpu-2.example.org`. */
function partsOf(name: string): { head: string; digits: string; tail: string } {
  const [, label = '', domain = ''] = /^([^.]*)(.*)$/.exec(name) ?? [];
  const [, head, digits = '', tail = ''] = /^(.*?)(\d{1,9})(\D*)$/.exec(label) ?? [];
  if (head === undefined) return { head: `${label}-`, digits: '1', tail: domain };
  return { head, digits, tail: tail + domain };
}
