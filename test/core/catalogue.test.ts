import assert from 'node:assert/strict';
import {
  distinct,
  message,
  remedyOf,
  shortened,
  storedMessage,
  type Message,
} from '../../src/core/catalogue/catalogue.ts';
import { catalogueEntries, exampleOf, someMessage } from '../harness/messages.ts';

const whole: Message = { ...message('stops-not-tried', { stops: 3 }), remedy: 'Run `muster run`.' };

describe('the catalogue of codes', () => {
  it('has each code once over all areas, in kebab-case', () => {
    const codes = catalogueEntries.map(([code]) => code);
    const repeated = codes.filter((code, index) => codes.indexOf(code) !== index);
    assert.deepEqual(repeated, []);
    for (const code of codes) assert.match(code, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it('explains each code, and makes a text of its example that JSON keeps', () => {
    const unmade = /undefined|\[object|NaN/;
    for (const entry of catalogueEntries) {
      const [code, { meaning, remedy, example }] = entry;
      const made = exampleOf(entry);
      const mayHave = unmade.test(JSON.stringify(example));
      for (const text of [meaning, made.text, remedy ?? '-', made.remedy ?? '-'])
        assert.ok(text.trim() !== '' && (mayHave || !unmade.test(text)), `${code}: ${text}`);
      assert.deepEqual(JSON.parse(JSON.stringify(made)), made, code);
    }
  });
});

describe('what to do about a message', () => {
  it('is its own remedy, or the general one of its code, or nothing', () => {
    const code = 'stops-not-tried';
    assert.equal(remedyOf(whole), whole.remedy);
    const general = remedyOf(message(code, { stops: 3 }));
    assert.ok(general !== null && general !== whole.remedy);
    for (const other of ['unrecorded', 'of-a-later-version'] as Message['code'][])
      assert.equal(remedyOf({ code: other }), null);
  });
});

describe('a message that was stored', () => {
  it('is read as it was written, whether or not this version knows its code', () => {
    for (const stored of [whole, { ...whole, code: 'of-a-later-version' }, someMessage()])
      assert.deepEqual(storedMessage(JSON.parse(JSON.stringify(stored))), stored);
  });

  it('is read from the bare text of an older file, and from nothing else', () => {
    assert.deepEqual(storedMessage('exit 1'), { code: 'unrecorded', text: 'exit 1', params: {} });
    for (const value of [null, 7, [], {}, { code: 'unrecorded' }, { code: 7, text: '' }])
      assert.equal(storedMessage(value), null);
  });

  it('loses parameters and a remedy that cannot be ones, and keeps the rest', () => {
    const { code, text } = whole;
    for (const params of [undefined, 'x', { deep: {} }, { list: [1] }])
      assert.deepEqual(storedMessage({ code, text, params, remedy: 7 }), { code, text, params: {} });
  });
});

describe('several messages', () => {
  it('are told once each, in their order, and those that only differ in their text are several', () => {
    const [a, b] = [someMessage('a'), someMessage('b')];
    assert.deepEqual(distinct([a, b, { ...a }, whole]), [a, b, whole]);
  });

  it('are cut for what is kept: the text and every text in it', () => {
    assert.deepEqual(shortened(someMessage('x'.repeat(500)), 300), someMessage('x'.repeat(300)));
    assert.deepEqual(shortened(whole, 300), whole);
  });
});
