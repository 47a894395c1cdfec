import assert from 'node:assert/strict';
import { Terminal } from './terminal.ts';

const node = (code: string): string[] => [process.execPath, '-e', code];

describe('the terminal the tests have', () => {
  it('gives keys, tells the screen, its colours and the exit status', async () => {
    const code = `
      process.stdin.setRawMode(true);
      process.stdin.on('data', (key) => {
        if (String(key) === 'q') process.exit(7);
        process.stdout.write('\\x1b[31mkey\\x1b[0m ' + key + '\\r\\n');
      });
      process.stdout.write('ready\\r\\n');`;
    using terminal = new Terminal(node(code));
    await terminal.shows('ready');
    terminal.type('ä');
    await terminal.shows('key ä');
    assert.deepEqual(terminal.screen(), ['ready', 'key ä']);
    assert.equal(terminal.coloured()[1], '\u001B[31mkey\u001B[39m ä');
    terminal.press('q');
    assert.equal(await terminal.exit(), 7);
    assert.deepEqual(terminal.screen(), ['ready', 'key ä']);
  });

  it('Ctrl-C is for the program', async () => {
    const code = `
      process.on('SIGINT', () => process.exit(9));
      setInterval(() => {}, 1000);
      console.log('ready');`;
    using terminal = new Terminal(node(code));
    await terminal.shows('ready');
    terminal.press('C-c');
    assert.equal(await terminal.exit(), 9);
  });

  it('changes its size, and knows the alternate screen and the cursor', async () => {
    const code = `
      const told = () => process.stdout.write('\\x1b[2J\\x1b[H' + process.stdout.columns + 'x' + process.stdout.rows);
      process.stdout.on('resize', told).write('\\x1b[?1049h\\x1b[?25l');
      process.stdin.on('data', () => process.stdout.write('\\x1b[?1049l\\x1b[?25hback'));
      told();`;
    using terminal = new Terminal(node(code), { columns: 100, rows: 20 });
    await terminal.shows('100x20');
    assert.deepEqual([terminal.isAlternate(), terminal.isCursorShown()], [true, false]);
    terminal.resize(60, 15);
    await terminal.shows('60x15');
    terminal.press('Enter');
    await terminal.shows('back');
    assert.deepEqual([terminal.isAlternate(), terminal.isCursorShown()], [false, true]);
  });

  it('takes environment and folder, and keeps what is scrolled off', async () => {
    const code = `
      for (let at = 0; at < 30; at++) console.log(at);
      console.log(process.env.GIVEN, process.env.NO_COLOR, process.cwd());`;
    using terminal = new Terminal(node(code), { rows: 5, cwd: '/usr', env: { GIVEN: 'a b' } });
    assert.equal(await terminal.exit(), 0);
    await terminal.shows('a b undefined /usr');
    assert.equal(terminal.scrollback()[0], '0');
    assert.ok(!terminal.screen().includes('0'));
  });
});
