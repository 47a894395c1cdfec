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
    assert.deepEqual(
      loaded.errors.map(({ params }) => params['write']).filter((write) => write != null),
      ['3', 'false'],
    );
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
    assert.deepEqual(
      errorsOf(text),
      keys.map((key) => `${key}: key-unknown`),
    );
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

const monitorOf = (monitor: object): object => configOf({ ...small, logs: '../logs', monitor }).monitor;

describe('a Config', () => {
  it('has every default filled in', () => {
    const { hosts, components, ...rest } = configOf(small);
    assert.deepEqual(rest, {
      file: '/etc/muster/Interface.json',
      namespace: 'default',
      debugLevel: 0,
      debugMode: false,
      pools: new Map(),
      launchesPerPass: 100,
      launchesPerHost: 4,
      fanoutHosts: 64,
      fanoutPerJump: 8,
      lostAfterMs: 900_000,
      startGraceMs: 120_000,
      unfitForMs: 3_600_000,
      brownout: 0.5,
      backoff: { firstMs: 60_000, capMs: 900_000, minUptimeMs: 300_000 },
      ssh: {
        config: null,
        identityFiles: null,
        knownHosts: null,
        hostKeys: null,
        user: null,
        connectTimeoutMs: null,
      },
      scripts: { where: 'local', folder: '/etc/muster/workerscripts', probe: null },
      toolbox: [],
      ping: { method: 'icmp', timeoutMs: 1_000 },
      timeouts: { probeMs: 10_000, launchMs: 30_000, settleMs: 2_000, stopMs: 10_000, passMs: 240_000 },
      logs: '/etc/muster/logs',
      retentionMs: 1_209_600_000,
      monitor: {
        page: '/etc/muster/logs/index.html',
        textfile: null,
        healthcheck: null,
        notify: null,
        staleMs: null,
      },
    });
    const host = {
      via: 'ssh',
      address: null,
      user: null,
      port: null,
      jump: null,
      hotLimit: 2,
      tags: [],
      drain: null,
      kind: null,
    };
    assert.deepEqual(hosts, [
      { name: 'n-1', ...host },
      { name: 'n-2', ...host },
    ]);
    assert.deepEqual(components, [
      {
        id: 'pipe0/bundler',
        pipe: 'pipe0',
        type: 'bundler',
        description: null,
        key: 'lta.bundler',
        count: 1,
        on: true,
        hot: 1,
        priority: 0,
        requirements: '',
        maxPerHost: Infinity,
        pool: null,
        placement: 'spread',
        lifetime: 'long',
        surplus: 'keep',
        lostAfterMs: 900_000,
        args: [],
        env: {},
        after: [],
        readiness: 'running',
        pilot: null,
        submitter: 'start-bundler.sh',
        eligible: 'all',
      },
    ]);
  });

  it('has what passes leave behind, and whom they tell', () => {
    const unset = {
      page: '/etc/logs/index.html',
      textfile: null,
      healthcheck: null,
      notify: null,
      staleMs: null,
    };
    assert.deepEqual(monitorOf({}), unset);
    assert.deepEqual(monitorOf({ page: 'none' }), { ...unset, page: null });
    assert.deepEqual(
      monitorOf({
        page: '~/web/fleet.html',
        textfile: '/var/lib/node_exporter/muster.prom',
        healthcheck: 'https://hc.example.org/ping/a?create=1',
        notify: ['page-me', '--team', 'ops'],
        stale: '20m',
      }),
      {
        page: '/home/jadelta/web/fleet.html',
        textfile: '/var/lib/node_exporter/muster.prom',
        healthcheck: 'https://hc.example.org/ping/a?create=1',
        notify: { file: '/etc/muster/page-me', args: ['--team', 'ops'] },
        staleMs: 1_200_000,
      },
    );
  });

  it('has absolute paths', () => {
    const { ssh, scripts, logs } = configOf({
      ...small,
      ssh: { identityFile: '~/.ssh/id', knownHosts: ['known', '/etc/known'] },
      scripts: { remote: '/home/jadelta', probe: 'getmex2' },
      logs: '../logs',
    });
    assert.deepEqual(ssh.identityFiles, ['/home/jadelta/.ssh/id']);
    assert.deepEqual(ssh.knownHosts, ['/etc/muster/known', '/etc/known']);
    assert.deepEqual(scripts, { where: 'remote', folder: '/home/jadelta', probe: 'getmex2' });
    assert.equal(logs, '/etc/logs');
    const configs = ['none', 'ssh_config', '~/.ssh/other'].map(
      (config) => configOf({ ...small, ssh: { config } }).ssh.config,
    );
    assert.deepEqual(configs, ['none', '/etc/muster/ssh_config', '/home/jadelta/.ssh/other']);
  });

  it('has chains of jump hosts as OpenSSH writes them', () => {
    const jumps = ['gw', 'ops@gw', 'gw:2222', 'ops@g1:2222,g2,o.ps@[2001:db8::1]:65535', 'none'];
    const available = jumps.map((jump, index) => ({ host: `n-${index}`, jump }));
    assert.deepEqual(
      configOf({ ...small, available }).hosts.map(({ jump }) => jump),
      jumps,
    );
  });

  it('has what a host, or a type, says of itself before what holds for all', () => {
    const { hosts, components } = configOf({
      ...withTypes(
        { ...smallType, name: 'a', hot: 3, lostAfter: 'never', placement: 'spread', maxPerHost: 2 },
        { ...smallType, name: 'b', hot: false, key: 'other', lostAfter: '1h', env: { '//': 'why', B: '' } },
      ),
      available: [{ host: 'n-[1-2]', user: 'me', port: 23, hotlimit: 0, drain: 'disk' }, 'n-3'],
      ssh: { user: 'jadelta', port: 2200 },
      placement: 'fill',
    });
    assert.deepEqual(
      hosts.map(({ name, user, port, hotLimit, drain }) => [name, user, port, hotLimit, drain]),
      [
        ['n-1', 'me', 23, 0, 'disk'],
        ['n-2', 'me', 23, 0, 'disk'],
        ['n-3', 'jadelta', 2200, 2, null],
      ],
    );
    const picked = components.map(({ hot, lostAfterMs, placement, maxPerHost }) => [
      hot,
      lostAfterMs,
      placement,
      maxPerHost,
    ]);
    assert.deepEqual(picked, [
      [3, Infinity, 'spread', 2],
      [0, 3_600_000, 'fill', Infinity],
    ]);
    assert.deepEqual(components[1]?.env, { B: '' });
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
    assert.deepEqual(
      hosts.map(({ name, port }) => `${name}:${port}`),
      ['n-1:null', 'n-2:23'],
    );
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
      assert.deepEqual(
        loaded.errors.map((error) => [error.code, error.line]),
        [[code, line]],
        name,
      );
    }
  });
});
