import { inLanguage, type Money } from '#domain';
import type { Facts, Hop, Model, Path, SharingModel, WeighingModel } from './model.ts';

export function sharesOfCase({ path, nowhere }: Case, model: WeighingModel): ReadonlyMap<string, number> {
  if (path === null) return new Map([[nowhere, 1]]);
  const weights = path.touches.map((touch, index) => checked(model.weigh(touch, index, path), model));
  const shares = new Map<string, number>();
  for (const [index, share] of normalise(weights).entries()) {
    const key = path.touches[index]?.key ?? nowhere;
    shares.set(key, (shares.get(key) ?? 0) + share);
  }
  return shares;
}

export function sharesOfAll(
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

export function isWeighing(model: Model): model is WeighingModel {
  return 'weigh' in model;
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

function checked(weight: number, model: Model): number {
  if (Number.isFinite(weight) && weight >= 0) return weight;
  throw new Error(
    `the model “${inLanguage(model.title, 'en')}” weighs a touch ${weight}; a weight is finite and not negative`,
  );
}

/** One conversion, as one dimension sees it. */
export interface Case {
  /** The touches before it, by their keys; null where they are not known. */
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
