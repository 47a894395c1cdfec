import { entry } from './entry.ts';

/* Problems of a pass itself: its state, lock, records, page and metrics, and the programs that it notifies. */

/** A fault of a file that muster writes; `detail`: the error of the system or of the parser. */
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
      return `${path} is not a regular file`;
    case 'dangling-link':
      return `${path} is a dangling link`;
    case 'too-large':
      return `${path} is too large (${detail})`;
  }
}

/** The state that a pass uses where `state.json` is unusable. */
type StateInstead = FileFault & {
  /** The earlier state that is used instead, and when it was written, ISO 8601; null for none. */
  readonly previous: string | null;
  readonly previousAt: string | null;
};

function insteadText({ previous, previousAt }: StateInstead, nothing: string): string {
  return previous === null ? nothing : `The pass continues from the state of ${previousAt} (${previous})`;
}

const stateCodes = {
  'state-set-aside': entry({
    meaning: 'The state was not valid. It was moved aside, and the pass used the state before it.',
    remedy: 'Remove the file that was moved aside when you no longer need it.',
    example: {
      path: '/srv/muster/logs/state.json',
      fault: 'broken',
      detail: 'Unexpected end of JSON input',
      aside: '/srv/muster/logs/state.json.broken-2026-11-21T03-15-00-000Z',
      previous: '/srv/muster/logs/state.json.previous',
      previousAt: '2026-11-21T03:10:00.000Z',
    },
    text: (params: StateInstead & { readonly aside: string }) =>
      `${faultText(params)}; moved to ${params.aside}. ${insteadText(params, 'The pass has no earlier state: instances on unknown hosts are not counted, and stops, pauses and drains are forgotten')}`,
  }),
  'state-unusable': entry({
    meaning: 'The state is not valid, and it is still in its place.',
    remedy:
      'Run `muster run`, which moves a broken file aside. If it cannot, let this user write to the folder and copy state.json.previous over state.json. Do not only remove it.',
    example: {
      path: '/srv/muster/logs/state.json',
      fault: 'folder',
      detail: '',
      error: null,
      previous: null,
      previousAt: null,
    },
    text: (params: StateInstead & { readonly error: string | null }) =>
      `${faultText(params)}${params.error === null ? '' : `; it could not be moved aside: ${params.error}`}. ${insteadText(params, 'There is no earlier state: instances on unknown hosts are not counted, and stops, pauses and drains are forgotten')}`,
    remedyFor: ({ path, fault, previous }) => {
      const restore = previous === null ? '' : ` and copy ${previous} to ${path}`;
      return fault === 'folder'
        ? `Move the folder away${restore}.`
        : `Run \`muster run\`, which moves a broken file aside. If it cannot, move it away yourself${restore}.`;
    },
  }),
  'state-newer': entry({
    meaning: 'A newer version of muster wrote the state. Nothing was done, so that nothing is started twice.',
    remedy:
      'Run the newer muster. Removing the file makes muster forget the instances on unknown hosts, and start them a second time.',
    example: { path: '/srv/muster/logs/state.json', version: 2, reads: 1 },
    text: ({ path, version, reads }: { path: string; version: number; reads: number }) =>
      `${path} was written by a newer muster (its version is ${version}, this one reads ${reads}). Nothing was done`,
  }),
  'state-unreadable': entry({
    meaning: 'The state cannot be read. Nothing was done, so that nothing is started twice.',
    remedy:
      'Let this user read the file. Do not remove it: muster would forget the instances on unknown hosts, and start them a second time.',
    example: { error: "EACCES: permission denied, open '/srv/muster/logs/state.json'" },
    text: ({ error }: { error: string }) => `the state cannot be read: ${error}. Nothing was done`,
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
      `the state could not be written to ${path} (${error}); it was written to ${standIn} instead`,
  }),
  'state-unwritable': entry({
    meaning: 'The state could not be written anywhere. The next pass may start instances a second time.',
    remedy: 'Let this user write to the logs folder, or free space on its disk.',
    example: {
      path: '/srv/muster/logs/state.json',
      error: 'ENOSPC',
      standIn: '/home/ops/.muster/control/0f3a.json',
      standInError: 'ENOSPC',
    },
    text: ({ path, error, standIn, standInError }: Unwritable & { readonly path: string }) =>
      `the state could not be written to ${path} (${error}) or to ${standIn} (${standInError}); the next pass may start instances a second time`,
  }),
  'clock-set': entry({
    meaning:
      'The clock of this machine was set since the last pass. Times in the state were shifted by as much.',
    remedy: 'If it was not set on purpose, check NTP: `timedatectl status`.',
    example: { seconds: 7200, forward: false },
    text: ({ seconds, forward }: { seconds: number; forward: boolean }) =>
      `the clock of this machine was set ${forward ? 'forward' : 'back'} by ${seconds} s since the last pass; times in the state were shifted by as much`,
  }),
} as const;

type Unwritable = { readonly error: string; readonly standIn: string; readonly standInError: string };

const lockCodes = {
  'lock-unusable': entry({
    meaning: 'One lock file cannot be used. The pass runs if it holds another one.',
    remedy:
      'Let this user write to the file; remove it if it is not a regular file; put the logs folder on a local disk if its file system has no locks.',
    example: { path: '/srv/muster/logs/lock', error: 'EACCES: permission denied' },
    text: ({ path, error }: { path: string; error: string }) => `${path} cannot be locked: ${error}`,
  }),
  'flock-missing': entry({
    meaning: 'The program `flock` cannot be run, so muster has no lock and runs no pass.',
    remedy: 'Install flock (Debian: `apt-get install util-linux`), or set PATH in the crontab.',
    example: { error: 'flock: not found' },
    text: ({ error }: { error: string }) => `flock could not be run: ${error}`,
  }),
  'flock-failed': entry({
    meaning: 'The program `flock` failed, so muster has no lock and runs no pass.',
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
    meaning: 'A file or folder of the history cannot be read. Its records are not shown.',
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
    remedy: 'The next pass checks the host.',
    example: {},
    text: () => 'the pass ended before it recorded the outcome',
  }),
  'page-log-shortened': entry({
    meaning: 'The last week has more events than the page shows.',
    remedy: 'Run `muster history`.',
    example: { events: 1000 },
    text: ({ events }: { events: number }) =>
      `the log on this page has the newest ${events} events; \`muster history\` has all`,
  }),
} as const;

const viewCodes = {
  'page-unwritable': entry({
    meaning: 'The page was not written. The page of the last pass is still there.',
    remedy: 'Correct `monitor.page`, or let this user write to its folder.',
    example: { path: '/var/www/muster/index.html', error: 'EACCES: permission denied' },
    text: ({ path, error }: { path: string; error: string }) =>
      `the page was not written: ${error === 'EISDIR' ? `${path} is a folder` : error === 'irregular' ? `${path} is not a regular file` : error}`,
  }),
  'metrics-unwritable': entry({
    meaning: 'The metrics were not written. The metrics of the last pass are still there.',
    remedy: 'Correct `monitor.textfile`, or let this user write to its folder.',
    example: {
      path: '/var/lib/node_exporter/muster.prom',
      folder: '/var/lib/node_exporter',
      error: 'ENOENT',
    },
    text: ({ path, folder, error }: { path: string; folder: string; error: string }) => {
      switch (error) {
        case 'ENOENT':
        case 'ENOTDIR':
          return `the metrics were not written: there is no folder ${folder}; create it, or correct monitor.textfile`;
        case 'EACCES':
        case 'EPERM':
        case 'EROFS':
          return `the metrics were not written: cannot write to ${folder} (${error})`;
        case 'EISDIR':
          return `the metrics were not written: ${path} is a folder`;
        default:
          return `the metrics were not written to ${path}: ${error}`;
      }
    },
  }),
  'counters-lost': entry({
    meaning: 'The file of the counters cannot be read. The counters start at 0 again, as after a restart.',
    remedy: null,
    example: {
      path: '/srv/muster/logs/counters.json',
      fault: 'broken',
      detail: 'Unexpected end of JSON input',
    },
    text: (params: FileFault) =>
      `the counters of the metrics restart at 0: ${faultText(params)}; the next pass rewrites the file`,
  }),
  'counters-unwritable': entry({
    meaning: 'The counters of the metrics cannot be written, so this pass is missing from them.',
    remedy: 'Let this user write to the logs folder, or free space on its disk.',
    example: { path: '/srv/muster/logs/counters.json', error: 'ENOSPC' },
    text: ({ path, error }: { path: string; error: string }) =>
      `the counters of the metrics cannot be written to ${path} (${error}): this pass is missing from the counters`,
  }),
  'views-late': entry({
    meaning: 'The page and the metrics were not written in time. The pass did its work.',
    remedy: 'Check the disks of `monitor.page` and `monitor.textfile`.',
    example: { seconds: 10 },
    text: ({ seconds }: { seconds: number }) =>
      `the page and the metrics were not written within ${seconds} s`,
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
    remedy: null,
    example: { path: '/srv/muster/logs/told.json', fault: 'broken', detail: 'Unexpected end of JSON input' },
    text: (params: FileFault) =>
      `the record of sent alerts is lost, so all current problems are sent again: ${faultText(params)}; the next pass rewrites the file`,
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
      `the record of sent alerts could not be written to ${path}${error === '' ? '' : ` (${error})`}; it was written to ${standIn} instead`,
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
      `the record of sent alerts cannot be written to ${path === null ? standIn : `${path} (${error}) or to ${standIn}`} (${standInError}): every pass sends all alerts again`,
  }),
} as const;

const notifyCodes = {
  'notify-failed': entry({
    meaning: 'The program of `monitor.notify` failed. The next pass runs it again with the same alerts.',
    remedy: 'Run the program by hand with the document that docs/alerts.md shows.',
    example: { program: '/srv/muster/notify', fault: 'exit', detail: '7', printed: 'no route to the pager' },
    text: ({ program, printed, ...how }: NotifyFailed) =>
      `monitor.notify: ${program} ${programFaultText(how)}${printed === '' ? '' : `; it printed: ${printed}`}. The next pass runs it again with the same alerts.`,
  }),
  'healthcheck-refused': entry({
    meaning: 'The server of `monitor.healthcheck` does not know the check.',
    remedy: 'Correct the address in `monitor.healthcheck`.',
    example: { host: 'hc-ping.com', status: 404 },
    text: ({ host, status }: { host: string; status: number }) =>
      status >= 400
        ? `monitor.healthcheck: ${host} answered ${status}`
        : `monitor.healthcheck: ${host} knows no such check`,
  }),
  'healthcheck-address-invalid': entry({
    meaning: 'The address in `monitor.healthcheck` is not valid.',
    remedy: 'Correct it in Interface.json.',
    example: {},
    text: () => 'monitor.healthcheck is not a valid address',
  }),
  'healthcheck-missed': entry({
    meaning:
      'The server of `monitor.healthcheck` did not accept the ping. It raises its own alert when pings are missing.',
    remedy: 'Check the network of this machine, and the server.',
    example: { host: 'hc-ping.com', status: null, error: 'ECONNREFUSED' },
    text: ({ host, status, error }: HealthcheckMissed) =>
      `monitor.healthcheck: the ping to ${host} failed: ${status === null ? (pingErrors[error ?? ''] ?? error ?? 'no answer') : `it answered ${status}${status >= 300 && status < 400 ? ', and redirects are not followed' : ''}`}`,
  }),
} as const;

/** How a program failed. `detail`: why it could not be run, its exit code, the signal, or its time limit in seconds. */
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
      return `failed with exit ${detail}`;
    case 'signal':
      return `was ended by ${detail}`;
    case 'timeout':
      return `did not end within ${detail} s; muster ended it`;
  }
}

type HealthcheckMissed = {
  readonly host: string;
  /** null where there was no answer; `error` has the reason then. */
  readonly status: number | null;
  /** node's code of it, `ETIMEDOUT` where the time was over; null where the connection ended without one. */
  readonly error: string | null;
};

const pingErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'its name does not resolve',
  EAI_AGAIN: 'no name server answered',
  EHOSTUNREACH: 'no route to it',
  ENETUNREACH: 'no route to it',
  ETIMEDOUT: 'no answer in time',
  unsent: 'the request could not be sent',
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
    example: { text: 'the submitter failed with exit 1' },
    text: ({ text }: { text: string }) => text,
  }),
} as const;
