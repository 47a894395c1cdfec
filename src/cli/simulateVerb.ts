import { common, json } from './options.ts';
import type { SimulateOptions } from './simulate.ts';
import { verb } from './verb.ts';

/** Of the verbs of the pass, the one that asks no host. */
export const simulateVerb = verb<SimulateOptions>({
  name: 'simulate',
  group: 'pass',
  summary: 'what passes would come to on a simulated fleet; asks no host, writes nothing',
  options: [
    ...common('every host on a row of its own, all that happened, and what is assumed'),
    json,
    {
      flags: '--from-state',
      summary: 'begin with what the last pass left (only read), not with an empty fleet',
      kind: null,
    },
    {
      flags: '--lose <hosts@time>',
      summary:
        'these hosts lose power, and all that runs there ends: n-[01-04]@5m, or with their return n-01@5m-35m; may be given again',
      kind: 'hosts',
      several: true,
    },
    {
      flags: '--cut <hosts@time>',
      summary:
        'the network to these hosts is lost, and what runs there goes on unseen; as --lose, may be given again',
      kind: 'hosts',
      several: true,
    },
    {
      flags: '--die <component=rate>',
      summary:
        'so many instances of it, all hosts together, end in a minute, hour or day: pipe0/bundler=10/h; may be given again',
      kind: 'component',
      several: true,
    },
    {
      flags: '--fail <component[@hosts]>',
      summary: 'its launches fail, everywhere or on these hosts: pipe0/bundler@n-02; may be given again',
      kind: 'component',
      several: true,
    },
    {
      flags: '--hours <count>',
      summary: 'so many hours; until it settles if not given, or with --die for 24',
      kind: 'count',
    },
    { flags: '--every <duration>', summary: 'how often a pass comes', kind: 'duration', fallback: '5m' },
    {
      flags: '--hosts <count>',
      summary: 'so many hosts: those listed, repeated in their order under new names',
      kind: 'count',
    },
    { flags: '--counts <count>', summary: 'so many times the counts and pools', kind: 'count' },
    {
      flags: '--seed <count>',
      summary: 'for what is left to chance; the same seed tells the same',
      kind: 'count',
      fallback: '1',
    },
  ],
  examples: [
    { command: 'simulate', meaning: 'where everything ends up, and what cannot be placed' },
    { command: 'simulate --lose n-[01-04]@10m-2h', meaning: 'four hosts without power for a while' },
    {
      command: 'simulate --from-state --die pipe0/bundler=10/h',
      meaning: 'a day of the fleet as it is, with an instance ending every six minutes',
    },
    { command: 'simulate --hosts 10000 --counts 100', meaning: 'a fleet nobody has yet' },
  ],
  exits: {
    0: 'in the last pass every count is met',
    1: true,
    3: 'in the last pass it is short of a count',
    64: true,
    69: 'in the last pass so many hosts are lost that nothing is launched (safety.brownout)',
    78: true,
  },
  run: async (io, options) => (await import('./hostVerbs.ts')).simulate(options, io),
});
