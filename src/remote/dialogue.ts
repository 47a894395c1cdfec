import { message, type Message } from '../core/catalogue/catalogue.ts';
import { Output } from './output.ts';
import type { Line } from './wire.ts';

/** Questions and answers with a script on a host, one after the other. */
export interface Dialogue {
  /**
   * @returns what the script answered.
   * @throws Gone when the host does not answer, or answers what it was not asked.
   */
  ask(question: string): Promise<Buffer>;
  end(): void;
}

/** The host cannot be talked with any more. */
export class Gone extends Error {
  readonly reason: Message;

  constructor(reason: Message) {
    super(reason.text);
    this.reason = reason;
  }
}

export interface DialogueWords {
  readonly command: string;
  /** Fed to the command; it answers the 0th question of its own accord when it listens. */
  readonly script: string;
  /** The line that ends an answer. */
  answerEnd(number: number): string;
  /** How long a host may be silent while an answer is waited for. */
  readonly silenceMs: number;
  /** No answer is longer. */
  readonly maxBytes: number;
}

/**
 * Begins to talk with a script. There is never more under way than one answer, so that a host sends only what there
 * is room for; and a host that is silent while it owes one is given up, however quiet the line is by nature.
 */
export async function dialogue(line: Line, words: DialogueWords): Promise<Dialogue> {
  let number = 0;
  let gone: Message | null = null;
  let waiting: Waiting | null = null;
  const talk = line.talk(words.command, { heard, over: (reason) => fail(reason) });

  function heard(chunk: Buffer): void {
    if (waiting === null) return;
    const { output, tail } = waiting;
    output.keep('stdout', chunk);
    if (gone !== null) return;
    waiting.bytes += chunk.length;
    const end = Buffer.from(words.answerEnd(number));
    waiting.tail = Buffer.concat([tail, chunk.subarray(-end.length)]).subarray(-end.length);
    if (!waiting.tail.equals(end)) return listen(waiting);
    const { answered, timer } = waiting;
    clearTimeout(timer);
    waiting = null;
    number++;
    answered(output.done().stdout.subarray(0, -end.length));
  }
  function listen(answer: Waiting): void {
    clearTimeout(answer.timer);
    const { bytes } = answer;
    const isSilent = (): void => {
      if (waiting === answer && answer.bytes === bytes)
        fail(message('command-timeout', { seconds: words.silenceMs / 1000 }), true);
    };
    // Behind a look at what has arrived: this process itself may have been busy all that time.
    answer.timer = setTimeout(() => setImmediate(() => setImmediate(isSilent)), words.silenceMs);
  }
  function fail(reason: Message, dead = false): void {
    if (gone !== null) return;
    gone = reason;
    talk.end(dead ? reason : undefined);
    if (waiting === null) return;
    const { output, failed, timer } = waiting;
    waiting = null;
    clearTimeout(timer);
    output.done();
    failed(new Gone(reason));
  }
  function answer(): Promise<Buffer> {
    return new Promise((answered, failed) => {
      if (gone !== null) return failed(new Gone(gone));
      const output = new Output(words.maxBytes, (reason) => fail(reason, true));
      waiting = { answered, failed, output, bytes: 0, tail: Buffer.alloc(0), timer: undefined };
      listen(waiting);
    });
  }

  const greeting = answer();
  talk.say(words.script);
  await greeting;
  return {
    ask(question) {
      const answered = answer();
      if (gone === null) talk.say(question);
      return answered;
    },
    end: () => fail(message('aborted', { error: 'it was ended' })),
  };
}

interface Waiting {
  answered(answer: Buffer): void;
  failed(error: Gone): void;
  readonly output: Output;
  bytes: number;
  /** The last bytes that came, where the end of the answer is looked for. */
  tail: Buffer;
  timer: NodeJS.Timeout | undefined;
}
