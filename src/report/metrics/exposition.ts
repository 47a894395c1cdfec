/*
 * The text format that Prometheus reads:
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */

/** One number, and the values of the family's labels in their order. */
export type Sample = readonly [value: number, ...labels: string[]];

/** All that has one name. */
export interface Family<Facts> {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly labels: readonly string[];
  samples(facts: Facts): Iterable<Sample>;
}

/**
 * The text of families in their order; one without samples is left out. Two samples with the same labels would make the
 * reader refuse all of it: the first is printed.
 *
 * @param common labels that every sample has.
 */
export function exposition<Facts>(
  families: readonly Family<Facts>[],
  facts: Facts,
  common: Readonly<Record<string, string>>,
): string {
  const start = Object.entries(common)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join(',');
  return families.map((family) => familyText(family, facts, start)).join('');
}

function familyText<Facts>(
  { name, type, help, labels, samples }: Family<Facts>,
  facts: Facts,
  start: string,
): string {
  const printed = new Map<string, string>();
  for (const [value, ...values] of samples(facts)) {
    const own = labels.map((label, index) => `${label}=${quoted(values[index] ?? '')}`);
    const series = [...(start === '' ? [] : [start]), ...own].join(',');
    if (!printed.has(series))
      printed.set(series, `${name}${series === '' ? '' : `{${series}}`} ${numeral(value)}\n`);
  }
  if (printed.size === 0) return '';
  return `# HELP ${name} ${helpText(help)}\n# TYPE ${name} ${type}\n${[...printed.values()].join('')}`;
}

function quoted(value: string): string {
  // Most are plain, and there may be very many.
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(value)) return `"${value}"`;
  // Half a character would become the same replacement as any other half, only when it is written.
  const whole = value.replaceAll(/\p{Surrogate}/gu, '\ufffd');
  return `"${whole.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function helpText(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

/** As Go reads numbers. */
function numeral(value: number): string {
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  return String(value);
}
