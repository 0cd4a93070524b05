import { type Credit, inLanguage, type Money, splitSigned } from '#domain';
import type { Facts, Hop, Model, Path, SharingModel, WeighingModel } from './model.ts';

/**
 * Shares cases over the keys of their paths: by a weighing model each case over its own path, by a sharing model all
 * of them together over all keys.
 *
 * Money is split of the total so far, by largest remainder, and what the period adds is the difference: parts add up
 * to the minor unit, and a full refund leaves 0 everywhere. A case without a path has its credit on `nowhere`.
 *
 * @param hops of all readers in this dimension; null where nobody counts them
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

/**
 * How far the conversions of each key and of the whole could differ by chance: 90 % of samples drawn from the same
 * cases lie between the two bounds. The same cases and the same seed give the same bounds.
 */
export function intervals(
  cases: readonly Case[],
  model: Model,
  hops: readonly Hop[] | null,
  seed: number,
): { readonly keys: ReadonlyMap<string, Interval>; readonly total: Interval } {
  const counted = cases.filter(({ conversions }) => conversions > 0);
  const random = randomFrom(seed);
  const shares = isWeighing(model) ? counted.map((each) => sharesOfCase(each, model)) : null;
  const samples = Array.from({ length: SAMPLES }, () => {
    const weights = counted.map(() => poisson(random()));
    return shares === null
      ? sampleOfShared(counted, weights, model as SharingModel, hops)
      : sampleOf(shares, weights);
  });
  const keys = new Set(samples.flatMap((sample) => [...sample.keys()]));
  const boundsOf = (values: number[]): Interval => {
    const sorted = values.sort((a, b) => a - b);
    return [sorted[Math.floor(SAMPLES * 0.05)] ?? 0, sorted[Math.ceil(SAMPLES * 0.95) - 1] ?? 0];
  };
  const sum = (sample: ReadonlyMap<string, number>) => [...sample.values()].reduce((a, b) => a + b, 0);
  return {
    keys: new Map([...keys].map((key) => [key, boundsOf(samples.map((sample) => sample.get(key) ?? 0))])),
    total: boundsOf(samples.map(sum)),
  };
}

/** Shares that add up to 1, from weights or shares of any size; all alike where there is nothing but zeros. */
export function normalise(weights: readonly number[]): number[] {
  // No Math.max(...): a path of a hundred thousand touches is more than a call can take.
  const greatest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  if (greatest === 0) return weights.map(() => 1 / weights.length);
  // Scaled first, so that a sum of huge weights stays finite.
  const scaled = weights.map((weight) => weight / greatest);
  const total = scaled.reduce((sum, weight) => sum + weight, 0);
  return scaled.map((weight) => weight / total);
}

/** Samples a bootstrap interval is made of. */
const SAMPLES = 200;

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

function sharesOfCase({ path, nowhere }: Case, model: WeighingModel): ReadonlyMap<string, number> {
  if (path === null) return new Map([[nowhere, 1]]);
  const weights = path.touches.map((touch, index) => checked(model.weigh(touch, index, path), model));
  const shares = new Map<string, number>();
  for (const [index, share] of normalise(weights).entries()) {
    const key = path.touches[index]?.key ?? nowhere;
    shares.set(key, (shares.get(key) ?? 0) + share);
  }
  return shares;
}

function sharesOfAll(
  cases: readonly Case[],
  weights: readonly number[],
  model: SharingModel,
  hops: readonly Hop[] | null,
): ReadonlyMap<string, number> {
  const facts = factsOf(cases, weights, hops);
  const shares = model.share(facts);
  const keys = shares.size > 0 ? [...shares.keys()] : [...new Set(facts.paths.flatMap(({ keys }) => keys))];
  const parts = normalise(keys.map((key) => checked(shares.get(key) ?? 0, model)));
  return new Map(keys.map((key, index) => [key, parts[index] ?? 0]));
}

/** Equal paths are one, with their count. */
function factsOf(cases: readonly Case[], weights: readonly number[], hops: readonly Hop[] | null): Facts {
  const paths = new Map<string, { keys: readonly string[]; count: number }>();
  for (const [index, { path }] of cases.entries()) {
    const keys = path?.touches.map(({ key }) => key) ?? [];
    const id = JSON.stringify(keys);
    const count = (paths.get(id)?.count ?? 0) + (weights[index] ?? 0);
    if (keys.length > 0 && count > 0) paths.set(id, { keys, count });
  }
  return { paths: [...paths.values()], hops };
}

function sampleOf(
  shares: readonly ReadonlyMap<string, number>[],
  weights: readonly number[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [index, each] of shares.entries()) {
    const weight = weights[index] ?? 0;
    if (weight > 0) for (const [key, share] of each) sums.set(key, (sums.get(key) ?? 0) + weight * share);
  }
  return sums;
}

function sampleOfShared(
  cases: readonly Case[],
  weights: readonly number[],
  model: SharingModel,
  hops: readonly Hop[] | null,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  let known = 0;
  for (const [index, { path, nowhere }] of cases.entries()) {
    const weight = weights[index] ?? 0;
    if (path === null) sums.set(nowhere, (sums.get(nowhere) ?? 0) + weight);
    else known += weight;
  }
  if (known === 0) return sums;
  for (const [key, share] of sharesOfAll(cases, weights, model, hops)) {
    sums.set(key, (sums.get(key) ?? 0) + share * known);
  }
  return sums;
}

function isWeighing(model: Model): model is WeighingModel {
  return 'weigh' in model;
}

function alone({ nowhere }: Case): ReadonlyMap<string, number> {
  return new Map([[nowhere, 1]]);
}

function checked(weight: number, model: Model): number {
  if (Number.isFinite(weight) && weight >= 0) return weight;
  throw new Error(
    `the model “${inLanguage(model.title, 'en')}” weighs a touch ${weight}; a weight is finite and not negative`,
  );
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How often a case is drawn when as many are drawn as there are: 0, 1, 2 … around 1. */
function poisson(uniform: number): number {
  let count = 0;
  let chance = Math.exp(-1);
  for (let rest = uniform; rest > chance && count < 20; chance /= count) {
    rest -= chance;
    count += 1;
  }
  return count;
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

/** One conversion, as one dimension sees it. */
export interface Case {
  /** The touches before it, by their keys; null where nobody told them. */
  readonly path: Path | null;
  /** The key that has the credit where there is no path. */
  readonly nowhere: string;
  /** 1 where it happened in the period, else 0: then only its money counts. */
  readonly conversions: number;
  /** 1 where it is a lead of the period. */
  readonly leads: number;
  /** 1 where it is a lead of the period that was won. */
  readonly won: number;
  /** 1 where it happened in the period and rests on a browser's word alone. */
  readonly claimed: number;
  /** What it had brought before the period and has by its end; one entry a currency. */
  readonly money: readonly Flow[];
  /** What it may still bring. */
  readonly expected: readonly Money[];
}

export interface Flow {
  readonly currency: string;
  readonly before: number;
  readonly after: number;
}

/** From, to: 90 % of samples are between them. */
export type Interval = readonly [number, number];

/** What a key has of everything. */
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
