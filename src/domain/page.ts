import { z } from 'zod';
import type { ContentName, Lang } from './language.ts';
import type { Money } from './money.ts';
import { moneySchema } from './read-money.ts';
import { redirectsSchema } from './redirects.ts';
import { resumeSchema } from './resume.ts';
import type { Section } from './section.ts';
import { draftKey, langKey, line, noindexKey } from './shared-keys.ts';
import { mainLanguage, type Site } from './site.ts';
import { authoredMoment, dateSchema, type Millis } from './time.ts';

const mediaKitSchema = z.strictObject({
  formats: z
    .array(
      z.strictObject({
        title: line.meta({ description: 'The name of the format: “a line in the newsletter”.' }),
        text: line.meta({ description: 'What the sponsor gets.' }),
        rate: moneySchema.optional().meta({
          description: 'The price with its currency: `800.00 CNY`. Without one, sponsors have to ask.',
        }),
        per: line.optional().meta({ description: 'What the rate buys: “a week”, “an article”.' }),
      }),
    )
    .meta({ description: 'The formats a sponsor can book.' }),
  audience: z.boolean().default(true).meta({
    description:
      'Whether visits and readers of the last 30 days are shown, where the collector has a database.',
  }),
});

/**
 * The front matter of `content/pages/*`: about, now, uses, a résumé, a media kit, whatever else stands. A
 * page named after a section (`services.md`, `projects.en.md`) says how that section introduces itself.
 */
export const pageSchema = z.strictObject({
  title: line.meta({ description: 'The title of the page.' }),
  description: line.meta({ description: 'What the page says, in one or two sentences.' }),
  updated: dateSchema
    .optional()
    .meta({ description: 'The day the page was last checked; shown on the page.' }),
  lang: langKey,
  draft: draftKey,
  nav: z
    .enum(['top', 'foot', 'none'])
    .default('foot')
    .meta({ description: 'Where the page is linked from: the top of every page, the foot, or nowhere.' }),
  label: line.optional().meta({ description: 'The text of that link. Default: the title.' }),
  order: z.number().int().positive().optional().meta({
    description:
      'The place of the link among the others, from 1. Links without a place come after, by file name.',
  }),
  noindex: noindexKey,
  redirects: redirectsSchema.meta({ description: 'Old addresses that lead to this page: `/about-me.html`.' }),
  resume: resumeSchema.optional().meta({
    description: 'A résumé in the words of jsonresume.org: `work`, `education`, `skills` and so on.',
  }),
  mediaKit: mediaKitSchema.optional().meta({
    description: 'What sponsors can book, and at what rate. Audience figures come from the collector.',
  }),
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
  'products',
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
