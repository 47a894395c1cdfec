/**
 * A converged pass on sixteen real sshd hosts beside a loop of plain ssh, one host after another, in one run:
 * `npm run bench`. Rounds are interleaved; medians are printed. Needs root, as the tests on real hosts do.
 */
import { bringUpFleet } from '../test/fleet/fleet.ts';
import { musterCommand, Site } from '../test/e2e/site.ts';

const rounds = 7;
const names = Array.from({ length: 16 }, (_, index) => `lta-vm-${String(index + 1).padStart(2, '0')}`);
const fleet = await bringUpFleet({ hosts: names });
try {
  const site = new Site(fleet).example('three-pipes.json');
  const first = await site.muster('run', '-q');
  if (first.code !== 0)
    throw new Error(`the first pass ended with ${first.code}: ${first.stdout}${first.stderr}`);
  const options = `-F none -i ${fleet.clientKey} -o BatchMode=yes -o UserKnownHostsFile=${fleet.knownHostsFile}`;
  const subjects = {
    'muster run, converged': [...musterCommand, 'run', '-q', '-c', site.file],
    'ssh HOST ps, one after another': [
      'sh',
      '-c',
      `for h in ${names.join(' ')}; do ssh ${options} root@$h ps axww >/dev/null; done`,
    ],
    'node -e 0': [process.execPath, '-e', '0'],
  };
  const taken = new Map<string, { wallS: number; processorS: number }[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(subjects)) {
      taken.set(name, [...(taken.get(name) ?? []), await timed(command)]);
    }
  }
  console.log(`medians of ${rounds} interleaved rounds on ${names.length} hosts`);
  for (const [name, list] of taken) {
    const wall = median(list.map(({ wallS }) => wallS)).toFixed(2);
    const processor = median(list.map(({ processorS }) => processorS)).toFixed(2);
    console.log(`${name.padEnd(32)} wall ${wall} s  processor of the control VM ${processor} s`);
  }
} finally {
  await fleet.down();
}

/** Wall and processor time of a command and its children, by bash's own clock. */
async function timed(command: readonly string[]): Promise<{ wallS: number; processorS: number }> {
  const ran = await fleet.control([
    'bash',
    '-c',
    'TIMEFORMAT="%3R %3U %3S"; time "$@" >/dev/null',
    'bash',
    ...command,
  ]);
  if (ran.code !== 0) throw new Error(`${command.join(' ')} ended with ${ran.code}: ${ran.stderr}`);
  const [wallS = 0, userS = 0, systemS = 0] = (ran.stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { wallS, processorS: userS + systemS };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
