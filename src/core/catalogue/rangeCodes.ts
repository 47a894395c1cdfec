import { entry } from './entry.ts';

/*
 * Apart from the other codes, for the page and the completion read ranges as well and have no use for the whole catalogue.
 * Texts of the operator are parameters as they are shown: quoted, shortened, and without control characters.
 */

const numberProblems = {
  'not-a-number': 'is neither a number nor a range such as 01-40 or 0-10/2',
  backwards: 'runs backwards',
  'step-zero': 'has a step of 0',
  'different-digits': 'begins and ends with a different number of digits',
} as const;

/** What is wrong with a range of hosts, wherever it is given. */
export const rangeCodes = {
  'range-empty': entry({
    meaning: 'A range of hosts is empty, or has nothing between two commas.',
    remedy: 'Write names and ranges such as `n-[01-04],m7`.',
    example: { range: '"a,,b"' },
    text: ({ range }: { range: string }) =>
      range === '""' ? 'it is empty' : `there is nothing between two commas of ${range}`,
  }),
  'range-brackets-unpaired': entry({
    meaning: 'The brackets of a range of hosts do not pair.',
    remedy: 'Close each bracket, and put none into another.',
    example: { range: '"m7,n-[01-04"', part: '"n-[01-04"' },
    text: ({ part }: { range: string; part: string }) => `the brackets of ${part} do not pair`,
  }),
  'range-number-invalid': entry({
    meaning: 'What stands in the brackets of a range of hosts is no list of numbers and ranges.',
    remedy: 'Write numbers and ranges such as `[01-40,43]` or `[0-10/2]`.',
    example: { range: '"n-[10-01]"', bracket: '"[10-01]"', item: '"10-01"', problem: 'backwards' },
    text: (of: { range: string; bracket: string; item: string; problem: RangeNumberProblem }) =>
      `${of.item} in ${of.bracket} ${numberProblems[of.problem]}`,
  }),
  'host-name-invalid': entry({
    meaning: 'What a range of hosts stands for cannot be the name of a host.',
    remedy: 'Use letters, digits, `.`, `_` and `-`, with no `-` in front, and at most 253 characters.',
    example: { range: '"-n[1-2]"', name: '"-n1"' },
    text: ({ name }: { range: string; name: string }) => `${name} cannot be a host name`,
  }),
  'range-too-large': entry({
    meaning: 'A range stands for more hosts than muster takes.',
    remedy: 'Look for a digit too many.',
    example: { range: '"n-[1-999999999]"', most: 100_000 },
    text: ({ range, most }: { range: string; most: number }) => `${range} stands for more than ${most} hosts`,
  }),
} as const;

export type RangeNumberProblem = keyof typeof numberProblems;
