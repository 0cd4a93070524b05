import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { type ConversionKind, type Millis, Problem, type Proof } from '#domain';

/** The tables, in types SQLite and PostgreSQL share: text, and bigint milliseconds. */
export interface Tables {
  touch: TouchRow;
  conversion: ConversionRow;
  /** Personal data, apart from what readers read. */
  lead: LeadRow;
  dropped: DroppedRow;
}

/**
 * Brings the schema up to date.
 *
 * @throws Problem when a newer Byline wrote the database
 */
export async function migrate(database: Kysely<Tables>, file: string): Promise<void> {
  const provider = { getMigrations: async () => migrations };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error === undefined) return;
  const newer = error instanceof Error && error.message.startsWith('corrupted migrations');
  throw new Problem(
    `the database ${file} ${newer ? 'was made by a newer Byline' : 'could not be brought up to date'}`,
    {
      hint: newer
        ? 'Update Byline, or name another file by BYLINE_DATABASE.'
        : 'It is as it was before. Nothing was lost.',
      cause: error,
    },
  );
}

const migrations: Record<string, Migration> = {
  '0001-touch-and-conversion': {
    async up(database) {
      await createTouch(database);
      await createConversion(database);
      await createLead(database);
      await createGuards(database);
    },
  },
  // Paths had whatever a reader mistyped; a lead's id is its token's nonce, so that says what was spent.
  '0002-no-paths-no-spent-tokens': {
    async up(database) {
      await database.schema.alterTable('touch').dropColumn('path').execute();
      await database.schema.dropTable('spent_token').execute();
    },
  },
};

async function createTouch(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('touch')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('reader', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('post', 'text')
    .addColumn('channel', 'text')
    .execute();
  await database.schema.createIndex('touch_by_reader').on('touch').columns(['reader', 'at']).execute();
  await database.schema.createIndex('touch_by_time').on('touch').column('at').execute();
}

async function createConversion(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('conversion')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('reader', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('offer', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('proof', 'text', (column) => column.notNull())
    .addColumn('earned_amount', 'bigint')
    .addColumn('earned_currency', 'text')
    .addCheckConstraint(
      'money_has_a_currency',
      sql`(earned_amount is null and earned_currency is null) or (earned_amount is not null and earned_currency is not null)`,
    )
    .execute();
  await database.schema.createIndex('conversion_by_time').on('conversion').column('at').execute();
  await database.schema
    .createIndex('conversion_by_reader')
    .on('conversion')
    .columns(['reader', 'offer', 'kind', 'at'])
    .execute();
}

async function createLead(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('lead')
    .addColumn('conversion', 'text', (column) => column.primaryKey().references('conversion.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .execute();
}

async function createGuards(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('spent_token')
    .addColumn('nonce', 'text', (column) => column.primaryKey())
    .addColumn('expires', 'bigint', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('dropped')
    .addColumn('day', 'bigint', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('times', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('dropped_key', ['day', 'reason'])
    .execute();
}

interface TouchRow {
  id: string;
  reader: string;
  at: Millis;
  post: string | null;
  channel: string | null;
}

interface ConversionRow {
  id: string;
  reader: string;
  at: Millis;
  offer: string;
  kind: ConversionKind;
  proof: Proof;
  earned_amount: number | null;
  earned_currency: string | null;
}

interface LeadRow {
  /** The conversion's id. */
  conversion: string;
  name: string;
  email: string;
  message: string;
}

interface DroppedRow {
  /** Midnight UTC. */
  day: Millis;
  reason: string;
  times: number;
}
