import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { keysIn } from '../../src/core/keysIn.ts';
import type { ComponentId } from '../../src/core/types.ts';
import { forAll } from '../harness/forAll.ts';

describe('keysIn', () => {
  it('finds what the text includes, and nothing else', () => {
    // Few letters, one of two code units and half of it, so that keys overlap, repeat and contain one another.
    const letter = fc.constantFrom('a', 'b', 'é', '\u{1F600}', '\ud83d');
    const word = (maxLength: number): fc.Arbitrary<string> => fc.string({ unit: letter, maxLength });
    forAll(2000, fc.array(word(5), { maxLength: 8 }), word(12), (keys, text) => {
      const components = keys.map((key, index) => ({ id: `p/${index}` as ComponentId, key }));
      const including = components.filter(({ key }) => text.includes(key)).map(({ id }) => id);
      assert.deepEqual(new Set(idsIn(text, components)), new Set(including));
    });
  });

  it('looks at no more of a text for a thousand components than for ten', () => {
    const text = `python3 /srv/lta/run.py --key pipe0.type-7. ${'--verbose '.repeat(200)}`;
    const looksFor = (count: number): number => {
      const components = Array.from({ length: count }, (_, index) => ({
        id: `p/${index}` as ComponentId,
        key: `pipe0.type-${index}.`,
      }));
      const counting = new Looks(text);
      assert.deepEqual(idsIn(counting as unknown as string, components), ['p/7']);
      return counting.count;
    };
    const few = looksFor(10);
    assert.equal(looksFor(1000), few);
    // Once for each character, and once more along each beginning of a key.
    assert.ok(few < 1.5 * text.length, `${few} looks at ${text.length} characters`);
  });

  it('a text made of a key that many share, or of keys within keys, calls back no more often than it is long', () => {
    const text = 'python '.repeat(10_000);
    for (const keyOf of [() => 'python', (index: number) => 'python '.repeat(3).slice(0, index + 1)]) {
      const components = Array.from({ length: 200 }, (_, index) => ({
        id: `p/${index}` as ComponentId,
        key: keyOf(index % 20),
      }));
      const found = idsIn(text, components);
      assert.equal(new Set(found).size, 200);
      assert.ok(found.length < text.length, `${found.length} of ${text.length}`);
    }
  });
});

/** A text that counts how often one of its characters is looked at. */
class Looks {
  count = 0;
  readonly length: number;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.length = text.length;
  }

  charCodeAt(at: number): number {
    this.count++;
    return this.#text.charCodeAt(at);
  }
}

function idsIn(text: string, components: readonly { id: ComponentId; key: string }[]): ComponentId[] {
  const found: ComponentId[] = [];
  keysIn(text, components, (id) => found.push(id));
  return found;
}
