import assert from 'node:assert/strict';
import type { Decision } from '../../src/core/types.ts';
import { emptyMemory } from '../../src/core/types.ts';
import {
  simulationReportOf,
  type Setting,
  type SimulationReport,
} from '../../src/report/simulationDocument.ts';
import { simulationText, simulationTrouble } from '../../src/report/simulationText.ts';
import { nothingHappens, type Happenings } from '../../src/simulate/happenings.ts';
import { withCounts, withHosts } from '../../src/simulate/larger.ts';
import { simulate, type Rehearsal } from '../../src/simulate/simulate.ts';
import { golden } from '../harness/golden.ts';
import { someMessage } from '../harness/messages.ts';
import { configOf, hourMs, minuteMs, rehearsalOf, type } from '../simulate/rehearsals.ts';
import { plain } from './reports.ts';

const types = [
  type('a', { count: 3, hot: true }),
  type('b', { count: 2, hot: true, priority: 1 }),
  type('off', { on: false }),
];

interface Own {
  readonly types?: readonly object[];
  readonly file?: Record<string, unknown>;
  readonly happenings?: Partial<Happenings>;
  readonly rehearsal?: Partial<Rehearsal>;
  readonly setting?: Partial<Setting>;
  readonly problems?: readonly string[];
  /** Hosts, and what counts are multiplied by. */
  readonly larger?: readonly [hosts: number, counts: number];
}

/** What comes of a rehearsal on three hosts, but for what is given. */
async function simulated(own: Own = {}): Promise<SimulationReport> {
  const { larger } = own;
  const file = configOf(own.types ?? types, { available: ['h[1-3]'], ...own.file });
  const config = larger === undefined ? file : withCounts(withHosts(file, larger[0]), larger[1]);
  const rehearsal = rehearsalOf(config, {
    happenings: { ...nothingHappens, ...own.happenings },
    ...own.rehearsal,
  });
  const setting: Setting = {
    from: 'nothing',
    seed: rehearsal.seed,
    everyMs: rehearsal.everyMs,
    lastsMs: rehearsal.lastsMs,
    listedHosts: file.hosts.length,
    counts: larger?.[1] ?? 1,
    debugMode: config.debugMode,
    lost: rehearsal.lost,
    ...own.setting,
  };
  const problems = (own.problems ?? []).map((text) => someMessage(text));
  return simulationReportOf(config, setting, await simulate(rehearsal), problems);
}

const text = async (own: Own = {}, all = false): Promise<string[]> =>
  simulationText(await simulated(own), plain, all);

const pause: Decision = {
  kind: 'pause',
  component: 'p/a',
  host: null,
  limit: 1,
  stop: false,
  by: 'ops',
  atMs: 0,
  why: null,
  untilMs: null,
};
const power = { kind: 'power', hosts: ['h1'], fromMs: 7 * minuteMs, untilMs: 2 * hourMs } as const;
const network = { kind: 'network', hosts: ['h2', 'h3'], fromMs: 7 * minuteMs, untilMs: hourMs } as const;
const cut: Own = { happenings: { outages: [network] }, file: { safety: { brownout: 1 } } };
const failing: Own = {
  happenings: {
    failing: [
      { component: 'p/b', hosts: new Set(['h1']) },
      { component: 'p/c', hosts: 'all' },
    ],
  },
  types: [...types, type('c', { count: 1 })],
};
const dying: Own = {
  happenings: { deaths: [{ component: 'p/a', perHour: 20 }] },
  rehearsal: { lastsMs: 2 * hourMs },
};

describe('what simulate prints', () => {
  golden('simulationText', {
    'settled from the first pass on': () => text(),
    'the same with -v': () => text({}, true),
    'more is wanted than there is room for': () =>
      text({ types: [type('a', { count: 9, hot: true }), type('b', { count: 4, maxPerHost: 1 })] }),
    'a host that loses its power, and is back after it was given up': () =>
      text({ happenings: { outages: [power] }, rehearsal: { lastsMs: 3 * hourMs } }),
    'hosts that are cut off: what runs there goes on unseen': () =>
      text({ ...cut, rehearsal: { lastsMs: 90 * minuteMs } }),
    'too many hosts that are cut off': () =>
      text({ happenings: { outages: [{ ...network, untilMs: Infinity }] } }),
    'launches that fail, on a host and everywhere': () => text(failing),
    'instances that end by themselves': () => text(dying),
    'each pass with -v': async () => (await text(dying, true)).slice(0, 30),
    'a larger fleet': () => text({ larger: [40, 10] }),
    'a smaller one': () => text({ larger: [2, 1] }),
    'from the state: hosts that did not answer, what operators decided, debugmode, and problems': () =>
      text({
        file: { debugmode: true },
        rehearsal: { lost: ['h3'], memory: { ...emptyMemory, decisions: [pause] } },
        setting: { from: 'state' },
        problems: ['what runs on h9 is left out'],
      }),
  });

  golden('simulationTrouble', {
    'what is short at the end': async () => simulationTrouble(await simulated(failing), plain),
    'the brownout guard': async () =>
      simulationTrouble(
        await simulated({ happenings: { outages: [{ ...network, untilMs: Infinity }] } }),
        plain,
      ),
  });

  it('is nothing with -q where all is well', async () =>
    assert.deepEqual(simulationTrouble(await simulated(), plain), []));
});
