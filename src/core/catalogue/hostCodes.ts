import type { Entry } from './entry.ts';

export const hostCodes = {} as const satisfies Record<string, Entry>;
