import type { Transaction } from 'kysely';
import type { Conversion, Millis, Money, Touch } from '#domain';
import type { Kept, Lead, SpentToken } from '../store.ts';
import type { Tables } from './schema.ts';

const DAY = 86_400_000;

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
  token: SpentToken,
  now: Millis,
): Promise<'stored' | 'spent'> {
  await transaction.deleteFrom('spent_token').where('expires', '<', now).execute();
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('spent_token')
    .values(token)
    .onConflict((conflict) => conflict.column('nonce').doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) return 'spent';
  await insertConversion(transaction, conversion);
  await transaction.insertInto('lead').values({ conversion: conversion.id, name, email, message }).execute();
  return 'stored';
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

export async function tallyDrop(
  transaction: Transaction<Tables>,
  reason: string,
  now: Millis,
): Promise<void> {
  await transaction
    .insertInto('dropped')
    .values({ day: now - (now % DAY), reason, times: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['day', 'reason'])
        .doUpdateSet((expression) => ({ times: expression('dropped.times', '+', 1) })),
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
