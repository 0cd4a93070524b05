import { z } from 'zod';
import type { ContentName, Lang } from './language.ts';
import { draftKey, featuredKey, langKey, line } from './shared-keys.ts';
import { mainLanguage, type Site } from './site.ts';
import { authoredMoment, dateSchema, type Millis } from './time.ts';

/** The front matter of `content/testimonials/*`. The text of the file is what they said. */
export const testimonialSchema = z.strictObject({
  name: line.meta({ description: 'Who said it.' }),
  role: line.optional().meta({ description: 'Their position: “head of engineering”.' }),
  company: line.optional().meta({ description: 'The company they work for.' }),
  url: z.url().optional().meta({ description: 'Their page, or the page where they said it.' }),
  date: dateSchema.meta({ description: 'The day they said it.' }),
  lang: langKey,
  draft: draftKey,
  photo: line.optional().meta({ description: 'Their picture: a path relative to this file.' }),
  projects: z
    .array(z.string())
    .default([])
    .meta({ description: 'The projects it is about, by the names of their files in content/projects/.' }),
  offers: z
    .array(z.string())
    .default([])
    .meta({ description: 'The offers it is about, by id: the name of a file in content/offers/.' }),
  featured: featuredKey,
});

export type TestimonialFrontMatter = z.output<typeof testimonialSchema>;

/** The words of a client or reader about the author's work. */
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
