import type { PageData } from '../data.ts';
import { el, timeEl } from './dom.ts';
import { clockText } from './words.ts';

/** Where all this is from, and what is not in it. */
export function foot(data: PageData): HTMLElement[] {
  const { machine, config, version, at, command, missing } = data;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const facts: (readonly [string, string | Node])[] = [
    ['Control VM', machine],
    ['Configuration', el('code', {}, config)],
    ['Written by', el('span', {}, `muster ${version}, ${command}, `, timeEl(at))],
    ['Times', `${zone}; each has its UTC in its title`],
  ];
  return [
    ...(missing.length === 0
      ? []
      : [
          el(
            'div',
            { class: 'missing-history' },
            el('p', {}, 'Not in this page:'),
            el('ul', {}, ...missing.map(({ text }) => el('li', {}, text))),
          ),
        ]),
    el('dl', {}, ...facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))),
    el(
      'p',
      {},
      `${isLook(data) ? 'A look (muster page) wrote this page, and made no pass' : `A pass (muster ${command}) wrote this page`}. It asks for nothing from anywhere, and changes nothing: what it shows is what was known at ${clockText(Date.parse(at), Date.now())}.`,
    ),
  ];
}

/** Nothing was launched, by the command of who wrote it; the history knows of no pass by it. */
export function isLook({ command }: Pick<PageData, 'command'>): boolean {
  return command === 'plan' || command === 'status';
}
