import type { Finding } from './config.ts';
import type { Document, JSONPath } from './document.ts';
import { hostRange, hostSelector } from './kinds.ts';
import { expandRange, mostHosts } from './ranges.ts';
import { quoted, shown } from './wording.ts';

/**
 * The errors that a JSON Schema cannot express. The document may break the schema elsewhere, so that all
 * errors can be told at once; what has not the right shape is passed over here.
 */
export function crossFindings(document: Document): Finding[] {
  return [...hosts(document), ...components(document), ...selectors(document)];
}

function* hosts(document: Document): Generator<Finding> {
  let total = 0;
  for (const [index, entry] of list(document.value, 'available').entries()) {
    const at = ['available', index];
    const [host, path] = typeof entry === 'string' ? [entry, at] : [field(entry, 'host'), [...at, 'host']];
    const range = fits(host, hostRange) ? expandRange(host.trim()) : null;
    total += range?.ok === true ? range.names.length : 1;
    if (range?.ok === false) {
      yield document.at(path, `found ${shown(host)}: ${range.message}`);
    } else if (/[[,]/.test(String(host)) && range !== null && field(entry, 'address') !== undefined) {
      const message =
        'one address cannot belong to a range of hosts; list the hosts one by one, or remove `address`';
      yield document.at([...at, 'address'], message);
    }
  }
  if (total > mostHosts) {
    yield document.at(['available'], `${total} hosts are listed; at most ${mostHosts} are allowed`);
  }
}

function* components(document: Document): Generator<Finding> {
  const pools = Object.keys(asObject(field(document.value, 'pools'))).filter((name) => name !== '//');
  const first = new Map<string, Finding>();
  for (const { pipe, type, path } of typesOf(document.value)) {
    const component = `${String(pipe)}/${String(field(type, 'name'))}`;
    const place = document.at([...path, 'name'], '');
    const earlier = first.get(component);
    if (earlier === undefined) {
      first.set(component, place);
    } else if (typeof pipe === 'string' && typeof field(type, 'name') === 'string') {
      const message = `the component ${quoted(component)} is here twice, first on line ${earlier.line}`;
      yield { ...place, message };
    }
    const pool = field(type, 'pool');
    if (typeof pool === 'string' && !pools.includes(pool)) {
      const known =
        pools.length === 0 ? 'there is no `pools`' : `\`pools\` has ${pools.slice(0, 20).join(', ')}`;
      yield document.at([...path, 'pool'], `found ${shown(pool)}; ${known}: add it there`);
    }
  }
}

function* selectors(document: Document): Generator<Finding> {
  for (const { type, path } of typesOf(document.value)) {
    const hosts = field(type, 'hosts');
    for (const [index, selector] of [hosts].flat().entries()) {
      const text = fits(selector, hostSelector) ? selector.trim().replace(/^!/, '') : '@';
      const range = text.startsWith('@') ? null : expandRange(text);
      if (range?.ok === false) {
        const place = [...path, 'hosts', ...(Array.isArray(hosts) ? [index] : [])];
        yield document.at(place, `found ${shown(selector)}: ${range.message}`);
      }
    }
  }
}

/** Whether the schema takes the text, so that nothing is told twice. */
const fits = (text: unknown, kind: typeof hostRange | typeof hostSelector): text is string =>
  typeof text === 'string' && text.length <= kind.maxLength && new RegExp(kind.pattern, 'u').test(text);

function* typesOf(value: unknown): Generator<{ pipe: unknown; type: unknown; path: JSONPath }> {
  for (const [pipeIndex, pipe] of list(value, 'pipes').entries()) {
    for (const [typeIndex, type] of list(pipe, 'types').entries()) {
      yield { pipe: field(pipe, 'pipe'), type, path: ['pipes', pipeIndex, 'types', typeIndex] };
    }
  }
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

function field(value: unknown, key: string): unknown {
  const object: { [key: string]: unknown } = { ...asObject(value) };
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function list(value: unknown, key: string): readonly unknown[] {
  const found = field(value, key);
  return Array.isArray(found) ? found : [];
}
