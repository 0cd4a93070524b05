import type { Money, ReportRow } from '#domain';

export function byWeightIn(currency: string): (a: ReportRow, b: ReportRow) => number {
  const amountIn = (moneys: readonly Money[]) =>
    moneys.find((money) => money.currency === currency)?.amount ?? 0;
  return (a, b) =>
    amountIn(b.earned) - amountIn(a.earned) ||
    amountIn(b.expected) - amountIn(a.expected) ||
    b.conversions - a.conversions ||
    (b.views ?? 0) - (a.views ?? 0) ||
    (b.seen ?? 0) - (a.seen ?? 0) ||
    compare(a.key, b.key);
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Thirds and sevenths add up to 0.9999999999999999, so a billionth of a conversion counts as zero. */
export function withoutNoise(sum: number): number {
  return Math.round(sum * 1e9) / 1e9;
}
