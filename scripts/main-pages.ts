import { existsSync } from 'node:fs';
import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type HostPath,
  homePath,
  hostPath,
  type Lang,
  mainLanguage,
  onSite,
  pagePath,
  rootPath,
  type Section,
  type Site,
} from '#domain';

/** What visitors come for, and what the bench marks. */
export const markedNames = ['home', 'post', 'services', 'projects'] as const;

/** Lists of what is in a section. */
const lists = [
  'posts',
  'tags',
  'projects',
  'services',
  'courses',
  'products',
  'testimonials',
  'talks',
] as const;

/** Of what is in a section, the page with most on it. */
const longest = {
  post: 'posts',
  series: 'series',
  tag: 'tags',
  project: 'projects',
  service: 'services',
  course: 'courses',
  product: 'products',
} as const satisfies Readonly<Record<string, Section>>;

/** Pages that stand by themselves, by address. */
const standing = ['about', 'resume', 'now', 'uses', 'media-kit', 'search'] as const;

/** The kinds of pages a site has, one of each. */
export const pageNames = [
  'home',
  ...lists,
  ...(Object.keys(longest) as (keyof typeof longest)[]),
  ...standing,
  'not-found',
] as const;

export type PageName = (typeof pageNames)[number];

/** A page of a kind. */
export interface MainPage {
  readonly name: PageName;
  readonly lang: Lang;
  readonly path: HostPath;
}

/** The main pages a built site has, one of each kind in each of its languages; the page for lost readers is one for all. */
export async function mainPages(dist: string, site: Site): Promise<MainPage[]> {
  const pages = await Promise.all(site.languages.map((lang) => pagesIn(lang, dist, site)));
  const lost: MainPage = { name: 'not-found', lang: mainLanguage(site), path: hostPath('/404.html', site) };
  return [...pages.flat(), lost].filter(({ path }) => existsSync(fileOf(path, dist, site)));
}

async function pagesIn(lang: Lang, dist: string, site: Site): Promise<MainPage[]> {
  const page = (name: PageName, path: HostPath): MainPage => ({ name, lang, path });
  const deepest = Object.entries(longest).map(async ([name, section]) => {
    const slug = await longestIn(fileOf(pagePath(section, '', lang, site), dist, site, ''));
    return slug === undefined ? [] : [page(name as PageName, pagePath(section, slug, lang, site))];
  });
  return [
    page('home', homePath(lang, site)),
    ...lists.map((name) => page(name, pagePath(name, '', lang, site))),
    ...(await Promise.all(deepest)).flat(),
    ...standing.map((name) => page(name, rootPath(name, lang, site))),
  ];
}

async function longestIn(folder: string): Promise<string | undefined> {
  const files = await Array.fromAsync(glob('*/**/index.html', { cwd: folder }));
  const sizes = await Promise.all(
    files.map(async (file) => ({ file, size: (await stat(join(folder, file))).size })),
  );
  const [first] = sizes.sort((one, other) => other.size - one.size);
  return first?.file.replaceAll('\\', '/').replace(/\/index\.html$/, '');
}

/** The file of a page, or with another `index` the folder it is in. */
function fileOf(path: HostPath, dist: string, site: Site, index = 'index.html'): string {
  const place = onSite(path, site);
  return join(dist, decodeURIComponent(place), place.endsWith('/') ? index : '');
}
