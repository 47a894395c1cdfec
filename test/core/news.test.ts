import assert from 'node:assert/strict';
import { array, constantFrom, record, uniqueArray } from 'fast-check';
import { message } from '../../src/core/catalogue/catalogue.ts';
import {
  causeOf,
  isNews,
  mostCauses,
  newsOf,
  reminderMs,
  steadyMs,
  untold,
  withoutFigures,
  type Item,
  type Look,
  type News,
  type Problem,
  type Told,
} from '../../src/core/news.ts';
import { someMessage } from '../harness/messages.ts';
import { forAll } from '../harness/forAll.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

function problem(about: string, cause = 'down', own: Partial<Problem> = {}): Problem {
  return { ...someMessage(cause), kind: 'host', about, cause, ...own };
}

function look(...problems: Problem[]): Look {
  return { problems, judges: () => true };
}

/** What is told over several looks, each with its time. */
function tell(looks: readonly { atMs: number; look: Look }[]): (News & { atMs: number })[] {
  let told: Told = [];
  return looks.map((one) => {
    const next = newsOf(one.look, told, one.atMs);
    told = next.told;
    return { ...next.news, atMs: one.atMs };
  });
}

/** A look every five minutes. */
function every5(...looks: readonly Look[]): { atMs: number; look: Look }[] {
  return looks.map((one, index) => ({ atMs: index * 5 * minute, look: one }));
}

/** At which of these looks something is told, and what: `4: over a`. */
function newsAt(...looks: readonly Look[]): string[] {
  return tell(every5(...looks)).flatMap((news, index) => (isNews(news) ? [`${index}: ${words(news)}`] : []));
}

/** `new a`, `over a`, `still a`. */
function words({ begun, ended, still }: News): string {
  return [
    ...begun.map(({ again, about }) => `${again} ${about}`),
    ...ended.map(({ about }) => `over ${about}`),
    ...still.map(({ about }) => `still ${about}`),
  ].join(', ');
}

function of(items: readonly Item[], about: string): readonly Item[] {
  return items.filter((item) => item.about === about);
}

describe('news', () => {
  const [a, none] = [look(problem('a')), look()];

  it('a problem is told once, and its end once, by the second look that does not find it', () =>
    assert.deepEqual(newsAt(none, a, a, a, none, none, none), ['1: new a', '5: over a']));

  it('an end says since when and until when it was there', () => {
    const [, , , last] = tell(every5(a, a, none, none));
    const matter = { kind: 'host', about: 'a', ...someMessage('down'), more: [] };
    assert.deepEqual(last?.ended, [{ ...matter, sinceMs: 0, endedAtMs: 10 * minute, again: 'new' }]);
  });

  it('what comes and goes at every other look is told once', () => {
    const flapping = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? a : none));
    assert.deepEqual(newsAt(...flapping), ['0: new a']);
  });

  it('what is back within an hour is told once more, and over when it stays away for an hour', () => {
    const thrice = Array.from({ length: 12 }, () => [a, none, none, none]).flat();
    const quiet = Array.from({ length: 15 }, () => none);
    assert.deepEqual(newsAt(...thrice, ...quiet), ['0: new a', '2: over a', '4: back a', '57: over a']);
  });

  it('what is back later than that is new, and its end is told as soon as that of any', () => {
    const quiet = Array.from({ length: 14 }, () => none);
    const told = newsAt(a, none, none, ...quiet, a, none, none);
    assert.deepEqual(told, ['0: new a', '2: over a', '17: new a', '19: over a']);
  });

  it('another cause is told, also when the first comes back it is no news', () => {
    const silent = look(problem('a', 'silent'));
    assert.deepEqual(newsAt(a, silent, a, silent, silent), ['0: new a', '1: changed a']);
  });

  it('who cannot see is not believed that something is over', () => {
    const blind: Look = { problems: [], judges: (kind) => kind === 'config' };
    assert.deepEqual(newsAt(a, blind, blind, blind, a, none, none), ['0: new a', '6: over a']);
  });

  it('what happened has no end', () => {
    const happened = look(problem('a', 'set', { event: true }));
    assert.deepEqual(newsAt(happened, none, none, none), ['0: new a']);
  });

  it('what needs patience is told when it has lasted, and then its end; else nothing is', () => {
    const slow = look(problem('a', 'held', { patienceMs: 10 * minute }));
    const told = newsAt(slow, none, none, slow, slow, slow, none, none);
    assert.deepEqual(told, ['5: new a', '7: over a']);
  });

  it('what could not be told is owed, also when it is gone by the next look, or happened once', () => {
    const event = look(problem('e', 'failed', { event: true }));
    const both = look(problem('a'), problem('e', 'failed', { event: true }));
    const patient = look(problem('p', 'held', { patienceMs: 10 * minute }));
    const cases: readonly (readonly [Look[], number[], string[]])[] = [
      [[a, none, none, none], [0], ['new a', 'new a', 'over a', '']],
      [
        [a, none, none, none],
        [0, 1],
        ['new a', 'new a', 'new a', 'over a'],
      ],
      [[event, none, none, none], [0], ['new e', 'new e', '', '']],
      [[both, a, none, none], [0], ['new a, new e', 'new a, new e', '', 'over a']],
      [[event, none, none, event, none, none], [3], ['new e', '', '', 'back e', 'back e', '']],
      [[a, a, none, none, none], [3], ['new a', '', '', 'over a', 'over a']],
      [[patient, none, none], [], ['', '', '']],
      [[patient, patient, patient, none, none, none], [2], ['', '', 'new p', 'new p', 'over p', '']],
    ];
    for (const [looks, failing, expected] of cases) {
      let told: Told = [];
      const said = every5(...looks).map((one, index) => {
        const next = newsOf(one.look, told, one.atMs);
        told = failing.includes(index) ? untold(next.news, told, next.told) : next.told;
        return words(next.news);
      });
      assert.deepEqual(said, expected);
    }
  });

  it('one reminder a day tells all that goes on', () => {
    const both = look(problem('a'), problem('b'));
    const looks = Array.from({ length: 2 * 288 + 1 }, (_, index) => (index < 100 ? a : both));
    const told = tell(every5(...looks)).flatMap((news) =>
      isNews(news) ? [`${news.atMs / day}: ${words(news)}`] : [],
    );
    assert.deepEqual(told, ['0: new a', `${100 / 288}: new b`, '1: still a, still b', '2: still a, still b']);
  });

  it('a clock that was set back puts no reminder off', () => {
    let { told } = newsOf(a, [], 400 * day);
    const heard: number[] = [];
    for (let atMs = 0; atMs <= 2 * day; atMs += 5 * minute) {
      const next = newsOf(a, told, atMs);
      told = next.told;
      if (isNews(next.news)) heard.push(atMs / day);
    }
    assert.deepEqual(heard, [1, 2]);
  });
});

const exited = (exit: string, printed: string): string =>
  causeOf(message('submitter-failed', { exit, printed }));
const late = (lateS: number): string => causeOf(message('launch-late', { lateS }));
const waits = (...components: string[]): string => causeOf(message('waiting-for-components', { components }));

describe('the cause of a message', () => {
  it('is its code and the words of its parameters; numbers and figures make no other cause', () => {
    assert.equal(exited('1', 'no space, pid 4711 at 03:15:01'), exited('3', 'no space, pid 12 at 03:20:59'));
    assert.notEqual(exited('1', 'no space'), exited('1', 'no such file'));
    assert.equal(late(12), late(13));
    assert.notEqual(late(12), causeOf(message('launch-repeated')));
    assert.notEqual(waits('p/a'), waits('p/a', 'p/b'));
  });

  it('leaves out figures, times, ids and broken names, and no words', () => {
    for (const [text, left] of [
      [
        'state.json was set aside as state.json.broken-2026-11-21T03-15-00-123Z; pid 4711',
        'state.json was set aside as state.json.broken-#; pid #',
      ],
      ['launch 20261121T031500-1f9a3c5e at 03:15:00', 'launch # at #'],
      ['facade decade n1', 'facade decade n#'],
    ] as const)
      assert.equal(withoutFigures(text), left);
  });

  it('is of a length that can be kept', () =>
    assert.equal(causeOf(someMessage('x'.repeat(5000))).length, 300));
});

describe('the laws of news', () => {
  const found = uniqueArray(
    record({ about: constantFrom('a', 'b', 'c'), cause: constantFrom('1', '2', '3', '4', '5') }),
    { selector: ({ about }) => about },
  );
  const step = record({
    found,
    waitMs: constantFrom(minute, 5 * minute, 5 * minute, 30 * minute, steadyMs, day / 3),
  });
  type Step = { found: { about: string; cause: string }[]; waitMs: number };

  /** Runs a law on what is told over any course of things. */
  function holds(law: (course: { atMs: number; found: Step['found']; news: News }[]) => void): void {
    forAll(400, array(step, { maxLength: 80 }), (steps) => {
      let told: Told = [];
      let atMs = 0;
      const course = steps.map(({ found: now, waitMs }) => {
        atMs += waitMs;
        const next = newsOf(look(...now.map(({ about, cause }) => problem(about, cause))), told, atMs);
        told = next.told;
        return { atMs, found: now, news: next.news };
      });
      law(course);
    });
  }

  it('of what is there something was told within the last day', () => {
    holds((course) => {
      const heard = new Map<string, number>();
      for (const { atMs, found: now, news } of course) {
        for (const { about } of [...news.begun, ...news.still]) heard.set(about, atMs);
        for (const { about } of now) assert.ok(atMs - (heard.get(about) ?? -Infinity) < day, about);
      }
    });
  });

  it('each begin is told once, and each end once, in turn', () => {
    holds((course) => {
      for (const about of ['a', 'b', 'c']) {
        const turns = course.flatMap(({ news }) => [
          ...of(news.begun, about).flatMap(({ again }) => (again === 'changed' ? [] : ['begin'])),
          ...of(news.ended, about).map(() => 'end'),
        ]);
        for (const [index, turn] of turns.entries()) assert.equal(turn, index % 2 === 0 ? 'begin' : 'end');
      }
    });
  });

  it('an end is told only of what two looks did not find, and steady troubles end at the second', () => {
    holds((course) => {
      for (const about of ['a', 'b', 'c']) {
        let [missed, isTold, isSteady] = [0, false, false];
        for (const { found: now, news } of course) {
          missed = now.some((one) => one.about === about) ? 0 : missed + 1;
          for (const { again } of of(news.begun, about)) {
            if (again !== 'changed') [isTold, isSteady] = [true, again === 'new'];
          }
          const ended = of(news.ended, about).length > 0;
          if (ended) assert.ok(missed >= 2);
          if (isTold && isSteady && missed === 2) assert.ok(ended);
          if (ended) isTold = false;
        }
      }
    });
  });

  it('nothing begins three times within an hour, whatever it does', () => {
    holds((course) => {
      for (const about of ['a', 'b', 'c']) {
        const begins = course.flatMap(({ atMs, news }) =>
          of(news.begun, about).flatMap(({ again }) => (again === 'changed' ? [] : [atMs])),
        );
        for (const [index, atMs] of begins.entries()) {
          const third = begins[index + 2];
          if (third !== undefined) assert.ok(third - atMs >= steadyMs);
        }
      }
    });
  });

  it('of one trouble at most so many causes are told from one reminder to the next', () => {
    holds((course) => {
      for (const about of ['a', 'b', 'c']) {
        let told = 0;
        for (const { news } of course) {
          if (of(news.still, about).length > 0) told = 1;
          for (const { again } of of(news.begun, about)) told = again === 'changed' ? told + 1 : 1;
          assert.ok(told <= mostCauses);
        }
      }
    });
  });

  it('as long as nothing changes nothing is told, but the reminder', () => {
    holds((course) => {
      let changedMs = -Infinity;
      for (const [index, { atMs, found: now, news }] of course.entries()) {
        const before = course[index - 1]?.found ?? [];
        const text = (list: Step['found']): string =>
          list
            .map(({ about, cause }) => about + cause)
            .toSorted()
            .join();
        if (text(now) !== text(before)) changedMs = atMs;
        assert.deepEqual(text(now) === text(before) ? news.begun : [], []);
        // Ends may come until an hour after the last change.
        if (atMs - changedMs > steadyMs + day / 3) assert.deepEqual(news.ended, []);
        if (news.still.length > 0) assert.ok(atMs >= reminderMs);
      }
    });
  });
});
