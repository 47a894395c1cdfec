import type { Entry } from './entry.ts';

export const alertCodes = {} as const satisfies Record<string, Entry>;
