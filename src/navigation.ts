import {
  type HostPath,
  introduces,
  type Lang,
  mainLanguage,
  pagePath,
  rootPath,
  type Section,
} from '#domain';
import { offers, pages, posts, projects, talks, testimonials } from '#library';
import site from '#site';
import { strings } from '#strings';

/** A link of the site's own frame. */
export interface NavigationLink {
  readonly path: HostPath;
  readonly text: string;
}

/** Where one can go from every page of a language: only to what there is. */
export interface Navigation {
  readonly top: readonly NavigationLink[];
  readonly foot: readonly NavigationLink[];
}

/** The links at the top and at the foot: sections with something in them, and the author's pages. */
export async function navigationIn(lang: Lang): Promise<Navigation> {
  const sections = await sectionsIn(lang);
  const standing = (await pages(lang)).filter(({ slug }) => !introduces(slug));
  const own = (nav: 'top' | 'foot') =>
    standing
      .filter((page) => page.nav === nav)
      .map(({ slug, label }) => ({ path: rootPath(slug, lang, site), text: label }));
  const link = (section: Section) => ({
    path: pagePath(section, '', lang, site),
    text: strings(lang).sections[section],
  });
  return {
    top: [...atTop.filter((section) => sections.has(section)).map(link), ...own('top')],
    foot: [...atFoot.filter((section) => sections.has(section)).map(link), ...own('foot')],
  };
}

/** The sections of a language that have something in them; only these have a page. */
export async function sectionsIn(lang: Lang): Promise<ReadonlySet<Section>> {
  const [written, work, praise, given, services, courses, ads] = await Promise.all([
    posts(lang),
    projects(lang),
    testimonials(lang),
    talks(lang),
    offers(lang, 'consulting'),
    offers(lang, 'course'),
    offers(lang, 'ad'),
  ]);
  const filled: Readonly<Record<Section, boolean>> = {
    posts: written.length > 0,
    series: written.some(({ series }) => series !== undefined),
    tags: written.some(({ tags }) => tags.length > 0),
    projects: work.length > 0,
    services: services.length > 0,
    courses: courses.length > 0,
    sponsors: ads.length > 0,
    testimonials: praise.length > 0,
    talks: given.length > 0,
  };
  return new Set((Object.keys(filled) as Section[]).filter((section) => filled[section]));
}

/** The languages readers find something in; only these have pages. The first always has a home page. */
export async function spokenLanguages(): Promise<readonly Lang[]> {
  const filled = await Promise.all(
    site.languages.map(
      async (lang) =>
        lang === mainLanguage(site) || (await sectionsIn(lang)).size > 0 || (await pages(lang)).length > 0,
    ),
  );
  return site.languages.filter((_, index) => filled[index]);
}

const atTop: readonly Section[] = ['posts', 'projects', 'services', 'courses'];
const atFoot: readonly Section[] = ['testimonials', 'talks', 'series', 'tags'];
