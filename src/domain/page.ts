import { z } from 'zod';
import type { Section } from './address.ts';
import { type ContentName, type Lang, langSchema } from './language.ts';
import { type Money, moneySchema } from './money.ts';
import { redirectsSchema } from './redirects.ts';
import { resumeSchema } from './resume.ts';
import { mainLanguage, type Site } from './site.ts';
import { authoredMoment, dateSchema, type Millis } from './time.ts';

const line = z.string().trim().min(1);

/**
 * The front matter of `content/pages/*`: about, now, uses, a résumé, a media kit, whatever else stands. A
 * page named after a section (`services.md`, `projects.en.md`) says how that section introduces itself.
 */
export const pageSchema = z.strictObject({
  title: line,
  description: line,
  /** When it was last true; shown on the page. */
  updated: dateSchema.optional(),
  /** @default the file name's, else the site's first language */
  lang: langSchema.optional(),
  /** A draft shows in `npm run dev` only. @default false */
  draft: z.boolean().default(false),
  /** Where it is linked from: the top of every page, the foot, or nowhere. @default 'foot' */
  nav: z.enum(['top', 'foot', 'none']).default('foot'),
  /** What the link says. @default the title */
  label: line.optional(),
  /** Its place among such links, from 1; those without come after, by file name. */
  order: z.number().int().positive().optional(),
  /** Kept from search engines. @default false */
  noindex: z.boolean().default(false),
  /** Old addresses that lead here: `/about-me.html`. @default [] */
  redirects: redirectsSchema,
  /** A résumé in the words of jsonresume.org: `work`, `education`, `skills` and so on. */
  resume: resumeSchema.optional(),
  /** What sponsors can have, and at what rate; audience figures come from the tracker's database. */
  mediaKit: z
    .strictObject({
      formats: z.array(
        z.strictObject({
          title: line,
          text: line,
          /** One price, or none: then they have to ask. */
          rate: moneySchema.optional(),
          /** What the rate buys: “a week”, “an article”. */
          per: line.optional(),
        }),
      ),
      /** Whether visits and readers of the last 30 days are shown, where there is a database. @default true */
      audience: z.boolean().default(true),
    })
    .optional(),
});

export type PageFrontMatter = z.output<typeof pageSchema>;

/** A page that stands: about, now, uses, a résumé, a media kit. */
export interface Page {
  readonly slug: string;
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  readonly updated: Millis | undefined;
  readonly draft: boolean;
  readonly nav: PageFrontMatter['nav'];
  readonly label: string;
  readonly order: number | undefined;
  readonly noindex: boolean;
  readonly redirects: readonly string[];
  readonly resume: PageFrontMatter['resume'];
  readonly mediaKit: MediaKit | undefined;
}

export interface MediaKit {
  readonly formats: readonly {
    readonly title: string;
    readonly text: string;
    readonly rate?: Money | undefined;
    readonly per?: string | undefined;
  }[];
  readonly audience: boolean;
}

/** The page a file is, from its front matter and its name below `content/pages/`. */
export function toPage(matter: PageFrontMatter, name: ContentName, site: Site): Page {
  return {
    slug: name.slug,
    lang: matter.lang ?? name.lang ?? mainLanguage(site),
    title: matter.title,
    description: matter.description,
    updated: matter.updated === undefined ? undefined : authoredMoment(matter.updated, site.timeZone),
    draft: matter.draft,
    nav: matter.nav,
    label: matter.label ?? matter.title,
    order: matter.order,
    noindex: matter.noindex,
    redirects: matter.redirects,
    resume: matter.resume,
    mediaKit: matter.mediaKit,
  };
}

/** Whether a page introduces a section instead of standing by itself. */
export function introduces(slug: string): slug is Section {
  return (introduced as readonly string[]).includes(slug);
}

const introduced: readonly Section[] = [
  'posts',
  'projects',
  'services',
  'courses',
  'sponsors',
  'testimonials',
  'talks',
];

/** Addresses at the root that are no author's page: a page called so would hide one of the site's own. */
export function isReserved(slug: string, site: Site): boolean {
  const [first = ''] = slug.split('/');
  return [...reserved, ...site.languages].includes(first) || (introduces(first) && first !== slug);
}

const reserved = ['series', 'tags', 'search', 'studio', 'api', 'og', 'feed', 'pagefind', '404', '_astro', ''];
