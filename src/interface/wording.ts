/** The part of JSON Schema that the sentences, and the page made from the schema, make use of. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

/** A value as an error shows it: one line, at most some forty characters, nothing a terminal would act on. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    return quoted(value);
  }
  if (typeof value === 'object' && value !== null) {
    return 'type' in value && value.type === 'array' ? 'a list' : 'an object';
  }
  return String(value);
}

/** A text in double quotes, shortened and without anything a terminal would act on. */
export function quoted(text: string): string {
  // The address of a dead-man's switch is a secret, also where it was written by mistake.
  const [scheme] = /^\s*https?:\/\//i.exec(text) ?? [];
  return scheme === undefined ? shortened(text) : `"${scheme.trim()}…"`;
}

/** The same of an address that a file is fetched from: without what may be a password in it. */
export function quotedAddress(text: string): string {
  return shortened(text.replace(/\/\/[^/@]*@/, '//…@').replace(/[?#].*$/s, '?…'));
}

function shortened(text: string): string {
  const whole = JSON.stringify(text);
  const short = whole.length <= 42 ? whole : `${JSON.stringify(text.slice(0, 36)).slice(0, 38)}…"`;
  return short.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);
}

const escaped = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** What a schema allows, in words that "is allowed" can follow: `a whole number from 0 to 2`. */
export function allowed(schema: Schema): string {
  if (schema.enum !== undefined) {
    return orList(schema.enum.map((choice) => JSON.stringify(choice)));
  }
  const types: readonly string[] = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return orList(types.map((type) => allowedOfType(type, schema)));
}

function allowedOfType(type: string, schema: Schema): string {
  switch (type) {
    case 'boolean':
      return 'a boolean';
    case 'integer':
      return `a whole number ${bounds(schema)}`;
    case 'number':
      return `a number ${bounds(schema)}`;
    case 'array':
      return listOf(schema);
    case 'object':
      return 'an object';
    default:
      return schema.title ?? 'a text';
  }
}

function listOf({ title, items }: Schema): string {
  if (items?.title === undefined) {
    return 'a list';
  }
  return items.title === title ? 'a list of such' : `a list (each ${items.title})`;
}

const bounds = ({ minimum, maximum }: Schema): string => `from ${minimum} to ${maximum}`;

function orList(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
