/** Seconds of a time as OpenSSH writes it: `90`, `90s`, `1m30s`, `1h`, `2d`, `1w`. null for what is none. */
export function seconds(text: string): number | null {
  if (!/^(\d+[smhdw]?)+$/i.test(text)) return null;
  let total = 0;
  for (const [, amount, unit = ''] of text.matchAll(/(\d+)([smhdw]?)/gi)) {
    total += Number(amount) * (unitSeconds[unit.toLowerCase()] ?? 1);
  }
  return total <= largest ? total : null;
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** OpenSSH counts in a C int. */
const largest = 2_147_483_647;

/** A whole number from 0; null for what is none. */
export function wholeNumber(text: string): number | null {
  const number = /^\+?\d{1,10}$/.test(text) ? Number(text) : NaN;
  return number <= largest ? number : null;
}

/** A port from 1; the one service name that is worth knowing is ssh's own. */
export function portNumber(text: string): number | null {
  if (text === 'ssh') return 22;
  const number = wholeNumber(text);
  return number !== null && number >= 1 && number <= 65_535 ? number : null;
}

/** `yes`, `no`, `true`, `false`, in any case. */
export function flag(text: string): boolean | null {
  const lower = text.toLowerCase();
  if (lower === 'yes' || lower === 'true') return true;
  return lower === 'no' || lower === 'false' ? false : null;
}
