import { distinct, message, type Message } from '../core/catalogue/catalogue.ts';
import type { Reach } from './reach.ts';

/** An error of ssh2, of a socket, or of several sockets. */
export interface ConnectionError extends Error {
  readonly code?: string;
  readonly level?: string;
  readonly errors?: readonly ConnectionError[];
}

/** The user and the keys that were offered. */
export interface Tried {
  readonly user: string;
  readonly offered: readonly string[];
  /** Why further keys could not be offered. */
  readonly problems: readonly string[];
}

/**
 * Explains errors of ssh2 and of its sockets to an operator.
 *
 * @param tried absent before the login.
 */
export function explain(
  error: ConnectionError,
  reach: Pick<Reach, 'address' | 'port' | 'bindAddress' | 'connectTimeoutMs'>,
  tried?: Tried,
): Message {
  const { address, port, bindAddress, connectTimeoutMs } = reach;
  // A name with several addresses: one error for each.
  if (error.errors !== undefined && error.errors.length > 0) {
    const [first, ...others] = distinct(error.errors.map((one) => explain(one, reach, tried)));
    if (first !== undefined && others.length === 0) return first;
    return message('addresses-unreachable', { causes: [first, ...others].flatMap((one) => one?.text ?? []) });
  }
  if (error.level === 'client-authentication' && tried !== undefined)
    return message('auth-refused', { ...tried });
  if (error.level === 'client-timeout')
    return message('connect-timeout', { seconds: connectTimeoutMs / 1000 });
  if (error.code === 'ECONNREFUSED') return message('connection-refused', { port });
  if (isNameUnknown(error)) return message('name-unresolved', { name: address });
  if (error.code === 'EAI_AGAIN') return message('name-servers-unreachable', { name: address });
  if (error.code === 'ETIMEOUT') return message('name-lookup-timeout', { name: address });
  if (error.code === 'EHOSTUNREACH' || error.code === 'ENETUNREACH') return message('host-unreachable');
  if (error.message === 'Connection lost before handshake') return message('handshake-closed');
  if (error.code === 'EADDRNOTAVAIL' && bindAddress !== null)
    return message('bind-address-unusable', { address: bindAddress });
  return message('ssh-failed', { error: error.message || (error.code ?? 'no reason given') });
}

/** Whether the error shows that the host is up: something at its address answered. */
export function isRefusal({ code, errors }: ConnectionError): boolean {
  return errors === undefined ? code === 'ECONNREFUSED' : errors.some(isRefusal);
}

/** Not where the name servers failed for the moment (`EAI_AGAIN`): then nothing is known of the name. */
export function isNameUnknown({ code }: ConnectionError): boolean {
  return code === 'ENOTFOUND';
}
