import type { Lang } from './language.ts';
import { mainLanguage, type Site } from './site.ts';

/** The pages a piece of content can have. */
export type Section = 'posts' | 'offers' | 'projects' | 'tags';

/** The root of a language: `/` for the first, `/en/` for another. */
export function homePath(lang: Lang, site: Site): string {
  return lang === mainLanguage(site) ? '/' : `/${lang}/`;
}

/** The path of a page, percent-encoded and ending in a slash: `/en/posts/hello/`. */
export function pagePath(section: Section, slug: string, lang: Lang, site: Site): string {
  const encoded = slug.split('/').map(encodeURIComponent).join('/');
  return `${homePath(lang, site)}${section}/${encoded}${encoded === '' ? '' : '/'}`;
}

/** The whole address of a path of ours. */
export function absolute(path: string, site: Site): string {
  return new URL(path, site.url).href;
}
