import type { Course, CourseInstance } from 'schema-dts';
import type { Offer, Site } from '#domain';
import { audienceOf } from './audience.ts';
import { deals } from './deals.ts';
import type { OfferAbout } from './offer-about.ts';
import { page, person } from './thing.ts';

/** A course: who gives it, what it costs and where, what is in it, and how long it takes where the author says so. */
export function course(offer: Offer, { url, language, image }: OfferAbout, site: Site): Course {
  const { hours, syllabus } = offer;
  const offers = deals(offer);
  return {
    '@type': 'Course',
    '@id': `${url}#course`,
    url,
    mainEntityOfPage: page(url),
    name: offer.title,
    description: offer.description,
    image,
    inLanguage: language,
    provider: person(site),
    ...(offers.length === 0 ? {} : { offers }),
    ...(hours === undefined ? {} : { hasCourseInstance: instance(hours), timeRequired: duration(hours) }),
    ...(syllabus.length === 0 ? {} : { syllabusSections: sections(offer) }),
    ...audienceOf(offer.audience),
  };
}

/** What is bought at an address is taken at one. */
function instance(hours: number): CourseInstance {
  return { '@type': 'CourseInstance', courseMode: 'Online', courseWorkload: duration(hours) };
}

function sections({ syllabus }: Offer) {
  return syllabus.map(({ title, lessons }) => ({
    '@type': 'Syllabus' as const,
    name: title,
    ...(lessons.length === 0 ? {} : { description: lessons.join(' · ') }),
  }));
}

/** ISO 8601: `PT1H30M`. */
function duration(hours: number): string {
  const minutes = Math.round(hours * 60);
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `PT${whole > 0 ? `${whole}H` : ''}${rest > 0 ? `${rest}M` : ''}`;
}
