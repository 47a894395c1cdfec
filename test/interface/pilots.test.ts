import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { requirementOf } from '../../src/interface/requirements.ts';
import { placeOf, placeProblem } from '../../src/interface/scopes.ts';
import { sizeKiB } from '../../src/interface/sizes.ts';
import { errorsOf, load, small, smallType, warningsOf } from './samples.ts';
import { forAll } from '../harness/forAll.ts';

const pilots = { lta: { default: ['run-component'], gpu: ['check-gpu', 'run-component'] } };
const piloted = { name: 'bundler', count: 1, hot: false, on: true, pilot: 'lta', run: 'exec x' };
const gpu = { host: 'n-1', kind: 'gpu' };

/** A file with these types in one pipe, and a pilot. */
const file = (types: readonly object[], own: object = {}): object => ({
  ...small,
  available: [gpu, 'n-2'],
  pilots,
  pipes: [{ pipe: 'pipe0', types }],
  ...own,
});

const errors = (types: readonly object[], own?: object): string[] => errorsOf(file(types, own));

const at = 'pipes[0].types[0]';

/** Each of these has one error, at this place of the type. */
function refused(cases: readonly (readonly [type: object, error: string, own?: object])[]): void {
  for (const [type, error, own] of cases)
    assert.deepEqual(errors([type], own), [`${at}${error}`], JSON.stringify([type, own]));
}

describe('a type with a pilot', () => {
  it('needs what it runs, and no submitter or key', () => {
    assert.deepEqual(errors([piloted]), []);
    const { run: _, ...idle } = piloted;
    const { pilot, ...unnamed } = piloted;
    assert.deepEqual(errors([{ name: 'a', count: 1, hot: false, on: true }]), [
      `${at}: starter-missing`,
      `${at}: key-missing`,
    ]);
    const misspelt = errors([{ ...unnamed, pilott: pilot }]);
    assert.deepEqual(misspelt, [`${at}.run: key-needs-pilot`, `${at}.pilott: key-unknown`]);
    refused([
      [idle, ': key-missing'],
      [{ ...piloted, submitter: 'a.sh' }, '.submitter: submitter-and-pilot'],
      [{ ...piloted, args: [] }, '.args: args-with-pilot'],
      [{ ...smallType, stage: [] }, '.stage: key-needs-pilot'],
      [{ ...smallType, ready: 'reported' }, '.ready: ready-needs-pilot'],
    ]);
  });

  it('names a pilot and an environment that are there', () => {
    refused([
      [{ ...piloted, pilot: 'lya' }, '.pilot: name-unknown'],
      [{ ...piloted, environment: 'x' }, '.environment: name-unknown'],
      [piloted, '.pilot: name-unknown', { pilots: undefined }],
    ]);
  });
});

const stage = (entry: object): object => ({
  ...piloted,
  stage: [{ source: 'client://a', target: 'pilot://a', ...entry }],
});

const settings = (own: object): object => ({
  ...piloted,
  settings: { file: 'lta.ini', values: { A: 'x' }, ...own },
});

describe('files of a pilot', () => {
  it('have a source and a target that can be meant', () => {
    assert.deepEqual(errors([stage({})]), []);
    refused(
      (
        [
          [{ target: 'client://a' }, 'target: value-not-allowed'],
          [{ target: 'https://example.org/a' }, 'target: value-not-allowed'],
          [{ source: 'http://example.org/a' }, 'source: value-not-allowed'],
          [{ source: 'a' }, 'source: value-not-allowed'],
          [{ source: 'client:///etc/passwd' }, 'source: place-invalid/client-absolute'],
          [{ source: 'client://x/../../y' }, 'source: place-invalid/parent-folder'],
          [{ source: 'host://' }, 'source: place-invalid/names-nothing'],
          [{ target: 'pilot://../x' }, 'target: place-invalid/parent-folder'],
          [{ sha256: 'ABC' }, 'sha256: value-not-allowed'],
          [{ action: 'move' }, 'action: action-not-possible'],
          [{ source: '/a', action: 'transfer' }, 'action: action-not-possible'],
          [{ source: 'https://a.org/a', action: 'copy' }, 'action: action-not-possible'],
        ] as const
      ).map(([entry, error]) => [stage(entry), `.stage[0].${error}`]),
    );
  });

  it('are not shown with the password or the key of an address', () => {
    const loaded = load(file([stage({ source: 'http://me:word@a.org/a?key=1' })]));
    assert.equal(!loaded.ok && loaded.errors[0]?.params['found'], '"http://…@a.org/a?…"');
  });

  it('are collected out of the sandbox, and settings are below it, with names that the format takes', () => {
    const collect = [{ source: 'pilot://out', target: 'pilot://kept' }];
    for (const fine of [{}, { format: 'ini', values: { 'a.b': 'x' } }])
      assert.deepEqual(errors([settings(fine)]), []);
    refused([
      [{ ...piloted, collect }, '.collect[0].target: collect-into-sandbox'],
      [settings({ file: '../x' }), '.settings.file: place-invalid/parent-folder'],
      [settings({ file: 'x/' }), '.settings.file: place-invalid/names-nothing'],
      [settings({ file: '/etc/x' }), '.settings.file: value-not-allowed'],
      [settings({ values: { 'a.b': 'x' } }), '.settings.values["a.b"]: setting-name-invalid'],
    ]);
  });

  it('no path leaves its scope, however it is written', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'b c', '...', '..a');
    forAll(100, fc.array(part, { maxLength: 6 }), (parts) => {
      const text = `host://${parts.join('/')}`;
      const place = placeOf(text);
      if (placeProblem(text) !== null || place.scope === 'https') return;
      assert.ok(!place.path.startsWith('/') && !place.path.split('/').includes('..'), text);
      assert.ok(place.path !== '', text);
    });
  });
});

const one = (environment: object): string[] =>
  errors([{ ...piloted, environment: 'e' }], { environments: { e: environment } });

const kind = (text: string): string => {
  const one = requirementOf(text);
  return one.kind === 'spec' ? 'spec' : `${one.kind} ${one.place.scope}`;
};

describe('environments', () => {
  it('take the keys of their type alone', () => {
    assert.deepEqual(one({ type: 'none' }), []);
    assert.deepEqual(one({ type: 'path', path: '/opt/env', mode: 'use' }), []);
    for (const [environment, error] of [
      [{ type: 'none', setup: ['x'] }, '.setup: environment-key-not-taken'],
      [{ type: 'path' }, ': environment-key-missing'],
      [{ type: 'path', path: '/a', mode: 'create' }, '.mode: environment-mode-not-use'],
      [{ type: 'venv', path: '/a' }, '.path: environment-key-not-taken'],
      [{ type: 'shell' }, ': environment-key-missing'],
      [{ type: 'shell', setup: ['x'], python: 'python3' }, '.python: environment-key-not-taken'],
      [{ type: 'venv', requirements: ['../a.whl'] }, '.requirements[0]: place-invalid/parent-folder'],
      [{ type: 'wenv' }, '.type: value-not-allowed'],
      [{}, ': key-missing'],
    ] as const)
      assert.deepEqual(one(environment), [`environments.e${error}`]);
  });

  it('tell files, lists and what pip finds itself apart', () =>
    assert.deepEqual(
      [
        'a.whl',
        'client://w/a.tar.gz',
        '/data/a.whl',
        'host://a.zip',
        'conf/list.txt',
        'env.yml',
        'requests==2.31',
        'a @ https://example.org/a.whl',
        'git+https://example.org/a.zip',
        'https://example.org/a.whl',
      ].map(kind),
      [
        'file client',
        'file client',
        'file absolute',
        'file host',
        'list client',
        'list client',
        'spec',
        'spec',
        'spec',
        'spec',
      ],
    ));

  it('sizes count by 1024', () => {
    assert.deepEqual(['1K', '2M', '3G', '1T'].map(sizeKiB), [1, 2048, 3 * 1024 ** 2, 1024 ** 3]);
    refused([[{ ...piloted, requires: { disk: '20 GB' } }, '.requires.disk: value-not-allowed']]);
  });
});

const type = (name: string, ...after: string[]): object => ({
  ...smallType,
  name,
  key: `key-${name}`,
  after,
});

/** Code and parameters of each error of these types. */
const paramsOf = (...types: object[]): unknown => {
  const loaded = load(file(types));
  return !loaded.ok && loaded.errors.map(({ code, params }) => [code, params]);
};

describe('what waits for what', () => {
  it('is there, and no circle', () => {
    assert.deepEqual(errors([type('a'), type('b', 'pipe0/a'), type('c', 'pipe0/a', 'pipe0/b')]), []);
    assert.deepEqual(errors([type('a', 'pipe0/a')]), [`${at}.after[0]: after-itself`]);
    assert.deepEqual(paramsOf(type('bridge'), type('b', 'pipe0/bridg')), [
      ['after-unknown', { found: '"pipe0/bridg"', near: '"pipe0/bridge"' }],
    ]);
    const circle = ['"pipe0/a"', '"pipe0/b"', '"pipe0/c"', '"pipe0/a"'];
    assert.deepEqual(
      paramsOf(type('a', 'pipe0/b'), type('b', 'pipe0/c'), type('c', 'pipe0/a'), type('d', 'pipe0/a')),
      [['after-circle', { components: circle }]],
    );
  });

  it('is found out for two thousand that wait for dozens each', () => {
    const types = Array.from({ length: 2000 }, (_, index) =>
      type(
        String(index),
        ...Array.from({ length: Math.min(index, 64) }, (_, back) => `pipe0/${index - back - 1}`),
      ),
    );
    assert.deepEqual(errors(types), []);
  });
});

describe('the lint of pilots', () => {
  it('asks for no submitter of theirs, and warns of what cannot be meant', () => {
    assert.deepEqual(warningsOf(file([piloted])), []);
    assert.deepEqual(warningsOf(file([{ ...piloted, grace: '10s' }])), [`${at}.grace: grace-too-long`]);
    assert.deepEqual(warningsOf(file([piloted], { available: ['n-1'] })), ['pilots.lta.gpu: kind-unused']);
  });
});
