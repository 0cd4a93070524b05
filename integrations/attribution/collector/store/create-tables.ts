import { type Kysely, sql } from 'kysely';

/**
 * Makes the first tables of `tables.ts`, in types SQLite and PostgreSQL share.
 *
 * @param text the type of text
 */
export function createTables(database: Kysely<unknown>, text: string): Promise<void> {
  return run(database, [
    ...tablesWithDays(text, { shard: '', key: '' }),
    ...tablesWithMoments(text),
    `create table dropped (day ${text} not null, reason ${text} not null, times bigint not null,
      primary key (day, reason))`,
  ]);
}

/** Gives each count parts, so that collectors that count at the same time do not wait for one another. */
export async function shardCounts(database: Kysely<unknown>, text: string): Promise<void> {
  const numbers = 'n, first_today, first_this_month, first_of_post';
  await run(database, [
    'alter table daily rename to earlier_daily',
    'alter table hop rename to earlier_hop',
    ...tablesWithDays(text, { shard: 'shard bigint not null,', key: ', shard' }),
    `insert into daily (day, kind, post, source, offer, ${numbers}, shard)
      select day, kind, post, source, offer, ${numbers}, 0 from earlier_daily`,
    `insert into hop (day, from_source, to_source, n, shard)
      select day, from_source, to_source, n, 0 from earlier_hop`,
    'drop table earlier_daily',
    'drop table earlier_hop',
  ]);
}

/** Makes what the first tables had not: the owner's sessions, and facts about the database itself. */
export function createYoungerTables(database: Kysely<unknown>, text: string): Promise<void> {
  return run(database, [
    `create table session (id ${text} primary key, at bigint not null, expires bigint not null)`,
    `create table meta (name ${text} primary key, value ${text} not null)`,
  ]);
}

/** Makes the list of subscribers. */
export function createSubscribers(database: Kysely<unknown>, text: string): Promise<void> {
  return run(database, [
    `create table subscriber (id ${text} primary key, email ${text} not null unique, lang ${text} not null,
      asked bigint not null, confirmed bigint)`,
  ]);
}

/** Makes the table of addresses at which a report on one offer can be read. */
export function createReportLinks(database: Kysely<unknown>, text: string): Promise<void> {
  return run(database, [
    `create table report_link (key ${text} primary key, offer ${text} not null, at bigint not null)`,
  ]);
}

async function run(database: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

function tablesWithDays(text: string, { shard, key }: { shard: string; key: string }): readonly string[] {
  return [
    `create table daily (day ${text} not null, kind ${text} not null, post ${text} not null,
      source ${text} not null, offer ${text} not null, ${shard} n bigint not null, first_today bigint not null,
      first_this_month bigint not null, first_of_post bigint not null,
      primary key (day, kind, post, source, offer${key}))`,
    `create table hop (day ${text} not null, from_source ${text} not null, to_source ${text} not null, ${shard}
      n bigint not null, primary key (day, from_source, to_source${key}))`,
  ];
}

function tablesWithMoments(text: string): readonly string[] {
  return [
    `create table seen (id ${text} primary key, at bigint not null)`,
    'create index seen_by_time on seen (at)',
    `create table conversion (id ${text} primary key, at bigint not null, day ${text} not null, offer ${text} not null,
      kind ${text} not null, proof ${text} not null, worth_amount bigint, worth_currency ${text}, gap ${text},
      constraint worth_has_a_currency check ((worth_amount is null) = (worth_currency is null)))`,
    'create index conversion_by_time on conversion (at)',
    `create table step (conversion ${text} not null references conversion (id) on delete cascade, list ${text} not null,
      place bigint not null, at bigint not null, key ${text} not null, primary key (conversion, list, place))`,
    `create table entry (conversion ${text} references conversion (id), offer ${text} not null, at bigint not null,
      day ${text} not null, amount bigint not null, currency ${text} not null, kind ${text} not null, source ${text} not null,
      external_id ${text} not null, primary key (source, external_id))`,
    'create index entry_by_time on entry (at)',
    'create index entry_by_conversion on entry (conversion)',
    `create table lead (conversion ${text} primary key references conversion (id), name ${text} not null,
      email ${text} not null, message ${text} not null, state ${text} not null, next_step ${text}, next_day ${text})`,
    `create table lead_note (id ${text} primary key, conversion ${text} not null references conversion (id),
      at bigint not null, state ${text}, text ${text} not null)`,
    'create index lead_note_by_conversion on lead_note (conversion, at)',
    `create table delivery (shop ${text} not null, id ${text} not null, at bigint not null, primary key (shop, id))`,
  ];
}
