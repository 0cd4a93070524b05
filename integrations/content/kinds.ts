import type { z } from 'zod';
import {
  type ContentName,
  type HostPath,
  introduces,
  type Lang,
  type OfferKind,
  offerKindNames,
  offerPath,
  offerSchema,
  pagePath,
  pageSchema,
  postSchema,
  projectSchema,
  rootPath,
  type Site,
  talkSchema,
  testimonialSchema,
  toOffer,
  toPage,
  toPost,
  toProject,
  toTalk,
  toTestimonial,
} from '#domain';

/** Everything that a folder of `content/` has of its own. */
export interface Kind<Name extends string, Schema extends z.ZodType, Noun> {
  /** One file of it, as `byline new` calls it: `post`. */
  readonly name: Name;
  /** The schema of its front matter. */
  readonly schema: Schema;
  /** Checked front matter → the noun. */
  toNoun(matter: z.output<Schema>, name: ContentName, site: Site): Noun;
  /** The page on which a file is read. An offer stands in the section of its kind. */
  path(file: Named, site: Site): HostPath;
  /** Whether each file has a page; else it has a place on the page of all. */
  readonly hasPage: boolean;
  /** The ending of a new file: `mdx` where authors use components. */
  readonly ending: 'md' | 'mdx';
}

/** The slug and the language of a file, from its name, and the kind of an offer, from its front matter. */
export interface Named {
  readonly slug: string;
  readonly lang: Lang;
  readonly kind?: string | undefined;
}

/**
 * Folder of `content/` → its kind. A new kind of content is an entry here, its first words in `new/scaffold.ts`, and its
 * collection and pages in `src/`.
 */
export const kinds = {
  posts: defineKind({
    name: 'post',
    schema: postSchema,
    toNoun: toPost,
    path: ({ slug, lang }, site) => pagePath('posts', slug, lang, site),
    hasPage: true,
    ending: 'mdx',
  }),
  offers: defineKind({
    name: 'offer',
    schema: offerSchema,
    toNoun: toOffer,
    path: ({ slug, lang, kind }, site) => offerPath({ id: slug, lang, kind: offerKind(kind) }, site),
    hasPage: true,
    ending: 'md',
  }),
  projects: defineKind({
    name: 'project',
    schema: projectSchema,
    toNoun: toProject,
    path: ({ slug, lang }, site) => pagePath('projects', slug, lang, site),
    hasPage: true,
    ending: 'mdx',
  }),
  testimonials: defineKind({
    name: 'testimonial',
    schema: testimonialSchema,
    toNoun: toTestimonial,
    path: ({ lang }, site) => pagePath('testimonials', '', lang, site),
    hasPage: false,
    ending: 'md',
  }),
  talks: defineKind({
    name: 'talk',
    schema: talkSchema,
    toNoun: toTalk,
    path: ({ lang }, site) => pagePath('talks', '', lang, site),
    hasPage: false,
    ending: 'md',
  }),
  pages: defineKind({
    name: 'page',
    schema: pageSchema,
    toNoun: toPage,
    path: ({ slug, lang }, site) =>
      introduces(slug) ? pagePath(slug, '', lang, site) : rootPath(slug, lang, site),
    hasPage: true,
    ending: 'mdx',
  }),
};

/** A folder of `content/`. */
export type ContentFolder = keyof typeof kinds;

/** The noun that a file of a folder becomes. */
export type NounIn<Folder extends ContentFolder> = ReturnType<(typeof kinds)[Folder]['toNoun']>;

/** One of them, as `byline new` calls it. */
export type KindName = (typeof kinds)[ContentFolder]['name'];

/** The folders of `content/`, in the order of the table. */
export const contentFolders = Object.keys(kinds) as ContentFolder[];

/** Whether a name is that of a folder of `content/`. */
export function isContentFolder(name: string): name is ContentFolder {
  return Object.hasOwn(kinds, name);
}

/** The folder of a kind: `post` → `posts`. */
export function folderOfKind(name: KindName): ContentFolder {
  return contentFolders.find((folder) => kinds[folder].name === name) ?? 'posts';
}

/**
 * A value for each folder.
 *
 * @example perFolder((folder) => folder.length).posts // 5
 */
export function perFolder<Value>(make: (folder: ContentFolder) => Value): Record<ContentFolder, Value> {
  return Object.fromEntries(contentFolders.map((folder) => [folder, make(folder)])) as Record<
    ContentFolder,
    Value
  >;
}

/** The kind that front matter names; an offer that could not be read counts as consulting. */
function offerKind(name: string | undefined): OfferKind {
  return offerKindNames.find((kind) => kind === name) ?? 'consulting';
}

function defineKind<Name extends string, Schema extends z.ZodType, Noun>(
  kind: Kind<Name, Schema, Noun>,
): Kind<Name, Schema, Noun> {
  return kind;
}
