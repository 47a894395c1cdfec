import type { Entry } from './entry.ts';

export const configCodes = {} as const satisfies Record<string, Entry>;
