import {
  createScanner,
  findNodeAtLocation,
  type JSONPath,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { JsonProblem } from '../core/catalogue/configCodes.ts';
import type { Finding } from './config.ts';
import { firstOf, mostFindings } from './findings.ts';
import { quoted } from './wording.ts';

export type { JSONPath, Node } from 'jsonc-parser';

/** A JSON text, its value, and where in the text every part of it stands. */
export interface Document {
  readonly root: Node;
  readonly value: unknown;
  /** A finding at a node, or at a path; a path that is not there is placed at what holds it. */
  at(place: Node | JSONPath, what: Message): Finding;
  /** Counts from 1. */
  lineOf(path: JSONPath): number;
}

export type Parsed =
  | { readonly ok: true; readonly document: Document; readonly errors: readonly Finding[] }
  | { readonly ok: false; readonly errors: readonly Finding[] };

const deepest = 50;

/** Far above what 100,000 hosts with settings of their own take, and far below what fills the memory. */
const mostValues = 1_000_000;

/**
 * Reads strict JSON. All syntax errors are found, the first of each line told; with `ok`, `errors` can still
 * hold keys that stand twice in an object.
 */
export function parseDocument(fullText: string): Parsed {
  const text = fullText.replace(/^\uFEFF/, '');
  const locate = locator(text);
  const wholeFile = (what: Message, offset = 0): Parsed => ({
    ok: false,
    errors: [{ ...locate(offset), path: '', ...what }],
  });
  if (text.trim() === '') {
    return wholeFile(message('config-empty'));
  }
  // The parser recurses, and takes many times the room of the text, so size is looked at before it runs.
  const tooMuch = excessIn(text);
  if (tooMuch !== null) {
    return wholeFile(tooMuch.what, tooMuch.offset);
  }
  const found: ParseError[] = [];
  const root = parseOrNull(text, found);
  if (found.length > 0) {
    return { ok: false, errors: syntaxErrors(text, found, locate) };
  }
  if (root === null) {
    return wholeFile(message('json-invalid', { problem: 'brackets-unpaired', found: '' }));
  }
  const pathOf = nodePaths();
  const at = (place: Node | JSONPath, what: Message): Finding => {
    const node = Array.isArray(place) ? nearestNode(root, place) : place;
    const path = Array.isArray(place) ? place : pathOf(node);
    return { ...locate(node.offset), path: pathText(path), ...what };
  };
  try {
    const lineOf = (path: JSONPath): number => locate(nearestNode(root, path).offset).line;
    const document: Document = { root, value: JSON.parse(text), at, lineOf };
    return { ok: true, document, errors: firstOf(repeatedKeys(document, locate)) };
  } catch (error) {
    // Should the two parsers differ, the stricter one is right.
    const found = error instanceof Error ? error.message : String(error);
    return wholeFile(message('json-invalid', { problem: 'other', found }));
  }
}

/** `['pipes', 2, 'types', 4, 'count']` as `pipes[2].types[4].count`. */
export function pathText(path: JSONPath): string {
  return path
    .map((segment) => {
      if (typeof segment === 'number') {
        return `[${segment}]`;
      }
      return /^[A-Za-z_$][\w$]*$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
    })
    .join('')
    .replace(/^\./, '');
}

/** Looks every list over once, not once for each of its items: a list may hold hundreds of thousands. */
function nodePaths(): (node: Node) => JSONPath {
  const places = new Map<Node, ReadonlyMap<Node, number>>();
  const placeIn = (list: Node, item: Node): number => {
    const known =
      places.get(list) ?? new Map((list.children ?? []).map((child, index) => [child, index] as const));
    places.set(list, known);
    return known.get(item) ?? 0;
  };
  const pathOf = (node: Node): JSONPath => {
    const { parent } = node;
    if (parent === undefined) {
      return [];
    }
    const above = pathOf(parent);
    if (parent.type === 'array') {
      return [...above, placeIn(parent, node)];
    }
    return parent.type === 'property' ? [...above, String(parent.children?.[0]?.value)] : above;
  };
  return pathOf;
}

function nearestNode(root: Node, path: JSONPath): Node {
  const node = findNodeAtLocation(root, path);
  return node ?? (path.length === 0 ? root : nearestNode(root, path.slice(0, -1)));
}

/** Lines end as editors see it: with LF, CR LF or CR. */
function locator(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (const { 0: lineEnd, index } of text.matchAll(/\r\n|\n|\r/g)) {
    starts.push(index + lineEnd.length);
  }
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      [low, high] = (starts[middle] ?? 0) <= offset ? [middle, high] : [low, middle];
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function excessIn(text: string): { what: Message; offset: number } | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  let values = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    const sign = text.charAt(offset);
    if (sign === '{' || sign === '[') {
      depth += 1;
    } else if (sign === '}' || sign === ']') {
      depth -= 1;
    }
    // What stands before a colon was a key.
    values += sign === ':' ? -1 : '}],'.includes(sign) ? 0 : 1;
    if (depth > deepest) {
      return { what: message('json-too-deep', { most: deepest }), offset };
    }
    if (values > mostValues) {
      return { what: message('json-too-large', { most: mostValues }), offset };
    }
  }
  return null;
}

/** Where brackets do not pair, the parser can still go deeper than was counted. */
function parseOrNull(text: string, errors: ParseError[]): Node | null {
  try {
    return parseTree(text, errors, { disallowComments: true, allowTrailingComma: false }) ?? null;
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}

/** One slip makes several errors close to each other, so the first of a line stands for them. */
function syntaxErrors(
  text: string,
  found: readonly ParseError[],
  locate: ReturnType<typeof locator>,
): Finding[] {
  const byLine = new Map<number, Finding>();
  for (const error of found) {
    if (byLine.size > mostFindings) {
      break;
    }
    const place = locate(error.offset);
    if (!byLine.has(place.line)) {
      byLine.set(place.line, { ...place, path: '', ...syntaxMessage(text, error) });
    }
  }
  return [...byLine.values()];
}

/** What the codes of the parser mean. */
const problems: Readonly<Record<string, JsonProblem>> = {
  CommaExpected: 'comma-missing',
  ColonExpected: 'colon-missing',
  PropertyNameExpected: 'key-missing',
  ValueExpected: 'value-missing',
  CloseBraceExpected: 'object-open',
  CloseBracketExpected: 'list-open',
  EndOfFileExpected: 'left-over',
  InvalidCommentToken: 'comment',
  UnexpectedEndOfComment: 'comment',
  UnexpectedEndOfString: 'text-open',
  UnexpectedEndOfNumber: 'number-incomplete',
  InvalidUnicode: 'bad-unicode-escape',
  InvalidEscapeCharacter: 'bad-escape',
  InvalidCharacter: 'control-character',
};

function syntaxMessage(text: string, { error, offset, length }: ParseError): Message {
  const code = printParseErrorCode(error);
  const here = text.slice(offset, offset + Math.max(length, 1));
  const found = quoted(here.slice(0, 34)).slice(1, -1);
  const isClosing = /^[}\]]$/.test(here);
  if (isClosing && /,\s*$/.test(text.slice(Math.max(0, offset - 200), offset)))
    return message('json-invalid', { problem: 'trailing-comma', found });
  if (code === 'InvalidSymbol')
    return message('json-invalid', { problem: here.startsWith("'") ? 'single-quotes' : 'not-quoted', found });
  const problem = problems[code];
  return message('json-invalid', problem ? { problem, found } : { problem: 'other', found: code });
}

/** Of the two the parser would silently take the last. Comments may repeat: nothing is lost. */
function* repeatedKeys(
  document: Document,
  locate: ReturnType<typeof locator>,
  node?: Node,
): Generator<Finding> {
  const { children = [], type } = node ?? document.root;
  const first = new Map<string, Node>();
  for (const child of children) {
    const key: Node | undefined = type === 'object' ? child.children?.[0] : undefined;
    const name = String(key?.value);
    const earlier = first.get(name);
    if (key !== undefined && earlier !== undefined && name !== '//') {
      const { line } = locate(earlier.offset);
      yield document.at(key, message('key-repeated', { key: quoted(name), firstLine: line }));
    } else if (key !== undefined) {
      first.set(name, key);
    }
    yield* repeatedKeys(document, locate, child);
  }
}
