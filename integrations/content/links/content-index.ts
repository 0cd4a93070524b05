import { glob, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import {
  homePath,
  type Lang,
  mainLanguage,
  onSite,
  pagePath,
  readContentName,
  type Section,
  type Site,
  type SitePath,
  sameAddress,
  seriesPath,
  tagPath,
  type Visibility,
} from '#domain';
import { authorFolders } from '../../author-files/author-folders.ts';
import { type ContentFolder, kinds } from '../kinds.ts';
import { type AnyNoun, type Content, type Filed, filedIn } from '../nouns.ts';

/** Every page and file a link of the author's can lead to. Plain data, so that it can go to another thread. */
export interface ContentIndex {
  /** The project's folder, absolute. */
  readonly root: string;
  /** Where the site lives: `https://example.com/`, `https://name.github.io/blog/`. */
  readonly url: string;
  readonly pages: readonly ContentPage[];
  /** Paths of the site that are there without being content: its own pages, files of `public/`, redirects. */
  readonly known: readonly string[];
}

/** A page that a file of `content/` becomes. */
export interface ContentPage {
  /** Relative to the project, with `/`. */
  readonly file: string;
  readonly section: ContentFolder;
  readonly slug: string;
  readonly lang: Lang;
  /** What its translations share. */
  readonly translationKey: string;
  /** The page's path on the site, as authors write it; percent-encoded. */
  readonly path: SitePath;
  readonly title: string;
  /** A post's stable id. */
  readonly id: string;
  /** Readers may not see it, or not yet. */
  readonly hidden: boolean;
}

/**
 * The index of what `readContent` found. Files whose front matter is broken are in it by their names, so
 * that a link to one is not another problem.
 *
 * @param isHidden whether readers may not see a post, offer or project
 */
export async function indexContent(
  root: string,
  content: Content,
  site: Site,
  isHidden: (noun: Visibility) => boolean,
): Promise<ContentIndex> {
  const below = `${authorFolders(root).content}/`;
  const pages = content.files.map((file) =>
    pageOf(file.split(sep).join('/'), below, { content, site, isHidden }),
  );
  const [files, routes] = await Promise.all([publicFiles(root), ownPages(root, site)]);
  const shown = new Set(pages.filter(({ hidden }) => !hidden).map(({ path }) => sectionOf(path)));
  const empty = sections
    .flatMap((section) => site.languages.map((lang) => onSite(pagePath(section, '', lang, site), site)))
    .filter((path) => !shown.has(path));
  const silent = silentLanguages(pages, site).map((lang) => onSite(homePath(lang, site), site));
  const own = routes.filter((path) => !empty.includes(path) && !silent.some((home) => path.startsWith(home)));
  const redirects = [...content.posts, ...content.pages].flatMap(({ noun }) => noun.redirects);
  const tags = content.posts.flatMap(({ noun }) =>
    noun.tags.map((tag) => onSite(tagPath(tag, noun.lang, site), site)),
  );
  const series = content.posts.flatMap(({ noun }) =>
    noun.series === undefined ? [] : [onSite(seriesPath(noun.series.name, noun.lang, site), site)],
  );
  const homes = site.languages
    .map((lang) => onSite(homePath(lang, site), site))
    .filter((home) => !silent.includes(home));
  const known = new Set([...homes, ...own, ...files, ...redirects, ...tags, ...series].map(sameAddress));
  return { root, url: site.url, pages, known: [...known] };
}

/** Languages in which there is nothing yet, and so no page; the first always has one. */
function silentLanguages(pages: readonly ContentPage[], site: Site): Lang[] {
  const spoken = new Set(pages.filter(({ hidden }) => !hidden).map(({ lang }) => lang));
  return site.languages.filter((lang) => lang !== mainLanguage(site) && !spoken.has(lang));
}

function pageOf(file: string, below: string, { content, site, isHidden }: Indexed): ContentPage {
  const [section = 'posts', ...rest] = file.slice(below.length).split('/');
  const name = readContentName(rest.join('/'), site.languages);
  const filed = nounsOf(content).get(file);
  const lang = filed?.noun.lang ?? name.lang ?? mainLanguage(site);
  return {
    file,
    section: section as ContentFolder,
    slug: name.slug,
    lang,
    translationKey: filed?.noun.translationKey ?? name.slug,
    path: pathOf(section as ContentFolder, name.slug, lang, filed?.noun.kind, site),
    title: filed?.noun.title ?? filed?.noun.name ?? name.slug,
    id: filed?.noun.id ?? name.slug,
    hidden: filed === undefined ? false : isHidden(filed.noun),
  };
}

interface Indexed {
  readonly content: Content;
  readonly site: Site;
  readonly isHidden: (noun: Visibility) => boolean;
}

/** Where on the site a file of a folder is read: most have a page, talks and testimonials a place on one. */
export function pathOf(
  folder: ContentFolder,
  slug: string,
  lang: Lang,
  kind: string | undefined,
  site: Site,
): SitePath {
  const { path, hasPage } = kinds[folder];
  const place = hasPage ? '' : `#${encodeURIComponent(slug)}`;
  return `${onSite(path({ slug, lang, kind }, site), site)}${place}`;
}

const byContent = new WeakMap<Content, Map<string, Filed<AnyNoun>>>();

function nounsOf(content: Content): Map<string, Filed<AnyNoun>> {
  const made =
    byContent.get(content) ??
    new Map(filedIn(content).map((filed) => [filed.file.split(sep).join('/'), filed]));
  byContent.set(content, made);
  return made;
}

async function publicFiles(root: string): Promise<string[]> {
  const paths = await readdir(join(root, authorFolders(root).public), { recursive: true }).catch(() => []);
  return paths.map((path) => `/${path.split(sep).join('/')}`);
}

/** Sections that have no page while nothing is in them. */
const sections: readonly Section[] = [
  'projects',
  'services',
  'courses',
  'products',
  'sponsors',
  'testimonials',
  'talks',
];

/** The page of the section a page stands in: `/en/courses/sql/` → `/en/courses/`. */
function sectionOf(path: string): string {
  return path.replace(/#.*$/, '').replace(/^((?:\/[a-z]{2,3}(?:-[A-Z][A-Za-z]+)?)?\/[a-z]+\/).*$/, '$1');
}

/** The pages of `src/pages/` that take no parameter but the language. */
async function ownPages(root: string, site: Site): Promise<SitePath[]> {
  const files = await Array.fromAsync(glob('**/*.{astro,ts,md,mdx}', { cwd: join(root, 'src/pages') }));
  const routes = files.map((file) => `/${file.split(sep).join('/')}`.replace(/\.(astro|ts|mdx?)$/, ''));
  return routes.flatMap((route) => {
    const path = route.replace(/\/index$/, '/');
    const perLanguage = path.startsWith('/[...lang]/');
    const rest = perLanguage ? path.slice('/[...lang]/'.length) : path.slice(1);
    if (rest.includes('[')) return [];
    return perLanguage
      ? site.languages.map((lang): SitePath => `${onSite(homePath(lang, site), site)}${rest}`)
      : [`/${rest}` as const];
  });
}
