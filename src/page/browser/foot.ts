import type { PageData } from '../data.ts';
import { el, timeEl } from './dom.ts';

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
            el('ul', {}, ...missing.map((text) => el('li', {}, text))),
          ),
        ]),
    el('dl', {}, ...facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))),
    el(
      'p',
      {},
      'A pass wrote this page. It asks for nothing from anywhere, and changes nothing: what it shows is what that pass knew.',
    ),
  ];
}
