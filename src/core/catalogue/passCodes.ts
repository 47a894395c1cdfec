import { entry } from './entry.ts';

export const passCodes = {
  unrecorded: entry({
    meaning: 'A text that a version before 0.2 wrote without a code.',
    remedy: null,
    example: { text: 'the submitter ended with exit 1' },
    text: ({ text }: { text: string }) => text,
  }),
} as const;
