import { z } from 'zod';
import type { ContentName, Lang } from './language.ts';
import { coverKey, draftKey, featuredKey, langKey, line } from './shared-keys.ts';
import { mainLanguage, type Site } from './site.ts';
import { authoredMoment, dateSchema, type Millis } from './time.ts';

/** The front matter of `content/projects/*`. */
export const projectSchema = z.strictObject({
  title: line.meta({ description: 'The name of the project.' }),
  description: line.meta({ description: 'What it is, in one or two sentences.' }),
  date: dateSchema.meta({ description: 'The day it was finished.' }),
  lang: langKey,
  draft: draftKey,
  stack: z.array(line).default([]).meta({ description: 'Languages, frameworks and tools it is built with.' }),
  url: z.url().optional().meta({ description: 'Where the project can be seen.' }),
  source: z.url().optional().meta({ description: 'Where its source code is.' }),
  client: line.optional().meta({ description: 'For whom it was made.' }),
  role: line.optional().meta({ description: 'What you did in it: “back end, alone”.' }),
  duration: line.optional().meta({ description: 'How long it took: “two weeks”.' }),
  problem: line.optional().meta({ description: 'What was wrong, in a sentence or two.' }),
  solution: line.optional().meta({ description: 'What was done about it, in a sentence or two.' }),
  results: z
    .array(
      z.strictObject({
        value: line.meta({ description: 'The number: `312 → 8 ms`.' }),
        label: line.meta({ description: 'What the number measures: `the slowest page`.' }),
      }),
    )
    .default([])
    .meta({ description: 'What came of it in numbers.' }),
  cover: coverKey.meta({ description: 'A picture of the project.' }),
  offers: z
    .array(z.string())
    .default([])
    .meta({ description: 'Offers for work like this, by id: the name of a file in content/offers/.' }),
  featured: featuredKey,
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

/** A result of a project: a figure, `312 → 8 ms`, and its meaning, `the slowest page`. */
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
