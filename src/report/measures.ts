import { metOf, undrained, type Checked } from './checks.ts';

/** A number that a monitoring system keeps and draws. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit?: 's';
  /** More than this is a warning. */
  readonly warning?: number;
  readonly critical?: number;
  readonly most?: number;
}

/** The numbers of a look, the same for every monitoring system. What is not known is left out. */
export function measuresOf({ report, passes }: Checked): Measure[] {
  const { met, of } = metOf(report.components);
  const seen = report.hosts.filter(({ sighting }) => sighting === 'seen').length;
  const unknown = undrained(report).filter(({ sighting }) => sighting !== 'seen').length;
  const hosts = report.hosts.length;
  return [
    { name: 'components_met', value: met, most: of },
    { name: 'components_short', value: of - met, critical: 0, most: of },
    { name: 'instances_missing', value: sum(report.components.map(({ missing }) => missing)), critical: 0 },
    { name: 'hosts_seen', value: seen, most: hosts },
    { name: 'hosts_unknown', value: unknown, warning: 0, most: hosts },
    {
      name: 'hot_slots_used',
      value: sum(report.hosts.map(({ hot }) => hot)),
      most: sum(report.hosts.map(({ hotlimit }) => hotlimit)),
    },
    ...(passes.kind === 'known'
      ? [
          {
            name: 'last_pass_age',
            value: Math.max(0, Math.round(passes.ageMs / 1000)),
            unit: 's' as const,
            critical: Math.round(passes.staleMs / 1000),
          },
        ]
      : []),
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
