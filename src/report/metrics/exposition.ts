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
  const begins = labels.map((label, index) => `${index === 0 && start === '' ? '' : ','}${label}="`);
  const open = start === '' && labels.length === 0 ? '' : '{';
  const close = open === '' ? '' : '}';
  const known = new Set<string>();
  const parts: string[] = [];
  let lines: string[] = [];
  for (const sample of samples(facts)) {
    let own = '';
    for (let index = 0; index < begins.length; index++)
      own += `${begins[index]}${inQuotes(String(sample[index + 1] ?? ''))}"`;
    if (known.has(own)) continue;
    known.add(own);
    lines.push(`${name}${open}${start}${own}${close} ${numeral(sample[0])}\n`);
    // Made one text before the pieces of too many are kept: to clear those away took longer than to write them.
    if (lines.length === together) {
      parts.push(lines.join(''));
      lines = [];
    }
  }
  if (known.size === 0) return '';
  return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n${parts.join('')}${lines.join('')}`;
}

const together = 200;

function quoted(value: string): string {
  return `"${inQuotes(value)}"`;
}

function inQuotes(value: string): string {
  // Most are plain, and there may be very many.
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(value)) return value;
  // Half a character would become the same replacement as any other half, only when it is written.
  return escaped(value.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replaceAll('"', '\\"');
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

/** As Go reads numbers. */
function numeral(value: number): string {
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  return String(value);
}
