import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { needs } from '../../harness/needs.ts';
import { isDeep } from '../../harness/sample.ts';
import { differences, ours, plain, printed, type Printed } from './openssh.ts';
import { suiteFolder } from '../../store/scratch.ts';

const hosts = ['n1', 'n2', 'N1', 'a.x', 'b.x', '10.0.0.1'];

/** One of these, separated by `|`. */
const oneOf = (texts: string): fc.Arbitrary<string> => fc.constantFrom(...texts.split('|'));
const pattern = oneOf('n1|n2|N1|n*|*.x|a.x|?.x|*|10.*|!n1|!*.x|!n?|real.x|??|**1');
const list = (items: fc.Arbitrary<string>, most = 3): fc.Arbitrary<string> =>
  fc.array(items, { minLength: 1, maxLength: most }).map((texts) => texts.join(','));

const criterion = fc.oneof(
  fc
    .tuple(oneOf('host|originalhost|!host|!originalhost|Host'), list(pattern))
    .map((parts) => parts.join(' ')),
  fc.tuple(oneOf('user|!user|localuser'), list(oneOf('ops|root|r*|!ops|*'))).map((parts) => parts.join(' ')),
  oneOf('final|!final|canonical|!canonical|all'),
);
/** `Host` or `Match`, with one to three of its arguments. */
const headOf = (keyword: string, argument: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(argument, { minLength: 1, maxLength: 3 }).map((texts) => `${keyword} ${texts.join(' ')}`);
const head = fc.oneof(
  { weight: 3, arbitrary: headOf('Host', pattern) },
  { weight: 2, arbitrary: headOf('Match', criterion) },
);

const word = oneOf(`a|ops|"two words"|'x'|a\\ b|"a\\"b"|x#y|%%|/k/%h-%n|~/k/%r@%h:%p|none|\${HOME}/x`);
const options: Readonly<Record<string, fc.Arbitrary<string>>> = Object.fromEntries(
  [
    'HostName real.x|%h.x|Upper.X|10.1.1.1|127.1|%%|::1',
    'User ops|root|"a b"',
    'Port 22|2222|ssh|022',
    'IdentitiesOnly yes|no|TRUE',
    'IdentityAgent none|/run/a|SSH_AUTH_SOCK|~/a-%r|$AGENT',
    'UserKnownHostsFile /k/a|/k/a /k/b|none|~/k/%k|"/k/a b" c',
    'GlobalKnownHostsFile /k/g|none',
    'HostKeyAlias Alias|other',
    'HashKnownHosts yes|no',
    'StrictHostKeyChecking yes|no|ask|accept-new|off',
    'ProxyJump gw|ops@gw:23|g1,ops@g2|none|ssh://u@h:1|[::1]:2|gw more',
    'ProxyCommand nc %h %p|none|"nc" x',
    'ConnectTimeout 5|1m30s|none|0|2H',
    'ServerAliveInterval 15|1m',
    'AddressFamily inet|INET6|any',
    'BindAddress 10.0.0.1',
    'Ciphers aes256-ctr|+aes256-cbc|-aes*|^aes256-ctr|aes128-ctr,aes256-ctr',
    'TCPKeepAlive yes|no',
    'SetEnv A=1|A=1 B="x y"',
    'Tunnel yes|point-to-point',
    'IgnoreUnknown Odd*|x,OddOne',
    'OddOne yes',
  ]
    .map((text): [string, fc.Arbitrary<string>] => {
      const [name = ''] = text.split(' ', 1);
      return [name, oneOf(text.slice(name.length + 1))];
    })
    .concat([['IdentityFile', word]]),
);

/** What OpenSSH would not take, wherever it stands. */
const bad = oneOf(
  'User ""|User|IdentityFile "/k|Port 0|Port 65536|Port x|Port 22 23|IdentitiesOnly maybe' +
    '|UserKnownHostsFile none /k/a|StrictHostKeyChecking sometimes|ProxyJump a,|ProxyJump a:0|ConnectTimeout 1x' +
    '|AddressFamily ipx|SetEnv A|Tunnel sideways|HostName %n|OddTwo yes|Match|Match all host n1|Match colour red' +
    '|Match host|Host ""',
);

const keyword = fc.constantFrom(...Object.keys(options));
const casing = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toLowerCase(),
  (text: string) => text.toUpperCase(),
);
const separator = oneOf(' |=| = |\t|  |= ');
const ending = oneOf('||| | # why|\r|\t\f');
const line = fc
  .tuple(
    keyword.chain((name) => fc.tuple(fc.constant(name), options[name] as fc.Arbitrary<string>)),
    casing,
    separator,
    ending,
    oneOf('|  |\t'),
  )
  .map(([[name, value], cased, between, end, indent]) => `${indent}${cased(name)}${between}${value}${end}`);
const include = oneOf(
  'Include @DIR@/one.inc|Include @DIR@/*.inc|Include @DIR@/none.inc @DIR@/two.inc|  include "@DIR@/d/[a-c]*"',
);
const lines = (most: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 60, arbitrary: line },
        { weight: 30, arbitrary: head },
        { weight: 10, arbitrary: oneOf('|# a comment|   ') },
        { weight: 1, arbitrary: bad },
      ),
      { maxLength: most },
    )
    .map((texts) => texts.join('\n'));
const config = fc.record({
  main: fc
    .tuple(lines(6), fc.option(include, { nil: '' }), lines(6))
    .map((texts) => texts.filter((text) => text !== '').join('\n')),
  one: lines(4),
  two: lines(4),
  three: lines(3),
});

describe('generated ssh configs', () => {
  needs('ssh');
  const folder = suiteFolder();

  function write(name: string, text: string): string {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replaceAll('@DIR@', folder));
    return path;
  }

  it('are resolved as ssh -G resolves them, or refused by both', async () => {
    const defaults = new Map<string, Printed>();
    for (const host of hosts) defaults.set(host, (await printed('none', host)) ?? new Map());
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(config, fc.constantFrom(...hosts), async ({ main, one, two, three }, host) => {
        const file = write('main.conf', main);
        write('one.inc', one);
        write('two.inc', two);
        write('d/b', three);
        const theirs = await printed(file, host);
        if (theirs !== null) accepted += 1;
        assert.deepEqual(
          differences(theirs, await ours(file, plain(host), defaults.get(host) as Printed)),
          [],
        );
      }),
      { numRuns: Number(process.env['SSH_CONFIG_RUNS'] ?? (isDeep ? 300 : 60)) },
    );
    assert.ok(accepted > 10, `only ${accepted} configs were no errors`);
  });
});
