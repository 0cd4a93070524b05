import type { z } from 'zod';
import { type Millis, type Money, minorDigits, type ShopLink } from '#domain';

/**
 * THE CONTRACT. A shop is one file in `shops/`; its name is in the address that its messages come to,
 * `/api/shops/<name>`. It says how a message is proven and what the message means. The collector checks the proof and
 * keeps each message once.
 *
 * There are two kinds. A *signing* shop signs its messages (HMAC-SHA-256). A *plain* shop does not: its address ends in
 * a secret, `/api/shops/<name>/<secret>`, and the shop is asked whether the sale exists. What it cannot be asked about
 * is only a claim: it is counted as a conversion, and its money is expected, not earned.
 */
export type Shop = SigningShop | PlainShop;

interface AnyShop {
  /** What people call it: `Stripe`. */
  readonly title: string;
  /** The environment variable with the secret: of the signature, or at the end of the address. */
  readonly secret: string;
  /**
   * Links to the shop that can carry the key of a conversion. Where the shop takes no such key from a link, leave it
   * out: the owner's own checkout page has to pass the key on.
   */
  readonly link?: ShopLink;
  /** What the shop wants to be answered. @default { ok: true } */
  readonly answer?: object;
}

export interface SigningShop extends AnyShop {
  /** The signed bytes and their signatures, of which one has to match; null for a message without a signature. */
  signature(message: Message): Signature | null;
  /**
   * What a message says; empty where it is of no concern, such as a payment that has not come in or one in test mode.
   *
   * @param body parsed JSON or a form's fields, which may be anything
   * @throws UnreadableMessage by way of {@link messageIn}
   */
  read(body: unknown): ShopEvent[];
}

export interface PlainShop extends AnyShop {
  /** Environment variables that are needed to ask the shop; without them its messages are claims. */
  readonly settings: readonly string[];
  /**
   * What a message says, by the shop's own word where it could be asked.
   *
   * @returns null where the shop does not know of it
   * @throws what `ask` throws: then the message is a claim
   */
  lookUp(body: unknown, asking: Asking): Promise<LookedUp | null>;
}

/** What a shop's message says, and whether the shop itself has said so. */
export interface LookedUp {
  readonly events: readonly ShopEvent[];
  readonly isProven: boolean;
}

export interface Asking {
  /** The shop's environment variables; undefined where one is not set. */
  readonly settings: Readonly<Record<string, string | undefined>>;
  readonly now: Millis;
  /**
   * Sends a request to the shop and resolves to the JSON of its answer, also of one that is no success.
   *
   * @throws where it does not answer with JSON in time
   */
  ask(request: ShopRequest): Promise<unknown>;
}

export interface ShopRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST. @default nothing, by GET */
  readonly body?: object;
}

/** A message as it came. */
export interface Message {
  /** The body's very bytes as text: a signature is of these. */
  readonly body: string;
  readonly header: (name: string) => string | undefined;
}

export interface Signature {
  readonly text: string;
  /** The signatures that came with the message. */
  readonly given: readonly string[];
  readonly encoding: 'hex' | 'base64';
  /** When it was signed: a message that is too old is refused. Null where the shop does not sign the time. */
  readonly at: Millis | null;
}

/** What happened at a shop. Money is without tax. */
export type ShopEvent = ShopSale | ShopRefund;

export interface ShopSale {
  readonly type: 'sale';
  /** The message's own id, so that it counts once. */
  readonly id: string;
  /** The shop's id of what was paid; a refund names it. */
  readonly order: string;
  /** The shop's id of the subscription: all payments of one are entries of one conversion. */
  readonly subscription?: string | undefined;
  readonly at: Millis;
  readonly money: Money;
  /** The key that the link to the shop carried: the id of the click that led there. */
  readonly key?: string | undefined;
  /** The offer, where the shop knows it. */
  readonly offer?: string | undefined;
  /** Names, ids and addresses of the product at the shop. An offer with one of them in its title or address is it. */
  readonly product?: readonly string[] | undefined;
}

export type ShopRefund = {
  readonly type: 'refund';
  readonly id: string;
  readonly order: string;
  readonly at: Millis;
} & Returned;

/** How much was given back: the part of the order in all so far, from 0 to 1, or the money of this message alone. */
type Returned = { readonly share: number } | { readonly money: Money };

/** Declares a shop; the file's default export. */
export function defineShop<Kind extends Shop>(shop: Kind): Kind {
  return shop;
}

/**
 * Money from an amount in units of a shop's own, which may have other digits than the currency's minor unit.
 *
 * @param code in large or small letters
 * @param digits how many digits after the point the shop's amount has @default those of the currency
 */
export function moneyIn(amount: number, code: string, digits?: number): Money {
  const currency = code.toUpperCase();
  const own = minorDigits(currency);
  return { amount: Math.round(amount * 10 ** (own - (digits ?? own))), currency };
}

/**
 * Reads a message by a schema; undefined where it is of a kind that the schema does not know.
 *
 * @param kind the path of the field that says what kind of message it is: `meta.event_name`
 * @throws UnreadableMessage where the kind is known and the rest does not fit: money would be lost unseen
 */
export function messageIn<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  kind: string,
): z.output<Schema> | undefined {
  const { data, error } = schema.safeParse(body);
  if (error === undefined) return data;
  if (error.issues.some(({ path }) => kind.startsWith(path.join('.')))) return undefined;
  const places = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UnreadableMessage(places.join('; '));
}

/** A message of a known kind whose content does not fit the shop's documents. It says where, and no values. */
export class UnreadableMessage extends Error {}
