import { loadText } from '../../src/interface/load.ts';
import { context } from '../interface/samples.ts';

/**
 * Files made to be expensive, none longer than half a megabyte. As a program it loads those that are named, so that its
 * memory can be bounded and a hang ended, and prints how many findings each has.
 */
const bytes = 500_000;
const times = (unit: string): string => unit.repeat(bytes / unit.length);
const file = (available: string, types: string, more = ''): string =>
  `{"hotlimit":2,"available":[${available}],"pipes":[{"pipe":"p","types":[${types}]}]${more}}`;
const type = (n: number, more = ''): string =>
  `{"name":"t${n}","count":1,"submitter":"s","hot":1,"key":"key${n}.","on":true${more}}`;
const list = (length: number, item: (n: number) => string): string =>
  Array.from({ length }, (_, n) => item(n)).join();

export const bombs: Readonly<Record<string, string>> = {
  'an honest file of that size': file(
    list(28_000, (n) => `"node-${n}.site"`),
    list(200, (n) => type(n)),
  ),
  numbers: file(`${times('1,')}1`, type(1)),
  'empty hosts': file(`${times('{},')}{}`, type(1)),
  'empty types': file('"n"', `${times('{},')}{}`),
  'empty pipes': `{"hotlimit":2,"available":[],"pipes":[${times('{},')}{}]}`,
  'as many types as are allowed': file(
    '"n"',
    list(2000, (n) => type(n)),
  ),
  'more types than that': file(
    '"n"',
    list(6_000, (n) => type(n)),
  ),
  'the same type again and again': file(
    '"n"',
    list(2000, () => type(1)),
  ),
  'keys that contain each other but for one letter': file(
    '"n"',
    list(
      900,
      (n) =>
        `{"name":"t${n}","count":1,"submitter":"s","hot":1,"key":"${'a'.repeat(500)}b${'a'.repeat(490)}${n}","on":true}`,
    ),
  ),
  'ranges of as many hosts as are allowed': file(`${times('"n[1-99999]",')}"x"`, type(1)),
  'one range of millions': file('"n-[1-999999999]"', type(1)),
  'a product of ranges': file('"a[1-1000]b[1-1000]c[1-1000]"', type(1)),
  'a hundred brackets': file(`"${'[1-2]'.repeat(100)}"`, type(1)),
  'brackets that add nothing': file(`"n[1-50000]${'[1]'.repeat(1300)}"`, type(1)),
  'paddings without end': file(`"n[${'0'.repeat(4000)}1-2]"`, type(1)),
  'commas in ranges': file(`${times(`"${'a,'.repeat(2047)}a",`)}"x"`, type(1)),
  'a selection of its own for each type': file(
    '"n[1-100000]"',
    list(2000, (n) => type(n, `,"hosts":"n[1-${100_000 - n}]"`)),
  ),
  'all but one host for each type': file(
    '{"host":"n[1-100000]","tags":["a"]}',
    list(2000, (n) => type(n, `,"hosts":["@a","!n${n}"]`)),
  ),
  'tags of all hosts': file(`{"host":"n[1-100000]","tags":[${list(50_000, (n) => `"t${n}"`)}]}`, type(1)),
  'more hot slots than there are': file(
    '"n[1-100000]"',
    list(2000, (n) =>
      type(n)
        .replace('"hot":1', `"hot":${100_000 - n}`)
        .replace('"count":1', '"count":100000'),
    ),
  ),
  'one machine under 100,000 names': file('{"host":"n[1-100000]","via":"local"}', type(1)),
  'a submitter of blanks': file('"n"', type(1).replace('"s"', `"a${' '.repeat(bytes)}b"`)),
  'a host of blanks': file(`"a${' '.repeat(bytes)}b"`, type(1)),
  'unknown keys': `{${list(35_000, (n) => `"k${n}":1`)}}`,
  'one key again and again': `{${times('"a":1,')}"b":1}`,
  'one long key': `{"${times('n')}":1}`,
  arguments: file('"n"', type(1, `,"args":[${times('1,')}1]`)),
  environment: file('"n"', type(1, `,"env":{${list(35_000, (n) => `"A${n}":"k"`)}}`)),
  'pools nobody has': file(
    '"n"',
    list(2000, (n) => type(n, `,"pool":"p${n}"`)),
    `,"pools":{${list(30_000, (n) => `"x${n}":1`)}}`,
  ),
  'no JSON': times('x\n'),
  'quotes that are not closed': times('"\n'),
  'nested 100,000 deep': '['.repeat(100_000),
  'nested 100,000 deep in objects': '{"a":'.repeat(100_000),
  'brackets that are closed before they are opened': times(']') + times('['),
  'brackets that pair with no others': `[${times('},[')}`,
};

if (process.argv[1] === import.meta.filename) {
  const findings = process.argv.slice(2).map((name) => {
    const loaded = loadText(bombs[name] ?? '', '/etc/muster/Interface.json', context());
    return [name, (loaded.ok ? loaded.warnings : loaded.errors).length] as const;
  });
  process.stdout.write(JSON.stringify(Object.fromEntries(findings)));
}
