import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OpenShop } from '../load-shops.ts';
import type { LookedUp, Message, PlainShop, ShopRequest, Signature, SigningShop } from '../shop.ts';

/** A message signed longer ago than this is refused, as is one from the future, in milliseconds. */
const OLDEST = 5 * 60_000;

/**
 * What a shop's message says, and whether it is proven; null where it is not the shop's.
 *
 * @param given the secret at the end of the address; undefined where it has none
 * @throws UnreadableMessage where the shop's message is not as its documents say
 */
export async function proveMessage(
  message: ShopMessage,
  { shop, secret, settings }: OpenShop,
  { now, ask, report }: Proving,
): Promise<LookedUp | null> {
  if ('signature' in shop) {
    if (message.given !== undefined || !isSigned(message, shop, secret, now)) return null;
    return { events: shop.read(bodyOf(message)), isProven: true };
  }
  if (!isSame(message.given ?? '', secret)) return null;
  return lookUp(shop, bodyOf(message), { settings, now, ask }, report);
}

/** A shop that cannot be asked leaves its message a claim. */
async function lookUp(
  shop: PlainShop,
  body: unknown,
  asking: Parameters<PlainShop['lookUp']>[1],
  report: Proving['report'],
): Promise<LookedUp | null> {
  try {
    return await shop.lookUp(body, asking);
  } catch (cause) {
    report(new Error(`${shop.title} could not be asked about a sale; it is kept as a claim`, { cause }));
    const claim = await shop.lookUp(body, { ...asking, settings: {} });
    return claim && { ...claim, isProven: false };
  }
}

function isSigned(message: Message, shop: SigningShop, secret: string, now: number): boolean {
  const signature = shop.signature(message);
  if (signature === null) return false;
  return isFresh(signature, now) && fits(signature, secret);
}

/** Without a time in it, a message that comes again is told by its id alone. */
function isFresh({ at }: Signature, now: number): boolean {
  return at === null || Math.abs(now - at) <= OLDEST;
}

function fits({ text, given, encoding }: Signature, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(text).digest();
  return given.some((each) => {
    const bytes = Buffer.from(each, encoding);
    return bytes.length === expected.length && timingSafeEqual(bytes, expected);
  });
}

/** Compares without telling by its time how much of a guess was right. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** JSON, or the fields of a form; undefined where it is neither. */
function bodyOf({ body, header }: Message): unknown {
  if (header('content-type')?.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body));
  }
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export interface ShopMessage extends Message {
  readonly given: string | undefined;
}

export interface Proving {
  readonly now: number;
  readonly ask: (request: ShopRequest) => Promise<unknown>;
  /** Told of a shop that cannot be asked. */
  readonly report: (error: unknown) => void;
}
