import type { Offer as SchemaOffer, UnitPriceSpecification } from 'schema-dts';
import { decimalAmount, type Money, type Period } from '#domain';

/** A price as an offer's. @param per what it buys; a project's price is the whole */
export function priced(price: Money, per: Period = 'project'): PricedOffer {
  const money = { price: decimalAmount(price), priceCurrency: price.currency };
  const unitCode = units[per];
  if (unitCode === undefined) return money;
  const specification: UnitPriceSpecification = { '@type': 'UnitPriceSpecification', ...money, unitCode };
  return { ...money, priceSpecification: specification };
}

/** UN/CEFACT's codes. */
const units: Readonly<Partial<Record<Period, string>>> = {
  hour: 'HUR',
  day: 'DAY',
  month: 'MON',
  year: 'ANN',
};

type PricedOffer = Pick<Extract<SchemaOffer, { '@type': 'Offer' }>, 'price' | 'priceCurrency'> & {
  priceSpecification?: UnitPriceSpecification;
};
