/** For `catch`: that a file was not there is no failure. */
export function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
