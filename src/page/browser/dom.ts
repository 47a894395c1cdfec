import { clockText, utcText } from './words.ts';

type Child = Node | string | null | undefined | false;

interface Props {
  /** Attributes; false and undefined are left out, true is an empty one. */
  readonly [attribute: string]: string | number | boolean | undefined;
}

/** An element. What is shown is always text: there is no way to hand in markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props))
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  for (const child of children)
    if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/** An element that was clicked, or a key was pressed on that means the same. */
export function button(label: Child, props: Props, onClick: (event: MouseEvent) => void): HTMLButtonElement {
  const element = el('button', { type: 'button', ...props }, label);
  element.addEventListener('click', onClick);
  return element;
}

/** A moment in the viewer's zone, with the UTC at hand. */
export function timeEl(iso: string, nowMs = Date.now(), withSeconds = true): HTMLTimeElement {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return el('time', {}, iso);
  return el('time', { datetime: iso, title: utcText(ms) }, clockText(ms, nowMs, withSeconds));
}

/** Said to a screen reader, and not to be seen. */
export function unseen(text: string): HTMLElement {
  return el('span', { class: 'unseen' }, text);
}

/** Seen, and not said. */
export function silent(className: string, text = ''): HTMLElement {
  return el('span', { class: className, 'aria-hidden': 'true' }, text);
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** A field to choose from a list, with its label. */
export function select<T extends string>(
  label: string,
  choices: readonly Choice<T>[],
  value: T,
  onChange: (value: T) => void,
): HTMLLabelElement {
  const field = el('select', { 'data-key': label });
  // A link, or a reload, may hold what is not to be chosen any more: that must be seen where it is chosen.
  const isKnown = choices.some((choice) => choice.value === value);
  for (const choice of isKnown ? choices : [...choices, { value, label: `${value} (not there)` }]) {
    const option = el('option', { value: choice.value }, choice.label);
    option.selected = choice.value === value;
    field.append(option);
  }
  field.addEventListener('change', () => onChange(field.value as T));
  return el('label', { class: 'field' }, el('span', {}, label), field);
}

/** A field for text, with its label; tells of every change. */
export function textField(label: string, value: string, onInput: (value: string) => void): HTMLLabelElement {
  const field = el('input', {
    'data-key': label,
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    value,
  });
  field.addEventListener('input', () => onInput(field.value));
  return el('label', { class: 'field' }, el('span', {}, label), field);
}

export function checkbox(
  label: string,
  checked: boolean,
  onChange: (checked: boolean) => void,
): HTMLLabelElement {
  const field = el('input', { type: 'checkbox', 'data-key': label });
  field.checked = checked;
  field.addEventListener('change', () => onChange(field.checked));
  return el('label', { class: 'check' }, field, el('span', {}, label));
}

/** Choices of which one holds, side by side. */
export function switchOf<T extends string>(
  label: string,
  choices: readonly Choice<T>[],
  value: T,
  onChange: (value: T) => void,
): HTMLElement {
  const buttons = choices.map((choice) =>
    button(
      choice.label,
      { 'aria-pressed': String(choice.value === value), 'data-key': `${label} ${choice.value}` },
      () => {
        for (const [at, each] of buttons.entries())
          each.setAttribute('aria-pressed', String(choices[at]?.value === choice.value));
        onChange(choice.value);
      },
    ),
  );
  return el('div', { class: 'switch', role: 'group', 'aria-label': label }, ...buttons);
}

/** A section of the page with its heading, which can be jumped to. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return el(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    el('h2', { id: `${id}-title`, tabindex: '-1' }, title),
    ...children,
  );
}

/** A part that scrolls by itself, also with the keys. */
export function box(label: string, className: string, ...children: readonly Child[]): HTMLElement {
  return el(
    'div',
    { class: `box ${className}`, role: 'region', 'aria-label': label, tabindex: '0' },
    ...children,
  );
}

/**
 * A table whose rows may be laid out as cards: with the roles said, it stays a table for who cannot see it.
 */
export function tableEl(
  caption: string,
  columns: readonly { readonly label: string; readonly className?: string }[],
  body: HTMLTableSectionElement,
): HTMLTableElement {
  body.setAttribute('role', 'rowgroup');
  const head = columns.map(({ label, className = '' }) =>
    el('th', { scope: 'col', role: 'columnheader', class: className }, label),
  );
  return el(
    'table',
    { role: 'table' },
    el('caption', { class: 'unseen' }, caption),
    el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...head)),
    body,
  );
}

export function cell(label: string, className: string, ...children: readonly Child[]): HTMLTableCellElement {
  return el('td', { role: 'cell', 'data-label': label, class: className }, ...children);
}

export function rowHead(className: string, ...children: readonly Child[]): HTMLTableCellElement {
  return el('th', { role: 'rowheader', scope: 'row', class: className }, ...children);
}

/** After a pause, however often it is asked for meanwhile. */
export function debounced(action: () => void, ms = 120): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, ms);
  };
}
