/** Why a file of the operator could not be read, in few words. */
export function readFault(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES') return 'no permission to read it';
  return code === 'EISDIR' ? 'it is a folder' : message;
}

/** Whether the error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
