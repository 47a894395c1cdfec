import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingText } from '../../src/cli/context.ts';
import type { Params } from '../../src/core/catalogue/entry.ts';
import { golden } from '../harness/golden.ts';
import { scratchFolder } from '../store/scratch.ts';
import { loadInterface } from '../../src/interface/load.ts';
import { codes, configOf, errorsOf, load, small, smallType, warningsOf, withTypes } from './samples.ts';

/** The one error that there is. */
function onlyError(value: unknown): string {
  const errors = errorsOf(value);
  assert.equal(errors.length, 1, errors.join('\n'));
  return errors[0] ?? '';
}

function refused(value: object, error: string): void {
  assert.equal(onlyError({ ...small, ...value }), error, JSON.stringify(value));
}

const paramsOf = (value: unknown): Params => {
  const loaded = load(value);
  return (loaded.ok ? loaded.warnings : loaded.errors)[0]?.params ?? {};
};

/** As `muster check` prints it. */
const shown = (value: unknown): string[] => {
  const loaded = load(value);
  const level = loaded.ok ? 'warning' : 'error';
  return (loaded.ok ? loaded.warnings : loaded.errors).map((one) =>
    findingText('Interface.json', level, one),
  );
};

/** A file with one slip of many kinds each. */
const slips = `{
  "hotlimt": 2,
  "available": ["n-[10-01]", "a b"],
  "pipes": [{"pipe": "pipe0", "types": [
    {"name": "a", "count": "3", "submiter": "x", "hot": true, "key": "k", "on": "false"},
    {"name": "a", "count": 1e9, "submitter": "../x", "hot": 1.5, "key": "", "on": true, "pool": "tape"}
  ]}]
}`;

describe('errors of Interface.json', () => {
  it('are all reported, each with its place, in the order of the text', () => {
    const loaded = load(slips);
    assert.ok(!loaded.ok);
    const places = loaded.errors.map(({ line, column }) => `${line}:${column}`);
    assert.deepEqual(
      codes(loaded.errors).map((code, index) => `${places[index]} ${code}`),
      [
        '2:3 hotlimt: key-unknown',
        '3:17 available[0]: range-number-invalid/backwards',
        '3:30 available[1]: value-not-allowed',
        '5:28 pipes[0].types[0].count: value-not-allowed',
        '5:33 pipes[0].types[0].submiter: key-unknown',
        '5:81 pipes[0].types[0].on: value-not-allowed',
        '6:14 pipes[0].types[1].name: component-repeated',
        '6:28 pipes[0].types[1].count: value-not-allowed',
        '6:46 pipes[0].types[1].submitter: value-not-allowed',
        '6:61 pipes[0].types[1].hot: value-not-allowed',
        '6:73 pipes[0].types[1].key: value-not-allowed',
        '6:97 pipes[0].types[1].pool: name-unknown',
      ],
    );
    const suggestions = loaded.errors.map(({ params }) => params['write']).filter((write) => write != null);
    assert.deepEqual(suggestions, ['3', 'false']);
  });

  it('name what is missing', () => {
    assert.equal(onlyError({ ...small, hotlimit: undefined }), ': key-missing');
    assert.equal(paramsOf({ ...small, hotlimit: undefined })['key'], 'hotlimit');
    assert.equal(onlyError(withTypes({ ...smallType, on: undefined })), 'pipes[0].types[0]: key-missing');
    assert.equal(onlyError('[]'), ': value-not-allowed');
  });

  it('take the names of every object for plain unknown keys', () => {
    const keys = ['__proto__', 'constructor', 'toString'];
    const text = JSON.stringify(small).replace('{', `{${keys.map((key) => `"${key}": 1,`).join('')}`);
    const expected = keys.map((key) => `${key}: key-unknown`);
    assert.deepEqual(errorsOf(text), expected);
  });

  it('know what a schema cannot express', () => {
    const range = { host: 'n-[1-2]', address: '10.0.0.1' };
    for (const [value, error] of [
      [{ scripts: { local: 'a', remote: '/b' } }, 'scripts: scripts-ambiguous'],
      [{ scripts: { probe: 'getmex' } }, 'scripts: scripts-ambiguous'],
      [{ available: [range] }, 'available[0].address: address-of-range'],
      [{ available: ['a[1-60000]', 'b[1-60000]'] }, 'available: too-many-listed'],
      [
        withTypes({ ...smallType, hosts: ['n-1', '!n-[2-1]'] }),
        'pipes[0].types[0].hosts[1]: range-number-invalid/backwards',
      ],
      [withTypes({ ...smallType, hosts: 'n-[1' }), 'pipes[0].types[0].hosts: range-brackets-unpaired'],
      [
        { ...withTypes({ ...smallType, pool: 'tap' }), pools: { tape: 1 } },
        'pipes[0].types[0].pool: name-unknown',
      ],
    ] as const)
      assert.equal(onlyError({ ...small, ...value }), error);
  });

  it('show nothing that a terminal would act on', () => {
    const found = paramsOf(withTypes({ ...smallType, key: '\u001b[31m\u009b\u202e' }))['found'];
    assert.equal(found, '"\\u001b[31m\\u009b\\u202e"');
  });

  it('refuse names that could not be safe', () => {
    for (const name of ['', 'a/b', '-a', ' a', 'a ', 'a\n', '\ud800', 'x'.repeat(65)])
      refused(withTypes({ ...smallType, name }), 'pipes[0].types[0].name: value-not-allowed');
    for (const host of ['-oProxyCommand=x', 'a;b', '$(x)', 'u@h', 'a\nb'])
      refused({ available: [host] }, 'available[0]: value-not-allowed');
    for (const address of ['-x', 'a b', ''])
      refused({ available: [{ host: 'a', address }] }, 'available[0].address: value-not-allowed');
    for (const jump of [
      '',
      '-oProxyCommand=x',
      'a b',
      'gw:0',
      'gw:65536',
      'a,,b',
      'a;b',
      '@a',
      '::1',
      '$(x)',
    ])
      refused({ available: [{ host: 'a', jump }] }, 'available[0].jump: value-not-allowed');
    const local = { host: 'a', via: 'local', jump: 'gw' };
    refused({ available: [local] }, 'available[0].jump: jump-with-local');
    for (const name of ['A=B', 'MUSTER_KEY'])
      refused(
        withTypes({ ...smallType, env: { [name]: 'x' } }),
        `pipes[0].types[0].env${name === 'A=B' ? '["A=B"]' : '.MUSTER_KEY'}: key-not-allowed`,
      );
    for (const [key, value] of [
      ['textfile', 'muster.txt'],
      ['textfile', '/var/lib/.prom'],
      ['healthcheck', 'hc.example.org'],
      ['healthcheck', 'https://a b'],
      ['healthcheck', 'file:///etc/passwd'],
      ['notify', []],
      ['page', false],
    ] as const)
      refused(
        { monitor: { [key]: value } },
        `monitor.${key}: ${key === 'notify' ? 'list-empty' : 'value-not-allowed'}`,
      );
  });

  it('do not show the secret address of a dead-man’s switch, wherever it stands', () => {
    const secret = 'https://hc.example.org/s3cret';
    for (const value of [
      { monitor: { healthcheck: `${secret} x` } },
      { monitor: { page: false, healthcheck: [secret] } },
      { namespace: secret },
    ]) {
      const loaded = load({ ...small, ...value });
      assert.ok(!loaded.ok && !JSON.stringify(loaded.errors).includes('s3cret'));
    }
  });

  golden('checkText', {
    'errors of many kinds': () => shown(slips),
    'a text that is not JSON': () => shown('{\n  "a": 1,\n  // why\n  "b": [1, 2,],\n  "c" 3\n}'),
    'unlike a type that can be started': () =>
      shown(withTypes({ name: 'a', count: 1, hot: false, on: true })),
    warnings: () => shown(untidy),
  });
});

/** White space where none belongs, and hosts that are listed twice and not at all. */
const untidy = {
  ...withTypes({ ...smallType, submitter: 'start.sh ', hosts: [' n-1', 'm-[1-3]'] }),
  available: [' n-1\t', { host: 'n-[1-2]', port: 23 }],
};

const run = { count: 1, hot: false, on: true, pilot: 'lta', run: 'exec x' };

/** Types with a pilot, whose key and readiness follow from that but for one. */
const piloted = {
  ...small,
  available: [{ host: 'n-1', kind: 'gpu' }, 'n-2'],
  namespace: 'a',
  toolbox: ['site/commands', '/opt/commands'],
  pilots: { lta: { default: ['run-component'], gpu: ['check-gpu', 'run-component'] } },
  environments: {
    lta: { type: 'venv', requirements: ['wheels/a.whl', 'b==1'] },
    there: { type: 'path', path: '/o' },
  },
  pipes: [
    {
      pipe: 'pipe0',
      types: [
        {
          ...run,
          name: 'bundler',
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
        {
          ...run,
          name: 'keyed',
          key: 'lta',
          ready: 'running',
          environment: 'there',
          after: ['pipe0/bundler'],
        },
      ],
    },
  ],
};

/** A Config, a line each for its hosts, its components and all else. */
const printed = (value: unknown): string[] =>
  Object.entries(configOf(value)).flatMap(([key, part]) =>
    (key === 'hosts' || key === 'components' ? (part as unknown[]) : [part]).map(
      (one) => `${key}: ${JSON.stringify(one, plain)}`,
    ),
  );

function plain(_: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value) as object;
  return value instanceof Set ? [...value] : value === Infinity ? 'Infinity' : value;
}

describe('a Config', () => {
  golden('config', {
    'of a file as small as it can be, with every default': () => printed(small),
    'of a file that sets much: what a host or a type says of itself counts before what holds for all': () =>
      printed({
        ...withTypes(
          { ...smallType, name: 'a', hot: 3, lostAfter: 'never', placement: 'spread', maxPerHost: 2 },
          { ...smallType, name: 'b', hot: false, key: 'other', lostAfter: '1h', env: { '//': 'x', B: '' } },
        ),
        available: [
          { host: 'n-[1-2]', user: 'me', port: 23, hotlimit: 0, drain: 'disk' },
          ...['gw', 'ops@gw:2222', 'ops@g1:2222,g2,o.ps@[2001:db8::1]:65535', 'none'].map((jump, nth) => ({
            host: `j-${nth}`,
            jump,
          })),
        ],
        placement: 'fill',
        ssh: {
          user: 'jadelta',
          port: 2200,
          config: 'ssh_config',
          identityFile: '~/.ssh/id',
          knownHosts: ['known', '/etc/known'],
        },
        scripts: { remote: '/home/jadelta', probe: 'getmex2' },
        logs: '../logs',
        monitor: {
          page: '~/web/fleet.html',
          textfile: '/var/lib/node_exporter/muster.prom',
          healthcheck: 'https://hc.example.org/ping/a?create=1',
          notify: ['page-me', '--team', 'ops'],
          stale: '20m',
        },
      }),
    'of a file with pilots': () => printed(piloted),
  });

  it('has no page and no ssh config where it says "none"', () => {
    const none = { ...small, logs: '../logs', monitor: { page: 'none' }, ssh: { config: 'none' } };
    const { monitor, ssh } = configOf(none);
    assert.deepEqual([monitor.page, ssh.config], [null, 'none']);
    assert.equal(configOf({ ...none, monitor: {} }).monitor.page, '/etc/logs/index.html');
  });

  it('resolves the hosts of a type', () => {
    const available = ['n-[1-4]', { host: 't-1', tags: ['tape'] }, { host: 't-2', tags: ['tape', 'old'] }];
    const eligible = (hosts: unknown): string[] => {
      const found = configOf({ ...withTypes({ ...smallType, hosts }), available }).components[0]?.eligible;
      return found === 'all' || found === undefined ? ['all'] : [...found].toSorted();
    };
    assert.deepEqual(eligible(undefined), ['all']);
    assert.deepEqual(eligible('n-2'), ['n-2']);
    assert.deepEqual(eligible(['n-[1-2]', '@tape']), ['n-1', 'n-2', 't-1', 't-2']);
    assert.deepEqual(eligible(['@tape', '!@old']), ['t-1']);
    assert.deepEqual(eligible('!n-[2-4]'), ['n-1', 't-1', 't-2']);
    assert.deepEqual(eligible(['!n-1', 'n-[1-2]']), ['n-2']);
    assert.deepEqual(eligible('@none'), []);
  });

  it('takes the first entry of a host that is listed twice, and trims names, with a warning', () => {
    const { hosts, components } = configOf(untidy);
    const ports = hosts.map(({ name, port }) => `${name}:${port}`);
    assert.deepEqual(ports, ['n-1:null', 'n-2:23']);
    assert.equal(components[0]?.submitter, 'start.sh');
    assert.deepEqual(warningsOf(untidy), [
      'available[0]: white-space-ignored',
      'available[1].host: host-repeated',
      'pipes[0].types[0].submitter: white-space-ignored',
      'pipes[0].types[0].hosts[0]: white-space-ignored',
      'pipes[0].types[0].hosts[1]: hosts-unlisted',
    ]);
  });

  it('of 10,000 hosts and 200 types with a selection each is loaded', () => {
    const types = Array.from({ length: 200 }, (_, n) => ({
      ...smallType,
      name: `t${n}`,
      key: `k.${n}.`,
      hosts: '!@x',
    }));
    const available = Array.from({ length: 10_000 }, (_, n) => ({
      host: `n-${n}`,
      tags: [n % 2 === 0 ? 'x' : 'y'],
    }));
    const { components } = configOf({ ...withTypes(...types), available });
    assert.ok(components.every(({ eligible }) => eligible !== 'all' && eligible.size === 5_000));
  });
});

describe('loadInterface', () => {
  const folder = scratchFolder();

  it('reports a file that it cannot read, with the line that is not UTF-8', async () => {
    mkdirSync(join(folder(), 'folder'));
    for (const [name, bytes, code, line = null] of [
      ['missing.json', null, 'config-not-found'],
      ['folder', null, 'config-is-folder'],
      ['latin1.json', Buffer.from('{\n"//": "\xe9"}', 'latin1'), 'config-not-utf8', 2],
      ['utf16.json', Buffer.from('\uFEFF{}', 'utf16le'), 'config-not-utf8', 1],
      ['large.json', Buffer.alloc(10 * 1024 * 1024 + 1, ' '), 'config-too-large'],
      ['empty.json', '', 'config-empty', 1],
    ] as const) {
      const file = join(folder(), name);
      if (bytes !== null) writeFileSync(file, bytes);
      const loaded = await loadInterface(file);
      assert.ok(!loaded.ok);
      const found = loaded.errors.map((error) => [error.code, error.line]);
      assert.deepEqual(found, [[code, line]], name);
    }
  });
});
