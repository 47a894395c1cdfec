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
  // What a label says is said by many families.
  const known = new Map<string, Map<string, string>>();
  const labelText = (label: string, value: string): string => {
    let texts = known.get(label);
    if (texts === undefined) known.set(label, (texts = new Map()));
    let text = texts.get(value);
    if (text === undefined) texts.set(value, (text = `${label}="${inQuotes(value)}"`));
    return text;
  };
  return families.map((family) => familyText(family, facts, start, labelText)).join('');
}

function familyText<Facts>(
  { name, type, help, labels, samples }: Family<Facts>,
  facts: Facts,
  start: string,
  labelText: (label: string, value: string) => string,
): string {
  const before = start === '' ? '' : `${start},`;
  const known = new Set<string>();
  const texts: string[] = [];
  let lines: string[] = [];
  for (const sample of samples(facts)) {
    let own = '';
    for (let index = 0; index < labels.length; index++) {
      const text = labelText(labels[index] ?? '', String(sample[index + 1] ?? ''));
      own = index === 0 ? text : `${own},${text}`;
    }
    if (known.has(own)) continue;
    known.add(own);
    const all = own === '' ? start : `${before}${own}`;
    lines.push(all === '' ? `${name} ${numeral(sample[0])}\n` : `${name}{${all}} ${numeral(sample[0])}\n`);
    // Made one text before the pieces of too many are kept: to clear those away took longer than to write them.
    if (lines.length === together) {
      texts.push(lines.join(''));
      lines = [];
    }
  }
  if (known.size === 0) return '';
  return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n${texts.join('')}${lines.join('')}`;
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
