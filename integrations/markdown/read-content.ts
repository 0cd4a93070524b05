import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import {
  type ContentName,
  type Offer,
  type Page,
  type Post,
  Problem,
  type Project,
  readContentName,
  type Site,
  type Talk,
  type Testimonial,
  toOffer,
  toPage,
  toPost,
  toProject,
  toTalk,
  toTestimonial,
} from '#domain';
import { checkLanguages } from './check-languages.ts';
import { checkReferences } from './check-references.ts';
import { folderSchemas } from './folder-schemas.ts';
import { type LineOf, readFrontMatter } from './front-matter.ts';
import { blankMatter, findMatter } from './matter-block.ts';
import { type Leftover, leftoversIn } from './new/placeholders.ts';
import { readSource } from './read-source.ts';

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
  /** Whether the languages in file names are not those of the settings, so that hardly a link can fit. */
  readonly isMisnamed: boolean;
  /** Every `.md` and `.mdx` that is content, relative to the project, whether it could be read or not. */
  readonly files: readonly string[];
}

/**
 * Reads the front matter of everything under `content/` without Astro, so that one run shows every problem
 * there is.
 *
 * @param root the project's folder
 */
export async function readContent(root: string, site: Site): Promise<Content> {
  const [posts, offers, projects, testimonials, talks, pages] = await Promise.all([
    readFolder(root, 'posts', folderSchemas.posts, toPost, site),
    readFolder(root, 'offers', folderSchemas.offers, toOffer, site),
    readFolder(root, 'projects', folderSchemas.projects, toProject, site),
    readFolder(root, 'testimonials', folderSchemas.testimonials, toTestimonial, site),
    readFolder(root, 'talks', folderSchemas.talks, toTalk, site),
    readFolder(root, 'pages', folderSchemas.pages, toPage, site),
  ]);
  const nouns: Nouns = {
    posts: posts.nouns,
    offers: offers.nouns,
    projects: projects.nouns,
    testimonials: testimonials.nouns,
    talks: talks.nouns,
    pages: pages.nouns,
  };
  const folders = [posts, offers, projects, testimonials, talks, pages];
  const unread = folders.flatMap(({ problems }) => problems);
  const files = folders.flatMap(({ files }) => files);
  const misnamed = await checkLanguages(root, files, titlesIn(nouns), site);
  const known = { offers: offers.slugs, projects: projects.slugs };
  const references = misnamed.length > 0 ? misnamed : checkReferences(nouns, known, site);
  return { ...nouns, files, problems: [...unread, ...references], isMisnamed: misnamed.length > 0 };
}

function titlesIn({ posts, offers, projects, talks, pages }: Nouns): string[] {
  return [posts, offers, projects, talks, pages].flatMap((folder) => folder.map(({ noun }) => noun.title));
}

interface Folder<Noun> {
  readonly nouns: readonly Filed<Noun>[];
  readonly problems: readonly Problem[];
  /** Of all files, read or not, so that a broken offer is not also reported as missing. */
  readonly slugs: readonly string[];
  readonly files: readonly string[];
}

async function readFolder<Schema extends z.ZodType, Noun>(
  root: string,
  folder: ContentFolder,
  schema: Schema,
  toNoun: (matter: z.output<Schema>, name: ContentName, site: Site) => Noun,
  site: Site,
): Promise<Folder<Noun>> {
  const base = join('content', folder);
  const paths = await Array.fromAsync(glob('**/*.{md,mdx}', { cwd: join(root, base) }));
  const shown = paths.filter((path) => !/(^|[\\/])_/.test(path)).sort();
  const read = shown.map(async (path) => {
    const file = join(base, path);
    const { text, problem } = await readSource(root, file);
    const matter =
      text === null
        ? { data: null, lineOf: () => 1, problems: [problem] }
        : readFrontMatter(file, text, schema);
    const name = readContentName(path.replaceAll('\\', '/'), site.languages);
    return { ...matter, file, name, text: text ?? '', leftovers: leftoversIn(text ?? '') };
  });
  const entries = await Promise.all(read);
  return {
    nouns: entries.flatMap(({ data, file, lineOf, name, leftovers }) =>
      data === null
        ? []
        : [{ noun: toNoun(data, name, site), file, lineOf, matter: { ...(data as object) }, leftovers }],
    ),
    problems: [
      ...entries.flatMap(({ problems }) => problems),
      ...(folder === 'testimonials' ? entries.flatMap(wordless) : []),
    ],
    slugs: [...new Set(entries.map(({ name }) => name.slug))],
    files: entries.map(({ file }) => file),
  };
}

/** What somebody said is the text of a testimonial: without it, a card would quote nothing. */
function wordless({ data, file, text }: Entry): Problem[] {
  const isDraft = data !== null && typeof data === 'object' && 'draft' in data && data.draft === true;
  const words = blankMatter(text).replaceAll(/<!--[\s\S]*?-->|\{\s*\/\*[\s\S]*?\*\/\s*\}/g, '');
  if (data === null || isDraft || words.trim() !== '') return [];
  const line = text.slice(0, findMatter(text)?.length ?? 0).split('\n').length;
  const hint = 'Write what they said below the front matter, or keep the file back with “draft: true”.';
  return [new Problem('the testimonial has no text', { place: { file, line }, hint })];
}

interface Entry {
  readonly data: unknown;
  readonly file: string;
  readonly text: string;
}
