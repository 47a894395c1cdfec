import { areas, message, type Code, type Message } from '../../src/core/catalogue/catalogue.ts';
import type { Entry } from '../../src/core/catalogue/entry.ts';

/** A message for fixtures whose reason does not matter. */
export function someMessage(text = 'some reason'): Message {
  return message('unrecorded', { text });
}

/** Every code of the catalogue with its entry. */
export const catalogueEntries = Object.values(areas).flatMap(
  (area) => Object.entries(area) as unknown as [Code, Entry][],
);

/** The example message of a code. */
export function exampleOf([code, { example }]: readonly [Code, Entry]): Message {
  return message(code, example as never);
}

/** The codes of messages, in their order. */
export function codesOf(messages: readonly Pick<Message, 'code'>[]): string[] {
  return messages.map(({ code }) => code);
}
