import type { Offer, Page, Post, Problem, Project, Talk, Testimonial } from '#domain';
import type { LineOf } from './front-matter/front-matter.ts';
import type { Leftover } from './new/placeholders.ts';

/** A noun and the file it came from. */
export interface Filed<Noun> {
  readonly noun: Noun;
  /** Relative to the project. */
  readonly file: string;
  readonly lineOf: LineOf;
  /** The checked front matter the noun was made from. */
  readonly matter: Readonly<Record<string, unknown>>;
  /** What `byline new` put there and nobody has replaced. */
  readonly leftovers: readonly Leftover[];
}

/** The nouns of every folder of `content/`. */
export interface Nouns {
  readonly posts: readonly Filed<Post>[];
  readonly offers: readonly Filed<Offer>[];
  readonly projects: readonly Filed<Project>[];
  readonly testimonials: readonly Filed<Testimonial>[];
  readonly talks: readonly Filed<Talk>[];
  readonly pages: readonly Filed<Page>[];
}

/** A folder of `content/`. */
export type ContentFolder = keyof Nouns;

/** Everything under `content/` that could be read, and everything that is wrong with it. */
export interface Content extends Nouns {
  readonly problems: readonly Problem[];
  /** What may be meant as it is. */
  readonly warnings: readonly Problem[];
  /** Whether the languages in file names are not those of the settings, so that hardly a link can fit. */
  readonly isMisnamed: boolean;
  /** Every `.md` and `.mdx` that is content, relative to the project, whether it could be read or not. */
  readonly files: readonly string[];
}
