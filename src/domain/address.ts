import type { Lang } from './language.ts';
import { mainLanguage, type Site } from './site.ts';

/** The parts of a site that have a page of their own, which lists what is in them. */
export type Section =
  | 'posts'
  | 'series'
  | 'tags'
  | 'projects'
  | 'services'
  | 'courses'
  | 'sponsors'
  | 'testimonials'
  | 'talks';

/** The root of a language: `/` for the first, `/en/` for another. */
export function homePath(lang: Lang, site: Site): string {
  return lang === mainLanguage(site) ? '/' : `/${lang}/`;
}

/** The path of a page, percent-encoded and ending in a slash: `/en/posts/hello/`. */
export function pagePath(section: Section, slug: string, lang: Lang, site: Site): string {
  return rootPath(slug === '' ? section : `${section}/${slug}`, lang, site);
}

/** The path of a page that is in no section, such as `/en/about/`. */
export function rootPath(slug: string, lang: Lang, site: Site): string {
  const encoded = slug.split('/').map(encodeURIComponent).join('/');
  return `${homePath(lang, site)}${encoded}/`;
}

/** The path of a tag's page. */
export function tagPath(tag: string, lang: Lang, site: Site): string {
  return pagePath('tags', tagSlug(tag), lang, site);
}

/** The path of a series' page. */
export function seriesPath(name: string, lang: Lang, site: Site): string {
  return pagePath('series', tagSlug(name), lang, site);
}

/**
 * A tag as addresses spell it, so that `Node` and `node` are one and every file system can hold it:
 * `C++` → `cpp`, `C#` → `csharp`, `.NET` → `dotnet`, `CI/CD` → `ci-cd`, `100%` → `100`.
 */
export function tagSlug(tag: string): string {
  const spelled = tag
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('+', 'p')
    .replaceAll('#', 'sharp')
    .replace(/^\./, 'dot');
  return spelled.replaceAll(/[^\p{L}\p{N}_]+/gu, '-').replaceAll(/^-|-$/g, '');
}

/** Whether a slug can be an address and a folder everywhere: letters, digits, `-`, `_`, `.`, `~`, and `/` between. */
export function isSlug(slug: string): boolean {
  return /^[\p{L}\p{M}\p{N}_~-][\p{L}\p{M}\p{N}._~-]*(\/[\p{L}\p{M}\p{N}_~-][\p{L}\p{M}\p{N}._~-]*)*$/u.test(
    slug,
  );
}

/** The path of a page's share image: `/en/posts/hello/` → `/og/en/posts/hello.png`, `/` → `/og/index.png`. */
export function shareImagePath(path: string): string {
  return `/og${path.replace(/\/$/, '') || '/index'}.png`;
}

/** The whole address of a path of ours. */
export function absolute(path: string, site: Site): string {
  return new URL(path, site.url).href;
}
