import { entry } from './entry.ts';
import { rangeCodes } from './rangeCodes.ts';

/*
 * Parameters that quote the file are prepared by `quoted` and `shown`: in double quotes, shortened, without control
 * characters and without secrets. `allowed` describes the schema in words.
 */

/** Reading the file. */
const fileCodes = {
  'config-not-found': entry({
    meaning: 'Interface.json does not exist.',
    remedy: 'Pass the file with `-c FILE`, or run `muster init`, which writes one.',
    example: { file: '/srv/fleet/Interface.json' },
    text: ({ file }: { file: string }) =>
      `there is no file ${file}; \`muster init\` writes one, -c FILE chooses another`,
  }),
  'config-is-folder': entry({
    meaning: 'The path of Interface.json is a folder.',
    remedy: 'Pass the file in it.',
    example: { file: '/srv/fleet' },
    text: ({ file }: { file: string }) =>
      `${file} is a folder; pass the file in it, such as ${file}/Interface.json`,
  }),
  'config-not-permitted': entry({
    meaning: 'This user may not read Interface.json.',
    remedy: 'Change its mode, or run muster as its owner.',
    example: { file: '/srv/fleet/Interface.json' },
    text: ({ file }: { file: string }) =>
      `this user may not read ${file}; change its mode, or run muster as its owner`,
  }),
  'config-unreadable': entry({
    meaning: 'The system could not read Interface.json.',
    remedy: 'Correct what the error names: the permissions, the path, or the disk.',
    example: { file: '/srv/fleet/Interface.json', error: 'EIO: i/o error, read' },
    text: ({ file, error }: { file: string; error: string }) => `${file} cannot be read: ${error}`,
  }),
  'config-too-large': entry({
    meaning: 'The file is too large for an Interface.json.',
    remedy: 'Pass the right file with `-c FILE`.',
    example: { mostMiB: 10 },
    text: ({ mostMiB }: { mostMiB: number }) =>
      `the file is larger than ${mostMiB} MiB; check that it is the right one`,
  }),
  'config-not-utf8': entry({
    meaning: 'A line of the file is not UTF-8.',
    remedy: 'Save the file as UTF-8.',
    example: {},
    text: () => 'this line is not UTF-8; save the file as UTF-8',
  }),
  'config-empty': entry({
    meaning: 'The file is empty.',
    remedy: 'Run `muster init`, which writes a sample file.',
    example: {},
    text: () => 'the file is empty; `muster init` writes a sample file',
  }),
} as const;

const jsonProblems = {
  'comma-missing': () => 'a comma is missing before this',
  'colon-missing': () => 'a colon is missing between the key and its value',
  'key-missing': () => 'a key in double quotes is expected here',
  'value-missing': () => 'a value is missing here',
  'object-open': () => 'the object is not closed: } is missing',
  'list-open': () => 'the list is not closed: ] is missing',
  'left-over': () => 'unexpected text after the end of the document',
  comment: () => 'JSON has no comments; write a key "//" with the comment as its value',
  'text-open': () => 'the string is not closed: a double quote is missing before the end of the line',
  'number-incomplete': () => 'the number is not complete',
  'bad-unicode-escape': () => '\\u is followed by four hexadecimal digits',
  'bad-escape': () => 'after a backslash only " \\ / b f n r t and u are allowed; a backslash itself is \\\\',
  'control-character': () => 'a string may not contain a raw tab or control character; write \\t',
  'trailing-comma': (found: string) => `a comma before ${found} is not allowed: remove it`,
  'single-quotes': () => "strings and keys are written in double quotes, not in '",
  'not-quoted': (found: string) =>
    `${found} is not valid JSON: strings and keys are written in double quotes`,
  'brackets-unpaired': () => 'this is not valid JSON: brackets do not match',
  other: (found: string) => `this is not valid JSON: ${found}`,
} as const;

export type JsonProblem = keyof typeof jsonProblems;

/** The text as JSON. */
const jsonCodes = {
  'json-invalid': entry({
    meaning: 'The file is not JSON at this place.',
    remedy: 'Correct the text at the line and column named.',
    example: { problem: 'trailing-comma', found: ']' },
    text: ({ problem, found }: { problem: JsonProblem; found: string }) => jsonProblems[problem](found),
  }),
  'json-too-deep': entry({
    meaning: 'Objects and lists are nested too deep.',
    remedy: 'Close the brackets of the lists and objects above this line.',
    example: { most: 50 },
    text: ({ most }: { most: number }) => `objects and lists are nested more than ${most} deep here`,
  }),
  'json-too-large': entry({
    meaning: 'The file has too many values for an Interface.json.',
    remedy: 'Pass the right file with `-c FILE`.',
    example: { most: 1_000_000 },
    text: ({ most }: { most: number }) =>
      `the file has more than ${most} values; check that it is the right one`,
  }),
  'key-repeated': entry({
    meaning: 'An object has the same key twice.',
    remedy: 'Remove one of them.',
    example: { key: '"count"', firstLine: 12 },
    text: ({ key, firstLine }: { key: string; firstLine: number }) =>
      `duplicate key ${key}, first on line ${firstLine}; remove one of them`,
  }),
  'more-findings': entry({
    meaning: 'There are more errors or warnings than are printed.',
    remedy: 'Correct the ones printed, then run `muster check` again.',
    example: { kind: 'errors', most: 1000 },
    text: ({ kind, most }: { kind: 'errors' | 'warnings'; most: number }) =>
      `more than ${most} ${kind}; correct those above first`,
  }),
} as const;

/** Keys and values, each by itself. */
const valueCodes = {
  'value-not-allowed': entry({
    meaning: 'A value has the wrong type or format, or is out of range.',
    remedy: 'Write an allowed value; see docs/interface.md.',
    example: { found: '"3"', allowed: 'a whole number from 0 to 100000', write: '3' },
    text: ({ found, allowed, write }: { found: string; allowed: string; write: string | null }) =>
      `found ${found}; expected ${allowed}${write === null ? '' : `: write ${write} ${write.startsWith('"') ? 'in quotes' : 'without quotes'}`}`,
  }),
  'value-invalid': entry({
    meaning: 'A value does not match the schema.',
    remedy: 'Write an allowed value; see docs/interface.md.',
    example: { found: 'a list', problem: 'must NOT have duplicate items' },
    text: ({ found, problem }: { found: string; problem: string }) => `found ${found}: ${problem}`,
  }),
  'key-missing': entry({
    meaning: 'A key that is required is missing.',
    remedy: 'Add the key.',
    example: { key: 'hotlimit', allowed: 'a whole number from 0 to 100000' },
    text: ({ key, allowed }: { key: string; allowed: string }) =>
      `the key \`${key}\` is missing; expected ${allowed}`,
  }),
  'starter-missing': entry({
    meaning: 'A type has neither a submitter nor a pilot.',
    remedy: 'Add `submitter`, a script in the folder of `scripts`, or `pilot`, a name of `pilots`.',
    example: { allowed: 'a file name (no path, no "-" or "." in front)' },
    text: ({ allowed }: { allowed: string }) =>
      `add either \`submitter\`, ${allowed} in the folder of \`scripts\`, or \`pilot\`, a name of \`pilots\``,
  }),
  'key-unknown': entry({
    meaning: 'A key is not known at this place.',
    remedy: 'Correct or remove it; comments go into a key `//`.',
    example: { key: '"hotlimt"', near: 'hotlimit', known: ['hotlimit', 'available'] },
    text: ({ key, near, known }: { key: string; near: string | null; known: readonly string[] }) =>
      near === null
        ? `the key ${key} is unknown; known here are ${known.join(', ')}`
        : `the key ${key} is unknown; did you mean \`${near}\`?`,
  }),
  'key-not-allowed': entry({
    meaning: 'A key of this object is not a valid name.',
    remedy: 'Choose another name.',
    example: { key: '"MUSTER_X"', allowed: 'a name of letters, digits and "_"' },
    text: ({ key, allowed }: { key: string; allowed: string }) =>
      `${key} is not a valid name here; expected ${allowed}`,
  }),
  'list-empty': entry({
    meaning: 'A list must not be empty.',
    remedy: 'Add an item, or remove the key.',
    example: { least: 1 },
    text: ({ least }: { least: number }) => `the list is empty; add at least ${least}, or remove the key`,
  }),
  'list-too-long': entry({
    meaning: 'A list has too many items.',
    remedy: 'Shorten it.',
    example: { found: 2000, most: 1000 },
    text: ({ found, most }: { found: number; most: number }) =>
      `found a list of ${found} items; at most ${most} are allowed`,
  }),
  'object-too-large': entry({
    meaning: 'An object has too many keys.',
    remedy: 'Remove some of them.',
    example: { found: 2000, most: 1000 },
    text: ({ found, most }: { found: number; most: number }) =>
      `found an object of ${found} keys; at most ${most} are allowed`,
  }),
  'scripts-ambiguous': entry({
    meaning: '`scripts` has both or none of `local` and `remote`.',
    remedy: '`local` is a folder next to Interface.json, `remote` one on the hosts; keep one of them.',
    example: { found: 'both' },
    text: ({ found }: { found: 'both' | 'neither' }) =>
      found === 'both'
        ? 'both `local` and `remote` are set; remove one'
        : 'neither `local` nor `remote` is set; add one',
  }),
} as const;

/** Values that do not go together. */
const crossCodes = {
  'too-many-listed': entry({
    meaning: 'The file lists too many hosts, pipes or types.',
    remedy: 'Check the ranges for a digit too many.',
    example: { what: 'hosts', found: 120_000, most: 100_000, upToEntry: null },
    text: (of: {
      what: 'hosts' | 'pipes' | 'types';
      found: number;
      most: number;
      upToEntry: number | null;
    }) =>
      `${of.found} ${of.what} are listed${of.upToEntry === null ? '' : ` up to entry ${of.upToEntry}`}; at most ${of.most} are allowed`,
  }),
  'address-of-range': entry({
    meaning: 'An entry of `available` gives one address to a range of hosts.',
    remedy: 'List the hosts one by one, or remove `address`.',
    example: {},
    text: () =>
      'one address cannot belong to a range of hosts; list the hosts one by one, or remove `address`',
  }),
  'jump-with-local': entry({
    meaning: 'A host with `via` "local", which is the control VM itself, has `jump`.',
    remedy: 'Remove `jump`, or `via`.',
    example: {},
    text: () => 'the control VM itself needs no jump host; remove `jump`, or `via`',
  }),
  'component-repeated': entry({
    meaning: 'Two types of pipes of the same name have the same name.',
    remedy: 'Rename one of them.',
    example: { component: '"pipe0/bundler"', firstLine: 12 },
    text: ({ component, firstLine }: { component: string; firstLine: number | null }) =>
      `duplicate component ${component}, first on line ${firstLine}`,
  }),
  'name-unknown': entry({
    meaning: 'A type names a pool, a pilot or an environment that the file does not have.',
    remedy: 'Correct the name, or add it to `pools`, `pilots` or `environments`.',
    example: { found: '"tap"', holder: 'pools', known: ['tape'], near: null },
    text: (of: { found: string; holder: string; known: readonly string[]; near: string | null }) =>
      of.near !== null
        ? `found ${of.found}, which \`${of.holder}\` does not have; did you mean ${of.near}?`
        : of.known.length === 0
          ? `found ${of.found}; there is no \`${of.holder}\`: add it there`
          : `found ${of.found}; \`${of.holder}\` has ${of.known.join(', ')}: add it there`,
  }),
  'selections-too-large': entry({
    meaning: 'The `hosts` of all types together select more hosts than muster can hold in memory.',
    remedy: 'Let types share a selection, for instance by a tag.',
    example: { most: 5_000_000 },
    text: ({ most }: { most: number }) =>
      `the \`hosts\` of the types up to here select more than ${most} hosts together; let types share a selection, or select fewer hosts`,
  }),
  'after-itself': entry({
    meaning: 'The `after` of a component contains the component itself.',
    remedy: 'Remove it from its `after`.',
    example: { component: '"pipe0/bundler"' },
    text: ({ component }: { component: string }) => `${component} cannot wait for itself; remove it here`,
  }),
  'after-unknown': entry({
    meaning: 'The `after` of a component names one that the file does not have.',
    remedy: 'Write a component of the file as `pipe/type`.',
    example: { found: '"pipe0/bridg"', near: '"pipe0/bridge"' },
    text: ({ found, near }: { found: string; near: string | null }) =>
      `found ${found}; there is no such component: ${near === null ? 'write one of the file' : `did you mean ${near}?`}`,
  }),
  'after-circle': entry({
    meaning: 'The `after` of components form a circle.',
    remedy: 'Remove one of the `after`.',
    example: { components: ['"p/a"', '"p/b"', '"p/a"'] },
    text: ({ components }: { components: readonly string[] }) =>
      `these components wait for each other in a circle, so none would ever start: ${components.join(' after ')}`,
  }),
} as const;

const placeProblems = {
  'parent-folder': '".." is not allowed: write the whole path',
  'client-absolute': 'a file next to Interface.json is named by a relative path',
  'names-nothing': 'a file or folder must be named',
} as const;

export type PlaceProblem = keyof typeof placeProblems;

const sources = {
  client: 'files next to Interface.json',
  https: 'files at an https address',
  host: 'files on the host',
} as const;

/** Types with a pilot. */
const pilotConfigCodes = {
  'key-needs-pilot': entry({
    meaning: 'A type with a submitter has a key that only pilots use.',
    remedy: 'Add `pilot`, or remove the key.',
    example: { key: 'stage' },
    text: ({ key }: { key: string }) => `\`${key}\` needs a pilot; add \`pilot\`, or remove \`${key}\``,
  }),
  'ready-needs-pilot': entry({
    meaning: 'A type with a submitter has `ready`, which only pilots can report.',
    remedy: 'Remove `ready`, or use a pilot.',
    example: {},
    text: () => 'a component without a pilot cannot report that it is ready; remove `ready`, or use a pilot',
  }),
  'submitter-and-pilot': entry({
    meaning: 'A type has a submitter and a pilot.',
    remedy: 'Remove one of them.',
    example: {},
    text: () => 'both `submitter` and `pilot` are set; remove one',
  }),
  'args-with-pilot': entry({
    meaning: 'A type with a pilot has `args`, which are for submitters.',
    remedy: 'Write the arguments in `run`.',
    example: {},
    text: () => '`args` is for submitters; with a pilot, write the arguments in `run`',
  }),
  'environment-key-not-taken': entry({
    meaning: 'An environment has a key that its type does not support.',
    remedy: 'Remove the key, or change `type`.',
    example: { type: '"shell"', key: 'python', taken: ['mode', 'setup'] },
    text: ({ type, key, taken }: { type: string; key: string; taken: readonly string[] }) =>
      `an environment of type ${type} does not support \`${key}\`; ${taken.length === 0 ? 'remove it' : `supported: ${taken.join(', ')}`}`,
  }),
  'environment-key-missing': entry({
    meaning: 'An environment lacks a key that its type needs.',
    remedy: 'Add the key.',
    example: { type: '"path"', key: 'path' },
    text: ({ type, key }: { type: string; key: string }) => `an environment of type ${type} needs \`${key}\``,
  }),
  'environment-mode-not-use': entry({
    meaning: 'An environment of type `path` has a `mode` that builds it.',
    remedy: 'Remove `mode`, or set it to "use".',
    example: { found: '"create"' },
    text: ({ found }: { found: string }) =>
      `found ${found}; an environment of type "path" already exists, and muster does not build it: expected "use"`,
  }),
  'place-invalid': entry({
    meaning: 'A path of a source, a target or a file of a pilot is not valid.',
    remedy: 'Write a path below a scope, without `..`.',
    example: { found: '"pilot://../x"', problem: 'parent-folder' },
    text: ({ found, problem }: { found: string; problem: PlaceProblem }) =>
      `found ${found}; ${placeProblems[problem]}`,
  }),
  'action-not-possible': entry({
    meaning: 'The `action` of a file is not possible for its source.',
    remedy: 'Choose an action that is allowed, or remove `action`.',
    example: { found: '"move"', source: 'client', allowed: ['"transfer"', '"unpack"'] },
    text: (of: { found: string; source: keyof typeof sources; allowed: readonly string[] }) =>
      `${of.found} is not possible for ${sources[of.source]}; allowed: ${of.allowed.join(', ')}`,
  }),
  'collect-into-sandbox': entry({
    meaning: 'Output would be collected into the sandbox, which is removed.',
    remedy: 'Collect into `host://`, `pipe://` or an absolute path.',
    example: {},
    text: () =>
      'the sandbox is removed with its instance; collect into "host://", "pipe://" or an absolute path',
  }),
  'setting-name-invalid': entry({
    meaning: 'A name of `settings` is not valid in the format "env".',
    remedy: 'Use letters, digits and `_`, or set `format` to "ini" or "json".',
    example: { name: '"a.b"' },
    text: ({ name }: { name: string }) =>
      `${name} is not a valid name in the format "env": use letters, digits and "_", or set \`format\` to "ini" or "json"`,
  }),
} as const;

const scriptProblems = {
  missing: 'is missing',
  empty: 'is empty',
  folder: 'is a folder',
  'not-a-file': 'is not a regular file',
  unreadable: 'cannot be read by this user',
  'not-executable': 'is not executable; chmod +x it',
} as const;

export type ScriptProblem = keyof typeof scriptProblems;

/** Mistakes that load but cannot work. */
const warningCodes = {
  'white-space-ignored': entry({
    meaning: 'A name has white space at its ends, which is ignored.',
    remedy: 'Remove it.',
    example: { found: '"n-1 "' },
    text: ({ found }: { found: string }) => `found ${found}; the white space at its ends is ignored`,
  }),
  'host-repeated': entry({
    meaning: '`available` lists a host twice.',
    remedy: 'List it once; the first entry counts.',
    example: { host: 'n-1', more: 2 },
    text: ({ host, more }: { host: string; more: number }) =>
      `${host}${more === 0 ? '' : ` (and ${more} more)`} is listed twice; the first entry counts`,
  }),
  'tag-unknown': entry({
    meaning: '`hosts` of a type names a tag that no host has.',
    remedy: 'Correct the tag, or add it to hosts of `available`.',
    example: { tag: 'tape' },
    text: ({ tag }: { tag: string }) => `no host of \`available\` has the tag ${tag}`,
  }),
  'hosts-unlisted': entry({
    meaning: '`hosts` of a type selects hosts that are not listed.',
    remedy: 'Correct the names, or add the hosts to `available`.',
    example: { hosts: 'm-[1-3]' },
    text: ({ hosts }: { hosts: string }) => `not listed in \`available\`: ${hosts}`,
  }),
  'key-short': entry({
    meaning: 'The key of a component is too short: other processes are likely to contain it.',
    remedy: 'Choose a longer key.',
    example: { component: 'pipe0/bundler', key: '"s"', least: 3 },
    text: ({ component, key, least }: { component: string; key: string; least: number }) =>
      `the key of ${component} (${key}) is too short: other processes may contain it and be counted; use at least ${least} characters`,
  }),
  'key-contained': entry({
    meaning: 'The key of a component is part of the key of another, whose processes count for both.',
    remedy: 'Choose keys of which none contains another.',
    example: { component: 'p/a', key: '"lta"', others: ['p/b ("lta.b")'], more: 0 },
    text: (of: { component: string; key: string; others: readonly string[]; more: number }) =>
      `the key of ${of.component} (${of.key}) is contained in that of ${of.others.join(', ')}${of.more === 0 ? '' : ` and ${of.more} more`}: their processes count as ${of.component} too`,
  }),
  'key-never-shown': entry({
    meaning: 'The key occurs neither in the submitter nor in its name, args or env.',
    remedy:
      'Let the submitter start the component with the key on its command line, for instance `$MUSTER_KEY`.',
    example: { component: 'pipe0/bundler', key: '"lta.bundler"', submitter: 'start-bundler.sh' },
    text: ({ component, key, submitter }: { component: string; key: string; submitter: string }) =>
      `${key} occurs neither in ${submitter} nor in its name, \`args\` or \`env\`; if no command line contains it, muster never sees ${component} and starts it in every pass`,
  }),
  'scripts-folder-missing': entry({
    meaning: 'The folder of `scripts.local` does not exist.',
    remedy: 'Create it, or correct `scripts.local`.',
    example: { folder: '/srv/fleet/workerscripts' },
    text: ({ folder }: { folder: string }) => `the folder of the submitters, ${folder}, does not exist`,
  }),
  'script-unusable': entry({
    meaning: 'A submitter, a probe or the program of `monitor.notify` cannot be run as it is.',
    remedy: 'Put it there, and run `chmod +x` on it.',
    example: {
      role: 'submitter',
      file: '/srv/fleet/workerscripts/start.sh',
      problem: 'not-executable',
    },
    text: (of: { role: 'submitter' | 'probe' | 'program'; file: string; problem: ScriptProblem }) =>
      `the ${of.role} ${of.file} ${scriptProblems[of.problem]}`,
  }),
  'textfile-folder-missing': entry({
    meaning: 'The folder of `monitor.textfile` does not exist.',
    remedy: 'Use the folder that node_exporter has as `--collector.textfile.directory`.',
    example: { folder: '/var/lib/node_exporter' },
    text: ({ folder }: { folder: string }) =>
      `there is no folder ${folder}; use the folder that node_exporter has as --collector.textfile.directory`,
  }),
  'hot-slots-short': entry({
    meaning: 'The configured hot jobs need more hot slots than the hosts have.',
    remedy: 'Raise `hotlimit`, add hosts, or lower `count`.',
    example: { wanted: 12, slots: 8 },
    text: ({ wanted, slots }: { wanted: number; slots: number }) =>
      `the hot jobs need ${wanted} hot slots, but the hosts have ${slots} (without those with \`drain\`)`,
  }),
  'hosts-short': entry({
    meaning: 'The `count` of a component is higher than its hosts can run.',
    remedy: 'Raise `maxPerHost`, select more `hosts`, or lower `count`.',
    example: { component: 'pipe0/bundler', count: 5, slots: 2 },
    text: ({ component, count, slots }: { component: string; count: number; slots: number | null }) =>
      slots === null
        ? `${component} has \`count\` ${count}, but it may start on no host`
        : `${component} has \`count\` ${count}, but its hosts can run ${slots}`,
  }),
  'pool-short': entry({
    meaning: 'The types of a pool have a higher `count` than it allows.',
    remedy: 'Raise the limit in `pools`, or lower `count`.',
    example: { wanted: 4, limit: 2 },
    text: ({ wanted, limit }: { wanted: number; limit: number }) =>
      `the types of this pool have a \`count\` of ${wanted} together; it allows ${limit}`,
  }),
  'machine-repeated': entry({
    meaning: 'Two hosts of `available` are the same machine.',
    remedy: 'List the machine once.',
    example: { host: 'b', first: 'a' },
    text: ({ host, first }: { host: string; first: string }) =>
      `${host} and ${first} are the same machine; muster counts it once; list it once`,
  }),
  'grace-too-long': entry({
    meaning: 'The `grace` of a pilot is not below `timeouts.stop`, so KILL arrives before it has cleaned up.',
    remedy: 'Lower `grace`, or raise `timeouts.stop`.',
    example: { component: 'pipe0/bundler', graceS: 10, stopS: 10 },
    text: ({ component, graceS, stopS }: { component: string; graceS: number; stopS: number }) =>
      `${component}: \`grace\` (${graceS} s) is not below \`timeouts.stop\` (${stopS} s), so KILL arrives before the pilot has cleaned up; lower \`grace\` or raise \`timeouts.stop\``,
  }),
  'kind-unused': entry({
    meaning: 'A pilot has a list of commands for a kind that no host has.',
    remedy: 'Correct the kind, or set `kind` of hosts in `available`.',
    example: { kind: '"gpu"' },
    text: ({ kind }: { kind: string }) =>
      `no host of \`available\` has the kind ${kind}; set \`kind\` there, or correct the pilot`,
  }),
} as const;

export const configCodes = {
  ...fileCodes,
  ...jsonCodes,
  ...valueCodes,
  ...crossCodes,
  ...rangeCodes,
  ...pilotConfigCodes,
  ...warningCodes,
} as const;
