import { access, constants, readFile } from 'node:fs/promises';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { compareKeys, type KeyComparison } from './keyComparison.ts';
import { knownName, recordLine } from './knownHosts.ts';
import { rewriteKnownHosts, withoutKeys } from './knownHostsEdit.ts';
import { appendKnownHost, readKnownHosts } from './knownHostsFile.ts';
import { offeredKeys } from './offeredKeys.ts';
import type { HostKeySettings, Reach } from './reach.ts';
import type { SshWire } from './ssh.ts';

/** What one host offers, beside what is on file; or why that cannot be told. */
export type HostKeys = { readonly reach: Reach } & (
  { readonly ok: true; readonly comparison: KeyComparison } | { readonly ok: false; readonly reason: Message }
);

/** Asks a host for its keys and compares them with those on file. Never throws. */
export async function lookAtKeys(reach: Reach, wire: SshWire, signal: AbortSignal): Promise<HostKeys> {
  const read = await readKnownHosts(reach.hostKey.files);
  if (!read.ok) return { reach, ...read };
  const offered = await offeredKeys(reach, wire, signal);
  if (!offered.ok) return { reach, ...offered };
  return { reach, ok: true, comparison: compareKeys(read.known, reach.hostKey.place, offered.keys) };
}

/** Records what is missing of hosts that are new. Returns why not, null if it is done. */
export async function recordNew(
  { place, recordIn, hashNames }: HostKeySettings,
  keys: readonly Buffer[],
): Promise<Message | null> {
  if (recordIn === null) return message('host-key-file-unset');
  const lines = keys.map((key) => recordLine(place, key, hashNames));
  return appendKnownHost(recordIn, lines.join('\n'));
}

/**
 * Puts the keys a host offers in the place of all others on file for it. Returns why not, null if it is done.
 *
 * Only after somebody said that the key was meant to change: this is what an attack looks like.
 */
export async function replaceKeys(
  settings: HostKeySettings,
  { keys, record }: KeyComparison,
): Promise<Message | null> {
  const { place, files } = settings;
  const name = knownName(place);
  const known = keys.filter(({ state }) => state === 'known').map(({ key }) => key);
  const keep = new Set([...known, ...record].map((key) => key.toString('base64')));
  const read = await readKnownHosts(files);
  if (!read.ok) return read.reason;
  const entries = read.known.keysOf(name).filter(({ marker, blob }) => marker === 'none' && !keep.has(blob));
  const stale = [...new Set(entries.map(({ file }) => file))];
  try {
    // All or nothing: with an old key that must stay, the host would be known by two.
    for (const file of stale) {
      await access(file, constants.W_OK);
      const [line] = withoutKeys(await readFile(file, 'utf8'), name, keep).stuck;
      if (line !== undefined) return message('host-key-pattern', { file, line });
    }
    const fault = await recordNew(settings, record);
    if (fault !== null) return fault;
    for (const file of stale) await rewriteKnownHosts(file, (text) => withoutKeys(text, name, keep).text);
    return null;
  } catch (error) {
    return message('host-key-unremovable', { error: (error as Error).message });
  }
}
