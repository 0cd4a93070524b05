import type { Millis } from '#domain';
import type { Step } from '../plan/plan.ts';
import { inEnglish, type Said } from '../sayings.ts';

/** What became of one step. */
export interface Result {
  readonly post: string;
  readonly channel: string;
  readonly outcome: ResultOutcome;
  /** `created`, `updated`, or why not, for a person. In English. */
  readonly what: string;
  /** The same, for a page in another language; absent where a platform said it. */
  readonly said?: readonly Said[] | undefined;
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** The copy's address, once it is known. */
  readonly url?: string | undefined;
  /** When it may succeed, where that is known. */
  readonly at?: Millis | undefined;
  /** The id of a younger copy that is there beside this one. */
  readonly twin?: string | undefined;
}

/**
 * - `done`: readers, or the author's drafts, have it.
 * - `unchanged`: there was nothing to do.
 * - `scheduled`: its author wants it there later.
 * - `twice`: it is there, and so is another copy of it.
 * - `setup`: the channel is set up wrongly, and was left alone after this.
 * - The others are those of a step or of a `Failure`.
 */
export type ResultOutcome =
  | 'done'
  | 'unchanged'
  | 'by-hand'
  | 'blocked'
  | 'refused'
  | 'setup'
  | 'later'
  | 'scheduled'
  | 'uncertain'
  | 'changed'
  | 'gone'
  | 'twice';

/** Outcomes after which a run has nothing left to do. */
const SETTLED = new Set<ResultOutcome>(['done', 'unchanged', 'gone', 'scheduled']);

/**
 * Whether something is left that a run was asked to do. A copy that only the author's hands can make is told, and is
 * left only where the author named its channel: else a site with one such channel would never be done.
 *
 * @param named the channels that were named
 */
export function isLeft(
  { outcome, channel }: Pick<Result, 'outcome' | 'channel'>,
  named: readonly string[],
): boolean {
  if (outcome === 'by-hand') return named.includes(channel);
  return !SETTLED.has(outcome);
}

/** Posts that went out for the first time, or may have. */
export function firstSent(steps: readonly Step[], results: readonly Result[]): Set<string> {
  const fresh = new Set(steps.filter(({ line }) => line === undefined).map(({ post }) => post));
  const sent = results.filter(
    ({ outcome }) => outcome === 'done' || outcome === 'uncertain' || outcome === 'twice',
  );
  return new Set(sent.map(({ post }) => post).filter((post) => fresh.has(post)));
}

export function resultOf(
  { post, channel }: Step,
  outcome: ResultOutcome,
  what: string | readonly Said[],
  more: Pick<Result, 'hint' | 'url' | 'at' | 'twin'> = {},
): Result {
  const saying = typeof what === 'string' ? { what } : { what: inEnglish(what), said: what };
  return { post, channel: channel.id, outcome, ...saying, ...more };
}
