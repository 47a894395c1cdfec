import type { Entry } from './entry.ts';

export const commandCodes = {} as const satisfies Record<string, Entry>;
