import { CompiledQuery, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Problem } from '#domain';
import { databaseName } from '../../database-address.ts';
import type { Engine, EngineSettings } from './engine.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { asProblem, isPassing, isStarting, PostgresError } from './postgres-errors.ts';
import { openPool } from './postgres-pool.ts';
import { migrate } from './schema.ts';
import type { Tables } from './tables.ts';
import { whilePassing } from './while-passing.ts';

/** The first number of every advisory lock of Byline; the second says which. */
const LOCKS = 0x6279;

/** How many parts a count may have. More collectors than that take turns. */
const SHARDS = 64;

/** Text is ordered and compared by its bytes, as SQLite does it. */
const TEXT = 'text collate "C"';

/**
 * Opens a PostgreSQL database, and creates missing tables. Any number of collectors may have it open.
 *
 * @throws Problem when it cannot be reached, is one of another program, or has no tables and `mustExist`
 */
export async function openPostgres(settings: EngineSettings): Promise<Engine> {
  const { database: url, mustExist, tell: _, ...upgrade } = settings;
  const name = databaseName(url);
  const database = await connect(url, name, KEEP_COMMITS);
  try {
    const tables = await whilePassing(isStarting, () => tablesOf(database));
    checkOurs(tables, name);
    if (mustExist && !tables.includes('daily')) throw noTables(name);
    await migrate(database, name, { ...upgrade, text: TEXT, mayHaveTouches: false });
  } catch (error) {
    await database.destroy();
    throw asProblem(error, name);
  }
  return { database, name, transact: transactOver(database), isPassing, inTurn: inTurnOver(database) };
}

/**
 * Opens a PostgreSQL database to read; undefined where it has no tables yet.
 *
 * @throws Problem when it cannot be reached or is one of another program
 */
export async function openPostgresToRead(url: string, name: string): Promise<Kysely<Tables> | undefined> {
  const database = await connect(url, name, READ_ONLY);
  try {
    const tables = await whilePassing(isStarting, () => tablesOf(database));
    checkOurs(tables, name);
    if (tables.includes('daily')) return database;
  } catch (error) {
    await database.destroy();
    throw asProblem(error, name);
  }
  await database.destroy();
  return undefined;
}

/** A server may be set to answer a commit before it is on disk; what is acknowledged has to be. */
const KEEP_COMMITS = `select set_config('synchronous_commit', 'on', false)
  where current_setting('synchronous_commit') = 'off'`;

const READ_ONLY = 'set default_transaction_read_only = on';

/** @param first the statement that each new connection begins with */
async function connect(url: string, name: string, first: string): Promise<Kysely<Tables>> {
  const dialect = new PostgresDialect({
    pool: await openPool(url, name),
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw(first));
    },
  });
  return new Kysely({ dialect });
}

async function tablesOf(database: Kysely<Tables>): Promise<readonly string[]> {
  const found = sql<{
    name: string;
  }>`select tablename as name from pg_tables where schemaname = current_schema()`;
  return (await found.execute(database)).rows.map(({ name }) => name);
}

function checkOurs(tables: readonly string[], name: string): void {
  if (tables.length === 0 || tables.includes('kysely_migration')) return;
  throw new Problem(`${name} is a database of another program`, {
    hint: 'It was left as it is. Make a database for Byline alone, and name it by BYLINE_DATABASE_URL.',
  });
}

function noTables(name: string): Problem {
  return new Problem(`no database yet: ${name} has no tables`, {
    hint: 'Run npm start once; it makes them. BYLINE_DATABASE_URL names another database.',
  });
}

/**
 * Transactions that count in a part of their own, so that collectors do not wait for one another's counts: each takes
 * the first part that no other transaction has at the moment.
 */
function transactOver(database: Kysely<Tables>): Engine['transact'] {
  let preferred = 0;
  return async <Result>(work: (transaction: Transaction<Tables>, shard: number) => Promise<Result>) => {
    const done: { id: string; result: Result }[] = [];
    try {
      return await database.transaction().execute(async (transaction) => {
        const { id, shard } = await claimShard(transaction, preferred);
        preferred = shard;
        const result = await work(transaction, shard);
        done.push({ id, result });
        return result;
      });
    } catch (error) {
      const [last] = done;
      // All was done but for the commit: its answer may have been lost on the way.
      if (last === undefined || !isPassing(error) || !(await wasCommitted(database, last.id))) throw error;
      return last.result;
    }
  };
}

async function claimShard(
  transaction: Transaction<Tables>,
  preferred: number,
): Promise<{ id: string; shard: number }> {
  for (let turn = 0; ; turn += 1) {
    const shard = (preferred + turn) % SHARDS;
    const { rows } = await sql<{ id: string; free: boolean }>`
      select pg_current_xact_id()::text as id, pg_try_advisory_xact_lock(${LOCKS}, ${shard}) as free
    `.execute(transaction);
    const [row] = rows;
    if (row !== undefined && (row.free || turn === SHARDS)) return { id: row.id, shard };
  }
}

async function wasCommitted(database: Kysely<Tables>, id: string): Promise<boolean> {
  const status = await whilePassing(isPassing, () => statusOf(database, id));
  return status === 'committed';
}

async function statusOf(database: Kysely<Tables>, id: string): Promise<string | null> {
  try {
    const asked = sql<{ status: string | null }>`select pg_xact_status(${id}::xid8) as status`;
    const status = (await asked.execute(database)).rows[0]?.status ?? null;
    if (status === 'in progress') throw new PostgresError('the commit is under way', '57P03');
    return status;
  } catch (error) {
    // After a crash the server knows nothing of a transaction that had written nothing to its log.
    if (error instanceof PostgresError && error.code === INVALID_PARAMETER) return null;
    throw error;
  }
}

const INVALID_PARAMETER = '22023';

/** Within this process first, so that waiting takes one connection and leaves the others to the work. */
function inTurnOver(database: Kysely<Tables>): Engine['inTurn'] {
  const here = oneAtATime();
  return (name, work) =>
    here(() =>
      database.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(${LOCKS + 1}, hashtext(${name}))`.execute(transaction);
        return work();
      }),
    );
}
