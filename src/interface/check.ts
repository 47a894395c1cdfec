import type { ErrorObject, ValidateFunction } from 'ajv';
import shipped from '../../schema/validate.cjs';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Finding } from './config.ts';
import type { Document, Node } from './document.ts';
import { mostFindings } from './findings.ts';
import { webAddress } from './kinds.ts';
import { place } from './pilotKinds.ts';
import { nearest } from './nearest.ts';
import { allowed, quoted, quotedAddress, type Schema, shown } from './wording.ts';

/**
 * Everything in the document that the schema does not allow. ajv decides; what it complains of is put in words
 * here, at its place in the text. `isValid` is the schema compiled with `allErrors` and `verbose`:
 * ahead, by `npm run docs`, for loading ajv and compiling takes longer than all of `muster check` may.
 */
export function schemaFindings(document: Document, isValid: ValidateFunction = shipped): Finding[] {
  if (isValid(document.value)) {
    return [];
  }
  // That a branch does not hold goes without saying: what is wrong in it is told.
  const errors = (isValid.errors ?? []).filter(({ keyword }) => keyword !== 'if').slice(0, mostFindings + 1);
  const nodes = nodesByPointer(document.root);
  const misspelt = new Set(errors.map(meantPointer));
  const findings = new Map<string, Finding>();
  for (const error of errors) {
    // A misspelt key is told where it stands, and is not missing as well; nor is what a misspelt `pilot` needs not.
    const isOfPilot = isOfSubmitter(error) && misspelt.has(below(error.instancePath, 'pilot'));
    if (!isMissing(error) || !(misspelt.has(missingPointer(error)) || isOfPilot)) {
      const finding = findingOf(error, nodes, document);
      // A value can break several keywords at once; the sentence tells all that is allowed, so once is enough.
      findings.set(JSON.stringify(finding), finding);
    }
  }
  return [...findings.values()];
}

type Nodes = ReadonlyMap<string, Node>;

/** Every value of the document by its JSON pointer. Of keys that stand twice the last counts, as in `JSON.parse`. */
function nodesByPointer(root: Node): Nodes {
  const nodes = new Map<string, Node>();
  const visit = (node: Node, pointer: string): void => {
    nodes.set(pointer, node);
    for (const [index, child] of (node.children ?? []).entries()) {
      const [key, value] = node.type === 'object' ? (child.children ?? []) : [];
      visit(value ?? child, below(pointer, key === undefined ? index : key.value));
    }
  };
  visit(root, '');
  return nodes;
}

const below = (pointer: string, key: unknown): string =>
  `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The pointer of the key that an unknown key was meant for; null if there is none, or no key is unknown. */
function meantPointer(error: ErrorObject): string | null {
  const near =
    error.keyword === 'additionalProperties' ? nearestKey(schemaOf(error), unknownKey(error)) : null;
  return near === null ? null : below(error.instancePath, near);
}

const isMissing = ({ keyword }: ErrorObject): boolean =>
  keyword === 'required' || keyword === 'dependentRequired';

const isOfSubmitter = (error: ErrorObject): boolean =>
  error.keyword === 'required' && error.schemaPath.includes('/else/');

const missingPointer = (error: ErrorObject): string => below(error.instancePath, missingKey(error));

const unknownKey = ({ params }: ErrorObject): string => String(params['additionalProperty']);

const missingKey = ({ params }: ErrorObject): string => String(params['missingProperty']);

const schemaOf = ({ parentSchema }: ErrorObject): Schema => (parentSchema ?? {}) as Schema;

function findingOf(error: ErrorObject, nodes: Nodes, document: Document): Finding {
  if (error.keyword === 'additionalProperties') {
    const value = nodes.get(below(error.instancePath, unknownKey(error)));
    const key = value?.parent?.children?.[0];
    return document.at(key ?? document.root, unknown(schemaOf(error), unknownKey(error)));
  }
  const node = nodes.get(error.instancePath) ?? document.root;
  return document.at(node, complaint(error, node));
}

function complaint(error: ErrorObject, node: Node): Message {
  const schema = schemaOf(error);
  switch (error.keyword) {
    case 'type':
    case 'enum':
    case 'minimum':
    case 'maximum':
    case 'maxLength':
    case 'pattern':
      return wrong(node, schema);
    case 'required':
    case 'dependentRequired':
      // The one place where a submitter is wanted is that of a type without a pilot.
      return missing(missingKey(error), schema);
    case 'minItems':
      return message('list-empty', { least: schema.minItems ?? 1 });
    case 'maxProperties':
      return message('object-too-large', { found: sizeOf(node), most: schema.maxProperties ?? 0 });
    case 'maxItems':
      return message('list-too-long', { found: sizeOf(node), most: schema.maxItems ?? 0 });
    case 'not':
      return node.type === 'object' ? notOneOfTwo(error.data) : wrong(node, schema);
    default:
      // No keyword of today's schema; should there be one, ajv's own words are better than none.
      return message('value-invalid', { found: shownNode(node), problem: error.message ?? error.keyword });
  }
}

function missing(key: string, { properties = {} }: Schema): Message {
  const of = { key, allowed: allowed(properties[key] ?? {}) };
  return key === 'submitter' ? message('starter-missing', of) : message('key-missing', of);
}

const sizeOf = ({ children = [] }: Node): number => children.length;

/** The one `not` of the schema is that of `scripts`. */
function notOneOfTwo(scripts: unknown): Message {
  const both = typeof scripts === 'object' && scripts !== null && 'local' in scripts;
  return message('scripts-ambiguous', { found: both ? 'both' : 'neither' });
}

function unknown(schema: Schema, given: string): Message {
  const key = quoted(given);
  if (schema.propertyNames !== undefined)
    return message('key-not-allowed', { key, allowed: allowed(schema.propertyNames) });
  return message('key-unknown', { key, near: nearestKey(schema, given), known: knownKeys(schema) });
}

function nearestKey(schema: Schema, key: string): string | null {
  return nearest(key, knownKeys(schema));
}

const knownKeys = ({ properties = {} }: Schema): string[] =>
  Object.keys(properties).filter((key) => key !== '//' && key !== '$schema');

const shownNode = (node: Node): string => shown(node.children === undefined ? node.value : node);

function wrong(node: Node, schema: Schema): Message {
  // Whoever knows such an address can use it, and what is told here is mailed and passed on.
  const isSecret = schema.title === webAddress.title && node.type === 'string';
  const found = isSecret
    ? 'a text (a secret, and not shown)'
    : schema.title === place.title && node.type === 'string'
      ? quotedAddress(String(node.value))
      : shownNode(node);
  return message('value-not-allowed', {
    found,
    allowed: allowed(schema),
    write: meantValue(node.value, schema),
  });
}

/** How the value would do: `"false"` is not false, and 1 is no name. */
function meantValue(value: unknown, schema: Schema): string | null {
  if (typeof value === 'string' && /^(true|false|-?[0-9]{1,15}(\.[0-9]+)?)$/.test(value.trim())) {
    const meant: unknown = JSON.parse(value.trim().replace(/^(-?)0+(?=[0-9])/, '$1'));
    return wouldDo(meant, schema) ? String(meant) : null;
  }
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  return text !== null && wouldDo(text, schema) ? `"${text}"` : null;
}

/** Whether a value that is not in the file is worth a hint; a guess that decides nothing. */
function wouldDo(value: unknown, schema: Schema): boolean {
  const { minimum = -Infinity, maximum = Infinity, pattern = '' } = schema;
  const types = new Set([schema.type ?? []].flat());
  if (schema.enum !== undefined) {
    return schema.enum.some((choice) => choice === value);
  }
  if (typeof value === 'number') {
    const typed = types.has('number') || (types.has('integer') && Number.isInteger(value));
    return typed && value >= minimum && value <= maximum;
  }
  return types.has(typeof value) && (typeof value !== 'string' || new RegExp(pattern, 'u').test(value));
}
