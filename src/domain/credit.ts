import { type Money, splitAmount } from './money.ts';

/** A key's share of the Conversions and of the money of one dimension. Shares add up to the whole. */
export interface Credit {
  /** A channel, post, offer, campaign, link, series or tag. */
  readonly key: string;
  /** Conversions, in shares: 0.5 is half of one. */
  readonly conversions: number;
}

/**
 * Splits a signed amount by weight, so that the parts add up to it: `-100` by `[1, 1, 1]` is `[-34, -33, -33]`.
 * Each part of a negative amount is the negative of the part of the positive one.
 */
export function splitSigned(amount: number, weights: readonly number[]): number[] {
  if (amount >= 0) return splitAmount(amount, weights);
  return splitAmount(-amount, weights).map((part) => (part === 0 ? 0 : -part));
}

/**
 * Splits a row of signed amounts one after the other. Each part is of the *cumulative* total, and what an
 * amount adds is the difference, so a refund takes back exactly what was given: 100 and −100 by thirds leave 0, 0, 0.
 *
 * @returns for each amount, its parts in the order of the weights
 */
export function splitCumulative(amounts: readonly number[], weights: readonly number[]): number[][] {
  let total = 0;
  let before = weights.map(() => 0);
  return amounts.map((amount) => {
    total += amount;
    const after = splitSigned(total, weights);
    const parts = after.map((part, index) => part - (before[index] ?? 0));
    before = after;
    return parts;
  });
}

/** Adds money up by currency: one entry a currency, the first one named first, then by code; a sum of 0 is left out. */
export function sumMoney(moneys: Iterable<Money>, first: string): Money[] {
  const amounts = new Map<string, number>();
  for (const { amount, currency } of moneys) amounts.set(currency, (amounts.get(currency) ?? 0) + amount);
  const rank = (currency: string) => (currency === first ? '' : currency);
  return [...amounts]
    .filter(([, amount]) => amount !== 0)
    .map(([currency, amount]) => ({ amount, currency }))
    .sort((a, b) => (rank(a.currency) < rank(b.currency) ? -1 : 1));
}
