import { existsSync } from 'node:fs';
import { access, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import { lock } from 'proper-lockfile';
import { Problem } from '#domain';
import { backUpEarlier, tidyUp } from './back-up.ts';
import type { Engine, EngineSettings } from './engine.ts';
import { isLocked } from './is-locked.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { migrate } from './schema.ts';
import { asKyselyDatabase } from './sqlite-statements.ts';
import { threadDialect } from './sqlite-thread.ts';
import type { Tables } from './tables.ts';
import { PATIENCE, whilePassing } from './while-passing.ts';

const PRAGMAS = `pragma journal_mode = wal; pragma synchronous = full;
  pragma foreign_keys = on; pragma secure_delete = on`;

/** How long a reading connection and the start wait for another process, in milliseconds. */
const BUSY_TIMEOUT = 10_000;

/**
 * Opens an SQLite file, or makes one that only its owner may read. What is committed survives a power cut: the log is
 * written ahead and synced at each commit. What is deleted is overwritten, so that a person who is to be forgotten is.
 *
 * The schema is brought up to date on the calling thread, before anything is served; everything after that is done on
 * a thread of its own. That one never waits for a lock: a locked database is an error, and the caller tries again
 * later, so that reading goes on meanwhile.
 *
 * @throws Problem when the file is no database, one of another program, or absent and `mustExist`
 */
export async function openSqlite(settings: EngineSettings): Promise<Engine> {
  const { database: file, mustExist } = settings;
  if (mustExist) await checkExists(file);
  await whilePassing(isLocked, () => prepareFile(settings), 2 * PATIENCE);
  const database = new Kysely<Tables>({ dialect: threadDialect({ file, pragmas: PRAGMAS }) });
  return {
    database,
    name: file,
    // One process serves an SQLite file, so no other counts at the same time.
    transact: (work) => database.transaction().execute((transaction) => work(transaction, 0)),
    isPassing: isLocked,
    inTurn: inTurnHere(),
  };
}

/**
 * Opens an SQLite file for Kysely to read on the calling thread. The file stays as it is; undefined where there is none,
 * or nothing of ours in it yet.
 *
 * @throws Problem when the file is no database, one of another program, or one of an earlier version
 */
export async function openSqliteToRead(file: string): Promise<Kysely<Tables> | undefined> {
  if (!existsSync(file)) return undefined;
  const database = openConnection(file, { readOnly: true });
  try {
    const tables = tablesOf(database);
    checkOurs(tables, file);
    if (tables.includes('daily')) {
      return new Kysely({ dialect: new SqliteDialect({ database: asKyselyDatabase(database) }) });
    }
  } catch (error) {
    database.close();
    throw asProblem(error, file);
  }
  database.close();
  return undefined;
}

function inTurnHere(): Engine['inTurn'] {
  const inTurn = oneAtATime();
  return (_name, work) => inTurn(work);
}

async function prepareFile(settings: EngineSettings): Promise<void> {
  const { database: file } = settings;
  await touchFile(file);
  const connection = openConnection(file);
  try {
    const tables = tablesOf(connection);
    checkOurs(tables, file);
    connection.exec(PRAGMAS);
    const database = new Kysely<Tables>({
      dialect: new WholeMigrations({ database: asKyselyDatabase(connection) }),
    });
    await alone(file, () => bringUpToDate(database, tables.includes('touch'), settings));
  } catch (error) {
    throw asProblem(error, file);
  } finally {
    connection.close();
  }
}

/** One process after the other: on SQLite, Kysely takes no lock for its migrations. */
async function alone(file: string, work: () => Promise<void>): Promise<void> {
  const release = await lock(file, { retries: { retries: 600, factor: 1, minTimeout: 100 } });
  try {
    await work();
  } finally {
    await release();
  }
}

async function bringUpToDate(
  database: Kysely<Tables>,
  isEarlier: boolean,
  { database: file, tell, ...upgrade }: EngineSettings,
): Promise<void> {
  const backup = isEarlier ? await backUpEarlier(database, file) : undefined;
  await migrate(database, file, { ...upgrade, text: 'text', mayHaveTouches: true });
  if (backup === undefined) return;
  await tidyUp(database);
  tell(
    `${file} was brought up to date: it keeps counts now, and no readers. The database as it was is ${backup}.`,
  );
}

function openConnection(file: string, { readOnly = false } = {}): DatabaseSync {
  try {
    return new DatabaseSync(file, { readOnly, timeout: BUSY_TIMEOUT });
  } catch (error) {
    throw asProblem(error, file);
  }
}

async function checkExists(file: string): Promise<void> {
  try {
    await access(file);
  } catch (cause) {
    throw new Problem(`no database yet: there is no ${file}`, {
      hint: 'Run npm start once; it makes the database. BYLINE_DATABASE names another file.',
      cause,
    });
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
