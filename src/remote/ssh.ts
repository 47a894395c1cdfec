import { connect, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Contact } from '../interface/config.ts';
import { arrival, type PingOfPort } from './arrival.ts';
import { reasonOf } from './collect.ts';
import { endableLookup } from './endableLookup.ts';
import type { LogIn } from './credentials.ts';
import { jumpFailure } from './jumpFailure.ts';
import { forwarded, JumpHosts, type GateOpened } from './jumpHosts.ts';
import type { HostPort } from './knownHosts.ts';
import type { Reach } from './reach.ts';
import { gateOver } from './sshGate.ts';
import { lineOver } from './sshLine.ts';
import { explain } from './sshErrors.ts';
import type { LoggedIn } from './sshLogin.ts';
import type { Refused, Wire } from './wire.ts';

export interface SshTrust {
  reach(host: Contact): Promise<Reach>;
  readonly logIn: LogIn;
}

export interface SshWire extends Wire {
  reach(host: Contact): Promise<Reach>;
  /**
   * A connection to the ssh port of a host, through jump hosts where there are any, as it is before anything is said.
   * It counts as a start until `use` is done with it.
   */
  knock<T>(reach: Reach, signal: AbortSignal, use: (stream: Duplex) => Promise<T>): Promise<T | Refused>;
}

export interface SshSettings {
  /** Connections being made at once through one jump host. */
  readonly perJump: number;
  /** Whether a host is there whose port does not answer; null where that is not asked. */
  readonly ping: ((place: HostPort) => PingOfPort | null) | null;
}

/** Hosts over ssh. */
export function sshWire(trust: SshTrust, { perJump, ping }: SshSettings): SshWire {
  const jumps = new JumpHosts(perJump, openGate);

  /**
   * Logs in, through jump hosts where there are any.
   *
   * @param pinged whether the host is pinged if it does not answer; one behind a jump host never is.
   */
  async function logIn(reach: Reach, signal: AbortSignal, pinged: boolean): Promise<LoggedIn> {
    if (reach.problem !== null) return { ok: false, reason: reach.problem };
    if (signal.aborted) return { ok: false, reason: reasonOf(signal) };
    if (reach.jump === null) return logInStraight(reach, trust.logIn, signal, pinged ? ping : null);
    const { name } = reach.jump;
    const { opened, starts } = jumps.door(reach.jump, signal);
    const through = await opened;
    if (!through.ok) return { ...through, reason: jumpFailure(name, through.reason) };
    return starts(async () => {
      const { gate } = through;
      const endsAtMs = performance.now() + reach.connectTimeoutMs;
      const opening = await forwarded(gate, reach, signal);
      if (!opening.ok) return opening;
      return trust.logIn(opening.stream, reach, { signal, endsAtMs, gate });
    });
  }

  async function openGate(jump: Reach, signal: AbortSignal): Promise<GateOpened> {
    const login = await logIn(jump, signal, false);
    if (login.ok) return { ok: true, gate: gateOver(login) };
    // A jump host that is not there tells nothing of the hosts behind it.
    return { ok: false, reason: login.reason };
  }

  return {
    async connect(host, signal) {
      const reach = await trust.reach(host);
      const login = await logIn(reach, signal, true);
      if (!login.ok) return login;
      const { line, drop } = lineOver(login.client, login.stream, login.inflow, reach.environment);
      login.inflow.onTooMuch(drop);
      if (reach.jump !== null) {
        const { name } = reach.jump;
        const through = await jumps.door(reach.jump, signal).opened;
        if (through.ok) through.gate.onLost((reason) => drop(jumpFailure(name, reason)));
      }
      return { ok: true, line, as: login.as };
    },
    reach: (host) => trust.reach(host),
    async knock(reach, signal, use) {
      if (reach.problem !== null) return { ok: false, reason: reach.problem };
      if (signal.aborted) return { ok: false, reason: reasonOf(signal) };
      if (reach.jump === null) return use(socketTo(reach, signal));
      const { opened, starts } = jumps.door(reach.jump, signal);
      const through = await opened;
      if (!through.ok) return { ...through, reason: jumpFailure(reach.jump.name, through.reason) };
      return starts(async () => {
        const opening = await forwarded(through.gate, reach, signal);
        if (!opening.ok) return opening;
        const used = use(opening.stream);
        opening.stream.on('data', ({ length }: Buffer) => through.gate.asked(length));
        return used;
      });
    },
    close: () => jumps.close(),
  };
}

async function logInStraight(
  reach: Reach,
  logIn: LogIn,
  signal: AbortSignal,
  pingAt: SshSettings['ping'],
): Promise<LoggedIn> {
  const { address, port, connectTimeoutMs } = reach;
  const endsAtMs = performance.now() + connectTimeoutMs;
  const socket = socketTo(reach, signal);
  const refused = await arrival(socket, {
    address,
    timeoutMs: connectTimeoutMs,
    signal,
    ping: pingAt?.({ host: address, port }) ?? null,
    explain: (error) => explain(error, reach),
  });
  if (refused !== null) return refused;
  return logIn(socket, reach, { signal, endsAtMs, gate: null });
}

/** Ours, for ssh2 does not destroy one that either side has half closed. */
function socketTo(
  { address, port, family, bindAddress, keepAlive, connectTimeoutMs }: Reach,
  signal: AbortSignal,
): Socket {
  const socket = connect({
    host: address,
    port,
    family,
    // What is said is waited for: nothing follows that it could be sent together with.
    noDelay: true,
    // By a program for each name: node has two threads for that, which nothing ends. Two names whose name server is mute would
    // keep all other hosts waiting.
    ...(isIP(address) === 0 && {
      lookup: endableLookup(AbortSignal.any([signal, AbortSignal.timeout(connectTimeoutMs)])),
    }),
    ...(bindAddress !== null && { localAddress: bindAddress }),
  });
  socket.setKeepAlive(keepAlive.tcp);
  gatherWrites(socket);
  return socket;
}

/** What is written in one turn is sent as one piece, for ssh2 writes each packet by itself. */
function gatherWrites(socket: Socket): void {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  let gathers = false;
  socket.write = (...args: unknown[]) => {
    if (!gathers) {
      gathers = true;
      socket.cork();
      process.nextTick(() => {
        gathers = false;
        socket.uncork();
      });
    }
    return write(...args);
  };
}
