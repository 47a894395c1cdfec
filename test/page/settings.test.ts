import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { hostModes, hostStates } from '../../src/page/browser/hostStates.ts';
import {
  componentSorts,
  hashOf,
  settingsOf,
  spans,
  themes,
  usual,
  type Settings,
} from '../../src/page/browser/settings.ts';
import { forAll } from '../harness/forAll.ts';

const text = fc.string({ unit: 'grapheme' });
const settings: fc.Arbitrary<Settings> = fc.record({
  theme: fc.constantFrom(...themes),
  reload: fc.boolean(),
  cq: text,
  short: fc.boolean(),
  sort: fc.constantFrom(...componentSorts),
  hq: text,
  states: fc.subarray([...hostStates]),
  on: text,
  tiles: fc.constantFrom(...hostModes),
  groups: fc.boolean(),
  host: text,
  span: fc.constantFrom(...spans),
  of: text,
  kind: text,
  lc: text,
  lh: text,
  lq: text,
});

describe('settings in the address', () => {
  it('are read as they were written', () => {
    forAll(500, settings, (each) => assert.deepEqual(settingsOf(hashOf(each)), { ...each }));
  });

  it('take no room where all is as usual', () => {
    assert.equal(hashOf(usual), '');
    assert.deepEqual(settingsOf(''), usual);
    assert.equal(hashOf({ ...usual, theme: 'dark', host: 'n-0017' }), '#theme=dark&host=n-0017');
    assert.equal(hashOf({ ...usual, reload: false }), '#reload=no');
  });

  it('are as usual where the address says what nobody understands', () => {
    for (const hash of ['#main', '#theme=pink&sort=&tiles=x&states=sleepy&span=year', '#%zz&=&&'])
      assert.deepEqual(settingsOf(hash), usual);
    forAll(500, fc.string(), (hash) => void settingsOf(hash));
  });
});
