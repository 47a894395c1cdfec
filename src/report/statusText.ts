import type { ComponentReport, HostReport, Report } from './document.ts';
import {
  backoffText,
  componentList,
  decisionLines,
  problemLines,
  quarantineText,
  sameAsText,
  summaryLine,
  unknownText,
  unlistedRows,
} from './lines.ts';
import { harmless } from './harmless.ts';
import { many, table, type Style } from './style.ts';

/** What `status` prints: components and hosts as tables. */
export function statusText(report: Report, style: Style, all: boolean): string[] {
  return [
    ...problemLines(report, style),
    ...componentTable(report, style),
    ...decisionLines(report, style),
    '',
    ...hostTable(report, style, all),
    ...table(unlistedRows(report, style)),
    '',
    summaryLine(report, style),
  ];
}

/** More hosts than this are shown only where there is something to say of them. */
const manyHosts = 40;

function componentTable(report: Report, style: Style): string[] {
  const head = ['COMPONENT', 'WANTED', 'RUNNING', 'PRESUMED', 'PENDING', ''].map((title) =>
    style.bold(title),
  );
  const rows = report.components.map((component) => {
    const { on, count, running, presumed, pending } = component;
    return [
      component.component,
      String(count),
      String(running),
      blankZero(presumed),
      blankZero(pending),
      on ? noteOf(component, report, style) : style.dim('off'),
    ];
  });
  return table([head, ...rows], [1, 2, 3, 4]);
}

function noteOf(component: ComponentReport, report: Report, style: Style): string {
  const { count, running, presumed, pending, vanished, missing, backoff } = component;
  const surplus = running + presumed + pending - count;
  return [
    ...(missing > 0 ? [style.red(`${missing} short`)] : []),
    ...(vanished > 0 ? [`${vanished} vanished, and may yet appear`] : []),
    ...(missing === 0 && surplus > 0 ? [style.yellow(`${surplus} more than wanted`)] : []),
    ...(backoff ? [style.red(`backing off ${backoffText(backoff, report)}`)] : []),
  ].join('; ');
}

function hostTable(report: Report, style: Style, all: boolean): string[] {
  const { hosts } = report;
  const shown = all || hosts.length <= manyHosts ? hosts : hosts.filter(isRemarkable);
  const head = ['HOST', 'STATE', 'HOT', 'COMPONENTS'].map((title) => style.bold(title));
  const rows = shown.map((host) => [
    host.host,
    host.sighting === 'seen' ? 'seen' : style.yellow(host.sighting),
    `${host.hot}/${host.hotlimit}`,
    [
      host.drain === undefined ? '' : style.yellow(`drained: ${harmless(host.drain)}`),
      host.quarantine === undefined ? '' : style.red(quarantineText(host.quarantine, report)),
      host.sameAs === undefined ? '' : style.yellow(sameAsText(host.sameAs)),
      host.sighting === 'seen' ? '' : unknownText(host),
      presumedOr(host) + componentList(host.components, host.pending),
      ...Object.entries(host.backoff ?? {}).map(([component, backoff]) =>
        style.yellow(`${component} backing off there ${backoffText(backoff, report)}`),
      ),
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
  return (
    host.sighting !== 'seen' ||
    host.hot > host.hotlimit ||
    [host.drain, host.quarantine, host.sameAs, host.backoff].some((remark) => remark !== undefined)
  );
}

function blankZero(count: number): string {
  return count === 0 ? '' : String(count);
}
