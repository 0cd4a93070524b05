import type { Transaction } from 'kysely';
import { inPieces } from './in-pieces.ts';
import type { DailyRow, HopRow, Tables } from './tables.ts';
import type { Count } from './types.ts';

/**
 * The writes of one commit. Counts are added up in memory and written once at its end, so that a hundred views of one
 * post cost one row; and the database is asked once which events are new.
 */
export interface Batch {
  readonly transaction: Transaction<Tables>;
  /** Says before the writes begin that one of them will ask {@link isNew} of this event. */
  announce(event: Event): void;
  /** Whether the event's id is there for the first time; remembers it. */
  isNew(event: Event): Promise<boolean>;
  addDaily(row: Unsharded<DailyRow>): void;
  addHop(row: Unsharded<HopRow>): void;
}

/**
 * Does the work, then writes what it counted; all in the given transaction.
 *
 * @param shard the part of each count that this transaction adds to
 */
export async function inBatch<Result>(
  transaction: Transaction<Tables>,
  shard: number,
  work: (batch: Batch) => Promise<Result>,
): Promise<Result> {
  const daily = new Map<string, DailyRow>();
  const hops = new Map<string, HopRow>();
  const result = await work({
    transaction,
    ...memoryOfEvents(transaction),
    addDaily: (row) =>
      addUp(daily, JSON.stringify([row.day, row.kind, row.post, row.source, row.offer]), { ...row, shard }),
    addHop: (row) =>
      addUp(hops, JSON.stringify([row.day, row.from_source, row.to_source]), { ...row, shard }),
  });
  await Promise.all([
    inPieces(inOrder(daily), (rows) => upsertDaily(transaction, rows)),
    inPieces(inOrder(hops), (rows) => upsertHops(transaction, rows)),
  ]);
  return result;
}

function memoryOfEvents(transaction: Transaction<Tables>): Pick<Batch, 'announce' | 'isNew'> {
  let announced: Event[] = [];
  const unused = new Set<string>();
  async function remember(): Promise<void> {
    const events = announced;
    announced = [];
    for (const id of await rememberAll(transaction, events)) unused.add(id);
  }
  return {
    announce: (event) => announced.push(event),
    async isNew(event) {
      if (announced.length > 0) await remember();
      return unused.delete(event.id);
    },
  };
}

/** The ids that were not there before. */
async function rememberAll(transaction: Transaction<Tables>, events: readonly Event[]): Promise<string[]> {
  const rows = new Map(events.map(({ id, at }) => [id, { id, at }]));
  const ids: string[] = [];
  await inPieces(inOrder(rows), async (piece) => {
    const added = await transaction
      .insertInto('seen')
      .values(piece)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute();
    for (const { id } of added) ids.push(id);
  });
  return ids;
}

/** By their keys: two transactions that lock the same rows in the same order cannot block each other for ever. */
function inOrder<Row>(rows: ReadonlyMap<string, Row>): Row[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Adds the numbers of two rows of one key; its texts are the same. */
function addUp<Row extends DailyRow | HopRow>(rows: Map<string, Row>, key: string, row: Row): void {
  const before = rows.get(key);
  rows.set(key, before === undefined ? row : sumOf(before, row));
}

function sumOf<Row extends DailyRow | HopRow>(a: Row, b: Row): Row {
  const numbers = Object.entries(a).flatMap(([name, value]) => {
    const other: unknown = Reflect.get(b, name);
    const isCount = name !== 'shard' && typeof value === 'number' && typeof other === 'number';
    return isCount ? [[name, value + other]] : [];
  });
  return { ...a, ...Object.fromEntries(numbers) };
}

async function upsertDaily(transaction: Transaction<Tables>, rows: readonly DailyRow[]): Promise<void> {
  await transaction
    .insertInto('daily')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['day', 'kind', 'post', 'source', 'offer', 'shard']).doUpdateSet((to) => ({
        n: to('daily.n', '+', to.ref('excluded.n')),
        first_today: to('daily.first_today', '+', to.ref('excluded.first_today')),
        first_this_month: to('daily.first_this_month', '+', to.ref('excluded.first_this_month')),
        first_of_post: to('daily.first_of_post', '+', to.ref('excluded.first_of_post')),
      })),
    )
    .execute();
}

async function upsertHops(transaction: Transaction<Tables>, rows: readonly HopRow[]): Promise<void> {
  await transaction
    .insertInto('hop')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['day', 'from_source', 'to_source', 'shard'])
        .doUpdateSet((to) => ({ n: to('hop.n', '+', to.ref('excluded.n')) })),
    )
    .execute();
}

type Event = Pick<Count, 'id' | 'at'>;

type Unsharded<Row> = Omit<Row, 'shard'>;
