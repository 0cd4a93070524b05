import { z } from 'zod';
import { type ContentName, type Lang, langSchema } from './language.ts';
import { mainLanguage, type Site } from './site.ts';
import { authoredMoment, dateSchema, type Millis } from './time.ts';

const line = z.string().trim().min(1);

/** The front matter of `content/testimonials/*`. The text of the file is what they said. */
export const testimonialSchema = z.strictObject({
  /** Who said it. */
  name: line,
  /** What they are: “head of engineering”. */
  role: line.optional(),
  /** Where. */
  company: line.optional(),
  /** Their page, or where they said it. */
  url: z.url().optional(),
  /** When they said it. */
  date: dateSchema,
  /** @default the file name's, else the site's first language */
  lang: langSchema.optional(),
  /** A draft shows in `npm run dev` only. @default false */
  draft: z.boolean().default(false),
  /** Their picture: a path relative to the file. */
  photo: line.optional(),
  /** Projects it is about, by file name. @default [] */
  projects: z.array(z.string()).default([]),
  /** Offers it is about, by id. @default [] */
  offers: z.array(z.string()).default([]),
  /** Shown first, and on the home page. @default false */
  featured: z.boolean().default(false),
});

export type TestimonialFrontMatter = z.output<typeof testimonialSchema>;

/** What somebody said of the author's work. */
export interface Testimonial {
  readonly slug: string;
  readonly lang: Lang;
  readonly name: string;
  readonly role: string | undefined;
  readonly company: string | undefined;
  readonly url: string | undefined;
  readonly said: Millis;
  readonly draft: boolean;
  /** By slug. */
  readonly projects: readonly string[];
  /** By id. */
  readonly offers: readonly string[];
  readonly featured: boolean;
}

/** The testimonial a file is, from its front matter and its name below `content/testimonials/`. */
export function toTestimonial(matter: TestimonialFrontMatter, name: ContentName, site: Site): Testimonial {
  return {
    slug: name.slug,
    lang: matter.lang ?? name.lang ?? mainLanguage(site),
    name: matter.name,
    role: matter.role,
    company: matter.company,
    url: matter.url,
    said: authoredMoment(matter.date, site.timeZone),
    draft: matter.draft,
    projects: matter.projects,
    offers: matter.offers,
    featured: matter.featured,
  };
}
