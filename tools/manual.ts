import { exitsOf } from '../src/cli/program.ts';
import { exitMeanings } from '../src/cli/exits.ts';
import type { Verb } from '../src/cli/verb.ts';
import { verbGroups, verbs } from '../src/cli/verbs.ts';
import { packageVersion } from '../src/package.ts';

/** The manual page muster(1), from the table of verbs that `--help` and completion also use. */
export function manualPage(): string {
  const lines = [
    '.\\" Made from src/cli/verbs.ts by "npm run docs"; edit there, or in tools/manual.ts.',
    `.TH MUSTER 1 "" "muster ${packageVersion()}" "User Commands"`,
    '.SH NAME',
    'muster \\- keeps components alive on a set of hosts, with cron and ssh',
    '.SH SYNOPSIS',
    '.nf',
    ...verbs.map(synopsis),
    '.fi',
    '.SH DESCRIPTION',
    ...paragraphs(description),
    '.SH COMMANDS',
    ...verbGroups.flatMap(({ group, title }) => {
      const members = verbs.filter((verb) => verb.group === group);
      return members.length === 0 ? [] : [`.SS "${roff(title)}"`, ...members.flatMap(command)];
    }),
    '.SH "EXIT STATUS"',
    ...exitsOf(exitMeanings).flatMap(([exit, meaning]) => tagged(`\\fB${exit}\\fR`, roff(meaning))),
    '.SH ENVIRONMENT',
    ...listed(environment),
    '.SH FILES',
    ...listed(files),
    '.SH EXAMPLES',
    ...verbs.flatMap(({ examples }) =>
      examples.flatMap(({ command: line, meaning }) => tagged(`\\fBmuster ${roff(line)}\\fR`, roff(meaning))),
    ),
    '.SH "SEE ALSO"',
    '.BR ssh (1),',
    '.BR ssh_config (5),',
    '.BR crontab (5),',
    '.BR systemd.timer (5)',
  ];
  return `${lines.join('\n')}\n`;
}

const description = [
  'Every few minutes cron on a control machine starts one pass: muster reads Interface.json, pings the hosts, counts over ssh what runs on them, and starts what is missing on hosts that still have room. Between passes nothing of muster runs anywhere, and nothing is installed on the hosts.',
  'A component is a type of a pipe, written pipe0/bundler. A host that does not answer is unknown, not empty: muster presumes that its instances still run.',
  'Results go to standard output, messages and progress to standard error. With --json, standard output is one document.',
];

const environment: readonly [string, string][] = [
  ['HOME', 'the folder of ~/.ssh and ~/.muster'],
  ['PATH', 'must contain node, ping and flock; cron sets /usr/bin:/bin'],
  ['SSH_AUTH_SOCK', 'the socket of the ssh agent'],
  ['NO_COLOR', 'set to anything: no colours'],
  ['TERM', 'dumb: no colours and no progress'],
  ['LC_ALL, LC_CTYPE, LANG', 'run --cron writes ASCII unless they name UTF-8'],
  ['TZ', 'time zone of the times shown and of the dates of the log files'],
];

const files: readonly [string, string][] = [
  ['Interface.json', 'the configuration: -c names another; other paths in it are relative to its folder'],
  ['workerscripts/', 'the submitters, copied to the hosts as needed'],
  ['logs/state.json', 'the state that passes keep; state.json.previous is the one before'],
  ['logs/told.json', 'the alerts that run --cron has delivered'],
  ['logs/muster-YYYY-MM-DD.jsonl', 'decisions, their reasons and results: one JSON object per line'],
  ['logs/lock', 'locked by the running pass; holds its pid'],
  ['~/.muster/control/', 'replaces logs/ while that cannot be written'],
  ['~/.ssh/config, ~/.ssh/known_hosts', 'read as ssh reads them'],
];

function synopsis(verb: Verb): string {
  return [
    `\\fBmuster ${roff(verb.name)}\\fR`,
    ...(verb.options.length > 0 ? ['[options]'] : []),
    ...verb.arguments.map(({ name, optional }) => {
      const shown = `\\fI${roff(name)}\\fR`;
      return optional === true ? `[${shown}]` : shown;
    }),
  ].join(' ');
}

function command(verb: Verb): string[] {
  const own = verb.exits === undefined ? [] : exitsOf(verb.exits).map(([exit]) => exit);
  const options = verb.options.flatMap(({ flags, summary, fallback, kind }) => {
    const more = [
      ...(Array.isArray(kind) && !kind.every((choice: string) => summary.includes(choice))
        ? [`choices: ${kind.join(', ')}`]
        : []),
      ...(fallback === undefined ? [] : [`default: ${fallback}`]),
    ];
    return tagged(flagsText(flags), roff(more.length === 0 ? summary : `${summary} (${more.join('; ')})`));
  });
  return [
    ...tagged(synopsis(verb), roff(sentence(verb.summary))),
    ...(own.length > 0 ? ['.IP', roff(`Exit status: ${own.join(', ')}.`)] : []),
    ...(options.length > 0 ? ['.RS', ...options, '.RE'] : []),
  ];
}

/** `-w, --hosts <hosts>`: the option is bold, its value italic. */
function flagsText(flags: string): string {
  return flags
    .split(' ')
    .map((part) =>
      part.startsWith('-')
        ? `\\fB${roff(part.replace(',', ''))}\\fR${part.endsWith(',') ? ',' : ''}`
        : `\\fI${roff(part.replaceAll(/[<>[\]]/g, ''))}\\fR`,
    )
    .join(' ');
}

function listed(rows: readonly [string, string][]): string[] {
  return rows.flatMap(([what, meaning]) => tagged(`\\fB${roff(what)}\\fR`, roff(sentence(meaning))));
}

function tagged(tag: string, text: string): string[] {
  return ['.TP', tag, text];
}

function paragraphs(texts: readonly string[]): string[] {
  return texts.flatMap((text, index) => (index === 0 ? [roff(text)] : ['.PP', roff(text)]));
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

/** Text escaped for roff, which would otherwise print a typographic hyphen for a plain one. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('"', '\\(dq')
    .replace(/^\./, '\\&.');
}
