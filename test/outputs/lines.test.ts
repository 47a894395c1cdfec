import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { whereLastLinesBegin } from '../../src/outputs/lastLines.ts';
import { LineSplitter, maxLineBytes } from '../../src/outputs/lineSplitter.ts';
import { Turns } from '../../src/outputs/turns.ts';
import { blockBytes } from '../../src/remote/logs.ts';
import { harmlessLine } from '../../src/report/harmless.ts';

describe('the lines of an output', () => {
  it('are the same in whatever pieces it comes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r', '\0', ' ') }),
        fc.integer({ min: 1, max: 7 }),
        (text, size) => {
          const splitter = new LineSplitter();
          const bytes = Buffer.from(text);
          const lines = [];
          for (let at = 0; at < bytes.length; at += size)
            lines.push(...splitter.add(bytes.subarray(at, at + size)));
          lines.push(...splitter.rest());
          const wanted = text.split('\n');
          if (wanted.at(-1) === '') wanted.pop();
          assert.deepEqual(
            lines.map(({ bytes }) => bytes.toString()),
            wanted,
          );
        },
      ),
    );
  });

  it('that are too long are cut, and keep no more', () => {
    const splitter = new LineSplitter();
    for (let times = 0; times < 100; times++) assert.deepEqual(splitter.add(Buffer.alloc(1000, 'x')), []);
    const [line] = splitter.add(Buffer.from('y\nnext'));
    assert.deepEqual([line?.bytes.length, line?.cutBytes], [maxLineBytes, 100_001 - maxLineBytes]);
    assert.deepEqual(splitter.rest(), [{ bytes: Buffer.from('next'), cutBytes: 0 }]);
    assert.deepEqual(splitter.rest(), []);
  });

  it('the last so many begin where they begin, in files of many blocks too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 20 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 25 }),
        async (lengths, ended, wanted) => {
          const lines = lengths.map((length) => `${'l'.repeat(length)}\n`);
          const text = lines.join('') + (ended ? '' : 'rest');
          const bytes = Buffer.from(text);
          // As a host reads: to the end of the block.
          const read = async (offset: number): Promise<Buffer> =>
            bytes.subarray(offset, (Math.floor(offset / blockBytes) + 1) * blockBytes);
          const all = ended ? lines : [...lines, 'rest'];
          assert.equal(
            text.slice(await whereLastLinesBegin(read, bytes.length, wanted)),
            all.slice(-wanted).join(''),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('act on no terminal, and keep their blanks', () => {
    assert.equal(harmlessLine('  \tat x (y.js:1)  \r'), '  \tat x (y.js:1)  ');
    assert.equal(
      harmlessLine('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007done\u0007\u009b2J\u202e'),
      'red done??',
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0x20ff }).map((code) => String.fromCodePoint(code)) }),
        (text) => {
          assert.doesNotMatch(harmlessLine(text), /[^\P{Cc}\t]|\p{Cf}|\u2028/u);
        },
      ),
    );
  });
});

describe('turns', () => {
  it('what is said beside comes in the order of all as well, and between the texts of its own', async () => {
    const told: string[] = [];
    const turns = new Turns(2, async (text) => {
      told.push(text);
    });
    turns.say(1, () => told.push('second, beside'));
    await turns.write(1, 'second');
    turns.say(1, () => told.push('second, after'));
    await turns.end(1);
    assert.equal(told.length, 0);
    turns.say(0, () => told.push('first, beside'));
    await turns.write(0, 'first');
    await turns.end(0);
    assert.deepEqual(told, ['first, beside', 'first', 'second, beside', 'second', 'second, after']);
  });

  it('each writes in its turn, whatever the order in which they come and end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }),
        fc.scheduler(),
        async (counts, scheduler) => {
          let written = '';
          const turns = new Turns(counts.length, async (text) => {
            await Promise.resolve();
            written += text;
          });
          const large = 'x'.repeat(40_000);
          const speakers = counts.map(async (count, index) => {
            for (let times = 0; times < count; times++) {
              await scheduler.schedule(Promise.resolve());
              await turns.write(index, `${index}${large}`);
            }
            await scheduler.schedule(Promise.resolve());
            await turns.end(index);
          });
          await scheduler.waitFor(Promise.all(speakers));
          assert.equal(
            written.replaceAll(large, ''),
            counts.map((count, index) => String(index).repeat(count)).join(''),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
