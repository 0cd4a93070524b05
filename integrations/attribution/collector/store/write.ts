import type { Transaction } from 'kysely';
import type { Conversion, Millis, Money, Touch } from '#domain';
import type { Kept, Lead } from '../store.ts';
import type { DropCount } from './drop-tally.ts';
import type { Tables } from './schema.ts';

export async function insertTouch(transaction: Transaction<Tables>, touch: Touch): Promise<Kept> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('touch')
    .values(touch)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n ? 'stored' : 'replay';
}

export async function insertClick(
  transaction: Transaction<Tables>,
  click: Conversion,
  apart: Millis,
): Promise<Kept | 'repeat'> {
  const earlier = await transaction
    .selectFrom('conversion')
    .select('id')
    .where('reader', '=', click.reader)
    .where('offer', '=', click.offer)
    .where('kind', '=', click.kind)
    .where('at', '>', click.at - apart)
    .where('id', '<>', click.id)
    .limit(1)
    .executeTakeFirst();
  return earlier === undefined ? insertConversion(transaction, click) : 'repeat';
}

export async function insertLead(
  transaction: Transaction<Tables>,
  { conversion, name, email, message }: Lead,
): Promise<Kept | 'spent'> {
  const { id } = conversion;
  if ((await insertConversion(transaction, conversion)) === 'replay') {
    const kept = await transaction
      .selectFrom('lead')
      .selectAll()
      .where('conversion', '=', id)
      .executeTakeFirst();
    const isSame = kept?.name === name && kept.email === email && kept.message === message;
    // One that was forgotten stays so.
    return kept === undefined || isSame ? 'replay' : 'spent';
  }
  await transaction.insertInto('lead').values({ conversion: id, name, email, message }).execute();
  return 'stored';
}

export async function deleteLead(transaction: Transaction<Tables>, id: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('lead')
    .where('conversion', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

export async function updateMoney(
  transaction: Transaction<Tables>,
  id: string,
  { amount, currency }: Money,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('conversion')
    .set({ earned_amount: amount, earned_currency: currency, proof: 'recorded' })
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function addDrops(
  transaction: Transaction<Tables>,
  counts: readonly DropCount[],
): Promise<void> {
  await transaction
    .insertInto('dropped')
    .values(counts)
    .onConflict((conflict) =>
      conflict.columns(['day', 'reason']).doUpdateSet((expression) => ({
        times: expression('dropped.times', '+', expression.ref('excluded.times')),
      })),
    )
    .execute();
}

async function insertConversion(transaction: Transaction<Tables>, conversion: Conversion): Promise<Kept> {
  const { earned, ...known } = conversion;
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('conversion')
    .values({ ...known, earned_amount: earned?.amount ?? null, earned_currency: earned?.currency ?? null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n ? 'stored' : 'replay';
}
