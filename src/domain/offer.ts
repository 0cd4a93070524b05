import { z } from 'zod';
import { type ContentName, type Lang, langSchema } from './language.ts';
import { type Money, moneySchema } from './money.ts';
import { mainLanguage, type Site } from './site.ts';

const common = {
  title: z.string().trim().min(1),
  description: z.string().trim().min(1),
  /** @default the file name's, else the site's first language */
  lang: langSchema.optional(),
  /** A draft shows in `npm run dev` only. @default false */
  draft: z.boolean().default(false),
  /** What one conversion is expected to bring: a click on an ad, a sale of a course, a consulting lead. */
  worth: moneySchema.optional(),
};

/** The front matter of `content/offers/*`. The id of an offer is its file name. */
export const offerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('ad'), sponsor: z.string().trim().min(1), url: z.url() }),
  z.strictObject({ ...common, kind: z.literal('course'), price: moneySchema, url: z.url() }),
  z.strictObject({ ...common, kind: z.literal('consulting'), price: moneySchema.optional() }),
]);

export type OfferFrontMatter = z.output<typeof offerSchema>;
export type OfferKind = OfferFrontMatter['kind'];

/** What a reader can be led to: an ad, a course, consulting. A {@link Conversion} happens on one. */
export interface Offer {
  readonly id: string;
  readonly kind: OfferKind;
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  readonly draft: boolean;
  /** Where a click leads (ad, course); consulting has a form on our own page instead. */
  readonly url: string | undefined;
  readonly sponsor: string | undefined;
  readonly price: Money | undefined;
  readonly worth: Money | undefined;
}

/** The offer a file is, from its front matter and its name below `content/offers/`. */
export function toOffer(matter: OfferFrontMatter, name: ContentName, site: Site): Offer {
  return {
    id: name.slug,
    kind: matter.kind,
    lang: matter.lang ?? name.lang ?? mainLanguage(site),
    title: matter.title,
    description: matter.description,
    draft: matter.draft,
    url: matter.kind === 'consulting' ? undefined : matter.url,
    sponsor: matter.kind === 'ad' ? matter.sponsor : undefined,
    price: matter.kind === 'ad' ? undefined : matter.price,
    worth: matter.worth,
  };
}
