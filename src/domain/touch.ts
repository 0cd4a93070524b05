import type { Millis } from './time.ts';

/** The source of a reader who arrived with no tag and no referrer: typed, bookmarked, or from an app that says nothing. */
export const DIRECT = 'direct';

/** Stands in a report for conversions whose journey is not known. Unknown is not {@link DIRECT}. */
export const UNKNOWN = 'unknown';

/** One moment before a conversion: an arrival on the site, or the reading of a post. */
export interface Touch {
  readonly at: Millis;
  /** Of an arrival, its source; of a reading, the post's id; in a report, what that counts for. */
  readonly key: string;
}
