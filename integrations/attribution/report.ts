import type { Conversion, Credit, Dimension, Millis, Money, Report, ReportRow } from '#domain';

/** Stands in a report for credit and touches that belong to no post. */
export const NO_POST = '(none)';

/**
 * Adds credit up per post, per channel and per offer.
 *
 * A row stands for whatever was touched or credited. Touches by channel are arrivals; turning a page
 * within the site is touched by post only. The most money comes first: earned, then expected, in the site's
 * currency; then the most conversions, then the most touches.
 */
export function report({ model, from, to, currency, credits, touches, conversions }: ReportInput): Report {
  const order = byWeightIn(currency);
  const rowsBy = (dimension: Dimension) => rowsOf(credits, touches, dimension, currency).sort(order);
  const all = touches.reduce((sum, count) => sum + count.touches, 0);
  const claimed = conversions.filter(({ proof }) => proof === 'claimed').length;
  return {
    model,
    from,
    to,
    rows: { post: rowsBy('post'), channel: rowsBy('channel'), offer: rowsBy('offer') },
    totals: { touches: all, ...sums(credits, currency) },
    claimedShare: conversions.length === 0 ? 0 : claimed / conversions.length,
  };
}

/** The sum under one dimension's rows; by channel, touches are arrivals only. */
export function totalOf({ rows, totals }: Report, dimension: Dimension): Report['totals'] {
  const touches = rows[dimension].reduce((sum, row) => sum + (row.touches ?? 0), 0);
  return { ...totals, touches: dimension === 'offer' ? null : touches };
}

function rowsOf(
  credits: readonly Credit[],
  touches: readonly TouchCount[],
  dimension: Dimension,
  currency: string,
): ReportRow[] {
  const credited = Map.groupBy(credits, (credit) => credit[dimension] ?? NO_POST);
  const touched = dimension === 'offer' ? new Map<string, number>() : countBy(touches, dimension);
  return [...new Set([...credited.keys(), ...touched.keys()])].map((key) => ({
    key,
    touches: dimension === 'offer' ? null : (touched.get(key) ?? 0),
    ...sums(credited.get(key) ?? [], currency),
  }));
}

function countBy(touches: readonly TouchCount[], dimension: 'post' | 'channel'): Map<string, number> {
  const counts = new Map<string, number>();
  for (const count of touches) {
    if (dimension === 'channel' && count.channel === null) continue;
    const key = count[dimension] ?? NO_POST;
    counts.set(key, (counts.get(key) ?? 0) + count.touches);
  }
  return counts;
}

function sums(credits: readonly Credit[], currency: string): Omit<ReportRow, 'key' | 'touches'> {
  return {
    conversions: withoutNoise(credits.reduce((sum, { share }) => sum + share, 0)),
    earned: addUp(
      credits.map(({ earned }) => earned),
      currency,
    ),
    expected: addUp(
      credits.map(({ expected }) => expected),
      currency,
    ),
  };
}

/** Thirds and sevenths add up to 0.9999999999999999; a billionth of a conversion is none. */
function withoutNoise(sum: number): number {
  return Math.round(sum * 1e9) / 1e9;
}

/** One entry a currency, the site's own first. */
function addUp(moneys: readonly (Money | null)[], first: string): Money[] {
  const amounts = new Map<string, number>();
  for (const money of moneys) {
    if (money !== null) amounts.set(money.currency, (amounts.get(money.currency) ?? 0) + money.amount);
  }
  return [...amounts]
    .map(([currency, amount]) => ({ currency, amount }))
    .sort(
      (a, b) =>
        Number(b.currency === first) - Number(a.currency === first) || compare(a.currency, b.currency),
    );
}

function byWeightIn(currency: string): (a: ReportRow, b: ReportRow) => number {
  const amountIn = (moneys: readonly Money[]) =>
    moneys.find((money) => money.currency === currency)?.amount ?? 0;
  return (a, b) =>
    amountIn(b.earned) - amountIn(a.earned) ||
    amountIn(b.expected) - amountIn(a.expected) ||
    b.conversions - a.conversions ||
    (b.touches ?? 0) - (a.touches ?? 0) ||
    compare(a.key, b.key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export interface ReportInput {
  /** The model's id. */
  readonly model: string;
  readonly from: Millis;
  readonly to: Millis;
  /** The currency that rows are ranked by and that stands first. */
  readonly currency: string;
  readonly credits: readonly Credit[];
  readonly touches: readonly TouchCount[];
  /** Those of the period, each once. */
  readonly conversions: readonly Conversion[];
}

/** How many touches a post had by a channel. */
export interface TouchCount {
  readonly post: string | null;
  /** null for pages turned within the site. */
  readonly channel: string | null;
  readonly touches: number;
}
