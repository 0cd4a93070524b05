import type { Kysely, Selectable } from 'kysely';
import { type Conversion, type Journey, journeyOf, type Millis, type Touch } from '#domain';
import type { TouchCount } from '../../report.ts';
import type { AudienceCounts, Drop, Lead, Period } from '../store.ts';
import type { Tables } from './schema.ts';

const DAY = 86_400_000;

/** SQL puts each conversion beside its reader's touches, in order; what counts as a step is the domain's to say. */
export async function readJourneys(
  database: Kysely<Tables>,
  { from, to }: Period,
  lookBack: Millis,
): Promise<Journey[]> {
  const rows = await database
    .selectFrom('conversion')
    .leftJoin('touch', (join) =>
      join
        .onRef('touch.reader', '=', 'conversion.reader')
        .onRef('touch.at', '<=', 'conversion.at')
        .on((on) => on('touch.at', '>=', on('conversion.at', '-', lookBack))),
    )
    .selectAll('conversion')
    .select(['touch.id as touch_id', 'touch.at as touch_at', 'post', 'channel'])
    .where('conversion.at', '>=', from)
    .where('conversion.at', '<', to)
    .orderBy('conversion.at')
    .orderBy('conversion.id')
    .orderBy('touch.at')
    .orderBy('touch.id')
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [journeyOf(asConversion(first), [first, ...more].flatMap(asTouch))],
  );
}

/** Counted in the database, so that a busy site’s touches need not travel. */
export async function readTouchCounts(database: Kysely<Tables>, { from, to }: Period): Promise<TouchCount[]> {
  const rows = await database
    .selectFrom('touch')
    .select(({ fn }) => ['post', 'channel', fn.countAll().as('touches')])
    .where('at', '>=', from)
    .where('at', '<', to)
    .groupBy(['post', 'channel'])
    .execute();
  return rows.map((row) => ({ ...row, touches: Number(row.touches) }));
}

/** In three sums; no row of a reader leaves the database. */
export async function readAudience(database: Kysely<Tables>, { from, to }: Period): Promise<AudienceCounts> {
  const views = database.selectFrom('touch').where('at', '>=', from).where('at', '<', to);
  const sums = views.select(({ fn }) => [
    fn.countAll().as('views'),
    fn.count('reader').distinct().as('readers'),
  ]);
  const posts = await sums.select('post').where('post', 'is not', null).groupBy('post').execute();
  const channels = await sums.select('channel').where('channel', 'is not', null).groupBy('channel').execute();
  return {
    ...asCount(await sums.executeTakeFirstOrThrow()),
    posts: posts.map(({ post, ...row }) => ({ key: post ?? '', ...asCount(row) })),
    channels: channels.map(({ channel, ...row }) => ({ key: channel ?? '', ...asCount(row) })),
  };
}

export async function readLeads(database: Kysely<Tables>): Promise<Lead[]> {
  const rows = await database
    .selectFrom('lead')
    .innerJoin('conversion', 'conversion.id', 'lead.conversion')
    .selectAll('conversion')
    .select(['name', 'email', 'message'])
    .orderBy('conversion.at', 'desc')
    .orderBy('conversion.id')
    .execute();
  return rows.map(({ name, email, message, ...row }) => ({
    conversion: asConversion(row),
    name,
    email,
    message,
  }));
}

export async function readDrops(database: Kysely<Tables>, { from, to }: Period): Promise<Drop[]> {
  const rows = await database
    .selectFrom('dropped')
    .select(({ fn }) => ['reason', fn.sum('times').as('times')])
    .where('day', '>', from - DAY)
    .where('day', '<', to)
    .groupBy('reason')
    .execute();
  return rows
    .map(({ reason, times }) => ({ reason, times: Number(times) }))
    .sort((a, b) => b.times - a.times || (a.reason < b.reason ? -1 : 1));
}

// PostgreSQL hands a bigint over as text, hence Number().
function asConversion(row: Selectable<Tables['conversion']>): Conversion {
  const { id, reader, at, offer, kind, proof, earned_amount: amount, earned_currency: currency } = row;
  const earned = amount === null || currency === null ? null : { amount: Number(amount), currency };
  return { id, reader, at: Number(at), offer, kind, proof, earned };
}

function asCount({ views, readers }: Record<'views' | 'readers', string | number | bigint>) {
  return { views: Number(views), readers: Number(readers) };
}

function asTouch({ touch_id, touch_at, reader, post, channel }: TouchColumns): Touch[] {
  if (touch_id === null || touch_at === null) return [];
  return [{ id: touch_id, reader, at: Number(touch_at), post, channel }];
}

interface TouchColumns {
  readonly touch_id: string | null;
  readonly touch_at: Millis | null;
  readonly reader: string;
  readonly post: string | null;
  readonly channel: string | null;
}
