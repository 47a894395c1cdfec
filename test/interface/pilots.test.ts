import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { requirementOf } from '../../src/interface/requirements.ts';
import { placeOf, placeTrouble } from '../../src/interface/scopes.ts';
import { sizeKiB } from '../../src/interface/sizes.ts';
import { configOf, errorsOf, small, smallType, told, warningsOf } from './samples.ts';

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

const errors = (types: readonly object[], own?: object): string[] => told(errorsOf(file(types, own)));

function onlyError(types: readonly object[], own?: object): string {
  const found = errors(types, own);
  assert.equal(found.length, 1, found.join('\n'));
  return found[0] ?? '';
}

describe('a type with a pilot', () => {
  it('needs what it runs, and no submitter or key', () => {
    assert.deepEqual(errors([piloted]), []);
    const { run: _, ...idle } = piloted;
    assert.match(onlyError([idle]), /^pipes\[0\]\.types\[0\]: the key `run` is missing; a line of/);
    assert.deepEqual(errors([{ name: 'a', count: 1, hot: false, on: true }]), [
      'pipes[0].types[0]: neither `submitter` nor `pilot` is here; one of the two is needed: a file name (no path, no "-" or "." in front) that is in the folder of `scripts`, or the name of one of `pilots`',
      'pipes[0].types[0]: the key `key` is missing; a text of 1 to 1000 characters without line breaks and other control characters is needed',
    ]);
    const { pilot, ...unnamed } = piloted;
    const misspelt = errors([{ ...unnamed, pilott: pilot }]).join('\n');
    assert.match(misspelt, /"pilott" is unknown; did you mean `pilot`\?/);
    assert.doesNotMatch(misspelt, /`submitter`|`key`/);
    assert.match(onlyError([{ ...piloted, submitter: 'a.sh' }]), /submitter: .* are both here/);
    assert.match(onlyError([{ ...piloted, args: [] }]), /args: .* write them in `run`/);
    assert.match(
      onlyError([{ ...smallType, stage: [] }]),
      /stage: `stage` means something with `pilot` alone/,
    );
    assert.match(onlyError([{ ...smallType, ready: 'reported' }]), /ready: what a submitter starts reports/);
  });

  it('names a pilot and an environment that are there', () => {
    assert.match(onlyError([{ ...piloted, pilot: 'lya' }]), /pilot: .* did you mean "lta"\?/);
    assert.match(onlyError([{ ...piloted, environment: 'x' }]), /there is no `environments`: add it/);
    assert.match(
      onlyError([piloted], { pilots: undefined }),
      /^pipes\[0\]\.types\[0\]\.pilot: .*there is no `pilots`/,
    );
  });

  it('is counted by the mark that every pilot has, unless it has a key', () => {
    const [component] = configOf(file([piloted], { namespace: 'a' })).components;
    assert.equal(component?.key, 'muster-pilot:a:pipe0/bundler:');
    assert.equal(component?.submitter, 'pilot');
    assert.equal(component?.readiness, 'reported');
    const keyed = configOf(file([{ ...piloted, key: 'lta', ready: 'running' }])).components[0];
    assert.deepEqual([keyed?.key, keyed?.readiness], ['lta', 'running']);
    assert.equal(configOf(small).components[0]?.readiness, 'running');
  });

  it('has everything resolved', () => {
    const own = {
      environments: {
        lta: { type: 'venv', requirements: ['wheels/a.whl', 'b==1'] },
        there: { type: 'path', path: '/o' },
      },
      toolbox: ['site/commands', '/opt/commands'],
    };
    const config = configOf(
      file(
        [
          {
            ...piloted,
            environment: 'lta',
            requires: { disk: '20G', memory: '512M' },
            stage: [
              { source: 'client://./conf//a.env', target: 'pilot://' },
              { source: 'https://example.org/b.tgz?x=1', target: 'host://data/' },
              { source: '/data/c', target: 'pipe://c', action: 'link' },
              { source: 'client://d.tar', target: 'pilot://d/', action: 'unpack' },
            ],
            grace: '1500ms',
          },
        ],
        own,
      ),
    );
    assert.deepEqual(config.toolbox, ['/etc/muster/site/commands', '/opt/commands']);
    assert.deepEqual(
      config.hosts.map(({ kind }) => kind),
      ['gpu', null],
    );
    const pilot = config.components[0]?.pilot ?? assert.fail();
    assert.deepEqual([...pilot.lists.keys()], ['default', 'gpu']);
    assert.deepEqual(pilot.environment, {
      name: 'lta',
      type: 'venv',
      mode: 'create',
      python: 'python3',
      path: null,
      requirements: [
        { kind: 'file', place: { scope: 'client', path: 'wheels/a.whl' } },
        { kind: 'spec', text: 'b==1' },
      ],
      setup: [],
    });
    assert.deepEqual(pilot.requires, {
      commands: [],
      paths: [],
      diskKiB: 20 * 1024 * 1024,
      memoryKiB: 512 * 1024,
      cores: null,
    });
    assert.deepEqual(
      pilot.stage.map(({ action, target }) => [action, target]),
      [
        ['transfer', { scope: 'pilot', path: 'a.env' }],
        ['download', { scope: 'host', path: 'data/b.tgz' }],
        ['link', { scope: 'pipe', path: 'c' }],
        ['unpack', { scope: 'pilot', path: 'd/' }],
      ],
    );
    assert.deepEqual([pilot.graceS, pilot.folder], [2, '/etc/muster']);
  });
});

const stage = (entry: object): readonly object[] => [
  { ...piloted, stage: [{ source: 'client://a', target: 'pilot://a', ...entry }] },
];

const settings = (own: object): readonly object[] => [
  { ...piloted, settings: { file: 'lta.ini', values: { A: 'x' }, ...own } },
];

describe('files of a pilot', () => {
  it('have a source and a target that can be meant', () => {
    assert.deepEqual(errors(stage({})), []);
    for (const [entry, sentence] of [
      [{ target: 'client://a' }, /target: .*a path below a scope of the host/],
      [{ target: 'https://example.org/a' }, /target: .*a path below a scope of the host/],
      [
        { source: 'http://example.org/a' },
        /source: found the text "http:\/\/example.org\/a"; .*"client:\/\/"/,
      ],
      [{ source: 'http://me:word@a.org/a?key=1' }, /found the text "http:\/\/…@a\.org\/a\?…";/],
      [{ source: 'a' }, /source: .*"client:\/\/"/],
      [{ source: 'client:///etc/passwd' }, /without "\/" in front/],
      [{ source: 'client://x/../../y' }, /"\.\." is not allowed/],
      [{ source: 'host://' }, /a file or folder must be named/],
      [{ target: 'pilot://../x' }, /"\.\." is not allowed/],
      [{ sha256: 'ABC' }, /sha256: .*64 hexadecimal digits/],
      [{ action: 'move' }, /beside `Interface.json` allows "transfer", "unpack"/],
      [{ source: '/a', action: 'transfer' }, /on the host allows "copy", "link", "move", "unpack"/],
      [{ source: 'https://a.org/a', action: 'copy' }, /at an address allows "download", "unpack"/],
    ] as const)
      assert.match(onlyError(stage(entry)), sentence, JSON.stringify(entry));
  });

  it('are collected out of the sandbox', () => {
    const collect = [{ source: 'pilot://out', target: 'pilot://kept' }];
    assert.match(onlyError([{ ...piloted, collect }]), /the sandbox goes with its instance/);
  });

  it('have settings below the sandbox, with names that the format takes', () => {
    assert.deepEqual(errors(settings({})), []);
    assert.match(onlyError(settings({ file: '../x' })), /"\.\." is not allowed/);
    assert.match(onlyError(settings({ file: '/etc/x' })), /a path below the sandbox/);
    assert.match(onlyError(settings({ values: { 'a.b': 'x' } })), /cannot be a name of the format "env"/);
    assert.deepEqual(errors(settings({ format: 'ini', values: { 'a.b': 'x' } })), []);
  });

  it('no path leaves its scope, however it is written', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'b c', '...', '..a');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const text = `host://${parts.join('/')}`;
        const place = placeOf(text);
        if (placeTrouble(text) !== null || place.scope === 'https') return;
        assert.ok(!place.path.startsWith('/') && !place.path.split('/').includes('..'), text);
        assert.ok(place.path !== '', text);
      }),
    );
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
    for (const [environment, sentence] of [
      [{ type: 'none', setup: ['x'] }, /takes no `setup`; remove it/],
      [{ type: 'path' }, /needs `path`/],
      [{ type: 'path', path: '/a', mode: 'create' }, /mode: .*"use" is allowed/],
      [{ type: 'venv', path: '/a' }, /takes no `path`; it takes mode, python, requirements, setup/],
      [{ type: 'shell' }, /needs `setup`/],
      [{ type: 'shell', setup: ['x'], python: 'python3' }, /takes no `python`/],
      [{ type: 'venv', requirements: ['../a.whl'] }, /requirements\[0\]: .*"\.\." is not allowed/],
      [{ type: 'wenv' }, /type: .*"none", "path", "venv", "conda" or "shell" is allowed/],
      [{}, /the key `type` is missing/],
    ] as const) {
      const found = one(environment);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] ?? '', sentence);
    }
  });

  it('tell files, lists and what pip finds itself apart', () => {
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
    );
  });

  it('sizes count by 1024', () => {
    assert.deepEqual(['1K', '2M', '3G', '1T'].map(sizeKiB), [1, 2048, 3 * 1024 ** 2, 1024 ** 3]);
    assert.match(onlyError([{ ...piloted, requires: { disk: '20 GB' } }]), /disk: .*a size such as/);
  });
});

const type = (name: string, ...after: string[]): object => ({
  ...smallType,
  name,
  key: `key-${name}`,
  after,
});

describe('what waits for what', () => {
  it('is there, and no circle', () => {
    assert.deepEqual(errors([type('a'), type('b', 'pipe0/a'), type('c', 'pipe0/a', 'pipe0/b')]), []);
    assert.match(onlyError([type('a', 'pipe0/a')]), /after\[0\]: .*cannot wait for itself/);
    assert.match(onlyError([type('bridge'), type('b', 'pipe0/bridg')]), /did you mean "pipe0\/bridge"\?/);
    assert.match(
      onlyError([type('a', 'pipe0/b'), type('b', 'pipe0/c'), type('c', 'pipe0/a'), type('d', 'pipe0/a')]),
      /types\[0\]\.after: .*in a circle.*"pipe0\/a" after "pipe0\/b" after "pipe0\/c" after "pipe0\/a"$/,
    );
  });

  it('costs nothing to speak of for two thousand that wait for dozens each', () => {
    const types = Array.from({ length: 2000 }, (_, index) =>
      type(
        String(index),
        ...Array.from({ length: Math.min(index, 64) }, (_, back) => `pipe0/${index - back - 1}`),
      ),
    );
    const begun = process.cpuUsage();
    assert.deepEqual(errors(types), []);
    const { user, system } = process.cpuUsage(begun);
    assert.ok(user + system < 5_000_000, `${(user + system) / 1000} ms`);
  });

  it('is kept with the component', () => {
    const { components } = configOf(file([type('a'), type('b', 'pipe0/a')]));
    assert.deepEqual(
      components.map(({ after }) => after),
      [[], ['pipe0/a']],
    );
  });
});

describe('the lint of pilots', () => {
  it('asks for no submitter of theirs, and warns of what cannot be meant', () => {
    assert.deepEqual(warningsOf(file([piloted])), []);
    assert.deepEqual(warningsOf(file([{ ...piloted, grace: '10s' }])), [
      'pipes[0].types[0].grace: pipe0/bundler has 10 s between TERM and KILL, but what muster stops gets KILL after `timeouts.stop`, 10 s: its pilot could not clean up; give it less, or `timeouts.stop` more',
    ]);
    assert.deepEqual(warningsOf(file([piloted], { available: ['n-1'] })), [
      'pilots.lta.gpu: no host of `available` is of the kind "gpu"; it is `kind` that says what a host is',
    ]);
  });
});
