import { formatMoney, type Money, type Offer } from '#domain';
import type { Strings } from '#strings';

/** A price for people: what costs nothing says so in words. */
export function priceText(price: Money, { htmlLang, offer }: Strings): string {
  return price.amount === 0 ? offer.free : formatMoney(price, htmlLang);
}

/** The unit of a price that is a length of time: `每小时`; undefined for any other price. */
export function unitText({ price, per }: Pick<Offer, 'price' | 'per'>, words: Strings): string | undefined {
  const isFree = price?.amount === 0;
  return isFree || per === undefined || per === 'project' ? undefined : words.offer.per[per];
}
