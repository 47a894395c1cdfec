import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { allCommands, commandText, PilotSite } from './sites.ts';

const lists = (...commands: string[]) => ({ pilots: { lta: { default: commands } }, toolbox: ['site'] });

describe('what pilots are made of', () => {
  let site: PilotSite;
  beforeEach(() => (site = new PilotSite()));
  afterEach(() => site[Symbol.dispose]());

  /** What is wrong where the pilot has these commands. */
  const found = (...commands: string[]) => site.config({}, lists(...commands)).load();

  it('has no findings where all is there', async () => {
    const { findings } = await site.config().load();
    assert.deepEqual(findings, []);
  });

  it('a command that is missing is reported where it is asked for, with the one that was meant', async () => {
    site.write('site/x', commandText('x'));
    const { errors, findings } = await found('chek-host', 'run-component', 'nonsense-at-all');
    assert.deepEqual(errors, [
      'pilots.lta.default[0]: command-unknown',
      'pilots.lta.default[2]: command-unknown',
    ]);
    const [misspelt, strange] = findings.map(({ params }) => params);
    assert.deepEqual([misspelt?.['near'], strange?.['near']], ['"check-host"', null]);
    assert.deepEqual(strange?.['known'], [...allCommands, 'x'].toSorted());
  });

  it('one that is broken is an error with its file and line; one that nobody asks for is a warning', async () => {
    site.write('site/own-check', commandText('own-check').replace('30s', '30 s'));
    const used = await found('own-check', 'run-component');
    const unused = await found('run-component');
    assert.deepEqual(used.errors, ['pilots.lta.default[0]: command-header-invalid']);
    assert.deepEqual([unused.errors, unused.warnings], [[], ['toolbox[0]: command-header-invalid']]);
    for (const { findings } of [used, unused]) {
      const { file, line, key } = findings[0]?.params ?? {};
      assert.deepEqual([file, line, key], [join(site.folder, 'site/own-check'), 4, 'timeout']);
    }
  });

  it('one that calls what is not below it is reported with its line', async () => {
    const calls = 'check_gpu() {\n  # base_check_gpu\n  base_check_gpu\n}\n';
    site.write('site/check-gpu', commandText('check-gpu', {}, calls));
    const { errors, findings } = await found('check-gpu', 'run-component');
    assert.deepEqual(errors, ['pilots.lta.default[0]: command-base-missing']);
    assert.equal(findings[0]?.params['line'], 8);
    site.write('below/check-gpu', commandText('check-gpu'));
    const own = { ...lists('check-gpu', 'run-component'), toolbox: ['site', 'below'] };
    assert.deepEqual((await site.config({}, own).load()).errors, []);
  });

  it('a wheel whose name pip refuses is a warning', async () => {
    const names = [
      'lta.whl',
      'lta-1.0-py3-none-any.whl',
      'lta-1.0-1a-cp312-cp312-linux_x86_64.whl',
      'lta-1.0.whl',
    ];
    for (const name of names) site.write(`wheels/${name}`, 'a wheel');
    const requirements = names.map((name) => `wheels/${name}`);
    const environments = { lta: { type: 'venv', requirements } };
    const { errors, warnings } = await site.config({ environment: 'lta' }, { environments }).load();
    assert.deepEqual(errors, []);
    assert.deepEqual(warnings, [
      'environments.lta.requirements[0]: wheel-name-invalid',
      'environments.lta.requirements[3]: wheel-name-invalid',
    ]);
  });

  it('a command that sh cannot read is reported with its line', async () => {
    site.write('site/own-check', commandText('own-check', {}, 'own_check() {\n  if true; then\n}\n'));
    const { errors, findings } = await found('own-check', 'run-component');
    assert.deepEqual(errors, ['pilots.lta.default[0]: command-syntax']);
    const { file, line, error } = findings[0]?.params ?? {};
    assert.deepEqual([basename(String(file)), Number(line) > 6], ['own-check', true]);
    assert.match(String(error), /syntax error/i);
  });

  it('lines that sh cannot read are warnings', async () => {
    const { errors, warnings } = await site.config({ run: 'echo "a', preExec: ['true', 'if'] }).load();
    assert.deepEqual(errors, []);
    assert.deepEqual(warnings, [
      'pipes[0].types[0].run: line-syntax',
      'pipes[0].types[0].preExec[1]: line-syntax',
    ]);
  });

  it('the order of commands is that of their stages, with one that runs the component', async () => {
    site.write('site/run-it', commandText('run-it', { stage: 'run' }));
    for (const [commands, error] of [
      [['check-host'], ': list-runs-nothing'],
      [['run-component', 'run-it'], '[1]: list-runs-twice'],
      [['clean-up', 'run-component'], '[1]: list-out-of-order'],
      [['run-component', 'run-component'], '[1]: command-repeated'],
    ] as const)
      assert.equal((await found(...commands)).errors[0], `pilots.lta.default${error}`);
  });

  it('files are there, are files, and are what their digest says', async () => {
    const sha256 = createHash('sha256').update('x').digest('hex');
    mkdirSync(join(site.folder, 'folder'));
    const stage = [
      { source: 'client://a', target: 'pilot://a', sha256 },
      { source: 'client://a', target: 'host://a', sha256: '0'.repeat(64) },
      { source: 'client://none', target: 'pilot://b' },
      { source: 'client://folder', target: 'pilot://c' },
    ];
    const environments = { e: { type: 'venv', requirements: ['w.whl'] } };
    site.write('a', 'x').config({ stage, environment: 'e' }, { environments });
    const { errors, findings } = await site.load();
    assert.deepEqual(errors, [
      'pipes[0].types[0].stage[1].sha256: digest-differs',
      'pipes[0].types[0].stage[2].source: client-file-unusable/missing',
      'pipes[0].types[0].stage[3].source: client-file-unusable/folder',
      'environments.e.requirements[0]: client-file-unusable/missing',
    ]);
    assert.equal(findings[0]?.params['sha256'], sha256);
    assert.equal(findings[1]?.params['file'], join(site.folder, 'none'));
  });

  it('a folder of the toolbox that is missing is an error, and a command that runs earlier than it stands a warning', async () => {
    const { errors, warnings, findings } = await found('make-sandbox', 'check-host', 'run-component');
    assert.deepEqual(errors, ['toolbox[0]: toolbox-folder-unusable/missing']);
    assert.deepEqual(warnings, ['pilots.lta.default[1]: command-runs-earlier']);
    const { command, first } = findings[1]?.params ?? {};
    assert.deepEqual([command, first], ['"check-host"', '"make-sandbox"']);
  });

  it('a key that no command makes use of is a warning', async () => {
    const without = allCommands.filter((name) => name !== 'configure' && name !== 'run-tests');
    const { errors, warnings } = await site
      .config(
        { settings: { file: 'x', values: {} }, tests: ['true'], requires: { cores: 1 } },
        { pilots: { lta: { default: without } } },
      )
      .load();
    assert.deepEqual(errors, []);
    assert.deepEqual(warnings, [
      'pipes[0].types[0].settings: key-without-command',
      'pipes[0].types[0].tests: key-without-command',
    ]);
  });
});
