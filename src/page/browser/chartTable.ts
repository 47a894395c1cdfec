import type { ChartSpec } from './chart.ts';
import { box, cell, el, rowHead, tableEl, timeEl } from './dom.ts';
import { number } from './words.ts';

const mostRows = 300;

/** The same as a table, the newest first; made when it is asked for. */
export function chartTable(spec: ChartSpec): HTMLDetailsElement {
  const details = el('details', { class: 'chart-table' }, el('summary', {}, 'As a table'));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(...tableOf(spec));
  });
  return details;
}

function tableOf({ title, times, lines, text }: ChartSpec): HTMLElement[] {
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
  return times.length <= mostRows
    ? [table]
    : [el('p', { class: 'muted' }, `The newest ${number(mostRows)} of ${number(times.length)}.`), table];
}
