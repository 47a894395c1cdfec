import { entry } from './entry.ts';

/*
 * A separate file, so that the page and the completion script need not load the whole catalogue. Parameters that quote
 * the operator are in double quotes, shortened, and without control characters.
 */

const numberProblems = {
  'not-a-number': 'is neither a number nor a range such as 01-40 or 0-10/2',
  backwards: 'runs backwards',
  'step-zero': 'has a step of 0',
  'different-digits': 'begins and ends with a different number of digits',
} as const;

/** Errors in a range of hosts, in Interface.json or on the command line. */
export const rangeCodes = {
  'range-empty': entry({
    meaning: 'A range of hosts is empty, or has nothing between two commas.',
    remedy: 'Write names and ranges such as `n-[01-04],m7`.',
    example: { range: '"a,,b"' },
    text: ({ range }: { range: string }) =>
      range === '""' ? 'the range is empty' : `there is nothing between two commas of ${range}`,
  }),
  'range-brackets-unpaired': entry({
    meaning: 'The brackets of a range of hosts do not match.',
    remedy: 'Close each bracket, and do not nest them.',
    example: { range: '"m7,n-[01-04"', part: '"n-[01-04"' },
    text: ({ part }: { range: string; part: string }) => `the brackets of ${part} do not match`,
  }),
  'range-number-invalid': entry({
    meaning: 'The brackets of a range of hosts do not contain a list of numbers and ranges.',
    remedy: 'Write numbers and ranges such as `[01-40,43]` or `[0-10/2]`.',
    example: { range: '"n-[10-01]"', bracket: '"[10-01]"', item: '"10-01"', problem: 'backwards' },
    text: (of: { range: string; bracket: string; item: string; problem: RangeNumberProblem }) =>
      `${of.item} in ${of.bracket} ${numberProblems[of.problem]}`,
  }),
  'host-name-invalid': entry({
    meaning: 'A name in a range of hosts is not a valid host name.',
    remedy: 'Use letters, digits, `.`, `_` and `-`, no `-` at the start, and at most 253 characters.',
    example: { range: '"-n[1-2]"', name: '"-n1"' },
    text: ({ name }: { range: string; name: string }) => `${name} is not a valid host name`,
  }),
  'range-too-large': entry({
    meaning: 'A range has too many hosts.',
    remedy: 'Check it for a digit too many.',
    example: { range: '"n-[1-999999999]"', most: 100_000 },
    text: ({ range, most }: { range: string; most: number }) => `${range} has more than ${most} hosts`,
  }),
} as const;

export type RangeNumberProblem = keyof typeof numberProblems;
