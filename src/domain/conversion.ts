import type { Money } from './money.ts';
import type { Millis } from './time.ts';

/** What happened on an offer. */
export type ConversionKind = 'ad-click' | 'course-click' | 'course-sale' | 'lead';

/**
 * How far a conversion can be believed: `claimed` by a browser, which anyone can forge; `form`, sent by a
 * person through a guarded form; `recorded` by the owner, or by a signed message from a shop.
 */
export type Proof = 'claimed' | 'form' | 'recorded';

/** An ad click, a course sale or a consulting lead, on an Offer. */
export interface Conversion {
  readonly id: string;
  readonly reader: string;
  readonly at: Millis;
  readonly offer: string;
  readonly kind: ConversionKind;
  readonly proof: Proof;
  /** What it brought, once that is known; null before. */
  readonly earned: Money | null;
}
