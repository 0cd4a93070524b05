import type { APIRoute } from 'astro';
import { type SitemapItemLoose, SitemapStream, streamToPromise } from 'sitemap';
import {
  homePath,
  type Lang,
  mainLanguage,
  type Offer,
  offerSection,
  pagePath,
  type Section,
  tagSlug,
} from '#domain';
import { offers, posts, projects } from '#library';
import site from '#site';
import { strings } from '../strings/index.ts';

export const GET: APIRoute = async () => {
  const stream = new SitemapStream({
    hostname: site.url,
    xmlns: { news: false, video: false, image: false, xhtml: true },
  });
  for (const item of await sitemapItems()) stream.write(item);
  stream.end();
  const xml = await streamToPromise(stream);
  return new Response(xml.toString(), { headers: { 'Content-Type': 'application/xml' } });
};

/** Every page a search engine should know, with its translations. */
async function sitemapItems(): Promise<SitemapItemLoose[]> {
  const [allPosts, allOffers, allProjects] = await Promise.all([posts(), offers(), projects()]);
  const tags = allPosts.flatMap(({ lang, tags }) => tags.map((tag) => ({ lang, slug: tagSlug(tag) })));
  const known = allPosts.filter(({ noindex, canonical }) => !noindex && canonical === undefined);
  return [
    ...entries(
      site.languages.map((lang) => ({ lang, path: homePath(lang, site) })),
      () => 'home',
    ),
    ...section('posts', [
      ...indexes(),
      ...known.map((post) => ({ ...post, changed: post.updated ?? post.published })),
    ]),
    ...section('tags', distinct(tags)),
    ...offerSections(allOffers),
    ...section('projects', [
      ...distinct(allProjects.map(({ lang }) => ({ lang, slug: '' }))),
      ...allProjects,
    ]),
  ];
}

function offerSections(all: readonly Offer[]): SitemapItemLoose[] {
  const byKind = Map.groupBy(all, ({ kind }) => kind);
  return [...byKind].flatMap(([kind, found]) => {
    const listed = kind === 'ad' ? [] : distinct(found.map(({ lang }) => ({ lang, slug: '' })));
    return section(offerSection(kind), [...listed, ...found.map(({ lang, id }) => ({ lang, slug: id }))]);
  });
}

interface Page {
  readonly lang: Lang;
  readonly path: string;
  readonly changed?: number;
}

type Slugged = Omit<Page, 'path'> & { readonly slug: string };

function section(name: Section, pages: readonly Slugged[]): SitemapItemLoose[] {
  const placed = pages.map((page) => ({ ...page, path: pagePath(name, page.slug, page.lang, site) }));
  return entries(placed, (page) => page.slug);
}

function entries<Entry extends Page>(
  pages: readonly Entry[],
  groupOf: (page: Entry) => string,
): SitemapItemLoose[] {
  const groups = Map.groupBy(pages, groupOf);
  return pages.map((page) => ({
    url: page.path,
    ...(page.changed === undefined ? {} : { lastmod: new Date(page.changed).toISOString() }),
    ...alternates(groups.get(groupOf(page)) ?? []),
  }));
}

function alternates(translations: readonly Page[]): Pick<SitemapItemLoose, 'links'> {
  if (translations.length < 2) return {};
  const links = translations.map(({ lang, path }) => ({ lang: strings(lang).htmlLang, url: path }));
  const main = translations.find(({ lang }) => lang === mainLanguage(site));
  return { links: main === undefined ? links : [...links, { lang: 'x-default', url: main.path }] };
}

function indexes(): Slugged[] {
  return site.languages.map((lang) => ({ lang, slug: '' }));
}

function distinct(pages: readonly Slugged[]): Slugged[] {
  return [...new Map(pages.map((page) => [`${page.lang} ${page.slug}`, page])).values()];
}
