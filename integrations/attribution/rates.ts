import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { currencySchema, type Entry, isoDay, type Millis, type Money, minorDigits, Problem } from '#domain';

/** What one unit of a currency is in the site's, from a day on until the next day that is given for it. */
export interface Rate {
  /** `2026-11-01` */
  readonly day: string;
  readonly currency: string;
  readonly rate: number;
}

/**
 * Reads `content/rates.csv`: `day,currency,rate`, such as `2026-11-01,USD,7.12`. A day may be a month, `2026-11`.
 *
 * @throws Problem with the line of each row that does not fit
 */
export function readRates(text: string, file: string): Rate[] {
  const problems: Problem[] = [];
  const rates = rowsOf(text, file).flatMap(({ record, line }) => {
    const { data, error } = rateSchema.safeParse(record);
    if (error === undefined) return [data];
    const [issue] = error.issues;
    const place = { file, line };
    problems.push(
      new Problem(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, {
        place,
        hint: 'A row is a day, a currency and what one unit of it is: 2026-11-01,USD,7.12.',
      }),
    );
    return [];
  });
  const [first] = problems;
  if (first !== undefined) throw first;
  return rates.sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Reads a rate as a person writes it, `7.12`; null for any other text. */
export function readRate(text: string): number | null {
  const rate = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : 0;
  return rate > 0 ? rate : null;
}

/**
 * Entries in the site's currency, where a rate is known: the one given with the entry, else the one of its day. A refund
 * has the rate of what it takes back, so that a full refund leaves nothing. Where no rate is known the entry stays as it
 * is, and is shown apart.
 */
export function convertEntries(entries: readonly Entry[], rates: Conversions): Entry[] {
  const sold = new Map<string, number | undefined>();
  const rateOf = (entry: Entry) => {
    const { conversion, source, externalId, money, at, kind } = entry;
    const of = `${conversion ?? `${source}/${externalId.split('/refund/')[0]}`} ${money.currency}`;
    const own = entry.rate ?? rateOn(money.currency, at, rates);
    if (!sold.has(of)) sold.set(of, own);
    return kind === 'refund' ? sold.get(of) : own;
  };
  return entries.map((entry) => {
    const rate = entry.money.currency === rates.currency ? undefined : rateOf(entry);
    return rate === undefined ? entry : { ...entry, money: convert(entry.money, rate, rates.currency) };
  });
}

/** Money in the site's currency by the rate of a day; as it is where none is known. */
export function convertOn(money: Money, at: Millis, rates: Conversions): Money {
  if (money.currency === rates.currency) return money;
  const rate = rateOn(money.currency, at, rates);
  return rate === undefined ? money : convert(money, rate, rates.currency);
}

function convert({ amount, currency: from }: Money, rate: number, currency: string): Money {
  const units = (amount / 10 ** minorDigits(from)) * rate;
  const whole = Math.round(Math.abs(units) * 10 ** minorDigits(currency));
  return { amount: amount < 0 ? -whole : whole, currency };
}

function rateOn(currency: string, at: Millis, { rates, timeZone }: Conversions): number | undefined {
  const day = isoDay(at, timeZone);
  return rates.findLast((rate) => rate.currency === currency && rate.day <= day)?.rate;
}

function rowsOf(text: string, file: string): readonly z.output<typeof rowSchema>[] {
  try {
    const rows: unknown[] = parse(text, {
      bom: true,
      columns: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
    });
    return rows.map((row) => rowSchema.parse(row));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines: unknown = error['lines'];
    const place = typeof lines === 'number' ? { file, line: lines } : { file };
    throw new Problem(`this is not CSV: ${error.message}`, { place });
  }
}

const rowSchema = z
  .object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) })
  .transform(({ record, info }) => ({ record, line: info.lines }));

const rateSchema = z.object({
  day: z
    .string()
    .regex(/^\d{4}-\d\d(-\d\d)?$/, { error: 'expected a day such as 2026-11-01' })
    .transform((day) => day.padEnd('2026-11-01'.length, '-01')),
  currency: currencySchema,
  rate: z.string().transform((text, context) => {
    const rate = readRate(text);
    if (rate !== null) return rate;
    context.addIssue('expected a number such as 7.12');
    return z.NEVER;
  }),
});

export interface Conversions {
  readonly rates: readonly Rate[];
  /** The site's. */
  readonly currency: string;
  readonly timeZone: string;
}
