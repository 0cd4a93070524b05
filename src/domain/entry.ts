import type { Money } from './money.ts';
import type { Millis } from './time.ts';

/** The kinds of an amount of money. */
export const entryKinds = ['sale', 'refund', 'retainer', 'ad-fee', 'adjustment'] as const;
export type EntryKind = (typeof entryKinds)[number];

/**
 * One line of the money ledger. Entries are added and never changed: a refund or a correction is an entry of
 * its own, with its own day. The sum of a conversion's entries is what it has brought so far.
 */
export interface Entry {
  /** The conversion the money came from; null where that is not known. */
  readonly conversion: string | null;
  readonly offer: string;
  readonly at: Millis;
  /** Signed: a refund is negative. */
  readonly money: Money;
  /** The rate that came with the money: the value of one unit of its currency in the site's currency. */
  readonly rate?: number;
  readonly kind: EntryKind;
  /** Who told of it: `owner`, a shop's id, a file's name. */
  readonly source: string;
  /** The teller's own id of it. The pair (source, externalId) is there once, however often it is told. */
  readonly externalId: string;
}
