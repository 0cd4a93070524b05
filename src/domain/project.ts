import { z } from 'zod';
import { type ContentName, type Lang, langSchema } from './language.ts';
import { mainLanguage, type Site } from './site.ts';
import { authoredMoment, dateSchema, type Millis } from './time.ts';

const line = z.string().trim().min(1);

/** The front matter of `content/projects/*`. */
export const projectSchema = z.strictObject({
  title: line,
  description: line,
  /** The day it was finished. */
  date: dateSchema,
  /** @default the file name's, else the site's first language */
  lang: langSchema.optional(),
  /** A draft shows in `npm run dev` only. @default false */
  draft: z.boolean().default(false),
  /** @default [] */
  stack: z.array(line).default([]),
  url: z.url().optional(),
  source: z.url().optional(),
  /** For whom it was. */
  client: line.optional(),
  /** What you were in it: “back end, alone”. */
  role: line.optional(),
  /** How long it took: “two weeks”. */
  duration: line.optional(),
  /** What was wrong, in a sentence or two. */
  problem: line.optional(),
  /** What was done about it, in a sentence or two. */
  solution: line.optional(),
  /** What came of it in numbers: `{ value: 312 → 8 ms, label: the slowest page }`. @default [] */
  results: z.array(z.strictObject({ value: line, label: line })).default([]),
  /** A picture: a path relative to the file, and what is in it. */
  cover: z.strictObject({ src: line, alt: z.string() }).optional(),
  /** Offers that are like it, by id. @default [] */
  offers: z.array(z.string()).default([]),
  /** Shown first, and on the home page. @default false */
  featured: z.boolean().default(false),
});

export type ProjectFrontMatter = z.output<typeof projectSchema>;

/** A piece of work to show; with a problem, a solution and results, a case study. */
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
  readonly client: string | undefined;
  readonly role: string | undefined;
  readonly duration: string | undefined;
  readonly problem: string | undefined;
  readonly solution: string | undefined;
  readonly results: readonly Result[];
  /** By id. */
  readonly offers: readonly string[];
  readonly featured: boolean;
}

/** What came of a piece of work: `312 → 8 ms`, `the slowest page`. */
export interface Result {
  readonly value: string;
  readonly label: string;
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
    client: matter.client,
    role: matter.role,
    duration: matter.duration,
    problem: matter.problem,
    solution: matter.solution,
    results: matter.results,
    offers: matter.offers,
    featured: matter.featured,
  };
}
