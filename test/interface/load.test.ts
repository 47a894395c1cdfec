import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadInterface } from '../../src/interface/load.ts';
import { configOf, errorsOf, load, small, smallType, told, warningsOf, withTypes } from './samples.ts';

const onlyError = (value: unknown): string => {
  const errors = told(errorsOf(value));
  assert.equal(errors.length, 1, errors.join('\n'));
  return errors[0] ?? '';
};

describe('errors of Interface.json', () => {
  it('are all told, each with its place, in the order of the text', () => {
    const text = `{
  "hotlimt": 2,
  "available": ["n-[10-01]", "a b"],
  "pipes": [{"pipe": "pipe0", "types": [
    {"name": "a", "count": "3", "submiter": "x", "hot": true, "key": "k", "on": "false"},
    {"name": "a", "count": 1e9, "submitter": "../x", "hot": 1.5, "key": "", "on": true, "pool": "tape"}
  ]}]
}`;
    const errors = errorsOf(text).map(
      ({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`,
    );
    assert.deepEqual(errors, [
      '2:3 hotlimt: the key "hotlimt" is unknown; did you mean `hotlimit`?',
      '3:17 available[0]: found the text "n-[10-01]": "10-01" in "[10-01]" runs backwards',
      '3:30 available[1]: found the text "a b"; a host name or a range such as "n-[01-40,43].example.org" or an object is allowed',
      '5:28 pipes[0].types[0].count: found the text "3"; a whole number from 0 to 100000 is allowed: write 3 without quotes',
      '5:33 pipes[0].types[0].submiter: the key "submiter" is unknown; did you mean `submitter`?',
      '5:81 pipes[0].types[0].on: found the text "false"; a boolean is allowed: write false without quotes',
      '6:14 pipes[0].types[1].name: the component "pipe0/a" is here twice, first on line 5',
      '6:28 pipes[0].types[1].count: found the number 1000000000; a whole number from 0 to 100000 is allowed',
      '6:46 pipes[0].types[1].submitter: found the text "../x"; a file name (no path, no "-" or "." in front) is allowed',
      '6:61 pipes[0].types[1].hot: found the number 1.5; a boolean or a whole number from 0 to 100000 is allowed',
      '6:73 pipes[0].types[1].key: found the text ""; a text of 1 to 1000 characters without line breaks and other control characters is allowed',
      '6:97 pipes[0].types[1].pool: found the text "tape"; there is no `pools`: add it there',
    ]);
  });

  it('name what is missing', () => {
    assert.match(
      onlyError({ ...small, hotlimit: undefined }),
      /^: the key `hotlimit` is missing; a whole number/,
    );
    assert.match(
      onlyError(withTypes({ ...smallType, on: undefined })),
      /^pipes\[0\].types\[0\]: the key `on` is missing/,
    );
    assert.match(onlyError('[]'), /^: found a list; an object is allowed/);
  });

  it('take the names of every object for plain unknown keys', () => {
    const keys = ['__proto__', 'constructor', 'toString'];
    const text = JSON.stringify(small).replace('{', `{${keys.map((key) => `"${key}": 1,`).join('')}`);
    assert.deepEqual(
      errorsOf(text).map(({ path }) => path),
      keys,
    );
  });

  it('know what a schema cannot say', () => {
    assert.match(onlyError({ ...small, scripts: { local: 'a', remote: '/b' } }), /^scripts: .* both here/);
    assert.match(onlyError({ ...small, scripts: { probe: 'getmex' } }), /^scripts: neither/);
    const range = { host: 'n-[1-2]', address: '10.0.0.1' };
    assert.match(onlyError({ ...small, available: [range] }), /^available\[0\].address: one address cannot/);
    const many = ['a[1-60000]', 'b[1-60000]'];
    assert.match(onlyError({ ...small, available: many }), /^available: 120000 hosts are listed/);
    const selector = withTypes({ ...smallType, hosts: ['n-1', '!n-[2-1]'] });
    assert.match(
      onlyError(selector),
      /hosts\[1\]: found the text "!n-\[2-1\]": "2-1" in "\[2-1\]" runs backwards/,
    );
    assert.match(onlyError(withTypes({ ...smallType, hosts: 'n-[1' })), /hosts: found .* do not pair/);
    const pool = withTypes({ ...smallType, pool: 'tap' });
    assert.match(onlyError({ ...pool, pools: { tape: 1 } }), /`pools` has tape: add it there/);
  });

  it('show nothing that a terminal would act on', () => {
    const message = onlyError(withTypes({ ...smallType, key: '\u001b[31m\u009b\u202e' }));
    assert.match(message, /"\\u001b\[31m\\u009b\\u202e"/);
  });

  it('refuse names that could not be safe', () => {
    for (const name of ['', 'a/b', '-a', ' a', 'a ', 'a\n', '\ud800', 'x'.repeat(65)]) {
      assert.match(onlyError(withTypes({ ...smallType, name })), /types\[0\].name: found/, name);
    }
    for (const host of ['-oProxyCommand=x', 'a;b', '$(x)', 'u@h', 'a\nb']) {
      assert.match(onlyError({ ...small, available: [host] }), /available\[0\]: found/, host);
    }
    for (const address of ['-x', 'a b', '']) {
      assert.match(onlyError({ ...small, available: [{ host: 'a', address }] }), /address: found/, address);
    }
    assert.match(onlyError(withTypes({ ...smallType, env: { 'A=B': 'x' } })), /env\["A=B"\]/);
    assert.match(onlyError(withTypes({ ...smallType, env: { MUSTER_KEY: 'x' } })), /cannot stand here/);
  });
});

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
    for (const [key, value] of [
      ['textfile', 'muster.txt'],
      ['textfile', '/var/lib/.prom'],
      ['healthcheck', 'hc.example.org'],
      ['healthcheck', 'https://a b'],
      ['healthcheck', 'file:///etc/passwd'],
      ['notify', []],
      ['page', false],
    ] as const)
      assert.match(
        onlyError({ ...small, monitor: { [key]: value } }),
        new RegExp(`^monitor\\.${key}: found`),
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

  it('has chains of jump hosts as OpenSSH writes them, and refuses what is none', () => {
    const jumps = ['gw', 'ops@gw', 'gw:2222', 'ops@g1:2222,g2,o.ps@[2001:db8::1]:65535', 'none'];
    const available = jumps.map((jump, index) => ({ host: `n-${index}`, jump }));
    assert.deepEqual(
      configOf({ ...small, available }).hosts.map(({ jump }) => jump),
      jumps,
    );
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
    ]) {
      assert.match(
        onlyError({ ...small, available: [{ host: 'a', jump }] }),
        /^available\[0\]\.jump: found .*a chain of hosts such as "gw"/,
        jump,
      );
    }
    const local = { host: 'a', via: 'local', jump: 'gw' };
    assert.match(onlyError({ ...small, available: [local] }), /^available\[0\]\.jump: the control VM itself/);
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
    const value = {
      ...withTypes({ ...smallType, submitter: 'start.sh ', hosts: [' n-1', 'm-[1-3]'] }),
      available: [' n-1\t', { host: 'n-[1-2]', port: 23 }],
    };
    const { hosts, components } = configOf(value);
    assert.deepEqual(
      hosts.map(({ name, port }) => `${name}:${port}`),
      ['n-1:null', 'n-2:23'],
    );
    assert.equal(components[0]?.submitter, 'start.sh');
    assert.deepEqual(warningsOf(value), [
      'available[0]: found the text " n-1\\t"; the white space at its ends is ignored',
      'available[1].host: n-1 is listed already; the first entry counts',
      'pipes[0].types[0].submitter: found the text "start.sh "; the white space at its ends is ignored',
      'pipes[0].types[0].hosts[0]: found the text " n-1"; the white space at its ends is ignored',
      'pipes[0].types[0].hosts[1]: not listed in `available`: m-[1-3]',
    ]);
  });

  it('of 10,000 hosts and 200 types is there in no time', () => {
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
    const text = JSON.stringify({ ...withTypes(...types), available }, null, 2);
    // Processor time: what else the machine does is no matter.
    const start = process.cpuUsage();
    assert.equal(load(text).ok, true);
    const { user, system } = process.cpuUsage(start);
    assert.ok(user + system < 900_000, `${(user + system) / 1000} ms`);
  });
});

describe('loadInterface', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'muster-interface-'));
  });
  after(() => rm(folder, { recursive: true }));

  const complaint = async (name: string, bytes?: string | Uint8Array): Promise<string> => {
    const file = join(folder, name);
    if (bytes !== undefined) {
      await writeFile(file, bytes);
    }
    const loaded = await loadInterface(file);
    assert.ok(!loaded.ok);
    return loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n');
  };

  it('says what to do about a file it cannot read', async () => {
    assert.match(
      await complaint('missing.json'),
      /there is no file .*missing\.json; "muster init" writes one/,
    );
    assert.match(await complaint('.'), /is a folder/);
    assert.match(
      await complaint('latin1.json', Buffer.from('{\n"//": "\xe9"}', 'latin1')),
      /^2: .* not UTF-8/,
    );
    assert.match(await complaint('utf16.json', Buffer.from('\uFEFF{}', 'utf16le')), /^1: .* not UTF-8/);
    assert.match(
      await complaint('large.json', Buffer.alloc(10 * 1024 * 1024 + 1, ' ')),
      /larger than 10 MiB/,
    );
    assert.match(await complaint('empty.json', ''), /the file is empty/);
  });
});
