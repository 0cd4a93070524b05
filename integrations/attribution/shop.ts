import type { Millis, Money } from '#domain';

/**
 * THE CONTRACT. A shop is one file in `shops/`; its name is the last part of the address its messages come to,
 * `/api/shops/<name>`. It says how a message is signed and what it means; the collector checks the signature, and keeps
 * each message once.
 */
export interface Shop {
  /** What people call it: `Stripe`. */
  readonly title: string;
  /** The environment variable that has the secret its messages are signed with. */
  readonly secret: string;
  /** What was signed (HMAC-SHA-256, in hex), and the signatures, of which one has to fit; null where there is none. */
  signature(message: Message): Signature | null;
  /**
   * What a message says; empty where it is of no concern, such as a payment that has not come in or one in test mode.
   *
   * @param body parsed JSON, which may be anything
   */
  read(body: unknown): ShopEvent[];
}

/** A message as it came. */
export interface Message {
  /** The body's very bytes as text: a signature is of these. */
  readonly body: string;
  readonly header: (name: string) => string | undefined;
}

export interface Signature {
  readonly text: string;
  readonly hex: readonly string[];
  /** When it was signed; a message that is too old is refused. */
  readonly at: Millis;
}

/** What happened at a shop. Money is without tax. */
export type ShopEvent = ShopSale | ShopRefund;

export interface ShopSale {
  readonly type: 'sale';
  /** The message's own id, so that it counts once. */
  readonly id: string;
  /** The shop's id of what was bought; a refund names it. */
  readonly order: string;
  readonly at: Millis;
  readonly money: Money;
  /** The key that the link to the shop carried: the id of the click that led there. */
  readonly key?: string | undefined;
  /** The offer, where the shop knows it. */
  readonly offer?: string | undefined;
}

export interface ShopRefund {
  readonly type: 'refund';
  readonly id: string;
  readonly order: string;
  readonly at: Millis;
  /** How much of the order has been given back so far, in all: 0 to 1. */
  readonly share: number;
}

/** Declares a shop; the file's default export. */
export function defineShop(shop: Shop): Shop {
  return shop;
}
