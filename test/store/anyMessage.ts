import * as fc from 'fast-check';
import type { Message } from '../../src/core/catalogue/catalogue.ts';

/** Messages as this version or another may have written them, made of such texts. */
export function anyMessage(text: fc.Arbitrary<string>): fc.Arbitrary<Message> {
  const param = fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(text, { maxLength: 2 }),
  );
  return fc.record(
    {
      code: fc.constantFrom('clock-set' as const, 'unrecorded' as const, 'of-a-newer-muster' as never),
      text,
      params: fc.dictionary(fc.constantFrom('host', 'exit', 'why'), param, { noNullPrototype: true }),
      remedy: text,
    },
    { requiredKeys: ['code', 'text', 'params'], noNullPrototype: true },
  );
}
