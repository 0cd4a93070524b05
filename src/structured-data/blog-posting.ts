import type { BlogPosting } from 'schema-dts';
import { type Post, type Site, zonedMoment } from '#domain';
import { page, person, website } from './thing.ts';

/** A post. */
export function blogPosting(post: Post, about: PostAbout, site: Site): BlogPosting {
  const { url, language, image, minutes, words } = about;
  return {
    '@type': 'BlogPosting',
    '@id': idOf(url),
    url,
    mainEntityOfPage: page(url),
    headline: post.title,
    description: post.description,
    image,
    inLanguage: language,
    author: person(site),
    publisher: person(site),
    datePublished: zonedMoment(post.published, site.timeZone),
    dateModified: zonedMoment(post.updated ?? post.published, site.timeZone),
    isPartOf: partOf(post, site),
    ...(post.tags.length === 0 ? {} : { keywords: [...post.tags] }),
    ...(words === 0 ? {} : { wordCount: words }),
    ...(minutes === 0 ? {} : { timeRequired: `PT${minutes}M` }),
    ...(site.license === undefined ? {} : { license: site.license.url }),
    ...(post.canonical === undefined ? {} : { isBasedOn: post.canonical }),
    ...translated(post, about, site),
  };
}

function partOf({ lang, series }: Post, site: Site) {
  const here = website(lang, site);
  if (series === undefined) return here;
  return [here, { '@type': 'CreativeWorkSeries' as const, name: series.name }];
}

/** The version in the site's first language is the work, the others are translations of it. */
function translated({ lang }: Post, { others }: PostAbout, site: Site) {
  const main = site.languages[0];
  const versions = others.map(({ url, language, title }) => ({
    '@type': 'BlogPosting' as const,
    '@id': idOf(url),
    url,
    headline: title,
    inLanguage: language,
  }));
  const original = versions[others.findIndex((other) => other.lang === main)];
  if (lang !== main && original !== undefined) return { translationOfWork: original };
  return lang === main && versions.length > 0 ? { workTranslation: versions } : {};
}

function idOf(url: string): string {
  return `${url}#post`;
}

/** What a post's description needs beside the post; addresses are whole. */
export interface PostAbout {
  readonly url: string;
  /** As `<html lang>` has it. */
  readonly language: string;
  readonly image: string;
  /** To read it. */
  readonly minutes: number;
  /** In it; of Chinese, characters. */
  readonly words: number;
  /** The same post in other languages. */
  readonly others: readonly {
    readonly lang: string;
    readonly url: string;
    readonly language: string;
    readonly title: string;
  }[];
}
