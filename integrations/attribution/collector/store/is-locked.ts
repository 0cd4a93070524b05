import { Problem } from '#domain';

/** Whether an error says that another connection has the database locked. */
export function isLocked(error: unknown): boolean {
  const cause = error instanceof Problem ? error.cause : error;
  return cause instanceof Error && 'errcode' in cause && (Number(cause.errcode) & 0xff) === SQLITE_BUSY;
}

const SQLITE_BUSY = 5;
