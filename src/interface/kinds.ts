/**
 * The kinds of values in `Interface.json`, as JSON Schema. `title` says in words what is allowed; errors, the docs
 * and editors show it. Patterns are ECMA-262 with the flag `u`. White space around host names and submitters is
 * let through here, and trimmed with a warning when the file is loaded.
 */

/** A comment, as every object may hold one. */
export const comment = {
  type: 'string',
  title: 'a text',
  description: 'A comment; muster does not read it.',
} as const;

export const duration = {
  type: 'string',
  title: 'a duration such as "90s" or "15m" (units ms, s, m, h, d)',
  pattern: '^[0-9]{1,8}(ms|s|m|h|d)$',
} as const;

/** A duration that is waited for: above zero, and short enough for a timer, which holds 24 days. */
export const timeout = {
  type: 'string',
  title: 'a duration such as "500ms" or "30s" (above zero, at most 99h)',
  pattern: '^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$',
} as const;

/** A duration after which something is tried again: short enough for its end to be a date. */
export const wait = {
  type: 'string',
  title: 'a duration such as "90s" or "15m" (units ms, s, m, h, d; at most 9999d)',
  pattern: '^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$',
} as const;

export const durationOrNever = {
  type: 'string',
  title: 'a duration such as "90s" or "15m", or "never"',
  pattern: '^(never|[0-9]{1,8}(ms|s|m|h|d))$',
} as const;

/** The `format` is told to editors; `crossChecks.ts` checks it, for `expandRange` knows more than a pattern can. */
export const hostRange = {
  type: 'string',
  title: 'a host name or a range such as "n-[01-40,43].example.org"',
  pattern: '^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$',
  maxLength: 4096,
  format: 'host-range',
} as const;

export const hostSelector = {
  type: 'string',
  title: 'a host name, a range, or "@tag" ("!" in front excludes)',
  pattern: '^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$',
  maxLength: 4096,
  format: 'host-selector',
} as const;

export const address = {
  type: 'string',
  title: 'a host name or an IPv4 or IPv6 address',
  pattern: '^[A-Za-z0-9_:][A-Za-z0-9_.:%\\-]{0,252}$',
} as const;

const portPattern = '([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])';
const hopPattern = `([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:${portPattern})?`;

/** A ProxyJump chain; what OpenSSH takes beside (`ssh://`) stays in its own files. */
export const jump = {
  type: 'string',
  title: 'a chain of hosts such as "gw" or "ops@gw1:2222,gw2" (nearest first), or "none"',
  pattern: `^${hopPattern}(,${hopPattern}){0,7}$`,
} as const;

export const user = {
  type: 'string',
  title: 'a login name',
  pattern: '^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$',
} as const;

/** For what is named in `Interface.json` alone: namespaces, pools, tags. */
export const label = {
  type: 'string',
  title: 'a word of letters, digits, "_", "." and "-" (at most 63, not beginning with a sign)',
  pattern: '^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$',
} as const;

/** Pipes and types: what makes the name of a component. */
export const title = {
  type: 'string',
  title: 'a name of 1 to 64 printable characters (no "/", no space at either end, no "-" in front)',
  pattern: '^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$',
} as const;

/** It ends with no white space of its own, else a text of spaces is tried again at each of them. */
export const fileName = {
  type: 'string',
  title: 'a file name (no path, no "-" or "." in front)',
  pattern: '^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$',
} as const;

export const processKey = {
  type: 'string',
  title: 'a text of 1 to 1000 characters without line breaks and other control characters',
  pattern: '^[^\\p{Cc}\\p{Cs}]{1,1000}$',
} as const;

export const sentence = {
  type: 'string',
  title: 'a text of 1 to 1000 characters without control characters',
  pattern: '^[^\\p{Cc}\\p{Cs}]{1,1000}$',
} as const;

/** What an exec can hand over: anything but NUL. */
export const handedOver = {
  type: 'string',
  title: 'a text of at most 4096 characters without NUL',
  pattern: '^[^\\u0000\\p{Cs}]{0,4096}$',
} as const;

export const path = {
  type: 'string',
  title: 'a path ("~/" is the home folder)',
  pattern: '^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$',
} as const;

/** node_exporter reads no other files. */
export const promFile = {
  type: 'string',
  title: 'a path that ends in ".prom" ("~/" is the home folder)',
  pattern: '^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{0,4089}[^\\/\\p{Cc}\\p{Cs}]\\.prom$',
} as const;

export const webAddress = {
  type: 'string',
  title: 'an address that begins with "https://" or "http://"',
  pattern: '^https?:\\/\\/[^\\s\\/?#\\p{Cc}\\p{Cs}][^\\s#\\p{Cc}\\p{Cs}]{0,1999}$',
} as const;

export const absolutePath = {
  type: 'string',
  title: 'an absolute path',
  pattern: '^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$',
} as const;

/**
 * What shells take for themselves: it would arrive changed or not at all, or the shell would run what is in it. bash
 * evaluates what RANDOM or OPTIND are set to (`a[$(command)]`), and a script's shell what is in BASH_ENV, ENV or PS4.
 */
const shellsOwn =
  '(_|BASHOPTS|BASHPID|DIRSTACK|ENV|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND|PIPESTATUS|PPID|PS4|RANDOM|SECONDS|SHELLOPTS|SRANDOM|TMOUT|UID)$';

export const environmentName = `^(?!MUSTER_|BASH_|${shellsOwn})[A-Za-z_][A-Za-z0-9_]{0,127}$`;

/** For a sentence only; the pattern is that of the properties. */
export const environmentNames = {
  type: 'string',
  title:
    'a name of letters, digits and "_" that begins with neither a digit nor MUSTER_, and that no shell takes for itself (as BASH_ENV, PS4, RANDOM, UID)',
} as const;

export const port = { type: 'integer', minimum: 1, maximum: 65_535 } as const;
export const whole = { type: 'integer', minimum: 0, maximum: 100_000 } as const;
export const positive = { type: 'integer', minimum: 1, maximum: 100_000 } as const;
export const placement = { enum: ['spread', 'fill'] } as const;
