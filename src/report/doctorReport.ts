import { forHosts, type Finding } from '../doctor/finding.ts';
import { foldRange } from '../interface/ranges.ts';
import { formatVersion } from './document.ts';
import { harmless } from './harmless.ts';
import { many, table, type Style } from './style.ts';

/** What `muster doctor` found, as `--json` prints it. */
export interface DoctorReport {
  readonly formatVersion: typeof formatVersion;
  readonly command: 'doctor';
  /** ISO 8601. */
  readonly at: string;
  /** Absolute path of `Interface.json`. */
  readonly config: string;
  readonly control: readonly Finding[];
  readonly hosts: readonly { readonly host: string; readonly findings: readonly Finding[] }[];
  readonly summary: { readonly errors: number; readonly warnings: number };
}

export function doctorReport(
  { atMs, config }: { atMs: number; config: string },
  control: readonly Finding[],
  hosts: DoctorReport['hosts'],
): DoctorReport {
  const all = [...control, ...hosts.flatMap(({ findings }) => findings)];
  const count = (level: Finding['level']): number => all.filter((finding) => finding.level === level).length;
  return {
    formatVersion,
    command: 'doctor',
    at: new Date(atMs).toISOString(),
    config,
    control: control.map((finding) => forHosts(finding, 'HOSTS')),
    hosts: hosts.map(({ host, findings }) => ({
      host,
      findings: findings.map((finding) => forHosts(finding, host)),
    })),
    summary: { errors: count('error'), warnings: count('warning') },
  };
}

/** This machine first, then the hosts; what is the same on several is told once. `every`: also what is well. */
export function doctorText(
  control: readonly Finding[],
  hosts: DoctorReport['hosts'],
  style: Style,
  every: boolean,
): string[] {
  const told = [...control.map((finding) => ({ who: here, finding })), ...folded(hosts)].filter(
    ({ finding }) => every || finding.level !== 'ok',
  );
  const rows = table(
    told.map(({ who, finding }) => [
      levelText(finding.level, style),
      who,
      finding.check,
      harmless(finding.text),
    ]),
  );
  return rows.flatMap((row, index) => {
    const remedy = told[index] && forHosts(told[index].finding, told[index].who).remedy;
    return remedy === undefined ? [row] : [row, `         ${style.dim(`-> ${harmless(remedy)}`)}`];
  });
}

const here = 'this machine';

function folded(hosts: DoctorReport['hosts']): { who: string; finding: Finding }[] {
  const groups = new Map<string, { hosts: string[]; finding: Finding }>();
  for (const { host, findings } of hosts) {
    for (const finding of findings) {
      const key = JSON.stringify([finding.check, finding.level, finding.text, finding.remedy]);
      const group = groups.get(key);
      if (group) group.hosts.push(host);
      else groups.set(key, { hosts: [host], finding });
    }
  }
  return [...groups.values()].map((group) => ({ who: foldRange(group.hosts), finding: group.finding }));
}

function levelText(level: Finding['level'], style: Style): string {
  if (level === 'ok') return style.green('ok');
  return level === 'error' ? style.red('error') : style.yellow('warning');
}

/** `Doctor: 2 errors, 1 warning; 3 hosts asked.` */
export function doctorSummary({ summary, hosts }: DoctorReport, style: Style): string {
  const { errors, warnings } = summary;
  const found =
    errors + warnings === 0 ? 'all is well' : `${many(errors, 'error')}, ${many(warnings, 'warning')}`;
  return style.bold(`Doctor: ${found}; ${many(hosts.length, 'host')} asked.`);
}
