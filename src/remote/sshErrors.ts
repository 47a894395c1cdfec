import type { Reach } from './reach.ts';

/**
 * Errors of ssh2 and of its sockets in an operator's words.
 *
 * @param tried the user and what was offered.
 */
export function explain(
  error: Error & { code?: string; level?: string },
  { address, port, bindAddress }: Reach,
  tried: string,
): string {
  if (error.level === 'client-authentication') return `the host accepted none of our keys: ${tried}`;
  if (error.level === 'client-timeout') return 'ssh did not come up in time';
  if (error.code === 'ECONNREFUSED') return `connection refused at port ${port}: no ssh server there`;
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') return `the name ${address} does not resolve`;
  if (error.code === 'EHOSTUNREACH' || error.code === 'ENETUNREACH') return 'no route to the host';
  if (error.message === 'Connection lost before handshake')
    return `ssh failed: ${error.message}: its sshd has too many logins begun (MaxStartups) or shuts us out, its log tells`;
  if (error.code === 'EADDRNOTAVAIL' && bindAddress !== null)
    return `BindAddress ${bindAddress} of the ssh config is no address of this machine`;
  return `ssh failed: ${error.message}`;
}
