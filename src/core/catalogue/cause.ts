/** Parameters of a message that reports another message as its cause. */
export type Cause = { readonly cause: string; readonly causeCode: string };

export function causeOf({ text, code }: { readonly text: string; readonly code: string }): Cause {
  return { cause: text, causeCode: code };
}

/** The same for a message whose remedy is the remedy of the cause. */
export type CauseWithRemedy = Cause & { readonly causeRemedy: string | null };

export function causeWithRemedyOf(message: {
  readonly text: string;
  readonly code: string;
  readonly remedy?: string;
}): CauseWithRemedy {
  return { ...causeOf(message), causeRemedy: message.remedy ?? null };
}
