import { z } from 'zod';

/** An amount in minor units (fen, cents) of an ISO 4217 currency. */
export interface Money {
  /** Whole minor units: 199900 is ¥1,999.00. */
  readonly amount: number;
  readonly currency: string;
}

/**
 * How many digits follow the point in a currency, as ISO 4217 has it: 2 for CNY, 0 for JPY. `Intl` gives the digits that
 * people use instead, 0 for HUF, and another version of it may give others; amounts that are kept must not depend on that.
 */
export function minorDigits(currency: string): number {
  return otherDigits.get(currency) ?? 2;
}

const otherDigits: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** A currency code in messages of others, in large or small letters. */
export const currencyCode = z.string().regex(/^[A-Za-z]{3}$/);

export const currencySchema = z.string().refine((code) => Intl.supportedValuesOf('currency').includes(code), {
  error: 'expected an ISO 4217 currency such as CNY or USD',
});

/** Money for a reader of one language: `¥1,999.00`. */
export function formatMoney({ amount, currency }: Money, lang: string): string {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(lang, {
    style: 'currency',
    currency,
    minimumFractionDigits: amount % 10 ** digits === 0 ? 0 : digits,
  }).format(amount / 10 ** digits);
}

/** An amount for machines, with a point whatever the language: `1999.00`. */
export function decimalAmount({ amount, currency }: Money): string {
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/**
 * Splits whole minor units by weight so that the parts add up to the whole exactly: each part is
 * rounded down and what is left goes, one unit each, to the largest remainders (Hamilton's method;
 * ties to the earlier part). With no positive weight every part weighs the same.
 */
export function splitAmount(amount: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => amount * (total > 0 ? weight / total : 1 / weights.length));
  const parts = exact.map(Math.floor);
  const left = amount - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
