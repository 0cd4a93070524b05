import { z } from 'zod';
import { type ContentName, type Lang, langSchema } from './language.ts';
import { mainLanguage, type Site } from './site.ts';
import { authoredMoment, dateSchema, type Millis } from './time.ts';

/** The front matter of `content/projects/*`. */
export const projectSchema = z.strictObject({
  title: z.string().trim().min(1),
  description: z.string().trim().min(1),
  date: dateSchema,
  /** @default the file name's, else the site's first language */
  lang: langSchema.optional(),
  /** A draft shows in `npm run dev` only. @default false */
  draft: z.boolean().default(false),
  /** @default [] */
  stack: z.array(z.string().trim().min(1)).default([]),
  url: z.url().optional(),
  source: z.url().optional(),
});

export type ProjectFrontMatter = z.output<typeof projectSchema>;

/** A piece of work to show. */
export interface Project {
  readonly slug: string;
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  readonly finished: Millis;
  readonly draft: boolean;
  readonly stack: readonly string[];
  readonly url: string | undefined;
  readonly source: string | undefined;
}

/** The project a file is, from its front matter and its name below `content/projects/`. */
export function toProject(matter: ProjectFrontMatter, name: ContentName, site: Site): Project {
  return {
    slug: name.slug,
    lang: matter.lang ?? name.lang ?? mainLanguage(site),
    title: matter.title,
    description: matter.description,
    finished: authoredMoment(matter.date, site.timeZone),
    draft: matter.draft,
    stack: matter.stack,
    url: matter.url,
    source: matter.source,
  };
}
