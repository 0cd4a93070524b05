import { formatMoney, type Money, type Offer } from '#domain';
import type { Strings } from '#strings';

/** A price for people: what costs nothing says so in words. */
export function priceText(price: Money, { htmlLang, offer }: Strings): string {
  return price.amount === 0 ? offer.free : formatMoney(price, htmlLang);
}

/** What a price is for, where that is a length of time: `每小时`; undefined where the price says all. */
export function unitText({ price, per }: Pick<Offer, 'price' | 'per'>, words: Strings): string | undefined {
  const isFree = price?.amount === 0;
  return isFree || per === undefined || per === 'project' ? undefined : words.offer.per[per];
}
