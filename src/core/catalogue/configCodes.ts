import { entry } from './entry.ts';
import { rangeCodes } from './rangeCodes.ts';

/*
 * What stands in the file is a parameter as it is shown (`quoted`, `shown`): in double quotes, shortened, without control
 * characters and without secrets. `allowed` is what the schema says in words.
 */

/** Reading the file. */
const fileCodes = {
  'config-not-found': entry({
    meaning: 'There is no file where Interface.json is looked for.',
    remedy: 'Name the file with `-c FILE`, or run `muster init`, which writes one.',
    example: { file: '/srv/fleet/Interface.json' },
    text: ({ file }: { file: string }) =>
      `there is no file ${file}; "muster init" writes one, -c FILE names another`,
  }),
  'config-is-folder': entry({
    meaning: 'A folder was named in place of Interface.json.',
    remedy: 'Name the file in it.',
    example: { file: '/srv/fleet' },
    text: ({ file }: { file: string }) =>
      `${file} is a folder; name the file in it, such as ${file}/Interface.json`,
  }),
  'config-not-permitted': entry({
    meaning: 'This user may not read Interface.json.',
    remedy: 'Change its mode, or run muster as its owner.',
    example: { file: '/srv/fleet/Interface.json' },
    text: ({ file }: { file: string }) =>
      `${file} may not be read by this user; change its mode, or run muster as its owner`,
  }),
  'config-unreadable': entry({
    meaning: 'The system could not read Interface.json.',
    remedy: 'See to what the system says.',
    example: { file: '/srv/fleet/Interface.json', error: 'EIO: i/o error, read' },
    text: ({ file, error }: { file: string; error: string }) => `${file} cannot be read: ${error}`,
  }),
  'config-too-large': entry({
    meaning: 'The file is larger than any Interface.json.',
    remedy: 'Name the right file with `-c FILE`.',
    example: { mostMiB: 10 },
    text: ({ mostMiB }: { mostMiB: number }) =>
      `the file is larger than ${mostMiB} MiB; is it the right one?`,
  }),
  'config-not-utf8': entry({
    meaning: 'A line of the file is not UTF-8.',
    remedy: 'Save the file as UTF-8.',
    example: {},
    text: () => 'this line is not UTF-8; save the file as UTF-8',
  }),
  'config-empty': entry({
    meaning: 'The file is empty.',
    remedy: 'Run `muster init`, which writes a start.',
    example: {},
    text: () => 'the file is empty; "muster init" writes a start',
  }),
} as const;

const jsonProblems = {
  'comma-missing': () => 'a comma is missing before this',
  'colon-missing': () => 'a colon is missing between the key and its value',
  'key-missing': () => 'a key in double quotes is expected here',
  'value-missing': () => 'a value is missing here',
  'object-open': () => 'the object is not closed: } is missing',
  'list-open': () => 'the list is not closed: ] is missing',
  'left-over': () => 'the file should end here: what follows is left over',
  comment: () => 'JSON has no comments; write a key "//" with the comment as its text',
  'text-open': () => 'the text is not closed: a double quote is missing before the end of the line',
  'number-incomplete': () => 'the number is not complete',
  'bad-unicode-escape': () => '\\u is followed by four hexadecimal digits',
  'bad-escape': () => 'after a backslash only " \\ / b f n r t and u are allowed; a backslash itself is \\\\',
  'control-character': () => 'a text holds no raw tab or other control character; a tab is written \\t',
  'trailing-comma': (found: string) => `a comma before ${found} is not allowed: remove it`,
  'single-quotes': () => "texts and keys stand in double quotes, not in '",
  'not-quoted': (found: string) => `${found} is no JSON; texts and keys stand in double quotes`,
  'brackets-unpaired': () => 'this is not JSON: brackets do not pair',
  other: (found: string) => `this is not JSON: ${found}`,
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
    meaning: 'Objects and lists are nested deeper than in any Interface.json.',
    remedy: 'Close the brackets before.',
    example: { most: 50 },
    text: ({ most }: { most: number }) => `objects and lists are nested more than ${most} deep here`,
  }),
  'json-too-large': entry({
    meaning: 'The file holds more values than any Interface.json.',
    remedy: 'Name the right file with `-c FILE`.',
    example: { most: 1_000_000 },
    text: ({ most }: { most: number }) => `the file holds more than ${most} values; is it the right one?`,
  }),
  'key-repeated': entry({
    meaning: 'An object has the same key twice.',
    remedy: 'Remove one of them.',
    example: { key: '"count"', firstLine: 12 },
    text: ({ key, firstLine }: { key: string; firstLine: number }) =>
      `the key ${key} is here twice, first on line ${firstLine}; remove one of them`,
  }),
  'more-findings': entry({
    meaning: 'There are more errors or warnings than are printed.',
    remedy: 'See to those before this one, then check again.',
    example: { kind: 'errors', most: 1000 },
    text: ({ kind, most }: { kind: 'errors' | 'warnings'; most: number }) =>
      `there are more ${kind} than the ${most} before this; see to them first`,
  }),
} as const;

/** Keys and values, each by itself. */
const valueCodes = {
  'value-not-allowed': entry({
    meaning: 'A value is of the wrong type, out of bounds, or not of the form that its key takes.',
    remedy: 'Write a value that is allowed; docs/interface.md has every key.',
    example: { found: '"3"', allowed: 'a whole number from 0 to 100000', write: '3' },
    text: ({ found, allowed, write }: { found: string; allowed: string; write: string | null }) =>
      `found ${found}; ${allowed} is allowed${write === null ? '' : `: write ${write} ${write.startsWith('"') ? 'in quotes' : 'without quotes'}`}`,
  }),
  'value-invalid': entry({
    meaning: 'The schema does not take a value.',
    remedy: 'docs/interface.md has every key.',
    example: { found: 'a list', problem: 'must NOT have duplicate items' },
    text: ({ found, problem }: { found: string; problem: string }) => `found ${found}: ${problem}`,
  }),
  'key-missing': entry({
    meaning: 'A key that is required is missing.',
    remedy: 'Add the key.',
    example: { key: 'hotlimit', allowed: 'a whole number from 0 to 100000' },
    text: ({ key, allowed }: { key: string; allowed: string }) =>
      `the key \`${key}\` is missing; ${allowed} is needed`,
  }),
  'starter-missing': entry({
    meaning: 'A type has neither a submitter nor a pilot.',
    remedy: 'Add `submitter`, a script in the folder of `scripts`, or `pilot`, a name of `pilots`.',
    example: { allowed: 'a file name (no path, no "-" or "." in front)' },
    text: ({ allowed }: { allowed: string }) =>
      `neither \`submitter\` nor \`pilot\` is here; one of the two is needed: ${allowed} that is in the folder of \`scripts\`, or the name of one of \`pilots\``,
  }),
  'key-unknown': entry({
    meaning: 'A key is not known at this place.',
    remedy: 'Correct or remove it; a key `//` may hold a comment.',
    example: { key: '"hotlimt"', near: 'hotlimit', known: ['hotlimit', 'available'] },
    text: ({ key, near, known }: { key: string; near: string | null; known: readonly string[] }) =>
      near === null
        ? `the key ${key} is unknown; known here are ${known.join(', ')}`
        : `the key ${key} is unknown; did you mean \`${near}\`?`,
  }),
  'key-not-allowed': entry({
    meaning: 'A name that is given as a key cannot be one here.',
    remedy: 'Choose another name.',
    example: { key: '"MUSTER_X"', allowed: 'a name of letters, digits and "_"' },
    text: ({ key, allowed }: { key: string; allowed: string }) =>
      `${key} cannot stand here; ${allowed} is allowed`,
  }),
  'list-empty': entry({
    meaning: 'A list is empty that must not be.',
    remedy: 'Add an item, or remove the key.',
    example: { least: 1 },
    text: ({ least }: { least: number }) =>
      `found an empty list; at least ${least} is needed, or remove the key`,
  }),
  'list-too-long': entry({
    meaning: 'A list has more items than muster takes there.',
    remedy: 'Shorten it.',
    example: { found: 2000, most: 1000 },
    text: ({ found, most }: { found: number; most: number }) =>
      `found a list of ${found}; at most ${most} are allowed`,
  }),
  'object-too-large': entry({
    meaning: 'An object has more keys than muster takes there.',
    remedy: 'Remove some of them.',
    example: { found: 2000, most: 1000 },
    text: ({ found, most }: { found: number; most: number }) =>
      `found an object of ${found} keys; at most ${most} are allowed`,
  }),
  'scripts-ambiguous': entry({
    meaning: '`scripts` has both or none of `local` and `remote`.',
    remedy: '`local` names a folder beside Interface.json, `remote` one on the hosts; keep one of them.',
    example: { found: 'both' },
    text: ({ found }: { found: 'both' | 'neither' }) =>
      found === 'both'
        ? '`local` and `remote` are both here; one of the two is needed'
        : 'neither `local` nor `remote` is here; one of the two is needed',
  }),
} as const;

/** Values that do not go together. */
const crossCodes = {
  'too-many-listed': entry({
    meaning: 'More hosts, pipes or types are listed than muster takes.',
    remedy: 'Look for a range with a digit too many.',
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
    text: () => 'the control VM itself is not reached through other hosts; remove `jump`, or `via`',
  }),
  'component-repeated': entry({
    meaning: 'Two types of pipes of the same name have the same name.',
    remedy: 'Rename one of them.',
    example: { component: '"pipe0/bundler"', firstLine: 12 },
    text: ({ component, firstLine }: { component: string; firstLine: number | null }) =>
      `the component ${component} is here twice, first on line ${firstLine}`,
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
    meaning: 'The `hosts` of all types together stand for more hosts than muster holds in memory.',
    remedy: 'Let types share a selection, for instance by a tag.',
    example: { most: 5_000_000 },
    text: ({ most }: { most: number }) =>
      `the \`hosts\` of the types up to here stand for more than ${most} hosts together; let types share a selection, or name fewer hosts`,
  }),
  'after-itself': entry({
    meaning: 'A component is to start after itself.',
    remedy: 'Remove it from its `after`.',
    example: { component: '"pipe0/bundler"' },
    text: ({ component }: { component: string }) => `${component} cannot wait for itself; remove it here`,
  }),
  'after-unknown': entry({
    meaning: 'A component is to start after one that the file does not have.',
    remedy: 'Name a component of the file as `pipe/type`.',
    example: { found: '"pipe0/bridg"', near: '"pipe0/bridge"' },
    text: ({ found, near }: { found: string; near: string | null }) =>
      `found ${found}; there is no such component: ${near === null ? 'name one of the file' : `did you mean ${near}?`}`,
  }),
  'after-circle': entry({
    meaning: 'Components are to start after each other in a circle.',
    remedy: 'Remove one of the `after`.',
    example: { components: ['"p/a"', '"p/b"', '"p/a"'] },
    text: ({ components }: { components: readonly string[] }) =>
      `these wait for each other in a circle, so that none would ever start: ${components.join(' after ')}`,
  }),
} as const;

const placeProblems = {
  'parent-folder': '".." is not allowed in it: write the path that is meant',
  'client-absolute': 'what is beside `Interface.json` is named by a path without "/" in front',
  'names-nothing': 'a file or folder must be named',
} as const;

export type PlaceProblem = keyof typeof placeProblems;

const sources = {
  client: 'what is beside `Interface.json`',
  https: 'what is at an address',
  host: 'what is on the host',
} as const;

/** Types with a pilot. */
const pilotConfigCodes = {
  'key-needs-pilot': entry({
    meaning: 'A type that a submitter starts has a key that only pilots make something of.',
    remedy: 'Name a `pilot`, or remove the key.',
    example: { key: 'stage' },
    text: ({ key }: { key: string }) =>
      `\`${key}\` means something with \`pilot\` alone; name a pilot, or remove \`${key}\``,
  }),
  'ready-needs-pilot': entry({
    meaning: 'A type that a submitter starts is to be ready when it reports so.',
    remedy: 'Remove `ready`, or name a pilot in place of the submitter.',
    example: {},
    text: () =>
      'what a submitter starts reports nothing; remove `ready`, or name a pilot in place of the submitter',
  }),
  'submitter-and-pilot': entry({
    meaning: 'A type has a submitter and a pilot.',
    remedy: 'Remove one of them.',
    example: {},
    text: () =>
      '`submitter` and `pilot` are both here; either a submitter starts it or a pilot brings it up: remove one',
  }),
  'args-with-pilot': entry({
    meaning: 'A type with a pilot has `args`, which are those of a submitter.',
    remedy: 'Write them in `run`.',
    example: {},
    text: () => '`args` are those of a submitter, and here is a pilot; write them in `run`',
  }),
  'environment-key-not-taken': entry({
    meaning: 'An environment has a key that its type does not take.',
    remedy: 'Remove the key, or change `type`.',
    example: { type: '"shell"', key: 'python', taken: ['mode', 'setup'] },
    text: ({ type, key, taken }: { type: string; key: string; taken: readonly string[] }) =>
      `an environment of the type ${type} takes no \`${key}\`; ${taken.length === 0 ? 'remove it' : `it takes ${taken.join(', ')}`}`,
  }),
  'environment-key-missing': entry({
    meaning: 'An environment lacks a key that its type needs.',
    remedy: 'Add the key.',
    example: { type: '"path"', key: 'path' },
    text: ({ type, key }: { type: string; key: string }) =>
      `an environment of the type ${type} needs \`${key}\``,
  }),
  'environment-mode-not-use': entry({
    meaning: 'An environment that is a path is to be built.',
    remedy: 'Remove `mode`, or set it to "use".',
    example: { found: '"create"' },
    text: ({ found }: { found: string }) =>
      `found ${found}; what is at \`path\` is there already, and muster builds nothing there: "use" is allowed`,
  }),
  'place-invalid': entry({
    meaning: 'A source, a target or a file of a pilot cannot be meant as it is written.',
    remedy: 'Write a path below a scope, without `..`.',
    example: { found: '"pilot://../x"', problem: 'parent-folder' },
    text: ({ found, problem }: { found: string; problem: PlaceProblem }) =>
      `found ${found}; ${placeProblems[problem]}`,
  }),
  'action-not-possible': entry({
    meaning: 'The `action` of a file cannot be done with its source.',
    remedy: 'Choose an action that is allowed, or remove `action`.',
    example: { found: '"move"', source: 'client', allowed: ['"transfer"', '"unpack"'] },
    text: (of: { found: string; source: keyof typeof sources; allowed: readonly string[] }) =>
      `found ${of.found}; ${sources[of.source]} allows ${of.allowed.join(', ')}`,
  }),
  'collect-into-sandbox': entry({
    meaning: 'Output is to be collected into the sandbox, which is removed.',
    remedy: 'Collect into `host://`, `pipe://` or an absolute path.',
    example: {},
    text: () => 'the sandbox goes with its instance; collect into "host://", "pipe://" or an absolute path',
  }),
  'setting-name-invalid': entry({
    meaning: 'A name of `settings` cannot be one of the format "env".',
    remedy: 'Use letters, digits and `_`, or set `format` to "ini" or "json".',
    example: { name: '"a.b"' },
    text: ({ name }: { name: string }) =>
      `${name} cannot be a name of the format "env": letters, digits and "_" are allowed; or set \`format\` to "ini" or "json"`,
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

/** What the file may say, but its writer can hardly have meant. */
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
      `${host}${more === 0 ? '' : ` (and ${more} more)`} is listed already; the first entry counts`,
  }),
  'tag-unknown': entry({
    meaning: '`hosts` of a type names a tag that no host has.',
    remedy: 'Correct the tag, or add it to hosts of `available`.',
    example: { tag: 'tape' },
    text: ({ tag }: { tag: string }) => `no host of \`available\` has the tag ${tag}`,
  }),
  'hosts-unlisted': entry({
    meaning: '`hosts` of a type names hosts that are not listed.',
    remedy: 'Correct the names, or add the hosts to `available`.',
    example: { hosts: 'm-[1-3]' },
    text: ({ hosts }: { hosts: string }) => `not listed in \`available\`: ${hosts}`,
  }),
  'key-short': entry({
    meaning: 'The key of a component is so short that other processes are likely to contain it.',
    remedy: 'Choose a longer key.',
    example: { component: 'pipe0/bundler', key: '"s"', least: 3 },
    text: ({ component, key, least }: { component: string; key: string; least: number }) =>
      `the key of ${component} (${key}) is so short that other processes may hold it and be counted; choose at least ${least} characters`,
  }),
  'key-contained': entry({
    meaning: 'The key of a component is part of the key of another, whose processes count for both.',
    remedy: 'Choose keys of which none contains another.',
    example: { component: 'p/a', key: '"lta"', others: ['p/b ("lta.b")'], more: 0 },
    text: (of: { component: string; key: string; others: readonly string[]; more: number }) =>
      `the key of ${of.component} (${of.key}) is contained in that of ${of.others.join(', ')}${of.more === 0 ? '' : ` and ${of.more} more`}: their processes count as ${of.component} too`,
  }),
  'key-never-shown': entry({
    meaning: 'Nothing that the submitter of a component says suggests that its processes contain its key.',
    remedy:
      'Let the submitter start the component with the key on its command line, for instance `$MUSTER_KEY`.',
    example: { component: 'pipe0/bundler', key: '"lta.bundler"', submitter: 'start-bundler.sh' },
    text: ({ component, key, submitter }: { component: string; key: string; submitter: string }) =>
      `${key} is found neither in ${submitter} nor in its name, \`args\` or \`env\`: if no process ever shows it, muster starts ${component} again and again`,
  }),
  'scripts-folder-missing': entry({
    meaning: 'The folder of `scripts.local` does not exist.',
    remedy: 'Make it, or correct `scripts.local`.',
    example: { folder: '/srv/fleet/workerscripts' },
    text: ({ folder }: { folder: string }) =>
      `there is no folder ${folder}; the submitters are looked for there`,
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
    remedy: 'Name the folder of node_exporter, its option `--collector.textfile.directory`.',
    example: { folder: '/var/lib/node_exporter' },
    text: ({ folder }: { folder: string }) =>
      `there is no folder ${folder}; node_exporter is told it with --collector.textfile.directory`,
  }),
  'hot-slots-short': entry({
    meaning: 'The hot jobs that are wanted take more hot slots than the hosts have.',
    remedy: 'Raise `hotlimit`, add hosts, or want fewer instances.',
    example: { wanted: 12, slots: 8 },
    text: ({ wanted, slots }: { wanted: number; slots: number }) =>
      `the hot jobs wanted take ${wanted} hot slots, but the hosts have ${slots} (those with \`drain\` left out)`,
  }),
  'hosts-short': entry({
    meaning: 'More instances of a component are wanted than its hosts can hold.',
    remedy: 'Raise `maxPerHost`, let `hosts` name more of them, or lower `count`.',
    example: { component: 'pipe0/bundler', count: 5, slots: 2 },
    text: ({ component, count, slots }: { component: string; count: number; slots: number | null }) =>
      slots === null
        ? `${component} is wanted ${count} times, but there is no host it may be started on`
        : `${component} is wanted ${count} times, but the hosts it may be started on can hold ${slots}`,
  }),
  'pool-short': entry({
    meaning: 'More instances are wanted of the types of a pool than it allows.',
    remedy: 'Raise the limit in `pools`, or lower `count`.',
    example: { wanted: 4, limit: 2 },
    text: ({ wanted, limit }: { wanted: number; limit: number }) =>
      `${wanted} instances are wanted of the types in this pool, which allows ${limit}`,
  }),
  'machine-repeated': entry({
    meaning: 'Two hosts of `available` are the same machine.',
    remedy: 'List the machine once.',
    example: { host: 'b', first: 'a' },
    text: ({ host, first }: { host: string; first: string }) =>
      `${host} and ${first} are the same machine: it is counted once, under the first name that is seen; list it once`,
  }),
  'grace-too-long': entry({
    meaning: 'A pilot has more time between TERM and KILL than `timeouts.stop` leaves it.',
    remedy: 'Lower `grace`, or raise `timeouts.stop`.',
    example: { component: 'pipe0/bundler', graceS: 10, stopS: 10 },
    text: ({ component, graceS, stopS }: { component: string; graceS: number; stopS: number }) =>
      `${component} has ${graceS} s between TERM and KILL, but what muster stops gets KILL after \`timeouts.stop\`, ${stopS} s: its pilot could not clean up; give it less, or \`timeouts.stop\` more`,
  }),
  'kind-unused': entry({
    meaning: 'A pilot has a list of commands for a kind of host that no host is of.',
    remedy: 'Correct the kind, or set `kind` of hosts in `available`.',
    example: { kind: '"gpu"' },
    text: ({ kind }: { kind: string }) =>
      `no host of \`available\` is of the kind ${kind}; it is \`kind\` that says what a host is`,
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
