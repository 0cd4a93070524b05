import { type Lang, readContentName, type Site } from '#domain';
import type { Content } from '../nouns.ts';
import type { Finding } from './finding.ts';

/** Posts, offers, projects and pages that are missing in a language of the site. */
export function checkTranslations(content: Content, site: Site): Finding[] {
  const { posts, offers, projects, pages } = content;
  const versions = [
    ...posts.map(({ noun, file }) => ({ ...noun, key: `post ${noun.translationKey}`, file })),
    ...offers.map(({ noun, file }) => ({ ...noun, key: `offer ${noun.id}`, file })),
    ...projects.map(({ noun, file }) => ({ ...noun, key: `project ${noun.slug}`, file })),
    ...pages.map(({ noun, file }) => ({ ...noun, key: `page ${noun.slug}`, file })),
  ];
  const unread = unreadNames(content, site);
  // Who is still writing knows what is missing.
  return missing(
    versions.filter(({ draft }) => !draft),
    site,
  ).filter(({ place }) => !unread.has(nameOf(place?.file ?? '', site)));
}

/** Files that are there and cannot be read are not missing. */
function unreadNames({ files, ...content }: Content, site: Site): ReadonlySet<string> {
  const { posts, offers, projects, pages } = content;
  const read = new Set([...posts, ...offers, ...projects, ...pages].map(({ file }) => file));
  return new Set(files.filter((file) => !read.has(file)).map((file) => nameOf(file, site)));
}

function nameOf(file: string, site: Site): string {
  return readContentName(file.replaceAll('\\', '/'), site.languages).slug;
}

interface Version {
  readonly key: string;
  readonly lang: Lang;
  readonly file: string;
}

function missing(versions: readonly Version[], { languages }: Site): Finding[] {
  // Of a language in which there is nothing at all, that is said once, elsewhere.
  const spoken = languages.filter((lang) => versions.some((version) => version.lang === lang));
  return [...Map.groupBy(versions, ({ key }) => key).values()].flatMap((found) => {
    const lacking = spoken.filter((lang) => !found.some((version) => version.lang === lang));
    return lacking.map((lang) => ({
      level: 'information' as const,
      rule: 'no-translation',
      message: `there is no version in ${lang}`,
      place: { file: found[0]?.file ?? '' },
    }));
  });
}
