import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { allCommands, commandText, PilotSite } from './sites.ts';

const lists = (...commands: string[]) => ({ pilots: { lta: { default: commands } }, toolbox: ['site'] });

describe('what pilots are made of', () => {
  let site: PilotSite;
  beforeEach(() => (site = new PilotSite()));
  afterEach(() => site[Symbol.dispose]());

  it('is all there', async () => {
    const { errors, warnings } = await site.config().load();
    assert.deepEqual([errors, warnings], [[], []]);
  });

  it('a command that is missing is told where it is asked for, once, with the one that was meant', async () => {
    site.write('site/x', commandText('x')).config({}, lists('chek-host', 'run-component', 'nonsense-at-all'));
    const { errors } = await site.load();
    assert.equal(errors.length, 2, errors.join('\n'));
    assert.match(
      errors[0] ?? '',
      /^pilots\.lta\.default\[0\]: there is no command "chek-host" in site, .*did you mean "check-host"\?$/,
    );
    assert.match(errors[1] ?? '', /^pilots\.lta\.default\[2\]: .* known are check-host, clean-up/);
  });

  it('one that is broken is told with its file and line; one that nobody asks for is a warning', async () => {
    site.write('site/own-check', commandText('own-check').replace('30s', '30 s'));
    assert.match(
      (await site.config({}, lists('own-check', 'run-component')).load()).errors[0] ?? '',
      /^pilots\.lta\.default\[0\]: site\/own-check:4: `timeout` is "30 s"/,
    );
    const unused = await site.config({}, lists('run-component')).load();
    assert.deepEqual(unused.errors, []);
    assert.match(unused.warnings[0] ?? '', /^toolbox\[0\]: site\/own-check:4: /);
  });

  it('one that calls what is not below it is told with its line', async () => {
    const calls = 'check_gpu() {\n  # base_check_gpu\n  base_check_gpu\n}\n';
    site.write('site/check-gpu', commandText('check-gpu', {}, calls));
    const used = lists('check-gpu', 'run-component');
    const { errors } = await site.config({}, used).load();
    assert.match(
      errors.join('\n'),
      /^pilots\.lta\.default\[0\]: site\/check-gpu:8: it calls `base_check_gpu`, but/,
    );
    site.write('below/check-gpu', commandText('check-gpu'));
    assert.deepEqual((await site.config({}, { ...used, toolbox: ['site', 'below'] }).load()).errors, []);
  });

  it('a wheel that has no name of a wheel is warned of, for pip refuses it', async () => {
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
    assert.deepEqual(
      warnings.map((warning) => warning.slice(0, warning.indexOf(':'))),
      ['environments.lta.requirements[0]', 'environments.lta.requirements[3]'],
    );
  });

  it('one that sh cannot read is told with its line', async () => {
    site.write('site/own-check', commandText('own-check', {}, 'own_check() {\n  if true; then\n}\n'));
    const { errors } = await site.config({}, lists('own-check', 'run-component')).load();
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? '', /^pilots\.lta\.default\[0\]: site\/own-check:\d: .*[Ss]yntax error/);
  });

  it('lines that sh cannot read are warned of', async () => {
    const { errors, warnings } = await site.config({ run: 'echo "a', preExec: ['true', 'if'] }).load();
    assert.deepEqual(errors, []);
    assert.deepEqual(
      warnings.map((warning) => warning.slice(0, warning.indexOf(' this line'))),
      ['pipes[0].types[0].run: sh cannot read', 'pipes[0].types[0].preExec[1]: sh cannot read'],
    );
  });

  it('the order of commands is that of their stages, with one that runs the component', async () => {
    const only = async (...commands: string[]) => (await site.config({}, lists(...commands)).load()).errors;
    site.write('site/run-it', commandText('run-it', { stage: 'run' }));
    assert.match((await only('check-host'))[0] ?? '', /default: no command of this list runs the component/);
    assert.match(
      (await only('run-component', 'run-it'))[0] ?? '',
      /\[1\]: "run-it" would run the component once more/,
    );
    assert.match(
      (await only('clean-up', 'run-component'))[0] ?? '',
      /\[1\]: "run-component" is of the stage run, and comes after "clean-up"/,
    );
    assert.match(
      (await only('run-component', 'run-component'))[0] ?? '',
      /\[1\]: "run-component" is in this list twice/,
    );
  });

  it('files are there, files, and what their digest says', async () => {
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
    const { errors } = await site.load();
    assert.deepEqual(errors, [
      `pipes[0].types[0].stage[1].sha256: the file beside \`Interface.json\` has ${sha256}`,
      'pipes[0].types[0].stage[2].source: there is no file none',
      'pipes[0].types[0].stage[3].source: folder is a folder; name the files in it, or pack it and let the action be "unpack"',
      'environments.e.requirements[0]: there is no file w.whl',
    ]);
  });

  it('a folder of the toolbox that is not there is told', async () => {
    const { errors } = await site.config({}, { toolbox: ['none'] }).load();
    assert.deepEqual(errors, ['toolbox[0]: there is no folder none; commands are looked for there']);
  });

  it('what is run first and stands behind is warned of', async () => {
    const { errors, warnings } = await site
      .config({}, lists('make-sandbox', 'check-host', 'run-component'))
      .load();
    assert.deepEqual(errors, ['toolbox[0]: there is no folder site; commands are looked for there']);
    assert.match(warnings[0] ?? '', /default\[1\]: "check-host" is run before .*"make-sandbox"/);
  });

  it('what no command makes use of is warned of', async () => {
    const without = allCommands.filter((name) => name !== 'configure' && name !== 'run-tests');
    const { errors, warnings } = await site
      .config(
        { settings: { file: 'x', values: {} }, tests: ['true'], requires: { cores: 1 } },
        { pilots: { lta: { default: without } } },
      )
      .load();
    assert.deepEqual(errors, []);
    assert.deepEqual(warnings.length, 2, warnings.join('\n'));
    for (const warning of warnings)
      assert.match(warning, /no command of the pilot "lta" makes use of `(settings|tests)`/);
  });
});
