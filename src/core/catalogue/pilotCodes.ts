import { entry } from './entry.ts';

/** Where a command's file is wrong: `line` counts from 1, 0 is the whole file. */
type At = { readonly file: string; readonly line: number };

const at = ({ file, line }: At): string => (line === 0 ? file : `${file}:${line}`);

const example = { file: '/srv/fleet/commands/check-gpu', line: 4 };

const fileProblems = {
  'not-a-file': () => 'this is no regular file; a command is one',
  'too-large': () => 'it is larger than any command; is it one?',
  'not-utf8': () => 'it is not UTF-8; save it as UTF-8',
  'not-permitted': () => 'it cannot be read by this user; change its mode',
  unreadable: (error: string) => `it cannot be read: ${error}`,
} as const;

const headers = {
  summary: 'a line of at most 200 characters is wanted',
  timeout: 'a time such as 30s, 10m or 2h, or none, is allowed',
  stage: 'prepare, run, finish are allowed',
  failure: 'ends, warns are allowed',
  foreground: 'yes, no are allowed',
} as const;

export type HeaderKey = keyof typeof headers;

/** What keeps a file from being a command. */
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
      `${file}: a command cannot be called ${command}: a function of that name would stand in the way of the program, which pilots call; rename the file`,
  }),
  'command-has-nul': entry({
    meaning: 'A command has a NUL character.',
    remedy: 'Remove it.',
    example,
    text: (of: At) => `${at(of)}: a NUL character is in it; a shell reads text`,
  }),
  'command-has-crlf': entry({
    meaning: 'Lines of a command end with CR LF.',
    remedy: 'Save the file with LF.',
    example,
    text: (of: At) =>
      `${at(of)}: the line ends with CR LF, which a shell takes for part of the line; save the file with LF`,
  }),
  'command-shebang-missing': entry({
    meaning: 'A command does not begin with `#!/bin/sh`.',
    remedy: 'Make that its first line.',
    example: { ...example, line: 1 },
    text: (of: At) => `${at(of)}: the first line is not \`#!/bin/sh\`; a command is for that shell`,
  }),
  'command-last-line-open': entry({
    meaning: 'The last line of a command does not end.',
    remedy: 'End it with a newline.',
    example,
    text: (of: At) => `${at(of)}: the last line has no end; what comes behind would be part of it`,
  }),
  'command-header-missing': entry({
    meaning: 'A command lacks one of the lines `# KEY: VALUE` that it begins with.',
    remedy: 'Add the line below `#!/bin/sh`.',
    example: { ...example, line: 1, key: 'summary' },
    text: (of: At & { key: HeaderKey }) =>
      `${at(of)}: the line \`# ${of.key}: …\` is missing; ${headers[of.key]}`,
  }),
  'command-header-unknown': entry({
    meaning: 'A command has an unknown line `# KEY: VALUE` among those that it begins with.',
    remedy: 'Correct the key; a comment stands below an empty line or `#`.',
    example: { ...example, key: 'failing', near: 'failure' },
    text: (of: At & { key: string; near: string | null }) =>
      `${at(of)}: \`# ${of.key}:\` is unknown; ${of.near === null ? `known are ${Object.keys(headers).join(', ')}` : `did you mean \`${of.near}\`?`} A comment stands below an empty line or \`#\``,
  }),
  'command-header-repeated': entry({
    meaning: 'A command has one of the lines `# KEY: VALUE` twice.',
    remedy: 'Remove one of them.',
    example: { ...example, key: 'stage' },
    text: (of: At & { key: string }) => `${at(of)}: \`${of.key}\` is here twice; remove one of them`,
  }),
  'command-header-invalid': entry({
    meaning: 'One of the lines `# KEY: VALUE` of a command has a value that is not allowed.',
    remedy: 'Write a value that is allowed.',
    example: { ...example, key: 'timeout', found: '"30"' },
    text: (of: At & { key: HeaderKey; found: string }) =>
      `${at(of)}: \`${of.key}\` is ${of.found}; ${headers[of.key]}`,
  }),
  'command-foreground-late': entry({
    meaning: 'A command is to run before the launch has answered, and is not of the stage prepare.',
    remedy: 'Set `foreground` to no, or `stage` to prepare.',
    example: { ...example, line: 1 },
    text: (of: At) =>
      `${at(of)}: \`foreground\` is yes, and the stage is not prepare; before a launch has answered nothing else is run`,
  }),
  'command-function-foreign': entry({
    meaning: 'A command defines a function whose name does not begin with its own.',
    remedy: 'Rename the function.',
    example: { ...example, function: 'helper', wanted: 'check_gpu' },
    text: (of: At & { function: string; wanted: string }) =>
      `${at(of)}: the function \`${of.function}\` is defined; allowed are \`${of.wanted}\` and names that begin with \`${of.wanted}__\``,
  }),
  'command-function-missing': entry({
    meaning: 'A command does not define the function that is called.',
    remedy: 'Define a function of the name of the file, with `_` for `-`.',
    example: { ...example, line: 0, wanted: 'check_gpu' },
    text: (of: At & { wanted: string }) =>
      `${at(of)}: it does not define the function \`${of.wanted}\`, which is what would be called`,
  }),
  'command-function-open': entry({
    meaning: 'A function of a command does not end.',
    remedy: 'End it at the start of a line.',
    example: { ...example, close: '}' },
    text: (of: At & { close: string }) =>
      `${at(of)}: the function that begins here does not end: \`${of.close}\` at the start of a line is missing`,
  }),
  'command-code-outside': entry({
    meaning: 'A command has code outside of its functions, which would run at once.',
    remedy: 'Move it into a function.',
    example: { ...example, found: '"rm -rf /tmp/x"', wanted: 'check_gpu' },
    text: (of: At & { found: string; wanted: string }) =>
      `${at(of)}: found ${of.found} outside of a function, where only comments are allowed; a function begins with \`${of.wanted}() {\` and ends with \`}\`, both at the start of a line`,
  }),
  'command-base-missing': entry({
    meaning: 'A command calls the one that it replaces, and there is none below it.',
    remedy: 'Remove the call, or rename the file after the command that it is to replace.',
    example: { ...example, command: 'check-gpu', base: 'base_check_gpu' },
    text: (of: At & { command: string; base: string }) =>
      `${at(of)}: it calls \`${of.base}\`, but no folder of the toolbox further down has a command ${of.command}; remove the call, or rename the file after the command that it is to replace`,
  }),
  'command-syntax': entry({
    meaning: 'sh cannot read a command.',
    remedy: 'Correct the line named; `sh -n FILE` checks it.',
    example: { ...example, error: 'Syntax error: "}" unexpected' },
    text: (of: At & { error: string }) => `${at(of)}: ${of.error}`,
  }),
} as const;

const folderProblems = {
  missing: ({ folder }: { folder: string }) => `there is no folder ${folder}; commands are looked for there`,
  'not-a-folder': ({ folder }: { folder: string }) =>
    `${folder} is no folder; commands are looked for in folders`,
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
    remedy: 'Install muster anew.',
    example: { cause: 'there is no folder /usr/lib/node_modules/muster/workerscripts/commands' },
    text: ({ cause }: { cause: string }) =>
      `muster's own commands are missing: ${cause}; install muster anew`,
  }),
  'command-unknown': entry({
    meaning: 'A list of a pilot names a command that no folder of the toolbox has.',
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
    meaning: 'A list of a pilot names a command twice.',
    remedy: 'Remove one of them.',
    example: { command: '"check-host"' },
    text: ({ command }: { command: string }) =>
      `${command} is in this list twice; each command has its place once`,
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
      `${command} would run the component once more, after ${first}; remove one of them`,
  }),
  'list-out-of-order': entry({
    meaning: 'The commands of a list are not in the order of their stages.',
    remedy: 'Order them: prepare, run, finish.',
    example: { command: '"run-component"', stage: 'run', before: '"clean-up"', stageBefore: 'finish' },
    text: (of: { command: string; stage: string; before: string; stageBefore: string }) =>
      `${of.command} is of the stage ${of.stage}, and comes after ${of.before} of the stage ${of.stageBefore}; the order is prepare, run, finish`,
  }),
  'command-runs-earlier': entry({
    meaning:
      'A command of a list runs before the launch has answered, and so before some that stand in front of it.',
    remedy: 'Put it first.',
    example: { command: '"check-host"', first: '"make-sandbox"' },
    text: ({ command, first }: { command: string; first: string }) =>
      `${command} is run before the launch has answered, so before ${first}, which stands in front of it; put it first`,
  }),
  'command-broken': entry({
    meaning: 'A command of a pilot is missing or broken since Interface.json was read.',
    remedy: 'Run `muster check`.',
    example: { command: 'check-gpu' },
    text: ({ command }: { command: string }) =>
      `there is no sound command ${command}; muster check says more`,
  }),
  'key-without-command': entry({
    meaning: 'A type has a key that no command of its pilot makes use of.',
    remedy: 'Add the command that does, or remove the key.',
    example: { pilot: '"lta"', kind: null, key: 'tests', component: 'pipe0/bundler' },
    text: (of: { pilot: string; kind: string | null; key: string; component: string }) =>
      `no command of the pilot ${of.pilot}${of.kind === null ? '' : ` for hosts of the kind ${of.kind}`} makes use of \`${of.key}\`: it does nothing for ${of.component}; add the command that does, or remove it`,
  }),
  'line-syntax': entry({
    meaning: "This machine's sh cannot read a line that is to run on hosts.",
    remedy: 'Correct the line, unless the sh of the hosts reads more.',
    example: { error: 'Syntax error: Unterminated quoted string' },
    text: ({ error }: { error: string }) => `sh cannot read this line: ${error}`,
  }),
} as const;

const clientFileProblems = {
  missing: ({ file }: ClientFile) => `there is no file ${file}`,
  folder: ({ file }: ClientFile) =>
    `${file} is a folder; name the files in it, or pack it and let the action be "unpack"`,
  'not-a-file': ({ file }: ClientFile) => `${file} is no regular file`,
  'too-large': ({ file, mostMiB }: ClientFile) =>
    `${file} has more than ${mostMiB} MiB, and would go over every connection that needs it; put it on the hosts, or behind an https address`,
  'name-reserved': ({ file }: ClientFile) => `${file} cannot be brought under that name; rename it`,
  unreadable: ({ file, error }: ClientFile) => `${file} cannot be read: ${error}`,
} as const;

export type ClientFileProblem = keyof typeof clientFileProblems;

type ClientFile = { readonly file: string; readonly mostMiB: number; readonly error: string };

/** The files beside `Interface.json` that pilots take to their hosts. */
const clientFileCodes = {
  'client-file-unusable': entry({
    meaning: 'A file beside Interface.json cannot be brought to hosts.',
    remedy: 'Correct the path, or put the file on the hosts or behind an https address.',
    example: { file: '/srv/fleet/conf', problem: 'folder', mostMiB: 64, error: '' },
    text: (of: ClientFile & { problem: ClientFileProblem }) => clientFileProblems[of.problem](of),
  }),
  'client-file-changed': entry({
    meaning: 'A file beside Interface.json was changed while a pass ran.',
    remedy: 'Nothing: the next pass takes it as it is then.',
    example: { file: '/srv/fleet/conf/lta.env' },
    text: ({ file }: { file: string }) =>
      `${file} was changed meanwhile; the next pass takes it as it is then`,
  }),
  'digest-differs': entry({
    meaning: 'A file beside Interface.json is not the one whose `sha256` is given.',
    remedy: 'Correct `sha256`, or put the right file there.',
    example: { sha256: '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881' },
    text: ({ sha256 }: { sha256: string }) => `the file beside \`Interface.json\` has ${sha256}`,
  }),
  'wheel-name-invalid': entry({
    meaning: 'A wheel has a name that pip refuses.',
    remedy: 'Leave it the name it was built with.',
    example: { file: 'lta.whl' },
    text: ({ file }: { file: string }) =>
      `pip refuses a wheel that is called ${file}: NAME-VERSION-PYTHON-ABI-PLATFORM.whl is wanted, such as lta-1.0-py3-none-any.whl; leave it the name it was built with`,
  }),
} as const;

/** User data for clouds. */
const userDataCodes = {
  'user-data-large': entry({
    meaning: 'The user data for cloud-init is larger than many clouds take.',
    remedy: 'Shorten the list of commands, or fetch the script from an https address.',
    example: { kib: 23, commonKib: 16 },
    text: ({ kib, commonKib }: { kib: number; commonKib: number }) =>
      `${kib} KiB of user data; many clouds take no more than ${commonKib}. A shorter list of commands helps, or user data of your own that fetches what muster pilot render prints from an https address and runs it.`,
  }),
} as const;

export const pilotCodes = {
  ...commandFileCodes,
  ...listCodes,
  ...clientFileCodes,
  ...userDataCodes,
} as const;
