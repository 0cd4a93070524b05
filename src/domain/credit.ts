import type { Money } from './money.ts';

/** A Step's share of one Conversion. The shares of a conversion add up to 1, its money to the minor unit. */
export interface Credit {
  /** The conversion's id. */
  readonly conversion: string;
  readonly offer: string;
  /** null where no post was read. */
  readonly post: string | null;
  readonly channel: string;
  /** Between 0 and 1. */
  readonly share: number;
  /** The share of what the conversion brought; null while that is unknown. */
  readonly earned: Money | null;
  /** The share of what the offer says one conversion is worth; null where it says nothing, or what it brought is known. */
  readonly expected: Money | null;
}
