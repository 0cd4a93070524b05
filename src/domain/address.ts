import type { Lang } from './language.ts';
import type { Section } from './section.ts';
import { mainLanguage, type Site } from './site.ts';
import { isSitePath, type SitePath } from './site-path.ts';

declare const madeHere: unique symbol;

/**
 * A path on the site's host, which a page can link to: `/en/about/`, or `/blog/en/about/` where the site lives
 * below `/blog/`. Only the functions of this file make one, so that no path is written that forgets where the
 * site lives.
 */
export type HostPath = SitePath & { readonly [madeHere]: true };

/** Where a site lives. */
export type Home = Pick<Site, 'url'>;

/** The path the site lives below, with a slash at both ends: `/`, or `/blog/`. */
export function basePath({ url }: Home): HostPath {
  return new URL(url).pathname as HostPath;
}

/** Whether the site lives at the root of its host. */
export function isAtRoot({ url }: Home): boolean {
  return new URL(url).pathname === '/';
}

/** The path on the host of a path of the site: `/feed.json` → `/blog/feed.json`. */
export function hostPath(path: SitePath, site: Home): HostPath {
  return `${basePath(site)}${path.slice(1)}` as HostPath;
}

/** The path of the site of a path on its host, the way back from {@link hostPath}: `/blog/feed.json` → `/feed.json`. */
export function onSite(path: HostPath, site: Home): SitePath {
  return `/${path.slice(basePath(site).length)}`;
}

/**
 * The path of the site at an address, percent-encoded: `/blog/feed.json` → `/feed.json`.
 *
 * @param address a path on the host, or a whole address
 * @returns null for an address that is not of the site, such as one above the path it lives below
 */
export function sitePath(address: string | URL, site: Home): SitePath | null {
  const url = URL.parse(address, site.url);
  const base = basePath(site);
  if (url?.origin !== new URL(site.url).origin || !url.pathname.startsWith(base)) return null;
  return `/${url.pathname.slice(base.length)}`;
}

/**
 * What a page links to for an address as an author writes it: `/posts/hello/` is a path of the site, and any
 * other address stays as it is.
 *
 * @example linkTo('/cv.pdf', site) // '/blog/cv.pdf'
 */
export function linkTo(address: string, site: Home): string {
  return isSitePath(address) ? hostPath(address, site) : address;
}

/** The path of the page that is being rendered, from its address, `Astro.url`. */
export function pathOfPage({ pathname }: URL): HostPath {
  return pathname as HostPath;
}

/** The path of a file beside a page: `below('/posts/', 'feed.json')` is `/posts/feed.json`. */
export function below(page: HostPath, name: string): HostPath {
  return `${page}${name}` as HostPath;
}

/** The whole address of a path: `https://example.com/blog/feed.json`. */
export function absolute(path: HostPath, site: Home): string {
  return new URL(path, site.url).href;
}

/**
 * Where the site has a picture of the author's as it was made, for other platforms: the address lasts as long as the
 * file keeps its name. `content/posts/hello/a b.png` → `/originals/posts/hello/a%20b.png`.
 *
 * @param file relative to the project
 */
export function originalPath(file: string): SitePath {
  const path = file.replace(/^(.*?\/)?content\//, '');
  return `/originals/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/**
 * Where the collector answers, without the last slash: '' at the root of the site's own host, `/blog` below a
 * path, or the address of another host.
 *
 * @returns null where there is no collector
 */
export function collectorAddress(collector: Site['attribution']['collector'], site: Home): string | null {
  if (collector === 'none') return null;
  const address = collector === 'same-origin' ? basePath(site) : new URL(collector).href;
  return address.replace(/\/$/, '');
}

/** The root of a language: that of the site for the first, `/en/` below it for another. */
export function homePath(lang: Lang, site: Site): HostPath {
  return hostPath(lang === mainLanguage(site) ? '/' : `/${lang}/`, site);
}

/** The path of a page, percent-encoded and ending in a slash: `/en/posts/hello/`. */
export function pagePath(section: Section, slug: string, lang: Lang, site: Site): HostPath {
  return rootPath(slug === '' ? section : `${section}/${slug}`, lang, site);
}

/** The path of a page that is in no section, such as `/en/about/`. */
export function rootPath(slug: string, lang: Lang, site: Site): HostPath {
  const encoded = slug.split('/').map(encodeURIComponent).join('/');
  return below(homePath(lang, site), `${encoded}/`);
}

/** The path of a tag's page. */
export function tagPath(tag: string, lang: Lang, site: Site): HostPath {
  return pagePath('tags', tagSlug(tag), lang, site);
}

/** The path of a series' page. */
export function seriesPath(name: string, lang: Lang, site: Site): HostPath {
  return pagePath('series', tagSlug(name), lang, site);
}

/**
 * A tag as addresses spell it, so that `Node` and `node` are one and every file system can hold it:
 * `C++` → `cpp`, `C#` → `csharp`, `.NET` → `dotnet`, `CI/CD` → `ci-cd`, `100%` → `100`. A tag of signs alone is spelled
 * by their code points: `🎉` → `1f389`.
 */
export function tagSlug(tag: string): string {
  const spelled = tag
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('+', 'p')
    .replaceAll('#', 'sharp')
    .replace(/^\./, 'dot');
  const slug = spelled.replaceAll(/[^\p{L}\p{N}_]+/gu, '-').replaceAll(/^-|-$/g, '');
  return slug || [...spelled].map((sign) => sign.codePointAt(0)?.toString(16)).join('-');
}

/** Whether a slug can be an address and a folder everywhere: letters, digits, `-`, `_`, `.`, `~`, and `/` between. */
export function isSlug(slug: string): boolean {
  return /^[\p{L}\p{M}\p{N}_~-][\p{L}\p{M}\p{N}._~-]*(\/[\p{L}\p{M}\p{N}_~-][\p{L}\p{M}\p{N}._~-]*)*$/u.test(
    slug,
  );
}

/** The path of a page's share image: `/en/posts/hello/` → `/og/en/posts/hello.png`, `/` → `/og/index.png`. */
export function shareImagePath(path: HostPath, site: Home): HostPath {
  const page = onSite(path, site).replace(/\/$/, '') || '/index';
  return hostPath(`/og${page}.png`, site);
}

/**
 * One spelling for the addresses that lead to the same page: decoded, composed (NFC), without the last slash.
 *
 * @example sameAddress('/caf%C3%A9/index.html') === sameAddress('/café/') // true
 */
export function sameAddress(path: string): string {
  return decoded(path)
    .normalize('NFC')
    .replace(/\/index\.html$/, '/')
    .replace(/(.)\/+$/, '$1');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
