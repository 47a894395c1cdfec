import type { Entry } from './entry.ts';

export const launchCodes = {} as const satisfies Record<string, Entry>;
