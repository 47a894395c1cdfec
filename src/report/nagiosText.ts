import { nagiosPage, stateNames, type CheckState } from './bareAnswer.ts';
import { countsText, findingsOf, worstOf, type Checked, type Finding } from './checks.ts';
import { consoleSafe, cutBytes } from './consoleSafe.ts';
import { measuresOf, type Measure } from './measures.ts';

/** What a plugin of Nagios or Icinga prints, and what it ends with. */
export interface PluginResult {
  readonly state: CheckState;
  readonly lines: readonly string[];
}

/**
 * A look by the guidelines of the Monitoring Plugins: the state and what counts most on the first line, performance data
 * behind its `|`, a line for each thing that is the matter below.
 *
 * @param quiet the first line alone, for an NRPE that takes no more.
 */
export function nagiosResult(checked: Checked, quiet = false): PluginResult {
  const findings = findingsOf(checked);
  const state = worstOf(findings.map((finding) => finding.state));
  const [first] = findings;
  const cause = first === undefined ? '' : `: ${cutBytes(consoleSafe(named(first)), longestCause)}`;
  const others = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  const head = `MUSTER ${stateNames[state]} - ${countsText(checked.report)}${cause}${others}`;
  const numbers = measuresOf(checked).map(perfData).join(' ');
  const below = findings.flatMap((finding) => [
    `${stateNames[finding.state]}: ${named(finding)}`,
    ...finding.more.map((line) => `  ${line}`),
  ]);
  return { state, lines: nagiosPage(`${head} | ${numbers}`, quiet ? [] : below) };
}

function named({ component, text }: Finding): string {
  return component === null ? text : `${component} ${text}`;
}

/** `'last_pass_age'=12s;;900;0`; thresholds are ranges: a number alone means from 0 to that. */
export function perfData({ name, value, unit, warning, critical, most }: Measure): string {
  const label = name.replaceAll("'", "''");
  const rest = [warning, critical, 0, most].map((part) => part ?? '').join(';');
  return `'${label}'=${value}${unit ?? ''};${rest}`.replace(/;+$/, '');
}

/** Bytes: what fits beside the numbers on a line that is sent to a telephone. */
const longestCause = 240;
