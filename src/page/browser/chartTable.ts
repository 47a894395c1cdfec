import type { ChartSpec } from './chart.ts';
import { details } from './details.ts';
import { box, cell, el, rowHead, tableEl, timeEl } from './dom.ts';
import { number } from './words.ts';

const mostRows = 300;

/** The same as a table, the newest first; made when it is asked for. */
export function chartTable(spec: ChartSpec): HTMLDetailsElement {
  const element = details(`${spec.id}-table`, 'chart-table', false, ['As a table']);
  const fill = (): void => {
    if (element.open && element.childElementCount === 1) element.append(...tableOf(spec));
  };
  element.addEventListener('toggle', fill);
  fill();
  return element;
}

function tableOf({ id, title, times, lines, text }: ChartSpec): HTMLElement[] {
  const body = el('tbody');
  for (let at = times.length - 1; at >= Math.max(0, times.length - mostRows); at--) {
    const time = timeEl(new Date((times[at] ?? 0) * 1000).toISOString());
    const cells = lines.map(({ label, line }) => {
      const value = line[at];
      return cell(label, 'num', value === null || value === undefined ? 'not known' : text(value));
    });
    body.append(el('tr', { role: 'row' }, rowHead('', time), ...cells));
  }
  const columns = lines.map(({ label }) => ({ label: label.replace(/ \(.*/, ''), className: 'num' }));
  const table = box(`${title}, as a table`, 'numbers', tableEl(title, [{ label: 'When' }, ...columns], body));
  table.id = `${id}-numbers`;
  return times.length <= mostRows
    ? [table]
    : [el('p', { class: 'muted' }, `The newest ${number(mostRows)} of ${number(times.length)}.`), table];
}
