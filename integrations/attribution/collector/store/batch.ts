import type { Transaction } from 'kysely';
import type { DailyRow, HopRow, Tables } from './tables.ts';

/**
 * The writes of one commit. Counts are added up in memory and written once at its end, one statement for each
 * distinct count, so that a hundred views of one post cost one write.
 */
export interface Batch {
  readonly transaction: Transaction<Tables>;
  addDaily(row: DailyRow): void;
  addHop(row: HopRow): void;
}

/** Does the work, then writes what it counted; all in the given transaction. */
export async function inBatch<Result>(
  transaction: Transaction<Tables>,
  work: (batch: Batch) => Promise<Result>,
): Promise<Result> {
  const daily = new Map<string, DailyRow>();
  const hops = new Map<string, HopRow>();
  const result = await work({
    transaction,
    addDaily: (row) =>
      addUp(daily, JSON.stringify([row.day, row.kind, row.post, row.source, row.offer]), row),
    addHop: (row) => addUp(hops, JSON.stringify([row.day, row.from_source, row.to_source]), row),
  });
  for (const row of daily.values()) await upsertDaily(transaction, row);
  for (const row of hops.values()) await upsertHop(transaction, row);
  return result;
}

/** Adds the numbers of two rows of one key; its texts are the same. */
function addUp<Row extends DailyRow | HopRow>(rows: Map<string, Row>, key: string, row: Row): void {
  const before = rows.get(key);
  if (before === undefined) rows.set(key, row);
  else rows.set(key, sumOf(before, row));
}

function sumOf<Row extends DailyRow | HopRow>(a: Row, b: Row): Row {
  const numbers = Object.entries(a).flatMap(([name, value]) => {
    const other: unknown = Reflect.get(b, name);
    return typeof value === 'number' && typeof other === 'number' ? [[name, value + other]] : [];
  });
  return { ...a, ...Object.fromEntries(numbers) };
}

async function upsertDaily(transaction: Transaction<Tables>, row: DailyRow): Promise<void> {
  await transaction
    .insertInto('daily')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['day', 'kind', 'post', 'source', 'offer']).doUpdateSet((to) => ({
        n: to('daily.n', '+', row.n),
        first_today: to('daily.first_today', '+', row.first_today),
        first_this_month: to('daily.first_this_month', '+', row.first_this_month),
        first_of_post: to('daily.first_of_post', '+', row.first_of_post),
      })),
    )
    .execute();
}

async function upsertHop(transaction: Transaction<Tables>, row: HopRow): Promise<void> {
  await transaction
    .insertInto('hop')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['day', 'from_source', 'to_source'])
        .doUpdateSet((to) => ({ n: to('hop.n', '+', row.n) })),
    )
    .execute();
}
