import { type Credit, type Money, splitSigned } from '#domain';
import type { Hop, Model } from './model.ts';
import { type Case, isWeighing, sharesOfAll, sharesOfCase } from './shares.ts';

/**
 * Shares cases over the keys of their paths: by a weighing model each case over its own path, by a sharing model all
 * of them together over all keys.
 *
 * Money is split of the total so far, by largest remainder, and what the period adds is the difference: parts add up
 * to the minor unit, and a full refund leaves 0 everywhere. A case without a path has its credit on `nowhere`.
 *
 * @param hops of all readers in this dimension; null where they are not counted
 * @throws Error when the model's weight or share is negative or not finite: a bug in the model
 */
export function attribute(cases: readonly Case[], model: Model, hops: readonly Hop[] | null): KeyCredit[] {
  const credits = new Map<string, Tally>();
  for (const pool of poolsOf(cases, model, hops)) addPool(credits, pool);
  return [...credits].map(([key, { earned, expected, ...counts }]) => ({
    key,
    ...counts,
    earned: asMoney(earned),
    expected: asMoney(expected),
  }));
}

function* poolsOf(cases: readonly Case[], model: Model, hops: readonly Hop[] | null): Generator<Pool> {
  if (isWeighing(model)) {
    for (const each of cases) yield { ...each, shares: sharesOfCase(each, model) };
    return;
  }
  for (const each of cases) if (each.path === null) yield { ...each, shares: alone(each) };
  const known = cases.filter(({ path }) => path !== null);
  if (known.length === 0) return;
  const weights = known.map(({ conversions }) => conversions);
  // Money alone came in the period: then the paths of who paid are all there is to judge by.
  const hasCounts = weights.some((weight) => weight > 0);
  yield togetherOf(known, sharesOfAll(known, hasCounts ? weights : known.map(() => 1), model, hops));
}

/** All cases as one: of many small amounts, each split by itself, the odd cents would all go to the same key. */
function togetherOf(cases: readonly Case[], shares: ReadonlyMap<string, number>): Pool {
  const sum = (count: (each: Case) => number) => cases.reduce((total, each) => total + count(each), 0);
  const added = cases.flatMap(({ money }) =>
    money.map(({ currency, before, after }) => ({ currency, amount: after - before })),
  );
  return {
    shares,
    conversions: sum((each) => each.conversions),
    leads: sum((each) => each.leads),
    won: sum((each) => each.won),
    claimed: sum((each) => each.claimed),
    money: sumsOf(added).map(({ currency, amount }) => ({ currency, before: 0, after: amount })),
    expected: sumsOf(cases.flatMap(({ expected }) => expected)),
  };
}

function addPool(credits: Map<string, Tally>, pool: Pool): void {
  const keys = [...pool.shares.keys()];
  const shares = [...pool.shares.values()];
  for (const [index, key] of keys.entries()) {
    const tally = credits.get(key) ?? emptyTally();
    credits.set(key, tally);
    const share = shares[index] ?? 0;
    tally.conversions += share * pool.conversions;
    tally.leads += share * pool.leads;
    tally.won += share * pool.won;
    tally.claimed += share * pool.claimed;
  }
  for (const { currency, before, after } of pool.money) {
    const [was, is] = [splitSigned(before, shares), splitSigned(after, shares)];
    for (const [index, key] of keys.entries()) {
      addTo(credits.get(key)?.earned, currency, (is[index] ?? 0) - (was[index] ?? 0));
    }
  }
  for (const { currency, amount } of pool.expected) {
    const parts = splitSigned(amount, shares);
    for (const [index, key] of keys.entries()) addTo(credits.get(key)?.expected, currency, parts[index] ?? 0);
  }
}

/** One amount a currency. */
function sumsOf(moneys: readonly Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { currency, amount } of moneys) addTo(sums, currency, amount);
  return asMoney(sums);
}

function alone({ nowhere }: Case): ReadonlyMap<string, number> {
  return new Map([[nowhere, 1]]);
}

function addTo(sums: Map<string, number> | undefined, currency: string, amount: number): void {
  sums?.set(currency, (sums.get(currency) ?? 0) + amount);
}

function asMoney(sums: ReadonlyMap<string, number>): Money[] {
  return [...sums].map(([currency, amount]) => ({ amount, currency }));
}

function emptyTally(): Tally {
  return { conversions: 0, leads: 0, won: 0, claimed: 0, earned: new Map(), expected: new Map() };
}

/** The share of one key: a channel or a post. */
export interface KeyCredit extends Credit {
  readonly leads: number;
  readonly won: number;
  /** Conversions that rest on a browser's word alone, in shares. */
  readonly claimed: number;
  readonly earned: readonly Money[];
  readonly expected: readonly Money[];
}

interface Pool extends Omit<Case, 'path' | 'nowhere'> {
  readonly shares: ReadonlyMap<string, number>;
}

interface Tally {
  conversions: number;
  leads: number;
  won: number;
  claimed: number;
  readonly earned: Map<string, number>;
  readonly expected: Map<string, number>;
}
