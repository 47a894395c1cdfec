import type { Config, ConfigComponent } from './config.ts';
import type { JSONPath } from './document.ts';
import { quoted } from './wording.ts';

/** What a file may say of pilots, but its writer can hardly have meant. */
export function* pilotWarnings(
  { hosts, timeouts }: Config,
  placed: readonly { readonly component: ConfigComponent; readonly path: JSONPath }[],
): Generator<{ path: JSONPath; message: string }> {
  const kinds = new Set(hosts.map(({ kind }) => kind));
  const told = new Set<string>();
  for (const { component, path } of placed) {
    const { id, pilot } = component;
    if (pilot === null) continue;
    if (pilot.graceS * 1000 >= timeouts.stopMs)
      yield {
        path: [...path, 'grace'],
        message: `${id} has ${pilot.graceS} s between TERM and KILL, but what muster stops gets KILL after \`timeouts.stop\`, ${timeouts.stopMs / 1000} s: its pilot could not clean up; give it less, or \`timeouts.stop\` more`,
      };
    for (const kind of pilot.lists.keys()) {
      if (kind === 'default' || kinds.has(kind) || told.has(`${pilot.name} ${kind}`)) continue;
      told.add(`${pilot.name} ${kind}`);
      yield {
        path: ['pilots', pilot.name, kind],
        message: `no host of \`available\` is of the kind ${quoted(kind)}; it is \`kind\` that says what a host is`,
      };
    }
  }
}
