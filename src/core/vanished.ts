import { message, type Message } from './catalogue/catalogue.ts';
import type { Component } from './types.ts';

/**
 * A launch that vanished: its submitter ended well and what it was to start is not there. Mostly its key matches nothing
 * of what was started; then each new try leaves one more process that nobody counts.
 *
 * @param printed what the submitter printed last.
 */
export function vanished(
  { id, key, lifetime }: Pick<Component, 'id' | 'key' | 'lifetime'>,
  printed: string,
): Message {
  const shown = key.length > longestKey ? `${key.slice(0, longestKey)}...` : key;
  return message('launch-vanished', {
    component: id,
    key: shown.replaceAll(/\p{C}/gu, '?'),
    lifetime,
    printed,
  });
}

/** Characters of a key that may stand within a sentence. */
const longestKey = 60;
