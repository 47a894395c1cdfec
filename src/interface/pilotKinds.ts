/** The kinds of values that pilots have beside those of `kinds.ts`, in the same manner. */

/**
 * A command of the toolbox. Its function has the name with `_` for `-`: so no two names may come to one function, and
 * none to those of the script around it (`muster_`) or to a command that is overridden (`base_`).
 */
export const commandName = {
  type: 'string',
  title: 'the name of a command: small letters and digits in words joined by single "-"',
  pattern: '^(?!(base|muster)(-|$))[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,30}){0,5}$',
} as const;

/** A line of a shell. */
export const line = {
  type: 'string',
  title: 'a line of 1 to 4096 characters without control characters',
  pattern: '^[^\\p{Cc}\\p{Cs}]{1,4096}$',
} as const;

/** A text that may be empty and stays on one line. */
export const lineOrNothing = {
  type: 'string',
  title: 'a text of at most 4096 characters without control characters',
  pattern: '^[^\\p{Cc}\\p{Cs}]{0,4096}$',
} as const;

export const size = {
  type: 'string',
  title: 'a size such as "500M" or "20G" (units K, M, G, T)',
  pattern: '^[1-9][0-9]{0,5}[KMGT]$',
} as const;

export const sha256 = {
  type: 'string',
  title: 'a SHA-256 digest (64 hexadecimal digits in small letters)',
  pattern: '^[0-9a-f]{64}$',
} as const;

/** What the scopes are is in `scopes.ts`, which also says what is wrong with a text that is none. */
export const place = {
  type: 'string',
  title:
    'a path below a scope ("client://", "host://", "pipe://", "pilot://"), an absolute path, or an address that begins with "https://"',
  pattern:
    '^((client|host|pipe|pilot):\\/\\/|\\/|https:\\/\\/[^\\/\\s\\p{Cc}\\p{Cs}])[^\\p{Cc}\\p{Cs}]{0,2000}$',
} as const;

/** Where something of a host is to go. */
export const hostPlace = {
  type: 'string',
  title: 'a path below a scope of the host ("host://", "pipe://", "pilot://"), or an absolute path',
  pattern: '^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$',
} as const;

/** A program by its name, or one that is named by its path. */
export const program = {
  type: 'string',
  title: 'the name of a program, or its absolute path',
  pattern: '^\\/?[A-Za-z0-9_][A-Za-z0-9_.+\\/\\-]{0,254}$',
} as const;

export const componentName = {
  type: 'string',
  title: 'a component such as "pipe0/bundler"',
  pattern:
    '^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}\\/(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}$',
} as const;

/** Below the sandbox; that it stays there is looked at by `pilotChecks.ts`. */
export const fileBelow = {
  type: 'string',
  title: 'a path below the sandbox, such as "conf/lta.ini"',
  pattern: '^[^\\/\\p{Cc}\\p{Cs}~\\-][^\\p{Cc}\\p{Cs}]{0,499}$',
} as const;

export const settingName = '^[A-Za-z_][A-Za-z0-9_.\\-]{0,127}$';

/** For a sentence only; the pattern is that of the properties. */
export const settingNames = {
  type: 'string',
  title: 'a name of letters, digits, "_", "." and "-" that begins with a letter or "_"',
} as const;

export const login = {
  type: 'string',
  title: 'a host with or without a login name, such as "ops@control.example.org"',
  pattern: '^([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,63}@)?[A-Za-z0-9_][A-Za-z0-9_.:\\-]{0,252}$',
} as const;

export const publicKey = {
  type: 'string',
  title: 'a public host key such as "ssh-ed25519 AAAA…" (type and key, as in known_hosts)',
  pattern:
    '^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9@.\\-]{1,60}) [A-Za-z0-9+\\/]{16,2000}={0,2}$',
} as const;

/** A file of the host that a login there can read. */
export const hostFile = {
  type: 'string',
  title: 'an absolute path on the host ("~/" is the home folder there)',
  pattern: '^(~\\/|\\/)[^\\p{Cc}\\p{Cs}]{1,1000}$',
} as const;

export const service = {
  type: 'string',
  title: 'a host and a port, such as "10.0.0.5:5432"',
  pattern: '^([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\]):[1-9][0-9]{0,4}$',
} as const;

export const serviceName = '^[A-Za-z_][A-Za-z0-9_]{0,62}$';

/** For a sentence only; the pattern is that of the properties. */
export const serviceNames = {
  type: 'string',
  title: 'a name of letters, digits and "_" that does not begin with a digit',
} as const;
