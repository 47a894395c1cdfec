import uPlot from 'uplot';
import { el } from './dom.ts';
import { colour } from './theme.ts';
import { clockText, dayText } from './words.ts';
import type { Line } from './series.ts';

export interface ChartLine {
  readonly label: string;
  readonly line: Line;
  /** A colour of the style. */
  readonly colour: string;
  /**
   * What is counted stays as it is until it is counted again, also where it is dashed. Bars go down from zero where that is said, so
   * that they are told apart by more than colour.
   */
  readonly as: 'line' | 'steps' | 'dashed' | 'bars' | 'bars down';
}

export interface ChartSpec {
  readonly id: string;
  readonly title: string;
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
  /** What one sees, in a sentence. */
  readonly summary: string;
  readonly text: (value: number) => string;
  readonly height: number;
  /** From when to when it goes, whatever of that is known. */
  readonly span: readonly [from: number, to: number];
  /** What there are no halves of. */
  readonly isWhole?: boolean;
  /** The part between these lines is what is the matter. */
  readonly band?: { readonly top: Line; readonly bottom: Line };
}

export interface Chart {
  readonly element: HTMLElement;
  /** Needs its place on the page. */
  draw(): void;
  redraw(): void;
  destroy(): void;
}

/** A chart with its name, readouts, a sentence that sums it up, and a slider that goes through time by the keys. */
export function chart(spec: ChartSpec, heading: 'h3' | 'h4', after?: HTMLElement): Chart {
  const { id, title, times, lines, summary, text } = spec;
  const when = el('span', { class: 'readout-when' });
  const values = lines.map(() => el('b', {}));
  const readout = el(
    'p',
    { class: 'readout' },
    ...lines.map(({ label, colour: name, as }, at) =>
      el(
        'span',
        {},
        el('span', { class: `line-key ${as.split(' ')[0]} c-${name}`, 'aria-hidden': 'true' }),
        ` ${label} `,
        values[at],
      ),
    ),
    when,
  );
  const plot = el('div', {
    class: 'plot',
    role: 'img',
    'aria-label': title,
    'aria-describedby': `${id}-summary`,
  });
  const slider = el('input', {
    type: 'range',
    id: `${id}-slider`,
    class: 'unseen',
    min: 0,
    max: Math.max(0, times.length - 1),
    step: 1,
    'aria-label': `${title}: go through time`,
  });
  let drawn: uPlot | null = null;

  const show = (at: number | null): void => {
    const index = at ?? times.length - 1;
    const said = lines.map(({ label, line }, each) => {
      const value = at === null ? line.findLast((each) => each !== null) : line[index];
      const shown = value === null || value === undefined ? '–' : text(value);
      const holder = values[each];
      if (holder !== undefined) holder.textContent = shown;
      return `${label} ${shown}`;
    });
    const time = clockText((times[index] ?? 0) * 1000, Date.now(), false);
    when.textContent = at === null ? 'last' : `at ${time}`;
    slider.value = String(index);
    slider.setAttribute('aria-valuetext', `${time}: ${said.join(', ')}`);
  };
  slider.addEventListener('input', () => {
    const index = Number(slider.value);
    drawn?.setCursor({ left: drawn.valToPos(times[index] ?? 0, 'x'), top: 10 });
    show(index);
  });
  show(null);

  const observer = new ResizeObserver(() => {
    const width = plot.clientWidth;
    if (drawn !== null && width > 0 && Math.abs(width - drawn.width) >= 1)
      drawn.setSize({ width, height: spec.height });
  });
  return {
    element: el(
      'figure',
      { class: 'chart', id },
      el('figcaption', {}, el(heading, {}, title), readout),
      plot,
      slider,
      el('p', { class: 'summary', id: `${id}-summary` }, summary),
      after,
    ),
    draw() {
      if (drawn !== null || plot.clientWidth === 0) return;
      drawn = new uPlot(options(spec, plot.clientWidth, show), dataOf(spec), plot);
      observer.observe(plot);
    },
    redraw: () => drawn?.redraw(false, true),
    destroy() {
      observer.disconnect();
      drawn?.destroy();
    },
  };
}

function dataOf({ times, lines, band }: ChartSpec): uPlot.AlignedData {
  return [
    [...times],
    ...lines.map(({ line, as }) =>
      line.map((value) => (value !== null && as === 'bars down' ? -value : value)),
    ),
    ...(band === undefined ? [] : [band.top, band.bottom]),
  ] as uPlot.AlignedData;
}

const font = '12px system-ui, sans-serif';
const stroke = (): string => colour('--muted');
const grid = { stroke: () => colour('--line'), width: 1 };

function options(
  { lines, height, text, span: [from, to], isWhole = false, band }: ChartSpec,
  width: number,
  show: (at: number | null) => void,
): uPlot.Options {
  return {
    width,
    height,
    legend: { show: false },
    padding: [8, 20, 0, 0],
    cursor: {
      drag: { x: false, y: false },
      y: false,
      sync: { key: 'time' },
      points: { size: 7 },
    },
    hooks: { setCursor: [({ cursor: { idx } }: uPlot) => show(idx ?? null)] },
    scales: { x: { time: true, range: () => [from, to] }, y: { range: (_, min, max) => rangeOf(min, max) } },
    axes: [
      { stroke, grid, font, ticks: { show: false }, size: 28, space: 60, values: timeLabels },
      {
        stroke,
        grid,
        font,
        ticks: { show: false },
        size: 52,
        space: 28,
        ...(isWhole && { incrs: wholeSteps }),
        values: (_, splits) => splits.map((value) => text(Math.abs(value))),
      },
    ],
    series: [
      {},
      ...lines.map(({ label, colour: name, as }): uPlot.Series => {
        const isBar = as.startsWith('bars');
        return {
          label,
          stroke: () => colour(`--${name}`),
          width: isBar ? 0 : as === 'dashed' ? 1.5 : 2,
          ...(as === 'dashed' && { dash: [6, 4] }),
          ...(isBar && { fill: () => colour(`--${name}`), paths: bars }),
          ...((as === 'steps' || as === 'dashed') && { paths: steps }),
          spanGaps: false,
          points: isBar ? { show: false } : { size: 5, width: 1, filter: alone },
        };
      }),
      // The edges of the band, not drawn themselves.
      ...(band === undefined ? [] : [edge(), edge()]),
    ],
    ...(band !== undefined && {
      bands: [{ series: [lines.length + 1, lines.length + 2], fill: () => colour('--band') }],
    }),
  };
}

function edge(): uPlot.Series {
  return { width: 0, stroke: 'transparent', paths: steps, spanGaps: false, points: { show: false } };
}

const steps = uPlot.paths.stepped?.({ align: 1 }) as uPlot.Series.PathBuilder;
/** 1, 2, 5, 10, … */
const wholeSteps = Array.from({ length: 10 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();

const bars = uPlot.paths.bars?.({ size: [0.9, 14, 1] }) as uPlot.Series.PathBuilder;

/** Zero is always in it, so that lengths compare; and something above it. */
function rangeOf(min: number | null, max: number | null): [number, number] {
  const low = Math.min(0, min ?? 0);
  const high = Math.max(0, max ?? 0);
  const room = Math.max(1, high - low) * 0.08;
  return [low < 0 ? low - room : 0, Math.max(high + room, low < 0 ? 0 : 1)];
}

/** A value between two gaps is no line; it gets a point. */
function alone(plot: uPlot, series: number): number[] {
  const values = plot.data[series] ?? [];
  const [from, to] = plot.series[0]?.idxs ?? [0, values.length - 1];
  const found: number[] = [];
  for (let at = from; at <= to; at++)
    if (values[at] != null && values[at - 1] == null && values[at + 1] == null) found.push(at);
  return found;
}

/** Hours, and the day where one begins. */
function timeLabels(_: uPlot, splits: number[]): string[] {
  let day = '';
  return splits.map((seconds, at) => {
    const ms = seconds * 1000;
    const isDay = new Date(ms).getHours() === 0 && new Date(ms).getMinutes() === 0;
    const before = day;
    day = dayText(ms);
    return isDay || (at > 0 && before !== day) ? day.slice(5) : clockText(ms, ms, false);
  });
}
