import type { Reach } from './reach.ts';

/** Of ssh2, a socket, or several sockets. */
export interface ConnectionError extends Error {
  readonly code?: string;
  readonly level?: string;
  readonly errors?: readonly ConnectionError[];
}

/**
 * Errors of ssh2 and of its sockets in an operator's words.
 *
 * @param tried the user and what was offered.
 */
export function explain(error: ConnectionError, reach: Reach, tried: string): string {
  const { address, port, bindAddress } = reach;
  // A name with several addresses: one for each.
  if (error.errors !== undefined && error.errors.length > 0)
    return [...new Set(error.errors.map((one) => explain(one, reach, tried)))].join('; ');
  if (error.level === 'client-authentication') return `the host accepted none of our keys: ${tried}`;
  if (error.level === 'client-timeout') return 'ssh did not come up in time';
  if (error.code === 'ECONNREFUSED') return `connection refused at port ${port}: no ssh server there`;
  if (isNameUnknown(error)) return `the name ${address} does not resolve`;
  if (error.code === 'ETIMEOUT') return notLookedUp(address);
  if (error.code === 'EHOSTUNREACH' || error.code === 'ENETUNREACH') return 'no route to the host';
  if (error.message === 'Connection lost before handshake')
    return `ssh failed: ${error.message}: its sshd has too many logins begun (MaxStartups) or shuts us out, its log tells`;
  if (error.code === 'EADDRNOTAVAIL' && bindAddress !== null)
    return `BindAddress ${bindAddress} of the ssh config is no address of this machine`;
  return `ssh failed: ${error.message || (error.code ?? 'it is not said why')}`;
}

/** Whether a host is known to be there by it: something at its address has answered. */
export function isRefusal({ code, errors }: ConnectionError): boolean {
  return errors === undefined ? code === 'ECONNREFUSED' : errors.some(isRefusal);
}

export function isNameUnknown({ code }: ConnectionError): boolean {
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}

export function notLookedUp(name: string): string {
  return `the name ${name} was not looked up in time`;
}
