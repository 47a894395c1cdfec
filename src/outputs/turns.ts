/** Writes for each of several, in their order, whatever the order in which they have something to say. */
export class Turns {
  readonly #write: (text: string) => Promise<void>;
  readonly #waiting: { text: string; done: boolean; grant: () => void; turn: Promise<void> }[];
  #now = 0;

  constructor(count: number, write: (text: string) => Promise<void>) {
    this.#write = write;
    this.#waiting = Array.from({ length: count }, () => {
      let grant: () => void = nothing;
      const turn = new Promise<void>((resolve) => (grant = resolve));
      return { text: '', done: false, grant, turn };
    });
    this.#waiting[0]?.grant();
  }

  /** Whoever has much to say before its turn waits for that. */
  async write(index: number, text: string): Promise<void> {
    const own = this.#waiting[index];
    if (own === undefined) return;
    own.text += text;
    if (index !== this.#now && own.text.length < roomChars) return;
    await own.turn;
    await this.#flush(index);
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
    if (own === undefined || own.text === '') return;
    const { text } = own;
    own.text = '';
    await this.#write(text);
  }
}

/** What is kept of one that has to wait. */
const roomChars = 64 * 1024;

function nothing(): void {
  // Until the promise has given its own.
}
