import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { PilotFault } from '../../src/pilot/files.ts';
import { preparedPilot } from '../../src/pilot/prepared.ts';
import { runtimeText } from '../../src/pilot/runtime.ts';
import { syntaxError } from '../../src/pilot/syntax.ts';
import { workshopOf } from '../../src/pilot/workshop.ts';
import { needs } from '../harness/needs.ts';
import { isDeep } from '../harness/sample.ts';
import { allCommands, commandText, PilotSite } from './sites.ts';

/** A type that makes use of everything. */
const full = {
  environment: 'e',
  requires: { commands: ['sh'], paths: ['/tmp'], disk: '1M', memory: '1M', cores: 1 },
  stage: [
    { source: 'client://conf/a b.env', target: 'pilot://a.env' },
    { source: 'https://example.org/b.tgz', target: 'host://b/', action: 'unpack' },
    { source: '/data/c', target: 'pipe://c', action: 'link' },
  ],
  collect: [{ source: 'pilot://out', target: 'host://out/' }],
  preExec: ['ulimit -n 1000'],
  tests: ['test -d /tmp'],
  settings: { file: 'a.ini', format: 'ini', values: { 'a.b': 'c' } },
  tunnel: { via: 'ops@control', port: 22, identityFile: '~/.ssh/tunnel', to: { db: '10.0.0.5:5432' } },
  env: { A: "it's" },
};

const environments = {
  e: { type: 'venv', requirements: ['wheels/a.whl', 'list.txt', 'b==1'], setup: ['true'] },
};

function shellcheck(script: string): string {
  return spawnSync('shellcheck', ['-s', 'sh', '-'], { input: script, encoding: 'utf8' }).stdout;
}

const line = (name: string, text: string) => text.split('\n').find((one) => one.startsWith(`${name}=`));

const rows = (text: string) => text.match(/^ {2}"\$@" (prepare|run|finish) .*$/gm) ?? [];

const pipes = (pipe: string) => ({
  pipes: [
    {
      pipe,
      types: [
        {
          name: 'a',
          count: 1,
          hot: false,
          on: true,
          pilot: 'lta',
          run: 'x',
          stage: [{ source: '/a', target: 'pipe://b' }],
        },
      ],
    },
  ],
});

/** What a tar has: mode and name. */
const entries = (archive: Buffer): string[] =>
  spawnSync('tar', ['-tvf', '-'], { input: archive, encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
    .map((line) => line.replace(/^(\S+).*? ([^ ].*)$/, '$1 $2').replace(/^(\S+) .*\d\d:\d\d /, '$1 '));

/** All of a script that is of its component. shellcheck takes seconds for the rest, which is the same everywhere. */
async function ownPart(script: string): Promise<string> {
  const end = script.indexOf(await runtimeText());
  assert.ok(end > 0);
  return `${script.slice(0, end)}\nmuster_root=/r muster_sandbox=/s\n`;
}

/** What a shell would act on. */
const nasty = [
  "it's", '$(touch x)', '`touch x`', '"', '\\', '~', '{a,b}', '$HOME', ';',
  '#', '*', 'é🙂', '’', '!', '%s\\n', '\\\'"', "''", "$''",
]; // prettier-ignore

/** A type with this text wherever the file may have one. */
const ofAllSorts = (text: string) => ({
  run: `x ${text}`,
  preExec: [`x ${text}`],
  env: { NASTY: text },
  stage: [{ source: `/data/${text.replaceAll('..', '')}x`, target: 'pilot://x' }],
  settings: { file: 'x', values: { A: text } },
});

const environment = (type: string, more: object = {}) =>
  [
    `an environment of the type ${type}`,
    { environment: 'e' },
    { environments: { e: { type, ...more } } },
  ] as const;

describe('the script of a pilot', () => {
  let site: PilotSite;
  beforeEach(() => {
    site = new PilotSite();
    site.write('conf/a b.env', 'A=1\n').write('wheels/a.whl', 'wheel').write('list.txt', 'c\n');
  });
  afterEach(() => site[Symbol.dispose]());

  const scriptOf = async (
    type: object = {},
    own: object = {},
    kind: string | null = null,
  ): Promise<string> => {
    const { config, component, errors } = await site.config(type, own).load();
    assert.deepEqual(errors, []);
    return workshopOf(config).script(component, kind);
  };

  it('is the same where all it is made of is the same, and differs where that does', async () => {
    const script = await scriptOf(full, { environments });
    assert.equal(await scriptOf(full, { environments }), script);
    site.write('wheels/a.whl', 'another');
    const other = await scriptOf(full, { environments });
    assert.notEqual(other, script);
    assert.equal(line('muster_env_hash', other), line('muster_env_hash', script));
    assert.notEqual(line('muster_env_definition', other), line('muster_env_definition', script));
  });

  it('has the commands of the list for its kind', async () => {
    const own = { pilots: { lta: { default: allCommands, gpu: ['run-component'] } } };
    assert.equal(rows(await scriptOf({}, own)).length, allCommands.length);
    assert.equal(rows(await scriptOf({}, own, 'other')).length, allCommands.length);
    assert.deepEqual(rows(await scriptOf({}, own, 'gpu')), [
      '  "$@" run run-component run_component none ends no || return',
    ]);
  });

  it('values arrive as they are, whatever is in them', async () => {
    const word = fc
      .array(fc.constantFrom(...nasty, ' ', 'a'), { minLength: 1, maxLength: 8 })
      .map((parts) => parts.join(''));
    for (const text of [nasty.join(' '), ...fc.sample(word, isDeep ? 12 : 4)]) {
      const script = await scriptOf(ofAllSorts(text));
      const ask = [
        'show() { printf "<%s>" "$@"; echo; }',
        'printf "<%s>\\n" "$muster_run_line"',
        'muster_pre_exec show; muster_stages show; muster_settings show',
        'muster_component_env; printf "<%s>\\n" "$NASTY"',
      ].join('\n');
      const { stdout } = spawnSync('sh', [], {
        input: script.replace(/\{ muster_main .*/, ask),
        encoding: 'utf8',
      });
      assert.deepEqual(stdout.split('\n'), [
        `<x ${text}>`,
        `<x ${text}>`,
        `<copy></data/${text.replaceAll('..', '')}x></x><>`,
        `<A><${text}>`,
        `<${text}>`,
        '',
      ]);
    }
  });

  it('functions that hand on stop at the first that fails, with its status', async () => {
    const script = await scriptOf({ preExec: ['a', 'b', 'c'] });
    const ask = 'one() { echo "$1"; [ "$1" != b ] || return 7; }\nmuster_pre_exec one; echo $?';
    const { stdout } = spawnSync('sh', [], {
      input: script.replace(/\{ muster_main .*/, ask),
      encoding: 'utf8',
    });
    assert.equal(stdout, 'a\nb\n7\n');
  });

  it('a pipe is a folder of its own below pipes, whatever it is called', async () => {
    assert.match(await scriptOf({}, pipes('..')), /"\$muster_root"\/'pipes\/%2e%2e\/b'/);
    assert.match(await scriptOf({}, pipes("pipe 'x'")), /"\$muster_root"\/'pipes\/pipe '\\''x'\\''\/b'/);
  });

  it('is brought as a bundle, with one for each file, made once', async () => {
    const { config, component } = await site.config(full, { environments }).load();
    const prepared = await preparedPilot(config, component, { kind: null });
    assert.equal(
      preparedPilot({ ...config }, component, { kind: null }),
      preparedPilot(config, component, { kind: null }),
    );
    assert.deepEqual(entries(prepared.script.archive), [
      `-rwxr-xr-x ${prepared.script.name}/pilot`,
      `-rw-r--r-- ${prepared.script.name}/.muster-bundle`,
    ]);
    assert.deepEqual(
      prepared.files.map(({ name, archive }) => entries(archive)[0]?.replace(name, 'HASH')),
      ['-rw-r--r-- HASH/a b.env', '-rw-r--r-- HASH/a.whl', '-rw-r--r-- HASH/list.txt'],
    );
    const script = await workshopOf(config).script(component, null);
    for (const { name } of prepared.files) assert.ok(script.includes(`bundles/${name}/`), name);
  });

  it('a file that changes after it was read is not brought as what it was', async () => {
    const { config, component } = await site.config(full, { environments }).load();
    site.write('wheels/a.whl', 'changed');
    await assert.rejects(preparedPilot(config, component, { kind: null }), (error) => {
      assert.ok(error instanceof PilotFault);
      const file = join(site.folder, 'wheels/a.whl');
      assert.deepEqual([error.problem.code, error.problem.params], ['client-file-changed', { file }]);
      return true;
    });
  });

  describe('to shellcheck and sh', () => {
    needs('shellcheck');
    // What is checked whole has everything; of the others what is their own, but for `npm run test:deep`.
    for (const [what, type, own] of [
      ['everything, and a command of the site over one of muster', full, { environments, toolbox: ['site'] }],
      ['nothing but a line', {}, {}],
      ['one command alone', {}, { pilots: { lta: { default: ['run-component'] } } }],
      ['values of all sorts', ofAllSorts(nasty.join(' ')), {}],
      environment('none'),
      environment('path', { path: '/opt/e' }),
      environment('conda'),
      environment('shell', { setup: ['true'] }),
    ] as const)
      it(`is fine with ${what}`, async () => {
        site.write('site/check-host', commandText('check-host', {}, 'check_host() { base_check_host; }\n'));
        const script = await scriptOf(type, own);
        const isWhole = isDeep || type === full;
        assert.equal(shellcheck(isWhole ? script : await ownPart(script)), '');
        assert.equal(await syntaxError(script), null);
      });
  });
});
