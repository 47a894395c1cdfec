import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { golden } from '../harness/golden.ts';
import { needs } from '../harness/needs.ts';
import { isDeep, seed } from '../harness/sample.ts';
import { allCommands, HandHost, shells, type Command, type Data, type Flight } from './handmade.ts';

/** The shipped commands, some of them with changes. */
const steps = (own: Readonly<Record<string, Partial<Command>>>): Command[] =>
  allCommands.map((each) => ({ ...each, ...own[each.name] }));

const file = ({ home }: HandHost): string => join(home, 'a file');
const shell = { env_name: 'lta', env_type: 'shell' };

/** What pilots are to do that cannot do all their work. */
const cases: Readonly<Record<string, (host: HandHost) => Data>> = {
  'a command fails': () => ({ site: 'stage_files() { echo why; return 5; }\n' }),
  'a command fails with a message of its own': () => ({
    site: 'stage_files() { muster_message "there is no tape"; return 5; }\n',
  }),
  'a command takes too long': () => ({
    site: 'stage_files() { sleep 1000; }\n',
    commands: steps({ 'stage-files': { timeout: 1 } }),
  }),
  'commands that only warn fail and take too long': () => ({
    site: 'stage_files() { muster_message "not now"; exit 3; }\nopen_tunnel() { sleep 1000; }\nrun_tests() { return 5; }\n',
    commands: steps({
      'stage-files': { failure: 'warns' },
      'open-tunnel': { failure: 'warns', timeout: 1 },
      'run-tests': { failure: 'warns' },
    }),
  }),
  'the component fails': () => ({ run: 'echo broken >&2; exit 7' }),
  'the host is unfit': () => ({
    requires: [
      ['command', 'no-such-command'],
      ['path', '/no/such path'],
      ['disk', '1099511627776'],
      ['memory', '10737418240'],
      ['cores', '9999'],
    ],
  }),
  'tests of the site warn': () => ({ tests: ['true', 'echo "a bit full"; exit 1', 'exit 1'] }),
  'a test of the site fails': () => ({ tests: ['exit 1', 'echo broken; exit 2'] }),
  'names and values that cannot be exported': () => ({
    run: [
      'for word in 1X=1 NONAME =1 "A B=1" "A=1\n2" "A=\t" "A=$(printf %401s x)"; do muster_export "$word"; done',
      'muster_export LD_PRELOAD=/tmp/x; muster_export PATH=/tmp; exit 1',
    ].join('\n'),
  }),

  'a file is not the one that is wanted': (host) => ({
    stage: [['transfer', file(host), '$muster_root/shared/target', '0'.repeat(64)]],
  }),
  'a file is missing': () => ({ stage: [['copy', '/no/such', '$muster_sandbox/x', '']] }),
  'a folder cannot be made': (host) => ({ stage: [['copy', file(host), '/proc/no/x', '']] }),
  'a folder is in the place of a file': (host) => ({
    stage: [['copy', file(host), '$muster_root/bundles', '']],
  }),
  'an archive is none': (host) => ({ stage: [['unpack', file(host), '$muster_sandbox/x', '']] }),
  'a file that is to be collected is missing': () => ({
    collect: [['copy', '$muster_sandbox/missing', '$muster_root/shared/missing', '']],
  }),
  'a setup line fails': () => ({ values: shell, setup: ['true', 'echo no >&2; false'] }),
  'a setup line ends its shell': () => ({ values: shell, setup: ['exit 0'] }),
  'an environment that is to be used is missing': () => ({ values: { ...shell, env_mode: 'use' } }),
  'the path of an environment is missing': () => ({
    values: { ...shell, env_type: 'path', env_path: '/no/such' },
  }),
  'a line of preExec fails': () => ({ preExec: ['true', 'echo why >&2; false'], run: 'echo never' }),
  'there is no conda': () => ({ values: { ...shell, env_type: 'conda' } }),
};

/** The step at which it ended, the code, and what it has to say. */
async function endOf({ flight, host }: { flight: Flight; host: HandHost }): Promise<string> {
  const { phase, step, code, message = '', warnings, tail } = await flight.ended();
  const lines = [
    `${phase} at ${step}, code ${code}: ${message}`,
    ...warnings.map((one) => `warning: ${one}`),
    // What shells and other programs print differs.
    ...tail.filter((line) => line.startsWith('muster_')),
  ];
  const text = lines.join('\n').replaceAll(flight.launch, 'LAUNCH').replaceAll(host.home, '~');
  // What a host has is not the same everywhere.
  return text.replaceAll(/\([^)]*\)/g, (had) => had.replaceAll(/\d+(\.\d+)?/g, 'N'));
}

for (const shell of isDeep ? shells : [shells[seed % shells.length] ?? 'dash'])
  describe(`the messages of pilots under ${shell}`, () => {
    needs(shell);
    let host: HandHost;
    let flights: Readonly<Record<string, Flight>>;
    before(() => {
      host = new HandHost(shell);
      writeFileSync(file(host), 'content');
      const launched = Object.entries(cases).map(([title, data], nth) => {
        // Each is a component of its own, so that none removes the sandbox of another.
        const own = data(host);
        return [title, host.submit({ ...own, values: { type: `c${nth}`, ...own.values } }).flight] as const;
      });
      flights = Object.fromEntries(launched);
    });
    after(() => host.remove());
    const ends = Object.keys(cases).map(
      (title) => [title, () => endOf({ flight: flights[title]!, host })] as const,
    );
    golden('pilotMessages', Object.fromEntries(ends));
  });
