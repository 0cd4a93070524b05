import type { Book, Product, Service, SoftwareApplication } from 'schema-dts';
import type { Offer, Site } from '#domain';
import { audienceOf } from './audience.ts';
import { deals } from './deals.ts';
import type { OfferAbout } from './offer-about.ts';
import { page, person } from './thing.ts';

/** What is bought once: a book and an app as what they are, anything else as a product. */
export function product(offer: Offer, about: OfferAbout, site: Site): Book | SoftwareApplication | Product {
  const offers = deals(offer);
  const sold = {
    ...told(offer, about),
    '@id': `${about.url}#product`,
    ...(offers.length === 0 ? {} : { offers }),
  };
  if (offer.form === 'book') {
    return {
      '@type': 'Book',
      ...sold,
      author: person(site),
      inLanguage: about.language,
      ...audienceOf(offer.audience),
    };
  }
  if (offer.form === 'app') {
    return { '@type': 'SoftwareApplication', ...sold, author: person(site), ...audienceOf(offer.audience) };
  }
  return { '@type': 'Product', ...sold, brand: person(site), ...audienceOf(offer.audience) };
}

/** A community or a letter that one pays for as long as one stays. */
export function membership(offer: Offer, about: OfferAbout, site: Site): Service {
  const offers = deals(offer);
  return {
    '@type': 'Service',
    ...told(offer, about),
    '@id': `${about.url}#membership`,
    provider: person(site),
    ...(offers.length === 0 ? {} : { offers }),
    ...audienceOf(offer.audience),
  };
}

function told({ title, description }: Offer, { url, image }: OfferAbout) {
  return { url, mainEntityOfPage: page(url), name: title, description, image };
}
