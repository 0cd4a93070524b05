import type { Transaction } from 'kysely';
import type { Conversion, Entry, Millis, Touch } from '#domain';
import type { Batch } from './batch.ts';
import type { DropCount } from './drop-tally.ts';
import type { DailyRow, StepRow, Tables } from './tables.ts';
import type { Count, Kept, Lead, LeadChange, ReportLink, Session, Taken } from './types.ts';

const DAY = 86_400_000;

/** How long the id of an event is remembered. */
const REMEMBERED: Millis = 2 * DAY;

/** Adds an event to the counts of its day, unless it was there before. */
export async function addCount(batch: Batch, count: Count, day: string): Promise<Kept> {
  if (!(await batch.isNew(count))) return 'replay';
  batch.addDaily(dailyOf(count, day));
  if (count.hop !== undefined) {
    batch.addHop({ day, from_source: count.hop.from ?? '', to_source: count.hop.to, n: 1 });
  }
  return 'stored';
}

/** A click: a conversion, and one more click of its day. */
export async function addClick(batch: Batch, click: Conversion, count: Count, day: string): Promise<Kept> {
  if ((await addCount(batch, count, day)) === 'replay') return 'replay';
  return insertConversion(batch.transaction, click, day);
}

/** Forgets ids of events that are older than they are remembered. */
export async function forgetSeen({ transaction }: Batch, now: Millis): Promise<void> {
  await transaction
    .deleteFrom('seen')
    .where('at', '<', now - REMEMBERED)
    .execute();
}

export async function insertLead({ transaction }: Batch, lead: Lead, day: string): Promise<Taken> {
  const { conversion, name, email, message } = lead;
  if ((await insertConversion(transaction, conversion, day)) === 'replay') {
    const kept = await transaction
      .selectFrom('lead')
      .selectAll()
      .where('conversion', '=', conversion.id)
      .executeTakeFirst();
    const isSame = kept?.name === name && kept.email === email && kept.message === message;
    // A lead that was forgotten stays so.
    return kept === undefined || isSame ? 'replay' : 'spent';
  }
  const { state, nextStep, nextDay } = lead;
  const person = { name, email, message, state, next_step: nextStep, next_day: nextDay };
  await transaction
    .insertInto('lead')
    .values({ conversion: conversion.id, ...person })
    .execute();
  return 'stored';
}

/** Changes a lead and writes down that it was; false when there is no lead of that id. */
export async function changeLead(
  { transaction }: Batch,
  conversion: string,
  { id, at, state, nextStep, nextDay, note, worth }: LeadChange,
): Promise<boolean> {
  const next = {
    ...(state !== undefined && { state }),
    ...(nextStep !== undefined && { next_step: nextStep }),
    ...(nextDay !== undefined && { next_day: nextDay }),
  };
  const lead = await transaction
    .selectFrom('lead')
    .select('state')
    .where('conversion', '=', conversion)
    .executeTakeFirst();
  if (lead === undefined) return false;
  if (Object.keys(next).length > 0) {
    await transaction.updateTable('lead').set(next).where('conversion', '=', conversion).execute();
  }
  if (worth !== undefined) {
    const amounts = { worth_amount: worth.amount, worth_currency: worth.currency };
    await transaction.updateTable('conversion').set(amounts).where('id', '=', conversion).execute();
  }
  const text = note ?? '';
  await transaction
    .insertInto('lead_note')
    .values({ id, conversion, at, state: state ?? null, text })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return true;
}

/** Deletes name, e-mail, message and notes; the conversion stays. */
export async function deleteLead({ transaction }: Batch, id: string): Promise<boolean> {
  await transaction.deleteFrom('lead_note').where('conversion', '=', id).execute();
  const { numDeletedRows } = await transaction
    .deleteFrom('lead')
    .where('conversion', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

export async function insertConversion(
  transaction: Transaction<Tables>,
  { journey, worth, ...known }: Conversion,
  day: string,
): Promise<Kept> {
  const row = {
    ...known,
    day,
    worth_amount: worth?.amount ?? null,
    worth_currency: worth?.currency ?? null,
    gap: journey.gap,
  };
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('conversion')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) return 'replay';
  const steps = [
    ...stepsOf(known.id, 'arrival', journey.arrivals),
    ...stepsOf(known.id, 'read', journey.reads),
  ];
  if (steps.length > 0) await transaction.insertInto('step').values(steps).execute();
  return 'stored';
}

/** Adds an entry to the ledger, once for each (source, external id). */
export async function insertEntry(
  transaction: Transaction<Tables>,
  { money, externalId, ...entry }: Entry,
  day: string,
): Promise<Kept> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('entry')
    .values({ ...entry, ...money, rate: entry.rate ?? null, external_id: externalId, day })
    .onConflict((conflict) => conflict.columns(['source', 'external_id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n ? 'stored' : 'replay';
}

/** Whether a message of a shop is here for the first time. */
export async function insertDelivery(
  transaction: Transaction<Tables>,
  delivery: Tables['delivery'],
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('delivery')
    .values(delivery)
    .onConflict((conflict) => conflict.columns(['shop', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function addDrops({ transaction }: Batch, counts: readonly DropCount[]): Promise<void> {
  await transaction
    .insertInto('dropped')
    .values(counts)
    .onConflict((conflict) =>
      conflict.columns(['day', 'reason']).doUpdateSet((to) => ({
        times: to('dropped.times', '+', to.ref('excluded.times')),
      })),
    )
    .execute();
}

/** Keeps a session, and forgets those that have expired. */
export async function insertSession({ transaction }: Batch, session: Session, now: Millis): Promise<void> {
  await transaction.deleteFrom('session').where('expires', '<=', now).execute();
  await transaction.insertInto('session').values(session).execute();
}

export async function deleteSession({ transaction }: Batch, id: string): Promise<void> {
  await transaction.deleteFrom('session').where('id', '=', id).execute();
}

export async function deleteSessions({ transaction }: Batch): Promise<void> {
  await transaction.deleteFrom('session').execute();
}

function dailyOf(count: Count, day: string): Omit<DailyRow, 'shard'> {
  return {
    day,
    kind: count.kind,
    post: count.post ?? '',
    source: count.source ?? '',
    offer: count.offer ?? '',
    n: 1,
    first_today: Number(count.firstToday ?? false),
    first_this_month: Number(count.firstThisMonth ?? false),
    first_of_post: Number(count.firstOfPost ?? false),
  };
}

function stepsOf(conversion: string, list: StepRow['list'], touches: readonly Touch[]): StepRow[] {
  return touches.map(({ at, key }, place) => ({ conversion, list, place, at, key }));
}

export async function insertReportLink({ transaction }: Batch, link: ReportLink): Promise<void> {
  await transaction
    .insertInto('report_link')
    .values(link)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

/** false where there is no link of that key. */
export async function deleteReportLink({ transaction }: Batch, key: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('report_link')
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}
