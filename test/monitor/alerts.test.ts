import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { packagePath } from '../../src/package.ts';
import { LocalSite } from '../cli/localSite.ts';

const rulesFile = packagePath('examples/prometheus/alerts.yml');
const testFile = packagePath('examples/prometheus/alerts.cases.yml');
const rules = readFileSync(rulesFile, 'utf8')
  .split(/^ {6}- alert: /m)
  .slice(1)
  .map((text) => ({ name: text.split('\n')[0] ?? '', text }));

describe('the alert rules', () => {
  it('are taken by promtool', () => {
    const printed = execFileSync('promtool', ['check', 'rules', rulesFile], { encoding: 'utf8' });
    assert.match(printed, new RegExp(`SUCCESS: ${rules.length} rules found`));
  });

  it('fire when they have to, and only then, in the words that are asked for', () => {
    const printed = execFileSync('promtool', ['test', 'rules', testFile], {
      cwd: dirname(testFile),
      encoding: 'utf8',
    });
    assert.match(printed, /SUCCESS/);
  });

  it('each fires in one case at least, and is silent in another', () => {
    const cases = [...readFileSync(testFile, 'utf8').matchAll(/alertname: (\w+)\n +exp_alerts:(.*)$/gm)];
    for (const { name } of rules) {
      const silent = new Set(
        cases.flatMap(([, alert, expected]) => (alert === name ? [expected === ' []'] : [])),
      );
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
