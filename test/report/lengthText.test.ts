import assert from 'node:assert/strict';
import { lengthText } from '../../src/report/lengthText.ts';

describe('how long something took', () => {
  for (const [seconds, text] of [
    [0, '0 min'],
    [1, '1 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [90, '1 min 30 s'],
    [599, '9 min 59 s'],
    [640, '11 min'],
    [3599.6, '1 h'],
    [4800, '1 h 20 min'],
    [86_400, '24 h'],
    [183_600, '2 d 3 h'],
  ] as const) {
    it(`${seconds} s is ${text}`, () => assert.equal(lengthText(seconds * 1000), text));
  }
});
