import { type HostPath, homePath, type Lang } from '#domain';
import { remembered } from '#reads';
import site from '#site';
import { type ListedPage, type Part, parts } from './page-parts.ts';

/**
 * Every page search engines may know, by part of the site: sitemap, hreflang, breadcrumbs and `llms.txt` are
 * made from it, so none says what another does not.
 */
export function pagesByPart(): Promise<Listed> {
  return import.meta.env.DEV ? listPages() : listOnce();
}

/** The same, in one list. */
export async function everyPage(): Promise<readonly ListedPage[]> {
  return [...(await pagesByPart()).values()].flat();
}

/** A page in all its languages, itself included, in the site's order of languages; none for one that is not listed. */
export async function versionsOf(path: HostPath): Promise<readonly ListedPage[]> {
  return (await index()).versions.get(path) ?? [];
}

/** The listed pages above a path, home first; none above home. */
export async function pagesAbove(path: HostPath, lang: Lang): Promise<readonly ListedPage[]> {
  const { byPath } = await index();
  const home = homePath(lang, site);
  const steps = path.slice(home.length).split('/').filter(Boolean);
  const above = steps.map(
    (_, depth) =>
      home +
      steps
        .slice(0, depth)
        .map((step) => `${step}/`)
        .join(''),
  );
  return above.flatMap((step) => byPath.get(step) ?? []);
}

type Listed = ReadonlyMap<Part, readonly ListedPage[]>;

const listOnce = remembered(listPages);

async function listPages(): Promise<Listed> {
  const lists = Object.entries(parts).map(async ([part, list]) => [part as Part, await list()] as const);
  return new Map(await Promise.all(lists));
}

interface PageIndex {
  readonly byPath: ReadonlyMap<string, ListedPage>;
  readonly versions: ReadonlyMap<string, readonly ListedPage[]>;
}

const indexOnce = remembered(async () => indexed(await everyPage()));

async function index(): Promise<PageIndex> {
  return import.meta.env.DEV ? indexed(await everyPage()) : indexOnce();
}

function indexed(pages: readonly ListedPage[]): PageIndex {
  const place = ({ lang }: ListedPage) => site.languages.indexOf(lang);
  const byKey = Map.groupBy(
    pages.toSorted((a, b) => place(a) - place(b)),
    ({ key }) => key,
  );
  return {
    byPath: new Map(pages.map((page) => [page.path, page])),
    versions: new Map(pages.map(({ path, key }) => [path, byKey.get(key) ?? []])),
  };
}
