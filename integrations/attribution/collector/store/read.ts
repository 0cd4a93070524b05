import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely';
import { type Conversion, type Entry, isoDay, type Millis, type Money, type Touch } from '#domain';
import type { ConversionRow, EntryRow, Tables } from './tables.ts';
import type { CountKind, Drop, Lead, LeadNote, Period, ReportLink, Session } from './types.ts';

/** What the database tells. Nothing here writes. */
export interface Records {
  /** Conversions of a period, oldest first, each with its journey. */
  conversions(period: Period): Promise<Conversion[]>;
  /**
   * The money ledger of the conversions that have an entry in a period: their entries before its end, oldest first,
   * and the conversions. Entries without a conversion are those of the period.
   */
  ledger(period: Period): Promise<Ledger>;
  /** The same, of the conversions that happened in a period: all their entries, whenever they came. */
  ledgerOfCohort(period: Period): Promise<Ledger>;
  /** All entries of one conversion, oldest first. */
  entriesOf(conversion: string): Promise<Entry[]>;
  /** The entries a shop reported of one order: the sale, whose external id is the order's, and its refunds. */
  entriesOfOrder(shop: string, order: string): Promise<Entry[]>;
  /** One conversion; undefined for an unknown id. */
  conversion(id: string): Promise<Conversion | undefined>;
  /** Counts of the days of a period, added up. */
  counts(period: Period): Promise<CountSum[]>;
  /** Counts by month (`2026-11`) or by day. */
  countsBy(part: 'day' | 'month', period: Period): Promise<(CountSum & { readonly time: string })[]>;
  /** Counts by day of what happened on some posts or on one offer: far fewer rows than of the whole site. */
  dailyOf(of: CountedOn, period: Period): Promise<(CountSum & { readonly time: string })[]>;
  /** How often arrivals followed one another in a period. */
  hops(period: Period): Promise<HopSum[]>;
  /** Leads, the latest first. */
  leads(): Promise<Lead[]>;
  leadNotes(): Promise<LeadNote[]>;
  /** Requests left out on the days of a period, the most frequent reason first. */
  drops(period: Period): Promise<Drop[]>;
  /** How often something happened on an offer from one day to another, both counted. */
  countOf(kind: CountKind, offer: string, days: Days): Promise<number>;
  /** Every source kept of a day. */
  sourcesOn(day: string): Promise<string[]>;
  /** Read-only reports that were not taken back, the latest first. */
  reportLinks(): Promise<ReportLink[]>;
}

export function recordsOf(database: Kysely<Tables>, timeZone: string): Records {
  const daysOf = ({ from, to }: Period): Days => ({
    first: isoDay(from, timeZone),
    last: isoDay(to - 1, timeZone),
  });
  return {
    conversions: ({ from, to }) =>
      readConversions(database, (query) =>
        query.where('conversion.at', '>=', from).where('conversion.at', '<', to),
      ),
    ledger: (period) => readLedger(database, period),
    ledgerOfCohort: (period) => readLedgerOfCohort(database, period),
    entriesOf: (conversion) => readEntriesOf(database, conversion),
    entriesOfOrder: (shop, order) => readEntriesOfOrder(database, shop, order),
    conversion: async (id) => {
      const [found] = await readConversions(database, (query) => query.where('conversion.id', '=', id));
      return found;
    },
    counts: (period) => readCounts(database, daysOf(period)),
    countsBy: (part, period) => readCountsBy(database, part, daysOf(period)),
    dailyOf: (of, period) => readDailyOf(database, of, daysOf(period)),
    hops: (period) => readHops(database, daysOf(period)),
    leads: () => readLeads(database),
    leadNotes: () => readLeadNotes(database),
    drops: (period) => readDrops(database, daysOf(period)),
    countOf: (kind, offer, days) => readCountOf(database, kind, offer, days),
    sourcesOn: (day) => readSourcesOn(database, day),
    reportLinks: () => readReportLinks(database),
  };
}

/** SQL puts each conversion beside its steps, in order. */
async function readConversions(
  database: Kysely<Tables>,
  narrow: (query: ConversionQuery) => ConversionQuery,
): Promise<Conversion[]> {
  const rows = await narrow(database.selectFrom('conversion').selectAll())
    .orderBy('at')
    .orderBy('id')
    .execute();
  const steps = await narrow(database.selectFrom('conversion').selectAll())
    .clearSelect()
    .innerJoin('step', 'step.conversion', 'conversion.id')
    .select(['step.conversion', 'step.list', 'step.at', 'step.key'])
    .orderBy('step.conversion')
    .orderBy('step.list')
    .orderBy('step.place')
    .execute();
  const byConversion = Map.groupBy(steps, ({ conversion }) => conversion);
  return rows.map((row) => asConversion(row, byConversion.get(row.id) ?? []));
}

async function readLedger(database: Kysely<Tables>, { from, to }: Period): Promise<Ledger> {
  const paid = database
    .selectFrom('entry')
    .select('conversion')
    .where('at', '>=', from)
    .where('at', '<', to)
    .where('conversion', 'is not', null);
  const entries = await database
    .selectFrom('entry')
    .selectAll()
    .where('at', '<', to)
    .where((where) => where.or([where('conversion', 'in', paid), where('at', '>=', from)]))
    .orderBy('at')
    .orderBy('source')
    .orderBy('external_id')
    .execute();
  const conversions = await readConversions(database, (query) => query.where('conversion.id', 'in', paid));
  return { entries: entries.map(asEntry), conversions };
}

async function readLedgerOfCohort(database: Kysely<Tables>, { from, to }: Period): Promise<Ledger> {
  const entries = await database
    .selectFrom('entry')
    .leftJoin('conversion', 'conversion.id', 'entry.conversion')
    .selectAll('entry')
    .where((where) =>
      where.or([
        where.and([where('conversion.at', '>=', from), where('conversion.at', '<', to)]),
        where.and([
          where('entry.conversion', 'is', null),
          where('entry.at', '>=', from),
          where('entry.at', '<', to),
        ]),
      ]),
    )
    .orderBy('entry.at')
    .orderBy('entry.source')
    .orderBy('entry.external_id')
    .execute();
  const conversions = await readConversions(database, (query) =>
    query.where('conversion.at', '>=', from).where('conversion.at', '<', to),
  );
  return { entries: entries.map(asEntry), conversions };
}

async function readEntriesOf(database: Kysely<Tables>, conversion: string): Promise<Entry[]> {
  const rows = await database
    .selectFrom('entry')
    .selectAll()
    .where('conversion', '=', conversion)
    .orderBy('at')
    .orderBy('source')
    .orderBy('external_id')
    .execute();
  return rows.map(asEntry);
}

async function readEntriesOfOrder(database: Kysely<Tables>, shop: string, order: string): Promise<Entry[]> {
  const rows = await database
    .selectFrom('entry')
    .selectAll()
    .where('source', '=', shop)
    .where(({ eb, or }) =>
      or([
        eb('external_id', '=', order),
        // What begins with the order and a slash: text between the slash and the character after it.
        eb.and([eb('external_id', '>=', `${order}/`), eb('external_id', '<', `${order}0`)]),
      ]),
    )
    .orderBy('at')
    .orderBy('external_id')
    .execute();
  return rows.map(asEntry);
}

/** Added up in the database, so that a busy site's rows need not travel. */
async function readCounts(database: Kysely<Tables>, { first, last }: Days): Promise<CountSum[]> {
  const rows = await database
    .selectFrom('daily')
    .select(['kind', 'post', 'source', 'offer'])
    .select(({ fn }) => SUMS.map((name) => fn.sum(name).as(name)))
    .where('day', '>=', first)
    .where('day', '<=', last)
    .groupBy(['kind', 'post', 'source', 'offer'])
    .execute();
  return rows.map(asCountSum);
}

async function readCountsBy(
  database: Kysely<Tables>,
  part: 'day' | 'month',
  { first, last }: Days,
): Promise<(CountSum & { time: string })[]> {
  const length = part === 'day' ? '2026-11-01'.length : '2026-11'.length;
  const rows = await database
    .selectFrom('daily')
    .select(({ fn, val }) => fn<string>('substr', ['day', val(1), val(length)]).as('time'))
    .select(['kind', 'post', 'source', 'offer'])
    .select(({ fn }) => SUMS.map((name) => fn.sum(name).as(name)))
    .where('day', '>=', first)
    .where('day', '<=', last)
    .groupBy(['time', 'kind', 'post', 'source', 'offer'])
    .orderBy('time')
    .execute();
  return rows.map((row) => ({ time: row.time, ...asCountSum(row) }));
}

async function readDailyOf(
  database: Kysely<Tables>,
  { posts, offer }: CountedOn,
  { first, last }: Days,
): Promise<(CountSum & { time: string })[]> {
  const rows = await database
    .selectFrom('daily')
    .select(['day as time', 'kind', 'post', 'source', 'offer'])
    .select(({ fn }) => SUMS.map((name) => fn.sum(name).as(name)))
    .where('day', '>=', first)
    .where('day', '<=', last)
    .where(({ eb, or }) =>
      or([
        ...(posts.length === 0 ? [] : [eb('post', 'in', posts)]),
        ...(offer === undefined ? [] : [eb('offer', '=', offer)]),
      ]),
    )
    .groupBy(['day', 'kind', 'post', 'source', 'offer'])
    .orderBy('day')
    .execute();
  return rows.map((row) => ({ time: row.time, ...asCountSum(row) }));
}

const SUMS = ['n', 'first_today', 'first_this_month', 'first_of_post'] as const;

async function readHops(database: Kysely<Tables>, { first, last }: Days): Promise<HopSum[]> {
  const rows = await database
    .selectFrom('hop')
    .select(['from_source', 'to_source'])
    .select(({ fn }) => fn.sum('n').as('n'))
    .where('day', '>=', first)
    .where('day', '<=', last)
    .groupBy(['from_source', 'to_source'])
    .orderBy('from_source')
    .orderBy('to_source')
    .execute();
  return rows.map((row) => ({ from: row.from_source || null, to: row.to_source, n: Number(row.n) }));
}

async function readLeads(database: Kysely<Tables>): Promise<Lead[]> {
  const rows = await database.selectFrom('lead').selectAll().execute();
  const ids = database.selectFrom('lead').select('conversion');
  const conversions = await readConversions(database, (query) => query.where('conversion.id', 'in', ids));
  const people = new Map(rows.map((row) => [row.conversion, row]));
  return conversions.toReversed().flatMap((conversion) => {
    const row = people.get(conversion.id);
    if (row === undefined) return [];
    const { name, email, message, state, next_step: nextStep, next_day: nextDay } = row;
    return [{ conversion, name, email, message, state, nextStep, nextDay }];
  });
}

async function readLeadNotes(database: Kysely<Tables>): Promise<LeadNote[]> {
  const rows = await database
    .selectFrom('lead_note')
    .select(['conversion', 'at', 'state', 'text'])
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

async function readDrops(database: Kysely<Tables>, { first, last }: Days): Promise<Drop[]> {
  const rows = await database
    .selectFrom('dropped')
    .select(({ fn }) => ['reason', fn.sum('times').as('times')])
    .where('day', '>=', first)
    .where('day', '<=', last)
    .groupBy('reason')
    .execute();
  return rows
    .map(({ reason, times }) => ({ reason, times: Number(times) }))
    .sort((a, b) => b.times - a.times || (a.reason < b.reason ? -1 : 1));
}

async function readCountOf(
  database: Kysely<Tables>,
  kind: CountKind,
  offer: string,
  { first, last }: Days,
): Promise<number> {
  const { n } = await database
    .selectFrom('daily')
    .select(({ fn }) => fn.sum('n').as('n'))
    .where('day', '>=', first)
    .where('day', '<=', last)
    .where('kind', '=', kind)
    .where('offer', '=', offer)
    .executeTakeFirstOrThrow();
  return Number(n);
}

async function readSourcesOn(database: Kysely<Tables>, day: string): Promise<string[]> {
  const rows = await database
    .selectFrom('daily')
    .select('source')
    .distinct()
    .where('day', '=', day)
    .where('source', '<>', '')
    .execute();
  return rows.map(({ source }) => source);
}

/** The session of an id that has not expired. */
export function readSession(database: Kysely<Tables>, id: string, now: Millis): Promise<Session | undefined> {
  return database
    .selectFrom('session')
    .selectAll()
    .where('id', '=', id)
    .where('expires', '>', now)
    .executeTakeFirst();
}

async function readReportLinks(database: Kysely<Tables>): Promise<ReportLink[]> {
  const rows = await database
    .selectFrom('report_link')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('key')
    .execute();
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

function asConversion(row: Selectable<ConversionRow>, steps: readonly ReadStep[]): Conversion {
  const { id, at, offer, kind, proof, gap } = row;
  const worth = moneyOf(row.worth_amount, row.worth_currency);
  const listOf = (list: ReadStep['list']): Touch[] =>
    steps.filter((step) => step.list === list).map((step) => ({ at: Number(step.at), key: step.key }));
  const journey = { arrivals: listOf('arrival'), reads: listOf('read'), gap };
  return { id, at: Number(at), offer, kind, proof, worth, journey };
}

function asEntry(row: Selectable<EntryRow>): Entry {
  const { conversion, offer, at, amount, currency, rate, kind, source, external_id: externalId } = row;
  const money = { amount: Number(amount), currency };
  const given = rate === null ? {} : { rate: Number(rate) };
  return { conversion, offer, at: Number(at), money, ...given, kind, source, externalId };
}

function moneyOf(amount: number | null, currency: string | null): Money | null {
  return amount === null || currency === null ? null : { amount: Number(amount), currency };
}

function asCountSum(row: SumRow): CountSum {
  return {
    kind: row.kind,
    post: row.post || null,
    source: row.source || null,
    offer: row.offer || null,
    n: Number(row.n),
    firstToday: Number(row.first_today),
    firstThisMonth: Number(row.first_this_month),
    firstOfPost: Number(row.first_of_post),
  };
}

/** What counts are asked for. */
export interface CountedOn {
  readonly posts: readonly string[];
  readonly offer?: string | undefined;
}

/** Events of one kind, of one post, source and offer, added up over some days. */
export interface CountSum {
  readonly kind: string;
  readonly post: string | null;
  /** The raw source of arrivals; null where a page of the site led on. */
  readonly source: string | null;
  readonly offer: string | null;
  readonly n: number;
  readonly firstToday: number;
  readonly firstThisMonth: number;
  readonly firstOfPost: number;
}

export interface HopSum {
  /** null where the path begins. */
  readonly from: string | null;
  readonly to: string;
  readonly n: number;
}

export interface Ledger {
  readonly entries: readonly Entry[];
  readonly conversions: readonly Conversion[];
}

/** Calendar days of the site's zone, both counted. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

interface ReadStep {
  readonly conversion: string;
  readonly list: 'arrival' | 'read';
  readonly at: number;
  readonly key: string;
}

type SumRow = Record<'kind' | 'post' | 'source' | 'offer', string> &
  Record<(typeof SUMS)[number], string | number | bigint>;

type ConversionQuery = SelectQueryBuilder<Tables, 'conversion', Selectable<ConversionRow>>;
