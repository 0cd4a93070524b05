import { z } from 'zod';
import { type HostPath, pagePath } from './address.ts';
import { type Flight, flightSchema } from './flight.ts';
import type { ContentName, Lang } from './language.ts';
import type { Money } from './money.ts';
import { type OfferKind, type OfferSection, offerKindNames, offerKinds } from './offer-kinds.ts';
import type { Page } from './page.ts';
import { moneySchema } from './read-money.ts';
import { draftKey, featuredKey, langKey, line } from './shared-keys.ts';
import { mainLanguage, type Site } from './site.ts';
import type { SitePath } from './site-path.ts';

const periods = ['hour', 'day', 'project', 'month', 'year'] as const;

/** The time or amount of work a price buys. */
export type Period = (typeof periods)[number];

const common = {
  title: line.meta({ description: 'The name of the offer.' }),
  description: line.meta({ description: 'What it is, in one or two sentences.' }),
  lang: langKey,
  draft: draftKey,
  worth: moneySchema.optional().meta({
    description:
      'What one conversion is expected to bring: a click on an ad, a sale of a course, a consulting lead. `500.00 CNY`.',
  }),
  featured: featuredKey,
  order: z.number().int().positive().optional().meta({
    description:
      'Its place among offers of its kind, from 1. Offers without a place come after, by file name.',
  }),
};

const sold = {
  includes: z
    .array(line)
    .default([])
    .meta({ description: 'What a buyer gets for the price; of a retainer, each period.' }),
  audience: z.array(line).default([]).meta({ description: 'Who it is for.' }),
  faq: z
    .array(
      z.strictObject({
        question: line.meta({ description: 'A question people ask before they buy.' }),
        answer: line.meta({ description: 'The answer.' }),
      }),
    )
    .default([])
    .meta({ description: 'Questions people ask before they buy, with their answers.' }),
};

const price = moneySchema.meta({ description: 'The price with its currency: `199.00 CNY`.' });

const agreedPrice = moneySchema
  .optional()
  .meta({ description: 'The price with its currency: `1999.00 CNY`. Without one, clients have to ask.' });

/** A shop that sells the offer, beside the offer's own address. */
const places = z
  .array(
    z.strictObject({
      name: line.meta({ description: 'The name of the shop or platform.' }),
      url: z.url().meta({ description: 'Its page there.' }),
      price: moneySchema.optional().meta({ description: 'The price there, if it is another one.' }),
    }),
  )
  .default([])
  .meta({ description: 'Other places that sell it.' });

const sample = z
  .string()
  .regex(/^(https?:\/\/|\/)\S+$/, { error: 'expected an address or a path such as /posts/hello/' })
  .optional();

const steps = z
  .array(
    z.strictObject({
      title: line.meta({ description: 'The name of the step.' }),
      text: line.meta({ description: 'What happens in it.' }),
    }),
  )
  .default([])
  .meta({ description: 'How the work goes, step by step.' });

const syllabus = z
  .array(
    z.strictObject({
      title: line.meta({ description: 'The title of the chapter.' }),
      lessons: z.array(line).default([]).meta({ description: 'The titles of its lessons.' }),
    }),
  )
  .default([])
  .meta({ description: 'The chapters of what is taught, each with its lessons.' });

const kindText = `The kind of offer: ${offerKindNames.map((name) => `\`${name}\``).join(', ')}. The other keys depend on it.`;

function kind<const Name extends OfferKind>(name: Name) {
  return z.literal(name).meta({ description: kindText });
}

/** The kind of a product, for search engines and above its title. */
export const productForms = ['app', 'template', 'book', 'other'] as const;
export type ProductForm = (typeof productForms)[number];

/** The front matter of `content/offers/*`. The id of an offer is its file name. */
export const offerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: kind('ad'),
    sponsor: line.meta({ description: 'Who pays for the ad.' }),
    url: z.url().meta({ description: 'Where the ad leads. A click there counts.' }),
    flights: z.array(flightSchema).default([]).meta({
      description:
        'When the ad runs, and what the sponsor pays. Between two flights it is hidden, without a build. Without flights it always runs.',
    }),
  }),
  z.strictObject({
    ...common,
    ...sold,
    kind: kind('course'),
    price,
    url: z.url().meta({ description: 'Where the course is sold. A click there counts.' }),
    places,
    syllabus,
    sample: sample.meta({ description: 'A lesson to try: an address, or a path of this site.' }),
    hours: z.number().positive().optional().meta({ description: 'How long the course takes, in hours.' }),
  }),
  z.strictObject({
    ...common,
    ...sold,
    kind: kind('product'),
    form: z.enum(productForms).default('other').meta({
      description: 'What it is: an `app`, a `template`, a `book`, or something `other`.',
    }),
    price,
    url: z.url().meta({ description: 'Where it is sold. A click there counts.' }),
    places,
    sample: sample.meta({ description: 'A part to try: an address, or a path of this site.' }),
  }),
  z.strictObject({
    ...common,
    ...sold,
    kind: kind('membership'),
    price,
    per: z.enum(['month', 'year']).default('year').meta({ description: 'What the price is for.' }),
    url: z.url().meta({ description: 'Where one joins. A click there counts.' }),
    places,
    sample: sample.meta({ description: 'An issue to read: an address, or a path of this site.' }),
  }),
  z.strictObject({
    ...common,
    ...sold,
    kind: kind('consulting'),
    price: agreedPrice,
    per: z.enum(periods).default('project').meta({
      description: 'What the price is for: an hour, a day, a project, or the month or year of a retainer.',
    }),
    annual: moneySchema
      .optional()
      .meta({ description: 'Of a monthly retainer: the price of a year that is paid at once.' }),
    steps,
  }),
  z.strictObject({
    ...common,
    ...sold,
    kind: kind('training'),
    price: agreedPrice,
    per: z.enum(['day', 'project']).default('day').meta({
      description: 'What the price is for: a day, or the whole training.',
    }),
    people: z.number().int().positive().optional().meta({ description: 'How many people may take part.' }),
    hours: z.number().positive().optional().meta({ description: 'How long the training takes, in hours.' }),
    syllabus,
    steps,
  }),
]);

export type OfferFrontMatter = z.output<typeof offerSchema>;

/** Something that earns money: an ad, a course, consulting … A {@link Conversion} happens on an offer. */
export interface Offer {
  readonly id: string;
  readonly kind: OfferKind;
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  readonly draft: boolean;
  readonly featured: boolean;
  readonly order: number | undefined;
  /** The target of a click. An offer without an address has a form on its own page. */
  readonly url: string | undefined;
  readonly sponsor: string | undefined;
  readonly price: Money | undefined;
  readonly worth: Money | undefined;
  /** The unit of the price; undefined for a thing that is bought once. */
  readonly per: Period | undefined;
  /** Of a monthly retainer: the price of a year paid at once. */
  readonly annual: Money | undefined;
  readonly includes: readonly string[];
  readonly audience: readonly string[];
  readonly faq: readonly Question[];
  readonly steps: readonly { readonly title: string; readonly text: string }[];
  readonly syllabus: readonly { readonly title: string; readonly lessons: readonly string[] }[];
  readonly places: readonly {
    readonly name: string;
    readonly url: string;
    readonly price?: Money | undefined;
  }[];
  readonly sample: string | undefined;
  readonly hours: number | undefined;
  /** Of a training: how many may take part. */
  readonly people: number | undefined;
  /** Of a product. */
  readonly form: ProductForm | undefined;
  /** Of an ad: when it runs; always where there is none. */
  readonly flights: readonly Flight[];
}

export interface Question {
  readonly question: string;
  readonly answer: string;
}

/** The offer a file is, from its front matter and its name below `content/offers/`. */
export function toOffer(matter: OfferFrontMatter, name: ContentName, site: Site): Offer {
  return { ...nothing, ...matter, id: name.slug, lang: matter.lang ?? name.lang ?? mainLanguage(site) };
}

/**
 * What an advertiser asks for who writes from a media kit: it has no file of its own, and the id of the page. So the
 * lead is one of kind `ad`.
 */
export function adSpace({
  slug,
  lang,
  title,
  description,
}: Pick<Page, 'slug' | 'lang' | 'title' | 'description'>): Offer {
  const told = { title, description, draft: false, featured: false };
  return { ...nothing, ...told, id: slug, kind: 'ad', lang };
}

/** The part of the site an offer stands in. */
export function offerSection(kind: OfferKind): OfferSection {
  return offerKinds[kind].section;
}

/** The path of an offer's page: `/services/review/`, `/en/courses/sql/`, `/sponsors/acme/`. */
export function offerPath({ id, kind, lang }: Pick<Offer, 'id' | 'kind' | 'lang'>, site: Site): HostPath {
  return pagePath(offerSection(kind), id, lang, site);
}

/**
 * The id of the offer whose page has a path of the site, in any language; undefined where no offer can stand there.
 *
 * @example offerAt('/en/services/review/') === 'review'; offerAt('/services/') === undefined
 */
export function offerAt(path: SitePath): string | undefined {
  const [id, section, ...before] = path
    .split('/')
    .filter((part) => part !== '')
    .reverse();
  const isThere = Object.values(offerKinds).some((kind) => kind.section === section);
  if (id === undefined || !isThere || before.length > 1) return undefined;
  // The path comes out of a URL, so what is not ASCII in it is escaped; a stray “%” is of no page of ours.
  return /%(?![\dA-Fa-f]{2})/.test(id) ? undefined : decodeURIComponent(id);
}

/** The keys that only some kinds of offer have. */
const nothing = {
  order: undefined,
  url: undefined,
  sponsor: undefined,
  price: undefined,
  worth: undefined,
  per: undefined,
  annual: undefined,
  includes: [],
  audience: [],
  faq: [],
  steps: [],
  syllabus: [],
  places: [],
  sample: undefined,
  hours: undefined,
  people: undefined,
  form: undefined,
  flights: [],
};
