import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Kysely knows SQLite by the interface of another driver; this is that interface over Node's own. */
export function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
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
