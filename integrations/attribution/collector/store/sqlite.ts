import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
} from 'kysely';
import { Problem } from '#domain';

const PRAGMAS = `pragma journal_mode = wal; pragma synchronous = full;
  pragma foreign_keys = on; pragma secure_delete = on`;

/** How long a reading connection and the start wait for another process, in milliseconds. */
export const BUSY_TIMEOUT = 10_000;

/**
 * Opens an SQLite file, or makes one that only its owner may read, for Kysely. What is committed survives a power cut:
 * the log is written ahead and synced at each commit. What is deleted is overwritten, so that a person who is to be
 * forgotten is.
 *
 * It waits for locks while the schema is brought up to date. After `neverWait` it does not: a connection that waits
 * would stop the thread that serves pages, so a locked database is an error, and the writer tries again later.
 *
 * @throws Problem when the file is no database or one of another program; the file is left as it was
 */
export async function openSqlite(file: string): Promise<OpenDatabase> {
  await touchFile(file);
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
  try {
    const tables = tablesOf(database);
    checkOurs(tables, file);
    database.exec(PRAGMAS);
    return {
      dialect: new WholeMigrations({ database: asKyselyDatabase(database) }),
      tables,
      neverWait: () => database.exec('pragma busy_timeout = 0'),
    };
  } catch (error) {
    database.close();
    throw asProblem(error, file);
  }
}

/**
 * Opens an SQLite file for Kysely to read, which stays as it is; undefined where there is none, or none of ours yet.
 *
 * @throws Problem when the file is no database, one of another program, or one of an earlier version
 */
export async function openSqliteToRead(file: string): Promise<Dialect | undefined> {
  if (!existsSync(file)) return undefined;
  const database = openToRead(file);
  try {
    const tables = tablesOf(database);
    checkOurs(tables, file);
    if (tables.includes('daily')) return new SqliteDialect({ database: asKyselyDatabase(database) });
  } catch (error) {
    database.close();
    throw asProblem(error, file);
  }
  database.close();
  return undefined;
}

/** Whether an error says that another connection has the database locked. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}

const SQLITE_BUSY = 5;

function openToRead(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT });
  } catch (error) {
    throw asProblem(error, file);
  }
}

async function touchFile(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await (await open(file, 'a', 0o600)).close();
  } catch (cause) {
    throw new Problem(`the database ${file} cannot be opened for writing: ${reasonOf(cause)}`, {
      hint: 'Check the path and its permissions, or name another file by BYLINE_DATABASE.',
      cause,
    });
  }
}

function tablesOf(database: DatabaseSync): readonly string[] {
  const rows = database.prepare("select name from sqlite_master where type = 'table'").all();
  return rows.map(({ name }) => String(name));
}

function checkOurs(tables: readonly string[], file: string): void {
  if (tables.length === 0 || tables.includes('kysely_migration')) return;
  throw new Problem(`${file} is a database of another program`, { hint: ANOTHER_FILE });
}

function asProblem(cause: unknown, file: string): Problem {
  if (cause instanceof Problem) return cause;
  if (reasonOf(cause).includes('not a database')) {
    return new Problem(`${file} is not a database`, { hint: ANOTHER_FILE, cause });
  }
  return new Problem(`the database ${file} cannot be opened: ${reasonOf(cause)}`, {
    hint: ANOTHER_FILE,
    cause,
  });
}

const ANOTHER_FILE = 'It was left as it is. Move it away, or name another file by BYLINE_DATABASE.';

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Kysely's own dialect runs migrations of SQLite outside a transaction. SQLite takes back changes of tables as it does
 * those of rows, so a migration that is stopped in the middle leaves the database as it was.
 */
class WholeMigrations extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely knows SQLite by the interface of another driver; this is that interface over Node's own. */
function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(asked) {
      // A transaction takes its lock when it begins: one that reads first and then writes cannot wait for another.
      const sql = asked === 'begin' ? 'begin immediate' : asked;
      const statement = prepared.get(sql) ?? asKyselyStatement(database.prepare(sql));
      // A statement with its own number of values would fill the memory.
      if (sql.length < LONGEST_KEPT) prepared.set(sql, statement);
      return statement;
    },
  };
}

/** Characters of a statement that is worth keeping prepared. */
const LONGEST_KEPT = 2_000;

function asKyselyStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

/** A database that was opened for writing. */
export interface OpenDatabase {
  readonly dialect: Dialect;
  /** The tables there were when it was opened. */
  readonly tables: readonly string[];
  /** From now on a lock is an error at once. */
  neverWait(): void;
}
