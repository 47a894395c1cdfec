import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { someMessage } from '../harness/messages.ts';
import { isDeep } from '../harness/sample.ts';
import { full as everyKey, written } from '../hostile/fuzz.ts';
import { schemaFindings } from '../../src/interface/check.ts';
import { crossFindings } from '../../src/interface/crossChecks.ts';
import { type Document, type Node, parseDocument } from '../../src/interface/document.ts';
import { schema } from '../../src/interface/schema.ts';
import { codes, small } from './samples.ts';
import { forAll } from '../harness/forAll.ts';

/** Every key of the schema, each with a value that it allows. */
const full = JSON.parse(written(everyKey)) as { [key: string]: unknown };

const odd: readonly unknown[] = [
  null, true, 'false', '', 0, -1, 1.5, 1e9, '1h30m', '0s', 'a/b', '-x', '.x', ' x ', 'x\n', 'n[3-1]', 'n[1-3]', [], {}, [1],
  ['x'], { a: 1 }, '\ud800', 'é'.repeat(64), '🙂'.repeat(64), '@x', '!@x', '::1', 'short', 'stop',
]; // prettier-ignore
const oddKeys = [
  'constructor', '__proto__', 'toString', 'MUSTER_X', '1', 'a b', 'hosts', 'port', 'jump', 'backoff', '//',
]; // prettier-ignore

type Holder = { [key: string]: unknown } | unknown[];

/** The document with one or two things changed: a value, a key more, or a key less. */
const changed = fc.gen().map((gen) => {
  const pick = <T>(choices: readonly T[]): T => choices[gen(fc.nat, { max: choices.length - 1 })] as T;
  const document: { [key: string]: unknown } = structuredClone(full);
  const holders: Holder[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) {
      holders.push(value as Holder);
      Object.values(value).forEach(collect);
    }
  };
  collect(document);
  for (let times = gen(fc.integer, { min: 1, max: 2 }); times > 0; times -= 1) {
    const holder = pick(holders);
    const keys = [...Object.keys(holder), ...(Array.isArray(holder) ? [String(holder.length)] : oddKeys)];
    const key = pick(keys);
    const value = pick(odd);
    if (!Array.isArray(holder) && gen(fc.nat, { max: 3 }) === 0) {
      delete holder[key];
    } else {
      Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
    }
  }
  return JSON.stringify(document, null, 1);
});

function documentOf(value: unknown): Document {
  const parsed = parseDocument(typeof value === 'string' ? value : JSON.stringify(value));
  assert.ok(parsed.ok);
  return parsed.document;
}

/** Every place of the document that a finding can name. */
function placesOf(document: Document): Set<string> {
  const places = new Set<string>();
  const visit = (node: Node): void => {
    const { line, column, path } = document.at(node, someMessage());
    places.add(`${line}:${column} ${path}`);
    node.children?.forEach(visit);
  };
  visit(document.root);
  return places;
}

const found = (value: unknown, isValid?: ValidateFunction): string[] =>
  codes(schemaFindings(documentOf(value), isValid));

describe('the check of Interface.json', () => {
  /** The schema in its plainest form, and not as it is compiled ahead. */
  const ajv = new Ajv2020({ allowUnionTypes: true, strictTypes: false, strictRequired: false });
  ajv.addFormat('host-range', true);
  ajv.addFormat('host-selector', true);
  let isValid: ValidateFunction;
  before(() => (isValid = ajv.compile(schema)));

  it('accepts a file with every key', () => {
    assert.equal(isValid(full), true, JSON.stringify(isValid.errors));
    const document = documentOf(full);
    assert.deepEqual([...schemaFindings(document), ...crossFindings(document)], []);
  });

  it('has a finding for every file that ajv refuses, for no other, and at places that exist', () => {
    let refused = 0;
    const numRuns = isDeep ? 3000 : 200;
    forAll({ numRuns }, changed, (text) => {
      const document = documentOf(text);
      const findings = schemaFindings(document);
      assert.equal(findings.length === 0, isValid(document.value), JSON.stringify(isValid.errors));
      const places = placesOf(document);
      for (const { line, column, path, code } of findings)
        assert.ok(places.has(`${line}:${column} ${path}`), `${line}:${column} ${path}: ${code}`);
      refused += findings.length > 0 ? 1 : 0;
    });
    assert.ok(refused > numRuns / 10, 'the changes were too tame');
  });

  it('reports one finding for a value, however much is wrong with it', () => {
    assert.deepEqual(found({ ...full, scripts: null }), ['scripts: value-not-allowed']);
    const long = '-'.repeat(5000);
    assert.equal(found({ ...full, available: [long] }).length, 1);
    const document = documentOf({ ...full, available: [`n[${long}]`, 'a b[2-1]'] });
    const hosts = codes([...schemaFindings(document), ...crossFindings(document)]);
    assert.equal(hosts.filter((one) => one.startsWith('available')).length, 2);
  });

  it('names the keys that are known where none is near, and finds any key by its pointer', () => {
    const [strange, odd] = schemaFindings(
      documentOf({ ...small, timeouts: { xyzzy: 1 }, pools: { 'a/b~': 1 } }),
    );
    const known = ['probe', 'launch', 'settle', 'stop', 'pass'];
    assert.deepEqual([strange?.code, strange?.params['known']], ['key-unknown', known]);
    assert.deepEqual([odd?.path, odd?.code], ['pools["a/b~"]', 'key-not-allowed']);
  });

  it('judges the last of two keys of the same name, which is the one that counts', () => {
    assert.deepEqual(found(JSON.stringify(full).replace('{', '{"//": 1,')), []);
    const [finding] = schemaFindings(
      documentOf('{"hotlimit": 1, "available": [], "pipes": [],\n"hotlimit": ""}'),
    );
    assert.deepEqual([finding?.line, finding?.path], [2, 'hotlimit']);
  });

  it('passes on what ajv says of a keyword that today’s schema does not use', () => {
    const verbose = new Ajv2020({ allErrors: true, verbose: true });
    const properties = { a: { type: 'array', uniqueItems: true } };
    const [finding] = schemaFindings(
      documentOf({ a: [1, 1] }),
      verbose.compile({ type: 'object', properties }),
    );
    assert.equal(finding?.code, 'value-invalid');
    assert.match(String(finding.params['problem']), /duplicate items/);
  });
});
