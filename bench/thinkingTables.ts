import type { Size } from './thinkingWorlds.ts';
import type { Thought } from './thought.ts';

export interface Measured extends Thought {
  readonly world: string;
  readonly size: Size;
}

/** What a pass cannot do without, in its order; the steps after these are told apart. */
const thinking = ['merge', 'remember', 'ends', 'census', 'plan', 'report'];

/** The usual size step by step, and how all of it grows with hosts and with components. */
export function thinkingTables(measured: readonly Measured[], usual: Size): string {
  return [
    `At ${sizeText(usual)}; milliseconds of processor time, memory at its most:`,
    stepsTable(measured.filter(({ size }) => sizeText(size) === sizeText(usual))),
    'Thinking as a whole, and planning alone, with ten times the hosts and ten times the components; in brackets how many times as much as with a tenth of them:',
    growthTable(measured, usual),
  ].join('\n\n');
}

function stepsTable(measured: readonly Measured[]): string {
  const steps = [...new Set(measured.flatMap(({ wallMs }) => Object.keys(wallMs)))];
  const after = steps.filter((step) => !thinking.includes(step));
  const head = [
    'world',
    'starts',
    'blocked',
    ...thinking,
    '**thinking**',
    'by the clock',
    'memory',
    ...after,
  ];
  const rows = measured.map((each) => [
    each.world,
    count(each.starts),
    count(each.blocked),
    ...thinking.map((step) => ms(each.processorMs[step])),
    `**${ms(whole(each))}**`,
    ms(whole(each, 'wallMs')),
    `${each.mostMiB.toFixed(0)} MiB`,
    ...after.map((step) => ms(each.processorMs[step])),
  ]);
  return table(head, rows);
}

function growthTable(measured: readonly Measured[], usual: Size): string {
  const by = (own: Partial<Size>): Size => ({ ...usual, ...own });
  const rising = [
    [by({ hosts: usual.hosts / 10 }), usual, by({ hosts: usual.hosts * 10 })],
    [by({ components: usual.components / 10 }), usual, by({ components: usual.components * 10 })],
  ];
  const head = ['world', ...rising.flat().map(sizeText)];
  const grown = measured.filter(({ size }) => sizeText(size) !== sizeText(usual));
  const rows = [...new Set(grown.map(({ world }) => world))].map((world) => [
    world,
    ...rising.flatMap((sizes) => {
      const found = sizes.map((size) =>
        measured.find((each) => each.world === world && sizeText(each.size) === sizeText(size)),
      );
      return found.map((each, index) => growthText(each, found[index - 1]));
    }),
  ]);
  return table(head, rows);
}

/** `812 (9.8), plan 230 (10.4), 380 MiB`. */
function growthText(each: Measured | undefined, tenth: Measured | undefined): string {
  if (each === undefined) return '';
  const times = (of: (measured: Measured) => number): string =>
    tenth === undefined ? '' : ` (${(of(each) / of(tenth)).toFixed(1)})`;
  const plan = ({ processorMs }: Measured): number => processorMs['plan'] ?? NaN;
  return `${ms(whole(each))}${times(whole)}, plan ${ms(plan(each))}${times(plan)}, ${each.mostMiB.toFixed(0)} MiB`;
}

function whole(thought: Thought, by: 'wallMs' | 'processorMs' = 'processorMs'): number {
  return thinking.reduce((sum, step) => sum + (thought[by][step] ?? 0), 0);
}

function sizeText({ hosts, components }: Size): string {
  return `${count(hosts)} × ${count(components)}`;
}

function ms(value = NaN): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
