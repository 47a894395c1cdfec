import { pilotKeys } from '../../src/interface/pilotSchema.ts';
import { schema } from '../../src/interface/schema.ts';

/** JSON as it is written, so that keys can stand twice: a text is one value, as it stands in the file. */
export type Tree = string | readonly Tree[] | Fields;
export interface Fields {
  readonly fields: readonly (readonly [key: string, value: Tree])[];
}

export function written(tree: Tree): string {
  if (typeof tree === 'string') return tree;
  if ('fields' in tree)
    return `{${tree.fields.map(([key, value]) => `${JSON.stringify(key)}: ${written(value)}`).join(',\n')}}`;
  return `[${tree.map(written).join(',\n')}]`;
}

/**
 * A valid file with every key the schema knows today, with the one value of the schema's that is named. What excludes each
 * other stands in two types, one with a submitter and one with a pilot that comes after it, and in two environments.
 */
export const full: Tree = apart(valid(schema as unknown as Schema));

function apart(tree: Tree): Tree {
  const types = at(tree, ['pipes', 0, 'types', 0]);
  const environment = at(tree, ['environments', 'tape']);
  const pilot = Object.keys(pilotKeys);
  const changes: [Path, Tree][] = [
    [
      ['pipes', 0, 'types'],
      [without(types, pilot), withValue(without(types, ['submitter', 'args']), 'name', '"other"')],
    ],
    [
      ['environments'],
      {
        fields: [
          ['//', '"tape"'],
          ['tape', withValue(without(environment, ['path']), 'type', '"venv"')],
          ['other', withValue(without(environment, ['python', 'requirements', 'mode']), 'type', '"path"')],
        ],
      },
    ],
  ];
  return changes.reduce((now, [path, value]) => changed(now, path, () => value), tree);
}

function at(tree: Tree, path: Path): Fields {
  const found = [...placesIn(tree)].find((place) => JSON.stringify(place.path) === JSON.stringify(path));
  if (found === undefined || typeof found.tree === 'string' || !('fields' in found.tree))
    throw new Error(`there is no object at ${path.join('.')}`);
  return found.tree;
}

function without({ fields }: Fields, keys: readonly string[]): Fields {
  return { fields: fields.filter(([key]) => !keys.includes(key)) };
}

function withValue({ fields }: Fields, key: string, value: Tree): Fields {
  return { fields: fields.map(([each, old]) => [each, each === key ? value : old] as const) };
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly pattern?: string;
  readonly items?: Schema;
  readonly not?: { readonly anyOf?: readonly { readonly required?: readonly string[] }[] };
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

function valid({ type, ...schema }: Schema): Tree {
  if (schema.enum) return JSON.stringify(schema.enum[0]);
  const types = new Set([type ?? []].flat());
  if (types.has('object')) return { fields: fieldsOf(schema) };
  if (types.has('array') && schema.items) return [valid(schema.items)];
  if (types.has('boolean')) return 'true';
  if (types.has('string')) return JSON.stringify(sample(schema.pattern ?? ''));
  return String(Math.max(1, schema.minimum ?? 0));
}

function fieldsOf({ properties = {}, patternProperties = {}, not }: Schema): [string, Tree][] {
  // Of keys that exclude each other the first stands.
  const excluded = not?.anyOf?.flatMap(({ required = [] }) => required.slice(1)) ?? [];
  const known = Object.entries(properties).filter(([key, { not: refused }]) => {
    return !excluded.includes(key) && (refused === undefined || refused.anyOf !== undefined);
  });
  const named = Object.entries(patternProperties).map(([pattern, of]) => [sample(pattern), of] as const);
  return [...known, ...named].map(([key, of]) => [key, valid(of)]);
}

function sample(pattern: string): string {
  const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJvdW5kIHRvIG5vdGhpbmcgYXQgYWxsIQ==';
  const digest = '0123456789abcdef'.repeat(4);
  const texts = [
    'tape',
    '5s',
    'client://tape',
    '/tape',
    '/tape.prom',
    'https://tape',
    '1K',
    'tape/tape',
    'tape:5',
  ];
  const found = [...texts, digest, key].find((text) => new RegExp(pattern, 'u').test(text));
  if (found === undefined) throw new Error(`no sample for ${pattern}`);
  return found;
}

/** The keys and list places from the root to a value. */
export type Path = readonly (string | number)[];

/** Every value in a tree, the root last. */
export function* placesIn(tree: Tree, path: Path = []): Generator<{ path: Path; tree: Tree }> {
  if (typeof tree !== 'string') {
    const inside = 'fields' in tree ? tree.fields : tree.map((item, index) => [index, item] as const);
    for (const [key, value] of inside) yield* placesIn(value, [...path, key]);
  }
  yield { path, tree };
}

/** The tree with the value at the path changed. */
export function changed(tree: Tree, [first, ...rest]: Path, change: (tree: Tree) => Tree): Tree {
  if (first === undefined) return change(tree);
  if (typeof tree === 'string') throw new Error(`there is nothing at ${first}`);
  const at = <K>(key: K, value: Tree): Tree => (key === first ? changed(value, rest, change) : value);
  if ('fields' in tree) return { fields: tree.fields.map(([key, value]) => [key, at(key, value)] as const) };
  return tree.map((value, index) => at(index, value));
}

/** Texts that a shell would act on; each would make the file `canary`, wherever it got to be run. */
export function shellTexts(canary: string): string[] {
  return [
    `$(touch ${canary})`,
    `\`touch ${canary}\``,
    `; touch ${canary};`,
    `x'; touch ${canary}; '`,
    `x"; touch ${canary}; "`,
    `x\\'; touch ${canary}; \\'`,
    `\n touch ${canary}\n`,
    `| touch ${canary}`,
    `&& touch ${canary} &`,
    `> ${canary}`,
    `2>>${canary} < /etc/passwd`,
    `\${x:=$(touch ${canary})}`,
    `$((a[$(touch ${canary})]))`,
    `a[$(touch ${canary})]`,
    `-e 'touch ${canary}'`,
    '* ? ~ ! [a-z] {a,b} # %',
    `}\n}\ntouch ${canary}\n{ {`,
    `EOF\ntouch ${canary}\nEOF`,
    `'\n)\ntouch ${canary}\n('`,
    `\r\ntouch ${canary}\r\n`,
    `() { :;}; touch ${canary}`,
  ];
}

/** Characters that act on a terminal, a log viewer or a mail reader, or that break texts in two. */
export const controls: readonly string[] = [
  '\u0000', '\u0001', '\u0007', '\b', '\t', '\n', '\r', '\u001B[2J', '\u001B]52;c;eA==\u0007', '\u001F',
  '\u007F', '\u0080', '\u0085', '\u009B31m', '\u009D0;x\u009C', '\u00AD', '\u061C', '\u200B', '\u200E',
  '\u202E', '\u2066', '\u2028', '\u2029', '\uFEFF', '\uFFF9', '\u{E0001}', '\uD800', '\uDC00',
]; // prettier-ignore

/** What must not be in any text that is shown. */
export const harmful = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
