import type { ComponentReport, HostReport, Report } from './document.ts';
import { componentList, problemLines, summaryLine, unknownText, unlistedRows } from './lines.ts';
import { harmless, many, table, type Style } from './style.ts';

/** What `status` prints: components and hosts as tables. */
export function statusText(report: Report, style: Style, all: boolean): string[] {
  return [
    ...problemLines(report, style),
    ...componentTable(report.components, style),
    '',
    ...hostTable(report.hosts, style, all),
    ...table(unlistedRows(report, style)),
    '',
    summaryLine(report, style),
  ];
}

/** More hosts than this are shown only where there is something to say of them. */
const manyHosts = 40;

function componentTable(components: readonly ComponentReport[], style: Style): string[] {
  const head = ['COMPONENT', 'WANTED', 'RUNNING', 'PRESUMED', 'PENDING', ''].map((title) =>
    style.bold(title),
  );
  const rows = components.map((component) => {
    const { on, count, running, presumed, pending, missing } = component;
    const surplus = running + presumed + pending - count;
    const note = !on
      ? style.dim('off')
      : missing > 0
        ? style.red(`${missing} short`)
        : surplus > 0
          ? style.yellow(`${surplus} more than wanted`)
          : '';
    return [
      component.component,
      String(count),
      String(running),
      blankZero(presumed),
      blankZero(pending),
      note,
    ];
  });
  return table([head, ...rows], [1, 2, 3, 4]);
}

function hostTable(hosts: readonly HostReport[], style: Style, all: boolean): string[] {
  const shown = all || hosts.length <= manyHosts ? hosts : hosts.filter(isRemarkable);
  const head = ['HOST', 'STATE', 'HOT', 'COMPONENTS'].map((title) => style.bold(title));
  const rows = shown.map((host) => [
    host.host,
    host.sighting === 'seen' ? 'seen' : style.yellow(host.sighting),
    `${host.hot}/${host.hotlimit}`,
    [
      host.drain === undefined ? '' : style.yellow(`drained: ${harmless(host.drain)}`),
      host.sighting === 'seen' ? '' : unknownText(host),
      presumedOr(host) + componentList(host.components, host.pending),
    ]
      .filter(Boolean)
      .join('; '),
  ]);
  const rest = hosts.length - shown.length;
  return [
    ...(shown.length > 0 ? table([head, ...rows], [2]) : []),
    ...(rest > 0
      ? [style.dim(`${many(rest, 'more host')} seen, with nothing to remark; -v shows them`)]
      : []),
  ];
}

/** On a host that was not seen nothing is known to run. */
function presumedOr({ sighting, components }: HostReport): string {
  return sighting !== 'seen' && Object.keys(components).length > 0 ? 'presumed: ' : '';
}

function isRemarkable(host: HostReport): boolean {
  return host.sighting !== 'seen' || host.drain !== undefined || host.hot > host.hotlimit;
}

function blankZero(count: number): string {
  return count === 0 ? '' : String(count);
}
