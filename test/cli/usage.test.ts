import assert from 'node:assert/strict';
import { packageVersion } from '../../src/package.ts';
import { LocalSite, mainFile, silent } from './localSite.ts';
import { golden } from '../harness/golden.ts';
import { itNeeds } from '../harness/needs.ts';

describe('the command line', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  it('--version', async () => {
    const version = `${packageVersion()}\n`;
    assert.deepEqual(await site.muster('--version'), { ...silent(0), stdout: version });
  });

  it('without a verb: the usage, and exit 64', async () => {
    const { exit, stdout, stderr } = await site.program();
    assert.deepEqual([exit, stdout], [64, '']);
    assert.match(stderr, /^Usage: muster /m);
  });

  const misuses = [
    ['nonsense'],
    ['statu'],
    ['plan', '--nonsense'],
    ['plan', 'more'],
    ['plan', '-c'],
    ['status', '--wacth'],
    ['status', '--sort', 'x'],
    ['status', '--watch', '0'],
    ['status', '--state', 'dwon,seen'],
    ['check', '--only', 'p/a'],
    ['run', '--wait', '3'],
  ];
  const misused = async (args: readonly string[]): Promise<string> => {
    const isWhole = args.length < 2 || args.includes('-c');
    const { exit, stdout, stderr } = await (isWhole ? site.program(...args) : site.muster(...args));
    assert.deepEqual([exit, stdout], [64, '']);
    return stderr.trimEnd();
  };
  golden(
    'usageText',
    Object.fromEntries(misuses.map((args) => [`muster ${args.join(' ')}`, () => misused(args)])),
  );

  const manyTypes = () => Array.from({ length: 1000 }, (_, index) => site.type(`t${index}`, { on: false }));

  it('a reader that has seen enough does no harm', async () => {
    site.config(manyTypes());
    const command = `{ "$0" "$1" status --json; echo "exit $?" >&2; } | head -c 1`;
    const { stdout, stderr } = await site.run(['/bin/sh', '-c', command, process.execPath, mainFile]);
    assert.deepEqual([stdout, stderr], ['{', 'exit 0\n']);
  });

  it('a slow reader gets everything', async () => {
    site.config(manyTypes());
    const command = `"$0" "$1" status --json | { sleep 1; cat; }`;
    const { stdout } = await site.run(['/bin/sh', '-c', command, process.execPath, mainFile]);
    assert.equal((JSON.parse(stdout) as { components: unknown[] }).components.length, 1000);
  });

  itNeeds(['script'], 'colours for a terminal, unless NO_COLOR is set', async () => {
    site.config([site.type('a')]);
    // On stderr a plan that takes long shows its progress.
    const script = ['script', '-qec', `${process.execPath} ${mainFile} plan 2>/dev/null`, '/dev/null'];
    const env: NodeJS.ProcessEnv = { ...process.env, TERM: 'xterm' };
    delete env['NO_COLOR'];
    const onTerminal = await site.run(script, env);
    assert.ok(onTerminal.stdout.includes('\u001B[32m+\u001B[39m  p/a  '), onTerminal.stdout);
    const without = await site.run(script, { ...env, NO_COLOR: '1' });
    assert.ok(without.stdout.startsWith('+  p/a  ') && !without.stdout.includes('\u001B'), without.stdout);
    assert.match((await site.muster('plan')).stdout, /^\+ {2}p\/a /);
  });
});
