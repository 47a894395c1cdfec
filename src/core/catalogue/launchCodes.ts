import { entry } from './entry.ts';

/** What hosts answer to launches. */
const launches = {
  'submitter-failed': entry({
    meaning: 'The submitter ended with another exit code than 0.',
    remedy: 'Run `muster logs COMPONENT HOST`, and the submitter by hand on the host.',
    example: { exit: '1', printed: 'no space left on device' },
    text: ({ exit, printed }: { exit: string } & Printed) =>
      `the submitter ended with ${exitName(exit)}${printedText(printed)}`,
  }),
  'launch-unready': entry({
    meaning: 'The host could not prepare the launch: a folder, a file or a program is missing there.',
    remedy: 'Run `muster doctor -w HOST`.',
    example: { cause: 'the folder cannot be made: .muster/default' },
    text: ({ cause }: Wrapped) => cause,
  }),
  'launch-repeated': entry({
    meaning: 'The host carried this launch out before and refused to do it twice.',
    remedy: null,
    example: {},
    text: () => 'the host refused it, for this launch was carried out there before; nothing was started now',
  }),
  'launch-late': entry({
    meaning: 'The launch reached the host after the deadline of its pass, by the clock of the host.',
    remedy: 'Run `muster doctor -w HOST`, which compares the clocks.',
    example: { lateS: 12 },
    text: ({ lateS }: { lateS: number | null }) =>
      `it reached the host ${lateS === null ? '' : `${lateS} s `}after its deadline, by its own clock; nothing was started`,
  }),
  'launch-unsent': entry({
    meaning:
      'Nothing of the launch was sent: there was no usable connection, or a file of the launch is missing.',
    remedy: null,
    example: { cause: 'there is no connection to the host' },
    text: ({ cause }: Wrapped) => `${cause}; nothing was sent`,
  }),
  'launch-interrupted': entry({
    meaning: 'The connection ended before the host answered: the component may have been started.',
    remedy: null,
    example: { cause: 'the connection was lost' },
    text: ({ cause }: Wrapped) => `${cause}; it may have been started`,
  }),
  'launch-unanswered': entry({
    meaning: 'The launcher on the host ended without an answer.',
    remedy: 'Run `muster doctor -w HOST`.',
    example: { exit: '2', stderr: 'sh: cannot fork' },
    text: ({ exit, stderr }: { exit: string; stderr: string }) =>
      `the launcher did not answer, sh ended with ${exit}${stderr === '' ? '' : `: ${stderr}`}`,
  }),
} as const;

/** What is seen after a launch. */
const seenAfterwards = {
  'launch-vanished': entry({
    meaning: 'The submitter ended well, and no new instance is there.',
    remedy: 'Run `muster match COMPONENT`, which shows what its key counts.',
    example: { component: 'data/index', key: 'index.py', lifetime: 'long', printed: '' },
    text: ({
      component,
      key,
      lifetime,
      printed,
    }: { component: string; key: string; lifetime: 'long' | 'short' } & Printed) => {
      const tells = `muster match ${component} shows what the key counts${printedText(printed)}`;
      return lifetime === 'short'
        ? `the submitter ended well and no new instance is there: it has ended already, or is slow, or its key "${key}" is not in its command line; ${tells}`
        : `the submitter ended well, but no new instance is there: is its key "${key}" in the command line of what it starts? ${tells}`;
    },
  }),
  'launch-expired': entry({
    meaning: 'The outcome of a launch was not known, and no instance of it appeared in time.',
    remedy: null,
    example: {},
    text: () => 'a launch whose outcome was not known came to nothing',
  }),
  'launch-failed-unseen': entry({
    meaning:
      'The launch failed, and the host did not answer when it was asked whether anything runs there nevertheless.',
    remedy: null,
    example: { cause: 'the submitter ended with exit 1', causeCode: 'submitter-failed' },
    text: ({ cause }: Wrapped) => `${cause}; the host could not be asked what runs there since`,
  }),
  'launch-failed-yet-there': entry({
    meaning: 'The submitter failed after it had started the component.',
    remedy: 'Let the submitter end with 0 where its component runs.',
    example: { cause: 'the submitter ended with exit 1', causeCode: 'submitter-failed' },
    text: ({ cause }: Wrapped) => `${cause}; yet one more instance is there`,
  }),
  'host-unasked-afterwards': entry({
    meaning: 'The host did not answer when it was asked what became of a launch.',
    remedy: null,
    example: { cause: 'no answer to a ping', causeCode: 'ping-unanswered' },
    text: ({ cause }: Wrapped) => `the host could not be asked afterwards: ${cause}`,
  }),
  'host-rebooted': entry({
    meaning: 'The host was booted anew, which ended what ran there.',
    remedy: null,
    example: {},
    text: () => 'the host rebooted',
  }),
  'ended-early': entry({
    meaning: 'An instance of a long-lived component ended by itself before `backoff.minUptime`.',
    remedy: 'Run `muster logs COMPONENT HOST`.',
    example: { withinS: 45 },
    text: ({ withinS }: { withinS: number }) =>
      `an instance ended within about ${withinS <= 120 ? `${withinS} s` : `${Math.ceil(withinS / 60)} min`} of its start`,
  }),
} as const;

/** How pilots end. */
const pilotEnds = {
  'pilot-command-failed': entry({
    meaning: 'A command of the pilot failed.',
    remedy: 'Run `muster logs COMPONENT HOST`.',
    example: { step: 'prepare-environment', exit: 1, cause: 'pip exit 1' },
    text: ({ step, exit, cause, printed }: { step: string } & PilotEnd) =>
      `${step} failed${cause === null && exit !== null ? `: exit ${exit}` : causeText(cause)}${printedText(printed)}`,
  }),
  'pilot-host-unfit': entry({
    meaning: 'The pilot found that the host does not meet what the type `requires`.',
    remedy: 'Provide what is missing, then run `muster run --retry --only COMPONENT`.',
    example: { cause: 'no gpu' },
    text: ({ cause }: { cause: string | null }) => `the host is unfit${causeText(cause)}`,
  }),
  'pilot-ended-by-signal': entry({
    meaning: 'A signal that muster did not send ended the pilot.',
    remedy: 'Look for who ends processes on the host: limits of memory or time, or an operator.',
    example: { step: 'run' },
    text: ({ step, livedS, printed }: { step: string } & Lived) =>
      `was ended by a signal during ${step}${livedText(livedS)}${printedText(printed)}`,
  }),
  'pilot-component-ended': entry({
    meaning: 'The component of a pilot ended.',
    remedy: 'Run `muster logs COMPONENT HOST`.',
    example: { exit: 1, cause: null, livedS: 12 },
    text: ({ exit, cause, livedS, printed }: PilotEnd) =>
      `ended with exit ${exit ?? 'unknown'}${causeText(cause)}${livedText(livedS)}${printedText(printed)}`,
  }),
  'pilot-vanished': entry({
    meaning: 'The process of the pilot is no longer there, and it did not report how it ended.',
    remedy: 'Look for who ends processes on the host: limits of memory or time, or an operator.',
    example: { step: 'run' },
    text: ({ step }: { step: string }) => `its process is gone without a word; last it was in ${step}`,
  }),
  'requirement-unmet': entry({
    meaning: 'What the host lacks of what a type `requires`.',
    remedy: 'Provide what is missing, then run `muster run --retry --only COMPONENT`.',
    example: { cause: 'no gpu' },
    text: ({ cause }: { cause: string | null }) => cause ?? 'it does not meet what is required',
  }),
} as const;

/** What hosts answer to stops, and what is seen after them. */
const stops = {
  'stop-killed': entry({
    meaning: 'The instance did not end within `timeouts.stop` after TERM and got KILL.',
    remedy: 'Raise `timeouts.stop`, or let the component end on TERM.',
    example: {},
    text: () => 'it outlived its grace (timeouts.stop) and was killed',
  }),
  'stop-ended-before': entry({
    meaning: 'The instance had ended before it was signalled.',
    remedy: null,
    example: {},
    text: () => 'it had ended before',
  }),
  'stop-other-process': entry({
    meaning: 'The pid is that of another process by now, so it was not signalled.',
    remedy: null,
    example: {},
    text: () =>
      'its pid is that of another process by now, or that has another command line; it was not signalled',
  }),
  'stop-shared-process': entry({
    meaning: 'The process belongs to another component too, or muster itself runs in it.',
    remedy: 'Give the components keys that can be told apart: run `muster match COMPONENT`.',
    example: {},
    text: () =>
      'its process belongs to another component too, or muster itself runs in it; nothing was signalled',
  }),
  'stop-keys-overlap': entry({
    meaning: 'Processes of the instance are counted for another component too, so nothing was signalled.',
    remedy: 'Give the components keys that can be told apart: run `muster match COMPONENT`.',
    example: {},
    text: () => 'its processes are counted for another component too: their keys cannot be told apart',
  }),
  'stop-unsure': entry({
    meaning: 'The instance got TERM, and the host could not list its processes after that.',
    remedy: null,
    example: {},
    text: () => 'it got TERM, and its host could not list its processes since; it was not killed',
  }),
  'stop-still-there': entry({
    meaning: 'The instance is there after KILL, or the user of muster may not signal it.',
    remedy: 'Look at the process on the host: who owns it, and what it waits for.',
    example: {},
    text: () => 'it is still there after KILL, or may not be signalled by this user',
  }),
  'stop-late': entry({
    meaning: 'The stop reached the host after the deadline of its pass, by the clock of the host.',
    remedy: 'Run `muster doctor -w HOST`, which compares the clocks.',
    example: {},
    text: () => 'it reached the host after the deadline of its pass, by its own clock; nothing was signalled',
  }),
  'stop-unready': entry({
    meaning: 'The host could not prepare the stop; nothing was signalled.',
    remedy: 'Run `muster doctor -w HOST`.',
    example: { cause: 'ps is missing' },
    text: ({ cause }: Wrapped) => cause,
  }),
  'stop-unsent': entry({
    meaning: 'Nothing of the stop was sent: there was no usable connection.',
    remedy: null,
    example: { cause: 'there is no connection to the host' },
    text: ({ cause }: Wrapped) => `${cause}; nothing was sent`,
  }),
  'stop-interrupted': entry({
    meaning: 'The connection ended before the host answered: the instance may have been stopped.',
    remedy: null,
    example: { cause: 'the connection was lost' },
    text: ({ cause }: Wrapped) => `${cause}; it may have been stopped`,
  }),
  'stop-unanswered': entry({
    meaning: 'The host did not say what became of the instance.',
    remedy: 'Run `muster doctor -w HOST`.',
    example: { exit: '2', stderr: 'sh: cannot fork' },
    text: ({ exit, stderr }: { exit: string; stderr: string }) =>
      `the host did not say what became of it, sh ended with ${exit}${stderr === '' ? '' : `: ${stderr}`}`,
  }),
  'stop-taken-for-gone': entry({
    meaning: 'The host took the instance for ended and signalled nothing, yet it, or a part of it, is there.',
    remedy: 'Run `muster match COMPONENT HOST`.',
    example: {},
    text: () => 'its host took it for gone and signalled nothing, yet it, or part of it, is there',
  }),
  'stop-part-left': entry({
    meaning: 'The topmost process of the instance ended, and others of it are still there.',
    remedy: 'Run `muster match COMPONENT HOST`; let the component end what it starts.',
    example: {},
    text: () => 'its topmost process ended, and part of it is still there',
  }),
  'stop-seen-ended': entry({
    meaning: 'The host did not answer, and the instance was not there when it was looked for again.',
    remedy: null,
    example: { cause: 'the connection was lost; it may have been stopped', causeCode: 'stop-interrupted' },
    text: ({ cause }: Wrapped) => `${cause}; it is not there any more`,
  }),
} as const;

/** Work that a pass left undone. */
const undone = {
  'stops-not-tried': entry({
    meaning: 'The pass had to end before it could try what it had planned to stop.',
    remedy: 'The next pass goes on; where that recurs, raise `timeouts.pass`.',
    example: { stops: 3 },
    text: ({ stops }: { stops: number }) => `the pass ended before ${stops} planned stops could be tried`,
  }),
  'launches-not-tried': entry({
    meaning: 'The pass had to end before it could try what it had planned to start.',
    remedy: 'The next pass goes on; where that recurs, raise `timeouts.pass`.',
    example: { launches: 3 },
    text: ({ launches }: { launches: number }) =>
      `the pass ended before ${launches} planned launches could be tried`,
  }),
  'pass-held-up': entry({
    meaning:
      'The pass stood still for so long (a suspended machine, an overloaded disk) that hosts refused its launches.',
    remedy: 'The next pass goes on.',
    example: {},
    text: () => 'the pass was held up for so long that hosts refused its launches; it starts nothing more',
  }),
} as const;

export const launchCodes = {
  ...launches,
  ...seenAfterwards,
  ...pilotEnds,
  ...stops,
  ...undone,
} as const;

/** Of the message, or of the words of a host, that this one passes on. */
type Wrapped = { readonly cause: string; readonly causeCode?: string };

/** What was printed last; '' for nothing, absent where that does not matter. */
type Printed = { readonly printed?: string };

/** How long the component ran, where that makes the end a failure. */
type Lived = Printed & { readonly livedS?: number };

/** `exit`: null where it is not known; `cause`: what the pilot says, null for nothing. */
type PilotEnd = Lived & { readonly exit: number | null; readonly cause: string | null };

function printedText(printed: string | undefined): string {
  if (printed === undefined) return '';
  return printed === '' ? '; it printed nothing' : `; it printed: ${printed}`;
}

function causeText(cause: string | null): string {
  return cause === null ? '' : `: ${cause}`;
}

function livedText(livedS: number | undefined): string {
  return livedS === undefined ? '' : ` after ${livedS} s`;
}

/** 126 and 127 are the shell's own words for a file it could not run or find. */
function exitName(exit: string): string {
  if (exit === '126') return 'exit 126 (it is not executable)';
  if (exit === '127') return 'exit 127 (it, or the interpreter in its first line, was not found)';
  return `exit ${exit}`;
}
