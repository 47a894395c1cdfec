import { distinct, message, type Message } from '../core/catalogue/catalogue.ts';
import type { Reach } from './reach.ts';

/** Of ssh2, a socket, or several sockets. */
export interface ConnectionError extends Error {
  readonly code?: string;
  readonly level?: string;
  readonly errors?: readonly ConnectionError[];
}

/** The user and what was offered. */
export interface Tried {
  readonly user: string;
  readonly offered: readonly string[];
  /** What else was meant to be offered, and why it was not. */
  readonly problems: readonly string[];
}

/**
 * Errors of ssh2 and of its sockets in an operator's words.
 *
 * @param tried absent before the login.
 */
export function explain(
  error: ConnectionError,
  reach: Pick<Reach, 'address' | 'port' | 'bindAddress' | 'connectTimeoutMs'>,
  tried?: Tried,
): Message {
  const { address, port, bindAddress, connectTimeoutMs } = reach;
  // A name with several addresses: one for each.
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
  if (error.code === 'ETIMEOUT') return message('name-lookup-timeout', { name: address });
  if (error.code === 'EHOSTUNREACH' || error.code === 'ENETUNREACH') return message('host-unreachable');
  if (error.message === 'Connection lost before handshake') return message('handshake-closed');
  if (error.code === 'EADDRNOTAVAIL' && bindAddress !== null)
    return message('bind-address-unusable', { address: bindAddress });
  return message('ssh-failed', { error: error.message || (error.code ?? 'it is not said why') });
}

/** Whether a host is known to be there by it: something at its address has answered. */
export function isRefusal({ code, errors }: ConnectionError): boolean {
  return errors === undefined ? code === 'ECONNREFUSED' : errors.some(isRefusal);
}

export function isNameUnknown({ code }: ConnectionError): boolean {
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}
