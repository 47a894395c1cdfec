import { entry } from './entry.ts';

/** What is wrong with a file that muster keeps; `detail` is the system's word or what does not fit. */
export type FileFault = {
  readonly path: string;
  readonly fault: 'broken' | 'unreadable' | 'folder' | 'irregular' | 'dangling-link' | 'too-large';
  readonly detail: string;
};

function faultText({ path, fault, detail }: FileFault): string {
  switch (fault) {
    case 'broken':
      return `${path} is broken (${detail})`;
    case 'unreadable':
      return `${path} cannot be read: ${detail}`;
    case 'folder':
      return `${path} is a folder, where a file is expected (EISDIR)`;
    case 'irregular':
      return `${path} is no regular file`;
    case 'dangling-link':
      return `${path} is a link to a file that is not there`;
    case 'too-large':
      return `${path} is too large (${detail})`;
  }
}

/** What a pass goes by where its own state is of no use. */
type StateInstead = FileFault & {
  /** The file that is used instead, and when it was written, ISO 8601; null where nothing is known. */
  readonly previous: string | null;
  readonly previousAt: string | null;
};

function insteadText({ previous, previousAt }: StateInstead, nothing: string): string {
  return previous === null ? nothing : `what is known is of ${previousAt}, from ${previous}`;
}

const stateCodes = {
  'state-set-aside': entry({
    meaning: 'The state was no valid state. It was set aside, and the pass used the state before it.',
    remedy: 'Look into the file that was set aside if you want to know what broke it; then remove it.',
    example: {
      path: '/srv/muster/logs/state.json',
      fault: 'broken',
      detail: 'Unexpected end of JSON input',
      aside: '/srv/muster/logs/state.json.broken-2026-11-21T03-15-00-000Z',
      previous: '/srv/muster/logs/state.json.previous',
      previousAt: '2026-11-21T03:10:00.000Z',
    },
    text: (params: StateInstead & { readonly aside: string }) =>
      `${faultText(params)}; it was set aside as ${params.aside}; ${insteadText(params, 'this pass knows only what it sees')}`,
  }),
  'state-unusable': entry({
    meaning: 'The state is no valid state, and it is still in its place.',
    remedy: 'Remove what is there, or let this user write to the folder.',
    example: {
      path: '/srv/muster/logs/state.json',
      fault: 'folder',
      detail: '',
      error: null,
      previous: null,
      previousAt: null,
    },
    text: (params: StateInstead & { readonly error: string | null }) =>
      `${faultText(params)}; ${params.error === null ? '' : `it could not be set aside: ${params.error}; `}${insteadText(params, 'what it held is not known')}`,
  }),
  'state-newer': entry({
    meaning: 'A newer version of muster wrote the state. Nothing was done.',
    remedy: 'Run the newer version.',
    example: { path: '/srv/muster/logs/state.json', version: 2, reads: 1 },
    text: ({ path, version, reads }: { path: string; version: number; reads: number }) =>
      `${path} was written by a newer muster (its version is ${version}, this one reads ${reads})`,
    fix: () =>
      'Nothing was done: what it tells of must not be started twice. Run the newer muster; or remove the file, and what it tells of hosts that are unknown now may be started twice.',
  }),
  'state-unreadable': entry({
    meaning: 'The state cannot be read. Nothing was done, because what it records must not be started twice.',
    remedy: 'Let this user read the file.',
    example: { error: "EACCES: permission denied, open '/srv/muster/logs/state.json'" },
    text: ({ error }: { error: string }) => `what earlier passes left cannot be read: ${error}`,
    fix: () =>
      'Nothing was done: what it tells of must not be started twice. Let this user read it, or remove it.',
  }),
  'state-kept-elsewhere': entry({
    meaning: 'The state could not be written to the logs folder. It was written to the home of this user.',
    remedy: 'Let this user write to the logs folder.',
    example: {
      path: '/srv/muster/logs/state.json',
      error: 'ENOSPC',
      standIn: '/home/ops/.muster/control/0f3a.json',
    },
    text: ({ path, error, standIn }: { path: string; error: string; standIn: string }) =>
      `the state could not be written to ${path} (${error}); it was kept in ${standIn}`,
  }),
  'state-unwritable': entry({
    meaning: 'The state could not be written anywhere. The next pass knows only what it sees on the hosts.',
    remedy: 'Let this user write to the logs folder, or free space on its disk.',
    example: {
      path: '/srv/muster/logs/state.json',
      error: 'ENOSPC',
      standIn: '/home/ops/.muster/control/0f3a.json',
      standInError: 'ENOSPC',
    },
    text: ({ path, error, standIn, standInError }: Unwritable & { readonly path: string }) =>
      `the state could not be written to ${path} (${error}), nor to ${standIn} (${standInError}): the next pass knows only what it sees`,
  }),
  'clock-set': entry({
    meaning: 'The clock of this machine was set since the last pass. Times in the state were moved along.',
    remedy: 'Nothing, if it was set on purpose; otherwise look at the time service of this machine.',
    example: { seconds: 7200, forward: false },
    text: ({ seconds, forward }: { seconds: number; forward: boolean }) =>
      `the clock of this machine was set ${forward ? 'forward' : 'back'} by ${seconds} s since the last pass; what was remembered was moved along`,
  }),
} as const;

type Unwritable = { readonly error: string; readonly standIn: string; readonly standInError: string };

const lockCodes = {
  'lock-unusable': entry({
    meaning: 'A lock file cannot be used. Without any lock there is no pass; with others the pass went on.',
    remedy: 'Let this user write to the folder of the file.',
    example: { path: '/srv/muster/logs/lock', error: 'EACCES: permission denied' },
    text: ({ path, error }: { path: string; error: string }) => `${path} cannot be locked: ${error}`,
  }),
  'flock-missing': entry({
    meaning: 'The program `flock` cannot be run, so no lock can be taken and no pass is made.',
    remedy: 'Install it (Debian: apt-get install util-linux).',
    example: { error: 'spawn /bin/sh ENOENT' },
    text: ({ error }: { error: string }) =>
      `the flock program could not be run (Debian: package util-linux): ${error}`,
  }),
  'flock-failed': entry({
    meaning: 'The program `flock` failed, so no lock can be taken and no pass is made.',
    remedy: 'Put the logs folder on a file system that supports locks.',
    example: { exit: 65, error: 'flock: 3: Bad file descriptor' },
    text: ({ exit, error }: { exit: number | null; error: string }) =>
      `flock failed with exit ${exit}: ${error}`,
  }),
} as const;

const recordCodes = {
  'log-unwritable': entry({
    meaning: 'The log cannot be written. The pass did its work.',
    remedy: 'Let this user write to the logs folder, or free space on its disk.',
    example: { folder: '/srv/muster/logs', error: 'ENOSPC: no space left on device, write' },
    text: ({ folder, error }: { folder: string; error: string }) =>
      `the log in ${folder} cannot be written: ${error}`,
  }),
  'history-unwritable': entry({
    meaning: 'The history cannot be written or rolled up. The pass did its work.',
    remedy: 'Let this user write to the folder, or free space on its disk.',
    example: { folder: '/srv/muster/logs/history', error: 'ENOSPC: no space left on device, write' },
    text: ({ folder, error }: { folder: string; error: string }) =>
      `the history in ${folder} cannot be written: ${error}`,
  }),
  'history-unreadable': entry({
    meaning: 'A file or folder of the history cannot be read. What it holds is not shown.',
    remedy: 'Let this user read it.',
    example: { path: '/srv/muster/logs/history', error: 'EACCES: permission denied' },
    text: ({ path, error }: { path: string; error: string }) => `${path} cannot be read: ${error}`,
  }),
  'history-broken-lines': entry({
    meaning: 'Lines of the history are cut off or damaged. They are skipped.',
    remedy: null,
    example: { lines: 2 },
    text: ({ lines }: { lines: number }) =>
      `${lines} ${lines === 1 ? 'line' : 'lines'} of the history could not be read`,
  }),
  'launch-outcome-unknown': entry({
    meaning: 'The pass was killed after it had sent the launch, so its outcome is not recorded.',
    remedy: null,
    example: {},
    text: () => 'the pass ended before it knew',
  }),
  'page-log-shortened': entry({
    meaning: 'More happened in the last week than the page shows.',
    remedy: 'Run `muster history`.',
    example: { events: 1000 },
    text: ({ events }: { events: number }) =>
      `the log on this page has the newest ${events} events; muster history has all`,
  }),
} as const;

const viewCodes = {
  'page-unwritable': entry({
    meaning: 'The page was not written. The page of the last pass is still there.',
    remedy: 'Correct `monitor.page`, or let this user write there.',
    example: { path: '/var/www/muster/index.html', error: 'EACCES: permission denied' },
    text: ({ path, error }: { path: string; error: string }) =>
      `the page was not written: ${error === 'EISDIR' ? `${path} is a folder` : error === 'irregular' ? `${path} is no file` : error}`,
  }),
  'metrics-unwritable': entry({
    meaning: 'The metrics were not written. The metrics of the last pass are still there.',
    remedy: 'Correct `monitor.textfile`, or let this user write there.',
    example: {
      path: '/var/lib/node_exporter/muster.prom',
      folder: '/var/lib/node_exporter',
      error: 'ENOENT',
    },
    text: ({ path, folder, error }: { path: string; folder: string; error: string }) => {
      switch (error) {
        case 'ENOENT':
        case 'ENOTDIR':
          return `the metrics were not written: there is no folder ${folder}; make it, or set right monitor.textfile`;
        case 'EACCES':
        case 'EPERM':
        case 'EROFS':
          return `the metrics were not written: this user may not write in ${folder} (${error})`;
        case 'EISDIR':
          return `the metrics were not written: ${path} is a folder`;
        default:
          return `the metrics were not written to ${path}: ${error}`;
      }
    },
  }),
  'counters-lost': entry({
    meaning: 'The file of the counters cannot be read. The counters start at 0 again, as after a restart.',
    remedy: 'Nothing; the next pass that can write the file corrects it.',
    example: {
      path: '/srv/muster/logs/counters.json',
      fault: 'broken',
      detail: 'Unexpected end of JSON input',
    },
    text: (params: FileFault) =>
      `the counters of the metrics begin at 0 again: ${faultText(params)}; it is set right by the next pass that can write it`,
  }),
  'counters-unwritable': entry({
    meaning: 'The counters of the metrics cannot be written, so this pass is not counted.',
    remedy: 'Let this user write to the logs folder, or free space on its disk.',
    example: { path: '/srv/muster/logs/counters.json', error: 'ENOSPC' },
    text: ({ path, error }: { path: string; error: string }) =>
      `the counters of the metrics cannot be written to ${path} (${error}): what this pass did is not counted`,
  }),
  'views-late': entry({
    meaning: 'The page and the metrics were not written in time. The pass did its work.',
    remedy: 'Look at the disks that `monitor.page` and `monitor.textfile` are on.',
    example: { seconds: 10 },
    text: ({ seconds }: { seconds: number }) =>
      `what the pass leaves to be looked at was not written within ${seconds} s`,
  }),
  'view-failed': entry({
    meaning: 'The page or the metrics were not written, because of a fault of muster itself.',
    remedy: 'Report it, with the message and the log of the pass.',
    example: { error: 'Cannot read properties of undefined' },
    text: ({ error }: { error: string }) => error,
  }),
} as const;

const alertStateCodes = {
  'alert-state-lost': entry({
    meaning: 'The record of alerts that were sent cannot be read. All current problems are sent again.',
    remedy: 'Nothing; the next pass that can write the file corrects it.',
    example: { path: '/srv/muster/logs/told.json', fault: 'broken', detail: 'Unexpected end of JSON input' },
    text: (params: FileFault) =>
      `what was told is not known, so all of it is told again: ${faultText(params)}; it is set right by the next pass that can write it`,
  }),
  'alert-state-kept-elsewhere': entry({
    meaning:
      'The record of alerts that were sent could not be written to the logs folder. It was written to the home of this user.',
    remedy: 'Let this user write to the logs folder.',
    example: {
      path: '/srv/muster/logs/told.json',
      error: 'EACCES',
      standIn: '/home/ops/.muster/control/0f3a.told.json',
    },
    text: ({ path, error, standIn }: { path: string; error: string; standIn: string }) =>
      `what is told to operators could not be written to ${path}${error === '' ? '' : ` (${error})`}; it was kept in ${standIn}`,
  }),
  'alert-state-unwritable': entry({
    meaning: 'The record of alerts that were sent cannot be written anywhere. Every pass sends them again.',
    remedy: 'Let this user write to the logs folder, or free space on its disk.',
    example: {
      path: '/srv/muster/logs/told.json',
      error: 'EACCES',
      standIn: '/home/ops/.muster/control/0f3a.told.json',
      standInError: 'ENOSPC',
    },
    text: ({ path, error, standIn, standInError }: Unwritable & { readonly path: string | null }) =>
      `what is told here cannot be written to ${path === null ? standIn : `${path} (${error}) nor to ${standIn}`} (${standInError}): every pass tells it again`,
  }),
} as const;

const notifyCodes = {
  'notify-failed': entry({
    meaning: 'The program of `monitor.notify` failed. The next pass gives it the same alerts again.',
    remedy: 'Run the program by hand with the document that docs/alerts.md shows.',
    example: { program: '/srv/muster/notify', fault: 'exit', detail: '7', printed: 'no route to the pager' },
    text: ({ program, printed, ...how }: NotifyFailed) =>
      `monitor.notify: ${program} ${programFaultText(how)}${printed === '' ? '' : `; it printed: ${printed}`}. What it was to tell is given to it again by the next pass.`,
  }),
  'healthcheck-refused': entry({
    meaning: 'The server of `monitor.healthcheck` does not know the check.',
    remedy: 'Correct the address in `monitor.healthcheck`.',
    example: { host: 'hc-ping.com', status: 404 },
    text: ({ host, status }: { host: string; status: number }) =>
      status >= 400
        ? `monitor.healthcheck: ${host} answered ${status}; is the address right?`
        : `monitor.healthcheck: ${host} knows no such check; is the address right?`,
  }),
  'healthcheck-address-invalid': entry({
    meaning: 'The address in `monitor.healthcheck` is no address that can be requested.',
    remedy: 'Correct it.',
    example: {},
    text: () => 'monitor.healthcheck is no address that can be asked',
  }),
  'healthcheck-missed': entry({
    meaning:
      'The server of `monitor.healthcheck` did not answer as it should. It notices by itself when pings stay away.',
    remedy: 'Look at the network of this machine, and at the server.',
    example: { host: 'hc-ping.com', status: null, error: 'ECONNREFUSED' },
    text: ({ host, status, error }: HealthcheckMissed) =>
      `monitor.healthcheck: ${host} was not told: ${status === null ? (pingErrors[error ?? ''] ?? error ?? 'no answer') : `it answered ${status}${status >= 300 && status < 400 ? ', and redirects are not followed' : ''}`}`,
  }),
} as const;

/** How a program failed: it could not be run (detail: why), its exit code, the signal, or the seconds it was given. */
export type ProgramFault = {
  readonly fault: 'not-run' | 'exit' | 'signal' | 'timeout';
  readonly detail: string;
};

type NotifyFailed = ProgramFault & { readonly program: string; readonly printed: string };

function programFaultText({ fault, detail }: ProgramFault): string {
  switch (fault) {
    case 'not-run':
      return `could not be run (${detail})`;
    case 'exit':
      return `ended with exit ${detail}`;
    case 'signal':
      return `was ended by ${detail}`;
    case 'timeout':
      return `did not end within ${detail} s, and was ended`;
  }
}

type HealthcheckMissed = {
  readonly host: string;
  /** null where there was no answer: then `error` says why. */
  readonly status: number | null;
  /** node's code of it, `ETIMEDOUT` where the time was over; null where the connection ended without one. */
  readonly error: string | null;
};

const pingErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'no name server answers',
  EHOSTUNREACH: 'no route to it',
  ENETUNREACH: 'no route to it',
  ETIMEDOUT: 'no answer in time',
  unsent: 'it could not be asked',
};

export const passCodes = {
  ...stateCodes,
  ...lockCodes,
  ...recordCodes,
  ...viewCodes,
  ...alertStateCodes,
  ...notifyCodes,
  unrecorded: entry({
    meaning: 'A text that a version before 0.2 wrote without a code.',
    remedy: null,
    example: { text: 'the submitter ended with exit 1' },
    text: ({ text }: { text: string }) => text,
  }),
} as const;
