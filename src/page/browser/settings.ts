import { hostModes, hostStates, type HostMode, type HostState } from './hostStates.ts';

/** What the viewer chose. It stands in the address behind `#`, so that it outlives a reload and can be passed on. */
export interface Settings {
  readonly theme: Theme;
  readonly reload: boolean;
  /** Components: text, those that are short alone, order. */
  readonly cq: string;
  readonly short: boolean;
  readonly sort: ComponentSort;
  /** Hosts: text, states (none are all), a component that has to be there, what tiles show, grouped, the open one. */
  readonly hq: string;
  readonly states: readonly HostState[];
  readonly on: string;
  readonly tiles: HostMode;
  readonly groups: boolean;
  readonly host: string;
  /** Time: how far back, and of which component; none is all together. */
  readonly span: Span;
  readonly of: string;
  /** Log: kind, component, host, text. */
  readonly kind: string;
  readonly lc: string;
  readonly lh: string;
  readonly lq: string;
}

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export const componentSorts = ['trouble', 'file', 'name', 'wanted'] as const;
export type ComponentSort = (typeof componentSorts)[number];
export const spans = ['day', 'month'] as const;
export type Span = (typeof spans)[number];

export const usual: Settings = {
  theme: 'auto',
  reload: true,
  cq: '',
  short: false,
  sort: 'trouble',
  hq: '',
  states: [],
  on: '',
  tiles: 'hot',
  groups: false,
  host: '',
  span: 'day',
  of: '',
  kind: '',
  lc: '',
  lh: '',
  lq: '',
};

/** What a hash says; whatever in it is not understood is as usual. */
export function settingsOf(hash: string): Settings {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const text = (key: string): string => said.get(key) ?? '';
  const flag = (key: 'reload' | 'short' | 'groups'): boolean =>
    said.has(key) ? said.get(key) === 'yes' : usual[key];
  return {
    theme: oneOf(themes, text('theme')),
    reload: flag('reload'),
    cq: text('cq'),
    short: flag('short'),
    sort: oneOf(componentSorts, text('sort')),
    hq: text('hq'),
    states: hostStates.filter((state) => text('states').split(',').includes(state)),
    on: text('on'),
    tiles: oneOf(hostModes, text('tiles')),
    groups: flag('groups'),
    host: text('host'),
    span: oneOf(spans, text('span')),
    of: text('of'),
    kind: text('kind'),
    lc: text('lc'),
    lh: text('lh'),
    lq: text('lq'),
  };
}

/** The hash of settings: only what is not as usual, so that it is short; empty where all is. */
export function hashOf(settings: Settings): string {
  const said = new URLSearchParams();
  for (const [key, value] of Object.entries(settings) as [keyof Settings, Settings[keyof Settings]][]) {
    const text = textOf(value);
    if (text !== textOf(usual[key])) said.set(key, text);
  }
  const hash = said.toString();
  return hash === '' ? '' : `#${hash}`;
}

function textOf(value: Settings[keyof Settings]): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : value.join(',');
}

function oneOf<T extends string>(choices: readonly [T, ...T[]], text: string): T {
  return choices.find((choice) => choice === text) ?? choices[0];
}
