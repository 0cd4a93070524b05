import {
  below,
  type HostPath,
  homePath,
  inLanguage,
  introduces,
  type Lang,
  type Millis,
  type OfferSection,
  offerPath,
  pagePath,
  rootPath,
  type Section,
  seriesPath,
  tagPath,
  tagSlug,
} from '#domain';
import { introductionOf, offers, pages, posts, projects, type WrittenPost } from '#library';
import site from '#site';
import { strings } from '#strings';
import { sectionPaths } from './languages.ts';
import { spokenLanguages } from './navigation.ts';
import { seriesIn, seriesVersions } from './series.ts';

/** A page of the site that search engines may know. */
export interface ListedPage {
  /** Percent-encoded, ending in a slash. */
  readonly path: HostPath;
  readonly lang: Lang;
  /** Pages with one key are translations of each other. */
  readonly key: string;
  readonly title: string;
  readonly description?: string;
  /** When it last changed, where that is known: of a list, when the newest in it did. */
  readonly changed?: Millis | undefined;
  /** The path of its text in Markdown, where it has one. */
  readonly markdown?: HostPath;
  /** Whether it lists the others of its part. */
  readonly isIndex?: boolean;
}

/** A part of the site: a section, home, or the author's own pages. */
export type Part = Section | 'home' | 'pages';

/** The pages of each part that has any. */
export const parts: Readonly<Partial<Record<Part, () => Promise<ListedPage[]>>>> = {
  home: homes,
  posts: async () => [...(await indexesOf('posts', lastChange(await posts()))), ...(await postPages())],
  series: async () => [
    ...(await indexesOf('series', lastChange((await posts()).filter(({ series }) => series)))),
    ...(await seriesPages()),
  ],
  tags: async () => [
    ...(await indexesOf('tags', lastChange((await posts()).filter(({ tags }) => tags.length > 0)))),
    ...(await tagPages()),
  ],
  projects: async () => [...(await indexesOf('projects')), ...(await projectPages())],
  services: async () => [...(await indexesOf('services')), ...(await offerPages('services'))],
  courses: async () => [...(await indexesOf('courses')), ...(await offerPages('courses'))],
  products: async () => [...(await indexesOf('products')), ...(await offerPages('products'))],
  sponsors: () => offerPages('sponsors'),
  testimonials: () => indexesOf('testimonials'),
  talks: () => indexesOf('talks'),
  pages: standingPages,
};

/** The path of a post's text in Markdown. */
export function markdownPath(path: HostPath): HostPath {
  return below(path, 'index.md');
}

async function homes(): Promise<ListedPage[]> {
  const changed = lastChange(await posts());
  return (await spokenLanguages()).map((lang) => ({
    lang,
    path: homePath(lang, site),
    key: 'home',
    title: inLanguage(site.title, lang),
    description: inLanguage(site.description, lang),
    changed: changed(lang),
  }));
}

/** Posts that search engines are meant to find here. */
async function postPages(): Promise<ListedPage[]> {
  const found = (await posts()).filter(({ noindex, canonical }) => !noindex && canonical === undefined);
  return found.map((post) => {
    const path = pagePath('posts', post.slug, post.lang, site);
    const changed = post.updated ?? post.published;
    return { ...told(post), path, key: `post ${post.translationKey}`, changed, markdown: markdownPath(path) };
  });
}

/** Series in two languages are one where a part of one is a translation of the other's. */
async function seriesPages(): Promise<ListedPage[]> {
  const all = (await Promise.all(site.languages.map(seriesIn))).flat();
  return Promise.all(
    all.map(async ({ name, lang, parts }) => ({
      lang,
      path: seriesPath(name, lang, site),
      key: `series ${Object.values(await seriesVersions({ parts })).join(' ')}`,
      title: strings(lang).post.series(name),
      changed: lastChange(parts)(lang),
    })),
  );
}

async function tagPages(): Promise<ListedPage[]> {
  const tagged = (await posts()).flatMap((post) => post.tags.map((tag) => ({ tag, post })));
  const groups = Map.groupBy(tagged, ({ tag, post }) => `${post.lang} ${tagSlug(tag)}`);
  return [...groups.values()].flatMap((group) => {
    const [newest] = group;
    if (newest === undefined) return [];
    const { tag, post } = newest;
    return {
      lang: post.lang,
      path: tagPath(tag, post.lang, site),
      key: `tag ${tagSlug(tag)}`,
      title: strings(post.lang).tag(tag),
      changed: lastChange(group.map((one) => one.post))(post.lang),
    };
  });
}

async function projectPages(): Promise<ListedPage[]> {
  return (await projects()).map((project) => ({
    ...told(project),
    path: pagePath('projects', project.slug, project.lang, site),
    key: `project ${project.slug}`,
  }));
}

async function offerPages(section: OfferSection): Promise<ListedPage[]> {
  return (await offers(undefined, section)).map((offer) => ({
    ...told(offer),
    path: offerPath(offer, site),
    key: `${section} ${offer.id}`,
  }));
}

/** About, now, uses: the author's pages that introduce no section. */
async function standingPages(): Promise<ListedPage[]> {
  const standing = (await pages()).filter(({ slug, noindex }) => !introduces(slug) && !noindex);
  return standing.map((page) => ({
    ...told(page),
    path: rootPath(page.slug, page.lang, site),
    key: `page ${page.slug}`,
    changed: page.updated,
  }));
}

/** The pages that list what is in a section, in the languages in which something is. */
async function indexesOf(
  section: Section,
  changed: (lang: Lang) => Millis | undefined = () => undefined,
): Promise<ListedPage[]> {
  const listed = (await sectionPaths(section)).map(async ({ props: { lang } }) => ({
    lang,
    path: pagePath(section, '', lang, site),
    key: section,
    ...(await introduced(section, lang)),
    changed: changed(lang),
    isIndex: true,
  }));
  return Promise.all(listed);
}

/** As the author introduces it, else by its name. */
async function introduced(section: Section, lang: Lang): Promise<Pick<ListedPage, 'title' | 'description'>> {
  const page = await introductionOf(section, lang);
  if (page === undefined) return { title: strings(lang).sections[section] };
  return { title: page.title, description: page.description };
}

function told({ lang, title, description }: Pick<ListedPage, 'lang' | 'title'> & { description: string }) {
  return { lang, title, description };
}

type Dated = Pick<WrittenPost, 'lang' | 'published' | 'updated'>;

function lastChange(listed: readonly Dated[]): (lang: Lang) => Millis | undefined {
  return (lang) => {
    const here = listed.filter((post) => post.lang === lang);
    return here.length === 0
      ? undefined
      : Math.max(...here.map(({ updated, published }) => updated ?? published));
  };
}
