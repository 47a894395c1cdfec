import { checkMkLine } from './bareAnswer.ts';
import { countsText, findingsOf, worstOf, type Checked, type Finding } from './checks.ts';
import type { ComponentReport } from './document.ts';
import { isHeldBack } from './lines.ts';
import { measuresOf, type Measure } from './measures.ts';
import { strengthText } from './planText.ts';

/**
 * A look as lines of a local check of Checkmk: one for passes and hosts, and one for each component.
 *
 * @param name what the services are called, so that two fleets can be watched from one machine.
 */
export function checkMkLines(checked: Checked, name: string): string[] {
  const findings = findingsOf(checked);
  const whole = findings.filter(({ component }) => component === null);
  return [
    line(name, whole, measuresOf(checked), countsText(checked.report)),
    ...checked.report.components.map((component) => {
      const id = component.component;
      const own = findings.filter((finding) => finding.component === id);
      return line(`${name} ${id}`, own, measuresOfComponent(component), wellText(component));
    }),
  ];
}

function line(
  name: string,
  findings: readonly Finding[],
  measures: readonly Measure[],
  counts: string,
): string {
  const [first] = findings;
  const told = findings.flatMap(({ text, more }) => [text, ...more]);
  const others = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  const about = first?.component === null ? `${counts}: ` : '';
  const summary = first === undefined ? counts : `${about}${first.text}${others}`;
  const state = worstOf(findings.map((finding) => finding.state));
  const texts = [summary, ...(told.length > 1 ? told : [])];
  return checkMkLine(state, name, measures.map(metric).join('|'), texts);
}

/** Thresholds here are the first value that is too much, not a range as with Nagios. */
function metric({ name, value, warning, critical, most }: Measure): string {
  const rest = [tooMuch(warning), tooMuch(critical), 0, most ?? ''].join(';');
  return `${name}=${value};${rest}`.replace(/;+$/, '');
}

function tooMuch(threshold: number | undefined): string {
  return threshold === undefined ? '' : String(threshold + 1);
}

function measuresOfComponent({
  running,
  presumed,
  pending,
  missing,
  count,
}: ComponentReport): readonly Measure[] {
  return [
    { name: 'running', value: running, most: count },
    { name: 'presumed', value: presumed },
    { name: 'pending', value: pending },
    { name: 'missing', value: missing, critical: 0, most: count },
  ];
}

function wellText(component: ComponentReport): string {
  if (!component.on) return 'off';
  return `${strengthText(component)}${isHeldBack(component) ? ', held back by an operator' : ''}`;
}
