import { hashOf, settingsOf, type Settings } from './settings.ts';

/** The settings as they are, and where they are changed. */
export interface Store {
  readonly now: Settings;
  set(change: Partial<Settings>): void;
}

export function storeInHash(): Store {
  let now = settingsOf(location.hash);
  let written: ReturnType<typeof setTimeout> | undefined;
  // Browsers allow so many changes of the address in a while, and typing makes many.
  const write = (): void => {
    clearTimeout(written);
    written = setTimeout(writeNow, 200);
  };
  const writeNow = (): void => {
    const hash = hashOf(now);
    if (hash === location.hash) return;
    history.replaceState(history.state, '', hash === '' ? location.pathname + location.search : hash);
  };
  window.addEventListener('pagehide', writeNow);
  window.addEventListener('muster:leave', writeNow);
  // Someone changed the address by hand, or opened a link to other settings of this page.
  window.addEventListener('hashchange', () => {
    if (hashOf(settingsOf(location.hash)) === hashOf(now)) return;
    clearTimeout(written);
    now = settingsOf(location.hash);
    location.reload();
  });
  return {
    get now() {
      return now;
    },
    set(change) {
      now = { ...now, ...change };
      write();
    },
  };
}
