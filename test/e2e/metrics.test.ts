import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { staleAfterMs } from '../../src/core/stale.ts';
import type { Report } from '../../src/report/document.ts';
import { packagePath } from '../../src/package.ts';
import { families } from '../../src/report/metrics.ts';
import { bringUpFleet, type Fleet } from '../fleet/fleet.ts';
import { needs } from '../harness/needs.ts';
import { Exporter, Prometheus, until, type Series } from '../monitor/exporter.ts';
import { sampleType, Site } from './site.ts';
import { rows } from '../harness/fields.ts';

const rules = packagePath('examples/prometheus/alerts.yml');

/** What a dashboard is made of, as far as this is about it. */
interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly { readonly expr: string; readonly refId: string }[];
}
const dashboard = JSON.parse(readFileSync(packagePath('examples/grafana/muster.json'), 'utf8')) as {
  readonly uid: string;
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly type: string; readonly query: unknown }[];
  };
  readonly panels: readonly Panel[];
};

/** What `history --json` has of a pass or a launch. */
interface Entry {
  readonly kind: string;
  readonly at: string;
  readonly command?: string;
  readonly component?: string;
  readonly outcome?: string;
  readonly tookMs?: number;
}

describe('metrics of a real fleet, by a real node_exporter, in a real Prometheus', () => {
  needs('root', 'prometheus', 'prometheus-node-exporter', 'promtool');
  let fleet: Fleet;
  let site: Site;
  let exporter: Exporter;
  let prometheus: Prometheus;
  /** What the last pass printed, and what was found right behind it. */
  let pass: Report;
  let status: Report;

  before(async () => {
    fleet = await bringUpFleet({ hosts: ['m1', 'm2', 'm3', 'm4', 'm5'] });
    const prom = join(fleet.dir, 'prom');
    mkdirSync(prom);
    const types = [
      sampleType('many', { count: 4, pool: 'tape' }),
      sampleType('few', { count: 9 }),
      sampleType('idle', { on: false }),
      sampleType('bad', { submitter: 'bad.sh', hot: false }),
    ];
    site = new Site(fleet).submitter('bad.sh', 'echo no such mount; exit 3').config({
      types,
      pools: { tape: 5 },
      ping: { timeout: '300ms' },
      monitor: { textfile: join(prom, 'tape.prom') },
    });
    await site.muster('drain', 'm4', '--reason', 'disk');
    await fleet.host('m5').cutOff();
    const first = await site.report('run');
    exporter = await Exporter.on(prom);
    prometheus = await Prometheus.on(join(fleet.dir, 'prometheus'), exporter, rules);
    await scraped(Date.parse(first.report.at));
    // What fails does so again, so that there is an increase.
    pass = (await site.report('run', '--retry')).report;
    status = (await site.report('status')).report;
    await scraped(Date.parse(pass.at));
  });
  after(async () => {
    await prometheus?.[Symbol.asyncDispose]();
    await exporter?.[Symbol.asyncDispose]();
    await fleet?.down();
  });

  /** Until Prometheus knows the pass of that time. */
  async function scraped(atMs: number): Promise<void> {
    await until(async () => (await one('muster_last_pass_timestamp_seconds')) * 1000 === atMs);
  }

  async function all(
    name: string,
    labels: Readonly<Record<string, string>> = {},
  ): Promise<readonly Series[]> {
    const selected = Object.entries({ fleet: 'tape', ...labels }).map(
      ([label, value]) => `${label}=${JSON.stringify(value)}`,
    );
    return prometheus.query(`${name}{${selected.join(',')}}`);
  }

  async function one(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> {
    const [first, ...more] = await all(name, labels);
    assert.equal(more.length, 0, name);
    return first?.value ?? Number.NaN;
  }

  /** The alerts that no pass comes. */
  function noPass(): Promise<readonly Series[]> {
    return prometheus.query('ALERTS{alertname="MusterNoPass",alertstate="firing"}');
  }

  /** By the value of a label. */
  async function by(
    label: string,
    name: string,
    labels: Readonly<Record<string, string>> = {},
  ): Promise<object> {
    return Object.fromEntries((await all(name, labels)).map(({ labels, value }) => [labels[label], value]));
  }

  it('components and hosts have the numbers of status --json, and hosts the vitals of the pass', async () => {
    const { components, hosts } = status;
    assert.deepEqual(rows(components, 'component', 'running', 'missing'), [
      ['p/many', 4, 0],
      ['p/few', 2, 7],
      ['p/idle', 0, 0],
      ['p/bad', 0, 1],
    ]);
    const backoff = components.find(({ component }) => component === 'p/bad')?.backoff ?? assert.fail();
    const seen = pass.hosts.flatMap(({ host, vitals }) => (vitals === undefined ? [] : [{ host, vitals }]));
    assert.equal(seen.length, 4);
    type Tally = (typeof components)[number];
    const ofComponents = (value: (one: Tally) => number) =>
      numbers(components, (one) => one.component, value);
    const ofHosts = (value: (one: (typeof hosts)[number]) => number) => numbers(hosts, name, value);
    const ofVitals = (value: keyof (typeof seen)[number]['vitals'], unit = 1) =>
      numbers(seen, name, ({ vitals }) => Number(vitals[value] ?? -1) * unit);
    const expected: [metric: string, values: object, labels?: Record<string, string>][] = [
      ['component_on', ofComponents(({ on }) => Number(on))],
      ['component_wanted_instances', ofComponents(({ count }) => count)],
      ['component_missing_instances', ofComponents(({ missing }) => missing)],
      ['component_vanished_instances', ofComponents(({ vanished }) => vanished)],
      ['component_hot_slots', ofComponents(({ hot }) => hot)],
      ['component_backoff_until_timestamp_seconds', { 'p/bad': Date.parse(backoff.until) / 1000 }],
      ['host_hot_slots_used', ofHosts(({ hot }) => hot)],
      ['host_hot_slots', ofHosts(({ hotlimit }) => hotlimit)],
      ['host_drained', ofHosts(({ drain }) => Number(drain !== undefined))],
      ['host_load1', ofVitals('load1')],
      ['host_cores', ofVitals('cores')],
      ['host_uptime_seconds', ofVitals('uptimeS')],
      ['host_memory_bytes', ofVitals('memoryKiB', 1024)],
      ['host_memory_available_bytes', ofVitals('memoryAvailableKiB', 1024)],
      ['host_disk_available_bytes', ofVitals('diskAvailableKiB', 1024)],
    ];
    for (const state of ['running', 'presumed', 'pending'] as const)
      expected.push(['component_instances', ofComponents((one) => one[state]), { state }]);
    for (const sighting of ['seen', 'silent', 'down'])
      expected.push(['host_sighting', ofHosts((one) => Number(one.sighting === sighting)), { sighting }]);
    for (const [metric, values, labels] of expected)
      assert.deepEqual(await by(metric.split('_', 1)[0] ?? '', `muster_${metric}`, labels), values, metric);
  });

  it('the fleet and its passes have the numbers of status --json and of the history', async () => {
    assert.deepEqual(await by('sighting', 'muster_hosts'), { seen: 4, silent: 0, down: 1 });
    const { held, unknown, of } = status.brownout;
    assert.deepEqual(
      [
        await one('muster_brownout'),
        await one('muster_brownout_unknown_hosts'),
        await one('muster_brownout_considered_hosts'),
      ],
      [Number(held), unknown, of],
    );
    assert.equal(await one('muster_pool_instances', { pool: 'tape' }), 4);
    assert.deepEqual(await by('command', 'muster_passes_total'), { run: 2, stop: 0, restart: 0, drain: 0 });
    const { code, stdout } = await site.muster('history', '--json', '-n', '100');
    assert.equal(code, 0);
    const { entries } = JSON.parse(stdout) as { entries: Entry[] };
    const launches: Record<string, number> = {};
    for (const { kind, component, outcome } of entries) {
      const launch = `${component} ${outcome}`;
      if (kind === 'launch') launches[launch] = (launches[launch] ?? 0) + 1;
    }
    const counted = (await all('muster_launches_total')).filter(({ value }) => value > 0);
    assert.deepEqual(
      numbers(
        counted,
        ({ labels }) => `${labels['component']} ${labels['outcome']}`,
        ({ value }) => value,
      ),
      launches,
    );
    assert.ok((launches['p/bad failed'] ?? 0) > 0);
    const passes = entries.filter(({ kind }) => kind === 'pass');
    const took = passes.find(({ at }) => at === pass.at)?.tookMs ?? assert.fail();
    assert.equal(await one('muster_last_pass_duration_seconds'), took / 1000);
    const times = passes
      .filter((entry) => entry.command === 'run')
      .map(({ at }) => Date.parse(at))
      .toSorted((one, other) => one - other);
    assert.equal(times.length, 2);
    assert.equal(await one('muster_stale_after_seconds'), staleAfterMs(times, null, 240_000) / 1000);
  });

  it("the file has nothing that promtool's lint complains of", () => {
    const input = readFileSync(join(fleet.dir, 'prom/tape.prom'));
    assert.equal(execFileSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8' }), '');
  });

  it('all expressions of the dashboard are taken, and give something', async () => {
    for (const { title, targets } of dashboard.panels)
      for (const { expr } of targets) {
        const asked = expr.replaceAll(/\$(instance|fleet|component)\b/g, '.*');
        assert.doesNotMatch(asked, /\$/, expr);
        assert.ok((await prometheus.query(asked)).length > 0, `${title}: ${asked}`);
      }
  });

  it('all variables of the dashboard find something', async () => {
    const queries = dashboard.templating.list.flatMap(({ type, query }) =>
      type === 'query' ? [(query as { query: string }).query] : [],
    );
    assert.equal(queries.length, 3);
    for (const query of queries) {
      const [, selector = '', label = ''] = /^label_values\((.*), (\w+)\)$/.exec(query) ?? assert.fail(query);
      const series = await prometheus.query(selector.replaceAll(/\$(instance|fleet|component)\b/g, '.*'));
      assert.ok(
        series.some(({ labels }) => labels[label] !== undefined),
        query,
      );
    }
  });

  it('the panels have ids of their own, and none lies on another', () => {
    const { panels } = dashboard;
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
    const taken = new Set<string>();
    for (const {
      title,
      gridPos: { x, y, w, h },
      targets,
    } of panels) {
      assert.ok(x >= 0 && x + w <= 24, title);
      assert.equal(new Set(targets.map(({ refId }) => refId)).size, targets.length, title);
      for (let column = x; column < x + w; column++)
        for (let row = y; row < y + h; row++) {
          assert.ok(!taken.has(`${column} ${row}`), title);
          taken.add(`${column} ${row}`);
        }
    }
  });

  it('all alert rules are taken and evaluated, and those that have cause to are pending or firing', async () => {
    interface Rules {
      groups: {
        rules: {
          name: string;
          query: string;
          health: string;
          lastError?: string;
          alerts: { labels: Record<string, string> }[];
        }[];
      }[];
    }
    await until(async () => {
      const { groups } = await prometheus.api<Rules>('rules');
      const evaluated = groups.flatMap(({ rules }) => rules);
      assert.equal(evaluated.length, 15);
      for (const { name, health, lastError } of evaluated)
        assert.equal(health, 'ok', `${name}: ${lastError}`);
      const raised = evaluated.flatMap(({ name, alerts }) =>
        alerts.map(({ labels }) => `${name} ${labels['component'] ?? labels['host']}`),
      );
      assert.deepEqual(raised.toSorted(), [
        'MusterComponentGone p/bad',
        'MusterComponentShort p/bad',
        'MusterComponentShort p/few',
        'MusterHostUnknown m5',
        'MusterLaunchesFailing p/bad',
      ]);
      return true;
    });
  });

  it('the rules and the dashboard ask for no metric that there is not', () => {
    const known = new Set(families.map(({ name }) => name));
    for (const text of [readFileSync(rules, 'utf8'), JSON.stringify(dashboard.panels)])
      for (const [name] of text.matchAll(/\bmuster_[a-z0-9_]+\b/g)) assert.ok(known.has(name), name);
  });

  it('passes that stop coming are noticed, and the next one ends it', async () => {
    site.edit({ monitor: { textfile: join(fleet.dir, 'prom/tape.prom'), stale: '1s' } });
    await scraped(Date.parse((await site.report('run')).report.at));
    const [alert] = await until(async () => {
      const alerts = await noPass();
      return alerts.length > 0 && alerts;
    });
    assert.equal(alert?.labels['config'], site.file);
    site.edit({ monitor: { textfile: join(fleet.dir, 'prom/tape.prom'), stale: '1h' } });
    await site.report('run');
    await until(async () => (await noPass()).length === 0);
  });
});

function numbers<T>(list: readonly T[], name: (one: T) => string, value: (one: T) => number): object {
  return Object.fromEntries(list.map((one) => [name(one), value(one)]));
}

const name = ({ host }: { host: string }): string => host;
