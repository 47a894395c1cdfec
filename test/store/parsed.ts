import * as sinon from 'sinon';

/** How many characters of JSON some work parses. */
export async function parsedCharacters(work: () => Promise<unknown>): Promise<number> {
  const parse = sinon.spy(JSON, 'parse');
  try {
    await work();
  } finally {
    parse.restore();
  }
  return parse.args.reduce((sum, [text]) => sum + text.length, 0);
}
