import type { Millis } from './time.ts';

/** Who read the site over some days, in sums out of which nobody can be told. */
export interface Audience {
  /** The first moment counted. */
  readonly from: Millis;
  /** The moment after the last one counted. */
  readonly to: Millis;
  /** Browsers, as far as they can be told apart. */
  readonly readers: number;
  /** Readings of pages. */
  readonly views: number;
  /** Readings by post id, the most read first; posts with few readers are left out. */
  readonly posts: readonly { readonly post: string; readonly views: number }[];
  /** Arrivals by channel, the strongest first; at the end those of every other channel, as `null`. */
  readonly channels: readonly { readonly channel: string | null; readonly arrivals: number }[];
}
