import { inverse, Matrix } from 'ml-matrix';
import type { Facts, Hop } from './model.ts';

/**
 * How much of all conversions would be lost without each key: its removal effect in a Markov chain of order 1.
 *
 * A path begins, goes from key to key and ends in a conversion or in nothing; touches in a row by the same key are
 * one. What is lost without a key is what passes through it: the chance to reach it, times the chance to convert
 * from there. Both come from the fundamental matrix, which one LU decomposition gives.
 *
 * @param hops of all readers. Who reached a key and neither went on nor converted ended in nothing there
 * @returns key → effect, 0 to 1; empty without conversions
 */
export function removalEffects(paths: Facts['paths'], hops: readonly Hop[]): Map<string, number> {
  const flows = flowsOf(paths, hops);
  const keys = reachable(flows);
  if (keys.length === 0) return new Map();
  const places = new Map(keys.map((key, index) => [key, index]));
  const steps = Matrix.zeros(keys.length, keys.length);
  const [begin, converted] = [keys.map(() => 0), keys.map(() => 0)];
  for (const [index, key] of keys.entries()) {
    const { next, conversions, total } = flowOf(flows, key);
    converted[index] = conversions / total;
    for (const [to, n] of next) steps.set(index, places.get(to) ?? 0, n / total);
  }
  const started = [...flows.begin.values()].reduce((sum, n) => sum + n, 0);
  for (const [to, n] of flows.begin) begin[places.get(to) ?? 0] = n / started;
  // How often each key is passed through, from each key, before the path ends.
  const passes = inverse(Matrix.eye(keys.length).sub(steps));
  const chances = passes.mmul(Matrix.columnVector(converted)).to1DArray();
  const visits = Matrix.rowVector(begin).mmul(passes).to1DArray();
  const all = begin.reduce((sum, part, index) => sum + part * (chances[index] ?? 0), 0);
  if (all === 0) return new Map();
  return new Map(
    keys.map((key, index) => {
      const reached = (visits[index] ?? 0) / passes.get(index, index);
      return [key, (reached * (chances[index] ?? 0)) / all];
    }),
  );
}

/** The hops of converted paths alone. */
export function hopsOf(paths: Facts['paths']): Hop[] {
  return paths.flatMap(({ keys, count }) => {
    const distinct = withoutRepeats(keys);
    return distinct.map((to, index) => ({ from: distinct[index - 1] ?? null, to, n: count }));
  });
}

/** Raises the hops of all readers to those of converted readers, some of which lie outside the period. */
export function atLeast(hops: readonly Hop[], least: readonly Hop[]): Hop[] {
  const greatest = new Map<string, Hop>();
  for (const [key, hop] of [...byPair(hops), ...byPair(least)]) {
    if (hop.n > (greatest.get(key)?.n ?? 0)) greatest.set(key, hop);
  }
  return [...greatest.values()];
}

function byPair(hops: readonly Hop[]): Map<string, Hop> {
  const sums = new Map<string, Hop>();
  for (const hop of hops) {
    const key = JSON.stringify([hop.from, hop.to]);
    sums.set(key, { ...hop, n: hop.n + (sums.get(key)?.n ?? 0) });
  }
  return sums;
}

function flowsOf(paths: Facts['paths'], hops: readonly Hop[]): Flows {
  const flows: Flows = { begin: new Map(), by: new Map() };
  for (const { from, to, n } of hops) {
    if (from === to || n === 0) continue;
    const next = from === null ? flows.begin : flowOf(flows, from).next;
    next.set(to, (next.get(to) ?? 0) + n);
    flowOf(flows, to).arrived += n;
  }
  for (const { keys, count } of paths) {
    const last = keys.at(-1);
    if (last !== undefined) flowOf(flows, last).conversions += count;
  }
  for (const flow of flows.by.values()) {
    const left = [...flow.next.values()].reduce((sum, n) => sum + n, flow.conversions);
    // At the edge of a period more can leave a key than came to it.
    flow.total = Math.max(flow.arrived, left);
  }
  return flows;
}

function flowOf({ by }: Flows, key: string): Flow {
  const flow = by.get(key) ?? { next: new Map(), arrived: 0, conversions: 0, total: 0 };
  by.set(key, flow);
  return flow;
}

/** Keys a path can come to; from each of them a path can end, so the matrix has an inverse. */
function reachable(flows: Flows): string[] {
  const found = new Set(flows.begin.keys());
  for (const key of found) for (const next of flowOf(flows, key).next.keys()) found.add(next);
  return [...found].sort();
}

function withoutRepeats(keys: readonly string[]): string[] {
  return keys.filter((key, index) => key !== keys[index - 1]);
}

interface Flows {
  readonly begin: Map<string, number>;
  readonly by: Map<string, Flow>;
}

interface Flow {
  readonly next: Map<string, number>;
  arrived: number;
  conversions: number;
  /** All that came to the key, or left it if that is more. */
  total: number;
}
