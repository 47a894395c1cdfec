import type { Component, ComponentId } from './types.ts';

type Keyed = Pick<Component, 'id' | 'key'>;

/**
 * Calls back for each component whose key stands in a text, perhaps several times for one. The text is walked along once, however many
 * components there are: a pass looks at each command line of each host for each key. One that is made to be walked over and over
 * (a long run of the letters that keys begin with) is searched key by key instead.
 *
 * @param components what was made of them is kept as long as the list.
 */
export function keysIn(text: string, components: readonly Keyed[], found: (id: ComponentId) => void): void {
  const tree = tries.get(components) ?? treeOf(components);
  tries.set(components, tree);
  for (const id of tree.root.ends) found(id);
  let steps = stepsAtLeast + stepsEach * text.length;
  for (let start = 0; start < text.length; start++) {
    if (tree.begins[text.charCodeAt(start)] === 0) continue;
    let node: Node | undefined = tree.root;
    for (let at = start; node.next !== null; at++) {
      if (steps-- <= 0) return eachIn(text, components, found);
      node = node.next.get(text.charCodeAt(at));
      if (node === undefined) break;
      for (const id of node.ends) found(id);
      steps -= stepsOfCall * node.ends.length;
    }
  }
}

/** More than any command line takes that is not made to. */
const stepsEach = 4;
const stepsAtLeast = 1000;
/** What a call back costs, in steps: components may share a key, and a text may be made of it. */
const stepsOfCall = 8;

function eachIn(text: string, components: readonly Keyed[], found: (id: ComponentId) => void): void {
  for (const { id, key } of components) if (text.includes(key)) found(id);
}

/** The keys letter by letter, those that begin alike on one branch. */
interface Tree {
  readonly root: Node;
  /** For each code unit, whether a key begins with it: almost none does. */
  readonly begins: Uint8Array;
}

interface Node {
  next: Map<number, Node> | null;
  /** The components whose key ends here. */
  readonly ends: ComponentId[];
}

function treeOf(components: readonly Keyed[]): Tree {
  const root: Node = { next: null, ends: [] };
  const begins = new Uint8Array(0x10000);
  for (const { id, key } of components) {
    let node = root;
    for (let at = 0; at < key.length; at++) node = branch(node, key.charCodeAt(at));
    node.ends.push(id);
    if (key !== '') begins[key.charCodeAt(0)] = 1;
  }
  return { root, begins };
}

function branch(node: Node, unit: number): Node {
  node.next ??= new Map();
  const there = node.next.get(unit);
  if (there !== undefined) return there;
  const fresh: Node = { next: null, ends: [] };
  node.next.set(unit, fresh);
  return fresh;
}

const tries = new WeakMap<readonly Keyed[], Tree>();
