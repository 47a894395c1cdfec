import type { Code } from './catalogue/catalogue.ts';

/** A line below a problem or a component. */
export type Note = Sentence | Printed | Command;

export interface Sentence {
  readonly text: string;
  /** Of the reasons, outcomes and failures that it names; empty where it names none. */
  readonly codes: readonly Code[];
}

/** A line that a program printed. */
export interface Printed {
  readonly printed: string;
}

/** A command to copy, and what it is for. */
export interface Command {
  readonly what: string;
  readonly command: string;
}

/** A note as one line; what a program printed has a mark before it. */
export function noteText(note: Note): string {
  if ('printed' in note) return `| ${note.printed}`.trimEnd();
  return 'command' in note ? `${note.what}: ${note.command}` : note.text;
}
