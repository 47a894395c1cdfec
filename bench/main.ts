/**
 * `npm run bench`: muster beside other programs that ask many hosts, on real sshd hosts of this machine. The tables go to stdout,
 * progress to stderr; docs/performance.md tells what is measured and how.
 */
import { compareBuilds, pairsText } from './against.ts';
import { endWithUs } from './measure.ts';
import { machine } from './machine.ts';
import { optionsOf, usage, UsageError, type Options } from './options.ts';
import { textOf, write } from './page.ts';
import { measureAll, type Growing } from './plan.ts';

try {
  await bench(optionsOf(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(error instanceof UsageError ? `${error.message}\n${usage}\n` : `${String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 64 : 1;
}

async function bench(options: Options): Promise<void> {
  endWithUs();
  const beganMs = performance.now();
  const say = (text: string): void => {
    process.stderr.write(`${((performance.now() - beganMs) / 1000).toFixed(0).padStart(5)} s  ${text}\n`);
  };
  if (options.against !== null) {
    const { sizes, rounds } = options;
    process.stdout.write(pairsText(await compareBuilds(options.against, { hosts: sizes[0]!, rounds, say })));
    return;
  }
  const results: Growing = { converged: [] };
  const told = { at: new Date().toISOString(), machine: machine(), results };
  try {
    await measureAll(options, say, results);
  } finally {
    // What was measured before something failed is not lost.
    process.stdout.write(textOf(told));
  }
  if (options.writes) await write(told);
  else say('docs/performance.md is left as it is');
}
