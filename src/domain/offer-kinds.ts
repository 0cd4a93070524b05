import type { ConversionKind } from './conversion.ts';
import type { Section } from './section.ts';

interface Kind {
  /** The part of the site where offers of this kind stand. */
  readonly section: Section;
  /** The conversion that a click makes; null where an offer is asked for by form. */
  readonly click: ConversionKind | null;
}

/**
 * The kinds of offers, in the order in which `byline new` names them. The keys of each kind are in `offer.ts`, its words
 * in `src/strings/`, the first lines of a new file in `integrations/content/new/scaffold.ts`, and what search engines
 * are told in `src/structured-data/offer-things.ts`. The compiler and `tests/domain/offer.test.ts` name each place that
 * misses one.
 */
export const offerKinds = {
  /** Work for a client: by the hour, the day or the project, or a retainer. */
  consulting: { section: 'services', click: null },
  /** A day in a company, or several. */
  training: { section: 'services', click: null },
  course: { section: 'courses', click: 'course-click' },
  /** A thing that is bought once: an app, a template, a book. */
  product: { section: 'products', click: 'product-click' },
  /** A membership that is paid for by the month or year: a community, a paid letter. */
  membership: { section: 'products', click: 'membership-click' },
  /** Another's offer, which a sponsor pays for. */
  ad: { section: 'sponsors', click: 'ad-click' },
} as const satisfies Readonly<Record<string, Kind>>;

export type OfferKind = keyof typeof offerKinds;

/** The parts of the site in which offers stand. */
export type OfferSection = (typeof offerKinds)[OfferKind]['section'];

/** The names of the kinds; the first is the default of `byline new offer`. */
export const offerKindNames = Object.keys(offerKinds) as [OfferKind, ...OfferKind[]];
