import { entry } from './entry.ts';

/** A place in the file of a command: `line` counts from 1, 0 is the whole file. */
type At = { readonly file: string; readonly line: number };

const at = ({ file, line }: At): string => (line === 0 ? file : `${file}:${line}`);

const example = { file: '/srv/fleet/commands/check-gpu', line: 4 };

const fileProblems = {
  'not-a-file': () => 'not a regular file',
  'too-large': () => 'the file is too large for a command',
  'not-utf8': () => 'not UTF-8; save it as UTF-8',
  'not-permitted': () => 'this user cannot read it; change its mode',
  unreadable: (error: string) => `cannot be read: ${error}`,
} as const;

const headers = {
  summary: 'expected a line of at most 200 characters',
  timeout: 'expected a time such as 30s, 10m or 2h, or none',
  stage: 'expected prepare, run or finish',
  failure: 'expected ends or warns',
  foreground: 'expected yes or no',
} as const;

export type HeaderKey = keyof typeof headers;

/** Errors in the file of a command. `foreground`: the command runs before the launch returns. */
const commandFileCodes = {
  'command-file-unusable': entry({
    meaning: 'A file of the toolbox cannot be read as a command.',
    remedy: 'Make it a readable text file, or move it to another folder.',
    example: { file: example.file, problem: 'not-utf8', error: '' },
    text: (of: { file: string; problem: keyof typeof fileProblems; error: string }) =>
      `${of.file}: ${fileProblems[of.problem](of.error)}`,
  }),
  'command-name-taken': entry({
    meaning: 'A command has the name of a program or builtin that pilots call.',
    remedy: 'Rename the file.',
    example: { file: '/srv/fleet/commands/kill', command: 'kill' },
    text: ({ file, command }: { file: string; command: string }) =>
      `${file}: the name ${command} is reserved: it would shadow a program that pilots call; rename the file`,
  }),
  'command-has-nul': entry({
    meaning: 'A command contains a NUL character.',
    remedy: 'Remove it.',
    example,
    text: (of: At) => `${at(of)}: contains a NUL character; remove it`,
  }),
  'command-has-crlf': entry({
    meaning: 'Lines of a command end with CR LF.',
    remedy: 'Save the file with LF.',
    example,
    text: (of: At) => `${at(of)}: the line ends with CR LF; save the file with LF`,
  }),
  'command-shebang-missing': entry({
    meaning: 'A command does not begin with `#!/bin/sh`.',
    remedy: 'Make that its first line.',
    example: { ...example, line: 1 },
    text: (of: At) => `${at(of)}: the first line is not \`#!/bin/sh\``,
  }),
  'command-last-line-open': entry({
    meaning: 'The last line of a command has no newline at its end.',
    remedy: 'Add one.',
    example,
    text: (of: At) => `${at(of)}: the last line has no newline at its end; add one`,
  }),
  'command-header-missing': entry({
    meaning: 'A command lacks one of the header lines `# KEY: VALUE`.',
    remedy: 'Add the line below `#!/bin/sh`.',
    example: { ...example, line: 1, key: 'summary' },
    text: (of: At & { key: HeaderKey }) =>
      `${at(of)}: the line \`# ${of.key}: …\` is missing; ${headers[of.key]}`,
  }),
  'command-header-unknown': entry({
    meaning: 'A command has an unknown header line `# KEY: VALUE`.',
    remedy: 'Correct the key; put comments below an empty line or `#`.',
    example: { ...example, key: 'failing', near: 'failure' },
    text: (of: At & { key: string; near: string | null }) =>
      `${at(of)}: \`# ${of.key}:\` is unknown; ${of.near === null ? `known are ${Object.keys(headers).join(', ')}` : `did you mean \`${of.near}\`?`} Put comments below an empty line or \`#\``,
  }),
  'command-header-repeated': entry({
    meaning: 'A command has a header line `# KEY: VALUE` twice.',
    remedy: 'Remove one of them.',
    example: { ...example, key: 'stage' },
    text: (of: At & { key: string }) => `${at(of)}: duplicate \`${of.key}\`; remove one of them`,
  }),
  'command-header-invalid': entry({
    meaning: 'A header line `# KEY: VALUE` of a command has a value that is not allowed.',
    remedy: 'Write a value that is allowed.',
    example: { ...example, key: 'timeout', found: '"30"' },
    text: (of: At & { key: HeaderKey; found: string }) =>
      `${at(of)}: \`${of.key}\` is ${of.found}; ${headers[of.key]}`,
  }),
  'command-foreground-late': entry({
    meaning:
      'A command of another stage than prepare is a foreground command: it would run before the launch returns.',
    remedy: 'Set `foreground` to no, or `stage` to prepare.',
    example: { ...example, line: 1 },
    text: (of: At) => `${at(of)}: \`foreground: yes\` is allowed only in the stage prepare`,
  }),
  'command-function-foreign': entry({
    meaning: 'A command defines a function whose name does not begin with its own.',
    remedy: 'Rename the function.',
    example: { ...example, function: 'helper', wanted: 'check_gpu' },
    text: (of: At & { function: string; wanted: string }) =>
      `${at(of)}: the function name \`${of.function}\` is not allowed; use \`${of.wanted}\` or a name that begins with \`${of.wanted}__\``,
  }),
  'command-function-missing': entry({
    meaning: 'A command does not define the function that pilots call.',
    remedy: 'Define a function of the name of the file, with `_` for `-`.',
    example: { ...example, line: 0, wanted: 'check_gpu' },
    text: (of: At & { wanted: string }) =>
      `${at(of)}: does not define the function \`${of.wanted}\`, which pilots call`,
  }),
  'command-function-open': entry({
    meaning: 'A function of a command is not closed.',
    remedy: 'Close it at the start of a line.',
    example: { ...example, close: '}' },
    text: (of: At & { close: string }) =>
      `${at(of)}: the function that begins here is not closed: \`${of.close}\` at the start of a line is missing`,
  }),
  'command-code-outside': entry({
    meaning: 'A command has code outside of its functions, which would run at once.',
    remedy: 'Move it into a function.',
    example: { ...example, found: '"rm -rf /tmp/x"', wanted: 'check_gpu' },
    text: (of: At & { found: string; wanted: string }) =>
      `${at(of)}: found ${of.found} outside of a function, where only comments are allowed; write \`${of.wanted}() {\` and \`}\` at the start of a line`,
  }),
  'command-base-missing': entry({
    meaning: 'A command calls the one that it replaces, but no further folder of the toolbox has it.',
    remedy: 'Remove the call, or rename the file to the command that it replaces.',
    example: { ...example, command: 'check-gpu', base: 'base_check_gpu' },
    text: (of: At & { command: string; base: string }) =>
      `${at(of)}: calls \`${of.base}\`, but no further folder of the toolbox has a command ${of.command}; remove the call, or rename the file to the command that it replaces`,
  }),
  'command-syntax': entry({
    meaning: 'sh cannot parse a command.',
    remedy: 'Correct the line named; `sh -n FILE` checks it.',
    example: { ...example, error: 'Syntax error: "}" unexpected' },
    text: (of: At & { error: string }) => `${at(of)}: ${of.error}`,
  }),
} as const;

const folderProblems = {
  missing: ({ folder }: { folder: string }) => `the folder of commands, ${folder}, does not exist`,
  'not-a-folder': ({ folder }: { folder: string }) => `${folder} is not a folder`,
  unreadable: ({ folder, error }: { folder: string; error: string }) =>
    `the folder ${folder} cannot be read: ${error}`,
} as const;

/** The toolbox and the lists of commands. */
const listCodes = {
  'toolbox-folder-unusable': entry({
    meaning: 'A folder of `toolbox` cannot be read.',
    remedy: 'Correct the path, or let this user read it.',
    example: { folder: '/srv/fleet/commands', problem: 'missing', error: '' },
    text: (of: { folder: string; problem: keyof typeof folderProblems; error: string }) =>
      folderProblems[of.problem](of),
  }),
  'own-commands-missing': entry({
    meaning: "muster's own commands are missing from its installation.",
    remedy: 'Reinstall muster: `npm install -g muster`.',
    example: {
      cause: 'the folder of commands, /usr/lib/node_modules/muster/workerscripts/commands, does not exist',
    },
    text: ({ cause }: { cause: string }) => `muster's own commands are missing: ${cause}; reinstall muster`,
  }),
  'command-unknown': entry({
    meaning: 'A list of a pilot has a command that no folder of the toolbox has.',
    remedy: 'Correct the name; `muster pilot list` prints the commands there are.',
    example: { command: '"chek-host"', folders: ['/srv/fleet/commands'], near: '"check-host"', known: [] },
    text: (of: {
      command: string;
      folders: readonly string[];
      near: string | null;
      known: readonly string[];
    }) =>
      `there is no command ${of.command} in ${of.folders.join(', ')}; ${of.near === null ? `known are ${of.known.join(', ')}` : `did you mean ${of.near}?`}`,
  }),
  'command-repeated': entry({
    meaning: 'A list of a pilot has a command twice.',
    remedy: 'Remove one of them.',
    example: { command: '"check-host"' },
    text: ({ command }: { command: string }) => `${command} is in this list twice; remove one of them`,
  }),
  'list-runs-nothing': entry({
    meaning: 'No command of a list runs the component.',
    remedy: 'Add `run-component`.',
    example: {},
    text: () => 'no command of this list runs the component; add "run-component"',
  }),
  'list-runs-twice': entry({
    meaning: 'Two commands of a list run the component.',
    remedy: 'Remove one of them.',
    example: { command: '"run-it"', first: '"run-component"' },
    text: ({ command, first }: { command: string; first: string }) =>
      `${command} would run the component a second time, after ${first}; remove one of them`,
  }),
  'list-out-of-order': entry({
    meaning: 'The commands of a list are not in the order of their stages.',
    remedy: 'Order them: prepare, run, finish.',
    example: { command: '"run-component"', stage: 'run', before: '"clean-up"', stageBefore: 'finish' },
    text: (of: { command: string; stage: string; before: string; stageBefore: string }) =>
      `${of.command} (stage ${of.stage}) is listed after ${of.before} (stage ${of.stageBefore}); the order is prepare, run, finish`,
  }),
  'command-runs-earlier': entry({
    meaning: 'A foreground command, which runs before the launch returns, is listed after others.',
    remedy: 'List it first.',
    example: { command: '"check-host"', first: '"make-sandbox"' },
    text: ({ command, first }: { command: string; first: string }) =>
      `${command} is a foreground command and therefore runs before ${first}; list it first`,
  }),
  'command-broken': entry({
    meaning: 'A command of a pilot is missing or has errors since Interface.json was read.',
    remedy: 'Run `muster check`.',
    example: { command: 'check-gpu' },
    text: ({ command }: { command: string }) =>
      `the command ${command} is missing or has errors; run \`muster check\``,
  }),
  'key-without-command': entry({
    meaning: 'A type has a key that no command of its pilot uses.',
    remedy: 'Add the command that uses it, or remove the key.',
    example: { pilot: '"lta"', kind: null, key: 'tests', component: 'pipe0/bundler' },
    text: (of: { pilot: string; kind: string | null; key: string; component: string }) =>
      `no command of the pilot ${of.pilot}${of.kind === null ? '' : ` for hosts of the kind ${of.kind}`} uses \`${of.key}\` of ${of.component}; add the command that does, or remove it`,
  }),
  'line-syntax': entry({
    meaning: "This machine's sh cannot parse a line that would run on hosts.",
    remedy: 'Correct the line, unless the sh of the hosts supports it.',
    example: { error: 'Syntax error: Unterminated quoted string' },
    text: ({ error }: { error: string }) => `sh cannot parse this line: ${error}`,
  }),
} as const;

const clientFileProblems = {
  missing: ({ file }: ClientFile) => `there is no file ${file}`,
  folder: ({ file }: ClientFile) =>
    `${file} is a folder; list the files in it, or pack it and set \`action\` to "unpack"`,
  'not-a-file': ({ file }: ClientFile) => `${file} is not a regular file`,
  'too-large': ({ file, mostMiB }: ClientFile) =>
    `${file} is larger than ${mostMiB} MiB; put it on the hosts, or at an https address`,
  'name-reserved': ({ file }: ClientFile) => `the name of ${file} is reserved; rename it`,
  unreadable: ({ file, error }: ClientFile) => `${file} cannot be read: ${error}`,
} as const;

export type ClientFileProblem = keyof typeof clientFileProblems;

type ClientFile = { readonly file: string; readonly mostMiB: number; readonly error: string };

/** Files next to `Interface.json` that pilots copy to their hosts. */
const clientFileCodes = {
  'client-file-unusable': entry({
    meaning: 'A file next to Interface.json cannot be copied to hosts.',
    remedy: 'Correct the path, or put the file on the hosts or at an https address.',
    example: { file: '/srv/fleet/conf', problem: 'folder', mostMiB: 64, error: '' },
    text: (of: ClientFile & { problem: ClientFileProblem }) => clientFileProblems[of.problem](of),
  }),
  'client-file-changed': entry({
    meaning: 'A file next to Interface.json changed while a pass ran.',
    remedy: null,
    example: { file: '/srv/fleet/conf/lta.env' },
    text: ({ file }: { file: string }) =>
      `${file} changed during the pass; the next pass uses the new content`,
  }),
  'digest-differs': entry({
    meaning: 'A file next to Interface.json does not have the configured `sha256`.',
    remedy: 'Correct `sha256`, or restore the file.',
    example: {
      file: '/srv/fleet/conf/lta.env',
      sha256: '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
    },
    text: ({ file, sha256 }: { file: string; sha256: string }) =>
      `${file} has the sha256 ${sha256}; correct \`sha256\`, or restore the file`,
  }),
  'wheel-name-invalid': entry({
    meaning: 'A wheel has a name that pip refuses.',
    remedy: 'Keep the name of the build.',
    example: { file: 'lta.whl' },
    text: ({ file }: { file: string }) =>
      `pip refuses the wheel name ${file}; expected NAME-VERSION-PYTHON-ABI-PLATFORM.whl; keep the name of the build`,
  }),
} as const;

/** User data for clouds. */
const userDataCodes = {
  'user-data-large': entry({
    meaning: 'The user data for cloud-init is larger than many clouds allow.',
    remedy:
      'Use fewer commands, or publish the output of `muster pilot render COMPONENT` and let the user data download it.',
    example: { kib: 23, commonKib: 16 },
    text: ({ kib, commonKib }: { kib: number; commonKib: number }) =>
      `user data is ${kib} KiB; many clouds allow ${commonKib}. Use fewer commands, or publish the output of \`muster pilot render COMPONENT\` and let the user data download it`,
  }),
} as const;

export const pilotCodes = {
  ...commandFileCodes,
  ...listCodes,
  ...clientFileCodes,
  ...userDataCodes,
} as const;
