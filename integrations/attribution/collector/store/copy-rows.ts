import { type Kysely, type RawBuilder, sql } from 'kysely';
import { inPieces } from './in-pieces.ts';
import type { Tables } from './tables.ts';

/**
 * The tables that a copy has, each after those it refers to, and the columns that tell its rows apart. Sessions are
 * left out: people who are signed in sign in again.
 */
export const copiedTables = {
  meta: ['name'],
  conversion: ['id'],
  step: ['conversion', 'list', 'place'],
  entry: ['source', 'external_id'],
  lead: ['conversion'],
  lead_note: ['id'],
  delivery: ['shop', 'id'],
  report_link: ['key'],
  daily: ['day', 'kind', 'post', 'source', 'offer', 'shard'],
  hop: ['day', 'from_source', 'to_source', 'shard'],
  seen: ['id'],
  dropped: ['day', 'reason'],
  subscriber: ['id'],
} as const satisfies { [Name in Exclude<keyof Tables, 'session'>]: readonly (keyof Tables[Name])[] };

export type CopiedTable = keyof typeof copiedTables;

export const copiedTableNames = Object.keys(copiedTables) as readonly CopiedTable[];

/** Where a copy has arrived: the table, and the key of its last row. */
export interface Place {
  readonly table: CopiedTable;
  readonly key: Key;
}

/** The values of the columns that tell rows apart. */
export type Key = readonly unknown[];

/** The rows of a table after one of them, in the order of their keys and in pieces. */
export async function* rowsOf(
  database: Kysely<Tables>,
  table: CopiedTable,
  after?: Key,
): AsyncGenerator<readonly Row[]> {
  const columns = sql.join(copiedTables[table].map((column) => sql.ref(column)));
  for (let last = after; ; ) {
    const rest = last === undefined ? sql`` : sql`and (${columns}) > (${sql.join(last)})`;
    const rows = await select(database, table, sql`${rest} order by ${columns} limit ${PIECE}`);
    if (rows.length === 0) return;
    yield rows;
    last = keyOf(table, rows.at(-1) ?? {});
  }
}

const PIECE = 1_000;

export function keyOf(table: CopiedTable, row: Row): Key {
  return copiedTables[table].map((column) => row[column]);
}

/** Adds rows to a table that has none of them. */
export async function insertRows(
  database: Kysely<Tables>,
  table: CopiedTable,
  rows: readonly Row[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  await inPieces(rows, async (piece) => {
    const values = piece.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
    const into = sql`${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})`;
    await sql`insert into ${into} values ${sql.join(values)}`.execute(database);
  });
}

/** Deletes all that a copy would have, in an order in which no row is left that refers to a deleted one. */
export async function deleteAll(database: Kysely<Tables>): Promise<void> {
  for (const table of copiedTableNames.toReversed()) {
    await sql`delete from ${sql.table(table)}`.execute(database);
  }
}

/** How many rows a table has, and the sum of its counts or its money, to compare two databases by. */
export async function sizeOf(database: Kysely<Tables>, table: CopiedTable): Promise<string> {
  const sum = summed[table];
  const asked = sql<{ rows: number; sum: number | null }>`
    select count(*) as rows, ${sum === undefined ? sql`0` : sql`sum(${sql.ref(sum)})`} as sum
    from ${sql.table(table)} where ${notAMark(table)}`;
  const [found] = (await asked.execute(database)).rows;
  return `${found?.rows ?? 0}/${found?.sum ?? 0}`;
}

const summed: Partial<Record<CopiedTable, string>> = {
  daily: 'n',
  hop: 'n',
  entry: 'amount',
  dropped: 'times',
};

async function select(
  database: Kysely<Tables>,
  table: CopiedTable,
  rest: RawBuilder<unknown>,
): Promise<readonly Row[]> {
  const asked = sql<Row>`select * from ${sql.table(table)} where ${notAMark(table)} ${rest}`;
  return (await asked.execute(database)).rows;
}

/** The mark of a copy that is under way is no part of what is copied. */
function notAMark(table: CopiedTable): RawBuilder<unknown> {
  return table === 'meta' ? sql`name <> ${COPY_MARK}` : sql`1 = 1`;
}

/** The row of `meta` that says how far a copy into this database has come. */
export const COPY_MARK = 'copy';

export type Row = Readonly<Record<string, unknown>>;
