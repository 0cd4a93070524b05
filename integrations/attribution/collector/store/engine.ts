import type { Kysely, Transaction } from 'kysely';
import { databaseName, isPostgres } from '../../database-address.ts';
import type { Upgrade } from './count-touches.ts';
import { openPostgres, openPostgresToRead } from './postgres.ts';
import { openSqlite, openSqliteToRead } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** A database of one kind, as the store needs it. The SQL is the same for every kind; what differs is here. */
export interface Engine {
  readonly database: Kysely<Tables>;
  /** What messages call the database; no password is in it. */
  readonly name: string;
  /**
   * Does work in a transaction, and resolves after its commit. Where the connection broke while the commit was
   * answered, the database is asked whether it took place.
   */
  transact<Result>(
    work: (transaction: Transaction<Tables>, shard: number) => Promise<Result>,
  ): Promise<Result>;
  /** Whether the same work may succeed a moment later: a lock of another process, a server that restarts. */
  isPassing(error: unknown): boolean;
  /** Does work of one name one after the other, over all processes that share the database. */
  inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}

/**
 * Opens a database, makes it where there is none, and brings its schema up to date.
 *
 * @throws Problem when it cannot be reached, is not one of Byline's, or is absent and `mustExist`
 */
export function openEngine(settings: EngineSettings): Promise<Engine> {
  return isPostgres(settings.database) ? openPostgres(settings) : openSqlite(settings);
}

/**
 * Opens a database to read it; undefined where there is none, or none of Byline's yet.
 *
 * @throws Problem when it cannot be reached or is not one of Byline's
 */
export function openToRead(database: string): Promise<Kysely<Tables> | undefined> {
  return isPostgres(database)
    ? openPostgresToRead(database, databaseName(database))
    : openSqliteToRead(database);
}

export interface EngineSettings extends Upgrade {
  /** The path of an SQLite file, or `postgres://…`. */
  readonly database: string;
  readonly mustExist: boolean;
  /** Told that a database of an earlier version was brought up to date. */
  readonly tell: (message: string) => void;
}
