import type { PageData } from '../data.ts';
import { components } from './components.ts';
import { charts } from './charts.ts';
import { el } from './dom.ts';
import { foot } from './foot.ts';
import { header, jumpTo } from './header.ts';
import { hosts } from './hosts.ts';
import { log } from './log.ts';
import { reloading, resume } from './reload.ts';
import { staleBanner } from './stale.ts';
import { storeInHash } from './store.ts';
import { applyTheme } from './theme.ts';

const data = dataOf(document.getElementById('muster-data'));
if (data !== null) show(data);

function show(data: PageData): void {
  const store = storeInHash();
  applyTheme(store.now.theme);
  const main = place('main');
  const summary = place('summary');
  const headline = summary.querySelector('h1')?.textContent ?? '';
  const { banner, watch } = staleBanner(data);
  place('top').before(banner);
  summary.replaceChildren(...header(data, store, headline, watch));
  main.replaceChildren(components(data, store), hosts(data, store), charts(data, store), log(data, store));
  place('foot').replaceChildren(...foot(data));
  document.querySelector('.skip')?.addEventListener('click', (event) => {
    event.preventDefault();
    jumpTo('main');
  });
  document.documentElement.classList.add('ready');
  reloading(data, store);
  resume();
}

/** What the pass put in; null, and a word of it, where this script cannot read that. */
function dataOf(holder: HTMLElement | null): PageData | null {
  if (holder === null) return null;
  const data = JSON.parse(holder.textContent ?? 'null') as PageData;
  if (data.formatVersion === 2) return data;
  place('main').replaceChildren(el('p', {}, 'This page is of another version than its data.'));
  return null;
}

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no place for its ${id}`);
  return element;
}
