import { randomBytes } from 'node:crypto';
import { dialogue } from './dialogue.ts';
import {
  answerEnd,
  ask,
  blockBytes,
  logsScript,
  parseFiles,
  parseLine,
  parseLinks,
  parseSizes,
} from './logs.ts';
import type { Outputs } from './port.ts';
import type { Line } from './wire.ts';

/** Begins to read what instances print on a host. @throws Gone */
export async function openOutputs(line: Line, { text, root, silenceMs }: OutputWords): Promise<Outputs> {
  const nonce = randomBytes(8).toString('hex');
  const host = await dialogue(line, {
    command: 'sh -s',
    script: logsScript(text, { nonce, root }),
    answerEnd: (number) => answerEnd(nonce, number),
    silenceMs,
    maxBytes: maxAnswerBytes,
  });
  return {
    links: async (pids) => parseLinks(await host.ask(ask.links(pids))),
    sizes: async (paths) => parseSizes(await host.ask(ask.sizes(paths))),
    size: async (path) => parseSizes(await host.ask(ask.size(path)))[0] ?? null,
    read: (path, offset, blocks) => host.ask(ask.read(path, offset, blocks)),
    find: async (inode, path) => parseLine(await host.ask(ask.find(inode, path))),
    lastLaunch: async (component) => parseLine(await host.ask(ask.last(component))),
    files: async (launch) => parseFiles(await host.ask(ask.files(launch))),
    end: host.end,
  };
}

export interface OutputWords {
  /** `workerscripts/logs`. */
  readonly text: string;
  /** muster's folder on the host. */
  readonly root: string;
  /** A host that owes an answer and says nothing for so long is gone. */
  readonly silenceMs: number;
}

const maxAnswerBytes = 8 * blockBytes;
