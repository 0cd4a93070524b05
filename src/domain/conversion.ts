import type { Journey } from './journey.ts';
import type { Money } from './money.ts';
import type { Millis } from './time.ts';

/** An event on an offer. A click on a course is no sale yet; a sale is paid. */
export const conversionKinds = [
  'ad-click',
  'course-click',
  'product-click',
  'membership-click',
  'sale',
  'lead',
] as const;
export type ConversionKind = (typeof conversionKinds)[number];

/**
 * How far a conversion can be believed: `claimed` by a browser, which anyone can forge; `form`, sent by a
 * person through a guarded form; `recorded` by the owner, or by a signed message from a shop.
 */
export type Proof = 'claimed' | 'form' | 'recorded';

/** An ad click, a sale or a consulting lead, on an Offer. It stands for nobody: it has no id of a reader. */
export interface Conversion {
  readonly id: string;
  readonly at: Millis;
  readonly offer: string;
  readonly kind: ConversionKind;
  readonly proof: Proof;
  /** The `worth` of the offer at the time of the conversion; null for an offer without one. */
  readonly worth: Money | null;
  readonly journey: Journey;
}
