import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { Problem } from '#domain';
import { countTouches, type Upgrade } from './count-touches.ts';
import {
  createReportLinks,
  createSubscribers,
  createTables,
  createYoungerTables,
  shardCounts,
} from './create-tables.ts';
import type { Tables } from './tables.ts';

/**
 * Brings the schema up to date. Several processes may do so at once: the first one does it, the others wait.
 *
 * @param name of the database, for messages
 * @throws Problem when a newer Byline wrote the database
 */
export async function migrate(database: Kysely<Tables>, name: string, schema: Schema): Promise<void> {
  const provider = { getMigrations: async () => migrationsFor(schema) };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error === undefined) return;
  const isNewer = error instanceof Error && error.message.startsWith('corrupted migrations');
  throw new Problem(
    `the database ${name} ${isNewer ? 'was made by a newer Byline' : 'could not be brought up to date'}`,
    {
      hint: isNewer
        ? 'Update Byline, or name another database by BYLINE_DATABASE or BYLINE_DATABASE_URL.'
        : 'It is as it was before. Nothing was lost.',
      cause: error,
    },
  );
}

function migrationsFor(schema: Schema): Record<string, Migration> {
  return {
    ...(schema.mayHaveTouches ? fromTouches(schema) : fromNothing(schema)),
    // Several collectors may count at the same time; an owner signs in, and may sign out everywhere.
    '0004-shards-and-sessions': {
      async up(database) {
        await shardCounts(database, schema.text);
        await createYoungerTables(database, schema.text);
      },
    },
    '0005-subscribers': { up: (database) => createSubscribers(database, schema.text) },
    // Amounts had the digits of Node's own table of currencies, which are not those of ISO 4217.
    '0006-digits-rates-and-links': {
      async up(database) {
        for (const [currency, factor] of OTHER_DIGITS) {
          await sql`update entry set amount = amount * ${factor} where currency = ${currency}`.execute(
            database,
          );
          await sql`update conversion set worth_amount = worth_amount * ${factor}
            where worth_currency = ${currency}`.execute(database);
        }
        await sql`alter table entry add column rate double precision`.execute(database);
        await createReportLinks(database, schema.text);
      },
    },
  };
}

function fromNothing({ text }: Schema): Record<string, Migration> {
  return { '0003-counts-and-conversions': { up: (database) => createTables(database, text) } };
}

/** The first two made the tables of earlier versions; a new database passes through them in a moment. */
function fromTouches({ text, ...upgrade }: Schema): Record<string, Migration> {
  return {
    '0001-touch-and-conversion': {
      async up(database) {
        for (const statement of EARLIER_TABLES) await sql.raw(statement).execute(database);
      },
    },
    // Paths had whatever a reader mistyped; a lead's id is its token's nonce, so that says what was spent.
    '0002-no-paths-no-spent-tokens': {
      async up(database) {
        await database.schema.alterTable('touch').dropColumn('path').execute();
        await database.schema.dropTable('spent_token').execute();
      },
    },
    // Counts instead of readers: see the README's Decisions.
    '0003-counts-and-conversions': {
      async up(database) {
        for (const table of ['touch', 'conversion', 'lead', 'dropped']) {
          await database.schema.alterTable(table).renameTo(`earlier_${table}`).execute();
        }
        for (const index of EARLIER_INDEXES) await sql.raw(`drop index if exists ${index}`).execute(database);
        await createTables(database, text);
        await countTouches(database, upgrade);
        for (const table of ['lead', 'touch', 'conversion', 'dropped']) {
          await database.schema.dropTable(`earlier_${table}`).execute();
        }
      },
    },
  };
}

/** Currencies whose amounts were kept without digits, and how many of their minor units one of those was. */
const OTHER_DIGITS: readonly (readonly [currency: string, factor: number])[] = [
  ...'AFN ALL COP HUF IDR IRR KPW LAK LBP MMK PKR SLL SOS SYP YER'
    .split(' ')
    .map((currency) => [currency, 100] as const),
  ['IQD', 1000],
];

const EARLIER_TABLES = [
  `create table touch (id text primary key, reader text not null, at bigint not null, path text not null,
    post text, channel text)`,
  'create index touch_by_reader on touch (reader, at)',
  'create index touch_by_time on touch (at)',
  `create table conversion (id text primary key, reader text not null, at bigint not null, offer text not null,
    kind text not null, proof text not null, earned_amount bigint, earned_currency text)`,
  'create index conversion_by_time on conversion (at)',
  'create index conversion_by_reader on conversion (reader, offer, kind, at)',
  `create table lead (conversion text primary key references conversion (id), name text not null,
    email text not null, message text not null)`,
  'create table spent_token (nonce text primary key, expires bigint not null)',
  `create table dropped (day bigint not null, reason text not null, times bigint not null,
    primary key (day, reason))`,
];

const EARLIER_INDEXES = ['touch_by_reader', 'touch_by_time', 'conversion_by_time', 'conversion_by_reader'];

/** What the tables are made with and from. */
export interface Schema extends Upgrade {
  /** The type of text. Both kinds of database are to order it by its bytes. */
  readonly text: string;
  /** Whether an earlier version that kept touches may have made the database: on SQLite alone. */
  readonly mayHaveTouches: boolean;
}
