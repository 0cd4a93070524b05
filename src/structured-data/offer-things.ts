import type { FAQPage } from 'schema-dts';
import type { Offer, Site } from '#domain';
import { consulting } from './consulting.ts';
import { course } from './course.ts';
import type { OfferAbout } from './offer-about.ts';
import { membership, product } from './product.ts';
import { page, type Thing } from './thing.ts';

/** What the page of an offer is about, and the questions it answers. Of an ad, nothing: it is the sponsor's. */
export function offerThings(offer: Offer, about: OfferAbout, site: Site): Thing[] {
  const sold = {
    consulting: () => [consulting(offer, about, site)],
    training: () => [consulting(offer, about, site)],
    course: () => [course(offer, about, site)],
    product: () => [product(offer, about, site)],
    membership: () => [membership(offer, about, site)],
    ad: () => [],
  }[offer.kind]();
  return offer.faq.length === 0 ? sold : [...sold, faqPage(offer, about)];
}

function faqPage({ faq }: Offer, { url, language }: OfferAbout): FAQPage {
  return {
    '@type': 'FAQPage',
    '@id': `${url}#faq`,
    url,
    inLanguage: language,
    isPartOf: page(url),
    mainEntity: faq.map(({ question, answer }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: answer },
    })),
  };
}
