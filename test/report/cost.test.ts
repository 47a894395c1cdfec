import assert from 'node:assert/strict';
import type { Outcome } from '../../src/core/types.ts';
import type { ActionReport, Report } from '../../src/report/document.ts';
import { planText, runText, troubleText } from '../../src/report/planText.ts';
import { lookOf } from '../../src/report/problems.ts';
import { styleFor } from '../../src/report/style.ts';
import { component, report, start } from './reports.ts';

const plain = styleFor({}, {});

describe('the cost of telling what a pass did', () => {
  const texts: Readonly<Record<string, (report: Report) => unknown>> = {
    'the problems': (report) => lookOf(report, false),
    'what is told of trouble': (report) => troubleText(report, plain),
    'what run prints': (report) => runText(report, plain, false),
    'what plan prints': (report) => planText({ ...report, command: 'plan' }, plain, false),
  };
  for (const [what, told] of Object.entries(texts)) {
    it(`${what}: each action and each outcome is looked at as often with ten components as with a thousand`, () => {
      const few = looksWith(10, told);
      assert.ok(few > 0);
      assert.equal(looksWith(1000, told), few);
    });
  }
});

/** How often actions and outcomes are asked for their component. */
function looksWith(components: number, told: (report: Report) => unknown): number {
  let looks = 0;
  const actions = Array.from({ length: 50 }, (_, index) =>
    looked(start('p/c0', `h${index}`) as ActionReport, () => looks++),
  );
  const outcomes = Array.from({ length: 50 }, (_, index) => looked(failedOn(`h${index}`), () => looks++));
  const short = Array.from({ length: components }, (_, index) =>
    component(`p/c${index}`, 2, { running: 1, missing: 1, backoff }),
  );
  told(report({ components: short, actions, outcomes }));
  return looks;
}

const backoff = {
  failures: 1,
  lastAt: '2026-11-21T03:14:00.000Z',
  until: '2026-11-21T03:16:00.000Z',
  why: 'on h1: exit 127',
};

function failedOn(host: string): Outcome {
  return { launchId: host, component: 'p/c0', host, outcome: 'failed', detail: 'exit 127' };
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
