import type { Entry } from './entry.ts';

export const doctorCodes = {} as const satisfies Record<string, Entry>;
