import assert from 'node:assert/strict';
import type { ActionReport, Report } from '../../src/report/document.ts';
import { planText, runText, troubleText } from '../../src/report/planText.ts';
import { lookOf } from '../../src/report/problems.ts';
import { backoff, outcome, plain, report, short, start } from './reports.ts';

describe('the cost of telling what a pass did', () => {
  const texts: Readonly<Record<string, (report: Report) => unknown>> = {
    'the problems': (report) => lookOf(report, false),
    'what is told of trouble': (report) => troubleText(report, plain),
    'what run prints': (report) => runText(report, plain, false),
    'what plan prints': (report) => planText({ ...report, command: 'plan' }, plain, false),
  };
  for (const [what, told] of Object.entries(texts))
    it(`${what}: each action and each outcome is looked at as often with ten components as with a thousand`, () => {
      const few = looksWith(10, told);
      assert.ok(few > 0);
      assert.equal(looksWith(1000, told), few);
    });
});

/** How often actions and outcomes are asked for their component. */
function looksWith(components: number, told: (report: Report) => unknown): number {
  let looks = 0;
  const actions = Array.from({ length: 50 }, (_, index) =>
    looked(start('p/c0', `h${index}`) as ActionReport, () => looks++),
  );
  const outcomes = Array.from({ length: 50 }, (_, index) =>
    looked(outcome('failed', 'p/c0', `h${index}`, 'exit 127'), () => looks++),
  );
  const wait = backoff('exit 127', { lastHost: 'h1' });
  const waiting = Array.from({ length: components }, (_, index) =>
    short(`p/c${index}`, 2, 1, { backoff: wait }),
  );
  told(report({ components: waiting, actions, outcomes }));
  return looks;
}

/** Of which it is counted how often somebody asks for its component. */
function looked<T extends { readonly component: string }>(item: T, look: () => void): T {
  return Object.defineProperty({ ...item }, 'component', {
    enumerable: true,
    get() {
      look();
      return item.component;
    },
  });
}
