import { formatMoney, type Money } from '#domain';
import type { Strings } from '#strings';

/** A price for people: what costs nothing says so in words. */
export function priceText(price: Money, { htmlLang, offer }: Strings): string {
  return price.amount === 0 ? offer.free : formatMoney(price, htmlLang);
}
