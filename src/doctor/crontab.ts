/** One line of a crontab, taken apart as cron does. */
export interface CronLine {
  /** The crontab it stands in, as it is called. */
  readonly where: string;
  /** Counts from 1. */
  readonly line: number;
  /** Whom it runs as; null in a crontab of one's own. */
  readonly user: string | null;
  /** What the shell gets: up to the first `%`, with `\%` for a percent sign. */
  readonly command: string;
  /** What the crontab sets before this line. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The lines of a crontab that run something.
 *
 * @param system whether a user stands before the command, as in /etc/crontab and /etc/cron.d.
 */
export function parseCrontab(text: string, where: string, system: boolean): CronLine[] {
  const env: Record<string, string> = {};
  return text.split('\n').flatMap((raw, index): CronLine[] => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return [];
    const [, name, value] = /^(\w+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      env[name] = unquoted(value ?? '');
      return [];
    }
    const when = line.startsWith('@') ? /^@\w+\s+/ : /^(?:\S+\s+){5}/;
    const [head] = when.exec(line) ?? [];
    if (head === undefined) return [];
    const rest = line.slice(head.length);
    const [, user = null, command = ''] = system ? (/^(\S+)\s+(.*)$/.exec(rest) ?? []) : [null, null, rest];
    return [{ where, line: index + 1, user, command: commandOf(command), env: { ...env } }];
  });
}

function unquoted(text: string): string {
  const [, inner] = /^(["'])(.*)\1$/.exec(text) ? [null, text.slice(1, -1)] : [null, text];
  return inner ?? text;
}

/** Behind a bare `%` is what cron feeds to the command. */
function commandOf(text: string): string {
  const [, command = ''] = /^((?:\\.|[^%\\])*)/.exec(text) ?? [];
  return command.replaceAll('\\%', '%').trim();
}

/** How a line starts muster, as far as that can be tried without doing anything. */
export interface MusterCall {
  /** The folder a `cd` before it leads to. */
  readonly folder: string | null;
  /** The words before the verb, as the shell reads them: `/usr/bin/node /opt/muster/dist/main.js`. */
  readonly program: string;
  /** What is mailed of its passes: what is news (`--cron`), all that is the matter (`-q`), or all there is to say. */
  readonly mails: 'news' | 'trouble' | 'all';
}

/** Taken apart, if it runs a pass of this configuration; null if it does not. */
export function musterCall({ command }: CronLine, file: string, home: string): MusterCall | null {
  const steps = command.split(/&&|\|\||;|\|/).map((step) => step.trim());
  const at = steps.findIndex((step) => /(?:^|\s)run(?:\s|$)/.test(step) && /muster|main\.js|dist/.test(step));
  const step = steps[at];
  if (step === undefined) return null;
  const folder =
    steps
      .slice(0, at)
      .flatMap((one) => /^cd\s+(?:--\s+)?(.+)$/.exec(one)?.[1] ?? [])
      .at(-1) ?? null;
  const words = withHome(unquotedWords(step), home);
  const named = configOf(words.split(/\s+/));
  const where = folder === null ? null : withHome(unquotedWords(folder), home).replace(/\/+$/, '');
  const path = named?.startsWith('/') ? named : `${where ?? home}/${named ?? 'Interface.json'}`;
  if (path.replaceAll('/./', '/') !== file) return null;
  const [program = ''] = step.split(/\s+run(?:\s|$)/);
  const [behind = ''] = step.split(/\s+run(?=\s|$)/).slice(1);
  const has = (flags: string): boolean => new RegExp(`(?:^|\\s)(?:${flags})(?:\\s|$)`).test(behind);
  return { folder, program, mails: has('--cron') ? 'news' : has('-q|--quiet') ? 'trouble' : 'all' };
}

function configOf(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === '-c' || word === '--config');
  if (at >= 0) return words[at + 1];
  return words.flatMap((word) => /^(?:--config=|-c)(.+)$/.exec(word)?.[1] ?? [])[0];
}

function unquotedWords(text: string): string {
  return text.replaceAll(/["']/g, '');
}

function withHome(text: string, home: string): string {
  return text.replaceAll(
    /(^|\s)~(?=\/)|\$\{?HOME\}?/g,
    (_, before: string | undefined) => `${before ?? ''}${home}`,
  );
}

/** Whether nothing but the program itself is run when this is given to a shell. */
export function canBeTried({ program }: MusterCall): boolean {
  return !/[`<>&|;]|\$\(/.test(program);
}
