import { z } from 'zod';
import { pagePath, type Section } from './address.ts';
import { type ContentName, type Lang, langSchema } from './language.ts';
import { type Money, moneySchema } from './money.ts';
import { mainLanguage, type Site } from './site.ts';

const line = z.string().trim().min(1);

const common = {
  title: line,
  description: line,
  /** @default the file name's, else the site's first language */
  lang: langSchema.optional(),
  /** A draft shows in `npm run dev` only. @default false */
  draft: z.boolean().default(false),
  /** What one conversion is expected to bring: a click on an ad, a sale of a course, a consulting lead. */
  worth: moneySchema.optional(),
  /** The one to show first, and on the home page. @default false */
  featured: z.boolean().default(false),
  /** Its place among its kind, from 1; those without come after, by file name. */
  order: z.number().int().positive().optional(),
};

const sold = {
  /** What one gets for the price; of a retainer, each period. @default [] */
  includes: z.array(line).default([]),
  /** Who it is for. @default [] */
  audience: z.array(line).default([]),
  /** Questions one asks before buying, with their answers. @default [] */
  faq: z.array(z.strictObject({ question: line, answer: line })).default([]),
};

/** The front matter of `content/offers/*`. The id of an offer is its file name. */
export const offerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('ad'), sponsor: line, url: z.url() }),
  z.strictObject({
    ...common,
    ...sold,
    kind: z.literal('course'),
    price: moneySchema,
    /** Where it is bought; a click there counts. */
    url: z.url(),
    /** Other places that sell it. @default [] */
    places: z.array(z.strictObject({ name: line, url: z.url(), price: moneySchema.optional() })).default([]),
    /** Its chapters, each with its lessons. @default [] */
    syllabus: z.array(z.strictObject({ title: line, lessons: z.array(line).default([]) })).default([]),
    /** A lesson to try: an address, or a path on this site. */
    sample: z
      .string()
      .regex(/^(https?:\/\/|\/)\S+$/, { error: 'expected an address or a path such as /posts/hello/' })
      .optional(),
    /** How long it takes, in hours. */
    hours: z.number().positive().optional(),
  }),
  z.strictObject({
    ...common,
    ...sold,
    kind: z.literal('consulting'),
    price: moneySchema.optional(),
    /** What the price is for: an hour, a day, a project, or the month or year of a retainer. @default 'project' */
    per: z.enum(['hour', 'day', 'project', 'month', 'year']).default('project'),
    /** Of a monthly retainer: the price of a year paid at once. */
    annual: moneySchema.optional(),
    /** How it goes, step by step. @default [] */
    steps: z.array(z.strictObject({ title: line, text: line })).default([]),
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
export function offerPath({ id, kind, lang }: Pick<Offer, 'id' | 'kind' | 'lang'>, site: Site): string {
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
