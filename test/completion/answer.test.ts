import assert from 'node:assert/strict';
import { verbs } from '../../src/cli/verbs.ts';
import { answerTo, type Names } from '../../src/completion/answer.ts';
import { forBash, rawWords, unquoted } from '../../src/completion/shellWords.ts';

const names: Names = {
  components: [
    { text: 'p/a', about: '3 wanted' },
    { text: 'p/b', about: 'off' },
    { text: 'q/a', about: '' },
  ],
  hosts: ['n-1', 'n-2', 'n-3', 'm7'],
};

/** What these words are completed to. */
async function texts(...words: string[]): Promise<string[]> {
  const { candidates } = await answerTo(words, verbs, () => Promise.resolve(names));
  return candidates.map(({ text }) => text);
}

async function kind(...words: string[]): Promise<string> {
  return (await answerTo(words, verbs, () => Promise.resolve(names))).kind;
}

describe('what a word can be completed to', () => {
  it('verbs, and of each what it does', async () => {
    assert.deepEqual(await texts(''), [...verbs.map(({ name }) => name), 'help']);
    assert.deepEqual(await texts('pl'), ['plan']);
    assert.deepEqual(await texts('help', 'pl'), ['plan']);
    assert.deepEqual(await texts('-'), ['--help', '--version']);
    const { candidates } = await answerTo(['pl'], verbs, () => Promise.reject(new Error('not asked for')));
    assert.deepEqual(candidates, [
      { text: 'plan', about: verbs.find(({ name }) => name === 'plan')?.summary },
    ]);
  });

  it('options, those that stand there already but once', async () => {
    const all = await texts('plan', '-');
    assert.ok(
      ['--config', '--hosts', '--only', '--detailed-exitcode', '--help'].every((one) => all.includes(one)),
    );
    const left = await texts('plan', '-q', '-cfile', '--only', 'p/a', '--hosts=m7', '--');
    assert.ok(
      ['--quiet', '--config', '--hosts'].every((one) => !left.includes(one)),
      left.join(),
    );
    assert.ok(left.includes('--only'), 'may be given again');
  });

  it('components, also behind =', async () => {
    assert.deepEqual(await texts('run', '--only', ''), ['p/a', 'p/b', 'q/a']);
    assert.deepEqual(await texts('run', '--only', 'p/'), ['p/a', 'p/b']);
    assert.deepEqual(await texts('run', '--only=q'), ['--only=q/a']);
    assert.deepEqual(await texts('run', '--', '--only=q'), []);
  });

  it('hosts in a list, without those named before, and all of them as a range', async () => {
    assert.deepEqual(await texts('plan', '-w', ''), ['n-[1-3],m7', 'n-1', 'n-2', 'n-3', 'm7']);
    assert.deepEqual(await texts('plan', '-w', 'n'), ['n-1', 'n-2', 'n-3']);
    assert.deepEqual(await texts('plan', '-w', 'n-'), ['n-[1-3]', 'n-1', 'n-2', 'n-3']);
    assert.deepEqual(await texts('plan', '-w', 'n-[1-2],'), ['n-[1-2],n-3,m7', 'n-[1-2],n-3', 'n-[1-2],m7']);
    assert.deepEqual(await texts('plan', '--hosts=m7,n-2,n-'), [
      '--hosts=m7,n-2,n-[1,3]',
      '--hosts=m7,n-2,n-1',
      '--hosts=m7,n-2,n-3',
    ]);
    assert.deepEqual(await texts('plan', '-w', 'n-[1'), []);
  });

  it('files, folders, choices; nothing where there is nothing to know', async () => {
    assert.equal(await kind('plan', '-c', ''), 'files');
    assert.equal(await kind('plan', '--config='), 'files');
    assert.equal(await kind('init', ''), 'folders');
    assert.deepEqual(await texts('completion', ''), ['bash', 'zsh', 'fish']);
    assert.deepEqual(await texts('run', '--wait', '3'), ['30s']);
    assert.deepEqual(await texts('status', ''), []);
    assert.deepEqual(await texts('nonsense', ''), []);
    assert.deepEqual(await texts('completion', 'bash', ''), []);
  });

  for (const line of [['-c', 'x.json'], ['-cx.json'], ['--config', 'x.json'], ['--config=x.json']])
    it(`the names are those of the file given: ${line.join(' ')}`, async () => {
      let asked = '';
      await answerTo(['run', ...line, '--only', ''], verbs, (file) => {
        asked = file;
        return Promise.resolve(names);
      });
      assert.equal(asked, 'x.json');
    });
});

describe('the words of a shell', () => {
  it('are taken apart, up to a quote that is open', () => {
    assert.deepEqual(rawWords('muster run  --only "a b'), ['muster', 'run', '--only', '"a b']);
    assert.deepEqual(rawWords(String.raw`muster a\ b 'c d' `), ['muster', String.raw`a\ b`, "'c d'", '']);
  });

  it('lose their quotes; nothing is expanded', () => {
    assert.equal(unquoted(String.raw`a\ b'c d'"e\"f\g$(x)`), String.raw`a bc de"f\g$(x)`);
    assert.equal(unquoted(String.raw`a\ `.trimEnd()), 'a');
  });

  it('are written for bash in the quotes they began with', () => {
    assert.equal(forBash('p/a', ''), 'p/a');
    assert.equal(forBash('p/$(x) `y`', ''), String.raw`p/\$\(x\)\ \`y\``);
    assert.equal(forBash('p/$(x)', '"p'), String.raw`"p/\$(x)`);
    assert.equal(forBash('p/$(x)', "'p"), "'p/$(x)");
    assert.equal(forBash("p/it's", "'p"), null);
    assert.equal(forBash('p/!1', '"p'), null);
    assert.equal(forBash('p/größe', ''), 'p/größe');
  });
});
