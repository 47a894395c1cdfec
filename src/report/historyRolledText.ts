import type { RolledComponent, Rollup } from '../core/rollup.ts';
import { harmless } from './harmless.ts';
import type { HistoryFilter } from './historyRows.ts';
import { localTime, many, timeText, type Style } from './style.ts';

interface Words {
  readonly filter: HistoryFilter;
  readonly today: string;
  readonly style: Style;
  readonly verbose: boolean;
}

/** An hour or a day as a row: when, how long a pass took on the average, hosts seen by the pass that saw fewest, what. */
export function rolledCells(rollup: Rollup, words: Words): string[] {
  const { kind, at, passes, tookMs, hosts } = rollup;
  const seen = `${hosts.least}/${hosts.of}`;
  return [
    kind === 'day' ? localTime(at)[0] : timeText(at, words.today),
    passes === 0 ? '' : tookText(tookMs.mean),
    passes === 0 ? '' : hosts.least < hosts.of ? words.style.yellow(seen) : seen,
    rolledText(rollup, words),
  ];
}

function rolledText(rollup: Rollup, words: Words): string {
  const { filter, style } = words;
  const { passes, held, troubled, outcomes, gone, stopped, components } = rollup;
  const own = filter.component === null ? undefined : components[filter.component];
  if (own !== undefined) return componentText(own, words);
  const parts = [
    ...(filter.kinds === 'launches' ? [] : [many(passes, 'pass', 'passes')]),
    ...outcomeParts(outcomes, style),
    ...(stopped > 0 ? [`${stopped} stopped`] : []),
    ...(gone > 0 ? [style.red(`${gone} gone`)] : []),
    ...(held > 0 ? [style.red(`${held} held: too many hosts unknown`)] : []),
    ...(troubled > 0 ? [style.red(`${troubled} with problems`)] : []),
  ];
  const short = filter.kinds === 'launches' ? '' : shortText(components, words);
  return parts.join(', ') + (short === '' ? '' : `; ${style.yellow('short')}: ${short}`);
}

function componentText(
  { wanted, running, least, short, started, failed, gone }: RolledComponent,
  { filter, style }: Words,
): string {
  const low = least < Math.floor(running) ? `, at least ${least}` : '';
  const parts = [
    ...(filter.kinds === 'launches' ? [] : [`${running} of ${wanted} running${low}`]),
    ...(short > 0 && filter.kinds !== 'launches'
      ? [style.yellow(`short in ${many(short, 'pass', 'passes')}`)]
      : []),
    ...(started > 0 ? [style.green(`${started} started`)] : []),
    ...(failed > 0 ? [style.red(`${failed} failed`)] : []),
    ...(gone > 0 ? [style.red(`${gone} gone`)] : []),
  ];
  return parts.join(', ');
}

/** Those that were short in most passes first. */
function shortText(components: Rollup['components'], { verbose }: Words): string {
  const short = Object.entries(components)
    .filter(([, own]) => own.short > 0)
    .toSorted(([, one], [, other]) => other.short - one.short);
  const shown = verbose ? short : short.slice(0, mostShort);
  const more = short.length > shown.length ? ` and ${short.length - shown.length} more` : '';
  return shown.map(([name, own]) => `${harmless(name)} (${own.short})`).join(', ') + more;
}

/** Components that are named in a row without `-v`. */
const mostShort = 5;

/** How launches ended, in words: `3 started`, `1 failed`. */
export function outcomeParts(outcomes: Readonly<Record<string, number>>, style: Style): string[] {
  return Object.entries(outcomeWords).flatMap(([outcome, word]) => {
    const count = outcomes[outcome] ?? 0;
    const text = `${count} ${word}`;
    return count === 0 ? [] : [outcome === 'confirmed' ? style.green(text) : style.red(text)];
  });
}

const outcomeWords = {
  confirmed: 'started',
  failed: 'failed',
  vanished: 'vanished',
  refused: 'refused',
  unknown: 'with an unknown outcome',
} as const;

export function tookText(tookMs: number): string {
  return tookMs < 99_950 ? `${(tookMs / 1000).toFixed(1)} s` : `${Math.round(tookMs / 1000)} s`;
}
