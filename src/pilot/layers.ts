import type { Command, Layer } from './toolbox.ts';

/**
 * The files of a command as they stand together in one script, the one that is called first. A file can call the one
 * it replaces as `base_NAME`; so the functions of that are renamed, by one more `base_` for each further one down. What
 * no file above it calls is left out.
 */
export function layersOf(command: Command): readonly Layer[] {
  const layers: Layer[] = [];
  for (const [depth, layer] of command.layers.entries()) {
    layers.push({ file: layer.file, text: renamed(layer.text, command.function, depth) });
    if (!callsBase(layer.text, command.function)) break;
  }
  return layers;
}

export const callsBase = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\w./$-])base_${name}(?![\\w-])`).test(withoutComments(text));

/** The first line, from 1, that calls the command below it; 0 for none. */
export const lineOfBase = (text: string, name: string): number =>
  text.split('\n').findIndex((line) => callsBase(line, name)) + 1;

function renamed(text: string, name: string, depth: number): string {
  const prefix = 'base_'.repeat(depth);
  return depth === 0
    ? text
    : text
        .replaceAll(new RegExp(`(?<![\\w./$-])base_${name}(?![\\w-])`, 'g'), `${prefix}base_${name}`)
        .replaceAll(new RegExp(`(?<![\\w./$-])${name}(?=__)`, 'g'), `${prefix}${name}`)
        .replaceAll(ownName(name), `$1${prefix}${name}`);
}

/**
 * Where the name itself means the function. One of several words is hardly ever anything else; one of one word may
 * well be in a text or be the name of a program (`./configure`), so of that only the definition and calls count.
 */
function ownName(name: string): RegExp {
  return name.includes('_')
    ? new RegExp(`(?<![\\w./$-])()${name}(?![\\w.=/-])`, 'g')
    : new RegExp(
        `(^[ \\t]*|[;&|({\`!] *|\\b(?:if|then|else|elif|do|while|until) +)${name}(?=[ \\t]*(?:\\(\\)|[;&|)}\`]|$| ))`,
        'gm',
      );
}

const withoutComments = (text: string): string => text.replaceAll(/^\s*#.*$/gm, '');
