import type { Money } from './money.ts';
import type { Millis } from './time.ts';

/** The dimensions of a report. */
export const dimensions = ['post', 'channel', 'offer', 'campaign', 'link', 'series', 'tag'] as const;
export type Dimension = (typeof dimensions)[number];

/**
 * How money counts: `cash` in the period it came in; `cohort` in the period of the conversion that brought it.
 */
export const moneyViews = ['cash', 'cohort'] as const;
export type MoneyView = (typeof moneyViews)[number];

/** One line: what was counted, and the credit it has. Null where a figure does not apply. */
export interface ReportRow {
  /**
   * A post's, channel's, offer's or campaign's id, a series' or a tag's name; of a link to an offer, what
   * `writeOfferLink` makes of it; `(none)` for what belongs to none;
   * `unknown` where the journey is not known.
   */
  readonly key: string;
  /** Views of a post; arrivals by a channel, a campaign or a link. */
  readonly views: number | null;
  /** Readers of a post; of what has arrivals, readers of a month by whom they came first. */
  readonly readers: number | null;
  /** How often a post was read to its end. */
  readonly reads: number | null;
  /** How often an offer was seen, or offers in a post. */
  readonly seen: number | null;
  readonly clicks: number | null;
  /** How often a reader began to fill in the form of an offer. */
  readonly starts: number | null;
  /** How often a file of the site was asked for from a post. */
  readonly files: number | null;
  /** How often a link away from the site was followed from a post. */
  readonly outs: number | null;
  /** How many hours of writing it took; null where the author does not say so of every post in it. */
  readonly hours: number | null;
  /** Leads credited, in shares. */
  readonly leads: number;
  /** Leads that were won, in shares. */
  readonly won: number;
  /** Conversions credited, in shares: 0.5 is half of one. */
  readonly conversions: number;
  /** Conversions that rest on a browser's word alone, of those credited: 0 to 1. */
  readonly claimed: number;
  /** Of a row, arrivals that came by links the site knows; of the total, conversions with a known journey: 0 to 1. */
  readonly known: number;
  /** 90 % of samples of the same conversions lie between these; null below ten conversions. */
  readonly interval: readonly [number, number] | null;
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
  readonly as: MoneyView;
  readonly rows: Readonly<Record<Dimension, readonly ReportRow[]>>;
  /** Posts by the advertisers they brought: leads that wrote from a media kit. Only those that brought any. */
  readonly advertisers: readonly ReportRow[];
  readonly totals: Omit<ReportRow, 'key'>;
  /** Conversions that rest on a browser's word alone, of all in the report: 0 to 1. */
  readonly claimedShare: number;
  /** Conversions whose journey is not known, counted by the reason. */
  readonly gaps: Readonly<Record<string, number>>;
  /** The amounts in other currencies before they were converted, one entry a currency. */
  readonly converted: readonly Money[];
}
