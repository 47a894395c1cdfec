const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * `"90s"` as milliseconds: one whole number, at most eight digits, and one unit of ms, s, m, h, d.
 * null for any other text.
 */
export function parseDuration(text: string): number | null {
  const found = /^(?<number>[0-9]{1,8})(?<unit>ms|s|m|h|d)$/.exec(text);
  const { number, unit } = found?.groups ?? {};
  return number === undefined ? null : Number(number) * unitMs[unit as keyof typeof unitMs];
}

/** As `parseDuration`, for text that the schema has let through; throws on any other. */
export function durationMs(text: string): number {
  const ms = parseDuration(text);
  if (ms === null) {
    throw new Error(`not a duration: ${text}`);
  }
  return ms;
}
