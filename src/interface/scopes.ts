import type { PlaceProblem } from '../core/catalogue/configCodes.ts';

/** Where a file is: below one of the folders that have a life of their own, anywhere on a host, or on the web. */
export type Place =
  | { readonly scope: 'client' | 'host' | 'pipe' | 'pilot'; readonly path: string }
  | { readonly scope: 'absolute'; readonly path: string }
  | { readonly scope: 'https'; readonly address: string };

/** A text of the kind `place` as a Place; of a path, what stands for nothing (`./`, `//`) is left out. */
export function placeOf(text: string): Place {
  if (text.startsWith('https://')) return { scope: 'https', address: text };
  const { scope, path } = /^(?:(?<scope>client|host|pipe|pilot):\/\/)?(?<path>.*)$/u.exec(text)?.groups ?? {};
  const plain = plainPath(path ?? '');
  return scope === undefined
    ? { scope: 'absolute', path: `/${plain}` }
    : { scope: scope as 'client', path: plain };
}

/** Why a place cannot be meant; null where nothing is wrong with it. */
export function placeProblem(text: string): PlaceProblem | null {
  if (text.startsWith('https://')) return null;
  const path = text.replace(/^[a-z]+:\/\//, '');
  const scope = text.slice(0, text.length - path.length);
  if (path.split('/').includes('..')) return 'parent-folder';
  if (scope === 'client://' && path.startsWith('/')) return 'client-absolute';
  return plainPath(path) === '' && scope !== 'pilot://' ? 'names-nothing' : null;
}

/** Without what stands for nothing; a "/" at the end stays, for it says that a folder is meant. */
function plainPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length > 0 && path.endsWith('/') ? `${parts.join('/')}/` : parts.join('/');
}
