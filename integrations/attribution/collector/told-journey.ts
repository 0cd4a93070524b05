import { type Journey, type JourneyGap, type Millis, type Touch, unknownJourney } from '#domain';
import type { ToldJourney } from './event.ts';
import { readRaw } from './sources.ts';

const DAY = 86_400_000;

/** No step of a journey is older than this; the browser keeps none that is. */
export const LONGEST_JOURNEY: Millis = 90 * DAY;

/**
 * The journey a browser tells with a conversion, as it may be kept. Its times are moved from the browser's clock to the
 * collector's, and lie within the last {@link LONGEST_JOURNEY}, each no earlier than the one before.
 *
 * A link in the edition of one post can lead to another; then both were read.
 *
 * @param told undefined where the browser told none; `gap` says why
 */
export function readJourney(
  told: ToldJourney | undefined,
  { now, sourceOf, isPost, gap }: JourneyReading,
): Journey {
  if (told?.steps === undefined || gap === 'gpc') return unknownJourney(gap);
  const arrivals: Touch[] = [];
  const reads: Touch[] = [];
  for (const { at, from, post } of inOrder(told.steps, now - told.now, now)) {
    const source = from === 0 ? null : sourceOf(from);
    if (source !== null) arrivals.push({ at, key: source });
    const posts = [source === null ? undefined : readRaw(source).post, post];
    for (const key of new Set(posts)) if (key !== undefined && isPost(key)) reads.push({ at, key });
  }
  return { arrivals, reads, gap: arrivals.length + reads.length === 0 ? 'no-storage' : null };
}

/** @param ahead how far the collector's clock is ahead of the browser's */
function inOrder(steps: NonNullable<ToldJourney['steps']>, ahead: Millis, now: Millis): Step[] {
  let latest = now - LONGEST_JOURNEY;
  return steps.flatMap((step) => {
    if (step === null) return [];
    const [at, from, post] = step;
    latest = Math.min(now, Math.max(latest, Math.round(at + ahead)));
    return [{ at: latest, from, post: post || undefined }];
  });
}

interface Step {
  readonly at: Millis;
  readonly from: string | 0;
  readonly post: string | undefined;
}

export interface JourneyReading {
  readonly now: Millis;
  /** The source a step's `from` stands for; null where it was no arrival. */
  readonly sourceOf: (from: string) => string | null;
  /** Whether there is a post of that id. */
  readonly isPost: (id: string) => boolean;
  /** Why there is no journey where none is told. */
  readonly gap: JourneyGap;
}
