import type { Offer as SchemaOffer, Service } from 'schema-dts';
import type { Money, Offer, Period, Site } from '#domain';
import { audienceOf } from './audience.ts';
import type { OfferAbout } from './offer-about.ts';
import { priced } from './price.ts';
import { page, person } from './thing.ts';

/** Consulting: by the hour or day, by the project, or a retainer with its price a month and a year. */
export function consulting(offer: Offer, { url, image }: OfferAbout, site: Site): Service {
  const { price, per, annual } = offer;
  const offers = [
    ...(price === undefined ? [] : [deal(offer, price, per, { url, site })]),
    ...(annual === undefined ? [] : [deal(offer, annual, 'year', { url, site })]),
  ];
  return {
    '@type': 'Service',
    '@id': `${url}#service`,
    url,
    mainEntityOfPage: page(url),
    name: offer.title,
    description: offer.description,
    image,
    provider: person(site),
    ...(offers.length === 0 ? {} : { offers }),
    ...audienceOf(offer.audience),
  };
}

function deal(
  { includes }: Offer,
  price: Money,
  per: Period | undefined,
  { url, site }: { readonly url: string; readonly site: Site },
): SchemaOffer {
  return {
    '@type': 'Offer',
    url,
    ...priced(price, per),
    ...availability(site),
    ...(includes.length === 0 ? {} : { includesObject: includes.map(included) }),
  };
}

/** Said only where the author says whether they take work. */
function availability({ availability: told }: Site) {
  if (told === undefined) return {};
  return { availability: told.open ? 'https://schema.org/InStock' : 'https://schema.org/SoldOut' } as const;
}

function included(name: string) {
  return {
    '@type': 'TypeAndQuantityNode' as const,
    typeOfGood: { '@type': 'Service' as const, name },
  };
}
