import { sshAliases, sshOptions, type SshOption } from '../src/remote/sshConfig/options.ts';

/** The page with the tables of the ssh options that muster honours, refuses and ignores. */
export function withOptionTables(page: string): string {
  return page.replace(
    /(<!-- options -->\n).*(<!-- end of options -->)/s,
    (_, begin: string, end: string) => `${begin}\n${tables()}\n\n${end}`,
  );
}

function tables(): string {
  const aliases = Object.entries(sshAliases).map(([alias, name]) => `\`${alias}\` (\`${name}\`)`);
  return [
    '### Honoured',
    table('remark', of('honoured')),
    '### Refused',
    'A host for which one of these is set is `silent`; the reason gives the file, the line and this sentence.',
    table('why, and what to do', of('refused')),
    '### Without effect',
    'muster does not need these; ignoring them changes nothing.',
    table('why', of('ignored')),
    `Older names that OpenSSH still accepts: ${aliases.join(', ')}.`,
  ].join('\n\n');
}

function table(heading: string, options: readonly SshOption[]): string {
  const rows = options.map(({ name, note, harmless = [] }) => {
    const without = harmless.length === 0 ? '' : ` (not with \`${harmless.join('`, `')}\`)`;
    return `| \`${name}\` | ${(note + without).replaceAll('|', '\\|')} |`;
  });
  return [`| option | ${heading} |`, '| --- | --- |', ...rows].join('\n');
}

function of(stance: SshOption['stance']): SshOption[] {
  return sshOptions.filter((option) => option.stance === stance);
}
