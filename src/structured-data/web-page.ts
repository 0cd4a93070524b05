import type { BreadcrumbList, ProfilePage, WebPage } from 'schema-dts';
import type { Lang, Site } from '#domain';
import { page, person, type Thing, website } from './thing.ts';

/** A page, and the way to it from home where it is not home itself. */
export function pageThings(about: DescribedPage, site: Site): Thing[] {
  const trail = [...about.above, { url: about.url, name: about.name }];
  return about.above.length === 0 ? [describePage(about, site)] : [describePage(about, site), crumbs(trail)];
}

function describePage(about: DescribedPage, site: Site): WebPage | ProfilePage {
  const { url, name, description, lang, language, above, image } = about;
  const told = {
    ...page(url),
    url,
    name,
    description,
    inLanguage: language,
    isPartOf: website(lang, site),
    ...(image === undefined ? {} : { primaryImageOfPage: { '@type': 'ImageObject' as const, url: image } }),
    ...(above.length === 0 ? {} : { breadcrumb: crumbsOf(url) }),
  };
  if (!about.isProfile) return { '@type': 'WebPage', ...told };
  return { '@type': 'ProfilePage', ...told, mainEntity: person(site) };
}

function crumbs(trail: readonly Step[]): BreadcrumbList {
  const { url = '' } = trail.at(-1) ?? {};
  return {
    '@type': 'BreadcrumbList',
    ...crumbsOf(url),
    itemListElement: trail.map((step, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: step.name,
      item: step.url,
    })),
  };
}

function crumbsOf(url: string) {
  return { '@id': `${url}#breadcrumb` };
}

interface Step {
  /** Whole. */
  readonly url: string;
  readonly name: string;
}

/** What a page's description is made of; addresses are whole. */
export interface DescribedPage extends Step {
  readonly description: string;
  readonly lang: Lang;
  /** As `<html lang>` has it. */
  readonly language: string;
  /** The pages above it, home first; none above home. */
  readonly above: readonly Step[];
  readonly image: string | undefined;
  /** Whether the page is about the author. */
  readonly isProfile: boolean;
}
