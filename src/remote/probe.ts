import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { LeftOut, Listing, Process, Vitals } from '../core/types.ts';
import { firstPrintedLine } from './firstPrintedLine.ts';
import { familyOf, parsePlainRow, parseRow } from './processRows.ts';
import { shellQuote } from './quote.ts';
import { noVitals, parseVitals } from './vitals.ts';

/** What a host answered, understood; or why it cannot be relied on. */
export type ProbeResult =
  | ({
      readonly ok: true;
      readonly vitals: Vitals;
      /** What it told of sandboxes, see `parsePilots`; null where that did not arrive whole. */
      readonly pilotLines: readonly string[] | null;
    } & Listing)
  | { readonly ok: false; readonly reason: Message };

/**
 * What `sh -s` is fed on stdin to probe a host.
 *
 * @param getmexText the text of `workerscripts/getmex`
 * @param namespaceRoot muster's folder on the host, relative to the home: `.muster/<namespace>`
 * @param nonce a word nobody on the host can know beforehand; the answer carries it
 */
export function probeScript(getmexText: string, namespaceRoot: string, nonce: string): string {
  return `muster_nonce=${shellQuote(nonce)}\nmuster_root=${shellQuote(namespaceRoot)}\n${getmexText}`;
}

/**
 * Reads what getmex printed; its format is described there. Only an answer that is there from its first line
 * to its closing line counts: half a listing would look like a host that lost its jobs.
 *
 * Left out of the processes are those of other users, zombies, and the probe's own: the shell that ran it with
 * all its descendants and ancestors. An ancestor may be the coordinator, when the host is this machine, with a
 * component's key on its command line (`muster match KEY`).
 *
 * @param stderr what it said beside that, to be told with what is wrong.
 */
export function parseProbe(output: Buffer, nonce: string, stderr = ''): ProbeResult {
  const text = output.toString('utf8');
  const opening = `getmex 1 ${nonce} `;
  // Anywhere, not only where a line begins: what a profile script prints need not end with a newline.
  const start = text.indexOf(opening);
  if (start < 0) return refused(unintelligible(text, false, stderr));

  const [first = '', ...lines] = text.slice(start + opening.length).split('\n');
  const closing = `getmex end ${nonce} `;
  const end = lines.findIndex((line) => line.startsWith(closing));
  if (end < 0) {
    return refused(message('probe-cut-off', { lines: Math.max(lines.length - 1, 0), stderr }));
  }
  const announced = lines[end]?.slice(closing.length);
  if (announced !== String(end)) {
    const counted = firstPrintedLine(announced ?? '') ?? '';
    return refused(message('probe-damaged', { announced: counted, lines: end, stderr }));
  }

  const fields = fieldsOf(first);
  const clock = `getmex clock ${nonce} `;
  const told = lines.find((line, index) => index > end && line.startsWith(clock));
  if (told !== undefined) fields.set('clock', told.slice(clock.length));
  const rows = lines.slice(0, end).flatMap(parseRow);
  const self = rows.find(({ pid }) => String(pid) === fields.get('self'));
  if (self === undefined) return refused(message('probe-incomplete', { stderr }));
  const own = familyOf(self, rows);
  const whyNot = ({ user, pid, state }: Process): LeftOut['why'] | null => {
    if (user !== self.user) return 'other-user';
    if (own.has(pid)) return 'own-process';
    return isZombie(state) ? 'zombie' : null;
  };
  return {
    ok: true,
    vitals: parseVitals(fields, self.user),
    pilotLines: pilotLinesIn(lines.slice(end + 1), nonce),
    ...sorted(rows, whyNot),
  };
}

/** Those of the lines after the listing that tell of sandboxes; none is a host without any. */
function pilotLinesIn(lines: readonly string[], nonce: string): readonly string[] | null {
  const closing = `getmex pilots ${nonce} `;
  const end = lines.findIndex((line) => line.startsWith(closing));
  // The first of them may be of a sandbox in which nothing makes sense.
  if (end < 0) return lines.some((line) => line.startsWith('pilot ')) ? null : [];
  return lines[end]?.slice(closing.length) === String(end) ? lines.slice(0, end) : null;
}

/**
 * Reads the answer of the original's kind of probe: lines as `ps aux` prints them, with or without the header.
 * It tells neither parents nor elapsed times nor vitals, nor whose probe it was, nor whether it is all there:
 * every line counts but zombies, as in the original, and an answer without any line is none.
 */
export function parsePlainListing(output: Buffer, stderr = ''): ProbeResult {
  const text = output.toString('utf8');
  const processes = text.split('\n').flatMap(parsePlainRow);
  if (processes.length === 0) return refused(unintelligible(text, true, stderr));
  return {
    ok: true,
    vitals: noVitals,
    pilotLines: [],
    ...sorted(processes, ({ state }) => (isZombie(state) ? 'zombie' : null)),
  };
}

/** What may count, and what does not with the reason. */
function sorted(rows: readonly Process[], whyNot: (row: Process) => LeftOut['why'] | null): Listing {
  const processes: Process[] = [];
  const leftOut: LeftOut[] = [];
  for (const row of rows) {
    const why = whyNot(row);
    if (why === null) processes.push(row);
    else leftOut.push({ process: row, why });
  }
  return { processes, leftOut };
}

function isZombie(state: string): boolean {
  return state.startsWith('Z');
}

/** `host=a cores=4` as a map. */
function fieldsOf(line: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const word of line.split(' ')) {
    const equals = word.indexOf('=');
    if (equals > 0) fields.set(word.slice(0, equals), word.slice(equals + 1));
  }
  return fields;
}

function unintelligible(text: string, plain: boolean, stderr: string): Message {
  const begins = firstPrintedLine(text);
  return begins === null
    ? message('probe-printed-nothing', { stderr })
    : message('probe-unintelligible', { begins, plain, stderr });
}

function refused(reason: Message): ProbeResult {
  return { ok: false, reason };
}
