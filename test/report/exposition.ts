/** A series as its reader knows it: `name{label="value",…}` with the labels sorted, unescaped, as JSON. */
export interface Parsed {
  readonly types: ReadonlyMap<string, string>;
  readonly helps: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, number>;
}

/** How a series is found in `Parsed.values`. */
export function seriesOf(name: string, labels: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify([name, Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1))]);
}

/**
 * Reads Prometheus' text format, character by character, and as strictly as its specification lets one be.
 *
 * @throws what is wrong, with the line.
 */
export function parseExposition(text: string): Parsed {
  const types = new Map<string, string>();
  const helps = new Map<string, string>();
  const values = new Map<string, number>();
  const ended = new Set<string>();
  let current = '';
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line has no end');
  for (const line of text.split('\n').slice(0, -1)) {
    const [, keyword, name = '', rest = ''] = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) ([^]*)$/.exec(line) ?? [];
    if (keyword !== undefined) {
      const told = keyword === 'HELP' ? helps : types;
      if (told.has(name)) throw new Error(`${keyword} twice: ${line}`);
      told.set(name, rest);
      if (name !== current) ended.add(current);
      if (ended.has(name)) throw new Error(`its family was over: ${line}`);
      current = name;
      continue;
    }
    const sample = new Reader(line).sample();
    if (sample.name !== current || !types.has(current)) throw new Error(`in another's family: ${line}`);
    const series = seriesOf(sample.name, sample.labels);
    if (values.has(series)) throw new Error(`there twice: ${line}`);
    values.set(series, sample.value);
  }
  return { types, helps, values };
}

class Reader {
  readonly #line: string;
  #at = 0;

  constructor(line: string) {
    this.#line = line;
  }

  sample(): { name: string; labels: Record<string, string>; value: number } {
    const name = this.#word(/[a-zA-Z0-9_:]/);
    const labels: Record<string, string> = {};
    if (this.#next() === '{') {
      this.#take('{');
      while (this.#next() !== '}') {
        const label = this.#word(/[a-zA-Z0-9_]/);
        if (Object.hasOwn(labels, label)) this.#fail('a label twice');
        this.#take('=');
        labels[label] = this.#quoted();
        if (this.#next() !== '}') this.#take(',');
      }
      this.#take('}');
    }
    this.#take(' ');
    return { name, labels, value: this.#number() };
  }

  #next(): string {
    return this.#line[this.#at] ?? '';
  }

  #take(what: string): void {
    if (this.#next() !== what) this.#fail(`no ${what}`);
    this.#at++;
  }

  #word(of: RegExp): string {
    let word = '';
    while (of.test(this.#next())) {
      word += this.#next();
      this.#at++;
    }
    return /^[a-zA-Z_:]/.test(word) ? word : this.#fail('no name');
  }

  #quoted(): string {
    this.#take('"');
    let value = '';
    for (; this.#next() !== '"'; this.#at++) {
      if (this.#next() === '') this.#fail('a label without an end');
      if (this.#next() !== '\\') {
        value += this.#next();
        continue;
      }
      this.#at++;
      const escaped = { '\\': '\\', '"': '"', n: '\n' }[this.#next()];
      value += escaped ?? this.#fail('an escape that there is not');
    }
    this.#take('"');
    return value;
  }

  /** To the end of the line: a time may not follow. */
  #number(): number {
    const rest = this.#line.slice(this.#at);
    const special: Record<string, number> = { '+Inf': Infinity, '-Inf': -Infinity, NaN };
    const value = special[rest];
    if (value !== undefined) return value;
    return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(rest) ? Number(rest) : this.#fail('no number');
  }

  #fail(what: string): never {
    throw new Error(`${what} at ${this.#at} of ${JSON.stringify(this.#line)}`);
  }
}
