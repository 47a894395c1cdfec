/** Another message as parameters of the one that passes it on. */
export type Cause = { readonly cause: string; readonly causeCode: string };

export function causeOf({ text, code }: { readonly text: string; readonly code: string }): Cause {
  return { cause: text, causeCode: code };
}

/** The same where what to do about the cause is what to do about the whole. */
export type MendableCause = Cause & { readonly causeRemedy: string | null };

export function mendableCauseOf(message: {
  readonly text: string;
  readonly code: string;
  readonly remedy?: string;
}): MendableCause {
  return { ...causeOf(message), causeRemedy: message.remedy ?? null };
}
