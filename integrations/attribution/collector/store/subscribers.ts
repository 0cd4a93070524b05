import type { Kysely } from 'kysely';
import type { Millis } from '#domain';
import type { Batch } from './batch.ts';
import type { Tables } from './tables.ts';
import type { Asking, Subscriber } from './types.ts';

/** How long somebody who was asked to confirm is remembered without an answer. */
const UNANSWERED: Millis = 2 * 86_400_000;

/** How long an address is left alone between two mails that ask it to confirm. */
const BETWEEN: Millis = 3_600_000;

/**
 * Keeps that an address is to be asked.
 *
 * @returns the id to ask it by; undefined where it subscribed before, or was asked a moment ago
 */
export async function askSubscriber(
  { transaction }: Batch,
  { id, address, lang, at }: Asking,
): Promise<string | undefined> {
  const known = await transaction
    .selectFrom('subscriber')
    .selectAll()
    .where('email', '=', address)
    .executeTakeFirst();
  if (known?.confirmed === null && known.asked <= at - BETWEEN) {
    await transaction.updateTable('subscriber').set({ asked: at, lang }).where('id', '=', known.id).execute();
    return known.id;
  }
  if (known !== undefined) return undefined;
  await transaction
    .insertInto('subscriber')
    .values({ id, email: address, lang, asked: at, confirmed: null })
    .execute();
  return id;
}

/** @returns whether that id was asked, now or before */
export async function confirmSubscriber({ transaction }: Batch, id: string, at: Millis): Promise<boolean> {
  await transaction
    .updateTable('subscriber')
    .set({ confirmed: at })
    .where('id', '=', id)
    .where('confirmed', 'is', null)
    .execute();
  const found = await transaction
    .selectFrom('subscriber')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return found !== undefined;
}

/** Deletes a subscriber, of whom nothing is left. @param by an id or an address */
export async function deleteSubscriber({ transaction }: Batch, by: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('subscriber')
    .where((where) => where.or([where('id', '=', by), where('email', '=', by)]))
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Forgets addresses that were asked and did not answer. */
export async function forgetUnanswered({ transaction }: Batch, now: Millis): Promise<void> {
  await transaction
    .deleteFrom('subscriber')
    .where('confirmed', 'is', null)
    .where('asked', '<', now - UNANSWERED)
    .execute();
}

/** Those who confirmed, the earliest first. */
export async function readSubscribers(database: Kysely<Tables>): Promise<Subscriber[]> {
  const rows = await database
    .selectFrom('subscriber')
    .selectAll()
    .where('confirmed', 'is not', null)
    .orderBy('confirmed')
    .orderBy('id')
    .execute();
  return rows.map(({ id, email, lang, confirmed }) => ({
    id,
    address: email,
    lang,
    since: Number(confirmed),
  }));
}
