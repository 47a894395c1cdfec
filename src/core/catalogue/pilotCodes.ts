import type { Entry } from './entry.ts';

export const pilotCodes = {} as const satisfies Record<string, Entry>;
