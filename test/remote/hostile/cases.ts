import { getDiffieHellman } from 'node:crypto';
import type { Message } from '../../../src/core/catalogue/catalogue.ts';
import { isDeep, seed } from '../../harness/sample.ts';
import { acts, data, endOfFile, flag, floodWith, message, number, stderrData, text } from './acts.ts';
import type { Moment, Stage, Trouble } from './server.ts';

/** A server's trouble, and what a look at that host must come to. */
export interface Case extends Trouble {
  readonly name: string;
  /** Whether it is a time-out that ends it; else it must end before any. */
  readonly late: boolean;
  /** What may be the matter with the host, as `reasonCode` has it; null if it is seen all the same. */
  readonly codes: readonly string[] | null;
  /** It said all there is to know before; a pause in what follows and it is believed. */
  readonly orSeen?: boolean;
}

/** The code of a reason; of a probe that did not end, `probe: ` and why it did not. */
export function reasonCode({ code, params }: Message): string {
  return code === 'probe-unanswered' ? `probe: ${String(params['causeCode'])}` : code;
}

type ActName = keyof typeof acts;

const before: readonly Stage[] = [
  'accepted',
  'banner sent',
  'key exchange begun',
  'key exchange done',
  'login asked for',
];
const untaken: readonly Stage[] = ['logged in', 'channel asked for', 'command asked for'];
const taken: readonly Stage[] = ['command begun', 'in the middle of a line', 'answer sent'];
const stages: readonly Stage[] = [...before, ...untaken, ...taken, 'exit status sent'];

const noAnswer = ['probe: command-timeout'];
const notTaken = ['probe: command-not-taken'];
const unasked = ['flood-unasked', 'probe: flood-unasked'];
const tooMuch = ['probe: output-too-large'];
const failed = ['probe: connection-failed'];

/** Every stage with everything a server may do there. */
export const everyStage: readonly Case[] = stages.flatMap((stage) =>
  (Object.keys(acts) as ActName[]).map((act) => ({
    name: `${stage}, then it ${act}`,
    stage,
    act: acts[act],
    late: (act === 'stalls' || act === 'drips') && stage !== 'exit status sent',
    codes: codesFor(stage, act),
    // A reset takes with it what had arrived and was not read yet.
    orSeen: stage === 'exit status sent' && (act === 'floods' || act === 'resets'),
  })),
);

function codesFor(stage: Stage, act: ActName): readonly string[] | null {
  const early = before.includes(stage);
  switch (act) {
    case 'stalls':
    case 'drips':
      if (stage === 'exit status sent') return null;
      if (early) return ['connect-timeout'];
      // A byte a second is not enough to get to the next stage.
      return taken.includes(stage) ? noAnswer : notTaken;
    case 'resets':
    case 'closes':
      // What had arrived is the whole answer.
      if (stage === 'exit status sent' && act === 'closes') return null;
      if (early) return ['ssh-failed', 'handshake-closed'];
      return ['probe: connection-failed', 'probe: connection-closed', 'probe: command-refused'];
    case 'floods':
      if (stage === 'login asked for') return ['flood-before-login'];
      // Lines of a greeting are counted by ssh2 too, and messages before there are keys are against the protocol.
      if (early) return ['flood-before-login', 'ssh-failed'];
      return untaken.includes(stage) ? unasked : tooMuch;
  }
}

type Act = Trouble['act'];

/** Goes on after a message that is sent once. */
const after =
  (...messages: ((at: Moment) => Buffer)[]): Act =>
  (at) => {
    for (const one of messages) at.send(one(at));
    return 'on';
  };
const endless =
  (payload: (at: Moment) => Buffer): Act =>
  (at) =>
    floodWith(payload(at))(at);
/** Sends these, and nothing more. */
const only =
  (...messages: ((at: Moment) => Buffer)[]): Act =>
  (at) => {
    for (const one of messages) at.send(one(at));
  };

const channelOf = ({ channelId }: Moment): number => channelId ?? 0;
const window = (at: Moment, bytes = 1): Buffer => message(93, number(channelOf(at)), number(bytes));
const keepAlive = (at: Moment): Buffer =>
  message(98, number(channelOf(at)), text('keepalive@openssh.com'), flag(true));
const globalRequest = (): Buffer => message(80, text('keepalive@openssh.com'), flag(true));
const channelOpen = (type: string, ...rest: Buffer[]): Buffer =>
  message(90, text(type), number(7), number(1 << 20), number(1 << 15), ...rest);
const x11 = (): Buffer => channelOpen('x11', text('10.0.0.1'), number(6000));
const forwarded = (): Buffer => channelOpen('forwarded-tcpip', text('a'), number(1), text('b'), number(2));
const exitSignal = (at: Moment): Buffer =>
  message(
    98,
    number(channelOf(at)),
    text('exit-signal'),
    flag(false),
    text('Q'.repeat(4000)),
    flag(true),
    text('why'.repeat(10_000)),
    text(''),
  );
const exitStatus = (at: Moment): Buffer =>
  message(98, number(channelOf(at)), text('exit-status'), flag(false), number(0));
const afterTheEnd = only(
  (at) => endOfFile(channelOf(at)),
  (at) => data(channelOf(at), 10),
  (at) => stderrData(channelOf(at), 10),
);
const goodbye = (code: number, why: string): Act => only(() => message(1, number(code), text(why), text('')));

/** How long connecting and the probe may take where the server is to be late. */
export const lateAfterMs = isDeep ? 8000 : 5000;

/** What else a server may think of at a stage: what a look at it comes to, and what it does. */
const odd: Readonly<Partial<Record<Stage, readonly (readonly [string, readonly string[] | null, Act])[]>>> = {
  accepted: [
    [
      'an http server',
      ['connect-timeout'],
      (at) => at.write('HTTP/1.1 400 Bad Request\r\nConnection: keep-alive\r\n\r\n'),
    ],
    ['a greeting of one line without end', ['ssh-failed', 'flood-before-login'], floodGreeting],
  ],
  'banner sent': [
    ['a packet of 4 GiB announced', ['ssh-failed'], (at) => at.write(Buffer.alloc(64, 0xff))],
    [
      'a group to exchange keys in that takes half a minute to check',
      ['ssh-failed'],
      only(
        () => kexinit({ kex: 'diffie-hellman-group-exchange-sha256', compression: 'none' }),
        // What ssh2 would be sent next if it took that: the group.
        () => message(31, text(getDiffieHellman('modp18').getPrime()), text(Buffer.from([3]))),
      ),
    ],
    [
      'nothing but compression',
      ['ssh-failed'],
      only(() => kexinit({ kex: 'curve25519-sha256', compression: 'zlib@openssh.com,zlib' })),
    ],
    [
      'a host key and a signature of noise',
      ['ssh-failed'],
      only(
        () => kexinit({ kex: 'curve25519-sha256', compression: 'none' }),
        () => message(31, text('noise'), text(Buffer.alloc(32, 1)), text('noise')),
      ),
    ],
  ],
  'login asked for': [
    [
      'banners without end',
      ['flood-before-login'],
      endless(() => message(53, text('x'.repeat(1000)), text(''))),
    ],
    [
      'login refused without end',
      ['auth-refused'],
      endless(() => message(51, text('publickey'), flag(false))),
    ],
    [
      'a second factor asked for behind the key',
      ['second-factor-required'],
      endless(() => message(51, text('keyboard-interactive'), flag(true))),
    ],
    ['a goodbye before we are logged in', ['ssh-failed'], goodbye(12, 'too many of you')],
  ],
  'channel asked for': [
    ['global requests without end', unasked, endless(globalRequest)],
    ['X11 channels opened without end', unasked, endless(x11)],
    [
      'the channel refused with a reason of 30 kB',
      ['probe: command-refused'],
      only(() => message(92, number(0), number(2), text(`n${'o'.repeat(30_000)}`), text(''))),
    ],
    [
      'a channel that is confirmed once it is not waited for, and then fails',
      notTaken,
      (at) => {
        // Behind the time-out of the probe.
        setTimeout(() => {
          if (at.socket.destroyed) return;
          at.send(message(91, number(0), number(0), number(1 << 20), number(1 << 15)));
          for (const payload of [message(99, number(0)), endOfFile(0), data(0, 10), stderrData(0, 10)])
            at.send(payload);
        }, lateAfterMs + 500).unref();
      },
    ],
  ],
  'command asked for': [
    ['the command refused', ['probe: command-refused'], only((at) => message(100, number(channelOf(at))))],
    ['data after the end of the output, before the command is taken', notTaken, afterTheEnd],
  ],
  'command begun': [
    ['stdout without end', tooMuch, endless((at) => data(channelOf(at), 32_000))],
    ['stderr without end', tooMuch, endless((at) => stderrData(channelOf(at), 32_000))],
    ['stdout without end, a byte in each packet', unasked, endless((at) => data(channelOf(at), 1))],
    ['window adjusts without end', unasked, endless((at) => window(at))],
    ['keep-alives of the channel without end', unasked, endless(keepAlive)],
    [
      'debug messages without end',
      unasked,
      endless(() => message(4, flag(true), text('x'.repeat(1000)), text(''))),
    ],
    [
      'a global request, an X11 channel, a forwarded one and a keep-alive, then all well',
      null,
      after(globalRequest, x11, forwarded, keepAlive),
    ],
    [
      'ten thousand window adjusts, then all well',
      null,
      after(...Array.from({ length: 10_000 }, () => (at: Moment) => window(at))),
    ],
    [
      'the largest window there is, twice',
      null,
      after(...Array.from({ length: 2 }, () => (at: Moment) => window(at, 0xff_ff_ff_ff))),
    ],
    ['an exit status without any output', ['probe-printed-nothing'], only(exitStatus)],
    ['a goodbye', failed, goodbye(2, 'the cleaner needs the socket')],
    [
      'data after the end of the output',
      ['command-failed', 'command-timeout', 'command-cut-off', 'connection-failed'].map(
        (code) => `probe: ${code}`,
      ),
      afterTheEnd,
    ],
    [
      'messages that make no sense',
      failed,
      only(
        () => message(94, number(4_294_967_295), text('x')),
        ...[91, 98, 2, 255].map((kind) => () => message(kind)),
      ),
    ],
    ['bytes that were never enciphered', failed, (at) => at.write(Buffer.alloc(4096, 0x5a))],
  ],
  'in the middle of a line': [
    [
      'new keys in the middle of the answer, then all well',
      null,
      ({ connection }) => {
        connection?.rekey();
        return 'on';
      },
    ],
    ['an exit status after half of the answer', ['probe-cut-off'], only(exitStatus)],
  ],
  'answer sent': [
    ['a signal with a name and a reason of 30 kB', null, only(exitSignal)],
    [
      'the channel closed without an exit status',
      ['probe: command-cut-off'],
      only((at) => message(97, number(channelOf(at)))),
    ],
  ],
};

export const oddities: readonly Case[] = Object.entries(odd).flatMap(([stage, some]) =>
  some.map(([name, codes, act]) => {
    const late = codes === noAnswer || codes === notTaken || codes?.[0] === 'connect-timeout';
    return { name, stage: stage as Stage, codes, act, late };
  }),
);

/** Every stage, with one act in turn; under `npm run test:deep` with each of them. */
const inTurn = everyStage.filter((_, at) => {
  const many = Object.keys(acts).length;
  return isDeep || at % many === (Math.floor(at / many) + seed) % many;
});

/** Those that a test looks at one by one. */
export const chosen: readonly Case[] = [...inTurn, ...oddities];

function floodGreeting(at: Moment): void {
  const more = (): void => {
    for (let n = 0; n < 10 && at.socket.writable; n++) at.write('x'.repeat(1000));
    if (at.socket.writable) setImmediate(more);
  };
  more();
}

function kexinit({ kex, compression }: { kex: string; compression: string }): Buffer {
  const [cipher, mac] = ['aes128-ctr', 'hmac-sha2-256'];
  const lists = [kex, 'ssh-ed25519', cipher, cipher, mac, mac, compression, compression, '', ''];
  return message(20, Buffer.alloc(16, 7), ...lists.map((list) => text(list)), flag(false), number(0));
}
