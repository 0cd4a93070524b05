import type { Hop, Model, SharingModel } from './model.ts';
import { randomFrom } from './random.ts';
import { type Case, isWeighing, sharesOfAll, sharesOfCase } from './shares.ts';

/**
 * How far the conversions of each key and of the whole could differ by chance: 90 % of samples drawn from the same
 * cases lie between the two bounds. The same cases and the same seed give the same bounds.
 *
 * Above {@link MOST_SAMPLED} cases the samples of a weighing model are as good as normal, so their bounds are worked
 * out and not drawn. Those of a sharing model are left out there: each sample would solve the model anew.
 */
export function intervals(
  cases: readonly Case[],
  model: Model,
  hops: readonly Hop[] | null,
  seed: number,
): Intervals {
  const counted = cases.filter(({ conversions }) => conversions > 0);
  if (counted.length > MOST_SAMPLED) return normalIntervals(counted, model);
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

/** Samples a bootstrap interval is made of. */
const SAMPLES = 200;

/** The most cases that are drawn. */
export const MOST_SAMPLED = 1_000;

/** A sum of shares, each drawn as often as a Poisson number around 1, has their sum as mean and their squares' as variance. */
function normalIntervals(cases: readonly Case[], model: Model): Intervals {
  const total = normalBounds(cases.length, cases.length);
  if (!isWeighing(model)) return { keys: new Map(), total };
  const sums = new Map<string, { mean: number; variance: number }>();
  for (const each of cases) {
    for (const [key, share] of sharesOfCase(each, model)) {
      const { mean, variance } = sums.get(key) ?? { mean: 0, variance: 0 };
      sums.set(key, { mean: mean + share, variance: variance + share ** 2 });
    }
  }
  const keys = [...sums].map(([key, { mean, variance }]) => [key, normalBounds(mean, variance)] as const);
  return { keys: new Map(keys), total };
}

/** 90 % of a normal distribution lie within 1.645 standard deviations. */
function normalBounds(mean: number, variance: number): Interval {
  const reach = 1.645 * Math.sqrt(variance);
  return [Math.max(0, mean - reach), mean + reach];
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

/** From, to: 90 % of samples are between them. */
export type Interval = readonly [number, number];

export interface Intervals {
  readonly keys: ReadonlyMap<string, Interval>;
  readonly total: Interval;
}
