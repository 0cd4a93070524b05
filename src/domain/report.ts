import type { Money } from './money.ts';
import type { Millis } from './time.ts';

/** What a report adds up by. */
export const dimensions = ['post', 'channel', 'offer'] as const;
export type Dimension = (typeof dimensions)[number];

/** One line: a post, a channel or an offer, and the credit it has. */
export interface ReportRow {
  /** The post's, channel's or offer's id; `(none)` for credit that no post has. */
  readonly key: string;
  /** Touches in the period, whether they led anywhere or not; null for offers, which are not touched. */
  readonly touches: number | null;
  /** Conversions credited, in shares: 0.5 is half of one. */
  readonly conversions: number;
  /** Money that came in, one entry a currency. */
  readonly earned: readonly Money[];
  /** Money conversions still open are expected to bring, one entry a currency. */
  readonly expected: readonly Money[];
}

/** Credit added up, by one model over one period. */
export interface Report {
  /** The model's id. */
  readonly model: string;
  /** Conversions from this moment on. */
  readonly from: Millis;
  /** Conversions before this moment. */
  readonly to: Millis;
  readonly rows: Readonly<Record<Dimension, readonly ReportRow[]>>;
  readonly totals: Omit<ReportRow, 'key'>;
  /** Conversions that rest on a browser's word alone, of all in the report: 0 to 1. */
  readonly claimedShare: number;
}
