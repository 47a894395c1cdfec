import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { dialogue, Gone } from '../../src/remote/dialogue.ts';
import { answerEnd } from '../../src/remote/logs.ts';
import type { Line, Talk, TalkListener } from '../../src/remote/wire.ts';
import { someMessage } from '../harness/messages.ts';
import { forAllAsync } from '../harness/forAll.ts';

const nonce = 'abc';
const cut = someMessage('cut');
const goneFor =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Gone && error.reason.code === code;
const patient = {
  command: 'sh -s',
  script: 'script',
  silenceMs: 60_000,
  maxBytes: 10_000,
  answerEnd: (number: number) => answerEnd(nonce, number),
};

/** A line to a host that answers as the test says. */
class Host {
  readonly said: string[] = [];
  /** The code of what was wrong with the line when the talk was ended; null as long as it goes on. */
  endedFor: string | null = null;
  listener: TalkListener | null = null;
  readonly answer: (question: string, number: number, host: Host) => void;

  constructor(answer: (question: string, number: number, host: Host) => void) {
    this.answer = answer;
  }

  get line(): Line {
    return {
      lost: null,
      close() {},
      run: () => Promise.reject(new Error('not here')),
      talk: (_command, listener): Talk => {
        this.listener = listener;
        return {
          say: (text) => {
            this.said.push(text);
            setImmediate(() => this.answer(text, this.said.length - 1, this));
          },
          end: (dead) => void (this.endedFor = dead?.code ?? ''),
        };
      },
    };
  }

  hear(text: string | Buffer): void {
    this.listener?.heard(Buffer.from(text as string));
  }
}

describe('a dialogue with a host', () => {
  it('answers, in whatever pieces they come, are what was answered', async () => {
    await forAllAsync(
      { numRuns: 50 },
      fc.array(fc.uint8Array({ maxLength: 400 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 60 }),
      async (answers, size) => {
        const host = new Host((_, number, self) => {
          const whole = Buffer.concat([
            answers[number - 1] ?? Buffer.from('welcome\n'),
            Buffer.from(answerEnd(nonce, number)),
          ]);
          for (let at = 0; at < whole.length; at += size) self.hear(whole.subarray(at, at + size));
        });
        const talk = await dialogue(host.line, patient);
        for (const answer of answers) assert.deepEqual(await talk.ask('?'), Buffer.from(answer));
        talk.end();
        await assert.rejects(talk.ask('?'), Gone);
      },
    );
  });

  it('the end of another answer ends none', async () => {
    const host = new Host((_, number, self) =>
      self.hear(`${answerEnd(nonce, 7)}${answerEnd('abd', number)}x${answerEnd(nonce, number)}`),
    );
    const talk = await dialogue(host.line, patient);
    assert.equal((await talk.ask('?')).toString(), `${answerEnd(nonce, 7)}${answerEnd('abd', 1)}x`);
  });

  it('a host that sends more than it was asked for is dropped', async () => {
    const host = new Host((_, number, self) =>
      self.hear(number === 0 ? answerEnd(nonce, 0) : 'x'.repeat(10_001)),
    );
    const talk = await dialogue(host.line, patient);
    await assert.rejects(talk.ask('?'), goneFor('output-too-large'));
    assert.equal(host.endedFor, 'output-too-large');
  });

  it('a host that owes an answer and is silent is dropped; one that owes none may be', async () => {
    const host = new Host((_, number, self) => number < 2 && self.hear(answerEnd(nonce, number)));
    const talk = await dialogue(host.line, { ...patient, silenceMs: 30 });
    // Longer than it may be silent while it owes an answer.
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(host.endedFor, null);
    await talk.ask('?');
    await assert.rejects(talk.ask('?'), goneFor('command-timeout'));
    assert.equal(host.endedFor, 'command-timeout');
  });

  it('a connection that is lost ends what waits, and what is asked later', async () => {
    const host = new Host((_, number, self) =>
      number === 0 ? self.hear(answerEnd(nonce, 0)) : self.listener?.over(cut),
    );
    const talk = await dialogue(host.line, patient);
    for (let times = 0; times < 2; times++) await assert.rejects(talk.ask('?'), new Gone(cut));
    const refused = new Host((_, __, self) => self.listener?.over(cut));
    await assert.rejects(dialogue(refused.line, patient), new Gone(cut));
  });
});
