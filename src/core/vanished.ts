/* How it is told that a submitter ended well and what it was to start is not there. */

/** Stands in every such sentence. */
const absence = 'no new instance is there';

/** A launch that vanished, with the fault it mostly is: a key that matches nothing of what was started. */
export function vanishedText({
  id,
  key,
  lifetime,
}: {
  readonly id: string;
  readonly key: string;
  readonly lifetime: 'long' | 'short';
}): string {
  const shown = key.length > longestKey ? `${key.slice(0, longestKey)}...` : key;
  const named = `"${shown.replaceAll(/\p{C}/gu, '?')}"`;
  const tells = `muster match ${id} shows what the key counts`;
  return lifetime === 'short'
    ? `the submitter ended well and ${absence}: it has ended already, or is slow, or its key ${named} is not in its command line; ${tells}`
    : `the submitter ended well, but ${absence}: is its key ${named} in the command line of what it starts? ${tells}`;
}

/** Characters of a key that may stand within a sentence. */
const longestKey = 60;

/** Whether this failure is a launch that vanished: then to try again leaves one more process that nobody counts. */
export function isOfVanished(why: string): boolean {
  return why.includes(absence);
}
