import { type Kysely, sql } from 'kysely';

/** Makes the tables of `tables.ts`, in types SQLite and PostgreSQL share. */
export async function createTables(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
  `create table daily (day text not null, kind text not null, post text not null, source text not null,
    offer text not null, n bigint not null, first_today bigint not null, first_this_month bigint not null,
    first_of_post bigint not null, primary key (day, kind, post, source, offer))`,
  `create table hop (day text not null, from_source text not null, to_source text not null, n bigint not null,
    primary key (day, from_source, to_source))`,
  'create table seen (id text primary key, at bigint not null)',
  'create index seen_by_time on seen (at)',
  `create table conversion (id text primary key, at bigint not null, day text not null, offer text not null,
    kind text not null, proof text not null, worth_amount bigint, worth_currency text, gap text,
    constraint worth_has_a_currency check ((worth_amount is null) = (worth_currency is null)))`,
  'create index conversion_by_time on conversion (at)',
  `create table step (conversion text not null references conversion (id) on delete cascade, list text not null,
    place bigint not null, at bigint not null, key text not null, primary key (conversion, list, place))`,
  `create table entry (conversion text references conversion (id), offer text not null, at bigint not null,
    day text not null, amount bigint not null, currency text not null, kind text not null, source text not null,
    external_id text not null, primary key (source, external_id))`,
  'create index entry_by_time on entry (at)',
  'create index entry_by_conversion on entry (conversion)',
  `create table lead (conversion text primary key references conversion (id), name text not null,
    email text not null, message text not null, state text not null, next_step text, next_day text)`,
  `create table lead_note (id text primary key, conversion text not null references conversion (id),
    at bigint not null, state text, text text not null)`,
  'create index lead_note_by_conversion on lead_note (conversion, at)',
  `create table delivery (shop text not null, id text not null, at bigint not null, primary key (shop, id))`,
  `create table dropped (day text not null, reason text not null, times bigint not null,
    primary key (day, reason))`,
];
