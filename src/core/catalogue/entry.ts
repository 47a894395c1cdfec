/** What a message is about: names, numbers and texts, as `--json` and the log print them. */
export type Params = Readonly<Record<string, Param>>;
export type Param = string | number | boolean | null | readonly string[];

/** One code of the catalogue. */
export interface Entry<P extends Params = Params> {
  /** What the code means, a sentence for the reference page (docs/codes.md). */
  readonly meaning: string;
  /** What the operator can do about it in every case; null where there is nothing to do. */
  readonly remedy: string | null;
  /** Sample parameters; docs/codes.md shows the message that they make. */
  readonly example: NoInfer<P>;
  /** The message for people. */
  readonly text: (params: P) => string;
  /** What to do in this case, with the command to type: `Message.remedy`, which is printed in place of `remedy`. */
  readonly remedyFor?: (params: P) => string | undefined;
}

/** Types an entry by what its `text` takes. */
export function entry<P extends Params>(of: Entry<P>): Entry<P> {
  return of;
}
