import { type Lang, type Post, seriesPath, tagSlug } from '#domain';
import { posts, type WrittenPost } from '#library';
import { remembered } from '#reads';
import site from '#site';
import { type Translations, translations } from './languages.ts';

/** Posts that belong together in one language, in the order in which they are read. */
export interface SeriesOfPosts {
  /** As its newest part writes it. */
  readonly name: string;
  /** As addresses spell it. */
  readonly slug: string;
  readonly lang: Lang;
  readonly parts: readonly WrittenPost[];
}

/** The series of a language, the one with the newest part first. */
export function seriesIn(lang: Lang): Promise<readonly SeriesOfPosts[]> {
  return import.meta.env.DEV ? gather(lang) : gatherOnce(lang);
}

/** The parts of the series a post is one of, in order; none where it is of no series. */
export async function partsOf({ series, lang }: Post): Promise<readonly WrittenPost[]> {
  const slug = tagSlug(series?.name ?? '');
  return (await seriesIn(lang)).find((found) => found.slug === slug)?.parts ?? [];
}

/**
 * The parts shown around one of them: all of a short series; of a longer one, up to seven.
 *
 * @param place of the part, from 0
 * @returns the parts, and the place of the first of them
 */
export function around<Part>(
  parts: readonly Part[],
  place: number,
): { readonly first: number; readonly parts: readonly Part[] } {
  const first = Math.max(0, Math.min(place - Math.floor(MOST_SHOWN / 2), parts.length - MOST_SHOWN));
  return { first, parts: parts.slice(first, first + MOST_SHOWN) };
}

const MOST_SHOWN = 7;

/** A series' page in every language it has: series are one where a part of one is a translation of the other's. */
export async function seriesVersions({ parts }: Pick<SeriesOfPosts, 'parts'>): Promise<Translations> {
  const keys = new Set(parts.map(({ translationKey }) => translationKey));
  const all = (await Promise.all(site.languages.map(seriesIn))).flat();
  const same = all.filter((series) => series.parts.some((post: Post) => keys.has(post.translationKey)));
  const names = new Map(same.map(({ lang, name }) => [lang, name]));
  return translations((lang) => seriesPath(names.get(lang) ?? '', lang, site), [...names.keys()]);
}

/** In a build the posts stand still, and every post of a series asks. */
const gatherOnce = remembered(gather, (lang) => lang);

async function gather(lang: Lang): Promise<readonly SeriesOfPosts[]> {
  const chapters = (await posts(lang)).flatMap((post) =>
    post.series === undefined ? [] : [{ post, ...post.series }],
  );
  const bySlug = Map.groupBy(chapters, ({ name }) => tagSlug(name));
  return [...bySlug].map(([slug, found]) => ({
    name: found[0]?.name ?? slug,
    slug,
    lang,
    parts: found.toSorted((a, b) => a.order - b.order).map(({ post }) => post),
  }));
}
