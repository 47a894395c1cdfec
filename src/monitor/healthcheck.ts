import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageVersion } from '../package.ts';

/** What became of telling. `refused` is for operators: the address is wrong. `missed` the other side sees by itself. */
export type Answer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly text: string }
  | { readonly kind: 'missed'; readonly text: string; readonly again: boolean };

/** Tells a dead-man's switch of one pass. Nothing here throws, and no text holds more of the address than its host. */
export interface Heartbeat {
  /** The pass has begun. It is not waited for. */
  begin(): void;
  /** What came of that. What is still under way is given up, unless it is awaited: it ends in its own time. */
  begun(awaited?: boolean): Promise<Answer>;
  /** The pass has ended. `lines` tell of it. */
  end(exit: number, lines: readonly string[]): Promise<Answer>;
}

export const limits = { beginMs: 5000, endMs: 10_000 };
/** A server that is being started anew is there again. */
const pauseMs = 1000;

const taken: Answer = { kind: 'taken' };

/**
 * The manner of healthchecks.io (https://healthchecks.io/docs/http_api/): `/start`, nothing for success, or `/EXIT` behind the
 * path, and the same `rid` for begin and end, by which the two are known to be of one pass.
 */
export function heartbeatTo(address: string, { beginMs, endMs } = limits): Heartbeat {
  const runId = randomUUID();
  const ended = new AbortController();
  let beginning: Promise<Answer> = Promise.resolve(taken);
  return {
    begin() {
      beginning = withinLimit(beginMs, ended.signal, (signal) => post(address, 'start', runId, '', signal));
    },
    begun(awaited = false) {
      if (!awaited) ended.abort();
      return beginning;
    },
    end: (exit, lines) =>
      withinLimit(endMs, null, async (signal) => {
        const send = (): Promise<Answer> =>
          post(address, exit === 0 ? '' : String(exit), runId, bodyOf(lines), signal);
        const first = await send();
        if (first.kind !== 'missed' || !first.again) return first;
        await sleep(pauseMs, undefined, { signal }).catch(() => {});
        return signal.aborted ? first : send();
      }),
  };
}

async function withinLimit(
  limitMs: number,
  other: AbortSignal | null,
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, limitMs);
  other?.addEventListener('abort', abort, { once: true });
  try {
    return await work(controller.signal);
  } catch {
    // Nobody waits for the begin: what is thrown there would end the process in the middle of the pass.
    return { kind: 'missed', text: 'monitor.healthcheck was not told: it could not be asked', again: false };
  } finally {
    clearTimeout(timer);
    other?.removeEventListener('abort', abort);
  }
}

/** @param word goes behind the path, before a query such as `?create=1`. */
export function pingUrl(address: string, word: string, runId: string): URL {
  const url = new URL(address);
  if (word !== '') url.pathname = `${url.pathname.replace(/\/+$/, '')}/${word}`;
  url.search = url.search === '' ? `?rid=${runId}` : `${url.search}&rid=${runId}`;
  return url;
}

async function post(
  address: string,
  word: string,
  runId: string,
  body: string,
  signal: AbortSignal,
): Promise<Answer> {
  let url: URL;
  try {
    url = pingUrl(address, word, runId);
    // node decodes them and throws where a `%` stands for itself.
    decodeURIComponent(url.username + url.password);
  } catch {
    return { kind: 'refused', text: 'monitor.healthcheck is no address that can be asked' };
  }
  const { host, protocol } = url;
  // They take longer to load than most verbs to end.
  const { request } = await (protocol === 'https:' ? import('node:https') : import('node:http'));
  return new Promise((resolve) => {
    const missed = (why: string, again = false): void =>
      resolve({ kind: 'missed', text: `monitor.healthcheck: ${host} was not told: ${why}`, again });
    // An agent of its own: one that goes by HTTP_PROXY is never taken.
    const asked = request(url, {
      method: 'POST',
      agent: false,
      lookup: (...asked) =>
        void import('../remote/endableLookup.ts').then(({ endableLookup }) =>
          endableLookup(signal)(...asked),
        ),
      signal,
      headers: {
        'user-agent': `muster/${packageVersion()}`,
        'content-type': 'text/plain; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      },
    });
    let isAnswered = false;
    // Whatever became of it, it ends.
    const ended = (): void => {
      if (!isAnswered) missed(signal.aborted ? 'no answer in time' : 'no answer');
    };
    asked.on('close', ended);
    signal.addEventListener('abort', ended, { once: true });
    // It listens to the end: what comes after the answer is no news.
    asked.on('error', (error: NodeJS.ErrnoException) => {
      missed(causes[error.code ?? ''] ?? error.code ?? 'no answer', error.code === 'ECONNREFUSED');
    });
    asked.on('response', async (response) => {
      isAnswered = true;
      const { statusCode = 0 } = response;
      const text = await beginOf(response);
      asked.destroy();
      if (statusCode >= 500) missed(`it answered ${statusCode}`, true);
      else if (statusCode >= 300 && statusCode < 400)
        missed(`it answered ${statusCode}, and redirects are not followed`);
      else if (statusCode < 200 || isTemporary.has(statusCode)) missed(`it answered ${statusCode}`);
      else if (statusCode >= 400)
        resolve({
          kind: 'refused',
          text: `monitor.healthcheck: ${host} answered ${statusCode}; is the address right?`,
        });
      // To an id it does not know it says with 200 that it knows none.
      else if (text.includes('(not found)'))
        resolve({
          kind: 'refused',
          text: `monitor.healthcheck: ${host} knows no such check; is the address right?`,
        });
      else resolve(taken);
    });
    asked.end(body);
  });
}

/** Asked too often, or too slowly: the address may be right. */
const isTemporary: ReadonlySet<number> = new Set([408, 425, 429]);

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'no name server answers',
  EHOSTUNREACH: 'no route to it',
  ENETUNREACH: 'no route to it',
};

const mostRead = 1000;
const readMs = 1000;

/** The first of what is answered; a server that goes on for ever is not listened to. */
function beginOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const done = (): void => {
      clearTimeout(timer);
      resolve(text.slice(0, mostRead));
    };
    const timer = setTimeout(done, readMs);
    response
      .setEncoding('utf8')
      .on('data', (chunk: string) => {
        text += chunk.slice(0, mostRead);
        if (text.length >= mostRead) done();
      })
      .on('close', done)
      .on('error', done);
  });
}

/** What is taken of a body by all who take pings in this manner. */
export const mostBodyBytes = 10_000;

/** Lines as a body, cut at the end of a line. */
export function bodyOf(lines: readonly string[]): string {
  const whole = lines.map((line) => `${line}\n`);
  if (Buffer.byteLength(whole.join('')) <= mostBodyBytes) return whole.join('');
  let room = mostBodyBytes - Buffer.byteLength(note(lines.length));
  let fitting = 0;
  for (const line of whole) {
    room -= Buffer.byteLength(line);
    if (room < 0) break;
    fitting += 1;
  }
  return whole.slice(0, fitting).join('') + note(lines.length - fitting);
}

function note(left: number): string {
  return `(${left} more ${left === 1 ? 'line is' : 'lines are'} left out)\n`;
}
