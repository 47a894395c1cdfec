import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../src/package.ts';
import { LocalSite } from '../cli/localSite.ts';
import { needs } from '../harness/needs.ts';
import { isDeep, sample } from '../harness/sample.ts';
import { scratchFolder } from '../store/scratch.ts';

const rulesFile = packagePath('examples/prometheus/alerts.yml');
const testFile = packagePath('examples/prometheus/alerts.cases.yml');
const rules = readFileSync(rulesFile, 'utf8')
  .split(/^ {6}- alert: /m)
  .slice(1)
  .map((text) => ({ name: text.split('\n')[0] ?? '', text }));

describe('the alert rules, as promtool reads them', () => {
  needs('promtool');
  const scratch = scratchFolder();

  it('are taken by it', () => {
    const printed = execFileSync('promtool', ['check', 'rules', rulesFile], { encoding: 'utf8' });
    assert.match(printed, new RegExp(`SUCCESS: ${rules.length} rules found`));
  });

  it('fire when they have to, and only then, in the words that are asked for', () => {
    const [head = '', ...cases] = readFileSync(testFile, 'utf8').split(/^(?= {2}- name: )/m);
    const slice = join(scratch(), 'cases.yml');
    // A case over more than a day takes as long as all others.
    const short = cases.filter((text) => !/eval_time: 2[45]h/.test(text));
    const chosen = isDeep ? cases : sample('cases of alerts', short, 8);
    writeFileSync(slice, head.replace('- alerts.yml', `- ${rulesFile}`) + chosen.join(''));
    const printed = execFileSync('promtool', ['test', 'rules', slice], { encoding: 'utf8' });
    assert.match(printed, /SUCCESS/);
  });
});

describe('the alert rules', () => {
  it('each fires in one case at least, and is silent in another', () => {
    const cases = [...readFileSync(testFile, 'utf8').matchAll(/alertname: (\w+)\n +exp_alerts:(.*)$/gm)];
    for (const { name } of rules) {
      const own = cases.filter(([, alert]) => alert === name);
      const silent = new Set(own.map(([, , expected]) => expected === ' []'));
      assert.ok(silent.has(true) && silent.has(false), name);
    }
  });

  it('each says how grave it is, what is the matter, what to type, and what it means', () => {
    for (const { name, text } of rules) {
      assert.match(text, /^ +severity: (critical|warning)$/m, name);
      for (const key of ['summary', 'description', 'runbook'])
        assert.match(text, new RegExp(`^ {10}${key}: .{40}`, 'm'), `${name}: ${key}`);
      assert.match(text, /^ {10}description: .*(Type|type|type there|then type)\b.*: /m, name);
    }
  });

  it('name no command and no option that there is not', async () => {
    using site = new LocalSite();
    const helps = new Map<string, string>();
    let commands = 0;
    for (const { name, text } of rules)
      for (const [command, verb = ''] of text.matchAll(
        /\bmuster ([a-z]+)\b(?: (?:--?[a-z]+|'[^']*'|\d+|[A-Z]{2,}))+/g,
      )) {
        const help = helps.get(verb) ?? (await site.muster(verb, '--help')).stdout;
        helps.set(verb, help);
        assert.match(help, new RegExp(`^Usage: muster ${verb}\\b`), `${name}: ${command}`);
        for (const [option] of command.matchAll(/(?<= )--?[a-z]+/g))
          assert.match(help, new RegExp(`[ ,]${option}[ ,]`), `${name}: ${command}`);
        commands++;
      }
    assert.ok(commands > rules.length, String(commands));
  });

  it('are all told on the page on metrics', () => {
    const page = readFileSync(packagePath('docs/metrics.md'), 'utf8');
    const told = [...page.matchAll(/^\| `(Muster\w+)` +\| (\w+)/gm)].map(
      ([, name, severity]) => `${name} ${severity}`,
    );
    const have = rules.map(({ name, text }) => `${name} ${/severity: (\w+)/.exec(text)?.[1]}`);
    assert.deepEqual(told, have);
  });
});
