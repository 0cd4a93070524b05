import { Problem } from '#domain';

/** An error of PostgreSQL or of the way to it: its sentence and its code, and none of the values that were sent. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';
  /** SQLSTATE of five characters, or Node's own, such as `ECONNREFUSED`. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** The same error without the row it was about and without the address, both of which are nobody's to read in a log. */
export function withoutData(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return new PostgresError(error.message || (code ?? 'the connection failed'), code ?? codeOf(error.message));
}

/** Codes for what the driver says in words alone. */
function codeOf(message: string): string {
  if (/timeout/i.test(message)) return 'ETIMEDOUT';
  return /terminated|not queryable|discarded/i.test(message) ? 'ECONNRESET' : '';
}

/** Whether a server starts or has no connection left, so that waiting helps at once. */
export function isStarting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['57P03', '53300'].includes(String(error.code));
}

/** Whether the same work may succeed a moment later: the server restarts, or two transactions were in each other's way. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : codeOf(error.message);
  return PASSING.has(code) || code.startsWith('08');
}

const PASSING: ReadonlySet<string> = new Set([
  ...['57P01', '57P02', '57P03', '53300', '40001', '40P01', '55P03'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENOENT'],
]);

/** What an owner is told of a database that cannot be opened. */
export function asProblem(error: unknown, name: string): Problem {
  if (error instanceof Problem) return error;
  const { message, code } = error instanceof PostgresError ? error : new PostgresError(String(error), '');
  const [reason, hint] = REASONS[code] ?? [message, undefined];
  return new Problem(`the database ${name} cannot be opened: ${reason}`, {
    hint: hint ?? 'Check BYLINE_DATABASE_URL, and that the server runs.',
    cause: error,
  });
}

const RUNS = 'Check that PostgreSQL runs there, and the host and port in BYLINE_DATABASE_URL.';
const USER =
  'Check user and password in BYLINE_DATABASE_URL. What is no letter or digit has to be percent-encoded.';

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  ECONNREFUSED: ['nothing answers there', RUNS],
  ENOENT: ['nothing answers there', RUNS],
  ENOTFOUND: ['its host is not known', 'Check the host in BYLINE_DATABASE_URL.'],
  EAI_AGAIN: ['its host cannot be looked up', 'Check the host in BYLINE_DATABASE_URL, and the network.'],
  ETIMEDOUT: ['it does not answer in time', RUNS],
  EHOSTUNREACH: ['its host cannot be reached', RUNS],
  ENETUNREACH: ['its host cannot be reached', RUNS],
  '28P01': ['it refuses this user or this password', USER],
  '28000': ['it refuses this user', USER],
  '3D000': ['there is no database of that name', 'Make it: createdb byline'],
  '42501': [
    'this user may not make tables in it',
    'Let the user own the database: alter database byline owner to …',
  ],
};
