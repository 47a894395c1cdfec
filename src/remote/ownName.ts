import { userInfo } from 'node:os';

/** The login name muster runs as; a user id without a name has only its environment to tell. */
export function ownName(env: Readonly<Record<string, string | undefined>>): string {
  try {
    return userInfo().username;
  } catch {
    return env['LOGNAME'] ?? env['USER'] ?? 'root';
  }
}
