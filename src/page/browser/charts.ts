import type { PageData, Series } from '../data.ts';
import { chart, type Chart, type ChartSpec } from './chart.ts';
import { chartTable } from './chartTable.ts';
import { el, section, select, switchOf } from './dom.ts';
import {
  lineOf,
  lineSummary,
  shortest,
  shortTimes,
  strengthLines,
  timeSpan,
  totalSummary,
} from './series.ts';
import type { Store } from './store.ts';
import { onColours } from './theme.ts';
import { number, tookText } from './words.ts';

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
    const frame = frameOf(data, store.now.span);
    const main = specs(frame, store.now.of).map((spec) => chart(spec, 'h3', chartTable(spec)));
    const worst = store.now.of === '' ? shortest(series, mostShort) : [];
    const small = worst.map((component, at) =>
      chart(strengthSpec(frame, component, `short-${at}`, 110), 'h4'),
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

/** What all charts of a time have in common. */
interface Frame {
  readonly series: Series;
  readonly nowMs: number;
  readonly span: readonly [from: number, to: number];
  readonly per: 'pass' | 'hour';
  /** Of an hour the average is shown. */
  readonly onAverage: '' | ' on average';
}

function frameOf(data: PageData, span: 'day' | 'month'): Frame {
  const nowMs = Date.parse(data.at);
  const series = data[span];
  const isDay = span === 'day';
  return {
    series,
    nowMs,
    span: timeSpan(span, nowMs, series.times),
    per: isDay ? 'pass' : 'hour',
    onAverage: isDay ? '' : ' on average',
  };
}

function specs(frame: Frame, component: string): ChartSpec[] {
  const { series, nowMs, span, per, onAverage } = frame;
  const { times } = series;
  const seen = lineOf(series.hosts.seen, series);
  const of = lineOf(series.hosts.of, series);
  const launched = lineOf(series.launched, series);
  const failed = lineOf(series.failed, series);
  const took = lineOf(series.tookMs, series);
  const common = { times, span, height: 180 };
  return [
    strengthSpec(frame, component, 'strength', 180),
    {
      ...common,
      id: 'seen',
      title: 'Hosts seen',
      lines: [
        { label: 'listed', line: of, colour: 'text', as: 'dashed' },
        { label: `seen${onAverage}`, line: seen, colour: 'running', as: 'steps' },
      ],
      summary: `${lineSummary(`Seen${onAverage}`, seen, times, { nowMs })}; ${lineSummary('listed', of, times, { nowMs })}.`,
      text: number,
      isWhole: true,
      band: { top: of, bottom: seen },
    },
    {
      ...common,
      id: 'launches',
      title: `Launches per ${per}`,
      lines: [
        { label: 'came up', line: launched, colour: 'running', as: 'bars' },
        { label: 'failed (downwards)', line: failed, colour: 'bad', as: 'bars down' },
      ],
      summary: `${totalSummary('Came up', launched)}; ${totalSummary('failed', failed)}.`,
      text: number,
      isWhole: true,
    },
    {
      ...common,
      id: 'took',
      title: 'Duration of passes',
      lines: [{ label: `took${onAverage}`, line: took, colour: 'pending', as: 'line' }],
      summary: `${lineSummary(`A pass took${onAverage}`, took, times, { nowMs, text: tookText })}.`,
      text: tookText,
    },
  ];
}

function strengthSpec(
  { series, nowMs, span, per, onAverage }: Frame,
  component: string,
  id: string,
  height: number,
): ChartSpec {
  const { wanted, running, short, lacking } = strengthLines(series, component);
  const { times } = series;
  return {
    id,
    title: component === '' ? 'Instances running' : component,
    times,
    span,
    lines: [
      { label: 'wanted', line: wanted, colour: 'text', as: 'dashed' },
      { label: `running${onAverage}`, line: running, colour: 'running', as: 'steps' },
    ],
    summary: `${lineSummary(`Running${onAverage}`, running, times, { nowMs })}; ${lineSummary('wanted', wanted, times, { nowMs })}; short at ${shortTimes(short, per)}.`,
    text: number,
    isWhole: true,
    height,
    band: { top: wanted, bottom: lacking },
  };
}
