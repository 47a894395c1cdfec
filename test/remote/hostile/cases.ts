import { getDiffieHellman } from 'node:crypto';
import { acts, data, endOfFile, flag, floodWith, message, number, stderrData, text } from './acts.ts';
import type { Moment, Stage, Trouble } from './server.ts';

/** A server's trouble, and what a look at that host must come to. */
export interface Case extends Trouble {
  readonly name: string;
  /** Whether it is a time-out that ends it; else it must end before any. */
  readonly late: boolean;
  /** What is the matter with the host; null if it is seen all the same. */
  readonly reason: RegExp | null;
  /** It said all there is to know before; a pause in what follows and it is believed. */
  readonly orSeen?: boolean;
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

/** Every stage with everything a server may do there. */
export const everyStage: readonly Case[] = stages.flatMap((stage) =>
  (Object.keys(acts) as ActName[]).map((act) => ({
    name: `${stage}, then it ${act}`,
    stage,
    act: acts[act],
    late: (act === 'stalls' || act === 'drips') && stage !== 'exit status sent',
    reason: reasonFor(stage, act),
    // A reset takes with it what had arrived and was not read yet.
    orSeen: stage === 'exit status sent' && (act === 'floods' || act === 'resets'),
  })),
);

function reasonFor(stage: Stage, act: ActName): RegExp | null {
  const early = before.includes(stage);
  switch (act) {
    case 'stalls':
    case 'drips':
      if (stage === 'exit status sent') return null;
      if (early) return /^ssh did not come up (in time|within \d+ s)$/;
      if (taken.includes(stage)) return /^the probe did not end: no answer within \d+ s$/;
      // A byte a second is not enough to get to the next stage.
      return /^the probe did not end: the command was not taken within \d+ s$/;
    case 'resets':
    case 'closes':
      // What had arrived is the whole answer.
      if (stage === 'exit status sent' && act === 'closes') return null;
      if (early)
        return /^ssh failed: (.*ECONNRESET|Connection lost before handshake|No response from server)/;
      return /^the probe did not end: (the connection (failed: .*ECONNRESET|was closed)|the host refused the command: No response from server)/;
    case 'floods':
      // Lines of a greeting are counted by ssh2 too, and messages before there are keys are against the protocol.
      if (stage === 'accepted') return /sent more than 128 KiB before it let us in|ssh failed: Max greeting/;
      if (early && stage !== 'login asked for') return /sent more than 128 KiB|^ssh failed: /;
      if (early) return /^the host sent more than 128 KiB before it let us in, and is not listened to/;
      if (untaken.includes(stage)) return /the host sent more than 1 MiB that nobody asked for/;
      return /^the probe did not end: the host sent more than 16 MiB, and is not listened to any longer$/;
  }
}

const window = (at: Moment): Buffer => message(93, number(at.channelId ?? 0), number(1));
const never = /the host sent more than 1 MiB that nobody asked for, and is not listened to any longer$/;
const noAnswer = /^the probe did not end: no answer within \d+ s$/;
const notTaken = /^the probe did not end: the command was not taken within \d+ s$/;

function odd(
  name: string,
  stage: Stage,
  reason: RegExp | null,
  act: Trouble['act'],
  own: Partial<Case> = {},
): Case {
  return { name, stage, act, reason, late: reason === noAnswer || reason === notTaken, ...own };
}

/** Goes on after a message that is sent once. */
const after =
  (...messages: ((at: Moment) => Buffer)[]): Trouble['act'] =>
  (at) => {
    for (const one of messages) at.send(one(at));
    return 'on';
  };

const globalRequest = message(80, text('keepalive@openssh.com'), flag(true));
const channelOpen = (type: string): Buffer =>
  message(90, text(type), number(7), number(1 << 20), number(1 << 15), text('10.0.0.1'), number(6000));
const exitSignal = (at: Moment, name: string, why: string): Buffer =>
  message(
    98,
    number(at.channelId ?? 0),
    text('exit-signal'),
    flag(false),
    text(name),
    flag(true),
    text(why),
    text(''),
  );
const exitStatus = (at: Moment, code: number): Buffer =>
  message(98, number(at.channelId ?? 0), text('exit-status'), flag(false), number(code));
const endless =
  (payload: (at: Moment) => Buffer): Trouble['act'] =>
  (at) =>
    floodWith(payload(at))(at);

/** What else a server may think of. */
export const oddities: readonly Case[] = [
  odd(
    'stdout without end',
    'command begun',
    /sent more than 16 MiB/,
    endless((at) => data(at.channelId ?? 0, 32_000)),
  ),
  odd(
    'stderr without end',
    'command begun',
    /sent more than 16 MiB/,
    endless((at) => stderrData(at.channelId ?? 0, 32_000)),
  ),
  odd(
    'stdout without end, a byte in each packet',
    'command begun',
    never,
    endless((at) => data(at.channelId ?? 0, 1)),
  ),
  odd('window adjusts without end', 'command begun', never, endless(window)),
  odd(
    'global requests without end',
    'channel asked for',
    never,
    endless(() => globalRequest),
  ),
  odd(
    'keep-alives of the channel without end',
    'command begun',
    never,
    endless((at) => message(98, number(at.channelId ?? 0), text('keepalive@openssh.com'), flag(true))),
  ),
  odd(
    'X11 channels opened without end',
    'channel asked for',
    never,
    endless(() => channelOpen('x11')),
  ),
  odd(
    'debug messages without end',
    'command begun',
    never,
    endless(() => message(4, flag(true), text('x'.repeat(1000)), text(''))),
  ),
  odd(
    'banners without end',
    'login asked for',
    /sent more than 128 KiB/,
    endless(() => message(53, text('x'.repeat(1000)), text(''))),
  ),
  odd(
    'login refused without end',
    'login asked for',
    /accepted none of our keys/,
    endless(() => message(51, text('publickey'), flag(false))),
  ),
  odd(
    'a global request, an X11 channel, a forwarded one and a keep-alive, then all well',
    'command begun',
    null,
    after(
      () => globalRequest,
      () => channelOpen('x11'),
      () =>
        message(
          90,
          text('forwarded-tcpip'),
          number(7),
          number(1 << 20),
          number(1 << 15),
          text('a'),
          number(1),
          text('b'),
          number(2),
        ),
      (at) => message(98, number(at.channelId ?? 0), text('keepalive@openssh.com'), flag(true)),
    ),
  ),
  odd(
    'new keys in the middle of the answer, then all well',
    'in the middle of a line',
    null,
    ({ connection }) => {
      connection?.rekey();
      return 'on';
    },
  ),
  odd(
    'ten thousand window adjusts, then all well',
    'command begun',
    null,
    after(...Array.from({ length: 10_000 }, () => window)),
  ),
  odd(
    'the largest window there is, twice',
    'command begun',
    null,
    after(
      ...Array.from(
        { length: 2 },
        () => (at: Moment) => message(93, number(at.channelId ?? 0), number(0xff_ff_ff_ff)),
      ),
    ),
  ),
  odd('an exit status without any output', 'command begun', /^the probe printed nothing$/, (at) => {
    at.send(exitStatus(at, 0));
  }),
  odd(
    'an exit status after half of the answer',
    'in the middle of a line',
    /^the probe's answer is cut off/,
    (at) => {
      at.send(exitStatus(at, 0));
    },
  ),
  odd('a signal with a name and a reason of 30 kB', 'answer sent', null, (at) => {
    at.send(exitSignal(at, 'Q'.repeat(4000), 'why'.repeat(10_000)));
  }),
  odd(
    'the channel closed without an exit status',
    'answer sent',
    /the connection closed before the command ended/,
    (at) => {
      at.send(message(97, number(at.channelId ?? 0)));
    },
  ),
  odd(
    'the channel refused with a reason of 30 kB',
    'channel asked for',
    /^the probe did not end: the host refused the command: .*no{900}/,
    (at) => {
      at.send(message(92, number(0), number(2), text(`n${'o'.repeat(30_000)}`), text('')));
    },
  ),
  odd(
    'the command refused',
    'command asked for',
    /^the probe did not end: the host refused the command: Unable to exec$/,
    (at) => {
      at.send(message(100, number(at.channelId ?? 0)));
    },
  ),
  odd(
    'a goodbye',
    'command begun',
    /^the probe did not end: the connection failed: the cleaner needs the socket/,
    (at) => {
      at.send(message(1, number(2), text('the cleaner needs the socket'), text('')));
    },
  ),
  odd('a goodbye before we are logged in', 'login asked for', /^ssh failed: too many of you/, (at) => {
    at.send(message(1, number(12), text('too many of you'), text('')));
  }),
  odd(
    'data after the end of the output, before the command is taken',
    'command asked for',
    notTaken,
    (at) => {
      const channel = at.channelId ?? 0;
      for (const payload of [endOfFile(channel), data(channel, 10), stderrData(channel, 10)])
        at.send(payload);
    },
  ),
  odd('data after the end of the output', 'command begun', /^the probe did not end: /, (at) => {
    const channel = at.channelId ?? 0;
    for (const payload of [endOfFile(channel), data(channel, 10), stderrData(channel, 10)]) at.send(payload);
  }),
  odd(
    'a channel that is confirmed once it is not waited for, and then fails',
    'channel asked for',
    notTaken,
    (at) => {
      // Behind the time-out of the probe.
      setTimeout(() => {
        if (at.socket.destroyed) return;
        at.send(message(91, number(0), number(0), number(1 << 20), number(1 << 15)));
        for (const payload of [message(99, number(0)), endOfFile(0), data(0, 10), stderrData(0, 10)])
          at.send(payload);
      }, 8500).unref();
    },
  ),
  odd(
    'messages that make no sense',
    'command begun',
    /^the probe did not end: the connection failed: /,
    (at) => {
      for (const payload of [
        message(94, number(4_294_967_295), text('x')),
        message(91),
        message(98),
        message(2),
        message(255),
      ])
        at.send(payload);
    },
  ),
  odd(
    'bytes that were never enciphered',
    'command begun',
    /^the probe did not end: the connection failed: /,
    (at) => {
      at.write(Buffer.alloc(4096, 0x5a));
    },
  ),
  odd(
    'an http server',
    'accepted',
    /^ssh did not come up/,
    (at) => {
      at.write('HTTP/1.1 400 Bad Request\r\nConnection: keep-alive\r\n\r\n');
    },
    { late: true },
  ),
  odd(
    'a greeting of one line without end',
    'accepted',
    /^ssh failed: Header line too long|sent more than 128 KiB/,
    endless(() => Buffer.alloc(0)),
    {
      act: (at) => floodGreeting(at),
    },
  ),
  odd('a packet of 4 GiB announced', 'banner sent', /^ssh failed: Bad packet length/, (at) => {
    at.write(Buffer.alloc(64, 0xff));
  }),
  odd(
    'a group to exchange keys in that takes half a minute to check',
    'banner sent',
    /^ssh failed: Handshake failed: no matching key exchange/,
    (at) => {
      at.send(kexinit({ kex: 'diffie-hellman-group-exchange-sha256', compression: 'none' }));
      // What ssh2 would be sent next if it took that: the group.
      at.send(message(31, text(getDiffieHellman('modp18').getPrime()), text(Buffer.from([3]))));
    },
  ),
  odd(
    'nothing but compression',
    'banner sent',
    /^ssh failed: Handshake failed: no matching .*compression/,
    (at) => {
      at.send(kexinit({ kex: 'curve25519-sha256', compression: 'zlib@openssh.com,zlib' }));
    },
  ),
  odd('a host key and a signature of noise', 'banner sent', /^ssh failed: /, (at) => {
    at.send(kexinit({ kex: 'curve25519-sha256', compression: 'none' }));
    at.send(message(31, text('noise'), text(Buffer.alloc(32, 1)), text('noise')));
  }),
];

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
