import ssh2, { type AuthContext, type ParsedKey, type Server } from 'ssh2';

import { runCommand, type Surroundings } from './command.ts';

export interface Access {
  /** The one login name. */
  readonly user: string;
  /** The one public key that may log in. */
  readonly authorizedKey: ParsedKey;
  /** The host's private key, as text. */
  readonly hostKey: string;
}

/**
 * An ssh server that does what muster needs of a host and no more: public key logins, and commands. No terminal, no
 * shell, no forwarding, no files.
 */
export function sshServer(access: Access, at: Surroundings): Server {
  return new ssh2.Server({ hostKeys: [access.hostKey] }, (connection) => {
    // A client may vanish at any moment.
    connection.on('error', () => {});
    connection.on('authentication', (attempt) => {
      if (mayLogIn(attempt, access)) attempt.accept();
      else attempt.reject(['publickey']);
    });
    connection.on('session', (accept) => {
      accept().on('exec', (acceptExec, _reject, { command }) =>
        runCommand(command, acceptExec(), connection, at),
      );
    });
  });
}

function mayLogIn(attempt: AuthContext, { user, authorizedKey }: Access): boolean {
  if (attempt.method !== 'publickey' || attempt.username !== user) return false;
  if (!attempt.key.data.equals(authorizedKey.getPublicSSH())) return false;
  // Without a signature the client only asks whether this key would do.
  if (attempt.signature === undefined || attempt.blob === undefined) return true;
  // ssh2 gives an Error, which is not false, for a signature it cannot make sense of.
  return authorizedKey.verify(attempt.blob, attempt.signature, attempt.hashAlgo) === true;
}
