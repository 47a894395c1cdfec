import { message, type Message } from '../../src/core/catalogue/catalogue.ts';

/** A message for a fixture whose reason is not what is tested. */
export function someMessage(text = 'some reason'): Message {
  return message('unrecorded', { text });
}
