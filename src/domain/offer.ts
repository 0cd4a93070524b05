import { z } from 'zod';
import { type HostPath, pagePath, type Section } from './address.ts';
import type { ContentName, Lang } from './language.ts';
import type { Money } from './money.ts';
import { moneySchema } from './read-money.ts';
import { draftKey, featuredKey, langKey, line } from './shared-keys.ts';
import { mainLanguage, type Site } from './site.ts';

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

const kindText = 'The kind of offer: `ad`, `course` or `consulting`. The other keys depend on it.';

/** The front matter of `content/offers/*`. The id of an offer is its file name. */
export const offerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('ad').meta({ description: kindText }),
    sponsor: line.meta({ description: 'Who pays for the ad.' }),
    url: z.url().meta({ description: 'Where the ad leads. A click there counts.' }),
  }),
  z.strictObject({
    ...common,
    ...sold,
    kind: z.literal('course').meta({ description: kindText }),
    price: moneySchema.meta({ description: 'The price with its currency: `199.00 CNY`.' }),
    url: z.url().meta({ description: 'Where the course is sold. A click there counts.' }),
    places: z
      .array(
        z.strictObject({
          name: line.meta({ description: 'The name of the shop or platform.' }),
          url: z.url().meta({ description: 'The page of the course there.' }),
          price: moneySchema.optional().meta({ description: 'The price there, if it is another one.' }),
        }),
      )
      .default([])
      .meta({ description: 'Other places that sell the course.' }),
    syllabus: z
      .array(
        z.strictObject({
          title: line.meta({ description: 'The title of the chapter.' }),
          lessons: z.array(line).default([]).meta({ description: 'The titles of its lessons.' }),
        }),
      )
      .default([])
      .meta({ description: 'The chapters of the course, each with its lessons.' }),
    sample: z
      .string()
      .regex(/^(https?:\/\/|\/)\S+$/, { error: 'expected an address or a path such as /posts/hello/' })
      .optional()
      .meta({ description: 'A lesson to try: an address, or a path of this site.' }),
    hours: z.number().positive().optional().meta({ description: 'How long the course takes, in hours.' }),
  }),
  z.strictObject({
    ...common,
    ...sold,
    kind: z.literal('consulting').meta({ description: kindText }),
    price: moneySchema
      .optional()
      .meta({ description: 'The price with its currency: `1999.00 CNY`. Without one, clients have to ask.' }),
    per: z.enum(['hour', 'day', 'project', 'month', 'year']).default('project').meta({
      description: 'What the price is for: an hour, a day, a project, or the month or year of a retainer.',
    }),
    annual: moneySchema
      .optional()
      .meta({ description: 'Of a monthly retainer: the price of a year that is paid at once.' }),
    steps: z
      .array(
        z.strictObject({
          title: line.meta({ description: 'The name of the step.' }),
          text: line.meta({ description: 'What happens in it.' }),
        }),
      )
      .default([])
      .meta({ description: 'How the work goes, step by step.' }),
  }),
]);

export type OfferFrontMatter = z.output<typeof offerSchema>;
export type OfferKind = OfferFrontMatter['kind'];

/** The time or amount of work a price buys. */
export type Period = Extract<OfferFrontMatter, { kind: 'consulting' }>['per'];

/** What a reader can be led to: an ad, a course, consulting. A {@link Conversion} happens on one. */
export interface Offer {
  readonly id: string;
  readonly kind: OfferKind;
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  readonly draft: boolean;
  readonly featured: boolean;
  readonly order: number | undefined;
  /** Where a click leads (ad, course); consulting has a form on our own page instead. */
  readonly url: string | undefined;
  readonly sponsor: string | undefined;
  readonly price: Money | undefined;
  readonly worth: Money | undefined;
  /** Of consulting; a course is bought once. */
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
}

export interface Question {
  readonly question: string;
  readonly answer: string;
}

/** The offer a file is, from its front matter and its name below `content/offers/`. */
export function toOffer(matter: OfferFrontMatter, name: ContentName, site: Site): Offer {
  const { kind, title, description, draft, featured, order, worth } = matter;
  const lang = matter.lang ?? name.lang ?? mainLanguage(site);
  const told = { id: name.slug, kind, lang, title, description, draft, featured, order, worth };
  if (matter.kind === 'ad') return { ...nothing, ...told, url: matter.url, sponsor: matter.sponsor };
  const { price, includes, audience, faq } = matter;
  const deal = { ...nothing, ...told, price, includes, audience, faq };
  if (matter.kind === 'course') {
    const { url, places, syllabus, sample, hours } = matter;
    return { ...deal, url, places, syllabus, sample, hours };
  }
  const { per, annual, steps } = matter;
  return { ...deal, per, annual, steps };
}

/** The part of the site an offer stands in. */
export function offerSection(kind: OfferKind): Section {
  return sections[kind];
}

/** The path of an offer's page: `/services/review/`, `/en/courses/sql/`, `/sponsors/acme/`. */
export function offerPath({ id, kind, lang }: Pick<Offer, 'id' | 'kind' | 'lang'>, site: Site): HostPath {
  return pagePath(offerSection(kind), id, lang, site);
}

const sections = { consulting: 'services', course: 'courses', ad: 'sponsors' } as const;

/** What not every kind of offer has. */
const nothing = {
  url: undefined,
  sponsor: undefined,
  price: undefined,
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
};
