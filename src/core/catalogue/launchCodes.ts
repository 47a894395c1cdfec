import { entry } from './entry.ts';

/** The message, or the text of a host, that a message reports. */
type Cause = { readonly cause: string; readonly causeCode?: string };

/** The end of the output; '' for nothing, absent where it does not matter. */
type Printed = { readonly printed?: string };

/** How long the component ran, where that makes its exit a failure. */
type Lived = Printed & { readonly livedS?: number };

/** `exit`: null where it is unknown; `cause`: the reason that the pilot reports, or null. */
type PilotEnd = Lived & { readonly exit: number | null; readonly cause: string | null };

const nextPass = 'The next pass checks the host.';
const processEnded =
  'Check the host for the OOM killer (`journalctl -k`), time limits (`ulimit -t`) and operators who ended the process.';

/** Answers of hosts to launches. */
const launchAnswers = {
  'submitter-failed': entry({
    meaning: 'The submitter exited with a code other than 0.',
    remedy: 'Run `muster logs COMPONENT HOST`, or run the submitter by hand on the host.',
    example: { exit: '1', printed: 'no space left on device' },
    text: ({ exit, printed }: { exit: string } & Printed) =>
      `the submitter failed with ${exitName(exit)}${printedText(printed)}`,
  }),
  'launch-unready': entry({
    meaning: 'The host could not prepare the launch: a folder, a file or a program is missing there.',
    remedy: 'Run `muster doctor -w HOST`.',
    example: { cause: 'the folder cannot be made: .muster/default' },
    text: ({ cause }: Cause) => cause,
  }),
  'launch-repeated': entry({
    meaning: 'The host already ran this launch and refused to run it twice.',
    remedy: 'It counts as pending until its instance is seen.',
    example: {},
    text: () => 'the host already ran this launch and did not run it again',
  }),
  'launch-late': entry({
    meaning: 'The launch reached the host after the deadline of its pass, by the clock of the host.',
    remedy: 'Run `muster doctor -w HOST`, which compares the clocks.',
    example: { lateS: 12 },
    text: ({ lateS }: { lateS: number | null }) =>
      `the launch arrived ${lateS === null ? '' : `${lateS} s `}after the deadline of its pass, by the clock of the host; the host started nothing`,
  }),
  'launch-unsent': entry({
    meaning:
      'Nothing of the launch was sent: the connection was not usable, or a file of the launch is missing.',
    remedy: 'Run `muster doctor -w HOST`.',
    example: { cause: 'no connection to the host in this pass' },
    text: ({ cause }: Cause) => `${cause}; nothing was sent`,
  }),
  'launch-interrupted': entry({
    meaning:
      'The connection ended before the host answered. The instance counts as pending until it is seen, or until `safety.startGrace` has passed.',
    remedy: nextPass,
    example: { cause: 'the connection was lost' },
    text: ({ cause }: Cause) => `${cause}; the instance may have been started, and counts as pending`,
  }),
  'launch-unanswered': entry({
    meaning: 'The launcher on the host exited without an answer.',
    remedy: 'Run `muster doctor -w HOST`.',
    example: { exit: '2', stderr: 'sh: cannot fork' },
    text: ({ exit, stderr }: { exit: string; stderr: string }) =>
      `the launcher gave no answer; sh exited with ${exit}${stderr === '' ? '' : `: ${stderr}`}`,
  }),
} as const;

/** What the next probes show of a launch. */
const launchResolutions = {
  'launch-vanished': entry({
    meaning: 'The submitter exited 0, but no new instance appeared.',
    remedy: 'Run `muster match COMPONENT`, and end what runs uncounted before `muster run --retry`.',
    example: { component: 'data/index', key: 'index.py', lifetime: 'long', printed: '' },
    text: ({
      key,
      lifetime,
      printed,
    }: { component: string; key: string; lifetime: 'long' | 'short' } & Printed) =>
      `the submitter exited 0, but no process with the key "${key}" appeared${lifetime === 'short' ? ': it ended at once, is slow, or has another key' : ''}${printedText(printed)}`,
    remedyFor: ({ component }) =>
      `\`muster match ${component}\` shows what the key matches. End what runs uncounted before \`muster run --retry\`: each try adds one.`,
  }),
  'launch-expired': entry({
    meaning:
      'The outcome of a launch was unknown, and no instance of it appeared within `safety.startGrace`.',
    remedy: 'Run `muster logs COMPONENT HOST`.',
    example: {},
    text: () => 'the outcome of the launch was unknown, and no instance appeared within safety.startGrace',
  }),
  'launch-failed-unseen': entry({
    meaning:
      'The launch failed, and the host did not answer the probe that looks for an instance nevertheless.',
    remedy: nextPass,
    example: { cause: 'the submitter failed with exit 1', causeCode: 'submitter-failed' },
    text: ({ cause }: Cause) => `${cause}; the host could not be probed after the launch`,
  }),
  'launch-failed-yet-there': entry({
    meaning: 'The submitter failed after it had started the component.',
    remedy: 'Let the submitter exit with 0 when its component runs.',
    example: { cause: 'the submitter failed with exit 1', causeCode: 'submitter-failed' },
    text: ({ cause }: Cause) => `${cause}; one more instance runs nevertheless`,
  }),
  'host-unasked-afterwards': entry({
    meaning: 'The host did not answer the probe after a launch.',
    remedy: nextPass,
    example: { cause: 'no answer to the ping within 2 s', causeCode: 'ping-unanswered' },
    text: ({ cause }: Cause) => `the host could not be probed after the launch: ${cause}`,
  }),
  'host-rebooted': entry({
    meaning: 'The host rebooted, which ended its instances.',
    remedy: null,
    example: {},
    text: () => 'the host rebooted',
  }),
  'ended-early': entry({
    meaning: 'An instance of a long-lived component exited before `backoff.minUptime`.',
    remedy: 'Run `muster logs COMPONENT HOST`.',
    example: { withinS: 45 },
    text: ({ withinS }: { withinS: number }) =>
      `an instance exited within about ${withinS <= 120 ? `${withinS} s` : `${Math.ceil(withinS / 60)} min`} of its start`,
  }),
} as const;

/** Why a launch or a stop was not sent to a host. */
const unsent = {
  'scripts-unreadable': entry({
    meaning: 'The files of a launch could not be read on this machine. Nothing was sent to the host.',
    remedy: 'Correct `scripts.local` or the files of the pilot, and run `muster check`.',
    example: { error: "EACCES: permission denied, open '/srv/muster/workerscripts/start.sh'" },
    text: ({ error }: { error: string }) => `the scripts could not be read: ${error}; nothing was sent`,
  }),
  'staging-failed': entry({
    meaning: 'The files of a launch could not be copied to the host. Nothing was started.',
    remedy:
      'Run `muster doctor -w HOST`: it checks the free space of the home, and whether tar is installed.',
    example: { cause: 'exit 2 (tar: no space left on device)', causeCode: 'command-exit' },
    text: ({ cause }: Cause) => `the scripts could not be copied to the host: ${cause}; nothing was started`,
  }),
  'start-time-unknown': entry({
    meaning:
      'The host does not report when the instance started, so its pid may belong to another process by now.',
    remedy:
      'Stop it by hand on the host, or remove `scripts.probe`: the probe of muster reports start times.',
    example: {},
    text: () => 'the host reports no start time, so muster cannot identify the process safely',
  }),
} as const;

/** Exits of pilots. */
const pilotExits = {
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
    text: ({ cause }: { cause: string | null }) => `the host does not meet "requires"${causeText(cause)}`,
  }),
  'pilot-ended-by-signal': entry({
    meaning: 'A signal that muster did not send ended the pilot.',
    remedy: processEnded,
    example: { step: 'run' },
    text: ({ step, livedS, printed }: { step: string } & Lived) =>
      `ended by a signal during ${step}${livedText(livedS)}${printedText(printed)}`,
  }),
  'pilot-component-ended': entry({
    meaning: 'The component of a pilot exited.',
    remedy: 'Run `muster logs COMPONENT HOST`.',
    example: { exit: 1, cause: null, livedS: 12 },
    text: ({ exit, cause, livedS, printed }: PilotEnd) =>
      `exited with ${exit ?? 'an unknown code'}${causeText(cause)}${livedText(livedS)}${printedText(printed)}`,
  }),
  'pilot-vanished': entry({
    meaning: 'The process of the pilot disappeared without a report.',
    remedy: 'Look for the OOM killer or a limit on the host: `journalctl -k`, `dmesg`.',
    example: { step: 'run' },
    text: ({ step }: { step: string }) =>
      `the process of the pilot disappeared without a report, during ${step}`,
  }),
  'requirement-unmet': entry({
    meaning: 'The host lacks something that a type `requires`.',
    remedy: 'Provide what is missing, then run `muster run --retry --only COMPONENT`.',
    example: { cause: 'no gpu' },
    text: ({ cause }: { cause: string | null }) => cause ?? 'the host does not meet "requires"',
  }),
} as const;

/** Answers of hosts to stops, and what the next probes show. */
const stops = {
  'stop-killed': entry({
    meaning: 'The instance did not end within `timeouts.stop` after TERM and got KILL.',
    remedy: 'Raise `timeouts.stop`, or let the component end on TERM.',
    example: {},
    text: () => 'the instance did not end within timeouts.stop after TERM; muster sent KILL',
  }),
  'stop-ended-before': entry({
    meaning: 'The instance had ended before muster sent a signal.',
    remedy: null,
    example: {},
    text: () => 'the instance had already ended',
  }),
  'stop-other-process': entry({
    meaning: 'The pid now belongs to another process, so muster sent no signal.',
    remedy: null,
    example: {},
    text: () =>
      'the pid now belongs to another process, or its command line has changed; muster sent no signal',
  }),
  'stop-shared-process': entry({
    meaning:
      'The process belongs to another component too, or muster itself runs in it. muster sent no signal.',
    remedy:
      'Give the components keys that do not overlap; `muster match COMPONENT` shows what a key matches.',
    example: {},
    text: () =>
      'the process belongs to another component too, or muster itself runs in it; muster sent no signal',
  }),
  'stop-keys-overlap': entry({
    meaning: 'Processes of the instance count for another component too, so muster sent no signal.',
    remedy:
      'Give the components keys that do not overlap; `muster match COMPONENT` shows what a key matches.',
    example: {},
    text: () =>
      'the processes count for another component too, because the keys overlap; muster sent no signal',
  }),
  'stop-unsure': entry({
    meaning: 'The instance got TERM, and the host could not list its processes after that.',
    remedy: 'Run `muster match COMPONENT -w HOST`; the next pass checks again.',
    example: {},
    text: () => 'TERM was sent; the host then could not list processes, so KILL was not sent',
  }),
  'stop-still-there': entry({
    meaning: 'The instance still runs after KILL, or the user of muster may not signal it.',
    remedy:
      'Run `ps -o pid,user,stat,wchan,args -p PID` on the host: another user owns it, or it is in state D (waits for I/O).',
    example: {},
    text: () => 'the instance still runs after KILL, or this user may not signal it',
  }),
  'stop-late': entry({
    meaning: 'The stop reached the host after the deadline of its pass, by the clock of the host.',
    remedy: 'Run `muster doctor -w HOST`, which compares the clocks.',
    example: {},
    text: () =>
      'the stop arrived after the deadline of its pass, by the clock of the host; the host sent no signal',
  }),
  'stop-unready': entry({
    meaning: 'The host could not prepare the stop; it sent no signal.',
    remedy: 'Run `muster doctor -w HOST`.',
    example: { cause: 'ps is missing' },
    text: ({ cause }: Cause) => cause,
  }),
  'stop-unsent': entry({
    meaning: 'Nothing of the stop was sent: there was no usable connection.',
    remedy: 'Run `muster doctor -w HOST`.',
    example: { cause: 'no connection to the host in this pass' },
    text: ({ cause }: Cause) => `${cause}; nothing was sent`,
  }),
  'stop-interrupted': entry({
    meaning: 'The connection ended before the host answered: the instance may have been stopped.',
    remedy: nextPass,
    example: { cause: 'the connection was lost' },
    text: ({ cause }: Cause) => `${cause}; the instance may have been stopped`,
  }),
  'stop-unanswered': entry({
    meaning: 'The host did not report what became of the instance.',
    remedy: 'Run `muster doctor -w HOST`.',
    example: { exit: '2', stderr: 'sh: cannot fork' },
    text: ({ exit, stderr }: { exit: string; stderr: string }) =>
      `the host did not report what became of the instance; sh exited with ${exit}${stderr === '' ? '' : `: ${stderr}`}`,
  }),
  'stop-reported-ended-still-running': entry({
    meaning:
      'The host reported that the instance had ended and sent no signal, but processes of it still run.',
    remedy: 'Run `muster match COMPONENT -w HOST`.',
    example: {},
    text: () =>
      'the host reported that the instance had ended and sent no signal, but processes of it still run',
  }),
  'stop-part-left': entry({
    meaning: 'The first process of the instance ended, but processes that it started still run.',
    remedy: 'Run `muster match COMPONENT -w HOST`. Let the component end the processes that it starts.',
    example: {},
    text: () => 'the first process of the instance ended, but processes that it started still run',
  }),
  'stop-seen-ended': entry({
    meaning: 'The host did not answer, and the next probe did not find the instance.',
    remedy: null,
    example: {
      cause: 'the connection was lost; the instance may have been stopped',
      causeCode: 'stop-interrupted',
    },
    text: ({ cause }: Cause) => `${cause}; the next probe did not find it`,
  }),
} as const;

/** Work that a pass did not finish. */
const unfinishedWork = {
  'stops-not-tried': entry({
    meaning: 'The pass ended before it tried all planned stops.',
    remedy:
      'The next pass continues. If it recurs, drain slow hosts or raise `timeouts.pass` (below the interval of cron).',
    example: { stops: 3 },
    text: ({ stops }: { stops: number }) => `the pass ended before it tried ${stops} planned stops`,
  }),
  'launches-not-tried': entry({
    meaning: 'The pass ended before it tried all planned launches.',
    remedy:
      'The next pass continues. If it recurs, drain slow hosts or raise `timeouts.pass` (below the interval of cron).',
    example: { launches: 3 },
    text: ({ launches }: { launches: number }) =>
      `the pass ended before it tried ${launches} planned launches`,
  }),
  'pass-held-up': entry({
    meaning:
      'This machine paused for so long (a suspended VM, an overloaded disk) that hosts refused late launches.',
    remedy: 'Once is harmless. If it recurs, look for suspended VMs (host of this VM) and slow disks.',
    example: {},
    text: () =>
      'this machine paused for so long that hosts refused late launches; the pass starts nothing more',
  }),
} as const;

export const launchCodes = {
  ...launchAnswers,
  ...launchResolutions,
  ...pilotExits,
  ...stops,
  ...unsent,
  ...unfinishedWork,
} as const;

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
