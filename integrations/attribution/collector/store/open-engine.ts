import type { Kysely } from 'kysely';
import { databaseName, isPostgres } from '../../database-address.ts';
import type { Engine, EngineSettings } from './engine.ts';
import { openPostgres, openPostgresToRead } from './postgres.ts';
import { openSqlite, openSqliteToRead } from './sqlite.ts';
import type { Tables } from './tables.ts';

/**
 * Opens a database, creates a missing one, and brings its schema up to date.
 *
 * @throws Problem when it cannot be reached, is not one of Byline's, or is absent and `mustExist`
 */
export function openEngine(settings: EngineSettings): Promise<Engine> {
  return isPostgres(settings.database) ? openPostgres(settings) : openSqlite(settings);
}

/**
 * Opens a database to read it; undefined for a missing database, or one without Byline's tables.
 *
 * @throws Problem when it cannot be reached or is not one of Byline's
 */
export function openToRead(database: string): Promise<Kysely<Tables> | undefined> {
  return isPostgres(database)
    ? openPostgresToRead(database, databaseName(database))
    : openSqliteToRead(database);
}
