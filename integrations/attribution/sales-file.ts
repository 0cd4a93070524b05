import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import {
  authoredMoment,
  type Conversion,
  type Entry,
  type Millis,
  type Money,
  type Offer,
  type OfferKind,
  Problem,
  parseMoney,
  suggest,
  unknownJourney,
} from '#domain';
import type { Sale } from './collector/store.ts';
import { readRate } from './rates.ts';
import {
  type Headings,
  headingsOf,
  plainHeading,
  refundedStates,
  type SalesColumn,
  salesColumns,
  unpaidStates,
} from './sales-headings.ts';

/**
 * Reads sales from CSV, one a row. A row that does not fit is a problem with its line; the others are sales. A row that
 * was not paid is left out.
 *
 * Columns are found by their headings, in English or Chinese: a date, an offer (its id or its title), an amount with
 * its currency or in the site's, and, where there are such, the order's id, its state, what of it was given back so far,
 * and a rate. A negative amount is a refund. The same row read again is the same sale, by its id or, without one, by all
 * that stands in it.
 */
export function readSales(text: string, { file, source, ...sales }: SalesFile): ReadSales {
  const problems: Problem[] = [];
  const found: Sale[] = [];
  const twins = new Map<string, number>();
  const headings = headingsOf(source, sales.headings);
  for (const { record, line } of rowsOf(text, file)) {
    const row = rowOf(record, headings);
    if (unpaidStates.has(row.state?.toLowerCase() ?? '')) continue;
    const read = readRow(row, sales);
    if ('problem' in read) {
      problems.push(new Problem(read.problem, { place: { file, line }, hint: read.hint }));
      continue;
    }
    const whole = JSON.stringify(row);
    const twin = twins.get(whole) ?? 0;
    twins.set(whole, twin + 1);
    const order = row.order ?? createHash('sha256').update(`${whole} ${twin}`).digest('hex').slice(0, 16);
    found.push(saleOf(read, { source, order }));
  }
  return { sales: found, problems };
}

/**
 * A sale that was written down by hand or read from a file. Its journey is not known. A negative amount is a refund. What
 * a sponsor pays for an ad is a fee and no conversion: clicks on the ad are.
 */
export function saleOf(
  { at, offer, money, kind, rate, refunded }: SoldOffer,
  { source, order }: Order,
): RecordedSale {
  const id = `${source}:${order}`;
  const isRefund = money.amount < 0;
  const isFee = kind === 'ad';
  const entry: Entry = {
    conversion: isRefund || isFee ? null : id,
    offer,
    at,
    money,
    kind: isRefund ? 'refund' : isFee ? 'ad-fee' : 'sale',
    ...{ source, externalId: isRefund ? `${order}/refund/${at}` : order },
    ...(rate !== undefined && { rate }),
  };
  if (isRefund || isFee) return { entries: [entry] };
  const conversion: Conversion = {
    ...{ id, at, offer, kind: 'sale', proof: 'recorded', worth: null },
    journey: unknownJourney('by-hand'),
  };
  return { conversion, entries: [entry], ...(refunded !== undefined && { refunded }) };
}

function rowsOf(text: string, file: string): readonly CsvRow[] {
  try {
    const options = { bom: true, columns: true, info: true, trim: true } as const;
    const rows: unknown[] = parse(text, { ...options, relax_column_count: true, skip_empty_lines: true });
    return rows.map((row) => {
      const { record, info } = rowSchema.parse(row);
      return { record, line: info.lines };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines: unknown = error['lines'];
    const place = typeof lines === 'number' ? { file, line: lines } : { file };
    throw new Problem(`this is not CSV: ${error.message}`, { place });
  }
}

const rowSchema = z.object({
  record: z.record(z.string(), z.string()),
  info: z.object({ lines: z.number() }),
});

function rowOf(record: CsvRow['record'], headings: Required<Headings>): Row {
  const cells = new Map(Object.entries(record).map(([heading, cell]) => [plainHeading(heading), cell]));
  const cellOf = (column: SalesColumn) => {
    const heading = headings[column].find((name) => cells.has(name));
    // Spreadsheets keep a long number from being rounded by a quote or a tab before it.
    return heading === undefined ? undefined : cells.get(heading)?.replace(/^['\t]+/, '') || undefined;
  };
  return Object.fromEntries(salesColumns.map((column) => [column, cellOf(column)])) as Row;
}

function readRow(row: Row, sales: Reading): SoldOffer | Misfit {
  const at = readDate(row.date ?? '', sales.timeZone);
  if (at === null) {
    return { problem: `“${row.date ?? ''}” is not a day`, hint: 'Write it like 2026-11-01.' };
  }
  const offer = offerIn(row, sales);
  if ('problem' in offer) return offer;
  const money = readMoney(row.amount ?? '', row.currency ?? sales.currency);
  if (money === null) return notMoney(row.amount, sales);
  const rate = row.rate === undefined ? undefined : readRate(row.rate);
  if (rate === null) return { problem: `“${row.rate}” is not a rate`, hint: 'Write it like 7.12.' };
  const refunded = refundedIn(row, money);
  if (refunded === null) return notMoney(row.refunded, sales);
  return { at, offer: offer.id, money, kind: offer.kind, rate, refunded };
}

function offerIn({ offer: name }: Row, { offers, names = {}, usual }: Reading): Sold | Misfit {
  const asked = name === undefined ? usual : (names[name] ?? name);
  const offer = offers.find(({ id, title }) => id === asked || title === asked);
  if (offer !== undefined) return offer;
  const ids = [...new Set(offers.map(({ id }) => id))];
  return { problem: `there is no offer “${asked ?? ''}”`, hint: suggest(asked ?? '', ids) };
}

/** What was given back of an order, in all; null where it is not money. */
function refundedIn({ refunded, currency, state }: Row, sold: Money): Money | undefined | null {
  if (refunded !== undefined) return readMoney(refunded, currency ?? sold.currency);
  return refundedStates.has(state?.toLowerCase() ?? '') ? sold : undefined;
}

function notMoney(text: string | undefined, { currency }: Reading): Misfit {
  return { problem: `“${text ?? ''}” is not money`, hint: `Write it like 199.00 or 199.00 ${currency}.` };
}

/** A day, `2026-11-01` or `2026/11/1`, perhaps with a time of the site's zone, which does not count. */
function readDate(text: string, timeZone: string): Millis | null {
  const [, year, month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(text) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  const isDay = year !== undefined && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(written);
  return isDay ? authoredMoment(written, timeZone) : null;
}

function readMoney(text: string, currency: string): Money | null {
  const [, minus = '', rest = ''] = /^(-?)\s*[¥￥$€£]?\s*(.*)$/u.exec(text.trim()) ?? [];
  const money = parseMoney(rest) ?? parseMoney(`${rest} ${currency.toUpperCase()}`);
  if (money === null || !/\d/.test(rest)) return null;
  return minus === '' ? money : { ...money, amount: -money.amount };
}

interface CsvRow {
  readonly record: Readonly<Record<string, string>>;
  readonly line: number;
}

type Row = Readonly<Record<SalesColumn, string | undefined>>;

interface Misfit {
  readonly problem: string;
  readonly hint: string;
}

type Sold = Pick<Offer, 'id' | 'title' | 'kind'>;

interface SoldOffer {
  readonly at: Millis;
  readonly offer: string;
  readonly money: Money;
  readonly kind: OfferKind;
  /** What one unit of the money's currency is in the site's. */
  readonly rate?: number | undefined;
  /** What of it was given back so far, in all. */
  readonly refunded?: Money | undefined;
}

interface Order {
  /** Who tells of it. */
  readonly source: string;
  /** The teller's own id of it. */
  readonly order: string;
}

/** A sale, and what of it was given back so far. */
export interface RecordedSale extends Sale {
  readonly refunded?: Money;
}

type Reading = Omit<SalesFile, 'file' | 'source'>;

export interface SalesFile {
  readonly file: string;
  /** Whom the file is from; with a row's id it says which sale it is, and it names the headings of a shop. */
  readonly source: string;
  readonly offers: readonly Sold[];
  /** The site's zone and currency. */
  readonly timeZone: string;
  readonly currency: string;
  /** Headings of this source, beside those that are known. */
  readonly headings?: Headings | undefined;
  /** What the source calls an offer → the offer's id. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** The offer of rows in a file that names none. */
  readonly usual?: string | undefined;
}

export interface ReadSales {
  readonly sales: readonly RecordedSale[];
  /** One for each row that does not fit. */
  readonly problems: readonly Problem[];
}
