import {
  inLanguage,
  introduces,
  isAddress,
  type Lang,
  linkedSections,
  mainLanguage,
  type NavigationEntry,
  offerSection,
  pagePath,
  rootPath,
  type Section,
  targetOf,
} from '#domain';
import { offers, pages, posts, projects, talks, testimonials } from '#library';
import site from '#site';
import { strings } from '#strings';

/** A link of the site's own frame. */
export interface NavigationLink {
  /** A path on the site's host, or an address elsewhere. */
  readonly path: string;
  readonly text: string;
}

/** The links on every page of a language. An empty section has none. */
export interface Navigation {
  readonly top: readonly NavigationLink[];
  readonly foot: readonly NavigationLink[];
}

/** The links at the top and at the foot: sections with something in them, and the author's pages. */
export async function navigationIn(lang: Lang): Promise<Navigation> {
  const links = [...(await sectionLinks(lang)), ...(await pageLinks(lang))];
  const { top, foot, hidden } = site.navigation;
  const chosen = new Set([...(top ?? []), ...(foot ?? []), ...hidden].map(targetOf));
  const usual = (place: UsualLink['place']) =>
    links.filter((link) => link.place === place && !chosen.has(link.name));
  const listed = (entries: readonly NavigationEntry[]) =>
    entries.flatMap((entry) => linkOf(entry, links, lang) ?? []);
  return {
    top: top === undefined ? usual('top') : listed(top),
    foot: foot === undefined ? usual('foot') : listed(foot),
  };
}

/** A link to a part of the site, and where it stands unless the settings say otherwise. */
interface UsualLink extends NavigationLink {
  readonly name: string;
  readonly place: 'top' | 'foot' | 'none';
}

async function sectionLinks(lang: Lang): Promise<UsualLink[]> {
  const filled = await sectionsIn(lang);
  return linkedSections
    .filter((section) => filled.has(section))
    .map((section) => ({
      name: section,
      path: pagePath(section, '', lang, site),
      text: strings(lang).sections[section],
      place: atTop.includes(section) ? 'top' : 'foot',
    }));
}

async function pageLinks(lang: Lang): Promise<UsualLink[]> {
  const standing = (await pages(lang)).filter(({ slug }) => !introduces(slug));
  return standing.map(({ slug, label, nav }) => ({
    name: slug,
    path: rootPath(slug, lang, site),
    text: label,
    place: nav,
  }));
}

/** The link an entry stands for; undefined where a language has nothing there. */
function linkOf(entry: NavigationEntry, links: readonly UsualLink[], lang: Lang): NavigationLink | undefined {
  const [target, label] = [targetOf(entry), typeof entry === 'string' ? undefined : entry.label];
  const text = label && inLanguage(label, lang);
  if (isAddress(target)) return { path: target, text: text ?? target };
  const found = links.find(({ name }) => name === target);
  return found && { path: found.path, text: text ?? found.text };
}

/** The sections of a language that have something in them; only these have a page. */
export async function sectionsIn(lang: Lang): Promise<ReadonlySet<Section>> {
  const [written, work, praise, given, offered] = await Promise.all([
    posts(lang),
    projects(lang),
    testimonials(lang),
    talks(lang),
    offers(lang),
  ]);
  const sold: ReadonlySet<Section> = new Set(offered.map(({ kind }) => offerSection(kind)));
  const filled: Readonly<Record<Section, boolean>> = {
    posts: written.length > 0,
    series: written.some(({ series }) => series !== undefined),
    tags: written.some(({ tags }) => tags.length > 0),
    projects: work.length > 0,
    services: sold.has('services'),
    courses: sold.has('courses'),
    products: sold.has('products'),
    sponsors: sold.has('sponsors'),
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

const atTop: readonly Section[] = ['posts', 'projects', 'services', 'courses', 'products'];
