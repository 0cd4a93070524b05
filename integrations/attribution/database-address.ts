import { Problem } from '#domain';

/**
 * Where the database is: as asked on the command line, else `BYLINE_DATABASE_URL` (`postgres://…`), else
 * `BYLINE_DATABASE` (a file), else `.byline/byline.db`.
 *
 * @throws Problem when `BYLINE_DATABASE_URL` is not the address of a PostgreSQL database
 */
export function databaseAddress(
  environment: Readonly<Record<string, string | undefined>>,
  asked?: string | undefined,
): string {
  const url = environment['BYLINE_DATABASE_URL'];
  if (asked !== undefined) return asked;
  if (!url) return environment['BYLINE_DATABASE'] || '.byline/byline.db';
  if (isPostgres(url)) return url;
  throw new Problem('BYLINE_DATABASE_URL is not the address of a PostgreSQL database', {
    hint: 'Write postgres://user:password@host:5432/name. For an SQLite file set BYLINE_DATABASE.',
  });
}

/** Whether an address is one of PostgreSQL; every other one is the path of an SQLite file. */
export function isPostgres(address: string): boolean {
  return /^postgres(ql)?:\/\//.test(address);
}

/**
 * What a database is called in messages. An address of PostgreSQL is shown without user, password and parameters.
 *
 * @example databaseName('postgres://me:secret@db.example:5432/byline?sslmode=require') // 'postgres://db.example:5432/byline'
 */
export function databaseName(address: string): string {
  if (!isPostgres(address)) return address;
  const url = URL.parse(address);
  return url === null ? 'postgres://…' : `postgres://${url.host}${url.pathname}`;
}
