import type { Lang, Site } from '#domain';
import type { Content } from '../read-content.ts';
import type { Finding } from './finding.ts';

/** Posts, offers, projects and pages that are missing in a language of the site. */
export function checkTranslations({ posts, offers, projects, pages }: Content, site: Site): Finding[] {
  const versions = [
    ...posts.map(({ noun, file }) => ({ ...noun, key: `post ${noun.translationKey}`, file })),
    ...offers.map(({ noun, file }) => ({ ...noun, key: `offer ${noun.id}`, file })),
    ...projects.map(({ noun, file }) => ({ ...noun, key: `project ${noun.slug}`, file })),
    ...pages.map(({ noun, file }) => ({ ...noun, key: `page ${noun.slug}`, file })),
  ];
  // Who is still writing knows what is missing.
  return missing(
    versions.filter(({ draft }) => !draft),
    site,
  );
}

interface Version {
  readonly key: string;
  readonly lang: Lang;
  readonly file: string;
}

function missing(versions: readonly Version[], { languages }: Site): Finding[] {
  return [...Map.groupBy(versions, ({ key }) => key).values()].flatMap((found) => {
    const lacking = languages.filter((lang) => !found.some((version) => version.lang === lang));
    return lacking.map((lang) => ({
      level: 'information' as const,
      rule: 'no-translation',
      message: `there is no version in ${lang}`,
      place: { file: found[0]?.file ?? '' },
    }));
  });
}
