import { message } from '../core/catalogue/catalogue.ts';
import type { Config, Finding } from '../interface/config.ts';
import type { Document } from '../interface/document.ts';
import { field, typesOf } from '../interface/parts.ts';
import { quoted } from '../interface/wording.ts';
import type { Toolbox } from './toolbox.ts';

/** The keys of a type that only a command can make something of, each with what it calls for them. */
const askedFor = {
  requires: 'muster_requires',
  stage: 'muster_stages',
  collect: 'muster_collects',
  environment: 'muster_env_',
  tests: 'muster_tests',
  settings: 'muster_settings',
  tunnel: 'muster_tunnels',
} as const;

/** What a type asks for, and no command of its pilot does. */
export function* idleFindings(config: Config, document: Document, { commands }: Toolbox): Generator<Finding> {
  const types = [...typesOf(document.value)];
  const idle = new Map<string, readonly string[]>();
  for (const [index, { pilot, id }] of config.components.entries()) {
    const { type, path } = types[index] ?? { type: null, path: [] };
    for (const [kind, names] of pilot?.lists ?? []) {
      const list = `${pilot?.name}\0${kind}`;
      const keys = idle.get(list) ?? idleKeys(names, commands);
      idle.set(list, keys);
      for (const key of keys.filter((key) => field(type, key) !== undefined))
        yield document.at(
          [...path, key],
          message('key-without-command', {
            pilot: quoted(pilot?.name ?? ''),
            kind: kind === 'default' ? null : quoted(kind),
            key,
            component: id,
          }),
        );
    }
  }
}

function idleKeys(names: readonly string[], commands: Toolbox['commands']): readonly string[] {
  const texts = names.flatMap((name) => commands.get(name)?.layers ?? []).map(({ text }) => text);
  return Object.entries(askedFor).flatMap(([key, call]) =>
    texts.some((text) => text.includes(call)) ? [] : [key],
  );
}
