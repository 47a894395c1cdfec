import { remedyOf, type Message } from '../core/catalogue/catalogue.ts';
import type { Note } from '../core/note.ts';
import { harmless } from '../report/harmless.ts';
import type { PageMessage } from './data.ts';

/** Text for the page: harmless, on one line, and no longer than somebody reads. */
export function plain(text: string, most = 400): string {
  // Cut before it is looked through: a host may say megabytes.
  const shown = harmless(text.length > most * 2 ? text.slice(0, most * 2) : text);
  if (shown.length <= most) return text.length > most * 2 ? `${shown}…` : shown;
  // Not within a letter of two units.
  return `${shown.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

export function plainNote(note: Note, most = 400): Note {
  if ('printed' in note) return { printed: plain(`|${note.printed}`, most + 1).slice(1) };
  if ('command' in note) return { what: note.what, command: plain(note.command, most) };
  return { ...note, text: plain(note.text, most) };
}

export function plainMessage(message: Message, host?: string): PageMessage {
  const { code, text } = message;
  const remedy = remedyOf(message, host);
  return { code, text: plain(text), ...(remedy !== null && { remedy: plain(remedy, 600) }) };
}
