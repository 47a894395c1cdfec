import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { packageVersion } from '../package.ts';

/** What became of telling. `refused` is for operators: the address is wrong. `missed` the other side sees by itself. */
export type Answer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly reason: Message }
  | { readonly kind: 'missed'; readonly reason: Message; readonly again: boolean };

/** Tells a dead-man's switch of one pass. Nothing here throws, and no text holds more of the address than its host. */
export interface Heartbeat {
  /** The pass has begun. It is not waited for. */
  begin(): void;
  /** What came of that. What is still under way is given up, unless it is awaited: it ends in its own time. */
  begun(awaited?: boolean): Promise<Answer>;
  /** The pass has ended. `lines` tell of it. */
  end(exit: number, lines: readonly string[]): Promise<Answer>;
}

export interface Limits {
  readonly beginMs: number;
  readonly endMs: number;
  /** What is waited for before the second try. */
  pause(signal: AbortSignal): Promise<unknown>;
}

const usualLimits: Limits = {
  beginMs: 5000,
  endMs: 10_000,
  // A server that is being started anew is there again.
  pause: (signal) => sleep(1000, undefined, { signal }),
};

const taken: Answer = { kind: 'taken' };

/**
 * The manner of healthchecks.io (https://healthchecks.io/docs/http_api/): `/start`, nothing for success, or `/EXIT` behind the
 * path, and the same `rid` for begin and end, by which the two are known to be of one pass.
 */
export function heartbeatTo(address: string, { beginMs, endMs, pause } = usualLimits): Heartbeat {
  const runId = randomUUID();
  const ended = new AbortController();
  let beginning: Promise<Answer> = Promise.resolve(taken);
  return {
    begin() {
      beginning = withinLimit(address, beginMs, ended.signal, (signal) =>
        post(address, 'start', runId, '', signal),
      );
    },
    begun(awaited = false) {
      if (!awaited) ended.abort();
      return beginning;
    },
    end: (exit, lines) =>
      withinLimit(address, endMs, null, async (signal) => {
        const send = (): Promise<Answer> =>
          post(address, exit === 0 ? '' : String(exit), runId, bodyOf(lines), signal);
        const first = await send();
        if (first.kind !== 'missed' || !first.again) return first;
        await pause(signal).catch(() => {});
        return signal.aborted ? first : send();
      }),
  };
}

async function withinLimit(
  address: string,
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
    return missed(hostOf(address), null, 'unsent');
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
    return { kind: 'refused', reason: message('healthcheck-address-invalid') };
  }
  const { host, protocol } = url;
  // They take longer to load than most verbs to end.
  const { request } = await (protocol === 'https:' ? import('node:https') : import('node:http'));
  return new Promise((resolve) => {
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
      if (!isAnswered) resolve(missed(host, null, signal.aborted ? 'ETIMEDOUT' : null));
    };
    asked.on('close', ended);
    signal.addEventListener('abort', ended, { once: true });
    // It listens to the end: what comes after the answer is no news.
    asked.on('error', (error: NodeJS.ErrnoException) => {
      resolve(missed(host, null, error.code ?? null, error.code === 'ECONNREFUSED'));
    });
    asked.on('response', async (response) => {
      isAnswered = true;
      const { statusCode = 0 } = response;
      const text = await beginOf(response);
      asked.destroy();
      // To an id it does not know it says with 200 that it knows none.
      const isUnknown = statusCode >= 400 || text.includes('(not found)');
      if (statusCode < 200 || (statusCode >= 300 && statusCode < 400) || isTemporary(statusCode))
        resolve(missed(host, statusCode, null, statusCode >= 500));
      else if (isUnknown)
        resolve({
          kind: 'refused',
          reason: message('healthcheck-refused', { host, status: statusCode }),
        });
      else resolve(taken);
    });
    asked.end(body);
  });
}

function missed(host: string, status: number | null, error: string | null, again = false): Answer {
  return { kind: 'missed', reason: message('healthcheck-missed', { host, status, error }), again };
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '';
}

/** A fault of the server, or asked too often, or too slowly: the address may be right. */
function isTemporary(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

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
