import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import type { ParsedKey } from 'ssh2';

/* What ssh2 has no setting for. It is pinned, and tests count what goes over the wire. */

/**
 * Saves round trips and work of a login, on both sides:
 * - a key that is at hand signs at once, instead of asking first whether it would be accepted;
 * - the first such key is sent right behind the request to log in, where OpenSSH is to read it;
 * - a host that tells all its keys is not asked to prove them, for nobody wants to know.
 *
 * @param first what is offered first.
 */
export function takeShortcuts(client: object, first: object | undefined): void {
  const { _protocol: protocol } = client as Insides;
  const handlers = protocol._handlers;

  const ask = protocol.authPK.bind(protocol);
  protocol.authPK = (username, key, algorithm, signs) =>
    ask(username, key, algorithm, signs ?? signing(key, algorithm));

  const service = protocol.service.bind(protocol);
  protocol.service = (name) => {
    service(name);
    if (!isAtHand(first) || !(client as Insides)._remoteVer?.startsWith('OpenSSH_')) return;
    const accepted = handlers.SERVICE_ACCEPT;
    handlers.SERVICE_ACCEPT = () => {};
    accepted(protocol, name);
  };

  const request = handlers.GLOBAL_REQUEST;
  handlers.GLOBAL_REQUEST = (from, name, wantsReply, data) => {
    if (name !== 'hostkeys-00@openssh.com' || wantsReply) request(from, name, wantsReply, data);
  };
}

/** For RSA the server first says which hashes it takes. */
function isAtHand(method: object | undefined): boolean {
  const { type, key } = { type: '', key: null, ...method } as { type: string; key: ParsedKey | null };
  return type === 'publickey' && key !== null && key.type !== 'ssh-rsa';
}

/**
 * undefined for a key that cannot sign by itself, as one that an agent holds. ssh2 reads the key anew from its text for
 * each signature, which takes ten times as long as to sign.
 */
function signing(key: ParsedKey, algorithm: string | undefined): Sign | undefined {
  if (typeof key.isPrivateKey !== 'function' || !key.isPrivateKey()) return undefined;
  const hash = hashes.get(algorithm ?? key.type);
  if (hash === undefined) return undefined;
  return (data, signed) => signed(sign(hash, data, privateKeyOf(key)));
}

function privateKeyOf(key: ParsedKey): KeyObject {
  const read = privateKeys.get(key) ?? createPrivateKey(key.getPrivatePEM());
  privateKeys.set(key, read);
  return read;
}

const privateKeys = new WeakMap<ParsedKey, KeyObject>();

/** RFC 8709, 5656 and 8332: what each algorithm signs with. */
const hashes: ReadonlyMap<string, string | null> = new Map([
  ['ssh-ed25519', null],
  ['ecdsa-sha2-nistp256', 'sha256'],
  ['ecdsa-sha2-nistp384', 'sha384'],
  ['ecdsa-sha2-nistp521', 'sha512'],
  ['rsa-sha2-256', 'sha256'],
  ['rsa-sha2-512', 'sha512'],
]);

/**
 * ssh2 hands a channel out when its command has begun. What a host sends on it before that may make it fail, and an
 * error that nobody hears would end the whole pass.
 */
export function hearChannels(client: object): void {
  const channels = (client as Insides)._chanMgr;
  const update = channels.update.bind(channels);
  channels.update = (id, channel) => {
    for (const emitter of [channel, channel.stderr]) emitter.on('error', () => {});
    update(id, channel);
  };
}

type Sign = (data: Buffer, signed: (signature: Buffer) => void) => void;

/** Of ssh2's client. */
interface Insides {
  readonly _remoteVer?: string;
  readonly _protocol: {
    authPK(username: string, key: ParsedKey, algorithm: string | undefined, signs?: Sign): void;
    service(name: string): void;
    readonly _handlers: {
      SERVICE_ACCEPT(protocol: object, name: string): void;
      GLOBAL_REQUEST(protocol: object, name: string, wantsReply: boolean, data: unknown): void;
    };
  };
  /** Its register of channels. */
  readonly _chanMgr: {
    update(id: number, channel: EventEmitter & { stderr: EventEmitter }): void;
  };
}
