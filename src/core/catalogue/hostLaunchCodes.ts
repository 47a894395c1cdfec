import type { Cause } from './cause.ts';
import { entry } from './entry.ts';

/** What keeps launches and stops from being sent to a host; `launchCodes.ts` has what hosts answer. */
export const hostLaunchCodes = {
  'scripts-unreadable': entry({
    meaning: 'The files of a launch could not be read on this machine. Nothing was sent to the host.',
    remedy: 'Correct `scripts.local` or the files of the pilot, and run `muster check`.',
    example: { error: "EACCES: permission denied, open '/srv/muster/workerscripts/start.sh'" },
    text: ({ error }: { error: string }) => `the scripts could not be read: ${error}; nothing was sent`,
  }),
  'staging-failed': entry({
    meaning: 'The files of a launch could not be brought to the host. Nothing was started.',
    remedy:
      'Is there space in the home of the user on the host, and is tar installed? Run `muster doctor -w HOST`.',
    example: { cause: 'exit 2 (tar: no space left on device)', causeCode: 'command-exit' },
    text: ({ cause }: Cause) => `the scripts could not be brought to the host: ${cause}; nothing was sent`,
  }),
  'start-time-unknown': entry({
    meaning:
      'The host does not report when the instance started, so it could not be told from a later process with its pid.',
    remedy: 'Stop it by hand on the host, or use the probe of muster, which reports start times.',
    example: {},
    text: () =>
      'its host does not tell when it was started, so that it could not be known again; stop it by hand',
  }),
} as const;
