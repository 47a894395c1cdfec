import { entry } from './entry.ts';

/* Problems that mail and monitoring report where no code of the pass, a host or a launch has the cause. */

/** Problems after a pass that no other code explains. */
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
    meaning: 'A launch was not confirmed, and its cause is not recorded.',
    remedy: 'Run `muster why COMPONENT -w HOST`.',
    example: { outcome: 'unknown' },
    text: ({ outcome }: { outcome: string }) => `launch ${outcome}; no further detail was recorded`,
  }),
  'stop-not-done': entry({
    meaning: 'A stop did not end its instance, and its cause is not recorded.',
    remedy: 'Run `muster match COMPONENT -w HOST`.',
    example: { outcome: 'failed' },
    text: ({ outcome }: { outcome: string }) => `stop ${outcome}; no further detail was recorded`,
  }),
  'host-listed-twice': entry({
    meaning: 'Two names of `Interface.json` lead to one machine. Its instances count under the first name.',
    remedy: 'List the machine once.',
    example: { sameAs: 'n01' },
    text: ({ sameAs }: { sameAs: string }) =>
      `the same machine as ${sameAs}, and counted there: list it once`,
  }),
  'host-unlisted': entry({
    meaning: 'A host that is no longer listed may still have instances. They count for `safety.lostAfter`.',
    remedy:
      'List the host again and run `muster drain HOST --stop`; remove it when it is empty. Or end the processes by hand.',
    example: { instances: 'data/index ×2' },
    text: ({ instances }: { instances: string }) =>
      `not in "available" any more; still counted there: ${instances}`,
  }),
  'hosts-for-various-reasons': entry({
    meaning: 'Replaces, in the history, all reasons after the first 20 different ones.',
    remedy: 'Run `muster status`.',
    example: {},
    text: () => 'various reasons',
  }),
} as const;

/** When passes run; reported to monitoring systems only. */
const passes = {
  'no-pass-yet': entry({
    meaning: 'No pass has run for this configuration.',
    remedy: 'Run `muster run`, or let cron run it.',
    example: {},
    text: () => 'no pass has run yet',
  }),
  'passes-stale': entry({
    meaning: 'The last pass is older than the usual interval of passes, or than `monitor.stale`.',
    remedy:
      'Run `muster doctor`, which checks cron; then look at the mail of cron and at the log of the day.',
    example: { age: '16 min', atMost: '15 min' },
    text: ({ age, atMost }: { age: string; atMost: string }) =>
      `no pass for ${age} (expected at least every ${atMost})`,
  }),
  'last-pass-lost': entry({
    meaning: 'The history cannot be read, so the time of the last pass is unknown.',
    remedy: 'Let this user read logs/history.',
    example: { cause: 'EACCES', causeCode: 'unrecorded' },
    text: ({ cause }: { cause: string; causeCode?: string }) =>
      `the time of the last pass is unknown: ${cause}`,
  }),
  'last-pass-ahead': entry({
    meaning: 'The last pass in the history is in the future: the clock of this machine was set back.',
    remedy: 'Check NTP: `timedatectl status`.',
    example: { ahead: '60 min' },
    text: ({ ahead }: { ahead: string }) =>
      `the last pass is ${ahead} in the future: the clock of this machine was set back`,
  }),
} as const;

export const alertCodes = { ...problems, ...passes } as const;
