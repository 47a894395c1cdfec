/** Writes and talks for each of several, in their order, whatever the order in which they have something to say. */
export class Turns {
  readonly #write: (text: string) => Promise<void>;
  readonly #waiting: {
    said: (string | (() => void))[];
    chars: number;
    done: boolean;
    grant: () => void;
    turn: Promise<void>;
  }[];
  #now = 0;

  constructor(count: number, write: (text: string) => Promise<void>) {
    this.#write = write;
    this.#waiting = Array.from({ length: count }, () => {
      let grant: () => void = nothing;
      const turn = new Promise<void>((resolve) => (grant = resolve));
      return { said: [], chars: 0, done: false, grant, turn };
    });
    this.#waiting[0]?.grant();
  }

  /** Whoever has much to say before its turn waits for that. */
  async write(index: number, text: string): Promise<void> {
    const own = this.#waiting[index];
    if (own === undefined) return;
    const last = own.said.at(-1);
    if (typeof last === 'string') own.said[own.said.length - 1] = last + text;
    else own.said.push(text);
    own.chars += text.length;
    if (index !== this.#now && own.chars < roomChars) return;
    await own.turn;
    await this.#flush(index);
  }

  /** The same for what goes elsewhere: it is told between the texts of its own, and waits for nothing. */
  say(index: number, tell: () => void): void {
    const own = this.#waiting[index];
    if (index === this.#now && own?.said.length === 0) tell();
    else own?.said.push(tell);
  }

  /** It has nothing more to say. */
  async end(index: number): Promise<void> {
    const own = this.#waiting[index];
    if (own !== undefined) own.done = true;
    while (this.#waiting[this.#now]?.done) {
      const now = this.#now;
      await this.#flush(now);
      if (this.#now !== now) return;
      this.#now++;
      this.#waiting[this.#now]?.grant();
    }
  }

  async #flush(index: number): Promise<void> {
    const own = this.#waiting[index];
    if (own === undefined || own.said.length === 0) return;
    const { said } = own;
    own.said = [];
    own.chars = 0;
    // All at once, so that what comes meanwhile comes behind.
    await Promise.all(said.map((one) => (typeof one === 'string' ? this.#write(one) : one())));
  }
}

/** What is kept of one that has to wait. */
const roomChars = 64 * 1024;

function nothing(): void {
  // Until the promise has given its own.
}
