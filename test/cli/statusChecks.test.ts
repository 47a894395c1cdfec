import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { packagePath } from '../../src/package.ts';
import { askerIn } from '../../src/cli/monitoring.ts';
import { checkMkLine, pluginOutput } from '../report/checkFormats.ts';
import { LocalSite, mainFile } from './localSite.ts';
import { sample } from '../harness/sample.ts';
import { itNeeds } from '../harness/needs.ts';

describe('a monitoring system is answered in its way, whatever goes wrong', () => {
  let site: LocalSite;
  before(() => {
    site = new LocalSite({ inProcess: false });
    site.config([site.type('a')]);
  });
  after(() => site[Symbol.dispose]());

  const others = [
    ['--json'],
    ['--watch'],
    ['--watch', '5'],
    ['--sort', 'hot'],
    ['--state', 'down'],
    ['--short'],
    ['-v'],
    ['--bogus'],
    ['surplus'],
    ['--timeout', 'soon'],
    ['-w', 'stranger'],
    ['--only', 'p/stranger'],
    ['-c', 'nowhere.json'],
  ];
  for (const args of sample('misused checks', others, 4))
    it(`${args.join(' ')}: UNKNOWN, on stdout`, async () => {
      const plugin = await site.muster('status', '--nagios', ...args);
      assert.equal(plugin.exit, 3);
      assert.equal(pluginOutput(plugin.stdout).state, 3);
      const local = await site.muster('status', ...args, '--check-mk', 'f2');
      assert.equal(local.exit, 0);
      const { state, item } = checkMkLine(local.stdout.trimEnd());
      assert.deepEqual([state, item], [3, 'f2']);
    });

  it('both at once, a mistyped verb, and help are UNKNOWN', async () => {
    const both = await site.muster('status', '--check-mk', '--nagios');
    assert.deepEqual([both.exit, pluginOutput(both.stdout).state], [3, 3]);
    const mistyped = await site.muster('statsu', '--nagios');
    assert.deepEqual([mistyped.exit, pluginOutput(mistyped.stdout).state], [3, 3]);
    const help = await site.muster('status', '--nagios', '--help');
    assert.equal(help.exit, 3);
    assert.match(help.stdout, /muster status/);
  });

  it('an error that nobody caught is UNKNOWN', async () => {
    // Thrown once muster has begun to listen for such.
    const thrower =
      'const timer = setInterval(() => { if (process.listenerCount("uncaughtException") > 0) { clearInterval(timer); throw new Error("out of the blue"); } }, 1);';
    const env = importing(thrower);
    const plugin = await site.run([process.execPath, mainFile, 'status', '--nagios'], env);
    assert.equal(plugin.exit, 3);
    assert.match(plugin.stdout, /^MUSTER UNKNOWN .*out of the blue/);
    const local = await site.run([process.execPath, mainFile, 'status', '--check-mk'], env);
    assert.equal(local.exit, 0);
    assert.match(checkMkLine(local.stdout.trimEnd()).summary, /out of the blue/);
  });

  it('that too few files can be open is UNKNOWN as soon as muster runs, and never a hang', () => {
    const answers = Array.from({ length: 12 }, (_, index) => {
      const command = `ulimit -n ${20 + 2 * index}; exec "$0" "$1" status --nagios`;
      const options = { cwd: site.folder, timeout: 60_000 } as const;
      const { status, stdout } = spawnSync('sh', ['-c', command, process.execPath, mainFile], options);
      return { status, text: String(stdout) };
    });
    // With fewer still, node cannot load muster.
    assert.deepEqual(
      answers.filter(({ status }) => status !== 1 && status !== 3),
      [],
    );
    assert.ok(answers.some(({ text }) => /^MUSTER UNKNOWN .*EMFILE/.test(text)));
  });

  it('a file that does not answer is UNKNOWN in time', async () => {
    execFileSync('mkfifo', [site.path('silent.json')]);
    const args = ['-c', 'silent.json', '--timeout', '1s'];
    const plugin = await site.muster('status', '--nagios', ...args);
    assert.equal(plugin.exit, 3);
    assert.match(plugin.stdout, /^MUSTER UNKNOWN .*--timeout/);
    const local = await site.muster('status', '--check-mk', ...args);
    assert.equal(local.exit, 0);
    assert.match(local.stdout, /^3 "muster" - .*--timeout/);
  });

  it('to be killed from outside, for want of memory say, is UNKNOWN', async () => {
    const killer = 'if (process.env.MUSTER_SUPERVISED) process.kill(process.pid, "SIGKILL")';
    const env = importing(killer);
    const { exit, stdout } = await site.run([process.execPath, mainFile, 'status', '--nagios'], env);
    assert.equal(exit, 3);
    assert.match(stdout, /^MUSTER UNKNOWN .*SIGKILL/);
  });

  it('-q is the first line alone', async () => {
    const { exit, stdout } = await site.muster('status', '--nagios', '-q');
    assert.equal(exit, 1);
    assert.deepEqual(pluginOutput(stdout).below, []);
  });

  it('--timeout alone is a usage error', async () => {
    const { exit, codes } = await site.refusal('status', '--timeout', '5s');
    assert.deepEqual([exit, codes], [64, ['option-useless']]);
  });

  it('who asks is known from words that are not understood', () => {
    assert.deepEqual(askerIn(['status', '--check-mk', '--bogus']), { kind: 'check-mk', name: 'muster' });
    assert.deepEqual(askerIn(['status', '--check-mk=two', 'x']), { kind: 'check-mk', name: 'two' });
    assert.deepEqual(askerIn(['status', '--check-mk', 'two']), { kind: 'check-mk', name: 'two' });
    assert.deepEqual(askerIn(['status', '--nagios', '--check-mk']), { kind: 'nagios' });
    assert.deepEqual(askerIn(['status', '--nagios=1']), { kind: 'nagios' });
    assert.equal(askerIn(['match', '--', '--nagios']), null);
    assert.equal(askerIn(['status', '--json']), null);
  });
});

/** An environment in which node runs this first. */
function importing(script: string): NodeJS.ProcessEnv {
  const url = `data:text/javascript,${encodeURIComponent(script)}`;
  return { ...process.env, NODE_OPTIONS: `--import=${url}` };
}

describe('the examples for monitoring systems', () => {
  itNeeds(['shellcheck'], 'shellcheck has nothing to say of the local check', () => {
    const { stdout, status } = spawnSync('shellcheck', [packagePath('examples/checkmk/muster')], {
      encoding: 'utf8',
    });
    assert.deepEqual([status, stdout], [0, '']);
  });
});
