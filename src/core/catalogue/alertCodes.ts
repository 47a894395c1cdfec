import { entry } from './entry.ts';

/** What is the matter after a pass, where no other code says why. */
const problems = {
  'component-short': entry({
    meaning: 'Fewer instances of the component run than are wanted, and no limit or failure explains it.',
    remedy: 'Run `muster why COMPONENT`.',
    example: { strength: '1 of 2' },
    text: ({ strength }: { strength: string }) => `short, ${strength}`,
  }),
  'debugmode-on': entry({
    meaning: 'With `debugmode` passes launch and stop nothing.',
    remedy: 'Set `debugmode` to false.',
    example: {},
    text: () => '"debugmode" is true in the configuration: nothing is launched.',
  }),
  'launch-not-confirmed': entry({
    meaning: 'A launch did not bring up its instance, and nothing more is known of it.',
    remedy: 'Run `muster why COMPONENT HOST`.',
    example: { outcome: 'unknown' },
    text: ({ outcome }: { outcome: string }) => `the outcome of the launch: ${outcome}`,
  }),
  'stop-not-done': entry({
    meaning: 'A stop did not end its instance, and nothing more is known of it.',
    remedy: 'Run `muster match COMPONENT HOST`.',
    example: { outcome: 'failed' },
    text: ({ outcome }: { outcome: string }) => `the outcome of the stop: ${outcome}`,
  }),
  'host-listed-twice': entry({
    meaning:
      'Two names of `Interface.json` lead to one machine. Everything there is counted under the first.',
    remedy: 'List the machine once.',
    example: { sameAs: 'n01' },
    text: ({ sameAs }: { sameAs: string }) =>
      `the same machine as ${sameAs}, and counted there: list it once`,
  }),
  'host-unlisted': entry({
    meaning: 'A host that is no longer listed may still hold instances. They count until they are given up.',
    remedy: 'End what runs there, or list the host again.',
    example: { instances: 'data/index ×2' },
    text: ({ instances }: { instances: string }) => `no longer listed; presumed there: ${instances}`,
  }),
  'hosts-for-various-reasons': entry({
    meaning: 'Stands in the history for the reasons of the hosts beyond the first 20 different ones.',
    remedy: 'Run `muster status`.',
    example: {},
    text: () => 'various reasons',
  }),
} as const;

/** What only monitoring systems are told: when passes take place. */
const passes = {
  'no-pass-yet': entry({
    meaning: 'No pass has taken place for this configuration.',
    remedy: 'Let cron run `muster run`, or run it once.',
    example: {},
    text: () => 'no pass yet: nothing is started until cron, or "muster run", makes the first',
  }),
  'passes-stale': entry({
    meaning: 'The last pass is longer ago than passes usually lie apart, or than `monitor.stale`.',
    remedy: 'Look whether cron still starts passes, and at its mail.',
    example: { age: '16 min', atMost: '15 min' },
    text: ({ age, atMost }: { age: string; atMost: string }) =>
      `no pass for ${age} (at most ${atMost} lie between two): does cron still start them?`,
  }),
  'last-pass-lost': entry({
    meaning: 'The history cannot be read, so when the last pass took place is not known.',
    remedy: 'Look at the folder of the logs.',
    example: { cause: 'EACCES', causeCode: 'unrecorded' },
    text: ({ cause }: { cause: string; causeCode?: string }) =>
      `when the last pass was is not known: ${cause}`,
  }),
  'last-pass-ahead': entry({
    meaning:
      'The history has a pass at a time that is still to come: the clock of this machine was set back.',
    remedy: 'Look at the clock of this machine.',
    example: { ahead: '60 min' },
    text: ({ ahead }: { ahead: string }) =>
      `the last pass was at a time that comes in ${ahead}: the clock was set back`,
  }),
} as const;

export const alertCodes = { ...problems, ...passes } as const;
