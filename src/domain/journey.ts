import type { Millis } from './time.ts';
import type { Touch } from './touch.ts';

/**
 * Why the journey before a conversion is not known: the browser asked not to be followed (`gpc`), ran no script
 * (`no-script`), refused storage (`no-storage`); the reader refused (`refused`); the owner wrote the
 * conversion down (`by-hand`) or a shop reported it without the reader's key (`no-key`); all of it is older
 * than the look-back (`too-old`); the database has none (`not-kept`).
 */
export const journeyGaps = [
  'gpc',
  'no-script',
  'no-storage',
  'refused',
  'by-hand',
  'no-key',
  'too-old',
  'not-kept',
] as const;
export type JourneyGap = (typeof journeyGaps)[number];

/**
 * What a reader did before a Conversion, oldest first. Arrivals and readings are two lists: five posts read in
 * one visit are one arrival, so channels are credited over arrivals and posts over readings.
 */
export interface Journey {
  /** Keys are raw sources: `dev@hello`, `www.google.com`, `direct`. */
  readonly arrivals: readonly Touch[];
  /** Keys are ids of posts. */
  readonly reads: readonly Touch[];
  /** Why the journey is not known; null where the browser told it. */
  readonly gap: JourneyGap | null;
}

/** The part of a journey that is at most so old when the conversion happens. */
export function withinLookBack(journey: Journey, end: Millis, lookBack: Millis): Journey {
  if (journey.gap !== null) return journey;
  const isRecent = ({ at }: Touch) => at >= end - lookBack;
  const [arrivals, reads] = [journey.arrivals.filter(isRecent), journey.reads.filter(isRecent)];
  const hadSome = journey.arrivals.length + journey.reads.length > 0;
  const hasNone = arrivals.length + reads.length === 0;
  return { arrivals, reads, gap: hadSome && hasNone ? 'too-old' : null };
}

/** A journey that is not known. */
export function unknownJourney(gap: JourneyGap): Journey {
  return { arrivals: [], reads: [], gap };
}
