import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Config, ConfigComponent } from './config.ts';
import type { JSONPath } from './document.ts';
import { quoted } from './wording.ts';

/** What a file may say of pilots, but its writer can hardly have meant. */
export function* pilotWarnings(
  { hosts, timeouts }: Config,
  placed: readonly { readonly component: ConfigComponent; readonly path: JSONPath }[],
): Generator<{ path: JSONPath; what: Message }> {
  const kinds = new Set(hosts.map(({ kind }) => kind));
  const told = new Set<string>();
  for (const { component, path } of placed) {
    const { id, pilot } = component;
    if (pilot === null) continue;
    const { graceS } = pilot;
    const stopS = timeouts.stopMs / 1000;
    if (graceS >= stopS)
      yield { path: [...path, 'grace'], what: message('grace-too-long', { component: id, graceS, stopS }) };
    for (const kind of pilot.lists.keys()) {
      if (kind === 'default' || kinds.has(kind) || told.has(`${pilot.name} ${kind}`)) continue;
      told.add(`${pilot.name} ${kind}`);
      yield {
        path: ['pilots', pilot.name, kind],
        what: message('kind-unused', { kind: quoted(kind) }),
      };
    }
  }
}
