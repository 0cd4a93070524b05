import type { Millis } from './time.ts';

/** Arriving with no tag and no referrer: typed, bookmarked, or from an app that says nothing. */
export const DIRECT = 'direct';

/** One reading of a page by one reader. */
export interface Touch {
  /** Made by the browser; the same id twice is one touch. */
  readonly id: string;
  /** A random first-party id; it says nothing of who the reader is. */
  readonly reader: string;
  /** When the collector took it. */
  readonly at: Millis;
  /** The post read, or whose edition carried the link here; null on other pages. */
  readonly post: string | null;
  /** How the reader arrived: a channel's id, a referring host, or {@link DIRECT}; null when they came from a page of ours. */
  readonly channel: string | null;
}
