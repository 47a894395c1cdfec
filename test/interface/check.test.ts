import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { schemaFindings } from '../../src/interface/check.ts';
import { crossFindings } from '../../src/interface/crossChecks.ts';
import { type Document, type Node, parseDocument } from '../../src/interface/document.ts';
import { schema } from '../../src/interface/schema.ts';
import { small, smallType } from './samples.ts';

/** Everything the schema knows, with values it allows. */
const full = {
  ...small,
  $schema: 'x',
  '//': 'a comment',
  available: [
    'n-1',
    {
      host: 'n-[2-3]',
      user: 'a.b',
      port: 2201,
      via: 'local',
      hotlimit: 0,
      tags: ['x'],
      drain: 'disk',
      kind: 'gpu',
    },
    { host: 'six', address: 'fe80::1%eth0', jump: 'ops@gw:2222,[::1]' },
  ],
  debuglevel: 2,
  debugmode: true,
  ssh: {
    user: 'jadelta',
    port: 22,
    identityFile: ['~/.ssh/a', 'b'],
    knownHosts: 'known_hosts',
    hostKeys: 'accept-new',
    connectTimeout: '5s',
    config: 'none',
  },
  scripts: { local: 'workerscripts', probe: 'getmex' },
  ping: { method: 'none', timeout: '1s' },
  timeouts: { probe: '1s', launch: '1m', settle: '0s', pass: '2h' },
  fanout: { hosts: 1, perJump: 1, launchesPerPass: 1, launchesPerHost: 1 },
  safety: { lostAfter: '15m', startGrace: '2m', brownout: 0.5 },
  placement: 'fill',
  pools: { tape: 10 },
  logs: '/var/log/muster',
  retention: '14d',
  namespace: 'a-b',
  toolbox: ['site/commands'],
  pilots: { lta: { '//': 'x', default: ['check-host', 'run-component'], gpu: ['run-component'] } },
  environments: {
    lta: {
      type: 'venv',
      mode: 'update',
      python: '/usr/bin/python3',
      requirements: ['wheels/lta.whl', 'requests==2.31', 'conf/more.txt', '/data/a.whl'],
      setup: ['module load python'],
    },
    there: { type: 'path', path: '/opt/env', mode: 'use' },
    shell: { type: 'shell', setup: ['. /etc/profile'] },
    nothing: { '//': 'x', type: 'none' },
  },
  pipes: [
    {
      pipe: 'pipe 0',
      description: 'x',
      types: [
        {
          ...smallType,
          description: 'x',
          hot: 3,
          args: ['a b', ''],
          env: { A_1: 'x', '//': 'y' },
          priority: -1,
          hosts: ['n-[1-3]', '!n-2', '@x', '!@y'],
          maxPerHost: 1,
          pool: 'tape',
          placement: 'spread',
          lifetime: 'long',
          lostAfter: 'never',
          surplus: 'keep',
          after: ['pipe 0/piloted'],
          ready: 'running',
        },
        {
          name: 'piloted',
          count: 1,
          hot: false,
          on: true,
          pilot: 'lta',
          run: 'python -m lta.bundler',
          environment: 'lta',
          requires: { commands: ['tar'], paths: ['/data'], disk: '20G', memory: '4G', cores: 4 },
          stage: [
            { source: 'client://conf/lta.env', target: 'pilot://lta.env' },
            {
              source: 'https://example.org/a.tar.gz',
              target: 'host://data/',
              action: 'unpack',
              sha256: 'a'.repeat(64),
            },
          ],
          collect: [{ source: 'pilot://out', target: 'pipe://out/', action: 'move' }],
          preExec: ['ulimit -n 4096'],
          tests: ['test -d /data'],
          settings: { file: 'lta.ini', format: 'ini', values: { 'a.b': 'x', '//': 'y' } },
          tunnel: {
            via: 'ops@control.example.org',
            port: 22,
            identityFile: '~/.ssh/tunnel',
            hostKey: `ssh-ed25519 ${'A'.repeat(68)}`,
            to: { db: '10.0.0.5:5432' },
          },
          grace: '5s',
          ready: 'reported',
        },
      ],
    },
  ],
};

const odd = [
  null,
  true,
  'false',
  '',
  0,
  -1,
  1.5,
  1e9,
  '1h30m',
  '0s',
  'a/b',
  '-x',
  '.x',
  ' x ',
  'x\n',
  'n[3-1]',
  'n[1-3]',
];
const oddKeys = [
  'constructor',
  '__proto__',
  'toString',
  'MUSTER_X',
  '1',
  'a b',
  'hosts',
  'port',
  'jump',
  'backoff',
  '//',
];
const more: readonly unknown[] = [
  ...odd,
  [],
  {},
  [1],
  ['x'],
  { a: 1 },
  '\ud800',
  'é'.repeat(64),
  '🙂'.repeat(64),
  '@x',
  '!@x',
  '::1',
  'short',
  'stop',
];

type Holder = { [key: string]: unknown } | unknown[];

/** The document with one thing changed: a value, a key more, or a key less. */
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
    const value = pick(more);
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
    const { line, column, path } = document.at(node, '');
    places.add(`${line}:${column} ${path}`);
    node.children?.forEach(visit);
  };
  visit(document.root);
  return places;
}

const told = (value: unknown, isValid?: ValidateFunction): string[] =>
  schemaFindings(documentOf(value), isValid).map(({ path, message }) => `${path}: ${message}`);

describe('the check of Interface.json', () => {
  /** In its plainest form, and not as it is compiled ahead. */
  const ajv = new Ajv2020({ allowUnionTypes: true, strictTypes: false, strictRequired: false });
  ajv.addFormat('host-range', true);
  ajv.addFormat('host-selector', true);
  let isValid: ValidateFunction;

  before(() => {
    isValid = ajv.compile(schema);
  });

  it('takes everything the schema knows', () => {
    assert.equal(isValid(full), true, JSON.stringify(isValid.errors));
    const document = documentOf(full);
    assert.deepEqual([...schemaFindings(document), ...crossFindings(document)], []);
  });

  it('finds something in every file that ajv refuses, in no other, and at places that exist', () => {
    let refused = 0;
    fc.assert(
      fc.property(changed, (text) => {
        const document = documentOf(text);
        const findings = schemaFindings(document);
        assert.equal(findings.length === 0, isValid(document.value), JSON.stringify(isValid.errors));
        const places = placesOf(document);
        for (const { line, column, path, message } of findings) {
          assert.ok(places.has(`${line}:${column} ${path}`), `${line}:${column} ${path}: ${message}`);
        }
        refused += findings.length > 0 ? 1 : 0;
      }),
      { numRuns: 3000 },
    );
    assert.ok(refused > 300, 'the changes were too tame');
  });

  it('says once what is wrong with a value', () => {
    assert.deepEqual(told({ ...full, scripts: null }), ['scripts: found null; an object is allowed']);
    const long = '-'.repeat(5000);
    assert.equal(told({ ...full, available: [long] }).length, 1);
    const document = documentOf({ ...full, available: [`n[${long}]`, 'a b[2-1]'] });
    assert.equal([...schemaFindings(document), ...crossFindings(document)].length, 2);
  });

  it('names the keys that are missing or unknown, each at its place', () => {
    const { available: _, ...rest } = full;
    assert.deepEqual(told({ ...rest, avialable: [], pools: { 'a/b~': 1 }, timeouts: { xyzzy: 1 } }), [
      'avialable: the key "avialable" is unknown; did you mean `available`?',
      'timeouts.xyzzy: the key "xyzzy" is unknown; known here are probe, launch, settle, stop, pass',
      'pools["a/b~"]: "a/b~" cannot stand here; a word of letters, digits, "_", "." and "-" (at most 63, not beginning with a sign) is allowed',
    ]);
  });

  it('judges the last of two keys of the same name, which is the one that counts', () => {
    const text = JSON.stringify(full).replace('{', '{"//": 1,');
    assert.deepEqual(told(text), []);
    const [finding] = schemaFindings(
      documentOf('{"hotlimit": 1, "available": [], "pipes": [],\n"hotlimit": ""}'),
    );
    assert.deepEqual([finding?.line, finding?.path], [2, 'hotlimit']);
  });

  it('hands on what ajv says where it has no sentence of its own', () => {
    const verbose = new Ajv2020({ allErrors: true, verbose: true });
    const other = verbose.compile({
      type: 'object',
      properties: { a: { type: 'array', uniqueItems: true } },
    });
    const message = 'must NOT have duplicate items (items ## 0 and 1 are identical)';
    assert.deepEqual(told({ a: [1, 1] }, other), [`a: found a list: ${message}`]);
  });
});
