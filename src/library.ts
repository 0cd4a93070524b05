import { type CollectionEntry, getCollection, render } from 'astro:content';
import type { MarkdownHeading } from 'astro';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import {
  type ContentName,
  isOut,
  type Lang,
  type Millis,
  type Offer,
  type Post,
  type PostFrontMatter,
  Problem,
  type Project,
  readContentName,
  suggest,
  toOffer,
  toPost,
  toProject,
} from '#domain';
import site from '#site';
import { type Compiled, readText } from '#texts';

/** A noun with the text that goes with it. */
export type Written<Noun> = Noun & {
  /** The text for a page. */
  readonly render: () => Promise<Text>;
  /** The text for strangers: no styles, scripts or ids. `Content` is a page's where the text is a module. */
  readonly renderClean: () => Promise<Text & { readonly isClean: boolean }>;
};

/** A text to place on a page. */
export interface Text {
  readonly Content: AstroComponentFactory;
  /** For a table of contents. */
  readonly headings: readonly MarkdownHeading[];
  /** To read it, whole minutes. */
  readonly minutes: number;
}

/** A post with its text and its cover. */
export type WrittenPost = Written<Post> & { readonly cover: CollectionEntry<'posts'>['data']['cover'] };

/** Posts, newest first; drafts in dev only. */
export async function posts(lang?: Lang): Promise<readonly WrittenPost[]> {
  const all = await allPosts();
  return lang === undefined ? all : all.filter((post) => post.lang === lang);
}

/** Offers by id; drafts in dev only. */
export async function offers(lang?: Lang): Promise<readonly Written<Offer>[]> {
  const all = await allOffers();
  return lang === undefined ? all : all.filter((offer) => offer.lang === lang);
}

/** Projects, newest first; drafts in dev only. */
export async function projects(lang?: Lang): Promise<readonly Written<Project>[]> {
  const all = await allProjects();
  return lang === undefined ? all : all.filter((project) => project.lang === lang);
}

/** The offers a post promotes, in its language where there is a translation, in the order the author named them. */
export async function offersOf(post: Post): Promise<Written<Offer>[]> {
  const all = await offers();
  return post.offers.flatMap((id) => inLang(all, id, post.lang) ?? []);
}

/** One offer, in a language where there is a translation. @throws {Problem} where there is no such offer */
export async function offerIn(id: string, lang: Lang): Promise<Written<Offer>> {
  const all = await offers();
  const found = inLang(all, id, lang);
  if (found !== undefined) return found;
  throw new Problem(`there is no offer “${id}” in content/offers/`, {
    hint: suggest(
      id,
      all.map((offer) => offer.id),
    ),
  });
}

const allPosts = once(async () => {
  const entries = await getCollection('posts');
  const found = entries.map((entry) => ({
    ...written(entry, toPost(matterOf(entry.data), nameOf(entry), site)),
    cover: entry.data.cover,
  }));
  return found.filter(isShown).sort((a, b) => b.published - a.published || byText(a.id, b.id));
});

const allOffers = once(async () => {
  const entries = await getCollection('offers');
  const found = entries.map((entry) => written(entry, toOffer(entry.data, nameOf(entry), site)));
  return found.filter(isShown).sort((a, b) => byText(a.id, b.id));
});

const allProjects = once(async () => {
  const entries = await getCollection('projects');
  const found = entries.map((entry) => written(entry, toProject(entry.data, nameOf(entry), site)));
  return found.filter(isShown).sort((a, b) => b.finished - a.finished);
});

/** In a build the content stands still, so every page shares one reading of it; while writing it is read anew. */
function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let known: Promise<Value> | undefined;
  return () => {
    if (import.meta.env.DEV) return read();
    known ??= read();
    return known;
  };
}

type Entry = CollectionEntry<'posts' | 'offers' | 'projects'>;

function written<Noun>(entry: Entry, noun: Noun): Written<Noun> {
  return {
    ...noun,
    render: () => renderAs(entry, ({ html }) => html),
    renderClean: async () => ({
      ...(await renderAs(entry, ({ clean }) => clean)),
      isClean: !isModule(entry),
    }),
  };
}

/** Texts stay on the disk until a page wants one; Astro places their pictures, and renders those that are modules. */
async function renderAs(entry: Entry, pick: (compiled: Compiled) => string): Promise<Text> {
  const compiled = await readText(String(entry.digest));
  const { headings, localImages: imagePaths, minutes } = compiled;
  const rendered = { html: pick(compiled), metadata: { headings, imagePaths } };
  return { ...(await render(isModule(entry) ? entry : { ...entry, rendered })), minutes };
}

/** The front matter as the domain knows it: the cover, which is a picture by now, is the page's business. */
function matterOf({ cover: _, ...matter }: CollectionEntry<'posts'>['data']): PostFrontMatter {
  return matter;
}

function isModule(entry: Entry & { deferredRender?: boolean }): boolean {
  return entry.deferredRender === true;
}

function nameOf(entry: Entry): ContentName {
  return readContentName(entry.id, site.languages);
}

function inLang<Noun extends { readonly id: string; readonly lang: Lang }>(
  all: readonly Noun[],
  id: string,
  lang: Lang,
): Noun | undefined {
  const versions = all.filter((noun) => noun.id === id);
  return versions.find((noun) => noun.lang === lang) ?? versions[0];
}

function isShown(noun: { draft: boolean; publishAt?: Millis | undefined }): boolean {
  return import.meta.env.DEV || isOut(noun, Date.now());
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
