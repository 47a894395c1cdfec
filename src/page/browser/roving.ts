/**
 * Arrow keys within a grid of buttons that wraps as it fits: one of them is reached by Tab, the others from there.
 */
export function roving(
  grid: HTMLElement,
  all: readonly HTMLElement[],
): { /** These are in it now, in this order. */ use(shown: readonly HTMLElement[]): void } {
  let shown: readonly HTMLElement[] = [];
  let current: HTMLElement | undefined;

  const become = (next: HTMLElement | undefined): void => {
    if (next === undefined || next === current) return;
    current?.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    current = next;
  };
  grid.addEventListener('focusin', ({ target }) => become(all.find((each) => each === target)));
  grid.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const from = shown.indexOf(event.target as HTMLElement);
    const to = from < 0 ? undefined : neighbour(shown, from, event.key);
    if (to === undefined) return;
    event.preventDefault();
    become(to);
    to.focus();
  });
  return {
    use(next) {
      shown = next;
      if (current === undefined || !next.includes(current)) become(next[0]);
    },
  };
}

function neighbour(shown: readonly HTMLElement[], from: number, key: string): HTMLElement | undefined {
  switch (key) {
    case 'ArrowRight':
      return shown[from + 1];
    case 'ArrowLeft':
      return shown[from - 1];
    case 'ArrowDown':
      return inNextRow(shown, from, 1);
    case 'ArrowUp':
      return inNextRow(shown, from, -1);
    case 'Home':
      return shown[0];
    case 'End':
      return shown.at(-1);
    default:
      return undefined;
  }
}

/** The one that stands nearest in the row above or below. */
function inNextRow(shown: readonly HTMLElement[], from: number, step: 1 | -1): HTMLElement | undefined {
  const here = shown[from]?.getBoundingClientRect();
  if (here === undefined) return undefined;
  let row: number | null = null;
  let best: { readonly element: HTMLElement; readonly off: number } | undefined;
  for (let at = from + step; at >= 0 && at < shown.length; at += step) {
    const element = shown[at] as HTMLElement;
    const { top, left } = element.getBoundingClientRect();
    if (Math.abs(top - here.top) < 2) continue;
    row ??= top;
    if (Math.abs(top - row) >= 2) break;
    const off = Math.abs(left - here.left);
    if (best === undefined || off < best.off) best = { element, off };
  }
  return best?.element;
}
