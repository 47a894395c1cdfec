import {
  createScanner,
  findNodeAtLocation,
  type JSONPath,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { Finding } from './config.ts';
import { firstOf, mostFindings } from './findings.ts';
import { quoted } from './wording.ts';

export type { JSONPath, Node } from 'jsonc-parser';

/** A JSON text, its value, and where in the text every part of it stands. */
export interface Document {
  readonly root: Node;
  readonly value: unknown;
  /** A finding at a node, or at a path; a path that is not there is placed at what holds it. */
  at(place: Node | JSONPath, message: string): Finding;
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
  const wholeFile = (message: string, offset = 0): Parsed => ({
    ok: false,
    errors: [{ ...locate(offset), path: '', message }],
  });
  if (text.trim() === '') {
    return wholeFile('the file is empty; "muster init" writes a start');
  }
  // The parser recurses, and takes many times the room of the text, so size is looked at before it runs.
  const tooMuch = excessIn(text);
  if (tooMuch !== null) {
    return wholeFile(tooMuch.message, tooMuch.offset);
  }
  const found: ParseError[] = [];
  const root = parseOrNull(text, found);
  if (found.length > 0) {
    return { ok: false, errors: syntaxErrors(text, found, locate) };
  }
  if (root === null) {
    return wholeFile('this is not JSON: brackets do not pair');
  }
  const pathOf = nodePaths();
  const at = (place: Node | JSONPath, message: string): Finding => {
    const node = Array.isArray(place) ? nearestNode(root, place) : place;
    const path = Array.isArray(place) ? place : pathOf(node);
    return { ...locate(node.offset), path: pathText(path), message };
  };
  try {
    const document: Document = { root, value: JSON.parse(text), at };
    return { ok: true, document, errors: firstOf(repeatedKeys(document, locate)) };
  } catch (error) {
    // Should the two parsers differ, the stricter one is right.
    return wholeFile(`this is not JSON: ${error instanceof Error ? error.message : String(error)}`);
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

function excessIn(text: string): { message: string; offset: number } | null {
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
      return { message: `objects and lists are nested more than ${deepest} deep here`, offset };
    }
    if (values > mostValues) {
      return { message: `the file holds more than ${mostValues} values; is it the right one?`, offset };
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
      byLine.set(place.line, { ...place, path: '', message: syntaxMessage(text, error) });
    }
  }
  return [...byLine.values()];
}

const syntaxMessages: Readonly<Record<string, string>> = {
  CommaExpected: 'a comma is missing before this',
  ColonExpected: 'a colon is missing between the key and its value',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is missing here',
  CloseBraceExpected: 'the object is not closed: } is missing',
  CloseBracketExpected: 'the list is not closed: ] is missing',
  EndOfFileExpected: 'the file should end here: what follows is left over',
  InvalidCommentToken: 'JSON has no comments; write a key "//" with the comment as its text',
  UnexpectedEndOfComment: 'JSON has no comments; write a key "//" with the comment as its text',
  UnexpectedEndOfString: 'the text is not closed: a double quote is missing before the end of the line',
  UnexpectedEndOfNumber: 'the number is not complete',
  InvalidUnicode: '\\u is followed by four hexadecimal digits',
  InvalidEscapeCharacter:
    'after a backslash only " \\ / b f n r t and u are allowed; a backslash itself is \\\\',
  InvalidCharacter: 'a text holds no raw tab or other control character; a tab is written \\t',
};

function syntaxMessage(text: string, { error, offset, length }: ParseError): string {
  const code = printParseErrorCode(error);
  const here = text.slice(offset, offset + Math.max(length, 1));
  if (/^[}\]]$/.test(here) && /,\s*$/.test(text.slice(Math.max(0, offset - 200), offset))) {
    return `a comma before ${here} is not allowed: remove it`;
  }
  if (code === 'InvalidSymbol') {
    const shown = quoted(here.slice(0, 34)).slice(1, -1);
    return here.startsWith("'")
      ? "texts and keys stand in double quotes, not in '"
      : `${shown} is no JSON; texts and keys stand in double quotes`;
  }
  return syntaxMessages[code] ?? `this is not JSON (${code})`;
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
      const message = `the key ${JSON.stringify(name)} is here twice, first on line ${line}; remove one of them`;
      yield document.at(key, message);
    } else if (key !== undefined) {
      first.set(name, key);
    }
    yield* repeatedKeys(document, locate, child);
  }
}
