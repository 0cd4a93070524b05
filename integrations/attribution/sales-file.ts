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

/**
 * Reads sales from CSV, one a row. A row that does not fit is a problem with its line; the others are sales.
 *
 * Columns are found by their headings, in English or Chinese: a date, an offer (its id or its title), an amount with
 * its currency or in the site's, and, where there is one, the order's id. A negative amount is a refund. The same row
 * read again is the same sale, by its id or, without one, by all that stands in it.
 */
export function readSales(text: string, { file, source, ...sales }: SalesFile): ReadSales {
  const problems: Problem[] = [];
  const found: Sale[] = [];
  const twins = new Map<string, number>();
  for (const { record, line } of rowsOf(text, file)) {
    const row = rowOf(record);
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
export function saleOf({ at, offer, money, kind }: SoldOffer, { source, order }: Order): Sale {
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
  };
  if (isRefund || isFee) return { entries: [entry] };
  const conversion: Conversion = {
    ...{ id, at, offer, kind: 'sale', proof: 'recorded', worth: null },
    journey: unknownJourney('by-hand'),
  };
  return { conversion, entries: [entry] };
}

/** Which headings stand for what, in small letters. */
const headings: Readonly<Record<keyof Row, readonly string[]>> = {
  date: [
    'date',
    'day',
    'paid at',
    'created',
    'created at',
    '日期',
    '时间',
    '支付时间',
    '付款时间',
    '成交时间',
    '下单时间',
  ],
  offer: [
    'offer',
    'product',
    'product name',
    'item',
    'course',
    '产品',
    '商品',
    '商品名称',
    '课程',
    '课程名称',
    '星球名称',
  ],
  amount: [
    'amount',
    'money',
    'price',
    'net',
    'total',
    '金额',
    '实付金额',
    '支付金额',
    '实收金额',
    '成交金额',
    '收入',
  ],
  currency: ['currency', '币种', '货币'],
  order: ['id', 'order', 'order id', 'transaction', '订单号', '订单编号', '交易号', '流水号'],
};

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

function rowOf(record: CsvRow['record']): Row {
  const cells = new Map(
    Object.entries(record).map(([heading, cell]) => [heading.trim().toLowerCase(), cell]),
  );
  const cellOf = (column: keyof Row) => {
    const heading = headings[column].find((name) => cells.has(name));
    return heading === undefined ? undefined : cells.get(heading) || undefined;
  };
  return {
    date: cellOf('date'),
    offer: cellOf('offer'),
    amount: cellOf('amount'),
    currency: cellOf('currency'),
    order: cellOf('order'),
  };
}

function readRow(
  { date, offer: name, amount, currency }: Row,
  { offers, timeZone, currency: usual }: Pick<SalesFile, 'offers' | 'timeZone' | 'currency'>,
): SoldOffer | { readonly problem: string; readonly hint: string } {
  const at = readDate(date ?? '', timeZone);
  if (at === null) return { problem: `“${date ?? ''}” is not a day`, hint: 'Write it like 2026-11-01.' };
  const offer = offers.find(({ id, title }) => id === name || title === name);
  if (offer === undefined) {
    return {
      problem: `there is no offer “${name ?? ''}”`,
      hint: suggest(
        name ?? '',
        offers.map(({ id }) => id),
      ),
    };
  }
  const money = readMoney(amount ?? '', currency ?? usual);
  if (money === null) {
    return { problem: `“${amount ?? ''}” is not money`, hint: `Write it like 199.00 or 199.00 ${usual}.` };
  }
  return { at, offer: offer.id, money, kind: offer.kind };
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

type Row = Readonly<Record<'date' | 'offer' | 'amount' | 'currency' | 'order', string | undefined>>;

interface SoldOffer {
  readonly at: Millis;
  readonly offer: string;
  readonly money: Money;
  readonly kind: OfferKind;
}

interface Order {
  /** Who tells of it. */
  readonly source: string;
  /** The teller's own id of it. */
  readonly order: string;
}

export interface SalesFile {
  readonly file: string;
  /** Who the file is from; with a row's id it says which sale it is. */
  readonly source: string;
  readonly offers: readonly Pick<Offer, 'id' | 'title' | 'kind'>[];
  /** The site's zone and currency. */
  readonly timeZone: string;
  readonly currency: string;
}

export interface ReadSales {
  readonly sales: readonly Sale[];
  /** One for each row that does not fit. */
  readonly problems: readonly Problem[];
}
