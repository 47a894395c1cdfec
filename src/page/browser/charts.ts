import type { PageData, Series } from '../data.ts';
import { chart, type Chart, type ChartSpec } from './chart.ts';
import { chartTable } from './chartTable.ts';
import { el, section, select, switchOf } from './dom.ts';
import { lineOf, lineSummary, shortest, strengthLines, totalSummary } from './series.ts';
import type { Store } from './store.ts';
import { onColours } from './theme.ts';
import { many, number, tookText } from './words.ts';

const mostShort = 6;

/** The last day and the last month. */
export function charts(data: PageData, store: Store): HTMLElement {
  const place = el('div', { class: 'charts' });
  let drawn: Chart[] = [];
  const render = (): void => {
    for (const each of drawn) each.destroy();
    const series = data[store.now.span];
    drawn = [];
    if (series.times.length === 0) {
      place.replaceChildren(el('p', { class: 'empty' }, 'The history has no pass of this time yet.'));
      return;
    }
    const nowMs = Date.parse(data.at);
    const main = specs(series, store, nowMs).map((spec) => chart(spec, 'h3', chartTable(spec)));
    const worst = store.now.of === '' ? shortest(series, mostShort) : [];
    const small = worst.map((component, at) =>
      chart(strengthSpec(series, component, nowMs, `short-${at}`, 110), 'h4'),
    );
    drawn = [...main, ...small];
    place.replaceChildren(
      ...main.map(({ element }) => element),
      ...(small.length === 0
        ? []
        : [
            el(
              'div',
              { class: 'multiples' },
              el(
                'h3',
                {},
                worst.length === mostShort
                  ? `The ${mostShort} that were short most`
                  : 'Those that were short',
              ),
              el('div', { class: 'small-charts' }, ...small.map(({ element }) => element)),
            ),
          ]),
    );
    drawSoon(drawn);
  };
  onColours(() => {
    for (const each of drawn) each.redraw();
  });
  render();
  return section(
    'time',
    'Time',
    el(
      'div',
      { class: 'tools' },
      switchOf(
        'How far back',
        [
          { value: 'day', label: 'last day' },
          { value: 'month', label: 'last month' },
        ],
        store.now.span,
        (span) => {
          store.set({ span });
          render();
        },
      ),
      select(
        'Component',
        [
          { value: '', label: 'all together' },
          ...data.components.map(({ component }) => ({ value: component, label: component })),
        ],
        store.now.of,
        (of) => {
          store.set({ of });
          render();
        },
      ),
    ),
    place,
  );
}

/** After the rest of the page is seen; one chart a frame, so that nothing waits for them. */
function drawSoon(all: readonly Chart[]): void {
  const [first, ...rest] = all;
  if (first === undefined) return;
  setTimeout(() => {
    first.draw();
    drawSoon(rest);
  }, 0);
}

function specs(series: Series, store: Store, nowMs: number): ChartSpec[] {
  const { times } = series;
  const per = store.now.span === 'day' ? 'pass' : 'hour';
  const seen = lineOf(series.hosts.seen, series);
  const of = lineOf(series.hosts.of, series);
  const launched = lineOf(series.launched, series);
  const failed = lineOf(series.failed, series);
  const took = lineOf(series.tookMs, series);
  const height = 180;
  return [
    strengthSpec(series, store.now.of, nowMs, 'strength', height),
    {
      id: 'seen',
      title: 'Hosts seen',
      times,
      lines: [
        { label: 'listed', line: of, colour: 'text', as: 'dashed' },
        { label: 'seen', line: seen, colour: 'running', as: 'line' },
      ],
      summary: `${lineSummary('Seen', seen, times, { nowMs })}; ${lineSummary('listed', of, times, { nowMs })}.`,
      text: number,
      height,
      hasBand: true,
    },
    {
      id: 'launches',
      title: `Launches per ${per}`,
      times,
      lines: [
        { label: 'came up', line: launched, colour: 'running', as: 'bars' },
        { label: 'failed (downwards)', line: failed, colour: 'bad', as: 'bars down' },
      ],
      summary: `${totalSummary('Came up', launched)}; ${totalSummary('failed', failed)}.`,
      text: number,
      height,
    },
    {
      id: 'took',
      title: 'Duration of passes',
      times,
      lines: [{ label: 'took', line: took, colour: 'pending', as: 'line' }],
      summary: `${lineSummary('A pass took', took, times, { nowMs, text: tookText })}.`,
      text: tookText,
      height,
    },
  ];
}

function strengthSpec(
  series: Series,
  component: string,
  nowMs: number,
  id: string,
  height: number,
): ChartSpec {
  const { wanted, running } = strengthLines(series, component);
  const { times } = series;
  return {
    id,
    title: component === '' ? 'Instances running' : component,
    times,
    lines: [
      { label: 'wanted', line: wanted, colour: 'text', as: 'dashed' },
      { label: 'running', line: running, colour: 'running', as: 'line' },
    ],
    summary: `${lineSummary('Running', running, times, { nowMs })}; ${lineSummary('wanted', wanted, times, { nowMs })}; short at ${shortTimes(wanted, running)}.`,
    text: number,
    height,
    hasBand: true,
  };
}

function shortTimes(wanted: readonly (number | null)[], running: readonly (number | null)[]): string {
  const known = running.filter((value) => value !== null).length;
  const short = running.filter((value, at) => value !== null && value < (wanted[at] ?? 0)).length;
  return short === 0 ? 'no time' : `${number(short)} of ${many(known, 'point')} in time`;
}
