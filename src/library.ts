import { type CollectionEntry, getCollection, type RenderResult, render } from 'astro:content';
import {
  type ContentName,
  isOut,
  type Lang,
  type Millis,
  type Offer,
  type Post,
  type Project,
  readContentName,
  toOffer,
  toPost,
  toProject,
} from '#domain';
import site from '#site';

/** A noun with the text that goes with it. */
export type Written<Noun> = Noun & {
  /** Compiles the text: `Content` to place on a page, `headings` for a table of contents. */
  readonly render: () => Promise<RenderResult>;
};

/** Posts, newest first; drafts in dev only. */
export async function posts(lang?: Lang): Promise<Written<Post>[]> {
  const entries = await getCollection('posts');
  const found = entries.map((entry) => written(entry, toPost(entry.data, nameOf(entry), site)));
  return found
    .filter((post) => isShown(post, lang))
    .sort((a, b) => b.published - a.published || byText(a.id, b.id));
}

/** Offers by title; drafts in dev only. */
export async function offers(lang?: Lang): Promise<Written<Offer>[]> {
  const entries = await getCollection('offers');
  const found = entries.map((entry) => written(entry, toOffer(entry.data, nameOf(entry), site)));
  return found.filter((offer) => isShown(offer, lang)).sort((a, b) => byText(a.id, b.id));
}

/** Projects, newest first; drafts in dev only. */
export async function projects(lang?: Lang): Promise<Written<Project>[]> {
  const entries = await getCollection('projects');
  const found = entries.map((entry) => written(entry, toProject(entry.data, nameOf(entry), site)));
  return found.filter((project) => isShown(project, lang)).sort((a, b) => b.finished - a.finished);
}

/** The offers a post promotes, in its language where there is a translation, in the order the author named them. */
export async function offersOf(post: Post): Promise<Written<Offer>[]> {
  const all = await offers();
  return post.offers.flatMap((id) => {
    const versions = all.filter((offer) => offer.id === id);
    return versions.find(({ lang }) => lang === post.lang) ?? versions[0] ?? [];
  });
}

type Entry = CollectionEntry<'posts' | 'offers' | 'projects'>;

function written<Noun>(entry: Entry, noun: Noun): Written<Noun> {
  return { ...noun, render: () => render(entry) };
}

function nameOf(entry: Entry): ContentName {
  return readContentName(entry.id, site.languages);
}

function isShown(
  noun: { draft: boolean; lang: Lang; publishAt?: Millis | undefined },
  lang: Lang | undefined,
): boolean {
  return (import.meta.env.DEV || isOut(noun, Date.now())) && (lang === undefined || noun.lang === lang);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
