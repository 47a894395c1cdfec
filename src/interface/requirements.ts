import { placeOf, type Place } from './scopes.ts';

/** What an environment is to have installed: a file, a list of such, or what pip or conda take as they find it. */
export type Requirement =
  | { readonly kind: 'file' | 'list'; readonly place: Place }
  | { readonly kind: 'spec'; readonly text: string };

/** An entry of `requirements`. A file is told by its ending; without a scope or a "/" in front it is beside `Interface.json`. */
export function requirementOf(text: string): Requirement {
  const kind = fileKind(text);
  if (kind === 'spec') return { kind, text };
  const isPlace = text.startsWith('/') || /^(client|host|pipe):\/\//.test(text);
  return { kind, place: placeOf(isPlace ? text : `client://${text}`) };
}

function fileKind(text: string): Requirement['kind'] {
  // "name @ address" and "git+https://…" are what pip fetches itself; so are addresses of files.
  if (/\s@\s/.test(text) || /^[a-z+]+:\/\//.test(text.replace(/^(client|host|pipe):\/\//, ''))) return 'spec';
  if (/\.(whl|tar\.gz|tgz|tar\.bz2|zip|conda)$/.test(text)) return 'file';
  return /\.(txt|ya?ml|lock)$/.test(text) ? 'list' : 'spec';
}
